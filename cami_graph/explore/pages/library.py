"""The questions: the catalogue of the library, and a page for each query with its text, its parameters and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from cami_graph.errors import CamiError
from cami_graph.explore.model import Cell, Label, Thing
from cami_graph.explore.pages.base import Page, ref
from cami_graph.explore.record import Record
from cami_graph.query.library import Query
from cami_graph.rdf import CAMI, ID, VOCABULARY, shorten
from cami_graph.store import Rows

ROWS = {"competency": 30}
ROWS_BEHIND = 8
SHOWN = ("competency", "analysis", "export", "pages", "hygiene", "rules")


@dataclass(frozen=True, slots=True)
class QueryLine:
    """A query in the catalogue: its name, what it asks, for whom."""

    name: str
    room: str
    title: Label
    summary: Label
    persona: str
    tags: tuple[str, ...]

    @property
    def path(self) -> str:
        """Return where its page is."""
        return f"query/{self.name}"


@dataclass(frozen=True, slots=True)
class LibraryPage(Page):
    """The catalogue, by room."""

    rooms: tuple[tuple[str, tuple[QueryLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class FirstRows:
    """What a question finds: its columns, its first rows, how many there are, how many say nothing in a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    count: int
    blanks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class QueryPage(Page):
    """One question: its SPARQL, its parameters, and its first rows, found when the page is first read."""

    line: QueryLine
    text: str
    parameters: tuple[tuple[str, str, Label], ...]
    view: str
    ask: Callable[[], FirstRows]

    @property
    def found(self) -> FirstRows:
        """Return the first rows as they are now."""
        return self.ask()


def line_of(query: Query) -> QueryLine:
    """Return a query as a line of the catalogue."""
    head = query.head
    return QueryLine(
        query.name,
        query.room,
        Label(head.title, head.title_ru),
        Label(head.summary, head.summary_ru),
        head.persona,
        head.tags,
    )


def library_pages(record: Record) -> Iterator[Page]:
    """Make the catalogue and the page of each query."""
    queries = list(record.library)
    rooms = tuple((room, tuple(line_of(query) for query in queries if query.room == room)) for room in SHOWN)
    yield LibraryPage(
        "query/index",
        Label("Questions", "Вопросы"),
        "questions",
        tuple((room, lines) for room, lines in rooms if lines),
    )
    for query in queries:
        yield _query_page(record, query)


def _query_page(record: Record, query: Query) -> QueryPage:
    """Make the page of a query as it stands; one that asks for a parameter shows no rows."""
    line = line_of(query)
    parameters = tuple(
        (one.name, one.type, Label(one.summary, one.summary_ru)) for one in query.head.parameters.values()
    )
    ask = cache(lambda: _first_rows(record, query))
    return QueryPage(line.path, line.title, "questions", line, query.text, parameters, query.head.view, ask)


def _first_rows(record: Record, query: Query) -> FirstRows:
    """Run a query and keep its first rows."""
    rows = _rows(record, query)
    shown = ROWS.get(query.room, ROWS_BEHIND)
    kept = [at for at, name in enumerate(rows.variables) if not _is_label(name, rows.variables)]
    named = {
        at: rows.variables.index(f"{name}Label")
        for at, name in enumerate(rows.variables)
        if f"{name}Label" in rows.variables
    }
    cells = tuple(
        tuple(_named(_cell(record, row[at]), row[named[at]] if at in named else None) for at in kept)
        for row in rows.rows[:shown]
    )
    return FirstRows(tuple(rows.variables[at] for at in kept), cells, len(rows), blanks_of(rows))


def _is_label(name: str, variables: tuple[str, ...]) -> bool:
    """Tell whether a column only names what another column holds: the two are shown as one."""
    return name.endswith("Label") and name.removesuffix("Label") in variables


def _named(cell: Cell, label: object) -> Cell:
    """Show the name that the query itself gives, where the page knows none."""
    return cell if cell.things or label is None else Cell(text=Label(str(label)))


def blanks_of(rows: Rows) -> tuple[tuple[str, int], ...]:
    """Count, for each column, the rows that say nothing in it."""
    counts = ((name, sum(value is None for value in rows.column(name))) for name in rows.variables)
    return tuple((name, count) for name, count in counts if count)


def _rows(record: Record, query: Query) -> Rows:
    """Answer a SELECT query without parameters; anything else has no rows to show."""
    if query.room == "rules" or any(one.required for one in query.head.parameters.values()):
        return Rows((), ())
    try:
        return record.store.select(query.bind({}))
    except CamiError:
        return Rows((), ())


def _cell(record: Record, value: object) -> Cell:
    """Show a term: a thing by its name, an address shortened, a text as it stands."""
    if value is None:
        return Cell()
    text = str(value)
    if text in record.things:
        thing = record.things[text]
        return ref(thing) if thing.path or text not in record.claims else ref(_standing(record, thing))
    if text.startswith((str(ID), str(VOCABULARY), str(CAMI))):
        return ref(record.thing(text)) if text.startswith(str(CAMI)) else Cell(text=Label(shorten(text)))
    return Cell(text=Label(shorten(text)))


def _standing(record: Record, thing: Thing) -> Thing:
    """Give a claim the address where it stands."""
    return Thing(thing.iri, thing.kind, record.claims[thing.iri].path, thing.label, thing.code)
