"""Read a PDF: words fall into the cells that lines draw, or that they show themselves; paragraphs are found by width.

A PDF does not say where a paragraph ends. A line ends one where the next word would still have fitted beside it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

from cami_graph.draft.paper import Block, Line, Paper, TableRow, cannot_read, clean, paragraphs
from cami_graph.draft.unruled import APART, FEWEST, find_columns, split_page, split_sections
from cami_graph.errors import SourceError

SLACK = 0.5
NEAR, REACH = 3.0, 60
ITEM = re.compile(r"[a-k][.)] ")
CODE = re.compile(r"\d+\.\d+\.\d+\b")
OPEN_END = re.compile(r"(?:,|\w-| [-–&]| (?:and|or|of|the|by|in|to|for|with|from|on|at|a|an))$")
OPENS = re.compile(r"\d+\.\d+\.\d+\.? \S|[A-Z][\w'’-]+(?:(?:,| and| -| –)* [A-Z][\w'’-]+)*: ?\S|[a-k][.)] [A-Z]")
HYPHEN = re.compile(r"(?<=\w)-$")
LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})


@dataclass
class _Part:
    """Words in a box of the page: its paragraphs, and what is needed to see whether the last one goes on elsewhere."""

    pieces: list[str] = field(default_factory=list)
    room: float = 0.0
    first: float = 0.0
    merged: bool = False


def read_pdf(path: Path) -> Paper:
    """Read lines and tables, page after page; a row that goes on over a page is one row again."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    blocks: list[Block] = []
    try:
        with pdfplumber.open(path) as pdf:
            found = list(_pages(pdf.pages))
            if not any(table for _, table, _ in found):
                found = list(_unruled(pdf.pages))
            rows = _without_repeats(found)
    except Exception as error:
        raise cannot_read(path.name, "a PDF", type(error).__name__) from error
    if not any(table for _, table, _ in rows):
        raise SourceError(
            "no table stands in it.",
            where=path.name,
            remedy="No words stand in columns, or it is a picture of a page: take the document that it was made from.",
        )
    for place, table, parts in _join(rows):
        if table:
            cells = tuple(paragraphs(part.pieces, path.name, place) for part in parts)
            blocks.append(TableRow(cells, table, place))
        else:
            blocks.extend(Line(clean(words, path.name, place), place) for words in parts[0].pieces)
    return Paper(path.name, tuple(blocks))


_Found = tuple[str, int, list[_Part]]
_Box = tuple[float, float, float, float]


def _pages(pages: list[Any]) -> Iterator[_Found]:
    count = 0
    for number, page in enumerate(pages, 1):
        words = page.extract_words(keep_blank_chars=False, use_text_flow=False, x_tolerance=1.5)
        tables = sorted(page.find_tables(), key=lambda one: one.bbox[1])
        top = 0.0
        for table in tables:
            yield from _between(words, top, table.bbox[1], page, number)
            count += 1
            for row in table.rows:
                parts = [_cell(words, box) if box else _Part(merged=True) for box in row.cells]
                yield f"page {number} table {count}", count, parts
            top = table.bbox[3]
            if boxes := _open_row(page, table):
                yield f"page {number} table {count}", count, [_cell(words, box) for box in boxes]
                top = boxes[0][3]
        yield from _between(words, top, page.height, page, number)


def _unruled(pages: list[Any]) -> Iterator[_Found]:
    """Yield the same of pages on which no lines are drawn: each section has columns of its own."""
    lines = [
        (number, line)
        for number, page in enumerate(pages, 1)
        for line in _lines(page.extract_words(use_text_flow=False, x_tolerance=1.5))
    ]
    count = 0
    for part in split_sections(lines):
        columns = find_columns([line for _, line in part])
        heads: set[tuple[str, ...]] = set()
        for number in dict.fromkeys(number for number, _ in part):
            here = [line for page, line in part if page == number]
            if len(columns) < FEWEST:
                yield from ((f"page {number}", 0, [_lay_out(line, pages[number - 1].width)]) for line in here)
                continue
            ends = [*(place - APART for place in columns[1:]), pages[number - 1].width - columns[0]]
            count += 1
            for is_row, cells in split_page(here, columns, heads):
                parts = [_lay_out(words, end) if words else _Part() for words, end in zip(cells, ends, strict=False)]
                yield (f"page {number} table {count}", count, parts) if is_row else (f"page {number}", 0, parts[:1])


def _open_row(page: Any, table: Any) -> list[_Box]:  # noqa: ANN401
    """Return the cells of a row that the page cuts without a line below it: the lines between its columns go on."""
    columns = max((row.cells for row in table.rows), key=lambda cells: sum(map(bool, cells)))
    if not all(columns):
        return []
    sides = {round(side) for box in columns for side in (box[0], box[2])}
    bottom = table.bbox[3]
    ends = [
        one["bottom"]
        for one in page.edges
        if one["orientation"] == "v" and {round(one["x0"]) + step for step in (-1, 0, 1)} & sides
        if one["top"] < bottom + NEAR and one["bottom"] > bottom + NEAR
    ]
    return [(box[0], bottom, box[2], max(ends)) for box in columns] if len(ends) > len(columns) else []


