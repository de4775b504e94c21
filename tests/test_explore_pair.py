"""The page of two countries: its rows are the links of the analysis, lines open their words, and all faces agree."""

from __future__ import annotations

import re
from functools import cache

import pytest
from shown import graph, record

from cami_graph.brief.content import make_brief
from cami_graph.brief.subject import Subject
from cami_graph.explore import Record, render_page
from cami_graph.explore.address import brief_path, pair_path
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages.gap import gap_pages
from cami_graph.explore.pages.home import home_page
from cami_graph.explore.pages.pair import PairPage, pair_pages
from cami_graph.explore.pages.thing import thing_pages
from cami_graph.explore.search import words_of
from cami_graph.query import Library
from cami_graph.rdf import ID
from cami_graph.store import EmbeddedStore


@cache
def pages() -> dict[str, PairPage]:
    """The pages of pairs by the codes of their countries."""
    return {page.path.removeprefix("pair/"): page for page in pair_pages(record())}


def text_of(markup: str) -> str:
    """Return what a person reads in a page, words behind marks left out."""
    bare = re.sub(r'<span class="quote-panel".*?</span></span></span>', "", markup, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", bare.split("<main")[1].split("</main>")[0]).split())


def test_each_two_countries_have_a_page_whatever_their_order() -> None:
    codes = sorted(record().findings.situation.countries)
    assert set(pages()) == {f"{one}-{two}" for one in codes for two in codes if one < two}
    assert pair_path("UZ", "TM") == pages()["TM-UZ"].path == pages()["TM-UZ"].brief
    assert brief_path(pages()["TM-UZ"].brief, "pdf", "ru") == "brief/pair/TM-UZ.pdf?language=ru"


def test_the_rows_of_neighbours_are_the_links_of_the_analysis() -> None:
    """What `cami gaps --by pair` counts, the page shows: the same things in the same states."""
    for pair in graph().gaps(by="pair").found.pairs:
        page = pages()[pair.slug]
        shown = {row.thing.iri: (row.state, row.standing) for row in page.rows if row.standing != "threat"}
        assert shown == {f"{ID}{link.resource}": (link.state, link.standing) for link in pair.links}
        assert page.are_neighbours


def test_a_row_without_joint_work_leads_to_its_possible_gap_and_no_other() -> None:
    gaps = {page.path for page in gap_pages(record()) if page.is_shared}
    led = [row.gap.path for page in pages().values() for row in page.rows if row.gap]
    assert sorted(led) == sorted(gaps)
    assert not [row for page in pages().values() for row in page.rows if row.gap and row.state == "together"]


def test_every_line_that_is_told_opens_its_words() -> None:
    lines = [
        line
        for page in pages().values()
        for row in page.rows
        for line in (*row.together, *row.agreed, *row.alone[0], *row.alone[1])
    ]
    assert len(lines) > 300
    assert all(line.quotes and line.path for line in lines)


@pytest.mark.slow
def test_page_front_page_and_country_pages_say_the_same_of_a_border() -> None:
    borders = {border.path: border for border in home_page(record()).picture.borders}
    for page in pages().values():
        assert page.are_neighbours == (page.path in borders)
        assert page.state == (borders[page.path].state if page.are_neighbours else "")
    for thing in (page for page in thing_pages(record()) if page.thing.kind == "country"):
        (section,) = (one for one in thing.sections if one.query == "page-neighbours")
        code = thing.path.partition("/")[2]
        assert {row[1].things[0].path for row in section.rows} == {path for path in borders if code in path[5:]}


@pytest.mark.parametrize("slug", ["TM-UZ", "CN-KG", "AF-TJ", "MN-RU", "KZ-MN"])
def test_the_brief_says_nothing_that_the_page_does_not(slug: str) -> None:
    page, subject = pages()[slug], Subject("pair", (f"country/{slug[:2]}", f"country/{slug[3:]}"))
    brief = make_brief(record().findings, subject)
    rows = {row.thing.label.en: row for row in page.rows}
    assert {row.name for row in brief.table.rows} <= rows.keys()
    for told in brief.table.rows:
        row = rows[told.name]
        known = {line.label.en.partition(" (")[0] for line in (*row.together, *row.agreed)}
        lines = (line.text for line in told.cells[0] if not re.fullmatch(r"\d+ more", line.text))
        assert all(any(name in line for name in known) for line in lines)
        assert [line.text for line in told.cells[2]] == [one.label.en for one in row.silent]
    parts = {part.key: part for part in brief.parts}
    assert {line.text for line in parts["recommended"].lines} <= {claim.label.en for claim in page.recommended}
    bodies = {body.thing.label.en for body in (*page.help.both, *page.help.others)}
    assert {line.strong.removesuffix(":") for line in parts["helpers"].lines} <= bodies
    known = {row[0].things[0].label.en for row in page.frameworks.rows} if page.frameworks else set()
    assert {line.text for line in parts["channels"].lines} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_what_the_two_share_and_when_it_was_told(language: str) -> None:
    page = pages()["TM-UZ"]
    text = text_of(render_page(page, language))
    wanted = {
        "en": ("Tugai", "Kaplankyr", "Karakum", "Ustyurt", "Saiga", "report of 2019", "Badai-Tugay"),
        "ru": ("Тугайные", "Капланкыр", "Каракум", "Устюрт", "Сайгак", "отчёт 2019", "Бадай-Тугай"),
    }[language]
    assert [word for word in wanted if word.casefold() not in text.casefold()] == []
    together, known = (
        len(page.of_state(*states)) for states in (("together",), ("together", "agreed", "planned", "open"))
    )
    (title,) = re.findall(r"<h1>(.*?)</h1>", render_page(page, language), re.DOTALL)
    assert [int(number) for number in re.findall(r"\d+", title)][:2] == [together, known]


@pytest.mark.parametrize("slug", ["TM-UZ", "CN-KG", "AF-RU"])
def test_page_and_brief_raise_the_same_questions_in_the_same_words(slug: str) -> None:
    subject = Subject("pair", (f"country/{slug[:2]}", f"country/{slug[3:]}"))
    for language in LANGUAGES:
        brief = make_brief(record().findings, subject, language)
        (asked,) = (part.lines for part in brief.parts if part.key == "questions")
        assert [one.say(language) for one in pages()[slug].questions] == [f"{one.strong} {one.text}" for one in asked]


def test_questions_are_few_and_not_asked_twice_nor_of_those_far_apart() -> None:
    for page in pages().values():
        texts = [one.say(language) for one in page.questions for language in LANGUAGES]
        assert len(texts) == len(set(texts)) <= 6
        assert all("?" in text for text in texts)
    assert len(pages()["TM-UZ"].questions) == 3
    assert not pages()["AF-RU"].questions


def test_where_nobody_acts_in_both_the_second_best_is_said() -> None:
    page = pages()["CN-KG"]
    assert page.help.both == ()
    assert page.help.others
    assert all(bodies for _, bodies in page.help.at_home)
    assert "No body is told to act in both countries" in text_of(render_page(page, "en"))


def test_the_words_of_a_page_are_russian_for_a_russian_reader() -> None:
    for slug in ("TM-UZ", "CN-KG", "AF-RU"):
        markup = render_page(pages()[slug], "ru").split("<main")[1]
        heads = re.findall(r"<(?:h1|h2|h3|th|dt)[^>]*>(.*?)</(?:h1|h2|h3|th|dt)>", markup, re.DOTALL)
        plain = [re.sub(r"<[^>]+>", " ", head) for head in heads]
        assert [head for head in plain if words_of(head) and not re.search("[а-яё]", head.casefold())] == []


@pytest.mark.slow
def test_a_small_graph_and_two_reports_have_their_pairs_too(tiny_store: EmbeddedStore, two_record: Record) -> None:
    (tiny,) = pair_pages(Record(tiny_store, Library.read()))
    assert "KZ" in tiny.path
    assert render_page(tiny, "en")
    rows = [row for page in pair_pages(two_record) for row in page.rows]
    told = {quote.document.slug for row in rows for line in (*row.together, *row.alone[0]) for quote in line.quotes}
    assert len(told & {one.slug for one in two_record.voices.telling}) > 1
