"""What rows rest on: behind counts and groups too, never words that do not support the row; as bibliographies."""

from __future__ import annotations

import csv
import io
import json

import pytest
from bibtexparser.entrypoint import parse_string

from cami_graph.graph import CamiGraph
from cami_graph.query import Library, Options, Query, Result, write_result
from cami_graph.query.selects import ask_behind, find_selects
from cami_graph.rdf import ID

LIBRARY = Library.read()
REGISTERED = (
    *("which-range-states-are-silent-on-a-species", "which-countries-share-each-species"),
    *("which-neighbours-never-act-together", "how-sure-are-the-claims-of-each-kind"),
    "how-much-is-not-done-of-each-priority",
)
"""Questions whose numbers rest on registers or on the plan too, and not only on claims with words."""
COUNTING = [one for one in LIBRARY if one.room == "competency" and one.head.rests_on and one.name not in REGISTERED]
ACTIONS = "?action a cami:ReportedAction ; cami:reportsOn ?activity ; cami:inCountry ?country"


def quotes(result: Result) -> list[set[str]]:
    return [{one.quote for one in row} for row in result.support.rows]


def test_a_count_rests_on_the_claims_that_are_counted_and_on_no_word_of_what_they_are_counted_for(
    real_graph: CamiGraph,
) -> None:
    counted = f"SELECT ?activity (COUNT(DISTINCT ?action) AS ?n) {{ {ACTIONS} }} GROUP BY ?activity ORDER BY DESC(?n)"
    result = real_graph.ask_text(f"{counted} LIMIT 5")
    assert [len(claims) for claims in result.support.claims] == result["n"]
    for activity, claims in zip(result["activity"], result.support.claims, strict=True):
        asked = f"SELECT DISTINCT ?action {{ VALUES ?activity {{ <{activity}> }} {ACTIONS} }}"
        assert claims == sorted(str(one) for one in real_graph.ask_text(asked)["action"])
    assert {one.column for one in result.citations()} == {4}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT (COUNT(*) AS ?n) { ?a a cami:Activity }", "binds no claim"),
        ("SELECT ?a (COUNT(?s) AS ?n) { ?a a cami:Activity ; dcterms:isPartOf ?s } GROUP BY ?a", "binds no claim"),
        ("SELECT ?c { ?c a cami:Country MINUS { ?x cami:budgetAmount ?sum ; cami:inCountry ?c } }", "binds no claim"),
        ("ASK { ?x a cami:ReportedAction }", "no single claim"),
        (
            "SELECT (AVG(?n) AS ?m) { { SELECT ?c (COUNT(?x) AS ?n) { ?x cami:inCountry ?c } GROUP BY ?c LIMIT 3 } }",
            "cannot",
        ),
    ],
)
def test_where_no_words_can_be_derived_that_is_said(real_graph: CamiGraph, text: str, why: str) -> None:
    result = real_graph.ask_text(text)
    assert result.citations() == ()
    assert why in result.support.why
    assert why in write_result(result, "md", Options(cite=True)).decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?country { ?action cami:inCountry ?country } ORDER BY ?country", [{"joint patrols", "in 2017"}] * 2),
        ("SELECT ?w { ?x cami:inCountry ?c ; cami:isEvidencedBy/oa:hasSelector/oa:exact ?w } ORDER BY ?w", None),
        ("SELECT ?a ?t { ?a a cami:Activity ; skos:prefLabel ?t FILTER(STRSTARTS(?t, 'T')) }", [{"Train rangers"}]),
        (
            "SELECT (COUNT(?x) AS ?n) { ?x cami:inCountry ?c } GROUP BY (STR(?c) AS ?k)",
            [{"joint patrols", "in 2017"}] * 2,
        ),
    ],
)
def test_own_queries_name_what_their_pattern_binds(
    tiny_graph: CamiGraph, text: str, expected: list[set[str]] | None
) -> None:
    result = tiny_graph.ask_text(text)
    assert quotes(result) == (expected or [{"in 2017", "joint patrols"}] * len(result))


def test_the_text_that_asks_for_things_behind_keeps_strings_and_names_of_groups() -> None:
    text = (
        'SELECT ?k (COUNT(?x) AS ?n) WHERE { ?x ?p ?o } GROUP BY (CONCAT(?o, "}") AS ?k) HAVING (COUNT(?x) > 1) LIMIT 1'
    )
    assert ask_behind(text, 0, "x", "b") == (
        'SELECT DISTINCT ?k ?b WHERE { ?x ?p ?o  BIND(?x AS ?b) BIND(CONCAT(?o, "}") AS ?k) } '
    )
    assert [
        one.variables for one in find_selects("SELECT * { ?a ?b ?c MINUS { ?d ?e ?f } { SELECT ?g { ?g ?h ?i } } }")
    ] == [
        ["a", "b", "c"],
        ["g", "h", "i"],
    ]


@pytest.mark.slow
def test_each_number_of_a_question_has_its_claims(real_graph: CamiGraph) -> None:
    assert len(COUNTING) > 25
    assert [row for query in COUNTING for row in _unproven(real_graph, query)] == []


def _unproven(graph: CamiGraph, query: Query) -> list[tuple[str, object]]:
    """Return the rows that count something and name no words."""
    wanted = {one.name: one.example for one in query.head.parameters.values() if one.required}
    result = graph.query(query.name, **wanted)
    counts = [name for one in find_selects(result.text) for name in one.numbers if name in result.variables]
    rows = zip(result.rows, result.support.rows, strict=True)
    return [(query.name, row) for row, words in rows if not words and any(row[one] for one in counts)]


def test_citations_stand_in_tables_and_say_which_rows_they_prove(tiny_graph: CamiGraph) -> None:
    result = tiny_graph.ask_text("SELECT ?c (COUNT(?x) AS ?n) { ?x cami:inCountry ?c } GROUP BY ?c ORDER BY ?c")
    rows = list(csv.DictReader(io.StringIO(write_result(result, "csv", Options(cite=True)).decode())))
    assert [row["rests_on"] for row in rows] == [f"{ID}action/1.1.1-r1"] * 2
    assert rows[0]["words"].startswith("“joint patrols” (A tiny report, activity 1.1.1, column 4, characters")
    assert list(result.df(cite=True).columns) == ["c", "n", "rests_on", "words"]
    cited = json.loads(write_result(result, "json", Options(cite=True)))["citations"]
    assert [one["rows"] for one in cited] == [[1, 2], [1, 2]]
    assert "Rests on 2 passages" in result._repr_html_()


def test_a_bibliography_names_the_graph_and_the_documents_and_is_read_by_others(real_graph: CamiGraph) -> None:
    result = real_graph.query("what-happened-between-countries")
    documents = {one.document.slug for one in result.citations()}
    read = {one.key: one for one in parse_string(result.bibtex()).entries}
    assert read.keys() == {"cami-graph", *documents}
    assert real_graph.version in read["cami-graph"]["version"]
    assert read["cites-saiga"]["url"].startswith("https://")
    assert any("year" in one.fields_dict for key, one in read.items() if key != "cami-graph")
    listed = {one["id"]: one for one in result.csl()}
    assert listed.keys() == read.keys()
    assert listed["cami-graph"]["type"] == "dataset"
    assert listed["cms-turan-nomination"]["accessed"]["date-parts"][0][0] >= 2026
    assert json.loads(write_result(result, "csl")) == result.csl()
