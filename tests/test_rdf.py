"""Names are well formed, terms survive the way to the engine and back, and the same graph gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD

from cami_graph.errors import BuildError, StoreError
from cami_graph.rdf import (
    CAMI,
    Statements,
    as_dataset,
    concept,
    dataset_quads,
    from_engine,
    graph_name,
    load_dataset,
    new_dataset,
    nquads_text,
    save_dataset,
    shorten,
    thing,
    to_engine,
)


def test_addresses_follow_the_contract() -> None:
    assert str(thing("activity", "1.1.10")) == "https://w3id.org/cami/id/activity/1.1.10"
    assert str(concept("status", "not-done")) == "https://w3id.org/cami/vocabulary/status/not-done"
    assert str(concept("status")) == "https://w3id.org/cami/vocabulary/status"
    assert str(graph_name("report/cami2-doc3")) == "https://w3id.org/cami/graph/report/cami2-doc3"


@pytest.mark.parametrize("slug", ["", "a b", "Снежный", "a/", "a<b", '"', "a//b"])
def test_a_slug_that_makes_no_plain_address_is_refused(slug: str) -> None:
    with pytest.raises(BuildError, match="Latin letters"):
        thing("site", slug)


def test_addresses_are_shortened_by_the_longest_prefix() -> None:
    assert shorten("https://w3id.org/cami/id/country/AF") == "id:country/AF"
    assert shorten("https://w3id.org/cami/ontology#Gap") == "cami:Gap"
    assert shorten("https://example.org/x") == "https://example.org/x"


@pytest.mark.parametrize(
    "term",
    [
        URIRef("https://example.org/x"),
        Literal('quote " and \\ and\nline'),
        Literal("сайгак", lang="ru"),
        Literal("2017", datatype=XSD.gYear, normalize=False),
        Literal("007", datatype=XSD.integer, normalize=False),
        BNode("b1"),
    ],
)
def test_terms_come_back_from_the_engine_as_they_went(term: URIRef | Literal | BNode) -> None:
    assert from_engine(to_engine(term)) == term
    assert str(from_engine(to_engine(term))) == str(term)


def test_the_order_of_making_leaves_no_trace_in_the_bytes(tmp_path: Path) -> None:
    statements = [
        (thing("country", "KZ"), SKOS.prefLabel, Literal("Қазақстан", lang="kk")),
        (thing("country", "KZ"), RDF.type, CAMI.Country),
        (thing("country", "AF"), RDF.type, CAMI.Country),
    ]
    for name, order in (("a", statements), ("b", statements[::-1])):
        dataset = new_dataset()
        for statement in order:
            dataset.graph(graph_name("reference")).add(statement)
        save_dataset(dataset, tmp_path / f"{name}.nq", tmp_path / f"{name}.ttl")
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    lines = (tmp_path / "a.nq").read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 3
    assert set(load_dataset(tmp_path / "a.nq").quads()) == set(load_dataset(tmp_path / "b.nq").quads())


def test_what_is_stated_plainly_is_what_a_dataset_would_hold() -> None:
    dataset, plain = new_dataset(), Statements()
    name = thing("country", "KZ")
    values = (Literal("Қазақстан", lang="kk"), Literal(1991), Literal("1991", datatype=XSD.gYear), CAMI.Country)
    for graph in ("reference", "ontology", "reference"):
        for value in values:
            dataset.graph(graph_name(graph)).add((name, CAMI.isStated, value))
            plain.graph(graph_name(graph)).add((name, CAMI.isStated, value))
    assert nquads_text(plain.quads) == nquads_text(dataset_quads(dataset))
    assert len(plain.quads) == 8
    assert set(as_dataset(plain.quads).quads()) == set(dataset.quads())
    with pytest.raises(BuildError, match="IRI"):
        plain.graph(graph_name("reference")).add((BNode(), RDF.type, CAMI.Country))  # type: ignore[arg-type]


def test_a_statement_said_twice_is_one_line() -> None:
    quad = ox.Quad(ox.NamedNode("http://a"), ox.NamedNode("http://p"), ox.Literal("x"), ox.NamedNode("http://g"))
    assert nquads_text([quad, quad]) == b'<http://a> <http://p> "x" <http://g> .\n'


def test_a_blank_node_does_not_enter_the_data(tmp_path: Path) -> None:
    dataset = new_dataset()
    dataset.graph(graph_name("reference")).add((BNode(), RDF.type, CAMI.Country))
    with pytest.raises(BuildError, match="IRI"):
        save_dataset(dataset, tmp_path / "a.nq")
    assert not (tmp_path / "a.nq").exists()


def test_damaged_rdf_names_its_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.nq"
    path.write_text("<http://a> <http://p> <http://b> .\n<http://a> nonsense .\n", "utf-8")
    with pytest.raises(StoreError, match=r"broken\.nq.* line 2"):
        load_dataset(path)
