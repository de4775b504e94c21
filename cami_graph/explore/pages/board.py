"""The gap board: matrices whose cells open the evidence, filters that never lead to nothing, and the ranked list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cami_graph.explore.model import Label, Quote, Thing
from cami_graph.explore.pages.base import Page
from cami_graph.explore.pages.finding import FindingPage, finding_pages, first_findings
from cami_graph.explore.pages.gap import GapPage, gap_pages
from cami_graph.explore.record import Record, reading_order


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: a number, its sort (`empty`, `shared`, `acted`, `gap`), where it leads, and the words behind it."""

    number: int | None
    sort: str
    path: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of two kinds of things; the query says what its numbers count, `homes` of which programme a line is."""

    name: str
    query: str
    title: Label
    about: Label
    across: tuple[Thing, ...]
    lines: tuple[tuple[Thing, tuple[MatrixCell, ...]], ...]
    homes: Mapping[str, str] = field(default_factory=dict)

    @property
    def sorts(self) -> tuple[str, ...]:
        """Return which sorts of cells it has, for its key; the empty ones are told by each key in its own words."""
        found = {cell.sort for _, cells in self.lines for cell in cells}
        return tuple(sort for sort in ("gap", "acted", "shared") if sort in found)


@dataclass(frozen=True, slots=True)
class BoardPage(Page):
    """Everything a coordinator looks through: the first findings by group, the gaps in order, four matrices."""

    first: tuple[tuple[Thing, tuple[FindingPage, ...]], ...]
    findings: tuple[FindingPage, ...]
    matrices: tuple[Matrix, ...]
    gaps: tuple[GapPage, ...]
    choices: tuple[tuple[str, tuple[Thing, ...]], ...]


EMPTY = MatrixCell(None, "empty", "")
MATRICES = (
    ("page-species-countries", "species", "country", "shared"),
    ("page-threat-landscapes", "threat", "place", "empty"),
    ("page-activity-countries", "activity", "country", "empty"),
)


def board_page(record: Record) -> BoardPage:
    """Make the board."""
    gaps = gap_pages(record)
    matrices = (
        _landscape_pairs(gaps),
        *(_matrix(record, *settings) for settings in MATRICES),
    )
    return BoardPage(
        "gaps",
        Label("Possible gaps", "Возможные пробелы"),
        "gaps",
        first_findings(record),
        finding_pages(record),
        tuple(one for one in matrices if one),
        gaps,
        _choices(gaps),
    )


def _choices(gaps: Sequence[GapPage]) -> tuple[tuple[str, tuple[Thing, ...]], ...]:
    """Return what the list can be narrowed by."""
    kinds = {gap.kind for gap in gaps if gap.kind}
    countries = {one for gap in gaps for one in gap.countries}
    resources = {one for gap in gaps for one in gap.resources}
    groups = {gap.group for gap in gaps if gap.group}
    sets = (("group", groups), ("kind", kinds), ("country", countries), ("resource", resources))
    return tuple((name, tuple(sorted(found, key=reading_order))) for name, found in sets if found)


def _matrix(record: Record, query: str, down: str, across: str, silent: str) -> Matrix | None:
    """Make a matrix of the rows of a query that name a line, a column and an action; none is silence, not failure."""
    actions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in record.rows(query):
        actions[str(row[down]), str(row[across])] += [str(row["action"])] if "action" in row else []
    heads = tuple(sorted({record.thing(pair[1]) for pair in actions}, key=reading_order))
    starts = sorted({record.thing(pair[0]) for pair in actions}, key=reading_order)
    cells = {pair: _cell(record, found, silent, record.thing(pair[0])) for pair, found in actions.items()}
    title, about = record.title(query)
    lines = tuple((one, tuple(cells.get((one.iri, head.iri), EMPTY) for head in heads)) for one in starts)
    homes = {one.iri: home for one, _ in lines if (home := record.voices.home(one.iri))}
    return Matrix(query, query, title, about, heads, lines, homes) if lines else None


def _cell(record: Record, actions: Sequence[str], silent: str, start: Thing) -> MatrixCell:
    """Count the actions of a cell, and bring the words they rest on."""
    found = tuple(dict.fromkeys(actions))
    quotes = tuple(dict.fromkeys(quote for action in found for quote in record.words(action)))
    return MatrixCell(len(found), "acted" if found else silent, start.path, quotes)


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
