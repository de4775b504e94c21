"""Two programmes beside each other: a page for each two that follow one another, with the words behind every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox

from cami_graph.explore.model import LANGUAGES, Cell, Label, Quote, Thing
from cami_graph.explore.pages.base import Page, said
from cami_graph.explore.record import Record
from cami_graph.query.document import Document
from cami_graph.rdf import graph_name
from cami_graph.store import EmbeddedStore, Scope

if TYPE_CHECKING:
    from cami_graph.compare import Comparison
    from cami_graph.compare.model import Cited
    from cami_graph.compare.told import Row
    from cami_graph.graph import CamiGraph

CITED = "documents"
WORDS = "words"


@dataclass(frozen=True, slots=True)
class Table:
    """One section of a comparison: how many rows of each change, the heads of its columns, its rows."""

    key: str
    title: Label
    tally: tuple[tuple[Label, int], ...]
    columns: tuple[Label, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def anchor(self) -> str:
        """Return what names the section inside the page."""
        return self.key

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class ComparePage(Page):
    """What became of one programme in the next: carried over, states, priorities, recommendations, pairs, gaps."""

    earlier: Thing
    later: Thing
    tables: tuple[Table, ...]


def compare_path(earlier: Thing, later: Thing) -> str:
    """Return the path of the page that compares two programmes."""
    return "/".join(("compare", *(one.path.rpartition("/")[2] for one in (earlier, later))))


def followers(record: Record) -> tuple[tuple[Thing, Thing], ...]:
    """Return each programme with the one that follows it, where years are told and the engine is in this process."""
    if not isinstance(record.store, EmbeddedStore):
        return ()
    engine = record.store.engine
    dated = {
        str(row["programme"])
        for row in record.rows("which-programmes-are-there")
        if engine.contains_named_graph(ox.NamedNode(str(graph_name(f"programme/{row['code']}"))))
    }
    return tuple(pairwise(record.thing(one.address) for one in reversed(record.programmes) if one.address in dated))


def compare_pages(record: Record) -> Iterator[ComparePage]:
    """Make the page of each two programmes that follow one another."""
    for earlier, later in followers(record):
        tables = compare_tables(record, compare(record, earlier, later))
        yield ComparePage(compare_path(earlier, later), said("compare_title"), "programme", earlier, later, tables)


def compare(record: Record, earlier: Thing, later: Thing) -> Comparison:
    """Compare two programmes, each asked of the part of the record that is about it."""
    from cami_graph.compare import compare_programmes
    from cami_graph.graph import CamiGraph

    def open_scope(programme: str) -> CamiGraph:
        store = record.store
        narrowed = (
            store.narrowed(Scope(programme=programme)) if isinstance(store, EmbeddedStore) and programme else store
        )
        return CamiGraph(narrowed, record.library)

    return compare_programmes(open_scope, *(one.path.rpartition("/")[2] for one in (earlier, later)))


def compare_tables(record: Record, comparison: Comparison) -> tuple[Table, ...]:
    """Return the sections of a comparison as tables of cells: names lead to their pages, words stand behind marks."""
    from cami_graph.compare import words
    from cami_graph.compare.told import LAYOUT, Teller

    tellers = {language: Teller(comparison, language) for language in LANGUAGES}
    tables = []
    for key, columns in LAYOUT.items():
        told = list(zip(*(tellers[language].rows(key) for language in LANGUAGES), strict=True))
        rows = getattr(comparison, key)
        kept = [column for column in columns if column != CITED]
        cells = (tuple(_cell(record, row, one, both) for one in kept) for row, both in zip(rows, told, strict=True))
        heads = tuple(Label(*(text[:1].upper() + text[1:] for text in words.COLUMNS[one])) for one in kept)
        found = Counter(row.change for row in rows)
        tally = tuple((Label(*text), found[change]) for change, text in words.CHANGES[key].items() if change in found)
        tables.append(Table(key, Label(*words.SECTIONS[key]), tally, heads, tuple(cells)))
    return tuple(tables)


def _cell(record: Record, row: Row, column: str, both: Sequence[Mapping[str, str]]) -> Cell:
    """Return one cell: its quotes, the things it names, or what it says in both languages."""
    from cami_graph.compare.told import named_in

    if column == WORDS:
        return Cell(quotes=tuple({one.evidence: _quote(record, one) for one in row.citations}.values()))
    things = tuple(replace(record.thing(one), mark="") for one in named_in(row, column))
    return Cell(things) if things else Cell(text=Label(*(one[column] for one in both)))


def _quote(record: Record, cited: Cited) -> Quote:
    """Return words of a document as the pages know them; what rests on a register has its place there."""
    document = record.documents.get(cited.document) or Document(cited.document, cited.number)
    return record.quotes.get(cited.evidence) or Quote(
        cited.evidence, cited.quote, document=document, locator=Label(cited.locator)
    )
