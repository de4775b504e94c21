"""Write a workbook of the tables that have findings: each cell concerned is marked and says what to do."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cami_graph.errors import ExportError
from cami_graph.paths import DATA, show_path
from cami_graph.validate.findings import LEVELS, Finding
from cami_graph.validate.formats import COLUMNS

FILLS = {"error": "F8CBAD", "warn": "FFE699", "info": "DDEBF7"}
AUTHOR = "cami validate"
WIDTH = 48


def workbook_bytes(findings: Sequence[Finding], tables: Path = DATA) -> bytes:
    """Return the list of findings and, a sheet each, the tables that they are about, with the cells marked."""
    book = Workbook()
    names = _sheet_names(sorted({finding.table for finding in findings if finding.table}))
    first = book.active
    sheet = first if isinstance(first, Worksheet) else book.create_sheet()
    _fill_list(sheet, findings, names)
    by_table = sorted((finding for finding in findings if finding.table), key=lambda finding: finding.table)
    for table, group in groupby(by_table, key=lambda finding: finding.table):
        _fill_table(book.create_sheet(names[table]), tables / table, list(group))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_names(tables: Sequence[str]) -> dict[str, str]:
    """Return a sheet name for each table: its stem, in the 31 characters that workbooks allow."""
    names = {table: Path(table).stem[:31] for table in tables}
    clash = {name for name in names.values() if list(names.values()).count(name) > 1}
    return {table: f"{Path(table).parent.name}-{name}"[:31] if name in clash else name for table, name in names.items()}


def _fill_list(sheet: Worksheet, findings: Sequence[Finding], names: dict[str, str]) -> None:
    """Write the message table, each cell address leading to the marked cell."""
    sheet.title = "findings"
    _fill_row(sheet, 1, COLUMNS, bold=True)
    for number, finding in enumerate(findings, start=2):
        _fill_row(sheet, number, [str(getattr(finding, column)) for column in COLUMNS])
        if finding.table and finding.cell:
            sheet.cell(number, 2).hyperlink = f"#'{names[finding.table]}'!{finding.cell}"
            sheet.cell(number, 2).font = Font(underline="single", color="0563C1")
        sheet.cell(number, 3).fill = _fill(finding.level)
    _shape_sheet(sheet, len(COLUMNS))


def _fill_table(sheet: Worksheet, path: Path, findings: Sequence[Finding]) -> None:
    """Write a table as it stands and mark the cells that have findings."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except OSError as error:
        raise ExportError("cannot be read.", where=show_path(path), remedy=str(error)) from error
    for number, row in enumerate(rows, start=1):
        _fill_row(sheet, number, row, bold=number == 1)
    _shape_sheet(sheet, len(rows[0]) if rows else 0)
    in_order = sorted(findings, key=lambda finding: (finding.cell, LEVELS.index(finding.level), finding.rule))
    for address, group in groupby(in_order, key=lambda finding: finding.cell):
        told = list(group)
        cell = sheet[address]
        cell.fill = _fill(told[0].level)
        text = "\n\n".join(f"{one.message} {one.suggestion} [{one.rule}]" for one in told)
        cell.comment = Comment(text, AUTHOR, width=360, height=60 + 60 * len(told))


def _fill_row(sheet: Worksheet, number: int, values: Sequence[str], *, bold: bool = False) -> None:
    """Write texts as texts, so that none becomes a formula."""
    for place, value in enumerate(values, start=1):
        cell = sheet.cell(number, place)
        if isinstance(cell, Cell):
            cell.value = value
            cell.data_type = "s"
            cell.font = Font(bold=bold)
            cell.alignment = Alignment(vertical="top", wrap_text=True)


def _shape_sheet(sheet: Worksheet, columns: int) -> None:
    sheet.freeze_panes = "A2"
    for place in range(1, columns + 1):
        letter = get_column_letter(place)
        longest = max((len(str(cell.value or "")) for cell in sheet[letter]), default=0)
        sheet.column_dimensions[letter].width = max(8, min(WIDTH, longest + 2))


def _fill(level: str) -> PatternFill:
    return PatternFill("solid", fgColor=FILLS[level])
