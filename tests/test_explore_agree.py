"""One question, one number: what a page counts or lists of a gap or finding is what the analysis tells elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

import pytest
from shown import graph, pages, record

from cami_graph.analyse.findings.judged import count_judgements, in_force
from cami_graph.analyse.findings.links import TOGETHER, UNKNOWN
from cami_graph.brief.events import own_events
from cami_graph.brief.headline import Headline
from cami_graph.brief.matter import Matter
from cami_graph.brief.proof import list_recommended
from cami_graph.brief.sources import Sources
from cami_graph.brief.subject import Subject, read_subject
from cami_graph.brief.systems import list_shared
from cami_graph.brief.words import Words
from cami_graph.explore.model import Claim, Thing
from cami_graph.explore.pages import (
    BoardPage,
    FindingPage,
    FrameworkPage,
    GapPage,
    HomePage,
    Page,
    PairPage,
    TermPage,
    ThingPage,
)
from cami_graph.explore.pages.frameworks import Event
from cami_graph.explore.pages.gapmap import gap_maps
from cami_graph.rdf import ID
from cami_graph.terms import read_modules

pytestmark = pytest.mark.slow

KEYS = {"species": "taxon"}
CHOICES = {"country": "country", "landscape": "landscape", "taxon": "species", "threat": "threat"}
HOLDING = {"country": ("taxon", "landscape"), "shared": ("country",)}
NOTIONS = {"page-range-states": "range_states", "page-named-states": "also_named"}
RANGE_QUESTIONS = {
    "which-countries-share-each-species": "species",
    "page-species-countries": "species",
    "which-countries-hold-each-landscape": "landscape",
}
LISTS = ("brokers", "initiatives", "frameworks", "since", "activities", "recommendations")


HELD = {"species": "which-countries-share-each-species", "landscape": "which-countries-hold-each-landscape"}


def shorten(*addresses: object) -> tuple[str, ...]:
    """Return things as the analysis calls them, countries by their codes."""
    return tuple(str(one).removeprefix(str(ID)).removeprefix("country/") for one in addresses)


def keys(things: Iterable[Thing | Claim | Event]) -> set[str]:
    """Return things as the analysis calls them."""
    return {(one.thing if isinstance(one, Event) else one).iri.removeprefix(str(ID)) for one in things}


def claims_shown(page: ThingPage | PairPage) -> set[str]:
    """Return the claims that a page lists."""
    listed = page.recommended if isinstance(page, PairPage) else (one for part in page.sections for one in part.claims)
    return keys(listed)


def events_shown(page: Page) -> set[str]:
    """Return the events that a page lists and that came after the first report."""
    sections = [page.events] if isinstance(page, PairPage) else page.sections  # type: ignore[attr-defined]
    rows = [row for one in sections if one and one.query == "page-events-about" for row in one.rows]
    shown = {thing.iri.removeprefix(str(ID)) for row in rows for thing in row[1].things}
    return shown & record().findings.situation.channels.events.keys()


def gap_pages() -> dict[str, GapPage]:
    """Return the pages of gaps by their short names."""
    return {page.path.partition("/")[2]: page for page in pages().values() if isinstance(page, GapPage)}


def test_a_gap_says_the_same_on_its_page_in_explain_and_in_briefs() -> None:
    """The page is read back from the graph; `--explain` and briefs are told from the analysis itself."""
    gaps = {one.slug: one for one in record().findings.gaps}
    assert gap_pages().keys() == gaps.keys()
    for slug, page in gap_pages().items():
        gap = gaps[slug]
        assert (page.rank, page.sentence.en, page.sentence.ru) == (gap.rank, gap.sentence.en, gap.sentence.say("ru"))
        assert page.step.en == gap.step.en
        told = {name: len(items) for name, items in gap.evidence.items() if items}
        assert {name: len(arguments) for name, arguments in page.arguments} == told
        assert page.quotes_count == len(gap.items)
        counts = count_judgements(one.judgement for one in in_force(gap.verdicts))
        assert (page.verdict, page.counts) == (gap.verdict, counts)
        assert page.is_read_before == (bool(gap.verdicts) and not any(one.is_present for one in gap.verdicts))
        for name in LISTS:
            assert keys(getattr(page, name)) == {one.key for one in getattr(gap, name)}, (slug, name)


def test_the_gap_map_and_the_page_of_a_link_tell_the_same_judgement() -> None:
    """What readers found of its finding counts for a link, too, on every page."""
    shown = {frozenset((*page.countries, *page.resources)): page.verdict for page in gap_pages().values() if page.group}
    (shared, *_) = gap_maps(record())
    signs = [sign for sign in shared.signs if sign.verdict]
    assert len(signs) > 100
    for sign in signs:
        assert sign.verdict == shown[frozenset((sign.pair.one, sign.pair.two, sign.thing))]
    assert [page for page in gap_pages().values() if page.of_finding and not page.verdicts]


def test_board_front_page_and_command_line_count_the_same() -> None:
    board, home = pages()["gaps"], pages()["index"]
    assert isinstance(board, BoardPage)
    assert isinstance(home, HomePage)
    assert len(board.gaps) == home.gap_count == len(record().findings.gaps)
    findings = {page.path.partition("/")[2]: page for page in pages().values() if isinstance(page, FindingPage)}
    told = {one.slug: one for one in graph().gaps(by="system")}
    assert findings.keys() == told.keys() == {page.path.partition("/")[2] for page in board.findings}
    for slug, page in findings.items():
        assert (page.rank, page.count) == (told[slug].rank, told[slug].count)
        assert {one.path.partition("/")[2] for one in page.links} == {one.slug for one in told[slug].links}
    assert home.findings == board.first


def test_a_page_lists_the_gaps_that_the_command_line_lists_for_it() -> None:
    """Of a species, landscape or threat, also those of activities that name it: they stand in a list of their own."""
    listed = 0
    for page in pages().values():
        if isinstance(page, ThingPage) and page.thing.kind in CHOICES:
            own = [one for one in page.sections if one.query == "page-gaps-about" or one.mark == "gaps-touching"]
            shown = [thing.iri for one in own for row in one.rows for thing in row[1].things]
            wanted: dict[str, Any] = {CHOICES[page.thing.kind]: page.thing.iri}
            assert sorted(shown) == sorted(one.iri for one in graph().gaps(**wanted)), page.path
            listed += len(own)
    assert listed > len(CHOICES)


def held(query: str, column: str = "country") -> dict[str, list[str]]:
    """Return what pages list of one of the two notions: range states, and those that are only named."""
    found: dict[str, list[str]] = {}
    for page in pages().values():
        if isinstance(page, ThingPage) and page.thing.kind in HOLDING[column]:
            sections = (one for one in page.sections if one.query == query and one.columns[0] == column)
            found[page.thing.iri] = sorted({cell.iri for one in sections for row in one.rows for cell in row[0].things})
    return found


@pytest.mark.parametrize(
    ("query", "notion"), [("page-range-states", "range_states"), ("page-named-states", "also_named")]
)
def test_range_states_and_those_only_named_are_told_alike(query: str, notion: str) -> None:
    """By the page of the thing, by the pages of countries, by the analysis and by the brief."""
    found, words, states = record().findings, Words("en"), held(query)
    for iri, things in held(query, "shared").items():
        assert things == sorted(key for key, codes in states.items() if iri in codes)
    for key, one in found.situation.resources.items():
        codes = [f"{ID}country/{code}" for code in getattr(one, notion)]
        assert states[f"{ID}{key}"] == codes, key
        subject = Subject(one.kind, (key,))
        matter = Matter(found, subject, list_shared(found, subject), words, Sources(words, found.situation, {}))
        assert not codes or matter.names([code[-2:] for code in codes]) in Headline(matter).say(), key
    assert len(states[f"{ID}taxon/cheetah"]) == {"range_states": 1, "also_named": 3}[notion]


def test_questions_board_map_and_lead_count_the_range_states_that_pages_list() -> None:
    known, states = record(), held("page-range-states")
    for query, kind in RANGE_QUESTIONS.items():
        told = {(str(row[kind]), str(row["country"])) for row in known.rows(query)}
        path = KEYS.get(kind, kind)
        assert told == {(iri, code) for iri, codes in states.items() for code in codes if f"/{path}/" in iri}, query
    for row in known.rows("page-country-counts"):
        count = sum(str(row["country"]) in codes for codes in states.values())
        assert int(row["species_count"]) + int(row["landscapes"]) == count
    asked = {(row["species"], row["country"]) for row in known.rows("which-range-states-are-silent-on-a-species")}
    for page in (one for one in pages().values() if isinstance(one, ThingPage) and one.thing.kind == "taxon"):
        silent = [row for one in page.missing if one.query == "missing-range-states" for row in one.rows]
        count = len(states[page.thing.iri])
        said = [len(silent), count] if silent else [count] * (count > 1)
        assert [int(number) for number in re.findall(r"\d+", page.lead.en)] == said, page.path
        assert {str(country) for species, country in asked if species == page.thing.iri} <= {
            thing.iri for row in silent for thing in row[0].things
        }


def test_a_page_of_what_is_shared_lists_all_that_findings_and_briefs_count() -> None:
    """Also what stands under its heading without its name; of dated events, the list since then."""
    situation = record().findings.situation
    for key in situation.resources:
        page = pages()[key]
        assert isinstance(page, ThingPage)
        shown = claims_shown(page)
        actions = {name for name, concerned in situation.concerns.items() if key in concerned}
        wanted = actions | {name for name, one in situation.cooperations.items() if one.action in actions}
        assert {one for one in wanted if "event/" not in one} <= shown, key


@pytest.mark.parametrize("kind", ["species", "landscape"])
def test_the_questions_on_joint_work_say_of_every_pair_and_thing_what_the_analysis_says(kind: str) -> None:
    """What only one of them takes for shared is left out: the analysis counts headings, the question every range."""
    found = record().findings
    links = {(*one.countries, one.resource): one.state for one in found.links}
    links = {key: state for key, state in links.items() if found.situation.resources[key[-1]].kind == kind}
    asked = graph().query(f"which-neighbours-share-a-{kind}-without-joint-work").rows
    told = {shorten(row["country"], row["partner"], row[kind]) for row in asked}
    held = {shorten(row["country"], row[kind]) for row in graph().query(HELD[kind]).rows}
    both = {key for key in links if {(key[0], key[2]), (key[1], key[2])} <= held}
    assert told & both == {key for key in both if links[key] != TOGETHER}
    assert not told & {key for key, state in links.items() if state == TOGETHER}
    assert {state for key, state in links.items() if key in both} > {TOGETHER}
    worked = graph().query("which-species-do-countries-work-on-together").rows if kind == "species" else ()
    named = {shorten(row["country"], row["species"]) for row in worked}
    assert {(code, key[2]) for key in links if links[key] == TOGETHER for code in key[:2]} <= named or not worked


def test_neighbours_are_never_told_together_where_the_analysis_knows_no_tie() -> None:
    pairs = {one.countries for one in record().findings.pairs if not one.ties}
    rows = graph().query("which-neighbours-never-act-together").rows
    assert {shorten(row["country"], row["partner"]) for row in rows} == pairs != set()
    work = record().findings.work
    joined = {shorten(row["country"], row["partner"]) for row in graph().query("which-countries-cooperate").rows}
    assert work.ties.keys() | work.doubted_ties.keys() <= joined
    (one, *_) = pairs
    named = graph().query("who-could-bridge-two-countries", country=one[0], partner=one[1]).rows
    assert {row["together"] for row in named} <= {"no"}
    rows = graph().query("who-could-bridge-two-countries", country="KZ", partner="UZ").rows
    bodies = {name for name, where in record().findings.situation.bridging.items() if {"KZ", "UZ"} <= where.keys()}
    assert {shorten(row["actor"])[0] for row in rows} == bodies != set()
    assert {row["together"] for row in rows} == {"yes"}


def test_a_page_lists_the_recommendations_and_events_that_its_brief_lists() -> None:
    """Words that only lead to others are in neither; what names no country, and is on what is shared, is in both."""
    found = record().findings
    listed = {path: claims_shown(page) for path, page in pages().items() if isinstance(page, ThingPage | PairPage)}
    for path in (path for path in listed if path.startswith(("country/", "landscape/", "taxon/", "pair/"))):
        kind, slug = path.split("/")
        subject = read_subject(kind, slug, lambda name, sort: f"{KEYS.get(sort, sort)}/{name}")
        sources = Sources(Words("en"), found.situation, {})
        matter = Matter(found, subject, list_shared(found, subject), sources.words, sources)
        asked = {line.args[-1] for line in list_recommended(matter) if isinstance(line, partial)}
        assert asked == listed[path] & found.situation.recommendations.keys(), path
        assert {one.key for one in own_events(matter)} == events_shown(pages()[path]), path
    assert "recommendation/2.5.2-x2" not in set().union(*listed.values())
    assert "recommendation/2.3.5-x1" in listed["taxon/asiatic-cheetah"]


def test_a_landscape_of_several_countries_begins_with_who_shares_it_and_the_work_told() -> None:
    situation = record().findings.situation
    pairs = {key: [one for one in record().findings.links if one.resource == key] for key in situation.resources}
    for path, page in pages().items():
        if path.startswith("landscape/") and isinstance(page, ThingPage):
            holders = situation.resources[path].holdings if path in situation.resources else ()
            names = [record().thing(f"{ID}country/{code}").label for code in holders]
            assert bool(page.lead.en) is (len(names) > 1), path
            assert not page.lead.en or all(one.en in page.lead.en and one.ru in page.lead.ru for one in names), path
            told = sum(one.state == TOGETHER for one in pairs.get(path, ()) if one.standing != UNKNOWN)
            assert not (told and len(pairs[path]) > 1) or f"between {told} of " in page.lead.en, path


def test_no_two_claims_of_a_kind_carry_one_heading() -> None:
    headings = [(one.kind, one.label.say(language)) for one in record().claims.values() for language in ("en", "ru")]
    assert len(set(headings)) == len(headings)


def test_lists_say_of_a_finding_whether_its_links_were_read() -> None:
    """Nobody may have read it as a whole."""
    unread = [page for page in pages().values() if isinstance(page, FindingPage) and not page.verdicts]
    assert {page.said_verdict for page in unread} == {"not-read", "by-link"}
    for page in unread:
        assert (page.said_verdict == "by-link") == any(one.verdict != "not-read" for one in page.links)


def test_a_framework_counts_its_parties_and_a_term_names_its_module() -> None:
    frameworks = [page for page in pages().values() if isinstance(page, FrameworkPage)]
    parties = [one for page in frameworks for one in page.sections if one.query == "page-framework-parties"]
    assert any(one.count > len(one.rows) for one in parties)
    assert all(one.count == len({thing for row in one.rows for thing in row[0].things}) for one in parties)
    terms = [page for page in pages().values() if isinstance(page, TermPage)]
    named = {one.label.ru for page in terms for name, links in page.links if name == "module" for one in links}
    assert named == {one.title_ru for one in read_modules()} & named != set()
