"""Rows as a table for a terminal: nothing is cut, and where columns find no room, each field has a line of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import zip_longest

LEAST_WIDTH = 8
BETWEEN = "   "
"""What stands between two columns; the one before a gap and the one after it count as width of the columns."""
WORD = re.compile(r"\s*\S+\s*")


def draw_table(names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str], width: int) -> str:
    """Return the rows as text no wider than `width` signs, columns of `numbers` set to the right."""
    cells = [[escape(value) for value in row] for row in rows]
    if len(names) * (LEAST_WIDTH + 2) > width:
        return draw_records(names, cells, width)
    widths = share_width(names, cells, width)
    if _line_width(widths) > width:
        return draw_records(names, cells, width)
    return draw_columns(names, cells, [name in numbers for name in names], widths)


def _line_width(widths: Sequence[int]) -> int:
    return sum(widths) + len(BETWEEN) * (len(widths) - 1)


def escape(text: str) -> str:
    """Return a text in which what a terminal would obey is written out; a line break stays one."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\n" else f"\\u{ord(sign):04x}" for sign in text)


def draw_columns(
    names: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], widths: Sequence[int]
) -> str:
    """Return a table with columns side by side, long cells folded, the heads standing on their line."""
    head = [fold(name, room) for name, room in zip(names, widths, strict=True)]
    height = max(map(len, head))
    head = [[""] * (height - len(lines)) + lines for lines in head]
    lines = [*_set_lines(head, widths, right), "─" * _line_width(widths)]
    for row in rows:
        lines += _set_lines([fold(cell, room) for cell, room in zip(row, widths, strict=True)], widths, right)
    return "\n".join(lines)


def _set_lines(cells: Sequence[Sequence[str]], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    """Give the lines of one row, cells filled up to the width of their column."""
    for line in zip_longest(*cells, fillvalue=""):
        parts = []
        for text, room, is_right in zip(line, widths, right, strict=True):
            said = text.rstrip() if is_right else text
            gap = " " * (room - width_of(said))
            parts.append(gap + said if is_right else said + gap)
        yield BETWEEN.join(parts).rstrip()


def share_width(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the width of each column: what its longest line needs, the widest ones cut down until all find room."""
    wanted = [
        max([min(len(name), LEAST_WIDTH), *(width_of(line) for cell in column for line in cell.split("\n"))])
        for name, column in zip(names, zip(names, *rows, strict=True), strict=True)
    ]
    last = len(names) - 1
    beside = [(place > 0) + (place < last) for place in range(len(names))]
    room = width - last
    padded = [min(one + more, room) for one, more in zip(wanted, beside, strict=True)]
    while (excess := sum(padded) - room) > 0:
        widest = max(padded)
        next_widest = max((one for one in padded if one != widest), default=0)
        sharers = sum(one == widest for one in padded)
        for place, one in enumerate(padded):
            if one == widest:
                less = min(widest - next_widest, round(excess / sharers))
                padded[place], excess, sharers = one - less, excess - less, sharers - 1
    return [max(one - more, min(len(name), LEAST_WIDTH)) for one, more, name in zip(padded, beside, names, strict=True)]


def fold(text: str, width: int) -> list[str]:
    """Return a text as lines no wider than this, broken between words, and inside a word that is wider than a line."""
    return [line for part in text.split("\n") for line in _fold_line(part, width)]


def _fold_line(text: str, width: int) -> list[str]:
    if width_of(text) <= width:
        return [text.rstrip() if text.isspace() else text]
    breaks, used = [0], 0
    for found in WORD.finditer(text):
        start, needed = found.start(), width_of(found[0].rstrip())
        if used + needed <= width:
            used += width_of(found[0])
        elif needed <= width:
            breaks, used = [*breaks, start], width_of(found[0])
        else:
            pieces = chop(found[0], width)
            breaks += [start + sum(map(len, pieces[:count])) for count in range(len(pieces))]
            used = width_of(pieces[-1])
    breaks = sorted(set(breaks))
    lines = (text[start:end] for start, end in zip_longest(breaks, breaks[1:]))
    return [line.rstrip() if width_of(line) > width else line for line in lines]


def chop(text: str, width: int) -> list[str]:
    """Return a word in pieces no wider than this."""
    pieces, used = [""], 0
    for sign in text:
        if used + width_of(sign) > width:
            pieces.append("")
            used = 0
        pieces[-1] += sign
        used += width_of(sign)
    return pieces


def width_of(text: str) -> int:
    """Return how many places a text takes on a terminal: signs of Chinese or Japanese two, marks above letters none."""
    return len(text) if text.isascii() else sum(map(_width_of_sign, text))


@cache
def _width_of_sign(sign: str) -> int:
    from unicodedata import category, east_asian_width

    if category(sign) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def draw_records(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Return one field a line, an empty line between rows; the name on a line of its own where there is little room."""
    lines: list[str] = []
    for row in rows:
        for name, value in zip(names, row, strict=True):
            if value:
                lines += _wrap(f"{name}: {' '.join(value.split())}".rstrip(), max(width, 2))
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _wrap(text: str, width: int) -> Iterator[str]:
    """Give a text line by line, all but the first one place in."""
    lines = [text] if width_of(text) <= width else fold(text, width - 1)
    yield from (f"{' ' if place else ''}{line.strip()}" for place, line in enumerate(lines))
