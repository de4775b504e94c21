"""What is wrong with a text that is no query, said so that its writer can mend it."""

from __future__ import annotations

import pytest

from cami_graph.errors import QueryError
from cami_graph.graph import CamiGraph

MISTAKES = {
    'SELECT ?s { ?s <http://a/b:c> "dcat:x" ; foaff:name ?n }': ("The prefix foaff: is not declared.", '"foaf:"'),
    "PREFIX a: <urn:a> # b:c\nSELECT ?s { ?s a:b/skosx:note 'q:r' }": ("The prefix skosx: is not declared.", "PREFIX"),
    "SELECT ?a { ?a a cami:Activity ; cami:hasStatus status:done }": (
        "The prefix status: is not declared.",
        "PREFIX status: <https://w3id.org/cami/vocabulary/status/>",
    ),
    "INSERT DATA { <urn:a> <urn:b> 1 }": ("read-only", "build"),
    "PREFIX a: <http://x#> # SELECT\nDELETE WHERE { ?s ?p ?o }": ("read-only", "build"),
    "SELECT * { ?s ?p ?o }; INSERT DATA { <urn:a> <urn:b> 1 }": ("read-only", "build"),
    "SELECT ?s {\n ?s ?p “Kazakhstan” }": ("at 2:8", "U+201C", 'Write "'),
    "SELECT\u00a0?s { ?s ?p ?o }": ("at 1:7", "NO-BREAK SPACE", "Write a blank"),
    'SELECT ?s { ?s ?p "“" ; \x00 }': ("at 1:25", "U+0000", "Take it out"),
    "SELCT ?s { ?s ?p ?o }": ('no query begins with "SELCT"', '"SELECT"'),
    "": ("no query begins here", "CONSTRUCT"),
    "SELECT * {\n ?s ?p ?o FILTER(?o > ) }": ("at 2:", "not SPARQL"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_its_remedy(tiny_graph: CamiGraph, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        tiny_graph.ask_text(text)
    assert all(part in str(caught.value) for part in MISTAKES[text])
    assert "\\u{" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_the_mark_of_an_editor_before_a_query_is_passed_over(tiny_graph: CamiGraph) -> None:
    assert tiny_graph.ask_text("\ufeffSELECT (1 AS ?x) {}").rows == [{"x": 1}]
