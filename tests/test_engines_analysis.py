"""The analysis and the validation find on other engines, asked through SPARQLWrapper, what they find on our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.namespace import RDF
from virtuoso import graph_store_of

from cami_graph import open_graph
from cami_graph.analyse.findings.analysis import Findings
from cami_graph.cli.context import Context
from cami_graph.cli.validate import find
from cami_graph.errors import StoreError
from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA, EXAMPLES, HYGIENE, SHAPES
from cami_graph.rdf import load_dataset, nquads_text, read_quads
from cami_graph.store import EndpointStore, fetch_graph, load_quads
from cami_graph.validate import Finding, validate

pytestmark = [pytest.mark.engine, pytest.mark.slow]

COUNTER_EXAMPLES = Path(__file__).parent / "invalid"
REFUSED = "geometry-is-well-known-text"  # Virtuoso takes no outline that is none, so it never holds one
PATIENCE = "60"  # limits have tests of their own
BESIDE = "https://w3id.org/cami/graph/counter-examples"


def address_of(engine: str, request: pytest.FixtureRequest) -> str:
    """Return where an engine of that name answers SPARQL."""
    found = request.getfixturevalue(engine)
    return found.url if isinstance(found, EndpointStore) else str(found)


# The analysis


@pytest.fixture(scope="module")
def own_findings(own_graph: CamiGraph) -> Findings:
    return own_graph.find_gaps()


@pytest.mark.parametrize("engine", ["virtuoso", "served"])
def test_the_analysis_finds_the_same_gaps(engine: str, request: pytest.FixtureRequest, own_findings: Findings) -> None:
    there = open_graph(endpoint=address_of(engine, request)).find_gaps()
    assert there.situation == own_findings.situation
    assert len(own_findings.gaps) > 100
    assert [gap.to_json() for gap in there.gaps] == [gap.to_json() for gap in own_findings.gaps]


# The validation, of our graph with a counter-example to each rule beside it


def is_served(rule: str) -> bool:
    """Tell whether an endpoint with pages beside it starts on a counter-example; pages need whole documents."""
    return rule != REFUSED and not rule.startswith(("document-", "event-", "framework-"))


@pytest.fixture(scope="module")
def counter_examples() -> list[ox.Quad]:
    """The examples and counter-examples of every rule, in a named graph of their own."""
    paths = [*EXAMPLES.glob("*.ttl"), *(path for path in COUNTER_EXAMPLES.glob("*.ttl") if is_served(path.stem))]
    beside = ox.NamedNode(BESIDE)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, beside) for path in paths for quad in read_quads(path)]


@pytest.fixture(scope="module")
def spoilt_file(graph_file: Path, counter_examples: list[ox.Quad], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spoilt") / "graph.nq"
    path.write_bytes(nquads_text([*read_quads(graph_file), *counter_examples]))
    return path


@pytest.fixture(scope="module")
def spoilt_here(spoilt_file: Path) -> tuple[Finding, ...]:
    """What validation finds without any engine, in the file as rdflib reads it."""
    return validate(load_dataset(spoilt_file))


@pytest.fixture
def spoilt_virtuoso(virtuoso: EndpointStore, counter_examples: list[ox.Quad]) -> Iterator[str]:
    door = graph_store_of(virtuoso)
    load_quads(counter_examples, door, virtuoso)
    yield virtuoso.url
    door.clear(BESIDE)


def compared(findings: tuple[Finding, ...]) -> list[tuple[str, ...]]:
    """Return findings that can be compared: a number by what it is, since engines spell 0.0 as 0.

    Virtuoso writes coordinates anew, with fewer places, so what is wrong with their text is not compared;
    nor is what the questions of hygiene find, which only the command asks.
    """
    return sorted(
        (one.level, one.rule, one.thing, same_number(one.value), one.message)
        for one in findings
        if one.rule not in {"coordinates-lie-on-the-earth", *(path.stem for path in HYGIENE.glob("*.rq"))}
    )


def same_number(value: str) -> str:
    try:
        return f"{float(value):g}"
    except ValueError:
        return value


def test_validation_through_an_endpoint_finds_the_same(spoilt_virtuoso: str, spoilt_here: tuple[Finding, ...]) -> None:
    there = find(Context(endpoint=spoilt_virtuoso), DATA, SHAPES)
    rules = {path.stem for path in COUNTER_EXAMPLES.glob("*.ttl") if is_served(path.stem)}
    assert rules <= {finding.rule for finding in spoilt_here}
    assert compared(there) == compared(spoilt_here)


def test_a_graph_larger_than_the_longest_answer_of_virtuoso_comes_whole(
    virtuoso: EndpointStore, own_graph: CamiGraph
) -> None:
    classes = "CONSTRUCT { ?s a ?class } WHERE { ?s a ?class }"
    stated = set(own_graph.store.construct(classes))
    assert len(virtuoso.construct(classes)) < len(stated), "it cuts no more, and then the parts are not needed"
    assert stated <= set(fetch_graph(virtuoso).triples((None, RDF.type, None)))
    with pytest.raises(StoreError, match="It cuts its answers"):
        fetch_graph(virtuoso, at_once=10**9)
