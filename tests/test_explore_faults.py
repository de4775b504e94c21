"""Small things that make a page look careless: order by code, states, names, titles, promises without a script."""

from __future__ import annotations

import re

import pytest
from shown import pages, record

from cami_graph.brief.sources import cut_text
from cami_graph.explore import render_page
from cami_graph.explore.datasets.measures import map_table
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import GapPage, QueryPage, ThingPage
from cami_graph.explore.pages.thing import called
from cami_graph.explore.record import code_order
from cami_graph.explore.render import whole


@pytest.mark.slow
def test_activities_stand_in_the_order_of_their_codes() -> None:
    faults = []
    for page in pages().values():
        sections = (*page.sections, *page.missing) if isinstance(page, ThingPage) else ()
        for one in (one for one in sections if one.columns[:1] == ("activity",)):
            codes = [code_order(row[0].things[0].code) for row in one.rows]
            faults += [] if codes == sorted(codes) else [(page.path, one.query)]
        if isinstance(page, GapPage):
            listed = [code_order(one.code) for one in page.activities]
            advised = [code_order(one.slug) for one in page.recommendations]
            faults += [(page.path, "gap") for codes in (listed, advised) if codes != sorted(codes)]
    assert faults == []


def test_an_activity_that_is_told_item_by_item_says_so_in_every_table() -> None:
    empty = []
    for page in pages().values():
        sections = page.sections if isinstance(page, ThingPage) else ()
        for one in (one for one in sections if "status" in one.columns):
            at = one.columns.index("status")
            empty += [(page.path, row[0].things[0].code) for row in one.rows if not row[at].status]
    assert empty == []


@pytest.mark.parametrize(
    ("path", "shown", "hidden"),
    [
        ("country/UZ", "Republic of Uzbekistan", "Uzbek"),
        ("country/AF", "Islamic Republic of Afghanistan", "Afghan"),
        ("taxon/snow-leopard", "Uncia uncia", "Snow Leopards"),
    ],
)
def test_other_names_leave_out_adjectives_and_spellings(path: str, shown: str, hidden: str) -> None:
    page = pages()[path]
    assert isinstance(page, ThingPage)
    assert shown in page.other_names
    assert hidden not in page.other_names
    assert "also called" in render_page(page, "en")


def test_a_country_without_another_name_has_no_line_of_names() -> None:
    assert called(record(), record().thing("https://w3id.org/cami/id/country/MN")) == ()


def test_no_two_parts_of_a_title_say_the_same() -> None:
    assert "· CAMI Graph</title>" in render_page(pages()["about"], "en")
    said = {page.title.say(language) for page in pages().values() for language in LANGUAGES}
    assert said
    assert "CAMI Graph" not in said


def test_no_page_boasts_that_nothing_is_missing() -> None:
    for path in ("term/Activity", "threat/border-fences", "query/who-funds-what"):
        assert "find nothing missing" not in render_page(pages()[path], "en")


def test_spans_of_years_stay_whole() -> None:
    assert whole("of 2014-2020, pre-war") == "of 2014\u2060-\u20602020, pre-war"


def test_the_map_without_a_script_is_the_table_it_promises() -> None:
    markup = render_page(pages()["map"], "en")
    (table,) = re.findall(r"<noscript>.*?(<table[^>]*>.*?</table>)", markup, re.DOTALL)
    measures, rows = map_table(record())
    assert len(rows) == len(record().of_kind("country"))
    for one, numbers in rows:
        assert f"{one.path}.html" in table
        told = [f"{part} of {whole}" if whole else part for part, whole in numbers]
        assert "".join(f'<td class="number">{text}</td>' for text in told) in re.sub(' data-label="[^"]*"', "", table)
        assert all(part <= whole for part, whole in numbers if whole)
    assert all(one.en in table for one in measures)
    iran = next(numbers for one, numbers in rows if one.path == "country/IR")
    assert iran[0][0] == iran[1][0] == 0 < iran[0][1]


def test_a_country_begins_with_its_map_and_what_it_did() -> None:
    """Every neighbour with an outline has its border, with the page of the two behind it."""
    for page in pages().values():
        if isinstance(page, ThingPage) and page.thing.kind == "country":
            assert page.picture is not None
            assert page.sections[0].query == "page-actions-about"
            assert f"{page.sections[0].count} action" in page.lead.en
            (neighbours,) = (one for one in page.sections if one.query == "page-neighbours")
            assert {one.pair.path for one in page.picture.borders} == {row[1].things[0].path for row in neighbours.rows}


def test_no_claim_of_an_answer_is_called_by_its_identifier() -> None:
    page = pages()["query/which-claims-are-doubtful"]
    assert isinstance(page, QueryPage)
    found = page.answer({"certainty": "doubtful"}).found  # type: ignore[attr-defined]
    claims = [row[found.columns.index("claim")] for row in found.rows]
    assert len(claims) > 30
    assert [
        one.text for one in claims if not one.things and re.search(r"[a-z]-[A-Z]{2}$|\d-[a-z]", str(one.text))
    ] == []


def test_every_place_of_words_has_russian_words() -> None:
    """A locator that nobody has said in Russian would stand in English on a Russian page."""
    told = {one.locator for one in record().quotes.values() if one.locator.en and not one.locator.en.startswith("http")}
    places = {one.en: one.ru for one in told if re.search(r"paragraph|abstract|section|page|introduction", one.en)}
    assert len(places) > 5
    assert [en for en, ru in places.items() if not re.search("[а-я]", ru)] == []


def test_sums_of_money_are_shown_as_the_document_prints_them() -> None:
    """The text as received has a mark of the extraction before the sign, which evidence keeps."""
    told = [one.exact for one in record().quotes.values() if "US$" in one.exact]
    assert len(told) > 3
    pages_shown = [render_page(pages()[path], "en") for path in ("activity/1.1.1", "activity/1.6.2")]
    assert all("US$" in text and "US\\" not in text for text in pages_shown)
    assert cut_text("US\\$ 2 million") == "US$ 2 million"
