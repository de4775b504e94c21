"""SPARQL of one's own: our prefixes are known, parameters are filled, and what cannot be meant is named."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TINY

from cami_graph import CamiGraph, open_graph
from cami_graph.errors import QueryError
from cami_graph.graph import QueryWarning
from cami_graph.query import Library
from cami_graph.query.own import find_doubts

COUNTRY = "https://w3id.org/cami/id/country"
DOUBTED = {
    "SELECT ?c { ?c a cami:Contry }": "cami:Contry. Nearest: cami:Country",
    f"SELECT ?c {{ ?c cami:inCountry <{COUNTRY}/KX> }}": "id:country/KX. Nearest: id:country/KZ",
    "SELECT ?c { ?c a <http://w3id.org/cami/ontology#Country> }": "they begin with https://w3id.org/cami/",
    "SELECT ?action ?coutry { ?action cami:inCountry ?country }": "?coutry is asked for and stands nowhere",
    "PREFIX id: <https://w3id.org/cami/id/country/> ASK { id:KZZ ?p ?o }": "id:country/KZZ",
}
SOUND = (
    "SELECT ?c { ?c a cami:Country }",
    "SELECT (COUNT(?x) AS ?n) { ?x a cami:Country }",
    "SELECT * { ?c cami:inCountry/skos:prefLabel 'cami:Nothing' } # <https://w3id.org/cami/none>",
    r"ASK { id:country\/KZ ?p ?o }",
    "SELECT ?p { <urn:x> ?p ?o }",
)


@pytest.mark.parametrize("text", DOUBTED)
def test_what_cannot_be_meant_is_named_with_the_nearest(tiny_graph: CamiGraph, text: str) -> None:
    (doubt,) = find_doubts(text, tiny_graph.store)
    assert DOUBTED[text] in doubt
    with pytest.warns(QueryWarning):
        tiny_graph.ask_text(text)


@pytest.mark.parametrize("text", SOUND)
def test_sound_questions_raise_no_doubt(tiny_graph: CamiGraph, text: str) -> None:
    assert find_doubts(text, tiny_graph.store) == ()


def test_a_class_of_which_only_narrower_ones_are_stated_is_named(real_graph: CamiGraph) -> None:
    (doubt,) = find_doubts("SELECT (COUNT(*) AS ?n) { ?x a cami:Claim }", real_graph.store)
    assert doubt.startswith("Nothing is stated to be a cami:Claim, only things of narrower classes: ")
    assert "cami:ReportedAction" in doubt
    (pattern,) = re.findall("`(.*)`", doubt)
    counted = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x {pattern} }}"
    assert find_doubts(counted, real_graph.store) == ()
    assert int(str(real_graph.ask_text(counted)[0]["n"])) > 1000
    assert find_doubts("SELECT ?x { ?x rdfs:subClassOf cami:Claim }", real_graph.store) == ()


def test_no_question_of_the_library_is_doubted(real_graph: CamiGraph) -> None:
    found = {one.name: find_doubts(one.bind({}), real_graph.store) for one in Library.read()}
    assert {name: doubts for name, doubts in found.items() if doubts} == {}


def test_values_fill_the_open_blocks_of_a_text(tiny_graph: CamiGraph) -> None:
    text = "SELECT ?a { VALUES ?country { UNDEF } ?a a cami:ReportedAction ; cami:inCountry ?country } ORDER BY ?a"
    everywhere = tiny_graph.ask_text(text)
    assert 0 < len(tiny_graph.ask_text(text, country="Казахстан")) < len(everywhere)
    with pytest.raises(QueryError, match="Nearest"):
        tiny_graph.ask_text(text, country="Kazakstan republic")
    with pytest.raises(QueryError, match="contry"):
        tiny_graph.ask_text(text, contry="KZ")


def test_a_graph_and_its_results_travel_to_another_process(tmp_path: Path) -> None:
    code = (
        "import pickle, sys; from cami_graph import open_graph; "
        f"graph = open_graph({str(TINY)!r}); "
        "sys.stdout.buffer.write(pickle.dumps((graph, graph.ask_text('SELECT ?c { ?c a cami:Country } ORDER BY ?c'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    graph, result = pickle.loads(done.stdout)
    assert result.rows == open_graph(TINY).ask_text("SELECT ?c { ?c a cami:Country } ORDER BY ?c").rows
    with graph as opened:
        assert len(opened) == len(open_graph(TINY))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(QueryError, match="no language"):
        open_graph(TINY, language="fr")


def test_the_command_line_notes_what_cannot_be_meant() -> None:
    words = [sys.executable, "-m", "cami_graph", "--graph", str(TINY), "query", "--file", "-", "--format", "csv"]
    done = subprocess.run(words, input="SELECT ?c { ?c a cami:Contry }", capture_output=True, text=True, check=True)
    assert done.stdout == "c\n"
    assert done.stderr.startswith("Note: The graph says nothing of cami:Contry.")
