"""Tell two states of a table apart: rows added and withdrawn, and in those that stayed, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cami_graph.errors import TableError
from cami_graph.source import read_sheet
from cami_graph.workbook.layout import TableSheet

Cells = tuple[str, ...]
Rows = Mapping[int, Cells]
Pair = tuple[int | None, int | None]
ADDED, CHANGED, WITHDRAWN = "added", "changed", "withdrawn"


@dataclass(frozen=True, slots=True)
class CellChange:
    """What stood in a column, and what stands there now."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a table that was added, changed or withdrawn, by its number before and in the workbook."""

    file: str
    what: str
    old_row: int | None
    new_row: int | None
    name: str
    cells: tuple[CellChange, ...]


def read_rows(data: Path, sheet: TableSheet) -> Rows:
    """Return the rows of a table as they stand, by their numbers."""
    found = read_sheet(data / sheet.file, sheet.file, [column.name for column in sheet.columns])
    if found.faults:
        raise TableError.of(found.faults, "A table cannot be read, so nothing can be compared with it.")
    return dict(found.rows)


def compare_tables(data: Path, sheets: Iterable[TableSheet], new: Mapping[str, Rows]) -> list[Change]:
    """Return what differs between the tables as they stand and the rows of a workbook, table by table."""
    changes: list[Change] = []
    for sheet in sheets:
        if sheet.file in new:
            old = read_rows(data, sheet)
            pairs = match_rows(sheet, old, new[sheet.file])
            changes += [change for pair in pairs if (change := _change(sheet, old, new[sheet.file], pair))]
    return changes


def match_rows(sheet: TableSheet, old: Rows, new: Rows) -> list[Pair]:
    """Pair each row with what it was: by all its cells, else by its key, else by its place where half of it stayed."""
    names = [column.name for column in sheet.columns]
    key = [names.index(name) for name in sheet.key]
    left, found = dict(old), {}
    open_rows = dict(new)
    for whole in (True, False):
        by_name: dict[Cells, list[int]] = {}
        for number, cells in left.items():
            by_name.setdefault(_name(cells, key, whole), []).append(number)
        for number, cells in list(open_rows.items()):
            twins = by_name.get(_name(cells, key, whole), []) if whole or key else []
            if twins:
                found[number] = twins.pop(0)
                del open_rows[number], left[found[number]]
    for number, cells in list(open_rows.items()):
        if number in left and _alike(left[number], cells):
            found[number] = number
            del open_rows[number], left[number]
    paired: list[Pair] = [(found.get(number), number) for number in new]
    return [*paired, *((number, None) for number in left)]


def _name(cells: Cells, key: Sequence[int], whole: bool) -> Cells:
    return cells if whole else tuple(cells[place] for place in key)


def _alike(one: Cells, other: Cells) -> bool:
    """Say whether at least half of the filled cells stayed."""
    filled = [(a, b) for a, b in zip(one, other, strict=True) if a or b]
    return 2 * sum(a == b for a, b in filled) >= len(filled)


def _change(sheet: TableSheet, old: Rows, new: Rows, pair: Pair) -> Change | None:
    before, after = pair
    names = [column.name for column in sheet.columns]
    was = old[before] if before is not None else ("",) * len(names)
    now = new[after] if after is not None else ("",) * len(names)
    if was == now:
        return None
    what = ADDED if before is None else WITHDRAWN if after is None else CHANGED
    cells = tuple(CellChange(name, a, b) for name, a, b in zip(names, was, now, strict=True) if a != b)
    shown = now if after is not None else was
    name = " ".join(shown[names.index(one)] for one in sheet.key).strip() or shown[0]
    return Change(sheet.file, what, before, after, name, cells)


def describe_changes(changes: Sequence[Change]) -> Iterator[str]:
    """Give one line for each cell that changed, and for each row that was added or withdrawn."""
    for change in changes:
        row = change.old_row if change.old_row is not None else change.new_row
        place = f"{change.file} row {row}"
        if change.what == CHANGED:
            for cell in change.cells:
                yield f'{place} ({change.name}) {cell.column}: "{cell.old}" -> "{cell.new}"'
        else:
            told = "; ".join(f"{cell.column}: {cell.new or cell.old}" for cell in change.cells)
            yield f"{place} ({change.name}) {change.what}: {told}"
