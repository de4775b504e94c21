"""Read a Word document: merged cells are walked as they are merged, words that were deleted are left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from cami_graph.draft.paper import Block, Line, Paper, Paragraphs, TableRow, cannot_read, clean, paragraphs

GONE = frozenset(map(qn, ("w:del", "w:moveFrom")))
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BREAKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read_docx(path: Path) -> Paper:
    """Read the body of a DOCX file, its paragraphs and tables in order."""
    try:
        body = Document(str(path)).element.body
    except Exception as error:
        raise cannot_read(path.name, "a Word document (DOCX)", type(error).__name__) from error
    blocks: list[Block] = []
    table = 0
    for element in _top(body):
        if element.tag == qn("w:tbl"):
            table += 1
            blocks.extend(_rows(element, path.name, table))
        elif words := clean(_text(element), path.name, f"paragraph {len(blocks) + 1}"):
            blocks.append(Line(words, f"paragraph {len(blocks) + 1}"))
    return Paper(path.name, tuple(blocks))


def _top(element: Any) -> Iterator[Any]:  # noqa: ANN401 (an element of lxml)
    for child in element:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            yield from _top(child)


def _rows(table: Any, file: str, number: int) -> Iterator[TableRow]:  # noqa: ANN401
    for count, row in enumerate(table.iter(qn("w:tr")), 1):
        place = f"table {number} row {count}"
        yield TableRow(tuple(_cells(row, file, place)), number, place)


def _cells(row: Any, file: str, place: str) -> Iterator[Paragraphs]:  # noqa: ANN401
    for cell in row.iter(qn("w:tc")):
        properties = cell.tcPr
        span = properties.gridSpan if properties is not None else None
        merged = properties.vMerge if properties is not None else None
        goes_on = merged is not None and merged.val != "restart"
        yield () if goes_on else _paragraphs(cell, file, place)
        yield from [()] * ((span.val if span is not None else 1) - 1)


def _paragraphs(cell: Any, file: str, place: str) -> Paragraphs:  # noqa: ANN401
    pieces = [piece for part in cell.iter(qn("w:p")) for piece in _text(part).split("\n")]
    return paragraphs(pieces, file, place)


def _text(element: Any) -> str:  # noqa: ANN401
    words = []
    for child in element:
        if child.tag == qn("w:t"):
            words.append(child.text or "")
        elif child.tag in BREAKS:
            words.append(BREAKS[child.tag])
        elif child.tag not in GONE and child.tag != FALLBACK and child.tag != qn("w:pPr"):
            words.append(_text(child))
    return "".join(words)
