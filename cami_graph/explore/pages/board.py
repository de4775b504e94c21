"""The gap board: maps of signs, the ranked list with filters that never lead to nothing, matrices that open words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from cami_graph.explore.model import Label, Quote, Thing
from cami_graph.explore.pages.base import Page
from cami_graph.explore.pages.finding import FindingPage, finding_pages, first_findings
from cami_graph.explore.pages.gap import GapPage, gap_pages
from cami_graph.explore.pages.gapmap import GapMap, gap_maps
from cami_graph.explore.record import Record, reading_order


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: a number, its sort (`empty`, `shared`, `acted`), where it leads, and the words behind it."""

    number: int | None
    sort: str
    path: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of two kinds of things; the query says what its numbers count, `homes` of which programme a line is.

    A number opens its `words`, or leads to the `page` of its line, where they stand.
    """

    name: str
    query: str
    title: Label
    about: Label
    across: tuple[Thing, ...]
    lines: tuple[tuple[Thing, tuple[MatrixCell, ...]], ...]
    homes: Mapping[str, str] = field(default_factory=dict)
    opens: str = "words"

    @property
    def sorts(self) -> tuple[str, ...]:
        """Return which sorts of cells it has, for its key; the empty ones are told by each key in its own words."""
        found = {cell.sort for _, cells in self.lines for cell in cells}
        return tuple(sort for sort in ("acted", "shared") if sort in found)


@dataclass(frozen=True, slots=True)
class BoardPage(Page):
    """Everything a coordinator looks through: the gap maps, the first findings, the gaps in order, matrices."""

    first: tuple[tuple[Thing, tuple[FindingPage, ...]], ...]
    findings: tuple[FindingPage, ...]
    matrices: tuple[Matrix, ...]
    gaps: tuple[GapPage, ...]
    choices: tuple[tuple[str, tuple[Thing, ...]], ...]
    draw: Callable[[], tuple[GapMap, ...]]

    @property
    def maps(self) -> tuple[GapMap, ...]:
        """Return the gap maps, made when the page is first read."""
        return self.draw()


EMPTY = MatrixCell(None, "empty", "")
MATRICES = (
    ("page-species-countries", "species", "country", "shared", "words"),
    ("page-threat-landscapes", "threat", "place", "empty", "words"),
    ("page-activity-countries", "activity", "country", "empty", "page"),
)


def board_page(record: Record) -> BoardPage:
    """Make the board."""
    gaps = gap_pages(record)
    matrices = tuple(_matrix(record, *settings) for settings in MATRICES)
    return BoardPage(
        "gaps",
        Label("Possible gaps", "Возможные пробелы"),
        "gaps",
        first_findings(record),
        finding_pages(record),
        tuple(one for one in matrices if one),
        gaps,
        _choices(gaps),
        cache(lambda: gap_maps(record) if gaps else ()),
    )


def _choices(gaps: Sequence[GapPage]) -> tuple[tuple[str, tuple[Thing, ...]], ...]:
    """Return what the list can be narrowed by."""
    kinds = {gap.kind for gap in gaps if gap.kind}
    countries = {one for gap in gaps for one in gap.countries}
    resources = {one for gap in gaps for one in gap.resources}
    groups = {gap.group for gap in gaps if gap.group}
    sets = (("group", groups), ("kind", kinds), ("country", countries), ("resource", resources))
    return tuple((name, tuple(sorted(found, key=reading_order))) for name, found in sets if found)


def _matrix(record: Record, query: str, down: str, across: str, silent: str, opens: str) -> Matrix | None:
    """Make a matrix of the rows of a query that name a line, a column and an action; none is silence, not failure."""
    actions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in record.rows(query):
        actions[str(row[down]), str(row[across])] += [str(row["action"])] if "action" in row else []
    heads = tuple(sorted({record.thing(pair[1]) for pair in actions}, key=reading_order))
    starts = sorted({record.thing(pair[0]) for pair in actions}, key=reading_order)
    cells = {pair: _cell(record, found, silent, record.thing(pair[0]), opens) for pair, found in actions.items()}
    title, about = record.title(query)
    lines = tuple((one, tuple(cells.get((one.iri, head.iri), EMPTY) for head in heads)) for one in starts)
    homes = {one.iri: home for one, _ in lines if (home := record.voices.home(one.iri))}
    return Matrix(query, query, title, about, heads, lines, homes, opens) if lines else None


def _cell(record: Record, actions: Sequence[str], silent: str, start: Thing, opens: str) -> MatrixCell:
    """Count the actions of a cell, and bring the words they rest on where it opens them."""
    found = tuple(dict.fromkeys(actions))
    quotes: tuple[Quote, ...] = ()
    if opens == "words":
        quotes = tuple(dict.fromkeys(quote for action in found for quote in record.words(action)))
    return MatrixCell(len(found), "acted" if found else silent, start.path, quotes)
