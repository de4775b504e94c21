"""A workbook of some tables of the report, and what tests do with one: edit, save, read back."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import read_codes
from cami_graph.workbook import (
    compare_tables,
    describe_changes,
    list_sheets,
    read_workbook,
    write_workbook,
)

REPORT = "cami2-doc3"
STATUSES, LINKS, ACTIONS = f"{REPORT}.statuses", f"{REPORT}.links", f"{REPORT}.actions"

SHEETS = (STATUSES, LINKS, ACTIONS, f"{REPORT}.responsibilities")


def export_some(folder: Path) -> Path:
    """Write a workbook of some tables of the report, and return its path."""
    path = folder / "report.xlsx"
    sheets = [sheet for sheet in list_sheets(DATA, REPORT) if sheet.name in SHEETS]
    path.write_bytes(write_workbook(DATA, sheets, list_sheets(DATA), read_codes(VOCABULARIES, DATA / "reference")))
    return path


def sheet_of(book: Workbook, name: str) -> Worksheet:
    page = book[name]
    assert isinstance(page, Worksheet)
    return page


def saved(book: Workbook, folder: Path) -> Path:
    path = folder / "edited.xlsx"
    book.save(path)
    return path


def column_of(page: Worksheet, name: str) -> str:
    return next(cell.column_letter for cell in page[1] if cell.value == name)


def contents_of(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def told(data: Path, path: Path) -> list[str]:
    sheets = list_sheets(data)
    reading = read_workbook(path, sheets)
    assert reading.faults == []
    return list(describe_changes(compare_tables(data, sheets, reading.rows)))
