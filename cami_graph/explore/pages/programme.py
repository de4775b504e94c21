"""The programme of work: objectives, sections and activities with their state and what is recorded of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cami_graph.explore.model import Cell, Label, Section, Thing
from cami_graph.explore.pages.base import Page, claims_about, present, programme_things, status_of
from cami_graph.explore.record import Record, reading_order
from cami_graph.query.document import Document
from cami_graph.rdf import CAMI

PARTS = ("objective", "section", "heading")
STATUSES = (
    *("done", "partial", "ongoing", "planned", "reported"),
    *("by-item", "suspended", "ended", "not-done", "not-reported"),
)


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity in a list: its state, its priority, how many actions, countries and recommendations are recorded."""

    thing: Thing
    status: Cell
    priority: Label
    actions: int
    countries: int
    recommendations: int


@dataclass(frozen=True, slots=True)
class PartBlock:
    """A section or heading with its activities, how many of them are in each state, and which documents tell so."""

    thing: Thing
    lines: tuple[ActivityLine, ...]
    states: tuple[tuple[str, int], ...]
    told: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveBlock:
    """An objective with its sections."""

    thing: Thing
    sections: tuple[PartBlock, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeBlock:
    """A programme with its objectives, how many of its activities are in each state, and which documents tell so."""

    thing: Thing
    objectives: tuple[ObjectiveBlock, ...]
    states: tuple[tuple[str, int], ...]
    told: tuple[Document, ...]

    @property
    def count(self) -> int:
        """Return how many activities it has."""
        return sum(count for _, count in self.states)


@dataclass(frozen=True, slots=True)
class ProgrammePage(Page):
    """The whole programme on one page."""

    thing: Thing
    block: ProgrammeBlock


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
    """Count what is recorded for an activity."""
    actions = {str(row["action"]) for row in record.rows_of("page-actions-about", "thing", thing.iri)}
    countries = {str(row["country"]) for row in record.rows_of("page-activity-countries", "activity", thing.iri)}
    advice = record.rows_of("page-recommendations-about", "thing", thing.iri)
    return ActivityLine(
        thing, state_of(record, thing), priority_of(record, thing.iri), len(actions), len(countries), len(advice)
    )


def state_of(record: Record, thing: Thing) -> Cell:
    """Return the state of an activity; one that is told item by item says so instead of passing for silent."""
    status = status_of(record, thing.iri)
    return status if status.status or not children(record, thing.iri, "SubActivity") else Cell(status="by-item")


def part_block(record: Record, thing: Thing) -> PartBlock:
    """Gather the activities of a part."""
    lines = tuple(activity_line(record, one) for one in activities_under(record, thing))
    return PartBlock(thing, lines, states_of(lines), told_by(lines))


def states_of(lines: tuple[ActivityLine, ...]) -> tuple[tuple[str, int], ...]:
    """Count the states, in the order from done to silent; an activity without any is silent."""
    counts = Counter(line.status.status or "not-reported" for line in lines)
    return tuple((status, counts[status]) for status in STATUSES if counts[status])


def told_by(lines: tuple[ActivityLine, ...]) -> tuple[Document, ...]:
    """Return the documents that tell the states, the latest first."""
    found = {line.status.document for line in lines} - {None}
    return tuple(sorted((one for one in found if one), key=lambda one: one.order, reverse=True))


def programme_block(record: Record, programme: Thing) -> ProgrammeBlock:
    """Gather a whole programme."""
    objectives = tuple(
        ObjectiveBlock(one, tuple(part_block(record, section) for section in children(record, one.iri, "Section")))
        for one in children(record, programme.iri, "Objective")
    )
    lines = tuple(line for block in objectives for section in block.sections for line in section.lines)
    return ProgrammeBlock(programme, objectives, states_of(lines), told_by(lines))


def programme_blocks(record: Record) -> tuple[ProgrammeBlock, ...]:
    """Gather every programme, the latest first."""
    return tuple(programme_block(record, one) for one in programme_things(record))


def programme_pages(record: Record) -> Iterator[ProgrammePage]:
    """Make the page of each programme."""
    for block in programme_blocks(record):
        yield ProgrammePage(block.thing.path, block.thing.label, "programme", block.thing, block)


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
