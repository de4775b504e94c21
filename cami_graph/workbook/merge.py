"""Join a thing of the reference tables with another, or rename it: every table follows, and the old address is kept.

Takes the rows of all tables; gives them with the new name wherever the old one stood, the spellings of the old row
among those of the new one, and a row in ``replaced.csv``. Two rows that become one are joined where they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cami_graph.errors import Fault, QueryError, TableError, suggest_names
from cami_graph.tables.columns import Column
from cami_graph.workbook.changes import Cells, read_rows
from cami_graph.workbook.layout import TableSheet

JOIN, GAP = "; ", " […] "
LANDSCAPES = ("priority-landscape", "region", "habitat")
REPLACED = "reference/replaced.csv"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be joined: its table, its kind in addresses, and its names in columns of mixed kinds."""

    table: str
    address: str
    values: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Return the file of its rows."""
        return f"reference/{self.table}.csv"


KINDS: Mapping[str, Kind] = {
    "species": Kind("species", "taxon", ("species",)),
    "actor": Kind("actors", "actor"),
    "place": Kind("places", "site", ("place", "landscape")),
    "initiative": Kind("initiatives", "initiative"),
    "framework": Kind("frameworks", "framework"),
    "population": Kind("populations", "population"),
}
SPELLINGS = ("name", "short_name", "aliases", "scientific_name", "scientific_synonyms")
MIXED = ("kind", "value")
"""The columns by which scopes and memberships name things of several kinds."""
JUDGED, RESOURCES = "about", ("taxon", "landscape", "site", "population")
"""The column of verdicts that holds addresses of findings, and the kinds of things that these are named after."""


@dataclass
class Merge:
    """One joining or renaming, while the tables are gone through."""

    kind: Kind
    old: str
    new: str
    address: str = ""
    is_rename: bool = False

    def __post_init__(self) -> None:
        self.address = self.address or self.kind.address

    def follow(self, sheet: TableSheet, rows: Mapping[int, Cells]) -> dict[int, Cells]:
        """Return the rows of a table with the new name for the old one; those that became one are joined."""
        found = {number: self.follow_row(sheet.columns, cells) for number, cells in rows.items()}
        return join_rows(sheet, found, {number for number in rows if found[number] != rows[number]})

    def follow_row(self, columns: Sequence[Column], cells: Cells) -> Cells:
        """Return a row with the new name wherever the old one stood."""
        told = dict(zip((column.name for column in columns), cells, strict=True))
        for column in columns:
            if column.refers == self.kind.table:
                told[column.name] = self._replace(column, told[column.name])
            elif column.name == "resource_keys":
                told[column.name] = self._replace(column, told[column.name], f"{self.address}/")
            elif column.name == JUDGED and self.address in RESOURCES:
                told[column.name] = self._replace_judged(told[column.name])
        if set(MIXED) <= set(told) and told["kind"] in self.kind.values and told["value"] == self.old:
            told["value"] = self.new
        return tuple(told.values())

    def _replace_judged(self, text: str) -> str:
        """Return the address of a link or a shared system with the new name of the resource in it."""
        old = re.escape(self.old)
        found = re.fullmatch(rf"(gap/[a-z]+(?:-[A-Z]{{2}})+-){old}|(finding/){old}((?:-[A-Z]{{2}})*)", text)
        return f"{found[1] or found[2]}{self.new}{found[3] or ''}" if found else text

    def _replace(self, column: Column, text: str, lead: str = "") -> str:
        old, new = f"{lead}{self.old}", f"{lead}{self.new}"
        parts = text.split(JOIN) if column.many else [text]
        return JOIN.join(dict.fromkeys(new if part == old else part for part in parts))


def merge(data: Path, sheets: Sequence[TableSheet], kind_name: str, old: str, new: str) -> dict[str, dict[int, Cells]]:
    """Return the rows of every table after a thing was joined with another, or renamed where there is no such other.

    Raises QueryError where there is nothing to join, or where the new name is an old address of something else;
    TableError where two rows would become one and tell different things.
    """
    return start_merge(data, sheets, kind_name, old, new)[1]


def start_merge(
    data: Path, sheets: Sequence[TableSheet], kind_name: str, old: str, new: str
) -> tuple[Merge, dict[str, dict[int, Cells]]]:
    """Return the same with the joining itself, by which rows that lie elsewhere follow. Raises as `merge` does."""
    if kind_name not in KINDS:
        raise QueryError(f'"{kind_name}" cannot be joined.', remedy=f"There are: {', '.join(KINDS)}.")
    kind = KINDS[kind_name]
    tables = {sheet.file: dict(read_rows(data, sheet)) for sheet in sheets}
    by_file = {sheet.file: sheet for sheet in sheets}
    own = by_file[kind.file]
    known = {cells[0]: number for number, cells in tables[kind.file].items()}
    if old not in known:
        raise QueryError(f'There is no {kind_name} "{old}" to join with "{new}".', remedy=suggest_names(old, known))
    if old == new:
        raise QueryError(f'"{old}" cannot be joined with itself.', remedy="Name two.")
    fault = own.columns[0].parse(new)[1]
    if fault:
        raise QueryError(f"{new}: {fault}.", remedy=own.columns[0].meaning)
    place = [column.name for column in own.columns].index("place_type") if kind.table == "places" else 0
    is_landscape = kind.table == "places" and tables[kind.file][known[old]][place] in LANDSCAPES
    one = Merge(kind, old, new, "landscape" if is_landscape else "", new not in known)
    _refuse_taken(tables[REPLACED], one)
    tables[kind.file] = _join_things(own, tables[kind.file], one)
    told = {file: one.follow(by_file[file], rows) for file, rows in tables.items() if file != REPLACED}
    told[kind.file] = _without_itself(own, told[kind.file], one)
    return one, {**told, REPLACED: _note_old_address(tables[REPLACED], one)}


def _refuse_taken(rows: Mapping[int, Cells], one: Merge) -> None:
    """Refuse a name that is the old address of something else: it was promised to lead there for good."""
    into = next((into for kind, name, into in rows.values() if (kind, name) == (one.address, one.new)), one.old)
    if one.is_rename and into != one.old:
        raise QueryError(
            f'"{one.new}" is an old address of "{into}", and leads there for good.', remedy=f"Name {into}."
        )


def _join_things(sheet: TableSheet, rows: Mapping[int, Cells], one: Merge) -> dict[int, Cells]:
    """Give the row its new name; or take it away, and add its spellings to the row that stays."""
    names = [column.name for column in sheet.columns]
    former = next(number for number, cells in rows.items() if cells[0] == one.old)
    if one.is_rename:
        return {number: (one.new, *cells[1:]) if number == former else cells for number, cells in rows.items()}
    found = {number: cells for number, cells in rows.items() if number != former}
    target = next(number for number, cells in rows.items() if cells[0] == one.new)
    place = names.index("aliases")
    taken = {part.casefold() for part in _spellings(names, rows[target])}
    added = [part for part in dict.fromkeys(_spellings(names, rows[former])) if part.casefold() not in taken]
    cells = list(found[target])
    cells[place] = JOIN.join([*filter(None, cells[place].split(JOIN)), *added])
    return {**found, target: tuple(cells)}


def _spellings(names: Sequence[str], cells: Cells) -> list[str]:
    """Return every name and spelling of a row."""
    places = [names.index(name) for name in SPELLINGS if name in names]
    return [part for place in places for part in cells[place].split(JOIN) if part]


def _without_itself(sheet: TableSheet, rows: Mapping[int, Cells], one: Merge) -> dict[int, Cells]:
    """Take away that the joined thing belongs to itself."""
    places = [at for at, column in enumerate(sheet.columns) if column.refers == one.kind.table]
    found = {}
    for number, cells in rows.items():
        told = list(cells)
        if cells[0] == one.new:
            for place in places:
                told[place] = JOIN.join(part for part in cells[place].split(JOIN) if part != one.new)
        found[number] = tuple(told)
    return found


def _note_old_address(rows: Mapping[int, Cells], one: Merge) -> dict[int, Cells]:
    """Add what became of the old address; what led to it before leads on."""
    same = one.address
    found = {
        number: (kind, name, one.new if (kind, into) == (same, one.old) else into)
        for number, (kind, name, into) in rows.items()
        if (kind, name) != (same, one.new)
    }
    return {**found, max([1, *rows]) + 1: (same, one.old, one.new)}


def join_rows(sheet: TableSheet, rows: Mapping[int, Cells], changed: set[int]) -> dict[int, Cells]:
    """Join rows that have the same key now; where they tell different things, both are named and nothing is done."""
    if not sheet.key or not changed:
        return dict(rows)
    names = [column.name for column in sheet.columns]
    key = [names.index(name) for name in sheet.key]
    found: dict[int, Cells] = {}
    seen: dict[Cells, int] = {}
    faults = []
    for number, cells in rows.items():
        name = tuple(cells[place] for place in key)
        first = seen.setdefault(name, number)
        if first == number or not changed & {first, number}:
            found[number] = cells
            continue
        joined, different = _join(sheet.columns, found[first], cells)
        if different:
            problem = f"It would become one with row {first}, and tells something else."
            faults.append(Fault(problem, sheet.file, number, different, "", "Make them agree, or delete one, first."))
        found[first] = joined
    if faults:
        raise TableError.of(faults, "The two cannot be joined yet.")
    return found


def _join(columns: Sequence[Column], one: Cells, other: Cells) -> tuple[Cells, str]:
    """Return two rows as one, and the first column in which they tell different things."""
    told, different = [], ""
    for column, a, b in zip(columns, one, other, strict=True):
        if a == b or not b:
            told.append(a)
        elif not a:
            told.append(b)
        elif column.name == "quote":
            told.append(a if b in a else f"{a}{GAP}{b}")
        elif column.many:
            told.append(JOIN.join(dict.fromkeys([*a.split(JOIN), *b.split(JOIN)])))
        else:
            told.append(a)
            different = different or column.name
    return tuple(told), different
