"""Write tables as a workbook: a sheet each, whose rows have the numbers they have in their files."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from cami_graph.errors import ExportError, Fault
from cami_graph.files import closing_sheets
from cami_graph.source import read_sheet
from cami_graph.tables.columns import Column
from cami_graph.tables.read import Codes
from cami_graph.workbook.layout import CONTENTS, LISTED, TableSheet
from cami_graph.workbook.lists import Lists

TEXT = "@"
AUTHOR = "CAMI Graph"
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|_x[0-9A-Fa-f]{4}_")
CELL_LIMIT = 32_767
SPARE_ROWS = 500
WIDEST = 48
BOLD, PLAIN = Font(bold=True), Font()
WRAPPED = Alignment(vertical="top", wrap_text=True)
REQUIRED = PatternFill("solid", fgColor="FFE699")
OPTIONAL = PatternFill("solid", fgColor="E7E6E6")
FOUND = PatternFill("solid", fgColor="F8CBAD")
Cells = Sequence[str]
Found = Mapping[tuple[int, str], Sequence[Fault]]


def write_workbook(
    data: Path,
    sheets: Sequence[TableSheet],
    known: Sequence[TableSheet],
    codes: Codes,
    findings: Sequence[Fault] = (),
) -> bytes:
    """Return the workbook of these tables; `known` are all tables, whose names may be chosen from.

    `findings` are told at their cells. A table that cannot be read whole is refused: what is not read would be lost.
    """
    book = Workbook(write_only=True)
    lists = Lists(data, codes, {sheet.file: sheet for sheet in known})
    rows = {sheet.file: _read(data, sheet) for sheet in sheets}
    by_file = {file: list(group) for file, group in groupby(sorted(findings, key=_file), key=_file)}
    out = io.BytesIO()
    with closing_sheets(book):
        _add_contents(book, sheets, rows, findings)
        for sheet in sheets:
            _add_table(book, sheet, rows[sheet.file], lists, by_file.get(sheet.file, ()))
        hidden = book.create_sheet(LISTED)
        hidden.sheet_state = "hidden"
        for cells in lists.rows():
            hidden.append([_cell(hidden, value) for value in cells])
        book.save(out)
    return out.getvalue()


def _file(fault: Fault) -> str:
    return fault.file


def _read(data: Path, sheet: TableSheet) -> dict[int, Cells]:
    """Return the rows of a table by their numbers, every cell as it stands, none of which a workbook would change."""
    found = read_sheet(data / sheet.file, sheet.file, [column.name for column in sheet.columns])
    if found.faults:
        raise ExportError.of(found.faults, "A table cannot be read, and its rows would be missing.")
    faults = []
    for number, cells in found.rows:
        for column, text in zip(sheet.columns, cells, strict=True):
            if UNWRITABLE.search(text) or len(text) > CELL_LIMIT:
                problem = "A workbook cannot hold this cell as it is."
                faults.append(Fault(problem, sheet.file, number, column.name, text, "Correct it in the file first."))
    if faults:
        raise ExportError.of(faults)
    return dict(found.rows)


def _add_contents(
    book: Workbook, sheets: Sequence[TableSheet], rows: Mapping[str, Mapping[int, Cells]], findings: Sequence[Fault]
) -> None:
    """Add the first sheet: what there is, what each column means, and what is wrong."""
    page = book.create_sheet(CONTENTS)
    page.freeze_panes = "A2"
    for place, width in enumerate((32, 44, 26, 60, 60), 1):
        page.column_dimensions[get_column_letter(place)].width = width
    _append(page, ("sheet", "file", "rows", "what it holds"), BOLD)
    for sheet in sheets:
        _append(page, (sheet.name, sheet.file, str(len(rows[sheet.file])), sheet.kind.MEANING))
    _append(page, ())
    _append(page, ("sheet", "file", "column", "what it means", "rule"), BOLD)
    for sheet in sheets:
        for column in sheet.columns:
            _append(page, (sheet.name, sheet.file, column.name, column.meaning, column.rule()))
    if findings:
        _append(page, ())
        _append(page, ("what is wrong", "file", "row", "column", "value"), BOLD)
        for fault in findings:
            row = "" if fault.row is None else str(fault.row)
            _append(page, (f"{fault.problem} {fault.remedy}", fault.file, row, fault.column, fault.value))


def _append(page: WriteOnlyWorksheet, values: Cells, font: Font = PLAIN) -> None:
    page.append([_cell(page, UNWRITABLE.sub("\ufffd", value), font=font) for value in values])


def _add_table(
    book: Workbook, sheet: TableSheet, rows: Mapping[int, Cells], lists: Lists, findings: Sequence[Fault]
) -> None:
    """Add the sheet of a table: heading with its rules, rows at their numbers, lists to choose from, findings."""
    page = book.create_sheet(sheet.name)
    page.freeze_panes = "B2"
    columns, last = sheet.columns, max(rows, default=1)
    for place, column in enumerate(columns):
        letter = get_column_letter(place + 1)
        longest = max([len(column.name), *(len(cells[place]) for cells in rows.values())])
        page.column_dimensions[letter].width = min(longest + 2, WIDEST)
        page.column_dimensions[letter].number_format = TEXT
        validation = lists.validation(sheet, column)
        if validation is not None:
            validation.add(f"{letter}2:{letter}{last + SPARE_ROWS}")
            page.data_validations.append(validation)
    found: dict[tuple[int, str], list[Fault]] = {}
    for fault in findings:
        row = fault.row or 1
        found.setdefault((row, fault.column or (columns[0].name if row > 1 else "")), []).append(fault)
    page.append([_heading(page, column, found) for column in columns])
    for number in range(2, last + 1):
        cells = rows.get(number, [""] * len(columns))
        page.append(
            [_value(page, text, found.get((number, one.name), ())) for one, text in zip(columns, cells, strict=True)]
        )


def _heading(page: WriteOnlyWorksheet, column: Column, found: Found) -> Cell:
    """Return the heading of a column: what it means and its rule as a comment, coloured where it must be filled."""
    cell = _cell(page, column.name, font=BOLD)
    cell.fill = REQUIRED if column.required else OPTIONAL
    faults = [*found.get((1, column.name), ()), *found.get((1, ""), ())]
    told = [column.meaning, column.rule(), *(f"{fault.problem} {fault.remedy}" for fault in faults)]
    cell.comment = _comment(told)
    return cell


def _value(page: WriteOnlyWorksheet, text: str, faults: Sequence[Fault]) -> Cell:
    cell = _cell(page, text)
    if faults:
        cell.fill = FOUND
        cell.comment = _comment([f"{fault.problem} {fault.remedy}" for fault in faults])
    return cell


def _comment(told: Sequence[str]) -> Comment:
    text = "\n".join(filter(None, told))
    return Comment(text, AUTHOR, width=320, height=40 + 18 * (1 + len(text) // 45))


def _cell(page: WriteOnlyWorksheet, text: str, *, font: Font = PLAIN) -> Cell:
    """Return a cell that is text whatever it begins with."""
    cell = WriteOnlyCell(page, value=None)
    cell.number_format, cell.alignment, cell.font = TEXT, WRAPPED, font
    if text:
        cell.value = text
        cell.data_type = "s"
    return cell
