"""One activity or lettered item: what is asked of whom, what is reported, what is recommended, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cami_graph.explore.model import Cell, Fact, Label, Quote, Section, Thing
from cami_graph.explore.pages.base import (
    Page,
    claims_about,
    missing_words,
    present,
    ref,
    said,
    status_of,
    statuses_of,
    table_about,
)
from cami_graph.explore.pages.gap import find_gap, page_of_gap
from cami_graph.explore.pages.programme import children, parents, state_of
from cami_graph.explore.record import Record, Row
from cami_graph.query.document import Document
from cami_graph.rdf import ID, VOCABULARY
from cami_graph.source import without_marks

GAP_COLUMNS = ("rank_of_kind", "gap", "gap_kind")


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell of the activity's row as printed: its column, its text, and the quotes that claims take from it."""

    column: int
    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """The row of an activity in the tables of one report; `mark` tells it from the rows of others on the same page."""

    document: Document
    cells: tuple[PrintedCell, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ActivityPage(Page):
    """An activity or an item of one: facts, items, claims, what is missing, and its row in each report."""

    thing: Thing
    crumbs: tuple[Thing, ...]
    printed: str
    facts: tuple[Fact, ...]
    items: tuple[tuple[Thing, Cell], ...]
    sections: tuple[Section, ...]
    missing: tuple[Section, ...]
    rows: tuple[PrintedRow, ...]
    before: Thing | None
    after: Thing | None


def activity_pages(record: Record) -> Iterator[ActivityPage]:
    """Make the page of each activity and of each lettered item."""
    activities = record.of_kind("activity")
    for before, thing, after in zip((None, *activities), activities, (*activities[1:], None), strict=False):
        yield _page(record, thing, _beside(before, thing), _beside(after, thing))
    for thing in record.of_kind("subactivity"):
        yield _page(record, thing, None, None)


def _beside(other: Thing | None, thing: Thing) -> Thing | None:
    """Return the activity beside another where both are of one programme."""
    return other if other and other.mark == thing.mark else None


def _page(record: Record, thing: Thing, before: Thing | None, after: Thing | None) -> ActivityPage:
    """Make one page."""
    iri = thing.iri
    crumbs = parents(record, iri)
    row_owner = (
        next((one for one in reversed(crumbs) if one.kind == "activity"), thing)
        if thing.kind == "subactivity"
        else thing
    )
    rows = printed_rows(record, row_owner)
    printed = next((cell.text for row in rows for cell in row.cells if cell.column == 1), "")
    return ActivityPage(
        path=thing.path,
        title=thing.label,
        area="programme",
        thing=thing,
        crumbs=crumbs,
        printed=printed,
        facts=facts(record, thing),
        items=tuple((one, status_of(record, one.iri)) for one in children(record, iri, "SubActivity")),
        sections=_sections(record, thing),
        missing=present(missing_words(record, "missing-on-activities", iri)),
        rows=rows,
        before=before,
        after=after,
    )


def printed_rows(record: Record, thing: Thing) -> tuple[PrintedRow, ...]:
    """Return the rows of an activity as the reports print them, cell by cell, the oldest report first."""
    found: dict[str, list[PrintedCell]] = defaultdict(list)
    for row in record.rows_of("page-cells", "activity", thing.iri):
        iris = dict.fromkeys(str(one["evidence"]) for one in record.rows_of("page-evidence", "cell", row["cell"]))
        quotes = tuple(record.quotes[iri] for iri in iris)
        found[str(row["report"])].append(PrintedCell(int(row["column"]), without_marks(str(row["printed"])), quotes))
    ordered = [(document, tuple(found[iri])) for iri, document in record.documents.items() if iri in found]
    marks = ("", *(f"-{document.slug}" for document, _ in ordered[1:]))
    return tuple(PrintedRow(document, cells, mark) for (document, cells), mark in zip(ordered, marks, strict=False))


def facts(record: Record, thing: Thing) -> tuple[Fact, ...]:
    """Return the short facts: state, priorities, responsible parties, and what the activity is about."""
    told = statuses_of(record, thing.iri) or (state_of(record, thing),)
    lines = [Fact("status", status) for status in told if status.status]
    for row in record.rows_of("page-priorities", "activity", thing.iri):
        text = Label(str(row["printed"])) if "printed" in row else record.thing(row["level"]).label
        printed = str(row["assignment"]).endswith("/printed")
        lines.append(Fact("priority" if printed else "priority_requested", _said(record, row, Cell(text=text))))
    asked = record.rows_of("page-responsible", "activity", thing.iri)
    about = record.rows_of("page-scopes", "activity", thing.iri)
    lines += [Fact("responsible", _said(record, row, ref(record.thing(row["actor"])))) for row in asked]
    lines += [Fact(f"about_{row['field']}", _said(record, row, ref(record.thing(row["thing"])))) for row in about]
    return tuple(lines)


def _said(record: Record, row: Row, cell: Cell) -> Cell:
    """Add to a cell the words and the doubt of the claim in its row."""
    claim = str(row["claim"])
    return Cell(cell.things, cell.text, cell.status, record.words(claim), record.doubt(claim))


def _sections(record: Record, thing: Thing) -> tuple[Section, ...]:
    """Return what is reported, done together, recommended, linked and possibly missing between countries."""
    iri = thing.iri

    def link(row: Row) -> tuple[Cell, ...]:
        kind = Cell(text=record.thing(row["type"]).label) if "type" in row else Cell()
        return (_said(record, row, ref(record.thing(row["other"]))), status_of(record, row["other"]), kind)

    columns = ("activity", "status", "link_type")
    return present(
        claims_about(record, "page-actions-about", "action", iri),
        claims_about(record, "page-cooperations-about", "cooperation", iri),
        claims_about(record, "page-cooperations-planned", "cooperation", iri),
        claims_about(record, "page-recommendations-about", "recommendation", iri),
        table_about(record, "page-links", ("activity", iri), columns, link),
        table_about(record, "page-links-back", ("activity", iri), columns, link),
        gaps_about(record, iri),
    )


def gaps_about(record: Record, iri: str) -> Section | None:
    """List the possible gaps that concern a thing, kind by kind, each the best ranked first, since ranks go by kind."""
    found = table_about(
        record, "page-gaps-about", ("thing", iri), GAP_COLUMNS, lambda row: _gap_cells(record, str(row["gap"]))
    )
    return found and replace(found, rows=tuple(sorted(found.rows, key=lambda row: _kind_order(record, row))))


def _kind_order(record: Record, row: tuple[Cell, ...]) -> tuple[bool, str]:
    """Put what neighbours share before the other kinds, each kind by itself."""
    page = page_of_gap(record, row[1].things[0].iri)
    return (not page.is_shared, page.kind.iri if page.kind else "")


def gaps_touching(record: Record, thing: Thing) -> Section | None:
    """List the other gaps that the analysis counts for a species, landscape or threat; it comes from no single query.

    They are about an activity that names it, or about a whole of which it is a part.
    """
    key = thing.iri.removeprefix(str(ID)).removeprefix(str(VOCABULARY))
    own = {str(row["gap"]) for row in record.rows_of("page-gaps-about", "thing", thing.iri)}
    touched = (
        gap.iri
        for gap in record.findings.gaps
        if key in (*gap.species, *gap.landscapes, *(one.key for one in gap.threats))
    )
    rows = tuple(_gap_cells(record, gap) for gap in touched if gap not in own and find_gap(record, gap))
    title, about = said("gaps_touching"), said("gaps_touching_about")
    return Section("", title, about, columns=GAP_COLUMNS, rows=rows, mark="gaps-touching") if rows else None


def _gap_cells(record: Record, iri: str) -> tuple[Cell, ...]:
    """Return the rank, the name and the kind of a gap."""
    page, gap = page_of_gap(record, iri), record.thing(iri)
    named = Thing(gap.iri, gap.kind, gap.path, page.title, gap.code)
    return (Cell(number=page.rank), ref(named), Cell(text=page.kind.label) if page.kind else Cell())
