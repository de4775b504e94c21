"""Tables of a PDF without lines: columns are where lines of words begin again and again, rows where a code begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

CODE = re.compile(r"\d+\.\d+\.\d+\b")
SECTION = re.compile(r"(?:\d+\.\d+\.?|[A-Z]\w+ \d+\.) \S")
NUMBERED = re.compile(r"\d+\.\d+\.? [A-Z]")
ENDED = re.compile(r"[.\])]$")
APART, NEAR = 4.0, 3.0
SHARE, FEWEST, FEW = 0.6, 4, 3
Words = list[Any]
Row = tuple[bool, list[Words]]
"""A row of a table, or a line of the text (False), with the words of each column."""


def split_sections(lines: Sequence[tuple[int, Words]]) -> Iterator[list[tuple[int, Words]]]:
    """Yield the lines of a document, each with its page, section by section: a table has columns of its own."""
    part: list[tuple[int, Words]] = []
    for number, line in lines:
        if part and NUMBERED.match(_text(line)):
            yield part
            part = []
        part.append((number, line))
    yield part


def find_columns(lines: Sequence[Words]) -> list[float]:
    """Return where the columns begin: places at which lines begin, or go on after a gap, in most of the rows."""
    rows = sum(bool(CODE.match(line[0]["text"])) for line in lines)
    starts: Counter[int] = Counter()
    for line in lines:
        begun = [line[0], *(word for before, word in pairwise(line) if word["x0"] - before["x1"] > APART)]
        starts.update({round(word["x0"]) for word in begun})
    columns: list[int] = []
    for place in sorted(starts):
        count = sum(starts[place + step] for step in (-1, 0, 1))
        if count >= max(FEWEST, SHARE * rows) and (not columns or place - columns[-1] > NEAR):
            columns.append(place)
    return [place - 1.5 for place in columns]


def split_page(lines: Sequence[Words], columns: Sequence[float], heads: set[tuple[str, ...]]) -> Iterator[Row]:
    """Yield the rows and the lines of a page.

    `heads` are the lines above the first row: filled on the first page of a table, passed over on those that follow.
    """
    row: list[Words] | None = None
    begun, printed = bool(heads), frozenset(heads)
    for at, line in enumerate(lines):
        cells = _cells(line, columns)
        told = tuple(map(_text, cells))
        if told in printed:
            continue
        filled = sum(map(bool, cells))
        first = _text(cells[0])
        begun = begun or filled >= FEWEST
        if not begun or _crosses(line, columns) or (filled == 1 and first and SECTION.match(first)):
            if row:
                yield True, row
            row = None
            yield False, [line]
            continue
        above = _text(row[0]) if row else ""
        opens = filled >= FEW and bool(CODE.match(first)) and above.count("[") <= above.count("]")
        after = _text(_cells(lines[at + 1], columns)[0]) if at + 1 < len(lines) else ""
        leads = filled == 1 and first[:1].isupper() and bool(CODE.match(after)) and bool(ENDED.search(above or "."))
        if row and (opens or leads):
            yield True, row
            row = None
        if not printed and not (row and CODE.match(_text(row[0]))) and not opens:
            heads.add(told)
        row = row or [[] for _ in columns]
        for cell, words in zip(row, cells, strict=True):
            cell.extend(words)
    if row:
        yield True, row


def _cells(line: Words, columns: Sequence[float]) -> list[Words]:
    cells: list[Words] = [[] for _ in columns]
    for word in line:
        cells[max(0, sum(place <= word["x0"] for place in columns) - 1)].append(word)
    return cells


def _text(words: Words) -> str:
    return " ".join(word["text"] for word in words)


def _crosses(line: Words, columns: Sequence[float]) -> bool:
    """Say whether words run over the beginning of a column, which those of a cell never do."""
    over = any(word["x0"] < place < word["x1"] - 1 for word in line for place in columns[1:])
    return over or any(
        before["x1"] < place + NEAR and word["x0"] >= place and word["x0"] - before["x1"] < NEAR
        for before, word in pairwise(line)
        for place in columns[1:]
    )
