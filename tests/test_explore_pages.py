"""The pages show what the record says: rows of queries, in both languages, with words, and no text as markup."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from shown import pages, record

from cami_graph.explore import Record, all_pages, render_page
from cami_graph.explore.address import page_path
from cami_graph.explore.model import LANGUAGES, Quote
from cami_graph.explore.pages import ActivityPage, GapPage, HomePage, ProgrammePage, QueryPage, ThingPage
from cami_graph.explore.render import Place, Renderer, segments
from cami_graph.explore.words import read_words
from cami_graph.graph import open_graph
from cami_graph.query import Library, Runner
from cami_graph.store import Rows, open_store

HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(2)>"'&{{7*7}}"""
CLAIMS = {
    "page-actions-about": "action",
    "page-cooperations-about": "cooperation",
    "page-cooperations-planned": "cooperation",
    "page-recommendations-about": "recommendation",
    "page-problems-about": "claim",
}
GATHERED = {"page-frameworks-about": "framework", "page-events-about": "event"}


class Reader(HTMLParser):
    """Notes what a document holds: ids, links, elements left open, and its words."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if tag == "a" and name == "href" and value]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close one element; one that was not the last to open is a fault."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


def read(markup: str) -> Reader:
    """Return what a document holds."""
    reader = Reader()
    reader.feed(markup)
    return reader


@pytest.mark.slow
def test_every_activity_and_item_has_a_page() -> None:
    rows = record().rows("page-plan")
    elements = {page_path(row["element"]) for row in rows if str(row["class"]).endswith("Activity")}
    assert len(elements) > 114
    assert elements <= pages().keys()
    assert sum(isinstance(page, ActivityPage) and page.thing.kind == "activity" for page in pages().values()) == 114


def test_the_home_page_counts_each_activity_once() -> None:
    home, programme = pages()["index"], pages()["programme/cami-2014-2020"]
    assert isinstance(home, HomePage)
    assert isinstance(programme, ProgrammePage)
    (block,) = home.programmes
    assert block.count == 114
    assert block == programme.block


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_well_formed_names_nothing_twice_carries_no_code_and_leads_to_pages(language: str) -> None:
    renderer, faults, dead = Renderer(Place("server")), [], set()
    around = read(renderer.page(pages()["missing"], language))
    assert (around.faults, around.open, around.handlers) == ([], [], [])
    framed = set(around.ids) - set(read(renderer.main(pages()["missing"], language)).ids)
    for path, page in pages().items():
        found = read(renderer.main(page, language))
        twice = {one for one, count in Counter((*found.ids, *framed)).items() if count > 1}
        if found.faults or found.open or twice or found.handlers:
            faults.append((path, found.faults[:2], found.open[:3], sorted(twice)[:3], found.handlers[:2]))
        led = (re.fullmatch(r"(?:\.\./)+(?:en|ru)/([^?#]*)\.html(?:[?#].*)?", link) for link in found.links)
        dead |= {(path, one[1]) for one in led if one and one[1] not in pages()}
    assert faults == []
    assert dead == set()


@pytest.mark.parametrize(
    "path",
    [
        "activity/1.1.1",
        "activity/1.3.1",
        "taxon/saiga",
        "country/MN",
        "landscape/ustyurt",
        "actor/cms",
        "threat/barriers",
    ],
)
def test_a_page_shows_the_rows_that_its_query_gives_on_the_command_line(path: str) -> None:
    page = pages()[path]
    assert isinstance(page, ActivityPage | ThingPage)
    runner = Runner(record().store, record().library)
    assert page.sections
    for section in filter(lambda one: one.query, page.sections):
        name, iri = section.parameter
        rows = runner.query(section.query, {name: iri}).rows
        if section.query in CLAIMS:
            assert {claim.iri for claim in section.claims} == {str(row[CLAIMS[section.query]]) for row in rows}
        elif section.query in GATHERED:
            named = {thing.iri for row in section.rows for cell in row[:2] for thing in cell.things}
            assert named == {str(row[GATHERED[section.query]]) for row in rows}
        else:
            assert 0 < len(section.rows) <= len(rows)
            shown = {thing.iri for row in section.rows for cell in row for thing in cell.things}
            given = {str(value) for row in rows for value in row.values() if str(value) in shown}
            assert shown == given


def test_a_gap_page_shows_the_rows_of_its_query() -> None:
    page = next(page for page in pages().values() if isinstance(page, GapPage))
    rows = Runner(record().store, record().library).query("page-gaps", {"gap": page.thing.iri}).rows
    given = {str(row["value"]) for row in rows}
    shown = {one.iri for one in (*page.countries, *page.resources, *page.brokers, *page.initiatives, *page.activities)}
    assert shown <= given
    assert {one.iri for _, arguments in page.arguments for one in arguments} <= given
    assert page.sentence.en in given
    assert "possible gap" in page.sentence.en.lower()
    assert "failure" not in page.sentence.en.lower()


def test_a_query_page_shows_the_rows_of_its_query() -> None:
    page = pages()["query/page-statuses"]
    assert isinstance(page, QueryPage)
    assert page.found.count == len(open_graph().query("page-statuses").rows)


@pytest.mark.slow
def test_a_question_is_asked_when_its_page_is_read_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh, asked = Record(open_store(), Library.read()), list[str]()
    select = fresh.store.select

    def note(text: str) -> Rows:
        asked.append(text)
        return select(text)

    monkeypatch.setattr(fresh.store, "select", note)
    page = {one.path: one for one in all_pages(fresh)}["query/who-funds-what"]
    assert isinstance(page, QueryPage)
    text = fresh.library.find("who-funds-what").bind({})
    assert text not in asked
    render_page(page, "en")
    render_page(page, "ru")
    assert asked.count(text) == 1


def test_every_claim_on_an_activity_page_rests_on_words_of_its_row() -> None:
    loose = []
    for page in pages().values():
        if isinstance(page, ActivityPage):
            claims = [claim for section in page.sections for claim in section.claims]
            loose += [claim.iri for claim in claims if not claim.quotes]
    assert loose == []


def test_silence_and_refusal_look_different() -> None:
    words = read_words()["pages"]
    assert words["status_not-reported"] != words["status_not-done"]
    assert "m-not-reported" in render_page(pages()["about"], "en")


def test_every_word_of_the_interface_has_both_languages() -> None:
    lacking = [
        key
        for room in read_words().values()
        for key, pair in room.items()
        for said in pair
        for text in ([said] if isinstance(said, str) else said.values())
        if not text.strip()
    ]
    assert lacking == []


def test_a_printed_cell_is_cut_where_quotes_begin_and_end() -> None:
    quotes = (Quote("one", "two three", 100, 109), Quote("two", "three", 104, 109))
    pieces = segments("one two three four", quotes)
    assert "".join(text for text, _, _ in pieces) == "one two three four"
    assert [hold for _, _, hold in pieces] == [(), ("100-109",), ("100-109", "104-109"), ()]


@pytest.mark.slow
def test_text_of_the_data_never_becomes_markup() -> None:
    spoiled = Record(open_store(), Library.read())
    spoil(spoiled)
    for page in all_pages(spoiled):
        if page.path in SPOILED:
            for markup in (render_page(page, "en"), render_page(page, "ru")):
                found = read(markup)
                assert found.handlers == []
                assert "<script>alert" not in markup
                assert "<img" not in markup
                assert "&lt;script&gt;alert(1)" in markup or page.path == "map"


SPOILED = (
    "index",
    "activity/1.1.1",
    "country/MN",
    "taxon/saiga",
    "actor/cms",
    "landscape/ustyurt",
    "gaps",
    "pair/TM-UZ",
    "browse/actor",
)


def spoil(target: Record) -> None:
    """Call everything by a hostile name, and let every quote say hostile words."""
    target.rows("page-names")
    target.rows("page-evidence")
    for query, columns in (("page-names", ("en", "ru", "code")), ("page-evidence", ("exact",))):
        kept = target.rows(query)
        target._rows[query] = tuple({**row, **{key: HOSTILE for key in columns if key in row}} for row in kept)


@pytest.mark.slow
def test_every_claim_can_be_found_where_its_address_says() -> None:
    renderer = Renderer(Place("file"))
    anchors: dict[str, set[str]] = {}
    lost = []
    for claim in record().claims.values():
        path, _, part = claim.path.partition("#")
        if path not in anchors:
            anchors[path] = set(read(renderer.main(pages()[path], "en")).ids) if path in pages() else set()
        lost += [claim.iri] if part not in anchors[path] else []
    assert lost == []


def test_every_quote_leads_to_words_that_are_marked_in_their_row() -> None:
    renderer = Renderer(Place("file"))
    page = pages()["activity/2.3.8"]
    found = read(renderer.main(page, "en"))
    wanted = [link.rsplit("#", 1)[1] for link in found.links if link.startswith("#/en/activity/2.3.8#q-")]
    assert wanted
    assert set(wanted) <= set(found.ids)
