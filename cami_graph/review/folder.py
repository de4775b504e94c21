"""The folder of a report under review: its printed rows, its claims, and which printed row each claim rests on."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from cami_graph.errors import Fault, TableError
from cami_graph.source import (
    Cell,
    Cells,
    Correction,
    Heading,
    Source,
    read_corrections,
    read_sheet,
    read_source,
    split_cells,
)
from cami_graph.tables import Row, columns_of, table_types
from cami_graph.tables.columns import Claim as ClaimRow
from cami_graph.tables.columns import Column
from cami_graph.tables.record import table_names
from cami_graph.tables.report import Exemption

READING = ("state", "reader", "read_on")
"""The columns that say whether, by whom and when a row was read; everything else is what it claims."""

ONE_BY_ONE = ("cooperations", "participations", "statuses")
"""Joint work, who acted where, how far a whole is: what no rule settles, so that each waits for a person's own yes."""

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of a table of claims: its number in the file, its cells, and a name that changes with what it claims."""

    table: str
    row: int
    cells: Values

    @property
    def id(self) -> str:
        """Return the name by which decisions mean this claim: they hold for the row as it was read, and no other."""
        return name_claim(self.table, self.cells)

    @property
    def name(self) -> str:
        """Return what people call the row: its key."""
        key = row_types()[self.table].KEY
        return " ".join(filter(None, (self.cells.get(column, "") for column in key)))

    @property
    def state(self) -> str:
        """Return the state that stands in the row."""
        return self.cells.get("state", "")


def name_claim(table: str, cells: Values) -> str:
    """Return the name of a claim: a checksum of its table and of what it claims."""
    said = sorted((column, text) for column, text in cells.items() if text and column not in READING)
    return hashlib.sha256(json.dumps([table, said], ensure_ascii=False).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of the report: its activities, their own cells, then those that they share."""

    codes: tuple[str, ...]
    cells: tuple[Cell, ...]
    section: Heading | None


@dataclass(frozen=True)
class Folder:
    """A report under review."""

    path: Path
    source: Source
    cells: Cells
    corrections: tuple[Correction, ...]
    claims: tuple[Claim, ...]
    exceptions: tuple[Claim, ...] = ()

    @property
    def default_state(self) -> str:
        """Return the state of a claim whose row says none."""
        return self.source.reading.state

    def is_read(self, claim: Claim) -> bool:
        """Say whether a claim is no longer proposed."""
        return (claim.state or self.default_state) != "proposed"

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """Return the claims by their names, as they stand in the tables."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def rows(self) -> tuple[PrintedRow, ...]:
        """Return the printed rows, in the order of the report."""
        headings = {one.code: one for one in self.source.headings()}
        groups: dict[tuple[str, ...], list[Cell]] = {cell.activity_codes: [] for cell in self.cells if cell.column == 2}
        for cell in self.cells:
            owner = next(codes for codes in groups if cell.activity_codes[0] in codes)
            groups[owner].append(cell)
        return tuple(
            PrintedRow(codes, tuple(cells), headings.get(codes[0].rpartition(".")[0]))
            for codes, cells in groups.items()
        )

    @cached_property
    def _codes_of_action(self) -> Mapping[str, tuple[str, ...]]:
        rows = [claim.cells for claim in self.claims if claim.table == "actions"]
        return {cells["action_id"]: split_many(cells["activity_codes"]) for cells in rows}

    @cached_property
    def title_of_action(self) -> Mapping[str, str]:
        """Return what each action is called."""
        return {one.cells["action_id"]: one.cells["title_en"] for one in self.claims if one.table == "actions"}

    def codes(self, cells: Values) -> tuple[str, ...]:
        """Return the activities in whose cells the words of a row stand; a row that names none lists landscapes."""
        for column in ("activity_codes", "activity_code"):
            if column in cells:
                return split_many(cells[column])
        if "action_id" in cells:
            action = cells["action_id"]
            return self._codes_of_action.get(action) or (action.rpartition("-")[0],)
        return (self.source.landscape_list,)

    def place(self, cells: Values) -> int:
        """Return which printed row a claim rests on, counted from 0; the first where it names none."""
        wanted = set(self.codes(cells))
        return next((at for at, row in enumerate(self.rows) if wanted & set(row.codes)), 0)

    @cached_property
    def reasons(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """Return how sure the draft was of a row and why, by table and key; nothing where no draft lies here."""
        path = self.path / "draft" / "proposals.csv"
        if not path.is_file():
            return {}
        columns = ("table", "row", "confidence", "reason", "line", "column", "start", "end", "quote")
        sheet = read_sheet(path, "draft/proposals.csv", columns)
        return {(" ".join(cells[:1]), " ".join(cells[1].split())): (cells[2], cells[3]) for _, cells in sheet.rows}

    def known(self, reference: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        """Return the names that a cell may hold, by table: known ones, those the draft adds, and those of its rows."""
        found = defaultdict(set, {table: set(names) for table, names in reference.items()})
        for path in sorted((self.path / "draft" / "to_add").glob("**/*.csv")):
            kind = row_types().get(path.stem)
            if kind is not None and len(kind.KEY) == 1:
                sheet = read_sheet(path, path.name, [one.name for one in columns_of(kind)])
                place = [one.name for one in columns_of(kind)].index(kind.KEY[0])
                found[path.stem] |= {cells[place] for _, cells in sheet.rows}
        found["activities"] |= {code for row in self.rows for code in row.codes}
        for claim in self.claims:
            key = row_types()[claim.table].KEY
            if len(key) == 1:
                found[claim.table].add(claim.cells[key[0]])
        return {table: frozenset(names) for table, names in found.items()}


def split_many(text: str) -> tuple[str, ...]:
    """Return the values of a cell that may hold several."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def open_folder(path: Path) -> Folder:
    """Read the folder of a report, or stop with everything that is wrong with its tables."""
    source = read_source(path)
    corrections = tuple(read_corrections(path / "corrections.csv"))
    cells = split_cells(source, corrections)
    faults: list[Fault] = []
    claims = tuple(one for table in claim_columns() for one in _read(path, table, faults))
    exceptions = tuple(_read(path, Exemption.TABLE, faults))
    if faults:
        raise TableError.of(faults, "The claims cannot be reviewed before these are mended.")
    return Folder(path, source, cells, corrections, claims, exceptions)


def _read(path: Path, table: str, faults: list[Fault]) -> Iterator[Claim]:
    names = [one.name for one in columns_of(row_types()[table])]
    sheet = read_sheet(path / "facts" / f"{table}.csv", f"facts/{table}.csv", names)
    faults += sheet.faults
    for number, cells in sheet.rows:
        yield Claim(table, number, dict(zip(names, cells, strict=True)))


@cache
def row_types() -> Mapping[str, type[Row]]:
    """Return the row type of each table."""
    return table_types()


@cache
def claim_columns() -> Mapping[str, Sequence[Column]]:
    """Return the tables of claims with their columns, in the order of a report."""
    kinds = row_types()
    return {name: columns_of(kinds[name]) for name in table_names()["report"] if issubclass(kinds[name], ClaimRow)}
