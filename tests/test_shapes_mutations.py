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
BATCHES = in_batches(MISTAKES, 46)
NUMBERS = range(len(BATCHES))
MANY = 145
UNDONE = {"action-begins-before-its-report", "seed-is-among-the-parameters"}
"""Whose mistake another one undoes among so many; every engine is asked of its counter-example, in `test_shapes.py`."""
README = ONTOLOGY / "README.md"


@pytest.fixture(scope="module")
def base() -> bytes:
    """The real graph."""
    return read_base()


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read_shapes()


def find_rules(mistake: Mistake, results: tuple[Result, ...]) -> set[str]:
    """Return the rules that name the thing of a mistake."""
    named = (one for one in results if mistake.is_named_by(one.focus) or mistake.is_named_by(one.value))
    return {one.shape.removeprefix(SHAPE) for one in named}


@pytest.mark.parametrize("number", NUMBERS)
def test_each_mistake_is_found_by_its_rule_on_its_thing(number: int, base: bytes, shapes: Graph) -> None:
    results = run_engine(plant(base, BATCHES[number]), shapes.serialize(format="nt"))
    for mistake in BATCHES[number]:
        rules = find_rules(mistake, results)
        if mistake.rule:
            assert mistake.rule in rules, f"{mistake.mistake} is not found by {mistake.rule}, but by {sorted(rules)}"
        else:
            assert not rules, f"{mistake.mistake} is found by {sorted(rules)}: name the rule"


@pytest.mark.slow
def test_a_second_engine_finds_the_same_where_many_are_planted_together(base: bytes, shapes: Graph) -> None:
    """It takes as long as all else here, so it is asked of every other batch; `test_shapes.py` asks it of each rule."""
    found = set[str]()
    for number, batch in enumerate(in_batches(MISTAKES, MANY)):
        planted = plant(base, batch)
        ours = {
            (one.shape.removeprefix(SHAPE), one.focus) for one in run_engine(planted, shapes.serialize(format="nt"))
        }
        assert number % 2 or ask_pyrudof(planted, shapes) == ours
        found |= {rule for rule, _ in ours}
    assert {one.rule for one in MISTAKES if one.rule} - found <= UNDONE


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
