"""The pages of two reports, a letter and documents of frameworks: who says what, and what one of them says alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pytest
from markupsafe import Markup

from cami_graph.explore import Page, Record
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import (
    ActivityPage,
    BoardPage,
    DocumentPage,
    FrameworkPage,
    ListPage,
    QueryPage,
    ThingPage,
)
from cami_graph.explore.render import Place, Renderer

LETTER, FIRST, SECOND = "letter-tm-2020", "cami2-doc3", "cami3-docx"
PANEL = re.compile(
    r'<span class="quote" lang="en"><span class="quote-text">(.*?)</span><span class="quote-cite" lang="">(.*?)[<,]',
    re.DOTALL,
)
MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)
OPEN = re.compile(r'<q lang="en">(.*?)</q>', re.DOTALL)
REGISTERS = {("", "Mammal Diversity Database"), ("", "CAMI Graph")}  # who holds what, where no document tells it

pytestmark = pytest.mark.slow


@cache
def renderer() -> Renderer:
    """What renders pages for the single file."""
    return Renderer(Place("file"))


def show(page: Page, language: str = "en") -> str:
    """Render a page for the single file."""
    return renderer().main(page, language)


# A crawl over everything


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quotation_of_every_page_cites_the_document_of_its_evidence(
    two_pages: Mapping[str, Page], two_record: Record, language: str
) -> None:
    stands = {(one.exact, one.document.number.partition(",")[0]) for one in two_record.quotes.values()} | REGISTERS
    seen = set()
    for page in two_pages.values():
        for shown, cited in PANEL.findall(show(page, language)):
            words = MARKED.search(shown)
            seen.add((str(Markup(words[1]).unescape()) if words else "", str(Markup(cited).unescape())))
    assert seen - stands == set()
    assert {cited for _, cited in seen} >= {"UNEP/CMS/CAMI2/Doc.3", "UNEP/CMS/CAMI3/Doc.X", "Letter TM 12/2020"}


def test_the_page_of_a_document_quotes_no_other(two_pages: Mapping[str, Page], two_record: Record) -> None:
    for path in (f"report/{FIRST}", f"report/{SECOND}", f"document/{LETTER}"):
        own = {one.exact for one in two_record.quotes.values() if one.document.path == path}
        shown = {str(Markup(words).unescape()) for words in OPEN.findall(show(two_pages[path]))}
        assert shown
        assert shown <= own


def test_no_link_between_the_pages_is_dead(two_pages: Mapping[str, Page]) -> None:
    dead = set()
    for path, page in two_pages.items():
        if path == "query/no-undefined-terms":
            continue
        for link in re.findall(r'href="#/en/([^"#?]+)', show(page)):
            dead |= set() if link in two_pages else {(path, link)}
    assert dead == set()


def test_a_document_page_says_what_it_is_and_whether_we_read_it(two_pages: Mapping[str, Page]) -> None:
    letter, news = two_pages[f"document/{LETTER}"], two_pages["document/asu-altai"]
    assert isinstance(letter, DocumentPage)
    assert isinstance(news, DocumentPage)
    assert letter.is_first_hand
    assert not news.is_first_hand
    assert "We have read this document ourselves." in show(letter)
    assert "We have not read this document ourselves: what it says was handed to us." in show(news)
    assert "Сами мы этот документ не читали" in show(news, "ru")
    words = [fact.word for fact in letter.facts]
    assert words == ["document_number", "document_issued", "document_issuer", "document_programme", "document_read"]
    assert 'href="https://www.asu.ru/en/news/events/54303/"' in show(news)


def test_a_document_page_shows_each_of_its_claims_with_words_or_place(two_pages: Mapping[str, Page]) -> None:
    (counts, states) = two_pages[f"document/{LETTER}"].sections  # type: ignore[attr-defined]
    assert [(row[0].text, row[1].number) for row in counts.rows] == [("claims_StatusAssessment", 1)]
    ((activity, status, words),) = states.rows
    assert (activity.things[0].path, status.status) == ("activity/2.5.2", "done")
    assert [quote.exact for quote in words.quotes] == ["activity 2.5.2 was done in 2017"]
    assert '<q lang="en">activity 2.5.2 was done in 2017</q>' in show(two_pages[f"document/{LETTER}"])
    assert "second paragraph" in show(two_pages[f"document/{LETTER}"])
    assert "the document as a whole; no words are quoted" in show(two_pages["document/asu-altai"])


def test_the_lists_hold_every_document_framework_and_event(two_pages: Mapping[str, Page], two_record: Record) -> None:
    for path, count in (("document", len(two_record.documents)), ("framework", 26), ("event", 54)):
        page = two_pages[f"browse/{path}"]
        assert isinstance(page, ListPage)
        assert page.section.count == count
    telling = [row[0].things[0].path for row in two_pages["browse/document"].section.rows[:3]]  # type: ignore[attr-defined]
    assert telling == [f"report/{SECOND}", f"document/{LETTER}", f"report/{FIRST}"]
    days = [row[0].sort for row in two_pages["browse/event"].section.rows]  # type: ignore[attr-defined]
    assert days == sorted(days, reverse=True)
    assert 'id="event-undp-kz-snow-leopard-L14"' in show(two_pages["browse/event"])


def test_a_framework_page_shows_its_parties_with_dates_and_what_happened(
    two_pages: Mapping[str, Page],
) -> None:
    page = two_pages["framework/saiga-mou"]
    assert isinstance(page, FrameworkPage)
    parties, events = page.sections
    shown = [([one.path for one in row[0].things], row[1].sort) for row in parties.rows]
    assert shown[0] == (["country/TM"], "2005")
    assert (["country/KZ", "country/UZ"], "2006") in shown
    assert events.title.en == "Since then"
    assert all(row[0].sort > "2019" for row in events.rows)


@pytest.mark.parametrize("path", ["country/TM", "landscape/altay-sayan", "taxon/saiga"])
def test_what_came_after_the_report_stands_apart_from_what_it_tells(path: str, two_pages: Mapping[str, Page]) -> None:
    page = two_pages[path]
    assert isinstance(page, ThingPage)
    sections = {section.query: section for section in page.sections}
    assert sections["page-frameworks-about"].title.en == "Frameworks"
    early = any(row[0].sort < "2019" for row in sections["page-events-about"].rows)
    assert sections["page-events-about"].title.en == ("Events by date" if early else "Since then")
    told = {claim.kind for section in page.sections for claim in section.claims}
    assert told <= {"action", "cooperation", "recommendation"}
    later = {quote.document.path for row in sections["page-events-about"].rows for cell in row for quote in cell.quotes}
    assert not later & {f"report/{FIRST}", f"report/{SECOND}"}


def test_an_activity_shows_every_voice_on_its_state_the_latest_first(two_pages: Mapping[str, Page]) -> None:
    page = two_pages["activity/2.5.2"]
    assert isinstance(page, ActivityPage)
    told = [(one.cell.status, one.cell.document.slug) for one in page.facts if one.word == "status"]  # type: ignore[union-attr]
    assert told == [("done", LETTER), ("partial", FIRST)]
    assert f'as told by <a href="#/en/document/{LETTER}">Letter TM 12/2020, 2020</a>' in show(page)


# The switch


def test_the_switch_stands_where_several_documents_speak_and_nowhere_else(two_pages: Mapping[str, Page]) -> None:
    for path, page in two_pages.items():
        if isinstance(page, QueryPage):
            continue
        text = show(page)
        offered = re.findall(r'name="document" value="([^"]+)"', text)
        resting = {slug for found in re.findall(r' data-of="([^"]*)"', text) for slug in found.split()}
        assert len(offered) != 1, path
        assert set(offered) <= resting, path
        assert offered or not resting, path
        assert "<!-- switch -->" not in text, path


def test_with_one_report_no_page_has_a_switch_or_a_mark_of_it(single_pages: Mapping[str, Page]) -> None:
    marked = [
        path
        for path, page in single_pages.items()
        if not isinstance(page, QueryPage) and re.search(r"data-(switch|of|alone|programme)|<!--", show(page))
    ]
    assert marked == []


def test_a_programme_page_holds_the_states_as_each_document_alone_tells_them(two_pages: Mapping[str, Page]) -> None:
    block = two_pages["programme/cami-2014-2020"].block  # type: ignore[attr-defined]
    alone = {document.slug: dict(states) for document, states in block.alone}
    assert alone.keys() == {LETTER, FIRST}
    assert alone[LETTER] == {"done": 1, "not-reported": 113}
    assert sum(alone[FIRST].values()) == 114
    assert dict(block.states)["done"] == alone[FIRST]["done"] + 1
    text = show(two_pages["programme/cami-2014-2020"])
    assert f'data-of="{LETTER}" data-alone hidden' in text


def test_lists_home_and_board_offer_the_programmes(two_pages: Mapping[str, Page]) -> None:
    for path in ("index", "gaps", "browse/action", "browse/taxon", "browse/country", "browse/threat"):
        offered = re.findall(r'name="programme" value="([^"]+)"', show(two_pages[path]))
        assert offered == ["cami-2021-2026", "cami-2014-2020"], path
    assert 'name="programme"' not in show(two_pages["country/TM"])


def test_board_and_gaps_say_over_which_documents(two_pages: Mapping[str, Page]) -> None:
    board = two_pages["gaps"]
    assert isinstance(board, BoardPage)
    for page in (board, board.gaps[0]):
        text = re.sub(r"<[^>]+>", "", show(page))
        assert "Analysed over: UNEP/CMS/CAMI3/Doc.X, 2025; Letter TM 12/2020, 2020; UNEP/CMS/CAMI2/Doc.3, 2019" in text