def _between(words: list[Any], top: float, bottom: float, page: Any, number: int) -> Iterator[_Found]:  # noqa: ANN401
    inside = [one for one in words if top <= (one["top"] + one["bottom"]) / 2 < bottom]
    if not inside:
        return
    left = min(one["x0"] for one in inside)
    right = page.width - left
    part = _lay_out(inside, right)
    if part.pieces:
        yield f"page {number}", 0, [part]


def _cell(words: list[Any], box: _Box) -> _Part:
    x0, top, x1, bottom = box
    inside = [
        one
        for one in words
        if x0 <= (one["x0"] + one["x1"]) / 2 < x1 and top <= (one["top"] + one["bottom"]) / 2 < bottom
    ]
    if not inside:
        return _Part()
    return _lay_out(inside, x1 - (min(one["x0"] for one in inside) - x0))


def _lay_out(words: list[Any], right: float) -> _Part:
    """Return the paragraphs of words within a box that ends at `right`."""
    lines = _lines(words)
    part = _Part(first=_least(lines[0][0]))
    room = -1.0
    gap = _gap(lines)
    last: list[Any] | None = None
    for line in lines:
        text = " ".join(one["text"] for one in line).translate(LIGATURES)
        width = _least(line[0])
        apart = last is not None and line[0]["top"] - last[0]["top"] > 1.6 * gap
        above = part.pieces[-1] if part.pieces else ""
        if above and (_must_go_on(above, text) or (room < width and not apart and not OPENS.match(text))):
            part.pieces[-1] = _go_on(part.pieces[-1], text)
        else:
            part.pieces.append(text)
        room = right + SLACK - line[-1]["x1"] - _blank(line)
        last = line
    part.room = room
    return part


def _must_go_on(above: str, text: str) -> bool:
    """Say whether a line cannot open a paragraph: by its own first letter, or by what the line above left open."""
    if above.count("[") > above.count("]") and above.rfind("[") > len(above) - REACH:
        return True
    if ITEM.match(text) or CODE.match(text):
        return False
    opened = any(above.count(left) > above.count(right) for left, right in ("()", "[]"))
    return opened or text[0].islower() or text[0] in ",;)]&[" or bool(OPEN_END.search(above))


def _least(word: Any) -> float:  # noqa: ANN401 (a word of pdfplumber)
    """Return how wide the part of a word is that a line must have room for: a word breaks after its hyphen."""
    text = word["text"]
    at = text.find("-", 1) + 1
    return float(word["x1"] - word["x0"]) * (at / len(text) if 1 < at < len(text) else 1.0)


def _go_on(above: str, text: str) -> str:
    return f"{above}{text}" if HYPHEN.search(above) else f"{above} {text}"


def _gap(lines: list[list[Any]]) -> float:
    steps = sorted(low[0]["top"] - high[0]["top"] for high, low in pairwise(lines))
    return float(steps[0]) if steps else 1000.0


def _blank(line: list[Any]) -> float:
    steps = [float(right["x0"] - left["x1"]) for left, right in pairwise(line)]
    return min(steps) if steps else float(line[0]["bottom"] - line[0]["top"]) * 0.3


def _lines(words: list[Any]) -> list[list[Any]]:
    lines: list[list[Any]] = []
    for word in sorted(words, key=lambda one: (round(one["bottom"]), one["x0"])):
        if lines and abs(lines[-1][0]["bottom"] - word["bottom"]) < 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: float(one["x0"])) for line in lines]


def _without_repeats(found: list[_Found]) -> list[_Found]:
    """Leave out lines that stand on several pages, but for the first time: the running heads."""
    lines = [(place, parts[0].pieces[0]) for place, table, parts in found if not table]
    repeated = {words for _, words in lines if len({place for place, other in lines if other == words}) > 1}
    kept: list[_Found] = []
    seen: set[str] = set()
    for row in found:
        words = row[2][0].pieces[0] if not row[1] else ""
        if words in repeated and words in seen:
            continue
        seen.add(words)
        kept.append(row)
    return kept


def _join(found: list[_Found]) -> list[_Found]:
    """Join a row that a page cuts in two: its last paragraph goes on where the next word had no room."""
    rows: list[_Found] = []
    head: list[list[str]] = []
    for place, table, parts in found:
        last = rows[-1] if rows else None
        pieces = [part.pieces for part in parts]
        if table and pieces == head and last and last[1]:
            continue
        if table and not head:
            head = pieces
        cut = bool(table and last and last[1] and last[1] != table and len(last[2]) == len(parts))
        if cut and last and not any(CODE.match(piece) for piece in parts[0].pieces):
            _carry(rows, parts)
            if not any(part.pieces for part in parts):
                continue
        rows.append((place, table, parts))
    return rows


def _carry(rows: list[_Found], parts: list[_Part]) -> None:
    for column, part in enumerate(parts):
        above = next((row[2][column] for row in reversed(rows) if row[1] and not row[2][column].merged), None)
        if not part.pieces or not above or not above.pieces:
            continue
        first = part.pieces[0]
        if _must_go_on(above.pieces[-1], first) or (above.room < part.first and not OPENS.match(first)):
            above.pieces[-1] = _go_on(above.pieces[-1], part.pieces.pop(0))
