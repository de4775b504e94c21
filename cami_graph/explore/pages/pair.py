"""Two countries on one page: what they share, what is done on it, what joins them, who could help, what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from cami_graph.analyse.findings.advice import list_advice
from cami_graph.brief import Subject, raise_questions
from cami_graph.explore.address import pair_path
from cami_graph.explore.model import LANGUAGES, Cell, Claim, Label, Section, Thing
from cami_graph.explore.pages.base import Page, claim_order, ref, said
from cami_graph.explore.pages.borders import States
from cami_graph.explore.pages.frameworks import events_since, frameworks_between, trimmed
from cami_graph.explore.pages.helping import Help, find_help
from cami_graph.explore.pages.pair_map import PairMap, draw_pair
from cami_graph.explore.pages.programme import state_of
from cami_graph.explore.pages.shared import Row, Told, share_rows, tell_ties
from cami_graph.explore.record import Record, reading_order
from cami_graph.explore.words import word
from cami_graph.query.document import Document
from cami_graph.rdf import ID

GROUPS = ("herd", "place", "unknown", "threat")
Codes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairPage(Page):
    """Two countries: the finding, rows of what they share by group, and all that bears on their work together.

    `is_near` says whether they are neighbours, hold a landscape or work together; of others little can be said. `state`
    is that of two neighbours over everything, as the front page draws it: `joint`, `planned` or `open`. `beside` counts
    the documents that tell of work before that day beside those that tell of the programmes.
    """

    one: Thing
    two: Thing
    are_neighbours: bool
    is_near: bool
    state: str
    finding: Label
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    ties: tuple[Told, ...]
    frameworks: Section | None
    asked: Section | None
    recommended: tuple[Claim, ...]
    help: Help
    questions: tuple[Label, ...]
    events: Section | None
    documents: tuple[tuple[Document, Thing], ...]
    beside: int
    draw: Callable[[], PairMap | None]

    @property
    def picture(self) -> PairMap | None:
        """Return the map, drawn when the page is first read."""
        return self.draw()

    @property
    def brief(self) -> str:
        """Return which brief is about the two."""
        return self.path

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows of all groups."""
        return tuple(row for _, rows in self.groups for row in rows)

    @property
    def unknown(self) -> tuple[Row, ...]:
        """Return what both hold without it being known that they share it."""
        return tuple(row for row in self.rows if row.standing == "unknown")

    def of_state(self, *states: str) -> tuple[Row, ...]:
        """Return what the two are known to share that is in one of these states."""
        return tuple(row for row in self.rows if row.is_known and row.state in states)


def pair_pages(record: Record) -> Iterator[PairPage]:
    """Make the page of each two countries that any programme counts as its own."""
    states = States(record)
    for codes in combinations(sorted(record.findings.situation.countries), 2):
        yield _page(record, codes, states)


def _page(record: Record, codes: Codes, states: States) -> PairPage:
    one, two = (record.thing(f"{ID}country/{code}") for code in codes)
    situation = record.findings.situation
    are_neighbours = codes in situation.neighbours
    rows = share_rows(record, codes)
    ties = tell_ties(record, codes, rows)
    is_near = are_neighbours or bool(ties) or any(row.is_known or row.state == "together" for row in rows)
    if not is_near:
        rows = tuple(row for row in rows if row.standing != "threat")
    frameworks = frameworks_between(record, one, two)
    resources = [row.thing.iri.removeprefix(str(ID)) for row in rows if row.standing != "threat"]
    landscapes = [row.thing for row in rows if row.standing == "place"]
    return PairPage(
        path=pair_path(*codes),
        title=Label(*(f"{one.name(language)} – {two.name(language)}" for language in LANGUAGES)),
        area="gaps",
        one=one,
        two=two,
        are_neighbours=are_neighbours,
        is_near=is_near,
        state=states.over_all((one.iri, two.iri)) if are_neighbours else "",
        finding=_finding(record, one, two, rows, are_neighbours=are_neighbours),
        groups=tuple((name, own) for name in GROUPS if (own := tuple(row for row in rows if row.standing == name))),
        ties=ties,
        frameworks=frameworks,
        asked=_asked(record, rows),
        recommended=_recommended(record, codes, resources),
        help=find_help(record, codes, resources),
        questions=_questions(record, codes),
        events=events_since(record, one, two),
        documents=tuple((one, record.thing(one.address)) for one in situation.telling),
        beside=len(situation.looking_at([codes])),
        draw=cache(lambda: draw_pair(record, (one, two), landscapes) if is_near else None),
    )


def _finding(record: Record, one: Thing, two: Thing, rows: Sequence[Row], *, are_neighbours: bool) -> Label:
    """Say in a sentence how the two stand: on how much of what they are known to share joint work is told, and when."""
    known = [row for row in rows if row.is_known]
    count, of = sum(row.state == "together" for row in known), len(known)
    if not known:
        key = "pair_nothing" if are_neighbours else "pair_apart"
    elif of == 1:
        key = "pair_only_together" if count else "pair_only_open"
    else:
        key = "pair_finding" if count else "pair_finding_none"
    years = ", ".join(dict.fromkeys(one.date[:4] for one in record.findings.situation.telling if one.date))

    def say(language: str) -> str:
        thing = known[0].thing.name(language) if known else ""
        names = {"one": one.name(language), "two": two.name(language), "thing": thing}
        dated = f" {word('borders_year', language, year=years)}" if years else ""
        return f"{word(key, language, count=count, of=of, **names)}{dated}"

    return Label(*map(say, LANGUAGES))


def _questions(record: Record, codes: Codes) -> tuple[Label, ...]:
    """Return the questions that the brief of the two raises, in its words."""
    subject = Subject("pair", tuple(f"country/{code}" for code in codes))
    asked = (raise_questions(record.findings, subject, language) for language in LANGUAGES)
    return tuple(Label(*texts) for texts in zip(*asked, strict=True))


def _asked(record: Record, rows: Sequence[Row]) -> Section | None:
    """List the activities that ask for work across borders on what the two are known to share, with their state."""
    callers = {key for row in rows if row.is_known for key in row.callers}
    subjects = {key: [row.thing for row in rows if key in row.callers] for key in callers}
    activities = sorted((record.thing(f"{ID}{key}") for key in subjects), key=reading_order)
    cells = tuple(
        (ref(one), Cell(status=state_of(record, one).status), Cell(tuple(subjects[one.iri.removeprefix(str(ID))])))
        for one in activities
    )
    if not cells:
        return None
    columns = ("activity", "status", "subject")
    title, about = said("pair_asked"), said("pair_asked_about")
    return trimmed(Section("which-activities-ask-for-joint-work", title, about, columns=columns, rows=cells))


def _recommended(record: Record, codes: Codes, resources: Sequence[str]) -> tuple[Claim, ...]:
    """Return what experts recommend that names both, or is on what they share."""
    claims = (record.claims[f"{ID}{key}"] for key in list_advice(record.findings.situation, codes, resources))
    return tuple(sorted(claims, key=claim_order))
