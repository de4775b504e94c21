"""Tables with a title each, written as one CSV file, one workbook, or one Markdown text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from cami_graph.query.formats import markdown_cell
from cami_graph.query.workbook import sheets_bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of texts: its key, its title, the keys and names of its columns, and its rows."""

    key: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def write_csv(sheets: Sequence[Sheet], section: str = "section") -> bytes:
    """Write one table of all sheets: first the key of the sheet, then every column that one of them has."""
    keys = list(dict.fromkeys(key for sheet in sheets for key, _ in sheet.columns))
    file = io.StringIO()
    writer = csv.DictWriter(file, [section, *keys], restval="", lineterminator="\n")
    writer.writeheader()
    for sheet in sheets:
        names = [key for key, _ in sheet.columns]
        writer.writerows({section: sheet.key, **dict(zip(names, row, strict=True))} for row in sheet.rows)
    return file.getvalue().encode()


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write a workbook with a sheet for each."""
    return sheets_bytes((sheet.key[:31], [name for _, name in sheet.columns], sheet.rows) for sheet in sheets)


def write_markdown(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Write a page with a heading and a table for each sheet."""
    lines = [f"# {markdown_cell(title)}"]
    for sheet in sheets:
        lines += ["", f"## {markdown_cell(sheet.title)} ({len(sheet.rows)})", ""]
        lines += [f"| {' | '.join(name for _, name in sheet.columns)} |", f"|{'---|' * len(sheet.columns)}"]
        lines += [f"| {' | '.join(map(markdown_cell, row))} |" for row in sheet.rows]
    return "".join(f"{line}\n" for line in lines).encode()
