"""Mistakes of many kinds, planted into the real graph, are found by the rules meant for them; two engines agree."""

from __future__ import annotations

from collections import Counter

import pytest
from mutations import Mistake, in_batches, plant, read_base, read_mistakes
from oracles import ask_pyrudof
from rdflib import Graph

from cami_graph.paths import ONTOLOGY
from cami_graph.tables import fill_part
from cami_graph.validate import read_shapes
from cami_graph.validate.engine import run_engine
from cami_graph.validate.result import Result
from cami_graph.validate.shapes import SHAPE

MISTAKES = read_mistakes()
ALONE = {"an action of the wrong century", "two countries border that do not touch"}
"""What another one of their batch undoes: these are planted by themselves."""
BATCHES = (
    *(tuple(one for one in batch if one.mistake not in ALONE) for batch in in_batches(MISTAKES, 8)),
    tuple(one for one in MISTAKES if one.mistake in ALONE),
)
SECOND = 3
"""A second engine takes much longer, so it is asked of every third batch; `test_shapes.py` asks it of each rule."""
README = ONTOLOGY / "README.md"


@pytest.fixture(scope="module")
def base() -> bytes:
    """The real graph."""
    return read_base()


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read_shapes()


@pytest.fixture(scope="module")
def triples(shapes: Graph) -> str:
    """The same as the engine reads them."""
    return shapes.serialize(format="nt")


def find_rules(mistake: Mistake, results: tuple[Result, ...]) -> set[str]:
    """Return the rules that name the thing of a mistake."""
    named = (one for one in results if mistake.is_named_by(one.focus) or mistake.is_named_by(one.value))
    return {one.shape.removeprefix(SHAPE) for one in named}


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(BATCHES)))
def test_each_mistake_is_found_by_its_rule_on_its_thing_and_two_engines_agree(
    number: int, base: bytes, shapes: Graph, triples: str
) -> None:
    planted = plant(base, BATCHES[number])
    results = run_engine(planted, triples)
    for mistake in BATCHES[number]:
        rules = find_rules(mistake, results)
        if mistake.rule:
            assert mistake.rule in rules, f"{mistake.mistake} is not found by {mistake.rule}, but by {sorted(rules)}"
        else:
            assert not rules, f"{mistake.mistake} is found by {sorted(rules)}: name the rule"
    if number % SECOND == 0:
        assert ask_pyrudof(planted, shapes) == {(one.shape.removeprefix(SHAPE), one.focus) for one in results}


def test_the_readme_gives_the_score(request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    fresh = fill_part(text, "mistakes", tell_score())
    if request.config.getoption("--write-expected"):
        README.write_text(fresh, encoding="utf-8")
    else:
        assert text == fresh, "run pytest tests/test_shapes_mutations.py --write-expected"


def tell_score() -> str:
    """Return the score as Markdown: how many mistakes of each kind are planted and found, and which are not."""
    planted = Counter(one.kind for one in MISTAKES)
    found = Counter(one.kind for one in MISTAKES if one.rule)
    rows = [f"| {kind} | {planted[kind]} | {found[kind]} |" for kind in planted]
    missed = "; ".join(one.mistake for one in MISTAKES if not one.rule)
    head = ["| kind of mistake | planted | found |", "|---|---|---|"]
    total = f"| all | {planted.total()} | {found.total()} |"
    return "\n".join([*head, *rows, total, "", f"Not found, for the graph with them is possible too: {missed}.", ""])
