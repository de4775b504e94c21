"""The description for machines: examples that run, statistics that are true, and the same bytes each time."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest
import yaml

from cami_graph.describe import PROJECT_NAME, describe_graph, read_release
from cami_graph.explore.published import dump_bytes, list_maps, write_crate
from cami_graph.graph import CamiGraph
from cami_graph.paths import ROOT
from cami_graph.rdf import PREFIXES

ENDPOINT = "https://example.org/sparql"
HEAD = "\n".join(f"PREFIX {prefix}: <{space}>" for prefix, space in PREFIXES.items())
EXAMPLES = """PREFIX sdo: <https://schema.org/>
SELECT ?example ?text ?comment { ?example a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; sh:select ?text ;
  rdfs:comment ?comment ; sdo:target <https://example.org/sparql> ; sdo:keywords ?tag FILTER(LANG(?comment) = "en") }"""
SCHEMA = """PREFIX ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?class ?property ?target ?datatype {
  ?part void:class ?class ; void:propertyPartition ?use . ?use void:property ?property .
  { ?use void:classPartition/void:class ?target } UNION { ?use ext:datatypePartition/ext:datatype ?datatype } }"""


@pytest.fixture(scope="module")
def written(real_graph: CamiGraph) -> bytes:
    return describe_graph(real_graph.runner, ENDPOINT)


@pytest.fixture(scope="module")
def description(written: bytes) -> ox.Store:
    store = ox.Store()
    store.load(written, format=ox.RdfFormat.TURTLE)
    return store


def ask(store: ox.Store, text: str) -> list[dict[str, str | None]]:
    solutions = store.query(f"{HEAD}\n{text}")
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{name: getattr(one[name], "value", None) for name in names} for one in solutions]


@pytest.mark.slow
def test_every_question_is_an_example_that_runs(description: ox.Store, real_graph: CamiGraph) -> None:
    examples = {str(row["example"]).rsplit("/", 1)[1]: row for row in ask(description, EXAMPLES)}
    wanted = {query.name for query in real_graph.library if query.room in ("competency", "export")}
    assert set(examples) == wanted
    for name, row in examples.items():
        assert row["comment"] == real_graph.library.find(name).head.summary
        assert real_graph.ask_text(str(row["text"])).terms == real_graph.query(name).terms


def test_the_statistics_name_what_the_graph_uses(description: ox.Store, real_graph: CamiGraph) -> None:
    rows = ask(description, SCHEMA)
    links = {(row["class"], row["property"], row["target"]) for row in rows}
    values = {(row["class"], row["property"], row["datatype"]) for row in rows}
    cami, xsd = PREFIXES["cami"], PREFIXES["xsd"]
    assert (f"{cami}ReportedAction", f"{cami}reportsOn", f"{cami}Activity") in links
    assert (f"{cami}ReportedAction", f"{cami}startYear", f"{xsd}gYear") in values
    assert (f"{cami}ReportedAction", f"{PREFIXES['skos']}prefLabel", f"{PREFIXES['rdf']}langString") in values
    entities = ask(description, f"SELECT ?n {{ ?part void:class <{cami}Activity> ; void:entities ?n }}")
    assert [row["n"] for row in entities] == ["114"]


def test_the_statements_are_counted_once_and_alike_everywhere(description: ox.Store, real_graph: CamiGraph) -> None:
    count = real_graph.store.quads_count()  # what `cami build` says of its version
    total = ask(description, "SELECT ?n { <https://w3id.org/cami/dataset> void:triples ?n }")
    parts = ask(
        description, "SELECT ?part ?n { <https://w3id.org/cami/dataset> void:subset ?part . ?part void:triples ?n }"
    )
    assert [row["n"] for row in total] == [str(count)]
    assert sum(int(row["n"] or 0) for row in parts) == count == len(real_graph)
    assert dump_bytes(real_graph.store, "cami.nq").count(b"\n") == count
    said = re.search(r"([\d,]+) statements \(([\d.]+) MB", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert said
    assert int(said[1].replace(",", "")) == pytest.approx(count, rel=0.01)


def test_a_catalogue_finds_licence_files_and_endpoint(description: ox.Store) -> None:
    rows = ask(
        description,
        """SELECT ?file ?licence ?endpoint { ?set a dcat:Dataset ; dcterms:license ?licence ;
             dcat:distribution/dcat:downloadURL ?file . ?service dcat:servesDataset ?set ;
             dcat:endpointURL ?endpoint } ORDER BY ?file""",
    )
    assert [str(row["file"]).rsplit("/", 1)[1] for row in rows] == ["cami.nq", "cami.ttl"]
    assert {row["endpoint"] for row in rows} == {ENDPOINT}
    assert {row["licence"] for row in rows} == {"https://creativecommons.org/licenses/by/4.0/"}


def test_no_blank_node_and_the_same_bytes(written: bytes, real_graph: CamiGraph) -> None:
    assert written == describe_graph(real_graph.runner, ENDPOINT)
    triples = list(ox.parse(written, format=ox.RdfFormat.TURTLE))
    assert not any(isinstance(term, ox.BlankNode) for one in triples for term in (one.subject, one.object))


def test_a_catalogue_finds_whose_it_is_since_when_and_what_it_covers(description: ox.Store) -> None:
    rows = ask(
        description,
        """SELECT ?name ?version ?issued ?start ?end { ?set a dcat:Dataset ; dcterms:creator/foaf:name ?name ;
             owl:versionInfo ?version ; dcterms:issued ?issued ; dcterms:temporal ?period .
             ?period dcat:startDate ?start ; dcat:endDate ?end }""",
    )
    assert [(row["name"], row["start"], row["end"]) for row in rows] == [("CAMI Graph contributors", "2014", "2020")]
    release = read_release()
    assert (rows[0]["version"], rows[0]["issued"]) == (release.version, release.day)
    places = ask(description, "SELECT ?place { ?set a dcat:Dataset ; dcterms:spatial ?place }")
    assert len(places) == 14


def test_the_citation_names_creator_version_and_day_as_the_description_does() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    release = read_release()
    assert (citation["version"], str(citation["date-released"])) == (release.version, release.day)
    assert [one["name"] for one in citation["authors"]] == [PROJECT_NAME]


def test_the_crate_names_each_of_its_parts_once(real_graph: CamiGraph) -> None:
    crate = json.loads(write_crate(real_graph.runner))
    things = [one["@id"] for one in crate["@graph"]]
    assert len(things) == len(set(things))
    root = next(one for one in crate["@graph"] if one["@id"] == "./")
    named = [one["@id"] for key in ("hasPart", "spatialCoverage") for one in root[key]]
    assert {*named, root["creator"]["@id"], root["license"]["@id"]} <= set(things)
    assert {"dataset/cami.nq", "dataset/cami.ttl", "ontology.ttl"} <= set(named)


def test_search_engines_are_told_of_every_page() -> None:
    files = dict(list_maps("https://example.org/cami", ["index", "activity/1.1.1"]))
    text = files["sitemap.xml"].decode()
    assert text.count("<loc>https://example.org/cami/") == 4
    assert "Sitemap: https://example.org/cami/sitemap.xml" in files["robots.txt"].decode()
