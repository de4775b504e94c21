"""Read one table strictly: its header, its cells, its keys and references, and say everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from rdflib.namespace import SKOS

from cami_graph.errors import Fault, HidingFault, TableError, suggest_names
from cami_graph.rdf import VOCABULARY, read_quads
from cami_graph.source import read_sheet
from cami_graph.tables.columns import REPORT, Column, Row, columns_of, declared
from cami_graph.tables.letters import find_damage, visible

RowType = TypeVar("RowType", bound=Row)
Codes = Mapping[str, frozenset[str]]
READ = "read"
EMPTY = "Put its rows back; where it is rightly empty, the description of the report names it under `empty`."


@dataclass(frozen=True, slots=True)
class Context:
    """Where a table lies, and what its rows take from there.

    `fixed` are the values of columns that the file does not have, `defaults` those of cells that are empty. With
    `partial`, for work in progress, a missing file counts as an empty table, and our own words may still be missing.
    `least` is how many rows the table must have.
    """

    place: str = REPORT
    fixed: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    partial: bool = False
    least: int = 0


def read_rows(path: Path, kind: type[RowType]) -> tuple[RowType, ...]:
    """Read one table by itself, such as a reading, without following its references."""
    faults: list[Fault] = []
    rows = read_table(path.parent, path.name, kind, faults, Context())
    _check_keys(rows, faults)
    if faults:
        raise TableError.of(faults)
    return rows


def read_closed_codes(vocabularies: Path) -> dict[str, frozenset[str]]:
    """Return the codes of every closed vocabulary, by its name, out of the Turtle files of the folder."""
    codes: dict[str, set[str]] = {}
    for path in sorted(vocabularies.glob("[!.]*.ttl")):
        for quad in read_quads(path):
            if quad.predicate.value == str(SKOS.notation):
                scheme, _, code = str(quad.subject.value).removeprefix(str(VOCABULARY)).partition("/")  # type: ignore[union-attr]
                codes.setdefault(scheme, set()).add(code)
    return {scheme: frozenset(found) for scheme, found in codes.items()}


def read_table(
    data: Path, file: str, kind: type[RowType], faults: list[Fault], context: Context
) -> tuple[RowType, ...]:
    """Read the table ``file`` under ``data``, its faults added to `faults`; references are followed by `check_rows`."""
    if context.partial and not (data / file).exists():
        return ()
    columns = [
        replace(one, required=one.required and not (context.partial and one.own_words))
        for one in columns_of(kind, context.place)
    ]
    sheet = read_sheet(data / file, file, [one.name for one in columns])
    faults.extend(sheet.faults)
    if not sheet.rows and not sheet.faults and not context.partial and context.least:
        faults.append(HidingFault(f"The table holds no row; at least {context.least} is known.", file, remedy=EMPTY))
    absent = {one.name: () if one.many else None if one.number else "" for one in declared(kind)}
    fixed = {name: value for name, value in context.fixed.items() if name in absent}
    rows = []
    titled = [replace(one, required=one.required and not one.own_words) for one in columns]
    for number, values in sheet.rows:
        state = dict(zip((one.name for one in columns), values, strict=True)).get("state", "")
        asked = columns if (state or context.defaults.get("state", READ)) == READ else titled
        parsed = {**absent, **fixed, **_parse(file, asked, number, values, sheet.letters, faults)}
        parsed |= {name: value for name, value in context.defaults.items() if name in parsed and not parsed[name]}
        rows.append(kind(row=number, file=file, **cast("dict[str, Any]", parsed)))
    return tuple(rows)


def make_row(kind: type[RowType], file: str, number: int, texts: Mapping[str, str]) -> RowType:
    """Return a row from the texts of its cells, whose faults are looked for elsewhere."""
    parsed = {column.name: column.parse(texts.get(column.name, ""))[0] for column in declared(kind)}
    return kind(row=number, file=file, **cast("dict[str, Any]", parsed))


def _parse(
    file: str,
    columns: Sequence[Column],
    number: int,
    values: Sequence[str],
    letters: Sequence[str],
    faults: list[Fault],
) -> dict[str, object]:
    """Return the values of a row, also where one is at fault: whoever names the row must not be blamed as well."""
    parsed: dict[str, object] = {}
    for column, text, letter in zip(columns, values, letters, strict=True):
        parsed[column.name], wrong = column.parse(text)
        cell = f"(cell {letter}{number})"
        damage = find_damage(text, column.dated)
        if damage:
            remedy = f"{damage.remedy} {cell}"
            faults.append(Fault(damage.problem, file, number, column.name, visible(text), remedy))
        elif wrong:
            shown = f'{wrong}: "{text}"' if text.isprintable() and text and text not in wrong else wrong
            remedy = f"{column.meaning} {column.rule()} {cell}".strip()
            faults.append(Fault(f"{shown[0].upper()}{shown[1:]}.", file, number, column.name, visible(text), remedy))
    return parsed


def check_rows(rows: Sequence[Row], known: Mapping[str, frozenset[str]], codes: Codes, faults: list[Fault]) -> None:
    """Find keys that stand twice, and names that neither a table nor a vocabulary knows."""
    if not rows:
        return
    _check_keys(rows, faults)
    naming = [one for one in declared(type(rows[0])) if one.vocabulary or one.refers or one.by]
    for row in rows:
        for column in (one.within({one.by: getattr(row, one.by, "")}) for one in naming):
            names = known.get(column.refers) if column.refers else codes.get(column.vocabulary)
            if names is None:
                continue
            where = f"{column.refers}.csv" if column.refers else f"the vocabulary {column.vocabulary}"
            faults.extend(
                row.fault(f'"{value}" is not in {where}.', column.name, _suggest(value, names), value)
                for value in row.values(column.name)
                if value not in names
            )


def _check_keys(rows: Sequence[Row], faults: list[Fault]) -> None:
    """Find rows of one key; where rows have none, those that say the same in every column."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        names = row.KEY or tuple(one.name for one in declared(type(row)))
        key = (getattr(row, "document_id", ""), *(row.get(name) for name in names))
        if key in seen:
            shown = " ".join("; ".join(part) if isinstance(part, tuple) else str(part) for part in key[1:])
            problem = f'"{shown.strip()}" stands a second time, first in row {seen[key]}.'
            if not row.KEY:
                problem = f"The row stands a second time, first in row {seen[key]}."
            column = row.KEY[-1] if row.KEY else "quote"
            faults.append(row.fault(problem, column, "Delete one row, or join the two."))
        seen.setdefault(key, row.row)


def _suggest(value: str, known: Mapping[str, object] | set[str] | frozenset[str]) -> str:
    """Say what to do about a name that is not known: the nearest ones, or to add it."""
    return f"{suggest_names(value, known)} Correct the value, or add it there.".strip()
