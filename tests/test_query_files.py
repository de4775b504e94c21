"""Query files: the head and its faults, parameters put in as terms, the rules every file keeps to."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from cami_graph.errors import QueryError
from cami_graph.query import Library, Query, lint_folder, lint_query, read_head, read_query
from cami_graph.query.bind import bind_terms
from cami_graph.query.head import FOR_GRLC
from cami_graph.query.types import read_plain

HEAD = """#+ title: Countries
#+ title_ru: Страны
#+ summary: Which countries are there?
#+ summary_ru: Какие страны есть?
#+ persona: reader
#+ tags: [country]
#+ view: table
"""
PARAMETERS = f"""#+ description: "{FOR_GRLC}"
#+ parameters:
#+   country: {{type: country, summary: One of them, default: none}}
"""
BODY = """PREFIX cami: <https://w3id.org/cami/ontology#>
SELECT ?country
WHERE {
  VALUES ?country { UNDEF }
  ?country a cami:Country .
}
ORDER BY ?country
"""


def write_query(folder: Path, text: str, name: str = "countries", room: str = "competency") -> Query:
    path = folder / room / f"{name}.rq"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return read_query(path, room)[0]


def test_a_head_is_read_whole() -> None:
    head, faults = read_head(HEAD + PARAMETERS + BODY, "a.rq")
    assert faults == ()
    assert (head.title, head.title_ru, head.view, head.tags) == ("Countries", "Страны", "table", ("country",))
    assert head.parameters["country"].type == "country"
    assert head.parameters["country"].default is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("#+ title: a: b\n", "line 1: The head is not YAML"),
        (HEAD.replace("view: table", "view: pie"), 'line 7: "pie" is not known here'),
        (HEAD.replace("persona: reader", "persona: king"), 'line 5: "king" is not known here'),
        (HEAD + "#+ colour: red\n", 'line 8: The head may not say "colour"'),
        (HEAD + "#+ title: Again\n", 'line 8: The head says "title" twice'),
        (HEAD.replace("[country]", "country"), "line 6: A list is wanted here"),
        (HEAD.replace("#+ title: Countries\n", ""), 'The head lacks "title"'),
        (HEAD + "#+ parameters:\n#+   country: {summary: x}\n", 'line 9: The parameter "country" lacks "type"'),
        (HEAD + "#+ parameters:\n#+   x: {type: beast, summary: x}\n", 'line 9: "beast" is not known here'),
        (HEAD + "#+ parameters:\n#+   X-1: {type: iri, summary: x}\n", 'line 9: "X-1" is no name'),
        ("", "line 1: The file has no head"),
    ],
)
def test_each_fault_of_a_head_is_named_with_its_line(line: str, fault: str) -> None:
    _, faults = read_head(line + BODY, "a.rq")
    assert any(fault in str(one) for one in faults), faults


def test_a_sound_query_has_no_fault(tmp_path: Path) -> None:
    write_query(tmp_path, HEAD + PARAMETERS + BODY)
    assert lint_folder(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("?country a cami:Country .", "?country a cami:Country", ""),
        ("?country a cami:Country .", "?country a wrong:Country .", "line 15: It is not SPARQL 1.1"),
        ("ORDER BY ?country", "", "The rows have no order"),
        ("VALUES ?country { UNDEF }", "", 'The parameter "country" stands 0 times'),
        ("?country a", "VALUES ?other { UNDEF } ?country a", "line 15: VALUES ?other waits for a parameter"),
        ("PREFIX cami", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nPREFIX cami", "skos: is never used"),
        ("PREFIX cami: <https://w3id.org/cami/ontology#>", "PREFIX cami: <http://x#>", "The prefix cami: is not ours"),
        (
            "?country a cami:Country .",
            "?country a cami:Country FILTER NOT EXISTS { ?x cami:borders ?country }",
            "line 15: NOT EXISTS is not used here",
        ),
        ("?country a cami:Country .", "SERVICE <http://x> { ?country a cami:Country }", "SERVICE is not used here"),
        ("{ UNDEF }", "{ <http://x> }", 'The default of "country" differs'),
        ("grlc cannot", "grlc can", "does not say what grlc makes of its parameters"),
    ],
)
def test_each_fault_of_a_body_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = HEAD + PARAMETERS + BODY
    assert old in text
    faults = lint_query(write_query(tmp_path, text.replace(old, new)))
    assert any(fault in str(one) for one in faults) if fault else not faults, faults


def test_having_on_an_alias_is_found_because_it_gives_no_rows_without_a_word(tmp_path: Path) -> None:
    body = BODY.replace("SELECT ?country", "SELECT ?country (COUNT(?country) AS ?n)").replace("  VALUES", "VALUES")
    text = HEAD + PARAMETERS + body.replace("ORDER", "GROUP BY ?country HAVING(?n > 1) ORDER")
    assert any("HAVING tests the alias ?n" in str(fault) for fault in lint_query(write_query(tmp_path, text)))
    assert any("does not say what that rests on" in str(fault) for fault in lint_query(write_query(tmp_path, text)))
    right = text.replace("HAVING(?n > 1)", "HAVING(COUNT(?country) > 1)").replace(
        "#+ tags", "#+ rests_on: none\n#+ tags"
    )
    assert lint_query(write_query(tmp_path, right)) == ()


COUNTS = """#+ rests_on: [claim]
SELECT ?country ?n {0}
WHERE {{
  {{ SELECT ?country (COUNT({1}?claim) AS ?n) WHERE {{ ?claim cami:inCountry ?country {2} }} GROUP BY ?country }}
  ?other cami:inCountry ?country ; cami:isEvidencedBy ?evidence .
}}
ORDER BY ?country
"""


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        (("", "DISTINCT ", "; cami:isEvidencedBy ?proof"), ""),
        (("", "", "; cami:isEvidencedBy ?proof"), "line 12: A claim proven by two quotes counts twice"),
        (("?evidence", "DISTINCT ", ""), "?n stands once for each quote of ?evidence"),
    ],
)
def test_what_counts_once_for_each_quote_is_found(tmp_path: Path, parts: tuple[str, ...], fault: str) -> None:
    text = HEAD + COUNTS.format(*parts).replace("SELECT", f"{BODY.splitlines()[0]}\nSELECT", 1)
    faults = lint_query(write_query(tmp_path, text))
    assert any(fault in str(one) for one in faults) if fault else not faults, faults
    unbound = lint_query(write_query(tmp_path, text.replace("[claim]", "[clam]")))
    assert any('It rests on "clam", which no pattern binds' in str(one) for one in unbound)


def test_words_in_strings_comments_and_addresses_are_no_fault(tmp_path: Path) -> None:
    line = '?country a cami:Country . # SERVICE\n  FILTER(STR(?country) != "NOT EXISTS" && ?country != <http://FROM>)'
    text = (HEAD + PARAMETERS + BODY).replace("?country a cami:Country .", line)
    assert lint_query(write_query(tmp_path, text)) == ()


def test_a_rule_that_is_no_construct_is_a_fault(tmp_path: Path) -> None:
    query = write_query(tmp_path, HEAD + PARAMETERS + BODY, room="rules")
    assert any("CONSTRUCT" in str(fault) for fault in lint_query(query))


def test_two_queries_of_one_name_are_a_fault(tmp_path: Path) -> None:
    write_query(tmp_path, HEAD + PARAMETERS + BODY)
    write_query(tmp_path, HEAD + PARAMETERS + BODY, room="pages")
    assert any("Its name is taken by" in str(fault) for fault in lint_folder(tmp_path))
    with pytest.raises(QueryError, match="Two queries"):
        Library.read(tmp_path)


def test_a_broken_head_stops_only_who_asks_for_that_query(tmp_path: Path) -> None:
    write_query(tmp_path, HEAD + PARAMETERS + BODY)
    write_query(tmp_path, "#+ title: a: b\n" + BODY, "broken")
    library = Library.read(tmp_path)
    assert library.find("countries").name == "countries"
    with pytest.raises(QueryError, match=r"broken\.rq line 1"):
        library.find("broken")
    with pytest.raises(QueryError, match='Nearest: "countries"'):
        library.find("contries")


def test_values_are_put_in_as_terms_and_open_blocks_are_taken_out() -> None:
    body = "VALUES ?a { UNDEF } VALUES ?b { UNDEF } VALUES ?c { 1 2 }\n# VALUES ?a { UNDEF }\n"
    bound = bind_terms(body, {"a": [URIRef("http://x"), Literal('"} # \\ \n', lang="en")]})
    assert bound == 'VALUES ?a { <http://x> "\\"} # \\\\ \\n"@en }  VALUES ?c { 1 2 }\n# VALUES ?a { UNDEF }\n'


def test_a_parameter_that_stands_nowhere_cannot_be_bound() -> None:
    with pytest.raises(QueryError, match="not 0 times"):
        bind_terms("SELECT * {}", {"a": [Literal("x")]})


@pytest.mark.parametrize(
    ("kind", "value", "spelled"),
    [
        ("integer", "12", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("decimal", "0.50", '"0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("year", "2017", '"2017"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("boolean", "Yes", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("date", "2019-09-25", '"2019-09-25"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("iri", "id:country/AF", "<https://w3id.org/cami/id/country/AF>"),
        ("string", "a", '"a"'),
    ],
)
def test_plain_values_become_terms_of_their_type(kind: str, value: str, spelled: str) -> None:
    assert bind_terms("VALUES ?a { UNDEF }", {"a": [read_plain(value, kind)]}) == f"VALUES ?a {{ {spelled} }}"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "1.5"),
        ("integer", "twelve"),
        ("decimal", "NaN"),
        ("year", "17"),
        ("boolean", "maybe"),
        ("date", "25.9.2019"),
        ("iri", "no address"),
        ("iri", "http://x> } DROP ALL #"),
        ("string", "\ud800"),
    ],
)
def test_plain_values_of_another_type_are_refused(kind: str, value: str) -> None:
    with pytest.raises(QueryError, match=r"^\".*\" is not "):
        read_plain(value, kind)
