"""The questions: the catalogue by who asks, and a page for each: its sentence with choices, its answer, its SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

from cami_graph.errors import CamiError
from cami_graph.explore.model import LANGUAGES, Cell, Label
from cami_graph.explore.pages.base import Page
from cami_graph.explore.questions import Sentence, head_of, sentence_of
from cami_graph.explore.record import Record
from cami_graph.explore.rows import table_of
from cami_graph.query import Runner
from cami_graph.query.library import Query

ROWS = {"competency": 16}
ROWS_BEHIND = 5
ROWS_ASKED = 500
SHOWN = ("analysis", "export", "pages", "hygiene", "rules")
ASKERS = ("coordinator", "researcher", "reader", "steward")


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
    """The catalogue: questions worth asking by who asks them, and behind them the others by room."""

    askers: tuple[tuple[str, tuple[QueryLine, ...]], ...]
    rooms: tuple[tuple[str, tuple[QueryLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question finds: its columns by name, its first rows, how many it has, what says nothing; or the fault."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    count: int = 0
    blanks: tuple[tuple[str, int], ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class QueryPage(Page):
    """One question: its sentence, its answer for some values, its SPARQL; found when the page is first read."""

    line: QueryLine
    text: str
    parameters: tuple[tuple[str, str, Label], ...]
    ask: Callable[[Mapping[str, str]], Answer]
    write: Callable[[str, Mapping[str, str]], Sentence | None]
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def found(self) -> Answer:
        """Return the rows as they are now."""
        return self.ask(self.values)

    @property
    def sentences(self) -> Mapping[str, Sentence | None]:
        """Return the question as a sentence in each language, with the values in it."""
        return {language: self.write(language, self.values) for language in LANGUAGES}

    def heads(self, columns: tuple[str, ...]) -> tuple[Label, ...]:
        """Return what the columns are called."""
        return tuple(head_of(column) for column in columns)

    def answer(self, wishes: Mapping[str, str]) -> Page:
        """Return the page with the answer for the values that an address gives."""
        known = {name for name, _, _ in self.parameters}
        values = {name: value.strip() for name, value in wishes.items() if name in known and value.strip()}
        return replace(self, values=values) if values else self


def line_of(query: Query) -> QueryLine:
    """Return a query as a line of the catalogue."""
    head = query.head
    title, summary = Label(head.title, head.title_ru), Label(head.summary, head.summary_ru)
    return QueryLine(query.name, query.room, title, summary, head.persona, head.tags)


def library_pages(record: Record) -> Iterator[Page]:
    """Make the catalogue and the page of each query."""
    queries = list(record.library)
    lines = [line_of(query) for query in queries]
    worth = [one for one in lines if one.room == "competency"]
    askers = tuple((asker, tuple(one for one in worth if one.persona == asker)) for asker in ASKERS)
    rooms = tuple((room, tuple(one for one in lines if one.room == room)) for room in SHOWN)
    title = Label("Questions", "Вопросы")
    yield LibraryPage(
        "query/index", title, "questions", *(tuple(pair for pair in one if pair[1]) for one in (askers, rooms))
    )
    runner = Runner(record.store, record.library)
    for query in queries:
        yield _query_page(record, runner, query)


def _query_page(record: Record, runner: Runner, query: Query) -> QueryPage:
    """Make the page of a query as it stands; one that asks for a value shows no rows before it has one."""
    line = line_of(query)
    parameters = tuple(
        (one.name, one.type, Label(one.summary, one.summary_ru)) for one in query.head.parameters.values()
    )
    first = cache(lambda: _answer(record, runner, query, {}))
    return QueryPage(
        line.path,
        line.title,
        "questions",
        line,
        query.text,
        parameters,
        lambda values: _answer(record, runner, query, values) if values else first(),
        partial(sentence_of, record, query),
    )


def _answer(record: Record, runner: Runner, query: Query, values: Mapping[str, str]) -> Answer:
    """Ask a question and keep its first rows, all of them in reach where values are given."""
    if query.room == "rules" or (not values and any(one.required for one in query.head.parameters.values())):
        return Answer()
    try:
        rows = record.store.select(runner.prepare(query, values))
    except CamiError as error:
        return Answer(problem=str(error) if values else "")
    most = ROWS_ASKED if values else ROWS.get(query.room, ROWS_BEHIND)
    columns, cells = table_of(record, rows)
    return Answer(columns, cells[:most], len(cells), blanks_of(columns, cells))


def blanks_of(columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[str, int], ...]:
    """Count, for each column, the rows that say nothing in it."""
    empty = (Cell(), Cell(is_open=True))
    counts = ((name, sum(row[at] in empty for row in rows)) for at, name in enumerate(columns))
    return tuple((name, count) for name, count in counts if count)
