"""What the analysis found, as RDF: its provenance, its links, and the tables that open and close it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib import BNode, Dataset, URIRef
from rdflib.namespace import PROV, RDF

from cami_graph.analyse.findings.analysis import Findings, analyse
from cami_graph.analyse.findings.links import TOGETHER
from cami_graph.analyse.situation.model import Situation
from cami_graph.build import Rooms, build_graph
from cami_graph.graph import CamiGraph, open_graph
from cami_graph.paths import DATA, GRAPH_ANALYSIS, GRAPH_NQUADS
from cami_graph.publish.analysis import state_findings
from cami_graph.rdf import CAMI, Statements, graph_name, load_dataset, nquads_text, read_quads, thing
from cami_graph.store import open_store

AGREEMENT = "2.3.8-r1-c1"
SOURCES = ("programme/cami-2014-2020", "reference", "report/cami2-doc3")


@pytest.fixture(scope="module")
def analysis() -> Dataset:
    return load_dataset(GRAPH_ANALYSIS)


def test_everything_stands_in_one_graph_with_its_provenance(analysis: Dataset) -> None:
    name = graph_name("analysis/gaps")
    assert {quad[3] for quad in analysis.quads()} == {name}
    assert not [term for quad in analysis.quads() for term in quad[:3] if isinstance(term, BNode)]
    graph = analysis.graph(name)
    run = thing("analysis", "gaps")
    assert (name, PROV.wasGeneratedBy, run) in graph
    assert (run, PROV.used, graph_name("report/cami2-doc3")) in graph
    assert "seed=20190925" in str(graph.value(run, CAMI.parameters))
    gaps = set(graph.subjects(RDF.type, CAMI.Gap))
    assert gaps
    findings = set(graph.subjects(RDF.type, CAMI.Finding))
    assert findings
    assert set(graph.subjects(PROV.wasGeneratedBy, run)) == gaps | findings | {name}


def test_every_link_of_a_gap_leads_to_something_that_is_stated(analysis: Dataset) -> None:
    stated = {str(quad.subject).strip("<>") for quad in read_quads(GRAPH_NQUADS)}
    stated |= {str(quad[0]) for quad in analysis.quads()}
    links = {
        str(value)
        for _, predicate, value, _ in analysis.quads()
        if isinstance(value, URIRef) and predicate != RDF.type and str(predicate).startswith(str(CAMI))
    }
    assert sorted(links - stated) == []


def test_the_pages_find_the_gaps_by_sparql(real_graph: CamiGraph) -> None:
    rows = real_graph.query("page-gaps").rows
    assert {"rank", "sentence", "country", "argument", "group"} <= {row["field"] for row in rows}


def find_shared(folder: Path) -> set[str]:
    return find_open(open_graph(folder).situation)


def find_open(situation: Situation) -> set[str]:
    return {one.slug for one in analyse(situation).links if one.state != TOGETHER}


@pytest.mark.slow
def test_a_cooperation_taken_from_the_tables_opens_exactly_its_gaps_and_put_back_closes_them(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("graph"))
    table = data / "reports" / "cami2-doc3" / "facts" / "cooperations.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if not line.startswith(f"{AGREEMENT},")), "utf-8")
    opened = CamiGraph(open_store(build_graph(Rooms(data=data)).dataset))
    without = find_open(opened.situation)
    before = find_shared(GRAPH_NQUADS)
    assert without - before == {"shared-KZ-UZ-saiga", "shared-KZ-UZ-ustyurt"}
    assert before <= without
    table.write_text("".join(lines), "utf-8")
    closed = CamiGraph(open_store(build_graph(Rooms(data=data)).dataset))
    again = find_open(closed.situation)
    assert again == before


def write_findings(findings: Findings) -> bytes:
    sources = [f"https://w3id.org/cami/graph/{name}" for name in SOURCES]
    stated = Statements()
    state_findings(stated, findings, "", sources)
    return nquads_text(stated.quads)


@pytest.mark.slow
def test_the_same_settings_give_the_same_bytes(real_findings: Findings) -> None:
    again = analyse(real_findings.situation, real_findings.settings)
    assert write_findings(again) == write_findings(real_findings)
    written = GRAPH_ANALYSIS.read_bytes()
    assert all(
        line in written for line in write_findings(real_findings).splitlines() if b"cami/graph/document" not in line
    )
