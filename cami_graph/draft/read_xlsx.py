"""Read a workbook: what is shown on its sheets; what a spreadsheet changed is refused by its cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from cami_graph.draft.paper import Block, Line, Paper, Paragraphs, TableRow, cannot_read, paragraphs
from cami_graph.errors import SourceError


def read_xlsx(path: Path) -> Paper:
    """Read every sheet that is shown, in order."""
    try:
        book = load_workbook(path)
    except Exception as error:
        raise cannot_read(path.name, "a workbook (XLSX)", type(error).__name__) from error
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    blocks = [block for number, sheet in enumerate(shown, 1) for block in _blocks(sheet, path.name, number)]
    return Paper(path.name, tuple(blocks))


def _blocks(sheet: Worksheet, file: str, number: int) -> Iterator[Block]:
    for row in sheet.iter_rows():
        place = f"sheet {sheet.title} row {row[0].row}"
        cells = tuple(_words(cell, file, sheet.title) for cell in row)
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and cells[0]:
            yield Line(" ".join(cells[0]), place)
        elif filled:
            yield TableRow(cells, number, place)


def _words(cell: Cell | MergedCell, file: str, sheet: str) -> Paragraphs:
    place = f"sheet {sheet} cell {cell.coordinate}"
    if cell.value is None:
        return ()
    if cell.data_type == "f":
        raise SourceError("a formula stands in it.", where=f"{file} {place}", remedy="Paste its words instead.")
    if cell.data_type == "d":
        remedy = "Write the code as text, such as '1.1.1, and format the column as text."
        raise SourceError(f"a spreadsheet made a date of it ({cell.value}).", where=f"{file} {place}", remedy=remedy)
    return paragraphs(str(cell.value).split("\n"), file, place)
