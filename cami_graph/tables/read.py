"""Read every table strictly and say everything that is wrong with them at once."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar, cast, get_type_hints

from rdflib.namespace import SKOS

from cami_graph.errors import Fault, TableError
from cami_graph.rdf import VOCABULARY, read_quads
from cami_graph.tables.columns import Column, Row, columns_of, suggest
from cami_graph.tables.plan import (
    Activity,
    Heading,
    LandscapeState,
    Link,
    Objective,
    Priority,
    Responsibility,
    Scope,
    Section,
    SubActivity,
)
from cami_graph.tables.reference import Actor, Country, Initiative, Place, Species
from cami_graph.tables.report import (
    Action,
    Contradiction,
    Cooperation,
    Exemption,
    Participation,
    Recommendation,
    Status,
)

RowType = TypeVar("RowType", bound=Row)
Codes = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Tables:
    """All tables of reference data and claims; a table's attribute is the name of its file."""

    countries: tuple[Country, ...]
    species: tuple[Species, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    initiatives: tuple[Initiative, ...]
    objectives: tuple[Objective, ...]
    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    activities: tuple[Activity, ...]
    subactivities: tuple[SubActivity, ...]
    scopes: tuple[Scope, ...]
    priorities: tuple[Priority, ...]
    responsibilities: tuple[Responsibility, ...]
    links: tuple[Link, ...]
    statuses: tuple[Status, ...]
    landscape_states: tuple[LandscapeState, ...]
    actions: tuple[Action, ...]
    participations: tuple[Participation, ...]
    cooperations: tuple[Cooperation, ...]
    recommendations: tuple[Recommendation, ...]
    contradictions: tuple[Contradiction, ...]
    exceptions: tuple[Exemption, ...]

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table by its name."""
        return cast("tuple[Row, ...]", getattr(self, table))

    def all_rows(self) -> Iterable[Row]:
        """Give every row of every table."""
        for one in fields(self):
            yield from self.rows(one.name)


def table_types() -> dict[str, type[Row]]:
    """Return the row type of each table, in the order of `Tables`."""
    hints = get_type_hints(Tables)
    return {one.name: hints[one.name].__args__[0] for one in fields(Tables)}


def read_tables(folder: Path, vocabularies: Path, *, partial: bool = False) -> Tables:
    """Read all tables under ``folder``, or stop with everything that is wrong with them.

    `vocabularies` is the folder of the closed lists (``ontology/vocabularies``). With `partial`, for work in progress,
    a missing file counts as an empty table that may hold any name, and our own words may still be missing.
    """
    tables, faults = scan_tables(folder, vocabularies, partial=partial)
    if faults:
        raise TableError.of(faults)
    return tables


def scan_tables(folder: Path, vocabularies: Path, *, partial: bool = False) -> tuple[Tables, list[Fault]]:
    """Read all tables and give what could be read beside what is wrong, for those who want to go on checking."""
    faults: list[Fault] = []
    tables = {}
    for name, kind in table_types().items():
        path = folder / kind.FOLDER / f"{name}.csv"
        tables[name] = () if partial and not path.exists() else _read(path, kind, faults, partial)
    known = {name: found for name, found in _known(tables).items() if found or not partial}
    codes = read_codes(vocabularies, folder / "reference")
    faulty = {(fault.file, fault.row) for fault in faults}
    for rows in tables.values():
        _check_rows([row for row in rows if (row.ref.file, row.row) not in faulty], known, codes, faults)
    return Tables(**cast("dict[str, Any]", tables)), faults


def read_rows(path: Path, kind: type[RowType]) -> tuple[RowType, ...]:
    """Read one table by itself, such as a reading, without following its references."""
    faults: list[Fault] = []
    rows = _read(path, kind, faults)
    _check_keys(rows, faults)
    if faults:
        raise TableError.of(faults)
    return rows


def read_codes(vocabularies: Path, reference: Path) -> Codes:
    """Return the codes of every vocabulary, by its name: closed lists from Turtle, open ones from reference tables."""
    codes: dict[str, set[str]] = {}
    for path in sorted(vocabularies.glob("*.ttl")):
        for quad in read_quads(path):
            if quad.predicate.value == str(SKOS.notation):
                scheme, _, code = str(quad.subject.value).removeprefix(str(VOCABULARY)).partition("/")  # type: ignore[union-attr]
                codes.setdefault(scheme, set()).add(code)
    codes.setdefault("threat", set()).update(_first_column(reference / "threats.csv"))
    codes.setdefault("action-2.0", set()).update(_column(reference / "actions.csv", "code"))
    return {scheme: frozenset(found) for scheme, found in codes.items()}


def _first_column(path: Path) -> list[str]:
    return _column(path, "")


def _column(path: Path, name: str) -> list[str]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    place = rows[0].index(name) if name else 0
    return [row[place] for row in rows[1:] if row[place]]


def _read(path: Path, kind: type[RowType], faults: list[Fault], partial: bool = False) -> tuple[RowType, ...]:
    file = f"{kind.FOLDER}/{path.name}"
    lines = _lines(path, file, faults)
    columns = [replace(one, required=one.required and not (partial and one.own_words)) for one in columns_of(kind)]
    if not lines or not _check_header(lines[0], columns, file, faults):
        return ()
    rows = []
    for number, values in enumerate(lines[1:], 2):
        if len(values) != len(columns):
            problem = f"{len(values)} columns instead of {len(columns)}."
            faults.append(Fault(problem, file, number, "", "", "Look for a missing comma or quotation mark."))
        else:
            rows.append(_row(kind, columns, number, values, faults))
    return tuple(rows)


def _lines(path: Path, file: str, faults: list[Fault]) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as text:
            reader = csv.reader(text, strict=True)
            return list(reader)
    except csv.Error as error:
        faults.append(Fault(f"Broken CSV: {error}.", file, reader.line_num, "", "", "Save it as UTF-8 CSV."))
    except UnicodeDecodeError as error:
        problem = f"Byte {error.start} is not UTF-8."
        faults.append(Fault(problem, file, None, "", "", "Save it as UTF-8 CSV; it was written in another encoding."))
    except FileNotFoundError:
        faults.append(Fault("The table is missing.", file, None, "", "", "Put the file back."))
    return []


def _check_header(header: list[str], columns: Sequence[Column], file: str, faults: list[Fault]) -> bool:
    expected = [column.name for column in columns]
    if header == expected:
        return True
    unknown = [name for name in header if name not in expected]
    missing = [name for name in expected if name not in header]
    problem = f"Unknown columns: {', '.join(unknown) or 'none'}; missing columns: {', '.join(missing) or 'none'}."
    faults.append(Fault(problem, file, 1, "", "", f"The header is {','.join(expected)}."))
    return False


def _row(
    kind: type[RowType], columns: Sequence[Column], number: int, values: list[str], faults: list[Fault]
) -> RowType:
    """Return the row, also where a value is at fault: whoever names it must not be blamed as well."""
    parsed: dict[str, object] = {}
    for column, text in zip(columns, values, strict=True):
        parsed[column.name], wrong = column.parse(text)
        if wrong:
            remedy = f"{column.meaning} {column.describe()}".strip()
            file = f"{kind.FOLDER}/{kind.TABLE}.csv"
            faults.append(Fault(f"{wrong[0].upper()}{wrong[1:]}.", file, number, column.name, text, remedy))
    return kind(row=number, **cast("dict[str, Any]", parsed))


def _known(tables: Mapping[str, Sequence[Row]]) -> dict[str, frozenset[str]]:
    """Return the identifiers of each table that others may name."""
    return {
        name: frozenset(str(row.get(row.KEY[0])) for row in rows if len(row.KEY) == 1) for name, rows in tables.items()
    }


def _check_rows(rows: Sequence[Row], known: Mapping[str, frozenset[str]], codes: Codes, faults: list[Fault]) -> None:
    if not rows:
        return
    _check_keys(rows, faults)
    linked = [one for one in columns_of(type(rows[0])) if one.vocabulary or one.refers in known]
    for row in rows:
        for column in linked:
            names = known[column.refers] if column.refers else codes.get(column.vocabulary, frozenset())
            where = f"{column.refers}.csv" if column.refers else f"the vocabulary {column.vocabulary}"
            faults.extend(
                row.fault(f'"{value}" is not in {where}.', column.name, suggest(value, names), value)
                for value in row.values(column.name)
                if value not in names
            )


def _check_keys(rows: Sequence[Row], faults: list[Fault]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(row.get(name) for name in row.KEY)
        if key and key in seen:
            shown = " ".join("; ".join(part) if isinstance(part, tuple) else str(part) for part in key)
            problem = f'"{shown.strip()}" stands a second time, first in row {seen[key]}.'
            faults.append(row.fault(problem, row.KEY[-1], "Delete one row, or join the two."))
        seen.setdefault(key, row.row)
