"""FROM means the same whoever answers: exactly the graphs that are named, each statement once."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from cami_graph.errors import QueryError
from cami_graph.graph import CamiGraph, open_graph
from cami_graph.paths import PACKAGE
from cami_graph.prefixes import ID
from cami_graph.serve.answer import open_answerer
from cami_graph.serve.described import NAME
from cami_graph.serve.limits import Limits, Message
from cami_graph.store import EmbeddedStore, open_store
from cami_graph.store.dataset import Named, read_dataset

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

FORMS = [
    ("CONSTRUCT {{ ?s ?p ?o }} {} WHERE {{ ?s ?p ?o }}", 2),
    ("CONSTRUCT {} WHERE {{ ?s ?p ?o }}", 2),
    ("DESCRIBE <urn:s> {}", 2),
    ("PREFIX x: <http://y/> # PREFIX x: <urn:wrong:>\nDESCRIBE <urn:s> {}", 2),
]
WEB = PACKAGE / "explore" / "web"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "three.nq"
    path.write_text(LINES, "utf-8")
    return path


@pytest.fixture
def graph(path: Path) -> CamiGraph:
    return open_graph(path)


@pytest.mark.parametrize("way", WAYS)
def test_a_query_sees_the_graphs_that_it_names_and_each_statement_once(graph: CamiGraph, way: str) -> None:
    assert graph.ask_text(COUNT.format(way)).rows == [{"n": WAYS[way]}]


def test_the_store_in_the_page_says_the_same() -> None:
    if (node := shutil.which("node")) is None or not (WEB / "node_modules").is_dir():
        pytest.skip("Node and its packages are not on this machine: `make web`")
    queries = [*(COUNT.format(way) for way in WAYS), *(form.format("FROM <http://x/one>") for form, _ in FORMS)]
    program = (
        f"import {{ asker }} from {json.dumps((WEB / 'src' / 'dataset.js').as_uri())};"
        "import { Store } from 'oxigraph';"
        f"const store = new Store(); store.load({json.dumps(LINES)}, {{ format: 'application/n-quads' }});"
        "const ask = asker(store, true);"
        "const form = (text) => (text.startsWith('SELECT') ? 'csv' : 'application/n-triples');"
        f"console.log(JSON.stringify({json.dumps(queries)}.map((text) => ask(text, form(text)))));"
    )
    command = [node, "--input-type=module", "-e", program]
    answers = json.loads(subprocess.run(command, cwd=WEB, capture_output=True, text=True, check=True).stdout)
    counted = [int(answer.split()[1]) for answer in answers[: len(WAYS)]]
    assert counted == list(WAYS.values())
    assert [answer.count("\n") for answer in answers[len(WAYS) :]] == [count for _, count in FORMS]


def test_the_endpoint_says_the_same(path: Path) -> None:
    answerer = open_answerer(path, Limits())
    for way, count in WAYS.items():
        question = {"kind": "sparql", "query": COUNT.format(way), "default_graphs": [], "named_graphs": []}
        answer = answerer.answer(Message(question | {"table_media": "text/csv", "graph_media": None}))
        assert answer.body.decode().split() == ["n", str(count)], way


@pytest.mark.slow
def test_what_the_endpoint_says_of_itself_is_no_graph_of_the_record(path: Path) -> None:
    answerer = open_answerer(path, Limits())
    question = {"kind": "sparql", "default_graphs": [], "named_graphs": [], "table_media": "text/csv"}

    def names(graph: str) -> list[str]:
        query = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {graph} }}"
        return answerer.answer(Message(question | {"query": query, "graph_media": None})).body.decode().split()[1:]

    assert sorted(names("")) == ["http://x/one", "http://x/three", "http://x/two"]
    assert names(f"FILTER(?g = <{NAME.value}>)") == [NAME.value]


def test_named_graphs_and_prefixes_are_understood(graph: CamiGraph) -> None:
    text = "PREFIX x: <http://x/> SELECT (COUNT(*) AS ?n) FROM NAMED x:one FROM NAMED x:two { GRAPH ?g { ?s ?p ?o } }"
    assert graph.ask_text(text).rows == [{"n": 3}]


@pytest.mark.parametrize(("form", "count"), FORMS)
def test_a_query_for_a_graph_sees_what_it_names_too(graph: CamiGraph, form: str, count: int) -> None:
    answer = graph.store.run(form.format("FROM <http://x/one>"))
    assert len(answer) == count  # type: ignore[arg-type]


def test_a_prefix_of_ours_needs_no_declaration_and_an_unknown_one_is_named(graph: CamiGraph) -> None:
    assert read_dataset("SELECT * FROM id:x {}") == Named("SELECT *           {}", (f"{ID}x",), ())
    with pytest.raises(QueryError, match="The prefix y: is not declared"):
        graph.ask_text("SELECT (COUNT(*) AS ?n) FROM y:one { ?s ?p ?o }")


def test_a_graph_of_several_that_agree_is_counted_once_in_a_narrower_view_and_in_none_that_is_apart(path: Path) -> None:
    store = EmbeddedStore(open_store(path).engine, ["http://x/one", "http://x/two"])
    assert [str(row["n"]) for row in store.select(COUNT.format(""))] == ["2"]
    assert EmbeddedStore(store.engine, ["http://x/one", "http://x/three"]).merged is None


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
