"""Every question of the library has the same answer on every engine, and other people's programs read our endpoint."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from rdflib import Dataset, Graph
from reduced import cut_corner
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from cami_graph import open_graph
from cami_graph.cli import cami
from cami_graph.explore.bundle import find_node
from cami_graph.graph import CamiGraph
from cami_graph.query import Library, Query, plain_value
from cami_graph.query.plain import Plain
from cami_graph.rdf import GRAPHS, from_engine, load_dataset, nquads_text, read_quads
from cami_graph.store import EndpointStore, Rows, open_endpoint, open_store
from cami_graph.store.embedded import EngineRows
from cami_graph.store.version import find_version

if TYPE_CHECKING:
    from cami_graph.store.rows import Answer

pytestmark = [pytest.mark.engine, pytest.mark.slow]

CLIENTS = Path(__file__).parent / "clients"
E2E = Path(__file__).parent / "e2e"
NO_PROXY = {**os.environ, "no_proxy": "*", "NO_PROXY": "*"}
ASKED = list(Library.read())
Answers = Mapping[str, list[tuple[str, ...]]]
WKT = re.compile(r"(MULTI)?(POINT|POLYGON) ?\(")
SELECT = "PREFIX cami: <https://w3id.org/cami/ontology#> SELECT ?c { ?c a cami:Country } ORDER BY ?c"
ASK = "PREFIX cami: <https://w3id.org/cami/ontology#> ASK { ?c a cami:Country }"
QUOTING = 'SELECT ?c { ?c a cami:Country FILTER(!REGEX(STR(?c), """\\\\d{2}|ы""")) } ORDER BY ?c'
CONSTRUCT = "PREFIX cami: <https://w3id.org/cami/ontology#> CONSTRUCT { ?c a cami:Country } WHERE { ?c a cami:Country }"


def text_of(graph: CamiGraph, query: Query) -> str:
    """Return the question as it is asked when nothing is given, or with the examples of its head."""
    wanted = {name: one.example for name, one in query.head.parameters.items() if one.required}
    return graph.runner.prepare(query, wanted)


def compared(answer: Answer) -> list[tuple[str, ...]]:
    """Return an answer that can be compared: values, not their spelling; sorted, since equal rows may change places.

    Statements are a set: some engines give one as often as it is found.
    """
    assert not isinstance(answer, bool), "no question of the library asks for a truth"
    found = answer.rows if isinstance(answer, Rows) else answer
    plain = (tuple(plain_text(plain_value(term)) for term in row) for row in found)  # type: ignore[arg-type]
    return sorted(plain) if isinstance(answer, Rows) else sorted(set(plain))


def plain_text(value: Plain) -> str:
    """Return a value as text: a number without idle zeros, an outline as Virtuoso writes it, round the globe."""
    if isinstance(value, Decimal | float):
        return f"{float(value):.12g}"
    if not WKT.match(str(value)):
        return str(value)
    tight = re.sub(r"\s*([(),])\s*", r"\1", str(value))
    return re.sub(r"-?\d+(\.\d+)?", lambda number: f"{float(number[0]) % 360:.6f}", tight)


@pytest.fixture(scope="module")
def clients() -> Path:
    """The folder of other people's programs, installed from its lock file."""
    if not (CLIENTS / "node_modules" / "oxigraph").is_dir():
        subprocess.run([*find_node("npm"), "ci", "--loglevel=error"], cwd=CLIENTS, check=True, capture_output=True)
    return CLIENTS


