"""Questions without SPARQL: sentences with choices, answers in words, on the server without a script too."""

from __future__ import annotations

import re
from functools import cache

import pytest
from shown import record

from cami_graph.explore import Page, render_page
from cami_graph.explore.datasets.library import library_data
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import LibraryPage, QueryPage
from cami_graph.explore.pages.library import library_pages
from cami_graph.explore.questions import SLOT, choices_of, head_of, read_questions
from cami_graph.explore.rows import SAID, shown_columns
from cami_graph.explore.words import word
from cami_graph.query import Library

ADDRESS = re.compile(r"\b(?:id|cami|graph|dwc|skos|ontology|vocabulary):[\w/.#-]+")


@cache
def pages() -> dict[str, Page]:
    """The catalogue and the page of each question, by path."""
    return {page.path: page for page in library_pages(record())}


def asked(name: str, **values: str) -> QueryPage:
    """Return the page of a question with the answer for some values."""
    page = pages()[f"query/{name}"].answer(values)
    assert isinstance(page, QueryPage)
    return page


def answer_of(page: QueryPage, language: str) -> str:
    """Return the part of a page that holds the answer."""
    return render_page(page, language).split('id="question-answer"')[1].split("</section>")[0]


WORTH = [query for query in Library.read() if query.room == "competency"]


@pytest.mark.parametrize("query", [one for one in WORTH if one.head.parameters], ids=lambda query: query.name)
def test_every_question_with_choices_is_a_sentence_that_holds_each_of_them_once(query: object) -> None:
    name, parameters = query.name, query.head.parameters  # type: ignore[attr-defined]
    sentence = read_questions()["sentences"][name]
    for text in (sentence.en, sentence.ru):
        assert sorted(SLOT.findall(text)) == sorted(parameters)
        assert text.endswith("?")


def test_every_sentence_is_of_a_question_there_is() -> None:
    known = {query.name for query in Library.read()}
    assert read_questions()["sentences"].keys() <= known


@pytest.mark.slow
def test_every_column_has_a_head_in_both_languages() -> None:
    named = read_questions()["columns"]
    lacking = set()
    for query in WORTH:
        found = record().store.select(query.bind({}))
        lacking |= {name for name in shown_columns(found.variables) if name not in named}
    assert lacking == set()
    assert all(label.en and label.ru for label in named.values())


def test_every_word_for_an_address_is_there() -> None:
    assert all(word(key, language) for key in SAID.values() for language in LANGUAGES)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_show_no_address_and_no_name_of_a_variable(language: str) -> None:
    faults = []
    for page in pages().values():
        if isinstance(page, QueryPage) and page.line.room == "competency":
            body = re.sub(r"<[^>]+>", " ", answer_of(page, language))
            heads = {head_of(column).say(language) for column in page.found.columns}
            camel = [head for head in heads if re.search(r"[a-z][A-Z]", head)]
            found = ADDRESS.findall(body)
            faults += [(page.path, found[:3], camel)] if found or camel else []
    assert faults == []


def test_a_choice_is_answered_and_stays_chosen() -> None:
    page = asked("what-is-done-in-a-country", country="UZ")
    at = page.found.columns.index("country")
    assert {row[at].things[0].path for row in page.found.rows} == {"country/UZ"}
    markup = render_page(page, "ru")
    assert '<option value="UZ" selected>Узбекистан</option>' in markup
    assert "--param country=UZ" in markup


def test_several_choices_hold_together() -> None:
    page = asked("which-actions-address-a-threat", country="MN", threat="barriers")
    columns = page.found.columns
    assert page.found.rows
    assert {row[columns.index("country")].things[0].path for row in page.found.rows} == {"country/MN"}


def test_rows_that_differ_only_in_their_words_are_one_with_all_of_them() -> None:
    query = record().library.find("what-is-done-in-a-country")
    rows = record().store.select(query.bind({}))
    page = asked("what-is-done-in-a-country")
    words = {str(one) for one in rows.column("evidence") if one is not None}
    shown = {quote.iri for row in page.ask({"country": "MN"}).rows for quote in row[-1].quotes}
    assert shown == words
    assert page.found.count <= len(rows)


def test_a_choice_without_rows_says_so_and_is_no_fault() -> None:
    page = asked("who-could-bridge-two-countries", country="CN", partner="KG")
    assert not page.found.problem
    assert word("question_silent", "en") in render_page(page, "en")


def test_a_value_that_is_not_known_is_told_with_the_nearest() -> None:
    page = asked("what-is-done-in-a-country", country="Mongola <script>")
    markup = render_page(page, "en")
    assert "knows no country" in page.found.problem
    assert "<script>" not in markup.split('id="question-answer"')[1].split("</section>")[0]


def test_wishes_that_are_no_parameter_leave_the_page_as_it_is() -> None:
    page = pages()["query/what-is-done-in-a-country"]
    assert page.answer({"utm": "x", "country": " "}) is page


def test_questions_worth_asking_stand_first_by_who_asks() -> None:
    index = pages()["query/index"]
    assert isinstance(index, LibraryPage)
    assert sum(len(lines) for _, lines in index.askers) == len(WORTH)
    assert index.askers[0][0] == "coordinator"
    assert "competency" not in dict(index.rooms)
    assert "what was understood is shown" in render_page(index, "en")
    plain = render_page(index, "en", "site")
    assert 'data-ask action="../../en/search.html"' in plain
    assert "Plain questions are answered by" in plain


def test_choices_go_by_names_and_by_addresses_that_differ() -> None:
    types = {one.type for query in WORTH for one in query.head.parameters.values()}
    for kind in types - {"string", "year", "iri"}:
        found = choices_of(record(), kind)
        assert found, kind
        assert len({one.value for one in found}) == len(found), kind


def test_scripts_know_the_same_columns_and_choices() -> None:
    data = library_data(record())
    assert data["columns"].keys() == read_questions()["columns"].keys()  # type: ignore[attr-defined]
    assert len(data["choices"]["country"]) == len(record().of_kind("country"))  # type: ignore[index]
    assert data["concepts"]["status/done"][1]  # type: ignore[index]
