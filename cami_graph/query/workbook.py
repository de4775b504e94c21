"""A result as an Excel workbook: the rows, their citations, and what was asked; text is text, never a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from cami_graph.files import closing_sheets
from cami_graph.query.bibliography import ADDRESS, LICENCE, TITLE
from cami_graph.query.plain import Plain
from cami_graph.query.table import Options, numbered_table, show_plain

if TYPE_CHECKING:
    from cami_graph.query.result import Result

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CELL_LIMIT = 32_767
CITED = ("quote", "document", "title", "date", "activity", "column", "locator", "start", "end", "report", "words")
Sheet = tuple[str, Sequence[str], Sequence[Sequence[Plain]]]


def workbook_bytes(result: Result, options: Options) -> bytes:
    """Write an Excel workbook: the rows, their citations where wanted, and what was asked; text is typed as text."""
    return sheets_bytes(sheets_of(result, options))


def sheets_of(result: Result, options: Options) -> list[Sheet]:
    """Return the rows, their citations where wanted, and what was asked of which version, as tables."""
    columns, rows = result.table(labels=options.labels, language=options.language)
    sheets: list[Sheet] = [("rows", *(numbered_table(result, columns, rows) if options.cite else (columns, rows)))]
    if options.cite:
        cited: list[list[Plain]] = [
            [
                *(one.quote, one.document.number, one.document.title, one.document.date),
                *(", ".join(one.activities), one.column, one.locator, one.start, one.end, one.report, number),
            ]
            for number, one in enumerate(result.citations(), 1)
        ]
        sheets.append(("citations", CITED, cited))
    sheets.append(("about", ["what", "text"], _about(result)))
    return sheets


def _about(result: Result) -> list[list[Plain]]:
    """Say what was asked, of which version of what, written when, under which licence."""
    query = result.query
    asked: list[list[Plain]] = (
        [["query", query.name], ["title", query.head.title], ["question", query.head.summary]] if query else []
    )
    made: list[list[Plain]] = [["version of the graph", result.version]] if result.version else []
    made += [
        ["written by", f"CAMI Graph {version('cami-graph')}, {ADDRESS}"],
        ["written on", datetime.now(UTC).date().isoformat()],
        ["licence of the data", LICENCE],
        ["cite as", cite_graph(result)],
    ]
    documents = dict.fromkeys(one.document.citation or one.document.number for one in result.citations())
    rests: list[list[Plain]] = [["rests on", one] for one in documents]
    why: list[list[Plain]] = [["no words", result.support.why]] if result.support.why else []
    return [*asked, *made, *rests, *why]


def cite_graph(result: Result) -> str:
    """Return how the graph is cited at the version that answered."""
    told = f", version of the graph {result.version}" if result.version else ""
    return f"{TITLE}. Version {version('cami-graph')}{told}. {ADDRESS}"


def sheets_bytes(sheets: Iterable[Sheet]) -> bytes:
    """Write an Excel workbook of several sheets, each its title, its columns and its rows; text is typed as text."""
    book, file = Workbook(write_only=True), io.BytesIO()
    with closing_sheets(book):
        for title, columns, rows in sheets:
            _add_sheet(book, title, columns, rows)
        book.save(file)
    return file.getvalue()


def _add_sheet(book: Workbook, title: str, columns: Sequence[str], rows: Sequence[Sequence[Plain]]) -> None:
    """Add a sheet with a bold, fixed first row and columns as wide as their longest cell, within reason."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, name in enumerate(columns):
        longest = max([len(name), *(len(show_plain(row[place])) for row in rows)])
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(longest + 2, 60)
    sheet.append([_sheet_cell(sheet, name, bold=True) for name in columns])
    for row in rows:
        sheet.append([_sheet_cell(sheet, value) for value in row])


def _sheet_cell(sheet: WriteOnlyWorksheet, value: Plain, *, bold: bool = False) -> Cell:
    """Return one cell; text is text whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=None)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.font = Font(bold=bold)
    if isinstance(value, str):
        cell.value = UNWRITABLE.sub("\ufffd", value)[:CELL_LIMIT]
        cell.data_type = "s"
    else:
        cell.value = value
    return cell
