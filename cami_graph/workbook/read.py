"""Read a workbook back strictly: each cell as text, and what a spreadsheet may have changed named by its cell."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles import Font
from openpyxl.styles.proxy import StyleProxy
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from cami_graph.errors import Fault, TableError, suggest_names
from cami_graph.source import arrange, letter_of
from cami_graph.source.encoding import PACKED
from cami_graph.tables.columns import Column
from cami_graph.tables.letters import find_damage, visible
from cami_graph.tables.reference import DECIMAL
from cami_graph.workbook.asides import list_asides
from cami_graph.workbook.layout import CONTENTS, LISTED, TableSheet
from cami_graph.workbook.write import CELL_LIMIT

Cells = tuple[str, ...]
AS_TEXT = "Format the cell as text and write it again."
LEFT_OVER = re.compile(r"_x[0-9A-Fa-f]{4}_")
SCALED = re.compile(r"%|[0#?],+(?![0#?,])")
"""A format of numbers that shows another number than the cell holds: per cent, or thousands left out."""
BROKEN = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError),
    *(LookupError, ValueError, TypeError, AttributeError, EOFError, RuntimeError),
)
"""What is raised where a workbook is cut short, packed in a way that nobody knows, or lacks one of its parts."""


@dataclass
class Reading:
    """What a workbook holds: the rows of each table by their numbers, and what is wrong or worth knowing."""

    rows: dict[str, dict[int, Cells]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_workbook(path: Path, known: Sequence[TableSheet]) -> Reading:
    """Read the tables that a workbook holds, of those that are known; all faults of all sheets are told at once."""
    book = _open(path)
    found = Reading()
    by_file = {sheet.file: sheet for sheet in known}
    told = _read_contents(book, path, by_file, found)
    blamed = {fault.value for fault in found.faults}
    for page in book.worksheets:
        if page.title in (CONTENTS, LISTED):
            continue
        sheet = told.pop(page.title, None)
        if sheet is None:
            if page.title not in blamed:
                found.faults += _stranger(page, list(told))
            continue
        if page.sheet_state != "visible":
            found.notes.append(f"The sheet {page.title} is hidden; it was read like the others.")
        found.rows[sheet.file] = _read_table(page, sheet, found.faults)
    found.notes += [f"The sheet {chart.title} is a chart; it is no table." for chart in book.chartsheets]
    found.notes += list_asides(book, path, known)
    for name, sheet in told.items():
        found.notes.append(f"The sheet {name} is not there: {sheet.file} stays as it is.")
    return found


def _open(path: Path) -> Workbook:
    """Open a workbook, or say in words why it cannot be opened."""
    remedy = "Save it as a workbook of Excel (XLSX), without a password."
    try:
        content = path.read_bytes()
        if not content.startswith(b"PK"):
            form = next((form for mark, form in PACKED.items() if content.startswith(mark)), "no workbook")
            raise TableError(f"It is {form} or locked by a password.", where=path.name, remedy=remedy)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # what openpyxl passes over is told by us, by its cell
            return load_workbook(io.BytesIO(content), rich_text=True)
    except OSError as error:
        raise TableError(f"It cannot be read: {error.strerror or error}.", where=path.name, remedy=remedy) from error
    except BROKEN as error:
        raise TableError(f"It cannot be opened as a workbook: {error}.", where=path.name, remedy=remedy) from error


def _read_contents(book: Workbook, path: Path, known: dict[str, TableSheet], found: Reading) -> dict[str, TableSheet]:
    """Return the tables by the name of their sheet, as the first sheet tells; without it nobody knows what is what."""
    if CONTENTS not in book.sheetnames:
        remedy = f'Put the sheet "{CONTENTS}" back, as `cami export --to workbook` writes it.'
        raise TableError(f'The sheet "{CONTENTS}" is missing.', where=path.name, remedy=remedy)
    told: dict[str, TableSheet] = {}
    for number, row in enumerate(book[CONTENTS].iter_rows(min_row=2, max_col=2, values_only=True), 2):
        name, file = (str(value).strip() if value is not None else "" for value in row)
        if not name:
            break
        if file in {one.file for one in told.values()}:
            remedy = "Name each table once: of two sheets only one can hold its rows."
            found.faults.append(
                Fault(f'The table "{file}" stands twice.', CONTENTS, number, f"B{number}", name, remedy)
            )
        elif file in known:
            told[name] = known[file]
        else:
            remedy = suggest_names(file, known) or "Correct the name of the file."
            found.faults.append(Fault(f'There is no table "{file}".', CONTENTS, number, f"B{number}", name, remedy))
    return told


def _stranger(page: Worksheet, left: Sequence[str]) -> Iterator[Fault]:
    """Name a sheet that is no table; an empty one says nothing."""
    filled = next((cell for row in page.iter_rows() for cell in row if cell.value not in (None, "")), None)
    if filled is not None:
        hidden = "hidden " if page.sheet_state != "visible" else ""
        remedy = f"{suggest_names(page.title, left)} Rename it, or delete it.".strip()
        yield Fault(f'The {hidden}sheet "{page.title}" is no table.', page.title, None, "", "", remedy)


def _read_table(page: Worksheet, sheet: TableSheet, faults: list[Fault]) -> dict[int, Cells]:
    """Return the rows of a sheet, and add what is wrong with them."""
    columns = sheet.columns
    for merged in page.merged_cells.ranges:
        problem = f"The cells {merged.coord} are merged: they hold one value, and others may be lost."
        corner = f"{letter_of(merged.min_col - 1)}{merged.min_row}"
        shown = str(page.cell(merged.min_row, merged.min_col).value or "")
        faults.append(Fault(problem, page.title, merged.min_row, corner, shown, "Split them and fill each."))
    head = [str(cell.value or "").strip().casefold() for cell in next(page.iter_rows(max_row=1), ())]
    by_name = {column.name: column for column in columns}
    records, wrong = [], set()
    for number, row in enumerate(page.iter_rows(), 1):
        cells = []
        for place, cell in enumerate(row):
            column = by_name.get(head[place]) if number > 1 and place < len(head) else None
            text, problem = _text_of(cell, column)
            cells.append(text)
            if problem:
                wrong.add((number, place))
                name = column.name if column else ""
                faults.append(_fault(page, number, letter_of(place), name, text, problem, AS_TEXT))
        records.append((number, cells))
    found = arrange(records, page.title, [column.name for column in columns])
    faults.extend(found.faults)
    _check_cells(page, columns, found.rows, found.letters, {(row, letter_of(at)) for row, at in wrong}, faults)
    return dict(found.rows)


def _check_cells(
    page: Worksheet,
    columns: Sequence[Column],
    rows: Sequence[tuple[int, Cells]],
    letters: Sequence[str],
    wrong: set[tuple[int, str]],
    faults: list[Fault],
) -> None:
    """Find what the columns do not allow; cells that are already at fault are passed over."""
    for number, cells in rows:
        for column, text, letter in zip(columns, cells, letters, strict=True):
            if (number, letter) in wrong:
                continue
            damage = find_damage(text, column.dated) if column.name != "read_as" else None
            _, problem = column.parse(text)
            if len(text) >= CELL_LIMIT:
                told = "It is as long as a cell can be: its end may be cut off"
                faults.append(
                    _fault(page, number, letter, column.name, text[:40], told, "Look at its end; shorten it.")
                )
            elif damage or LEFT_OVER.search(text):
                problem = damage.problem if damage else "A sign is written as its number."
                remedy = damage.remedy if damage else AS_TEXT
                faults.append(_fault(page, number, letter, column.name, text, problem, remedy))
            elif problem:
                remedy = f"{column.meaning} {column.rule()}".strip()
                faults.append(_fault(page, number, letter, column.name, text, problem, remedy))


def _fault(page: Worksheet, number: int, letter: str, name: str, text: str, problem: str, remedy: str) -> Fault:
    place = f"{letter}{number} ({name})" if name else f"{letter}{number}"
    told = problem if problem.endswith(".") else f"{problem}."
    return Fault(f"{told[0].upper()}{told[1:]}", page.title, number, place, visible(text), remedy)


def _text_of(cell: Cell | MergedCell, column: Column | None) -> tuple[str, str]:
    """Return what a cell says as text, and what a spreadsheet may have changed in it."""
    value = cell.value
    if value is None:
        return "", ""
    if isinstance(value, CellRichText) or cell.font.strike:
        return str(value), _changed_in_part(value, cell.font)
    if isinstance(value, str) and cell.data_type not in ("e", "f"):
        return value, ""
    if cell.data_type == "e":
        return str(value), f'"{value}" is what a spreadsheet shows instead of a value'
    if cell.data_type == "f":
        text = str(getattr(value, "text", value))
        return text, f'"{text[:40]}" is a formula'
    if isinstance(value, bool):
        return str(value).upper(), f'"{str(value).upper()}" is a truth, not a text'
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return _text_of_day(value, column)
    if isinstance(value, int | float):
        return _text_of_number(value, column, cell.number_format)
    return str(value), ""


def _changed_in_part(value: object, font: Font | StyleProxy) -> str:
    """Say which part of a cell means something else without its form: struck through, raised or lowered."""
    for part in value if isinstance(value, CellRichText) else [value]:
        form = part.font if isinstance(part, TextBlock) else font
        text = str(part)[:40]
        if form.strike:
            return f'"{text}" is struck through, and would be read all the same'
        if form.vertAlign not in (None, "baseline"):
            return f'"{text}" is raised or lowered, which a text cannot be'
    return ""


def _text_of_day(value: object, column: Column | None) -> tuple[str, str]:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if column is not None and column.dated and type(value) is datetime.date:
        return value.isoformat(), ""
    return str(value), f'"{value}" is a date: a spreadsheet may have turned a code into it'


def _text_of_number(value: float, column: Column | None, shown: str) -> tuple[str, str]:
    """Return a number as text where no sign of it can be lost: whole ones, and those of columns of numbers."""
    if SCALED.search(shown):
        return str(value), f'"{value}" is shown as another number: its format is {shown}'
    text = str(int(value)) if float(value).is_integer() and abs(value) < 10**15 else repr(value)
    if column is None or column.number or column.pattern == DECIMAL or (isinstance(value, int) and column.pattern):
        return text, ""
    return text, f'"{text}" is a number, and zeros at its ends may be lost'
