"""Hostile words stay words in every form: no script, no control sign, no file that its reader cannot open."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from functools import cache
from zipfile import ZipFile

import networkx as nx
import pyoxigraph as ox
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cami_graph.brief.styles import write
from cami_graph.cli.table import draw_table
from cami_graph.export import draw_page, network_of, write_network, write_statements
from cami_graph.graph import CamiGraph
from cami_graph.query import Library, Options, write_result
from cami_graph.serve.limits import Limits
from cami_graph.serve.results import write_graph, write_table
from cami_graph.store import EmbeddedStore

WORDS = (
    'Kazakhstan <a href=x>x</a><img src=x onerror="alert(1)">',
    "</script><script>alert(2)</script>",
    "<meta http-equiv=refresh content='0;url=http://x'> href=//x src=//y",
    "a\x01b\x1b[31mc\x07\ufffe\uffff\u202ed",
    '=HYPERLINK("http://x")\n@SUM(1)\t|`*_[x](javascript:alert(3))',
    "\\\"'${x} #import $y$ {{z}} %s",
)
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def graph_of(words: str) -> CamiGraph:
    """Return a graph in which two things are tied, both called so."""
    engine = ox.Store()
    label, tie = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), ox.NamedNode("urn:tie")
    for one in ("urn:a", "urn:b"):
        engine.add(ox.Quad(ox.NamedNode(one), label, ox.Literal(words, language="en"), ox.NamedNode("urn:g")))
    engine.add(ox.Quad(ox.NamedNode("urn:a"), tie, ox.NamedNode("urn:b"), ox.NamedNode("urn:g")))
    return CamiGraph(EmbeddedStore(engine), read_library())


@cache
def read_library() -> Library:
    """Read the questions once."""
    return Library.read()


def check_forms(words: str) -> None:
    """Write the words in every form, and have each read back by a reader that is not ours."""
    graph = graph_of(words)
    ties = graph.ask_text("SELECT ?source ?target { ?source <urn:tie> ?target }")
    network = network_of(ties)
    assert nx.read_graphml(io.BytesIO(write_network(network, "graphml"))).number_of_edges() == 1
    assert nx.read_gexf(io.BytesIO(write_network(network, "gexf"))).number_of_edges() == 1
    assert len(json.loads(write_network(network, "cyjs"))["elements"]["edges"]) == 1
    page = draw_page(network, words).decode("utf-8", "replace")
    assert "<img src=x" not in page
    assert "<script>alert" not in page
    assert "<meta http-equiv=refresh" not in page
    told = graph.ask_text("SELECT ?x { <urn:a> <http://www.w3.org/2004/02/skos/core#prefLabel> ?x }")
    load_workbook(io.BytesIO(write_result(told, "xlsx", Options())))
    described = graph.ask_text("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    ET.fromstring(write_result(described, "rdf"))
    ET.fromstring(write_statements(EmbeddedStore.__getattribute__(graph.store, "engine"), "rdf"))
    drawn = draw_table(("x",), [(str(told.rows[0]["x"]),)], (), 80)
    assert not any(sign != "\n" and not sign.isprintable() for sign in drawn)
    check_endpoint(graph)
    document = Document()
    write(document.add_paragraph(), words)
    file = io.BytesIO()
    document.save(file)
    ET.fromstring(ZipFile(file).read("word/document.xml"))


def check_endpoint(graph: CamiGraph) -> None:
    """Have the answers of the endpoint in XML read."""
    engine = EmbeddedStore.__getattribute__(graph.store, "engine")
    rows = engine.query("SELECT ?o { GRAPH ?g { ?s ?p ?o } }")
    ET.fromstring(write_table(rows, "application/sparql-results+xml", Limits()).body)
    triples = engine.query("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    ET.fromstring(write_graph(triples, "application/rdf+xml", Limits()).body)


@pytest.mark.parametrize("words", WORDS)
def test_hostile_words_stay_words_in_every_form(words: str) -> None:
    check_forms(words)


@pytest.mark.slow
@QUICK
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_words_stay_words_in_every_form(words: str) -> None:
    check_forms(words)
