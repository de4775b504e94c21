"""Split the report's tables into cells: which characters belong to which activity and column.

A row may go on over a page break, one row may hold several activities, sub-headings stand inside cells, and codes
lack their dot. The rules: a code counts at the start of a paragraph where it is the next one in sequence; a row
without a code continues the row above; a row with a code but nothing under "Responsible" and "Priority" shares
columns 2 to 6 with the row above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cami_graph.errors import SourceError
from cami_graph.source.cell import Cell, Cells, strip_span
from cami_graph.source.corrections import Correction
from cami_graph.source.document import Source, Span

AGAIN = "Take the text again from where it was received."
CODE = re.compile(r"(?<![\w.])(\d+\.\d+)\.(\d+)(?=\.?\s)")


@dataclass
class _Group:
    """One row of the report with all its continuations, while it is being read."""

    section: str
    codes: list[str]
    opening: Span | None = None
    own: dict[str, list[Span]] = field(default_factory=dict)
    shared: dict[int, list[Span]] = field(default_factory=dict)
    subheadings: dict[str, Span | None] = field(default_factory=dict)
    readings: dict[Span, str] = field(default_factory=dict)

    def pieces(self) -> list[list[Span]]:
        """Return all lists of spans of this row, own and shared."""
        return [*self.own.values(), *self.shared.values()]

    def cells(self, columns: int) -> list[Cell]:
        """Return the finished cells: column 1 per activity, the other columns once for all."""
        cells = [self._cell((code,), 1, self.own[code], self.subheadings[code]) for code in self.codes]
        codes = tuple(self.codes)
        return cells + [self._cell(codes, number, self.shared.get(number, [])) for number in range(2, columns + 1)]

    def _cell(self, codes: tuple[str, ...], column: int, spans: list[Span], subheading: Span | None = None) -> Cell:
        ordered = tuple(sorted(spans))
        return Cell(codes, column, ordered, _reading(ordered, self.readings), subheading)


def split_cells(source: Source, corrections: Sequence[Correction] = ()) -> Cells:
    """Give every cell of every table, in the order of the report, after applying the reviewed repairs."""
    groups: list[_Group] = []
    anywhere = source.paragraphs == "lost"
    for section, fields in _rows(source):
        _read_row(groups, section, fields, anywhere)
    _check_openings(groups)
    for correction in corrections:
        _apply(correction, groups)
    return Cells(cell for group in groups for cell in group.cells(len(source.columns)))


def _check_openings(groups: Sequence[_Group]) -> None:
    """Stop at a row whose own priority stands beside words that no activity follows."""
    for group in groups:
        if group.opening and not group.codes:
            raise SourceError(
                f"a row with its own priority names no activity: {group.opening.words.strip()[:60]!r}.",
                where=f"line {group.opening.line} column 1",
                remedy=f"Its code is damaged or lost. {AGAIN}",
            )


def _rows(source: Source) -> list[tuple[str, list[Span]]]:
    """Return the table rows with the section they stand in; stops at a line that fits nowhere."""
    headings = {heading.span.line: heading.code for heading in source.headings()}
    rows, section, inside = [], "", False
    for line in source.lines():
        section = headings.get(line.line, section)
        fields = line.words.split("\t")
        if tuple(fields[1:]) == source.columns[1:] and fields[0].endswith(source.columns[0]):
            inside = True
        elif inside and len(fields) > 1:
            rows.append((section, _fields(line, fields, source)))
        elif inside and line.words.strip() and line.line not in headings:
            _check_loose_line(line, source)
    if not rows:
        remedy = f"A table opens with the columns {', '.join(source.columns)}."
        raise SourceError("no table found.", where=source.file, remedy=remedy)
    return rows


def _fields(line: Span, fields: list[str], source: Source) -> list[Span]:
    if len(fields) != len(source.columns):
        raise SourceError(
            f"a table row with {len(fields)} columns instead of {len(source.columns)}: {line.words[:60]!r}.",
            where=f"{source.file} line {line.line}",
            remedy=f"A tab was lost or added. {AGAIN}",
        )
    spans, start = [], line.start
    for number, words in enumerate(fields, 1):
        spans.append(Span(start, start + len(words), line.line, source.number_of(number), words))
        start += len(words) + 1
    return sorted(spans, key=lambda span: span.column)


def _check_loose_line(line: Span, source: Source) -> None:
    if line.words.strip() not in source.running_heads:
        raise SourceError(
            f"{line.words[:60]!r} is neither a heading nor a table row of {len(source.columns)} columns.",
            where=f"{source.file} line {line.line}",
            remedy=f"Its tabs were lost. {AGAIN}",
        )


def _read_row(groups: list[_Group], section: str, fields: list[Span], anywhere: bool) -> None:
    found = _starts(groups, section, fields, anywhere)
    first, responsible, priority = (span.words.strip() for span in fields[:3])
    if not found and first and priority and not anywhere:
        groups.append(_Group(section, [], opening=fields[0]))
        _share(groups[-1], fields)
        return
    if not found:
        _continue_row(groups, section, fields, first, priority)
        return
    if responsible or priority or not groups:
        groups.append(_Group(section, []))
    group = groups[-1]
    _add_activities(groups, group, found, fields[0])
    _share(group, fields)


def _continue_row(groups: list[_Group], section: str, fields: list[Span], first: str, priority: str) -> None:
    line = fields[0].line
    if not groups or groups[-1].section != section or not groups[-1].codes or priority:
        raise SourceError(
            f"a row with its own priority, or the first of its section, names no activity: {first[:60]!r}.",
            where=f"line {line} column 1",
            remedy=f"Activity {_next_code(groups, section)} was expected, so its code is damaged. {AGAIN}",
        )
    if first:
        groups[-1].own[groups[-1].codes[-1]].append(fields[0])
    _share(groups[-1], fields)


def _starts(groups: list[_Group], section: str, fields: list[Span], anywhere: bool) -> list[tuple[int, str]]:
    """Return the offsets of the activity codes that open an entry in column 1: each the next one in sequence.

    A code counts at the start of a paragraph; `anywhere` in the cell where the paragraphs of the report were lost.
    """
    expected, found = _next_code(groups, section), []
    for match in CODE.finditer(fields[0].words):
        opens = not fields[0].words[: match.start()].strip()
        if match[0] == expected and (opens or anywhere):
            found.append((match.start(), expected))
            expected = f"{section}.{int(match[2]) + 1}"
        elif opens:
            _refuse_code(groups, match[0], expected, fields[0].line)
    return found


def _next_code(groups: list[_Group], section: str) -> str:
    last = next((group.codes[-1] for group in reversed(groups) if group.section == section and group.codes), "")
    return f"{section}.{int(last.rpartition('.')[2]) + 1 if last else 1}"


def _refuse_code(groups: list[_Group], code: str, expected: str, line: int) -> None:
    seen = any(code in group.codes for group in groups)
    raise SourceError(
        f"activity {code} {'stands here a second time' if seen else 'is not known here'}.",
        where=f"line {line} column 1",
        remedy=f"Activity {expected} was expected, so the code is damaged. {AGAIN}",
    )


def _add_activities(groups: list[_Group], group: _Group, found: list[tuple[int, str]], first: Span) -> None:
    starts = [first.start, *(first.start + offset for offset, _ in found[1:]), first.end]
    opening = first.part(first.start, first.start + found[0][0])
    if group.opening and not group.codes:
        group.own[found[0][1]] = [group.opening]
    subheading = strip_span(group.opening or opening) or _last_subheading(groups, group.section)
    for (_, code), start, end in zip(found, starts, starts[1:], strict=False):
        group.codes.append(code)
        group.own.setdefault(code, []).append(first.part(start, end))
        group.subheadings[code] = subheading


def _last_subheading(groups: list[_Group], section: str) -> Span | None:
    for group in reversed(groups):
        if group.section == section and group.codes:
            return group.subheadings[group.codes[-1]]
    return None


def _share(group: _Group, fields: list[Span]) -> None:
    for span in fields[1:]:
        if span.words:
            group.shared.setdefault(span.column, []).append(span)


def _apply(correction: Correction, groups: list[_Group]) -> None:
    group = next((g for g in groups if any(s.line == correction.line for spans in g.pieces() for s in spans)), None)
    everything = [span for spans in group.pieces() for span in spans] if group else []
    holder, piece = correction.locate(everything)
    if group is None:
        return
    spans = next(spans for spans in group.pieces() if holder in spans)
    spans.remove(holder)
    around = (holder.part(holder.start, piece.start), holder.part(piece.end, holder.end))
    spans.extend(span for span in around if span.words)
    _target(correction, group, spans).append(piece)
    group.readings[piece] = correction.reading


def _target(correction: Correction, group: _Group, spans: list[Span]) -> list[Span]:
    if correction.to_column is None:
        return spans
    if correction.to_column > 1:
        return group.shared.setdefault(correction.to_column, [])
    if len(group.codes) > 1:
        raise SourceError(
            f"line {correction.line} holds the activities {', '.join(group.codes)}: column 1 is not one cell.",
            where=f"corrections.csv row {correction.row} column to_column",
            remedy="Words cannot be moved there; quote them where they stand.",
        )
    return group.own[group.codes[0]]


def _reading(spans: tuple[Span, ...], readings: dict[Span, str]) -> str:
    """Join the spans as they read: repaired pieces in place, pieces of other lines or columns after a space."""
    words, last = "", None
    for span in spans:
        if last is not None and span.start != last:
            words += " "
        words += readings.get(span, span.words)
        last = span.end
    return " ".join(words.split())
