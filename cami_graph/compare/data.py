"""What changed between two versions of the data, as people read it: rows added, changed cell by cell, withdrawn.

Rows are matched by the key of their table, among the documents by document and key. A column that only one version has
is told once, not row by row; so is one that was renamed, and a table that moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from cami_graph.compare.versions import Table, Version
from cami_graph.tables import Document, Membership, Programme, Row, table_types
from cami_graph.tables.record import Claims
from cami_graph.workbook.changes import ADDED, CHANGED, WITHDRAWN, CellChange

ORDER = (CHANGED, ADDED, WITHDRAWN)
KINDS: Mapping[str, type[Row]] = {
    **table_types(Claims),
    **table_types(),
    **{kind.TABLE: kind for kind in (Programme, Membership, Document)},
}
KEYS = {"contradictions": ("contradiction_id", "activity_codes"), "exceptions": ("activity_codes", "column")}
TITLES = ("title_en", "name", "statement_en")
AMONG_DOCUMENTS = "documents/facts/"


@dataclass(frozen=True, slots=True)
class Renaming:
    """A column that became others: its values went into the first, the rest hold what was in its name."""

    table: str
    column: str
    into: tuple[str, ...]
    constants: tuple[str, ...] = ()

    def apply(self, row: Mapping[str, str]) -> dict[str, str]:
        """Return a row as it would stand under the new names."""
        value = row[self.column]
        constants = self.constants if value else ("",) * len(self.constants)
        return {**row, **dict(zip(self.into, (value, *constants), strict=True))}


RENAMINGS = (Renaming("actions", "budget_usd", ("budget_amount", "budget_currency"), ("USD",)),)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was added, changed or withdrawn; `row` is its number today, `old_row` that of then."""

    change: str
    key: tuple[str, ...]
    title: str
    row: int | None
    old_row: int | None
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """What changed in one table; `new_columns` gives in how many rows each is filled."""

    file: str
    was: str
    key: tuple[str, ...]
    renamed: tuple[Renaming, ...]
    new_columns: tuple[tuple[str, int], ...]
    gone_columns: tuple[str, ...]
    rows: tuple[RowChange, ...]

    @property
    def name(self) -> str:
        """Return the name of the table."""
        return self.file.rpartition("/")[2].removesuffix(".csv")

    @property
    def meaning(self) -> str:
        """Say what the table holds, in the first sentence of its row type."""
        told = KINDS[self.name].MEANING if self.name in KINDS else self.name.replace("_", " ").capitalize()
        return told.partition(". ")[0].rstrip(".")

    def count(self, change: str) -> int:
        """Return how many rows were added, changed or withdrawn."""
        return sum(1 for row in self.rows if row.change == change)


@dataclass(frozen=True, slots=True)
class DataDiff:
    """Everything that changed since a version, and which tables moved."""

    since: Version
    until: Version
    tables: tuple[TableChange, ...]
    moved: tuple[tuple[str, str], ...]


def compare_versions(since: Version, until: Version) -> DataDiff:
    """Compare all tables of two versions; each is held against the table that lies where it lies today."""
    home = until.home() if until.home()[0] else since.home()
    old, new = since.tables(home), until.tables(home)
    tables = tuple(
        table
        for file in sorted(old.keys() | new.keys())
        if has_changes(table := compare_tables(old.get(file), new.get(file)))
    )
    moved = tuple((old[file].was, new[file].was) for file in sorted(old.keys() & new.keys()) if _moved(old, new, file))
    return DataDiff(since, until, tables, moved)


def _moved(old: Mapping[str, Table], new: Mapping[str, Table], file: str) -> bool:
    return old[file].was != new[file].was


def has_changes(table: TableChange) -> bool:
    """Say whether anything is told of a table."""
    return bool(table.rows or table.renamed or table.new_columns or table.gone_columns)


