"""A question asked: values resolved against the graph, rows as Python values, labels, citations."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from cami_graph.errors import ExportError, QueryError
from cami_graph.graph import CamiGraph
from cami_graph.query import Library, plain_value
from cami_graph.rdf import ID
from cami_graph.store import EmbeddedStore

HEAD = """#+ title: Actions
#+ title_ru: Действия
#+ summary: Which actions?
#+ summary_ru: Какие действия?
#+ persona: reader
#+ tags: [action]
#+ view: table
#+ parameters:
#+   country: {type: country, summary: Where}
#+   species: {type: species, summary: About what}
#+   activity: {type: activity, summary: Under what}
#+   status: {type: status, summary: How far}
#+   least: {type: integer, summary: At least so many dollars, default: "0"}
#+   word: {type: string, summary: A choice, choices: [red, green]}
"""
BODY = """PREFIX cami: <https://w3id.org/cami/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?action ?country ?money ?year ?word
WHERE {
  VALUES ?country { UNDEF }
  VALUES ?species { UNDEF }
  VALUES ?activity { UNDEF }
  VALUES ?status { UNDEF }
  VALUES ?least { 0 }
  VALUES ?word { UNDEF }
  ?action a cami:ReportedAction ; cami:inCountry ?country ; cami:concernsSpecies ?species ; cami:hasStatus ?status ;
    cami:reportsOn ?activity ; cami:budgetAmount ?money ; cami:startYear ?year .
  FILTER(?money >= ?least)
}
ORDER BY ?country
"""


@pytest.fixture
def graph(tmp_path: Path, tiny_store: EmbeddedStore, library: Library) -> CamiGraph:
    (tmp_path / "competency").mkdir()
    (tmp_path / "competency" / "actions.rq").write_text(HEAD + BODY, "utf-8")
    own = Library.read(tmp_path)
    return CamiGraph(tiny_store, Library([*own.files.values(), *library.files.values()]))


@pytest.mark.parametrize(
    "values",
    [
        {"country": "KZ"},
        {"country": "kazakhstan"},
        {"country": "Казахстан"},
        {"country": "id:country/KZ"},
        {"country": "country/KZ"},
        {"country": "https://w3id.org/cami/id/country/KZ"},
        {"country": "KZ", "species": "saiga antelope"},
        {"country": ["KZ"], "species": ["saiga", "onager"], "activity": "1.1.1", "status": "done", "least": 12000},
    ],
)
def test_things_are_found_by_code_name_or_address(graph: CamiGraph, values: dict[str, Any]) -> None:
    result = graph.query("actions", **values)
    assert result.rows == [
        {"action": f"{ID}action/1.1.1-r1", "country": f"{ID}country/KZ", "money": 12000, "year": 2017,
         "word": None}
    ]  # fmt: skip


def test_without_values_every_row_comes(graph: CamiGraph) -> None:
    assert [row["country"] for row in graph.query("actions", country=None)] == [f"{ID}country/KZ", f"{ID}country/UZ"]
    assert len(graph.query("actions", least=12001)) == 0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"country": "Kasakhstan"}, 'knows no country "Kasakhstan". Nearest: "Kazakhstan"'),
        ({"country": "saiga"}, 'knows no country "saiga"'),
        ({"status": "not_dome"}, 'Nearest: "not_done"'),
        ({"species": "wild ass"}, "may mean 2 things"),
        ({"least": "many"}, "is not a whole number"),
        ({"word": "blue"}, "Choose one of: red, green"),
        ({"contry": "KZ"}, 'knows no parameter "contry". Nearest: "country"'),
        ({"country": 'KZ" } DROP ALL #'}, "knows no country"),
    ],
)
def test_values_that_mean_nothing_or_too_much_are_refused(graph: CamiGraph, values: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError) as error:
        graph.query("actions", **values)
    assert said in str(error.value)


def test_codes_and_keys_of_registers_are_names_too(real_graph: CamiGraph) -> None:
    for kind, values, slug in (
        ("country", ("KZ", "KAZ", "398", "kaz"), "country/KZ"),
        ("species", ("saiga", "2441067"), "taxon/saiga"),
    ):
        assert {str(real_graph.runner.resolve(value, kind)) for value in values} == {f"{ID}{slug}"}
    with pytest.raises(QueryError, match="knows no country"):
        real_graph.runner.resolve("399", "country")


def test_a_required_value_is_asked_for_with_an_example(tiny_graph: CamiGraph) -> None:
    with pytest.raises(QueryError, match="--param thing=id:country/AF"):
        tiny_graph.query("labels")


def test_labels_come_in_the_language_asked_for_and_codes_stand_before_parts_of_the_plan(graph: CamiGraph) -> None:
    result = graph.ask_text("SELECT ?a { ?a a <https://w3id.org/cami/ontology#Activity> } ORDER BY ?a")
    assert result.labels()[f"{ID}activity/1.1.1"] == "1.1.1 Train rangers"
    assert result.labels("ru")[f"{ID}activity/1.1.1"] == "1.1.1 Обучать егерей"
    assert graph.ask_text("SELECT (<http://x.y/z> AS ?a) {}").labels() == {"http://x.y/z": "http://x.y/z"}


def test_citations_are_the_words_that_the_rows_rest_on_each_once(graph: CamiGraph) -> None:
    citations = graph.query("actions").citations()
    assert [one.quote for one in citations] == ["joint patrols", "in 2017"]
    assert (citations[0].activities, citations[0].column) == (("1.1.1",), 4)
    assert str(citations[1]) == "“in 2017” (A tiny report, activity 1.1.1, column 4, characters 40–47)"


def test_rows_become_data_frames(graph: CamiGraph) -> None:
    frame = graph.query("actions").df(labels=True)
    assert list(frame.columns) == ["action", "action_label", "country", "country_label", "money", "year", "word"]
    assert frame["country_label"].tolist() == ["Kazakhstan", "Uzbekistan"]
    assert frame["country"].tolist() == [f"{ID}country/KZ", f"{ID}country/UZ"]
    assert frame["money"].sum() == 24000
    assert str(frame["year"].dtype) == "Int64"
    assert graph.query("actions").df(labels=True, language="ru")["country_label"].tolist()[0] == "Казахстан"
    assert graph.query("actions").to_polars().shape == (2, 5)


def test_a_result_is_indexed_sliced_and_true_where_it_says_yes(graph: CamiGraph) -> None:
    result = graph.query("actions")
    assert result[0] == result.rows[0]
    assert result[-1:] == result.rows[-1:]
    assert result["money"] == [row["money"] for row in result.rows]
    with pytest.raises(QueryError, match='no column "mony"'):
        result["mony"]
    assert result
    assert not graph.query("actions", least=99999)
    assert graph.ask_text("ASK { ?s ?p ?o }")
    assert not graph.ask_text("ASK { <urn:x> ?p ?o }")


def test_a_long_result_is_cut_in_a_notebook_and_says_so(graph: CamiGraph) -> None:
    html = graph.ask_text("SELECT ?p ?o { ?s ?p ?o } ORDER BY ?p ?o")._repr_html_()
    assert html.count("<tr>") == 51
    assert "more rows" in html
    assert "more rows" not in graph.query("actions")._repr_html_()


def test_a_result_without_rows_keeps_its_columns(graph: CamiGraph) -> None:
    assert list(graph.query("actions", least=99999).df().columns) == ["action", "country", "money", "year", "word"]
    assert graph.query("actions", least=99999).to_polars().columns == ["action", "country", "money", "year", "word"]


def test_a_notebook_shows_labels_with_links_and_no_markup_of_the_data(graph: CamiGraph) -> None:
    html = graph.ask_text("SELECT ?a { ?a a <https://w3id.org/cami/ontology#Activity> } ORDER BY ?a")._repr_html_()
    assert f'<a href="{ID}activity/1.1.1" rel="noreferrer">1.1.1 Train rangers</a>' in html
    assert "<b>bold" not in html
    assert "&lt;b&gt;bold" in html


def test_ask_and_construct_are_results_too(graph: CamiGraph) -> None:
    assert graph.ask_text("ASK {}").rows == [{"answer": True}]
    built = graph.ask_text("CONSTRUCT { <http://a> <http://p> 1 } {}")
    assert built.rows == [{"subject": "http://a", "predicate": "http://p", "object": 1}]
    assert len(built.graph) == 1
    with pytest.raises(ExportError, match="no graph"):
        _ = graph.query("actions").graph


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (Literal("2017", datatype=XSD.gYear, normalize=False), 2017),
        (Literal("1.50", datatype=XSD.decimal, normalize=False), Decimal("1.50")),
        (Literal("true", datatype=XSD.boolean), True),
        (Literal("x", datatype=XSD.integer, normalize=False), "x"),
        (URIRef("http://x"), "http://x"),
        (None, None),
    ],
)
def test_terms_become_the_values_they_stand_for(term: URIRef | Literal | None, value: object) -> None:
    assert plain_value(term) == value


def test_a_reader_is_not_shown_the_same_twice(tiny_graph: CamiGraph) -> None:
    text = f'SELECT (<{ID}country/KZ> AS ?country) ("x" AS ?countryLabel) (1 AS ?start) ("w" AS ?quote) {{}}'
    assert tiny_graph.ask_text(text).shown == ("country", "quote")
    assert tiny_graph.ask_text(text).variables == ("country", "countryLabel", "start", "quote")
    assert tiny_graph.ask_text('SELECT ("x" AS ?countryLabel) (1 AS ?start) {}').shown == ("countryLabel", "start")
