"""The programme of work: objectives, sections and activities with their state and what is recorded of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cami_graph.explore.model import Cell, Label, Section, Thing
from cami_graph.explore.pages.base import Page, claims_about, present, programme_things, status_of, statuses_of
from cami_graph.explore.pages.compare import compare_path, followers
from cami_graph.explore.record import Record, reading_order
from cami_graph.explore.voices import Tally, slugs_of
from cami_graph.query.document import Document
from cami_graph.rdf import CAMI

PARTS = ("objective", "section", "heading")
STATUSES = (
    *("done", "partial", "ongoing", "planned", "reported"),
    *("by-item", "suspended", "ended", "not-done", "not-reported"),
)


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity in a list: its state, its priority, how many actions, countries and recommendations are recorded.

    `shares` says how many of each are those of each document alone, `by_item` which documents tell of its items.
    """

    thing: Thing
    status: Cell
    priority: Label
    actions: int
    countries: int
    recommendations: int
    shares: tuple[tuple[str, tuple[int, int, int]], ...] = ()
    by_item: tuple[str, ...] = ()

    def share(self, at: int) -> Tally:
        """Return one of the numbers with what each document has of it: 0 actions, 1 countries, 2 recommendations."""
        total = (self.actions, self.countries, self.recommendations)[at]
        return Tally(total, tuple((slug, numbers[at]) for slug, numbers in self.shares if numbers[at]))

    def told_by(self, slug: str) -> str:
        """Return the state that one document tells; what it does not tell is not reported."""
        found = [one for one in (self.status, *self.status.earlier) if slug in slugs_of(one.quotes)]
        return found[0].status if found else "by-item" if slug in self.by_item else "not-reported"


States = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many activities of something are in each state, and which documents tell so.

    `alone` holds the states as each document alone tells them, where there are several.
    """

    states: States
    told: tuple[Document, ...]
    alone: tuple[tuple[Document, States], ...] = ()

    @property
    def voices(self) -> tuple[str, ...]:
        """Return the short names of the documents that tell of it."""
        return voices_of(self.told, self.alone)


@dataclass(frozen=True, slots=True)
class PartBlock(Counted):
    """A section or heading with its activities."""

    thing: Thing
    lines: tuple[ActivityLine, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveBlock:
    """An objective with its sections."""

    thing: Thing
    sections: tuple[PartBlock, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeBlock(Counted):
    """A programme with its objectives."""

    thing: Thing
    objectives: tuple[ObjectiveBlock, ...]

    @property
    def count(self) -> int:
        """Return how many activities it has."""
        return sum(count for _, count in self.states)


@dataclass(frozen=True, slots=True)
class ProgrammePage(Page):
    """The whole programme on one page; `compared` leads to where it stands beside the one before or after it."""

    thing: Thing
    block: ProgrammeBlock
    compared: tuple[tuple[str, Thing, Thing], ...] = ()


@dataclass(frozen=True, slots=True)
class PartPage(Page):
    """One objective, section or heading: its activities, its recommendations, and what is missing."""

    thing: Thing
    crumbs: tuple[Thing, ...]
    block: PartBlock
    sections: tuple[Section, ...]


def children(record: Record, iri: str, *classes: str) -> tuple[Thing, ...]:
    """Return the elements of these classes that are part of an element, in the order of the programme."""
    wanted = {str(CAMI[name]) for name in classes}
    rows = record.rows_of("page-plan", "parent", iri)
    found = {str(row["element"]) for row in rows if str(row["class"]) in wanted}
    return tuple(sorted((record.thing(one) for one in found), key=reading_order))


def parents(record: Record, iri: str) -> tuple[Thing, ...]:
    """Return the elements above an element, the highest first; the heading stands below its section."""
    rows = record.rows_of("page-plan", "element", iri)
    above = [row["parent"] for row in rows if "parent" in row and record.thing(row["parent"]).kind != "heading"]
    headings = [record.thing(row["heading"]) for row in rows if "heading" in row]
    higher = (*parents(record, above[0]), record.thing(above[0])) if above else ()
    return (*higher, *dict.fromkeys(headings))


def activities_under(record: Record, thing: Thing) -> tuple[Thing, ...]:
    """Return the activities of an objective, a section or a heading."""
    if thing.kind == "heading":
        rows = record.rows_of("page-plan", "heading", thing.iri)
        found = {str(row["element"]) for row in rows if record.thing(row["element"]).kind == "activity"}
        return tuple(sorted((record.thing(one) for one in found), key=reading_order))
    if thing.kind == "objective":
        return tuple(
            one for section in children(record, thing.iri, "Section") for one in activities_under(record, section)
        )
    return children(record, thing.iri, "Activity")


def priority_of(record: Record, iri: str) -> Label:
    """Return the priority that the report prints for an activity, or nothing."""
    for row in record.rows_of("page-priorities", "activity", iri):
        if str(row["assignment"]).endswith("/printed"):
            return Label(str(row["printed"])) if "printed" in row else record.thing(row["level"]).label
    return Label("")


def activity_line(record: Record, thing: Thing) -> ActivityLine:
    """Count what is recorded for an activity, over everything and by document."""
    actions = {str(row["action"]) for row in record.rows_of("page-actions-about", "thing", thing.iri)}
    placed = record.rows_of("page-activity-countries", "activity", thing.iri)
    advice = {str(row["recommendation"]) for row in record.rows_of("page-recommendations-about", "thing", thing.iri)}
    countries = {str(row["country"]) for row in placed}
    shares: dict[str, list[set[str]]] = {}
    pairs = [(iri, 0, iri) for iri in actions] + [(iri, 2, iri) for iri in advice]
    pairs += [(str(row["action"]), 1, str(row["country"])) for row in placed if "action" in row]
    for claim, at, counted in pairs:
        for slug in slugs_of(record.words(claim)):
            shares.setdefault(slug, [set(), set(), set()])[at].add(counted)
    numbers = tuple((slug, (len(a), len(b), len(c))) for slug, (a, b, c) in sorted(shares.items()))
    counts = (len(actions), len(countries), len(advice))
    items = [cell for one in children(record, thing.iri, "SubActivity") for cell in statuses_of(record, one.iri)]
    by_item = slugs_of(quote for cell in items for quote in cell.quotes)
    return ActivityLine(thing, state_of(record, thing), priority_of(record, thing.iri), *counts, numbers, by_item)


def state_of(record: Record, thing: Thing) -> Cell:
    """Return the state of an activity; one that is told item by item says so instead of passing for silent."""
    status = status_of(record, thing.iri)
    return status if status.status or not children(record, thing.iri, "SubActivity") else Cell(status="by-item")


def part_block(record: Record, thing: Thing) -> PartBlock:
    """Gather the activities of a part."""
    lines = tuple(activity_line(record, one) for one in activities_under(record, thing))
    return PartBlock(thing, lines, states=states_of(lines), told=told_by(lines), alone=alone_of(lines))


def states_of(lines: tuple[ActivityLine, ...], slug: str = "") -> States:
    """Count the states, from done to silent, by all documents or one; an activity without any is silent."""
    told = [line.told_by(slug) if slug else line.status.status or "not-reported" for line in lines]
    counts = Counter(told)
    return tuple((status, counts[status]) for status in STATUSES if counts[status])


def told_by(lines: tuple[ActivityLine, ...]) -> tuple[Document, ...]:
    """Return the documents that tell the states shown, the latest first."""
    return _ordered({line.status.document for line in lines})


def alone_of(lines: tuple[ActivityLine, ...]) -> tuple[tuple[Document, States], ...]:
    """Return the states as each document alone tells them, the latest first; nothing where there is one document."""
    told = _ordered({cell.document for line in lines for cell in (line.status, *line.status.earlier)})
    return tuple((one, states_of(lines, one.slug)) for one in told) if len(told) > 1 else ()


def voices_of(told: tuple[Document, ...], alone: tuple[tuple[Document, States], ...]) -> tuple[str, ...]:
    """Return the short names of the documents that tell states: those that tell them alone, or the only one."""
    return tuple(one.slug for one in ([one for one, _ in alone] or told))


def _ordered(documents: set[Document | None]) -> tuple[Document, ...]:
    return tuple(sorted((one for one in documents if one), key=lambda one: one.order, reverse=True))


def programme_block(record: Record, programme: Thing) -> ProgrammeBlock:
    """Gather a whole programme."""
    objectives = tuple(
        ObjectiveBlock(one, tuple(part_block(record, section) for section in children(record, one.iri, "Section")))
        for one in children(record, programme.iri, "Objective")
    )
    lines = tuple(line for block in objectives for section in block.sections for line in section.lines)
    return ProgrammeBlock(programme, objectives, states=states_of(lines), told=told_by(lines), alone=alone_of(lines))


def programme_blocks(record: Record) -> tuple[ProgrammeBlock, ...]:
    """Gather every programme, the latest first."""
    return tuple(programme_block(record, one) for one in programme_things(record))


def programme_pages(record: Record) -> Iterator[ProgrammePage]:
    """Make the page of each programme."""
    for block in programme_blocks(record):
        thing = block.thing
        compared = tuple((compare_path(*two), *two) for two in followers(record) if thing in two)
        yield ProgrammePage(thing.path, thing.label, "programme", thing, block, compared)


def part_pages(record: Record) -> Iterator[PartPage]:
    """Make the page of each objective, section and heading."""
    for thing in record.of_kind(*PARTS):
        sections = present(
            claims_about(record, "page-recommendations-about", "recommendation", thing.iri), _silent(record, thing)
        )
        yield PartPage(
            thing.path, thing.label, "programme", thing, parents(record, thing.iri), part_block(record, thing), sections
        )


def _silent(record: Record, thing: Thing) -> Section | None:
    """List what is not recorded for the activities of a part."""
    title, about = record.title("missing-on-activities")
    rows = tuple(
        (Cell(things=(activity,)), Cell(text=f"missing_{row['missing']}"))
        for activity in activities_under(record, thing)
        for row in record.rows_of("missing-on-activities", "thing", activity.iri)
    )
    return (
        Section("missing-on-activities", title, about, columns=("activity", "missing"), rows=rows, is_missing=True)
        if rows
        else None
    )
