"""The endpoint tells editors what it holds: the questions that the editors of sib-swiss ask, as they ask them."""

from __future__ import annotations

import httpx
import pytest
from rdflib import Graph, URIRef
from served import count

from cami_graph.query import Library
from cami_graph.rdf import PREFIXES
from cami_graph.serve.described import NAME, asks_of_description

PREFIXES_ASKED = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix } ORDER BY ?prefix"""
EXAMPLES_ASKED = """PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX spex: <https://purl.expasy.org/sparql-examples/ontology#>
SELECT DISTINCT ?sq ?comment ?query WHERE { ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
  sh:select|sh:ask|sh:construct|spex:describe ?query } ORDER BY ?sq"""
VOID_ASKED = """PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype WHERE {
  ?cp void:class ?subjectClass ; void:propertyPartition ?pp . ?pp void:property ?prop .
  OPTIONAL { { ?pp void:classPartition [ void:class ?objectClass ] }
    UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] } } }"""


def ask(client: httpx.Client, text: str) -> list[dict[str, str]]:
    rows = client.get("/sparql", params={"query": text}).json()["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in rows]


def test_an_editor_finds_prefixes_examples_and_the_schema_without_being_told(client: httpx.Client) -> None:
    assert {row["prefix"]: row["namespace"] for row in ask(client, PREFIXES_ASKED)} == PREFIXES
    names = [query.name for query in Library.read() if query.room in ("competency", "export")]
    rows = ask(client, EXAMPLES_ASKED)
    assert [row["sq"].rsplit("/", 1)[1] for row in rows] == sorted(names)
    cami = PREFIXES["cami"]
    links = {(row["subjectClass"], row["prop"], row.get("objectClass")) for row in ask(client, VOID_ASKED)}
    assert (f"{cami}ReportedAction", f"{cami}reportsOn", f"{cami}Activity") in links


def test_the_description_is_a_graph_of_its_own_and_no_part_of_the_record(client: httpx.Client) -> None:
    inside = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{NAME.value}> {{ ?s ?p ?o }} }}"
    record = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    stated = ask(client, "SELECT ?n { <https://w3id.org/cami/dataset> void:triples ?n }")
    assert count(client.get("/sparql", params={"query": inside})) > 1000
    assert [str(count(client.get("/sparql", params={"query": record})))] == [row["n"] for row in stated]


def test_the_service_description_tells_the_same(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/sparql", headers={"accept": "application/n-triples"}).text, format="nt")
    for text in (PREFIXES_ASKED, EXAMPLES_ASKED):
        assert len(graph.query(text)) == len(ask(client, text))
    named = graph.objects(predicate=URIRef("http://www.w3.org/ns/sparql-service-description#name"))
    assert URIRef(NAME.value) in set(named)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("SELECT * { ?s a sh:SPARQLExecutable }", True),
        ("PREFIX v: <http://rdfs.org/ns/void#> ASK { ?s v:class ?c }", True),
        ("ASK { ?s <http://rdfs.org/ns/void#class> ?c }", True),
        (f"ASK {{ GRAPH <{NAME.value}> {{ ?s ?p ?o }} }}", True),
        ("PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT * { ?s a cami:Gap }", False),
        ('SELECT * { ?s ?p "sh:select" } # void:class', False),
        ("PREFIX sh: <urn:other:> SELECT * { ?s sh:select ?o }", False),
        ("SELECT * { ?s x-sh:select ?o }", False),
    ],
)
def test_only_a_query_in_its_terms_sees_it(text: str, asks: bool) -> None:
    assert asks_of_description(text) is asks
