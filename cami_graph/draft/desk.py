"""What lies on the desk while a document is drafted: its rows, the names and cues that are known, the claims so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cami_graph.draft.cues import Cues
from cami_graph.draft.lexicon import Lexicon
from cami_graph.source import GAP, Cell, Correction, Source, Span, split_cells


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed row of a table: its cells, the words it rests on, and how sure it is, with the reason."""

    table: str
    row: Mapping[str, str]
    spans: tuple[Span, ...]
    confidence: float
    why: str


@dataclass(frozen=True)
class PrintedRow:
    """A row of the report: its activities, their own cells, and the cells they share by the number of their role."""

    codes: tuple[str, ...]
    own: Mapping[str, Cell]
    shared: Mapping[int, Cell]
    section: Span | None

    def own_words(self, code: str) -> tuple[Span, ...]:
        """Return the words of an activity in column 1, without the heading printed over it."""
        cell = self.own[code]
        return tuple(span for span in cell.own_words if span != cell.subheading)

    def passages(self, column: int) -> tuple[Span, ...]:
        """Return the words of a shared cell, passage by passage as they are printed."""
        cell = self.shared.get(column)
        return tuple(span for span in (cell.passages if cell else ()) if span.words.strip())


@dataclass
class Desk:
    """A document being drafted."""

    source: Source
    lexicon: Lexicon
    cues: Cues
    rows: tuple[PrintedRow, ...]
    proposals: list[Proposal] = field(default_factory=list)

    def propose(self, table: str, spans: Sequence[Span], confidence: float, why: str, **cells: str) -> None:
        """Add a row, its quote being the words of the spans."""
        kept = tuple(self._once(span) for span in spans)
        quote = GAP.join(span.words.strip() for span in kept)
        row = {"state": "proposed", "quote": quote, **cells}
        if not any(one.table == table and one.row == row for one in self.proposals):
            self.proposals.append(Proposal(table, row, kept, confidence, why))

    def _once(self, span: Span) -> Span:
        """Return a span, longer by words around it until they stand once in their cell."""
        for cell in self._cells:
            home = next((one for one in cell if one.start <= span.start and span.end <= one.end), None)
            if home is None:
                continue
            start, end = span.start - home.start, span.end - home.start
            while sum(one.words.count(home.words[start:end]) for one in cell) > 1 and (start, end) != (
                0,
                len(home.words),
            ):
                if end < len(home.words):
                    end = next((at for at in range(end + 1, len(home.words)) if home.words[at] == " "), len(home.words))
                else:
                    start = home.words.rfind(" ", 0, max(start - 1, 0)) + 1
            return home.part(home.start + start, home.start + end)
        return span

    @cached_property
    def _cells(self) -> list[tuple[Span, ...]]:
        own = [cell.passages for row in self.rows for cell in row.own.values()]
        return own + [cell.passages for row in self.rows for cell in row.shared.values()]

    def of(self, table: str) -> list[Proposal]:
        """Return the rows proposed for a table."""
        return [one for one in self.proposals if one.table == table]


def set_up(source: Source, lexicon: Lexicon, cues: Cues, corrections: Sequence[Correction] = ()) -> Desk:
    """Split the text of a document into its rows."""
    cells = split_cells(source, corrections)
    headings = {heading.code: heading.span for heading in source.headings()}
    rows = []
    for cell in cells:
        if cell.column == 2:
            own = {
                one.activity_codes[0]: one
                for one in cells
                if one.column == 1 and one.activity_codes[0] in cell.activity_codes
            }
            shared = {one.column: one for one in cells if one.column > 1 and one.activity_codes == cell.activity_codes}
            section = headings.get(cell.activity_codes[0].rpartition(".")[0])
            rows.append(PrintedRow(cell.activity_codes, own, shared, section))
    return Desk(source, lexicon, cues, tuple(rows))
