"""The gap board: matrices whose cells open the evidence, filters that never lead to nothing, and the ranked list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cami_graph.explore.model import Label, Thing
from cami_graph.explore.pages.base import Page
from cami_graph.explore.pages.gap import GapPage, gap_pages
from cami_graph.explore.record import Record, Row, reading_order


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: a number, what sort of cell it is (`empty`, `shared`, `acted`, `gap`), and where it leads."""

    number: int | None
    sort: str
    path: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of two kinds of things; the query says what its numbers count."""

    name: str
    query: str
    title: Label
    about: Label
    across: tuple[Thing, ...]
    lines: tuple[tuple[Thing, tuple[MatrixCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class BoardPage(Page):
    """Everything a coordinator looks through: four matrices, and the possible gaps in order of rank."""

    matrices: tuple[Matrix, ...]
    gaps: tuple[GapPage, ...]
    choices: tuple[tuple[str, tuple[Thing, ...]], ...]


EMPTY = MatrixCell(None, "empty", "")


def board_page(record: Record) -> BoardPage:
    """Make the board."""
    gaps = gap_pages(record)
    matrices = (
        _landscape_pairs(gaps),
        _species_countries(record),
        _threat_landscapes(record),
        _activity_countries(record),
    )
    return BoardPage(
        "gaps",
        Label("Possible gaps", "Возможные пробелы"),
        "gaps",
        tuple(one for one in matrices if one),
        gaps,
        _choices(gaps),
    )


def _choices(gaps: Sequence[GapPage]) -> tuple[tuple[str, tuple[Thing, ...]], ...]:
    """Return what the list can be narrowed by."""
    kinds = {gap.kind for gap in gaps if gap.kind}
    countries = {one for gap in gaps for one in gap.countries}
    resources = {one for gap in gaps for one in gap.resources}
    sets = (("kind", kinds), ("country", countries), ("resource", resources))
    return tuple((name, tuple(sorted(found, key=reading_order))) for name, found in sets if found)


def _matrix(record: Record, query: str, down: str, across: str, cell: Callable[[Row], MatrixCell]) -> Matrix | None:
    """Make a matrix of the rows of a query that name a line and a column."""
    rows = record.rows(query)
    found = {(str(row[down]), str(row[across])): cell(row) for row in rows}
    heads = tuple(sorted({record.thing(row[across]) for row in rows}, key=reading_order))
    starts = sorted({record.thing(row[down]) for row in rows}, key=reading_order)
    title, about = record.title(query)
    lines = tuple((one, tuple(found.get((one.iri, head.iri), EMPTY) for head in heads)) for one in starts)
    return Matrix(query, query, title, about, heads, lines) if lines else None


def _species_countries(record: Record) -> Matrix | None:
    """Show which range states report actions on which species; a range state without any is what to look at."""
    return _matrix(
        record, "page-species-countries", "species", "country", lambda row: _count(record, row, "species", "shared")
    )


def _threat_landscapes(record: Record) -> Matrix | None:
    """Show which threats actions address in which landscapes."""
    return _matrix(
        record, "page-threat-landscapes", "threat", "place", lambda row: _count(record, row, "place", "empty")
    )


def _activity_countries(record: Record) -> Matrix | None:
    """Show in which countries actions are reported for which activity."""
    return _matrix(
        record, "page-activity-countries", "activity", "country", lambda row: _count(record, row, "activity", "empty")
    )


def _count(record: Record, row: Row, target: str, silent: str) -> MatrixCell:
    """Say how many actions are reported; none is silence, not failure."""
    number = int(row["actions"])
    return MatrixCell(number, "acted" if number else silent, record.thing(row[target]).path)


def _landscape_pairs(gaps: Sequence[GapPage]) -> Matrix | None:
    """Show the possible gaps of each landscape by pair of countries; the number is the rank of the gap."""
    found: dict[tuple[Thing, Thing], MatrixCell] = {}
    for gap in reversed(gaps):
        for place in (one for one in gap.resources if one.kind == "landscape" and len(gap.countries) == 2):
            found[place, _pair(gap.countries)] = MatrixCell(gap.rank, "gap", gap.path)
    heads = tuple(sorted({pair for _, pair in found}, key=lambda pair: pair.label.en))
    starts = sorted({place for place, _ in found}, key=reading_order)
    lines = tuple((one, tuple(found.get((one, head), EMPTY) for head in heads)) for one in starts)
    title = Label("Landscape by pair of countries", "Ландшафты и пары стран")
    about = Label("The number is the rank of the possible gap.", "Число — место возможного пробела в списке.")
    return Matrix("landscape-pairs", "page-gaps", title, about, heads, lines) if lines else None


def _pair(countries: Sequence[Thing]) -> Thing:
    """Make one head of two countries, named by their codes."""
    codes = "–".join(sorted(one.iri.rsplit("/", 1)[-1] for one in countries))
    names = [sorted(one.label.say(language) for one in countries) for language in ("en", "ru")]
    return Thing(codes, "pair", "", Label(" – ".join(names[0]), " – ".join(names[1])), codes)
