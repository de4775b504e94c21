"""What people put into a workbook beside the cells of its tables: it is not brought in, and is told by sheet and cell.

Comments, addresses behind words, pictures, charts and text boxes, and words on the first sheet. What the export wrote
itself stands on the first sheet as well, and is told apart by that.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring

from cami_graph.source import letter_of
from cami_graph.tables.letters import visible
from cami_graph.workbook.layout import CONTENTS, LISTED, TableSheet

FOUND = "what is wrong"
HEADS = frozenset({"sheet", "file", "rows", "what it holds", "column", "what it means", "rule"})
WIDTH = 5
"""How many columns of the first sheet are filled."""
THREAD, SAID = "[Threaded comment]", "Comment:"
"""How Excel writes a comment with answers for programs that know none, and after which word it begins."""
DRAWING = "/drawing"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
SHAPES = {"pic": "picture", "graphicFrame": "chart", "sp": "text box"}
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def list_asides(book: Workbook, path: Path, known: Sequence[TableSheet]) -> Iterator[str]:
    """Yield a line for everything that stands beside the tables and was not written by the export."""
    ours = {line.strip() for row in book[CONTENTS].iter_rows() for cell in row for line in _lines(cell.value)}
    yield from _on_contents(book[CONTENTS], known)
    for page in book.worksheets:
        if page.title == LISTED and page.sheet_state == "visible":
            yield f"{LISTED}: this sheet holds what cells may choose from; a new name is brought in by its own table."
        for cell in (cell for row in page.iter_rows() for cell in row):
            yield from _at_cell(page, cell, ours)
    for title, place, what in _drawn(path):
        yield f"{title} {place}: a {what} stands here, and is not brought in. Write into a cell what it says."


def _lines(value: object) -> list[str]:
    return str(value).split("\n") if value is not None else []


def _on_contents(page: Worksheet, known: Sequence[TableSheet]) -> Iterator[str]:
    """Name words on the first sheet that the export did not write there."""
    ours = {text for sheet in known for text in (sheet.name, sheet.file, sheet.kind.MEANING)} | HEADS
    columns = [column for sheet in known for column in sheet.columns]
    ours |= {text.strip() for one in columns for text in (one.name, one.meaning, one.rule())}
    is_list, are_findings = True, False
    for row in page.iter_rows():
        texts = [str(cell.value if cell.value is not None else "").strip() for cell in row]
        is_list, are_findings = is_list and bool(texts[0]), are_findings or texts[0] == FOUND
        free = WIDTH if are_findings and any(texts[1:2]) else 2 if is_list else 0
        for place, (cell, text) in enumerate(zip(row, texts, strict=True)):
            if place >= free and text and not (place < WIDTH and (text in ours or text.isdecimal())):
                yield f'{CONTENTS} {cell.coordinate}: "{visible(text)}" is not brought in: no table holds this sheet.'


def _at_cell(page: Worksheet, cell: Cell | MergedCell, ours: set[str]) -> Iterator[str]:
    """Name the comment of a cell, as far as it is not ours, and an address that its words do not show."""
    if cell.comment is not None:
        text = cell.comment.text or ""
        text = text.partition(SAID)[2] if text.startswith(THREAD) else text
        left = " / ".join(line.strip() for line in text.split("\n") if line.strip() and line.strip() not in ours)
        if left:
            remedy = "Answer it in the row, in its reason or note, or keep this workbook."
            yield f'{page.title} {cell.coordinate}: the comment "{visible(left)}" is not brought in. {remedy}'
    link = getattr(cell, "hyperlink", None)
    if link is not None and link.target and link.target.rstrip("/") not in str(cell.value or ""):
        remedy = "Write it into a column for addresses, where it is to stay."
        yield f'{page.title} {cell.coordinate}: the address "{link.target}" behind it is not brought in. {remedy}'


def _drawn(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the sheet, the cell and the kind of everything that is drawn over a sheet."""
    with zipfile.ZipFile(path) as packed:
        for title, part in _parts(packed):
            for drawing in _related(packed, part, DRAWING).values():
                for anchor in fromstring(packed.read(drawing)):
                    corner = anchor.find(f"{XDR}from")
                    what = next((SHAPES[name] for name in SHAPES if anchor.find(f".//{XDR}{name}") is not None), "")
                    if corner is not None and what:
                        at = (int(corner.findtext(f"{XDR}{name}", "0")) for name in ("col", "row"))
                        yield title, f"{letter_of(next(at))}{next(at) + 1}", what


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet with the file in the package that holds it."""
    book = "xl/workbook.xml"
    if book in packed.namelist():
        related = _related(packed, book, "/worksheet")
        for sheet in fromstring(packed.read(book)).iter(f"{MAIN}sheet"):
            if (part := related.get(sheet.get(RELATION, ""))) is not None:
                yield sheet.get("name", ""), part


def _related(packed: zipfile.ZipFile, part: str, kind: str) -> dict[str, str]:
    """Return the files of a kind that a file of the package names, by the names under which it does."""
    home = PurePosixPath(part)
    name = f"{home.parent}/_rels/{home.name}.rels"
    if name not in packed.namelist():
        return {}
    found = {}
    for one in fromstring(packed.read(name)).iter(f"{PACKAGE}Relationship"):
        target = one.get("Target", "")
        if one.get("Type", "").endswith(kind):
            whole = target.lstrip("/") if target.startswith("/") else _plain(home.parent / target)
            found.update({one.get("Id", ""): whole} if whole in packed.namelist() else {})
    return found


def _plain(path: PurePosixPath) -> str:
    """Return a path without the steps up in it."""
    parts: list[str] = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)
