"""The graph in other forms: nothing lost on the way, the same bytes each time, and pages that ask nobody."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import csvw
import frictionless
import igraph
import networkx as nx
import pyoxigraph as ox
import pytest
from conftest import TINY
from small_engine import SmallEngine

from cami_graph.analyse.situation.network import NETWORKS
from cami_graph.errors import ExportError, StoreError
from cami_graph.explore.bundle import WEB
from cami_graph.export import (
    PACKAGE_FORMS,
    STATEMENT_FORMS,
    draw_page,
    network_of,
    read_store,
    write_network,
    write_package,
    write_statements,
)
from cami_graph.export.network import Network
from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA
from cami_graph.query import Result
from cami_graph.rdf import ID, read_quads
from cami_graph.store import EmbeddedStore, open_endpoint
from cami_graph.workbook import list_sheets

TIES = """PREFIX cami: <https://w3id.org/cami/ontology#>
SELECT ?source ?relation ?target {
  VALUES (?property ?relation) { (cami:inCountry "in") (cami:concernsSpecies "about") (cami:reportsOn "under") }
  ?source ?property ?target }"""
HOSTILE = """SELECT ?source ?target ?word { VALUES (?source ?target ?word) {
  (<https://w3id.org/cami/id/activity/1.1.2> <http://x.org/y> "</script><script>alert(1)</script> \\u0007 =1") } }"""


@pytest.fixture
def ties(tiny_graph: CamiGraph) -> Result:
    return tiny_graph.ask_text(TIES)


@pytest.fixture
def network(ties: Result) -> Network:
    return network_of(ties)


@pytest.mark.parametrize("form", sorted(set(STATEMENT_FORMS) - {"owl"}))
def test_every_form_of_rdf_holds_every_statement(form: str) -> None:
    content = write_statements(read_quads(TINY), form)
    read = list(ox.parse(content, format=STATEMENT_FORMS[form]))
    assert {quad.triple for quad in read} == {quad.triple for quad in read_quads(TINY)}
    if form in ("nq", "trig", "jsonld"):
        assert set(read) == set(read_quads(TINY))
    assert write_statements(reversed(list(read_quads(TINY))), form) == content


def test_reasoners_get_every_statement_with_years_as_integers() -> None:
    content = write_statements(read_quads(TINY), "owl")
    read = {str(quad.triple) for quad in ox.parse(content, format=ox.RdfFormat.RDF_XML)}
    stated = {str(quad.triple).replace("XMLSchema#gYear", "XMLSchema#integer") for quad in read_quads(TINY)}
    assert read == stated
    assert any("XMLSchema#gYear" in str(quad) for quad in read_quads(TINY))


def test_a_part_is_one_graph_or_all_that_begin_so() -> None:
    whole = write_statements(read_quads(TINY), "nq")
    report = write_statements(read_quads(TINY), "nq", ["report/tiny"])
    assert report == write_statements(read_quads(TINY), "nq", ["report"])
    assert 0 < len(report) < len(whole)
    with pytest.raises(ExportError, match='Nearest: "reference"'):
        write_statements(read_quads(TINY), "nq", ["referense"])


def test_any_store_gives_its_statements(tiny_store: EmbeddedStore, engine: SmallEngine) -> None:
    engine.store.extend(read_quads(TINY))
    for store in (tiny_store, open_endpoint(engine.query_url)):
        assert set(read_store(store)) == set(read_quads(TINY))


def test_an_engine_that_cuts_its_answers_gives_no_half_export(
    tiny_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = EmbeddedStore.construct
    monkeypatch.setattr(EmbeddedStore, "construct", lambda self, text: asked(self, f"{text} LIMIT 1"))
    with pytest.raises(StoreError, match=r"of 1 statements of .*It cuts its answers"):
        list(read_store(tiny_store))


def test_a_network_ties_what_the_rows_tie(network: Network) -> None:
    action = f"{ID}action/1.1.1-r1"
    assert set(network[action]) == {
        f"{ID}{slug}" for slug in ("country/KZ", "country/UZ", "taxon/saiga", "activity/1.1.1")
    }
    assert network.nodes[f"{ID}taxon/saiga"] == {"label": "saiga", "kind": "taxon"}
    assert network.nodes[f"{ID}activity/1.1.1"]["label"] == "1.1.1 Train rangers"
    tie = {"relation": "in", "weight": 1, "rests_on": action}
    assert network.edges[action, f"{ID}country/KZ", 0] == tie


def test_the_first_two_columns_of_things_are_the_ends_where_none_is_named_so(tiny_graph: CamiGraph) -> None:
    renamed = tiny_graph.ask_text(TIES.replace("?source", "?what").replace("?target", "?where"))
    assert network_of(renamed).number_of_edges() == 4
    with pytest.raises(ExportError, match="tie no two things"):
        network_of(tiny_graph.ask_text('SELECT ?a { VALUES ?a { "x" } }'))


def test_a_part_of_a_network_lies_within_the_steps_asked_for(ties: Result) -> None:
    assert len(network_of(ties, about=f"{ID}country/KZ")) == 2
    assert len(network_of(ties, about=f"{ID}country/KZ", steps=2)) == 5
    with pytest.raises(ExportError, match="not in this network"):
        network_of(ties, about=f"{ID}country/XX")


def test_networks_are_read_back_whole_and_written_alike_each_time(network: Network) -> None:
    graphml = nx.read_graphml(io.BytesIO(write_network(network, "graphml")), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(write_network(network, "gexf")))
    linked = nx.node_link_graph(json.loads(write_network(network, "json")), edges="links")
    for read in (graphml, gexf, linked):
        assert sorted(read.nodes) == sorted(network.nodes)
        assert read.number_of_edges() == network.number_of_edges()
        assert read.nodes[f"{ID}taxon/saiga"]["label"] == "saiga"
    assert b"lastmodified" not in write_network(network, "gexf")


def test_the_networks_of_the_analysis_are_saved_and_read_by_others(real_graph: CamiGraph, tmp_path: Path) -> None:
    for name in NETWORKS:
        made = real_graph.network(name)
        for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
            found = read(io.BytesIO(write_network(made, form)))
            assert {one: said["label"] for one, said in found.nodes.items()} == {
                one: said["label"] for one, said in made.nodes.items()
            }
            for one, other, said in made.edges(data=True):
                assert said["weight"] > 0
                assert found.edges[one, other]["claims"] == said["claims"] != ""
                assert found.edges[one, other]["weight"] == said["weight"]
        (tmp_path / f"{name}.graphml").write_bytes(write_network(made, "graphml"))
        there = igraph.Graph.Read_GraphML(str(tmp_path / f"{name}.graphml"))
        assert (there.vcount(), there.ecount()) == (len(made), made.number_of_edges())
        assert sum(there.es["weight"]) == made.size(weight="weight")
    told = real_graph.network("country-country").edges["country/KZ", "country/UZ"]["claims"].split()
    assert len(told) == real_graph.network("country-country").edges["country/KZ", "country/UZ"]["weight"]
    assert real_graph.runner.citations(f"{ID}{one}" for one in told)


@pytest.mark.slow
@pytest.mark.parametrize("form", PACKAGE_FORMS)
def test_the_tables_are_one_archive_that_others_read_and_check(form: str, tmp_path: Path) -> None:
    sheets = [one for one in list_sheets(DATA) if one.file.startswith(("reference/", "programmes/"))]
    archive = write_package(DATA, sheets, form)
    assert archive == write_package(DATA, sheets, form)
    zipfile.ZipFile(io.BytesIO(archive)).extractall(tmp_path)
    assert all((tmp_path / sheet.file).read_bytes() == (DATA / sheet.file).read_bytes() for sheet in sheets)
    assert is_sound(form, tmp_path)
    sections = tmp_path / "programmes/cami-2014-2020/sections.csv"
    sections.write_text(sections.read_text("utf-8").replace(",1,", ",9,", 1), "utf-8")
    assert not is_sound(form, tmp_path)


def is_sound(form: str, folder: Path) -> bool:
    """Say whether a program of others finds all in order: cells, keys, and rows that other tables name."""
    if form == "datapackage":
        descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
        for one in descriptor["resources"]:
            one.pop("hash", None), one.pop("bytes", None)
        (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
        return bool(frictionless.validate(folder / "datapackage.json").valid)
    tables = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    assert sum(1 for table in tables.tables for _ in table.iterdicts(strict=True)) > 800
    return bool(tables.check_referential_integrity(log=logging.getLogger()))


def test_cytoscape_gets_elements_with_data(network: Network) -> None:
    elements = json.loads(write_network(network, "cyjs"))["elements"]
    nodes, edges = ([one["data"] for one in elements[kind]] for kind in ("nodes", "edges"))
    assert sorted(one["id"] for one in nodes) == sorted(network.nodes)
    assert {one["name"] for one in nodes} >= {"saiga"}
    assert len({one["id"] for one in edges}) == network.number_of_edges()
    assert {one[end] for one in edges for end in ("source", "target")} <= set(network.nodes)


@pytest.mark.skipif(
    shutil.which("node") is None or not (WEB / "node_modules" / "graphology").is_dir(),
    reason="Node and its packages are not on this machine: `make web`",
)
def test_graphology_and_cytoscape_open_what_is_written_for_them(network: Network, tmp_path: Path) -> None:
    for form in ("graphml", "gexf", "cyjs"):
        (tmp_path / f"network.{form}").write_bytes(write_network(network, form))
    command = ["node", str(Path(__file__).parent / "clients" / "networks.mjs"), str(tmp_path)]
    environment = os.environ | {"CAMI_WEB": f"{WEB}/"}
    found = json.loads(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert sorted(found) == ["cyjs", "gexf", "graphml"]
    for held in found.values():
        assert held["nodes"] == {one: said["label"] for one, said in network.nodes.items()}
        assert sorted(map(sorted, held["edges"])) == sorted(sorted((one, other)) for one, other in network.edges())


RESERVED = ("id", "key", "type", "label", "start", "end", "weight", "name", "viz", "spells", "interaction")


@pytest.mark.parametrize("column", RESERVED)
def test_no_column_meets_a_word_that_a_form_keeps_for_itself(tiny_graph: CamiGraph, column: str) -> None:
    rows = '(<urn:a> <urn:b> "one") (<urn:b> <urn:c> "two")'
    text = f"SELECT ?source ?target ?{column} {{ VALUES (?source ?target ?{column}) {{ {rows} }} }}"
    network = network_of(tiny_graph.ask_text(text))
    graphml = nx.read_graphml(io.BytesIO(write_network(network, "graphml")), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(write_network(network, "gexf")))
    for read in (graphml, gexf):
        assert sorted(read.edges()) == [("urn:a", "urn:b"), ("urn:b", "urn:c")]
        values = {str(value) for _, _, told in read.edges(data=True) for value in told.values()}
        assert {"one", "two"} <= values
    ties = [one["data"] for one in json.loads(write_network(network, "cyjs"))["elements"]["edges"]]
    assert [one["target"] for one in ties] == ["urn:b", "urn:c"]
    assert [{"one", "two"} & set(one.values()) for one in ties] == [{"one"}, {"two"}]


def test_a_page_holds_all_it_needs_and_asks_nobody(network: Network) -> None:
    page = draw_page(network, "Ties & more").decode()
    assert "<title>Ties &amp; more</title>" in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", page)
    assert '"physics": false' in page
    assert page == draw_page(network, "Ties & more").decode()


def test_text_of_the_data_never_becomes_script(tiny_graph: CamiGraph) -> None:
    network = network_of(tiny_graph.ask_text(HOSTILE))
    page = draw_page(network, "<script>alert(2)</script>").decode()
    assert "alert(1)</script>" not in page
    assert "<script>alert" not in page
    assert "<b>bold" not in page
    assert nx.read_graphml(io.BytesIO(write_network(network, "graphml"))).number_of_edges() == 1


@pytest.mark.browser
def test_a_page_draws_itself_in_a_browser_without_a_complaint(network: Network, tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not on this machine")
    page = tmp_path / "ties.html"
    page.write_bytes(draw_page(network, "Ties"))
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=2000"]
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    done = subprocess.run(
        [chromium, *words, profile, "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=60, check=True
    )
    assert "<canvas" in done.stdout
    assert ":CONSOLE" not in done.stderr


def test_an_empty_network_makes_no_page(tiny_graph: CamiGraph) -> None:
    empty = tiny_graph.ask_text("SELECT ?source ?target { ?source <http://none> ?target }")
    with pytest.raises(ExportError, match="empty"):
        draw_page(network_of(empty), "x")


def test_the_built_graph_is_written_as_it_was_built(tmp_path: Path) -> None:
    assert TINY.suffix == ".trig"
    path = tmp_path / "a.nq"
    path.write_bytes(write_statements(read_quads(TINY), "nq"))
    assert write_statements(read_quads(path), "nq") == path.read_bytes()