def run_client(folder: Path, program: str, argument: str, questions: list[dict[str, str]]) -> list[Any]:
    """Put questions to a program of the folder, one JSON value by line, and return its answers."""
    lines = "".join(f"{json.dumps(question)}\n" for question in questions)
    command = [*find_node("node"), program, argument]
    done = subprocess.run(command, cwd=folder, input=lines, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def own_answers(own_graph: CamiGraph) -> Answers:
    """What the embedded engine answers to each question, by its name: asked once, all others are compared with it."""
    return {query.name: compared(own_graph.store.run(text_of(own_graph, query))) for query in ASKED}


@pytest.fixture(scope="module")
def wasm_answers(clients: Path, graph_file: Path, own_graph: CamiGraph) -> Mapping[str, Answer]:
    questions = [
        {"name": query.name, "text": text_of(own_graph, query), "form": "nt" if "CONSTRUCT" in query.body else "json"}
        for query in ASKED
    ]
    told = {said["name"]: said["answer"] for said in run_client(clients, "wasm.mjs", str(graph_file), questions)}
    return {one["name"]: read_answer(told[one["name"]], one["form"]) for one in questions}


def read_answer(text: str, form: str) -> Answer:
    """Return what the engine in WebAssembly wrote."""
    if form == "nt":
        return Graph().parse(data=text, format="nt")
    solutions = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    return EngineRows(solutions)


# Every question, every engine


@pytest.mark.parametrize("query", ASKED, ids=lambda query: query.name)
def test_virtuoso_gives_the_same_answer(
    query: Query, own_graph: CamiGraph, own_answers: Answers, virtuoso: EndpointStore
) -> None:
    assert compared(virtuoso.run(text_of(own_graph, query))) == own_answers[query.name]


@pytest.mark.parametrize("query", ASKED, ids=lambda query: query.name)
def test_the_served_endpoint_gives_the_same_answer(
    query: Query, own_graph: CamiGraph, own_answers: Answers, served: str
) -> None:
    assert compared(open_endpoint(served).run(text_of(own_graph, query))) == own_answers[query.name]


@pytest.mark.parametrize("query", ASKED, ids=lambda query: query.name)
def test_webassembly_gives_the_same_answer(
    query: Query, own_answers: Answers, wasm_answers: Mapping[str, Answer]
) -> None:
    assert compared(wasm_answers[query.name]) == own_answers[query.name]


def ask_rdflib(dataset: Dataset, text: str) -> Answer:
    """Put the question to rdflib's own engine."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # rdflib warns of itself
        found = dataset.query(text)
        if found.type == "CONSTRUCT" and found.graph is not None:
            return found.graph
        return Rows(tuple(map(str, found.vars or ())), tuple(tuple(row) for row in found))  # type: ignore[arg-type]


def test_rdflib_gives_the_same_answer_on_a_corner_of_the_graph(own_graph: CamiGraph, tmp_path: Path) -> None:
    """On the whole graph it does not end; questions that the corner answers with nothing would prove nothing."""
    path = tmp_path / "corner.nq"
    path.write_bytes(nquads_text(cut_corner(find_version().read())))
    corner, dataset = open_store(path), load_dataset(path)
    answers = {text: compared(corner.run(text)) for text in (text_of(own_graph, query) for query in ASKED)}
    answered = {text: rows for text, rows in answers.items() if rows}
    assert len(answered) > 100
    assert [text for text, rows in answered.items() if compared(ask_rdflib(dataset, text)) != rows] == []


# The same graph behind an address


@pytest.mark.parametrize("engine", ["virtuoso", "served"])
def test_a_graph_behind_an_address_is_the_same_graph(
    engine: str, request: pytest.FixtureRequest, own_graph: CamiGraph
) -> None:
    found = request.getfixturevalue(engine)
    remote = open_graph(endpoint=found if isinstance(found, str) else found.url)
    for name, values in (("which-countries-cooperate", {"country": "China"}), ("what-money-is-named", {})):
        here, there = own_graph.query(name, **values), remote.query(name, **values)
        assert there.rows == here.rows
        assert there.labels() == here.labels()
        assert there.citations() == here.citations()
        assert there.df().equals(here.df())


@pytest.mark.parametrize("engine", ["virtuoso", "served"])
def test_places_lie_where_they_lie_on_every_engine(
    engine: str, request: pytest.FixtureRequest, own_graph: CamiGraph
) -> None:
    found = request.getfixturevalue(engine)
    remote = open_graph(endpoint=found if isinstance(found, str) else found.url)
    here, there = (
        json.loads(json.dumps(graph.query("labels", thing="id:country/RU").geojson()), parse_float=short)
        for graph in (own_graph, remote)
    )
    assert min(east for ring in here["features"][0]["geometry"]["coordinates"] for east, _ in ring[0]) < 0
    assert there == here


def short(number: str) -> float:
    """Return a coordinate to a tenth of a metre; the date line has two names."""
    return abs(float(number)) if float(number) == -180 else round(float(number), 6)


def test_the_served_library_gives_the_same_places(served: str, own_graph: CamiGraph) -> None:
    name = "what-do-range-states-do-in-a-landscape"
    address = f"{served.removesuffix('/sparql')}/api/query/{name}"
    answer = httpx.get(address, params={"landscape": "ustyurt", "format": "geojson"}, trust_env=False)
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.json() == own_graph.query(name, landscape="ustyurt").geojson()


def comparable(quads: Iterable[ox.Quad]) -> set[tuple[str, ...]]:
    """Return statements that can be compared: values, not their spelling."""
    found = ((quad, from_engine(quad.object)) for quad in quads)
    return {
        (str(quad.graph_name), str(quad.subject), str(quad.predicate), plain_text(plain_value(value)), repr(language))
        for quad, value in found
        for language in [getattr(value, "language", None)]
    }


def test_an_export_through_an_address_holds_every_statement(
    virtuoso: EndpointStore, own_graph: CamiGraph, graph_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "all.nq"
    done = CliRunner().invoke(cami, ["--endpoint", virtuoso.url, "export", "--part", str(GRAPHS), "--to", str(path)])
    assert done.exit_code == 0, done.output
    assert comparable(read_quads(path)) == comparable(read_quads(graph_file))
    assert len(list(read_quads(path))) == len(own_graph)


# Other people's programs at our endpoint


def wrap(address: str, query: str, form: str, method: str = "GET") -> Any:  # noqa: ANN401  (SPARQLWrapper has no types)
    """Ask as users of SPARQLWrapper do, and return what it makes of the answer."""
    wrapper = SPARQLWrapper(address)
    wrapper.setQuery(query)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(form)
    return wrapper.queryAndConvert()


def test_sparqlwrapper_reads_the_endpoint(served: str) -> None:
    assert len(wrap(served, SELECT, JSON)["results"]["bindings"]) == 14
    assert len(wrap(served, SELECT, XML, POST).getElementsByTagName("result")) == 14
    assert len(wrap(served, SELECT, CSV).split()) == 15
    assert wrap(served, ASK, JSON)["boolean"] is True
    assert len(Graph().parse(data=wrap(served, CONSTRUCT, TURTLE), format="turtle")) == 14


def test_curl_reads_the_endpoint(served: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    base = [curl, "--silent", "--fail", "--noproxy", "*"]
    ways = (
        ["-G", served, "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv"],
        [served, "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv"],
        [served, "--data-binary", SELECT, "-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv"],
    )
    answers = {subprocess.run([*base, *way], capture_output=True, text=True, check=True).stdout for way in ways}
    assert len(answers) == 1
    assert len(answers.pop().split()) == 15


@pytest.mark.parametrize(
    ("language", "command"),
    [("Python", [sys.executable, "-"]), ("curl", ["bash", "-s"]), ("R", ["Rscript", "/dev/stdin"])],
)
def test_what_the_workbench_shows_as_code_runs_as_printed(served: str, language: str, command: list[str]) -> None:
    """R runs where `apt-get install --no-install-recommends r-base-core r-cran-httr2` was."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{language} is not installed")
    place = {"mode": "server", "at": served.removesuffix("sparql"), "text": QUOTING}
    code = subprocess.run(
        [*find_node("node"), str(E2E / "as-code.mjs"), json.dumps(place), language],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    done = subprocess.run(command, input=code, capture_output=True, text=True, check=False, env=NO_PROXY)
    if language == "R" and "there is no package called" in done.stderr:
        pytest.skip("httr2 is not installed")
    assert done.returncode == 0, done.stderr
    assert len(re.findall(r"id/country/[A-Z]{2}", done.stdout)) == 14


@pytest.mark.parametrize("program", ["comunica.mjs", "fetch.mjs"], ids=["Comunica", "fetch-sparql-endpoint"])
def test_programs_in_javascript_read_the_endpoint(served: str, clients: Path, program: str) -> None:
    questions = [
        {"form": form, "text": text} for form, text in (("rows", SELECT), ("truth", ASK), ("graph", CONSTRUCT))
    ]
    rows, truth, graph = run_client(clients, program, served, questions)
    assert sorted(row["c"] for row in rows) == sorted(triple[0] for triple in graph)
    assert (len(rows), truth) == (14, True)
