"""Every measure carries its meaning, formula, paper and a runnable example; here the examples run."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
from importlib import import_module
from types import FunctionType, ModuleType

import pytest

import cami_graph.analyse
import cami_graph.brief
from cami_graph.analyse.measures import brokerage, chance, programme, triangles, weighing
from cami_graph.analyse.proof import auc, bootstrap, two_lists

MODULES = [
    import_module(one.name)
    for package in (cami_graph.analyse, cami_graph.brief)
    for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]
MEASURES = [
    member
    for module in (brokerage, chance, programme, triangles, weighing, auc, bootstrap, two_lists)
    for name, member in vars(module).items()
    if isinstance(member, FunctionType)
    and member.__module__ == module.__name__
    and name.startswith(
        (
            "find_",
            "measure_",
            "list_",
            "fit_",
            "place_",
            "expect_",
            "correlate_",
            "count_",
            "regress_",
            "draw_",
            "compare_",
        )
    )
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples_run(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_a_measure_shows_an_example_and_names_where_it_comes_from(measure: FunctionType) -> None:
    text = inspect.getdoc(measure) or ""
    assert ">>>" in text
    assert any(year in text for year in ("19", "20")), "no paper is named"