def compare_tables(old: Table | None, new: Table | None) -> TableChange:
    """Compare the two states of one table; one that is missing counts as empty, with the columns of the other."""
    there = old or new
    if there is None:
        raise ValueError("Two tables are missing.")
    before, after = (one or replace(there, rows=()) for one in (old, new))
    before, after, renamed = _rename(before, after)
    key = find_key(there.file, before.columns, after.columns)
    common = tuple(column for column in after.columns if column in before.columns)
    added = [column for column in after.columns if column not in before.columns]
    return TableChange(
        there.file,
        before.was,
        key,
        renamed,
        tuple((column, sum(1 for _, row in after.rows if row[column])) for column in added),
        tuple(column for column in before.columns if column not in after.columns),
        tuple(sorted(_match(before, after, key, common), key=_place)),
    )


def _rename(old: Table, new: Table) -> tuple[Table, Table, tuple[Renaming, ...]]:
    """Put the side that still has an old column under the new names."""
    renamed = []
    for one in RENAMINGS:
        if one.table == old.name and (one.column in old.columns) != (one.column in new.columns):
            renamed.append(one)
            old, new = (_under_new_names(side, one) for side in (old, new))
    return old, new, tuple(renamed)


def _under_new_names(table: Table, one: Renaming) -> Table:
    if one.column not in table.columns:
        return table
    place = table.columns.index(one.column)
    columns = (*table.columns[:place], *one.into, *table.columns[place + 1 :])
    return replace(table, columns=columns, rows=tuple((number, one.apply(row)) for number, row in table.rows))


def find_key(file: str, *headers: Sequence[str]) -> tuple[str, ...]:
    """Return the columns by which rows of a table are matched, as far as both versions have them."""
    name = file.rpartition("/")[2].removesuffix(".csv")
    own = KEYS.get(name) or (KINDS[name].KEY if name in KINDS else headers[0][:1])
    document = ("document_id",) if file.startswith(AMONG_DOCUMENTS) else ()
    return tuple(column for column in (*document, *own) if all(column in header for header in headers))


Numbered = tuple[int, Mapping[str, str]]


def _match(old: Table, new: Table, key: tuple[str, ...], common: tuple[str, ...]) -> Iterator[RowChange]:
    """Match the rows of one key: equal ones first, the others in their order; what is left was added or withdrawn."""
    before, after = _group(old.rows, key), _group(new.rows, key)
    for name in before.keys() | after.keys():
        olds, news = _without_equals(before.get(name, []), after.get(name, []), common)
        for first, last in zip_longest(olds, news):
            yield _row_change(name, first, last, common)


def _group(rows: Iterable[Numbered], key: tuple[str, ...]) -> dict[tuple[str, ...], list[Numbered]]:
    found: dict[tuple[str, ...], list[Numbered]] = defaultdict(list)
    for number, row in rows:
        found[tuple(row[column] for column in key)].append((number, row))
    return found


def _without_equals(
    olds: list[Numbered], news: list[Numbered], common: tuple[str, ...]
) -> tuple[list[Numbered], list[Numbered]]:
    rest = list(olds)
    changed = []
    for number, row in news:
        values = [row[column] for column in common]
        equal = next((one for one in rest if [one[1][column] for column in common] == values), None)
        if equal:
            rest.remove(equal)
        else:
            changed.append((number, row))
    return rest, changed


def _row_change(key: tuple[str, ...], old: Numbered | None, new: Numbered | None, common: tuple[str, ...]) -> RowChange:
    """Tell one row: of a changed one the cells that differ, of any other all that are filled."""
    before, after = (side[1] if side else {} for side in (old, new))
    shown = common if old and new else tuple(before or after)
    pairs = ((column, before.get(column, ""), after.get(column, "")) for column in shown)
    return RowChange(
        CHANGED if old and new else ADDED if new else WITHDRAWN,
        key,
        next((text for title in TITLES if (text := (after or before).get(title, ""))), ""),
        new[0] if new else None,
        old[0] if old else None,
        tuple(CellChange(column, first, last) for column, first, last in pairs if first != last),
    )


def _place(row: RowChange) -> tuple[int, int]:
    return ORDER.index(row.change), row.row or row.old_row or 0
