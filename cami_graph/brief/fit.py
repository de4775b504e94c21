"""How large the type of a Word file may be, so that it has two pages: lines are estimated, since Word cannot be asked.

The numbers are those of a wide type (DejaVu Serif), which stands in where a machine lacks the one that is asked for;
in a narrower one the pages have room to spare.
"""

from __future__ import annotations

from math import ceil

from cami_graph.brief.content import Brief, Part
from cami_graph.brief.table import Cell, Row

SIZES = ((0.78, 9.5), (0.92, 9.0), (1.02, 8.5), (1.14, 8.0))
SMALLEST = 7.5
PAGE, LINE, HALF, SOURCE = 58, 104, 50, 58
"""How many lines of 9 points a page holds, and how many letters a line, half of it, and a line of sources."""


def choose_size(brief: Brief) -> float:
    """Return the size of type in points at which both pages should hold what stands on them."""
    load = max(count_first(brief), count_second(brief)) / PAGE
    return next((size for most, size in SIZES if load <= most), SMALLEST)


def count_first(brief: Brief) -> float:
    """Estimate the lines of the first page at 9 points."""
    beside = max(15, ceil(len(brief.finding) / 40) * 1.15 + _lines(brief.since, HALF))
    table = 1.5 + sum(_row_lines(row, brief.table.widths) for row in brief.table.rows) + len(brief.table.notes)
    return 3 + beside + table + sum(_lines(part, LINE) for part in brief.first) + 4.5


def count_second(brief: Brief) -> float:
    """Estimate the lines of the second page at 9 points; sources stand in two columns of smaller type."""
    sources = sum(ceil(len(text) / SOURCE) + 0.1 for text in brief.sources) * 0.84 / 2
    return sum(_lines(part, LINE) for part in brief.second) + 2 + sources


def _lines(part: Part, width: int) -> float:
    told = sum(ceil(len(f"{one.strong} {one.text}") / width) for one in part.lines)
    return 1.8 + told + (0.9 if part.more else 0) + (0 if part.lines else 1)


def _row_lines(row: Row, widths: tuple[int, ...]) -> float:
    """Estimate the lines of a row: those of its highest cell."""
    name, *others = (width * LINE / sum(widths) for width in widths)
    first = ceil(len(row.name) / (name * 0.9)) + (ceil(len(row.note) / (name * 1.25)) * 0.8 if row.note else 0)
    return 0.15 + max([first, *(_cell_lines(cell, width) for cell, width in zip(row.cells, others, strict=True))])


def _cell_lines(cell: Cell, width: float) -> float:
    return sum(ceil(len(f"{one.strong} {one.text}") / width) for one in cell)
