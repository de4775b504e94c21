"""FROM means the same whoever answers: exactly the graphs that are named, each statement once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cami_graph.graph import CamiGraph, open_graph
from cami_graph.serve.answer import open_answerer
from cami_graph.serve.limits import Limits, Message
from cami_graph.store.dataset import read_dataset

LINES = (
    "<urn:s> <urn:p> <urn:both> <http://x/one> .\n<urn:s> <urn:p> <urn:both> <http://x/two> .\n"
    "<urn:s> <urn:p> <urn:first> <http://x/one> .\n<urn:s> <urn:p> <urn:third> <http://x/three> .\n"
)
COUNT = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s ?p ?o }}"
WAYS = {
    "": 3,
    "FROM <http://x/one>": 2,
    "FROM <http://x/one> FROM <http://x/two>": 2,
    "from <http://x/two>\nFROM <http://x/three> # FROM <http://x/one>\n": 2,
    "FROM <http://x/none>": 0,
    "FROM NAMED <http://x/one>": 0,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "three.nq"
    path.write_text(LINES, "utf-8")
    return path


@pytest.fixture
def graph(path: Path) -> CamiGraph:
    return open_graph(path)


@pytest.mark.parametrize("way", [one for one in WAYS if one])
def test_a_query_sees_the_graphs_that_it_names_and_each_statement_once(graph: CamiGraph, way: str) -> None:
    assert graph.ask_text(COUNT.format(way)).rows == [{"n": WAYS[way]}]


@pytest.mark.parametrize("way", WAYS)
def test_the_endpoint_says_the_same(path: Path, way: str) -> None:
    question = {"kind": "sparql", "query": COUNT.format(way), "default_graphs": [], "named_graphs": []}
    answer = open_answerer(path, Limits()).answer(Message(question | {"table_media": "text/csv", "graph_media": None}))
    assert answer.body.decode().split() == ["n", str(WAYS[way])]


def test_named_graphs_and_prefixes_are_understood(graph: CamiGraph) -> None:
    text = "PREFIX x: <http://x/> SELECT (COUNT(*) AS ?n) FROM NAMED x:one FROM NAMED x:two { GRAPH ?g { ?s ?p ?o } }"
    assert graph.ask_text(text).rows == [{"n": 3}]


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ("FROM <http://x/one>" AS ?x) {}',
        "SELECT ?from { ?s ?from ?o }",
        "SELECT * { ?s <http://x/FROM> ?o # FROM <urn:a>\n }",
        "SELECT * { { SELECT ?s { ?s ?p 'FROM <urn:b>' } } }",
    ],
)
def test_what_only_looks_like_a_dataset_is_none(text: str) -> None:
    assert read_dataset(text) is None
