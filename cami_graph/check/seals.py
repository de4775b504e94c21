"""What was read stays as it was read: a seal for each cell, made when the tables were last read through.

Much has no second source: two exchanged identifiers, or another role, look like any others. The seal of a cell is the
beginning of a checksum of its value. A cell that no longer has its seal was changed since, and a row without its place
is gone; a claim whose reader or day was changed with it was read anew, and nothing is said. New rows and new columns
have no seal yet.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from cami_graph.errors import Fault, HidingFault
from cami_graph.files import write_aside
from cami_graph.tables.columns import Claim, Row, declared

FILE = "seals.json"
LENGTH = 4
READING = ("state", "reader", "read_on")
SPELLINGS, MOST_ADDED = "aliases", 3
"""What each new document adds to, and how many additions at once are taken for such."""

PLACE = ("contradiction_id", "activity_codes", "column", "quote")
"""What a row without a key is known by."""

REMEDY = "Put it back; or, where it is right, say when the row was read anew, or `cami check --seal` after reading all."
GONE = "Put the row back; where it is rightly gone, say `cami check --seal`."


@dataclass(frozen=True, slots=True)
class Sealed:
    """The seals of one table: its columns when it was sealed, and the seals of each row by its key."""

    columns: Sequence[str]
    rows: Mapping[str, str]

    def cells(self, key: str) -> dict[str, str]:
        """Return the seals of a row by column."""
        text = self.rows[key]
        return {name: text[at * LENGTH : (at + 1) * LENGTH] for at, name in enumerate(self.columns)}


@dataclass(frozen=True, slots=True)
class SealFault(Fault):
    """A cell or a row that is not as it was read."""


@lru_cache(maxsize=1 << 14)
def seal(value: str) -> str:
    """Return the seal of a value: 24 bits of its SHA-256."""
    return base64.urlsafe_b64encode(hashlib.sha256(value.encode()).digest()[:3]).decode()


def cells_of(row: Row) -> dict[str, str]:
    """Return the seals of a row by column; the order of what stands in a list tells nothing."""
    return {one.name: seal("\n".join(sorted(row.values(one.name)))) for one in declared(type(row))}


def names_of_key(row: Row) -> tuple[str, ...]:
    """Return the columns by which a row is known in its table."""
    own = row.KEY or tuple(name for name in PLACE if hasattr(row, name))
    return ("document_id", *own) if isinstance(row, Claim) else own


def key_of(row: Row) -> str:
    """Return what a row is known by in its table."""
    return " ".join("; ".join(row.values(name)) for name in names_of_key(row))


def follow_seals(
    data: Path, before: Iterable[Row], after: Iterable[Row], rename: Callable[[Row, str], str]
) -> dict[str, Sealed]:
    """Return the seals of `data` for its tables as they stand after a thing got another name.

    `rename` gives the key of a row under the new name. What was as it had been read is sealed as it stands now; what
    was not, was never sealed or is gone stays so: nobody has read it by that.
    """
    now = {(row.file, key_of(row)): cells_of(row) for row in after}
    old = {(row.file, key_of(row)): row for row in before}
    found = {}
    for file, table in read_seals(data, []).items():
        rows: dict[str, str] = {}
        for key, text in table.rows.items():
            row = old.get((file, key))
            name = rename(row, key) if row is not None else key
            new = now.get((file, name))
            if row is None or new is None:
                rows.setdefault(name, text)
                continue
            was, stood = table.cells(key), cells_of(row)
            whole = "".join(new.get(one, was[one]) for one in table.columns)
            told = "".join(new.get(one, was[one]) if stood.get(one) == was[one] else was[one] for one in table.columns)
            rows[name] = told if told != whole or name not in rows else rows[name]
        found[file] = Sealed(table.columns, rows)
    return found


def pack_seals(tables: Mapping[str, Sealed]) -> bytes:
    """Return the content of the file of these seals."""
    told = {file: {"columns": list(one.columns), "rows": dict(one.rows)} for file, one in sorted(tables.items())}
    return f"{json.dumps(told, ensure_ascii=False, indent=0)}\n".encode()


def write_seals(rows: Iterable[Row], data: Path) -> None:
    """Seal every row as it stands now, in the order of its table."""
    columns: dict[str, tuple[str, ...]] = {}
    sealed: dict[str, dict[str, str]] = {}
    for row in rows:
        cells = cells_of(row)
        columns.setdefault(row.file, tuple(cells))
        sealed.setdefault(row.file, {}).setdefault(key_of(row), "".join(cells.values()))
    write_aside(data / FILE, pack_seals({file: Sealed(columns[file], cells) for file, cells in sealed.items()}))


def read_seals(data: Path, faults: list[Fault]) -> dict[str, Sealed]:
    """Read the seals; nothing where the tables were never sealed."""
    path = data / FILE
    if not path.is_file():
        return {}
    try:
        said = json.loads(path.read_text("utf-8"))
        sealed = {file: Sealed(tuple(one["columns"]), dict(one["rows"])) for file, one in said.items()}
        if not all(len(row) % LENGTH == 0 for table in sealed.values() for row in table.rows.values()):
            raise ValueError(FILE)
    except (ValueError, KeyError, TypeError, AttributeError):
        remedy = "Put it back, or say `cami check --seal` after reading."
        faults.append(Fault("It cannot be read.", FILE, remedy=remedy))
        return {}
    return sealed


def check_seals(rows: Iterable[Row], data: Path, before: Sequence[Fault]) -> list[Fault]:
    """Return the faults with those of cells and rows that were changed since they were read.

    A row is blamed once. Where something else is wrong with it, that is said, at the cell that was changed.
    """
    faults: list[Fault] = []
    sealed = read_seals(data, faults)
    tables: dict[str, list[Row]] = {}
    for row in rows:
        tables.setdefault(row.file, []).append(row)
    hidden = {fault.file for fault in before if isinstance(fault, HidingFault)}
    readers = {
        table.cells(key)["reader"] for table in sealed.values() if "reader" in table.columns for key in table.rows
    }
    for file, table in sealed.items():
        if file not in tables and file not in hidden and (data / file).is_file():
            faults.append(SealFault(f"All {len(table.rows)} rows that were read are gone.", file, remedy=GONE))
        if file in tables and file not in hidden:
            faults.extend(_check_table(tables[file], table, readers))
    return _join_faults(before, faults)


def _join_faults(before: Sequence[Fault], changed: Sequence[Fault]) -> list[Fault]:
    """Leave out rows that are blamed already; what is wrong elsewhere in one is told at the cell that was changed.

    What a table is found to lack is told at the place of the row that is gone, where only one is.
    """
    cells: dict[tuple[str, int | None], list[Fault]] = {}
    gone: dict[str, list[Fault]] = {}
    for fault in changed:
        if fault.remedy == GONE:
            gone.setdefault(fault.file, []).append(fault)
        else:
            cells.setdefault((fault.file, fault.row), []).append(fault)
    joined: list[Fault] = []
    for fault in before:
        lost = gone.get(fault.file, ()) if fault.row is None and fault.column else ()
        found = cells.get((fault.file, fault.row), []) if fault.row is not None else []
        if len(lost) == 1:
            joined.append(replace(fault, row=lost[0].row))
        elif found and fault.column not in {one.column for one in found}:
            joined.append(replace(fault, column=found[0].column, value=found[0].value))
        else:
            joined.append(fault)
    blamed = {(fault.file, fault.row) for fault in joined if fault.row is not None}
    return joined + [fault for fault in changed if (fault.file, fault.row) not in blamed]


def _check_table(rows: Sequence[Row], sealed: Sealed, readers: set[str]) -> Iterator[Fault]:
    known: dict[str, Row] = {}
    strange: list[Row] = []
    for row in rows:
        key = key_of(row)
        if key in known or key not in sealed.rows:
            first = known.get(key)
            better = first is not None and _likeness(row, sealed.cells(key)) > _likeness(first, sealed.cells(key))
            strange.append(first if better and first is not None else row)
            known |= {key: row} if better else {}
        else:
            known[key] = row
    before = 1
    for key in sealed.rows:
        found = known.get(key) or _find_renamed(sealed.cells(key), strange)
        if found is None:
            column = rows[0].KEY[0] if rows[0].KEY else "quote"
            yield SealFault("A row that was read is gone.", rows[0].file, before + 1, column, key, GONE)
        else:
            before = found.row
            yield from _check_row(found, sealed.cells(key), readers)


def _find_renamed(cells: Mapping[str, str], strange: list[Row]) -> Row | None:
    """Return the row that is the sealed one but for its key, and take it from those that are not known."""
    for row in strange:
        others = [name for name in cells if hasattr(row, name) and name not in row.KEY and row.values(name)]
        if others and _likeness(row, {name: cells[name] for name in others}) * 2 > len(others):
            strange.remove(row)
            return row
    return None


def _likeness(row: Row, cells: Mapping[str, str]) -> int:
    """Return how many cells of a row are as they were sealed."""
    now = cells_of(row)
    return sum(now.get(name) == was for name, was in cells.items())


def _check_row(row: Row, cells: Mapping[str, str], readers: set[str]) -> Iterator[Fault]:
    now = cells_of(row)
    changed = [name for name, was in cells.items() if name in now and now[name] != was]
    if "reader" in changed and now["reader"] not in readers:
        known = "Correct the name; or, where somebody new read it, say `cami check --seal` after reading all."
        yield SealFault(
            "Nobody of this name has read anything so far.", row.file, row.row, "reader", str(row.get("reader")), known
        )
        return
    if any(name in changed for name in READING if name not in row.KEY):
        return
    for name in changed:
        if name == SPELLINGS and _only_added(row.values(name), cells[name]):
            continue
        problem = "It was changed, and the row was not read since."
        yield SealFault(problem, row.file, row.row, name, "; ".join(row.values(name)), REMEDY)


def _only_added(values: Sequence[str], was: str) -> bool:
    """Say whether a cell holds what it held when it was sealed, and a few values more."""
    kept = (one for count in range(1, MOST_ADDED + 1) for one in combinations(values, max(0, len(values) - count)))
    return any(seal("\n".join(sorted(one))) == was for one in kept)
