"""What changed between two versions of the data, told as Markdown, a sheet per table, a line per cell, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath

from cami_graph.compare.data import ORDER, DataDiff, RowChange, TableChange
from cami_graph.compare.sheets import Sheet, write_csv, write_workbook
from cami_graph.query.formats import markdown_cell
from cami_graph.workbook.changes import ADDED, CHANGED, WITHDRAWN, CellChange

NOTHING = "(empty)"
COLUMNS = ("change", "row", "row_then", "key", "title", "column", "old", "new")
HEADINGS = {CHANGED: "Changed", ADDED: "Added", WITHDRAWN: "Withdrawn"}
SHEET_LIMIT = 31


def to_markdown(diff: DataDiff) -> bytes:
    """Tell the changes table by table, in words."""
    lines = [f"# What changed since {markdown_cell(diff.since.name)}", "", *_summary(diff)]
    for table in diff.tables:
        lines += ["", f"## {markdown_cell(table.meaning)}", "", *_head(table)]
        for change in ORDER:
            rows = [row for row in table.rows if row.change == change]
            if rows:
                lines += ["", f"### {HEADINGS[change]} ({len(rows)})", "", *map(_line, rows)]
    return "".join(f"{line}\n" for line in lines).encode()


def _summary(diff: DataDiff) -> Iterator[str]:
    """Say how much changed, and which tables moved."""
    if not diff.tables:
        yield "Nothing in any table."
    else:
        counts = [(sum(table.count(change) for table in diff.tables), change) for change in ORDER]
        yield f"Rows {', '.join(f'{change}: {count}' for count, change in counts)}, in {len(diff.tables)} tables."
    if diff.moved:
        yield ""
        yield "Tables that moved:"
        yield ""
        yield from (f"- {markdown_cell(was)} is now {markdown_cell(file)}" for was, file in diff.moved)


def _head(table: TableChange) -> Iterator[str]:
    """Say where the table lies, and what is told once of its columns."""
    yield f"Table {markdown_cell(table.file)}, rows known by {_listed(table.key) or 'their whole content'}."
    notes = [f"The column {one.column} became {_listed(one.into)}." for one in table.renamed]
    if table.new_columns:
        filled = (
            f"{column} ({f'filled in {count} rows' if count else 'empty'})" for column, count in table.new_columns
        )
        notes.append(f"New columns: {_listed(tuple(filled))}.")
    if table.gone_columns:
        notes.append(f"Columns that are gone: {_listed(table.gone_columns)}.")
    if notes:
        yield ""
        yield from (f"- {markdown_cell(note)}" for note in notes)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _line(row: RowChange) -> str:
    """Say one row: its key and title; of a changed one each cell, of any other the words that it rests on."""
    place = f"row {row.row}" if row.row else f"row {row.old_row} then"
    name = f"- **{markdown_cell(' · '.join(filter(None, row.key)))}** {markdown_cell(row.title)}".rstrip()
    told = [_cell(cell) for cell in row.cells if row.change == CHANGED or cell.column == "quote"]
    return f"{name} ({place}){': ' if told else ''}{'; '.join(told)}"


def _cell(cell: CellChange) -> str:
    old, new = (f"“{markdown_cell(text)}”" if text else NOTHING for text in (cell.old, cell.new))
    if cell.column == "quote" and not (cell.old and cell.new):
        return old if cell.old else new
    return f"{markdown_cell(cell.column)} {old} → {new}"


def make_sheets(diff: DataDiff) -> tuple[Sheet, ...]:
    """Return a table for each table that changed: a line per cell, and first what is told of its columns."""
    names: dict[str, str] = {}
    for table in diff.tables:
        names[table.file] = _sheet_name(table.file, set(names.values()))
    columns = tuple((name, name.replace("_", " ")) for name in COLUMNS)
    return tuple(
        Sheet(names[table.file], table.file, columns, (*_column_lines(table), *_cell_lines(table)))
        for table in diff.tables
    )


def _sheet_name(file: str, taken: set[str]) -> str:
    """Return a name for a sheet in the characters that workbooks allow: the table, and whose it is."""
    path = PurePosixPath(file)
    owner = next((part for part in reversed(path.parts[:-1]) if part != "facts"), "")
    name = f"{path.stem} {owner}".strip()[:SHEET_LIMIT]
    return name if name not in taken else f"{name[: SHEET_LIMIT - 3]} {len(taken)}"


def _column_lines(table: TableChange) -> Iterator[tuple[str, ...]]:
    for one in table.renamed:
        yield "renamed", "", "", "", "", one.column, one.column, ", ".join(one.into)
    for column, count in table.new_columns:
        yield "new column", "", "", "", "", column, "", f"filled in {count} rows" if count else ""
    for column in table.gone_columns:
        yield "column gone", "", "", "", "", column, "", ""


def _cell_lines(table: TableChange) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        places = (str(place or "") for place in (row.row, row.old_row))
        head = (row.change, *places, " | ".join(row.key), row.title)
        for cell in row.cells:
            yield (*head, cell.column, cell.old, cell.new)


def to_csv(diff: DataDiff) -> bytes:
    """Write one line per cell that changed, led by the table."""
    sheets = [Sheet(sheet.title, sheet.title, sheet.columns, sheet.rows) for sheet in make_sheets(diff)]
    return write_csv(sheets, "table") if sheets else f"{','.join(('table', *COLUMNS))}\n".encode()


def to_workbook(diff: DataDiff) -> bytes:
    """Write a workbook: first the counts, then a sheet per table."""
    counts = tuple((table.file, *(str(table.count(change)) for change in ORDER)) for table in diff.tables)
    columns = (("table", "table"), *((change, change) for change in ORDER))
    title = f"changes since {diff.since.name}"
    return write_workbook([Sheet("summary", title, columns, counts), *make_sheets(diff)])


def to_json(diff: DataDiff) -> bytes:
    """Write everything that changed, as JSON."""
    content = {
        "since": {"name": diff.since.name, "digest": diff.since.digest},
        "until": {"name": diff.until.name, "digest": diff.until.digest},
        "moved": [{"was": was, "file": file} for was, file in diff.moved],
        "tables": [asdict(table) for table in diff.tables],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
