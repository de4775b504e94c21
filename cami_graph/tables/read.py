"""Read one table strictly: its header, its cells, its keys and references, and say everything that is wrong at once."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from rdflib.namespace import SKOS

from cami_graph.errors import Fault, TableError
from cami_graph.rdf import VOCABULARY, read_quads
from cami_graph.tables.columns import REPORT, Column, Row, columns_of, declared, suggest

RowType = TypeVar("RowType", bound=Row)
Codes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Context:
    """Where a table lies, and what its rows take from there.

    `fixed` are the values of columns that the file does not have, `defaults` those of cells that are empty. With
    `partial`, for work in progress, a missing file counts as an empty table, and our own words may still be missing.
    """

    place: str = REPORT
    fixed: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    partial: bool = False


def read_rows(path: Path, kind: type[RowType]) -> tuple[RowType, ...]:
    """Read one table by itself, such as a reading, without following its references."""
    faults: list[Fault] = []
    rows = read_table(path.parent, path.name, kind, faults, Context())
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


def read_table(
    data: Path, file: str, kind: type[RowType], faults: list[Fault], context: Context
) -> tuple[RowType, ...]:
    """Read the table ``file`` under ``data``, its faults added to `faults`; references are followed by `check_rows`."""
    if context.partial and not (data / file).exists():
        return ()
    lines = _lines(data / file, file, faults)
    columns = [
        replace(one, required=one.required and not (context.partial and one.own_words))
        for one in columns_of(kind, context.place)
    ]
    if not lines or not _check_header(lines[0], columns, file, faults):
        return ()
    absent = {one.name: () if one.many else None if one.number else "" for one in declared(kind)}
    rows = []
    for number, values in enumerate(lines[1:], 2):
        if len(values) != len(columns):
            problem = f"{len(values)} columns instead of {len(columns)}."
            faults.append(Fault(problem, file, number, "", "", "Look for a missing comma or quotation mark."))
            continue
        fixed = {name: value for name, value in context.fixed.items() if name in absent}
        parsed = {**absent, **fixed, **_parse(file, columns, number, values, faults)}
        parsed |= {name: value for name, value in context.defaults.items() if name in parsed and not parsed[name]}
        rows.append(kind(row=number, file=file, **cast("dict[str, Any]", parsed)))
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


def _parse(
    file: str, columns: Sequence[Column], number: int, values: list[str], faults: list[Fault]
) -> dict[str, object]:
    """Return the values of a row, also where one is at fault: whoever names the row must not be blamed as well."""
    parsed: dict[str, object] = {}
    for column, text in zip(columns, values, strict=True):
        parsed[column.name], wrong = column.parse(text)
        if wrong:
            remedy = f"{column.meaning} {column.describe()}".strip()
            faults.append(Fault(f"{wrong[0].upper()}{wrong[1:]}.", file, number, column.name, text, remedy))
    return parsed


def check_rows(rows: Sequence[Row], known: Mapping[str, frozenset[str]], codes: Codes, faults: list[Fault]) -> None:
    """Find keys that stand twice, and names that neither a table nor a vocabulary knows."""
    if not rows:
        return
    _check_keys(rows, faults)
    linked = [one for one in declared(type(rows[0])) if one.vocabulary or one.refers in known]
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
        key = (getattr(row, "document_id", ""), *(row.get(name) for name in row.KEY))
        if row.KEY and key in seen:
            shown = " ".join("; ".join(part) if isinstance(part, tuple) else str(part) for part in key[1:])
            problem = f'"{shown.strip()}" stands a second time, first in row {seen[key]}.'
            faults.append(row.fault(problem, row.KEY[-1], "Delete one row, or join the two."))
        seen.setdefault(key, row.row)
