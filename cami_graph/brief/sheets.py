"""A brief as an Excel workbook: its table, its lists and the words behind them, one line each."""

from __future__ import annotations

from cami_graph.brief.content import Brief
from cami_graph.brief.sources import Cited
from cami_graph.brief.table import Cell


def to_xlsx(brief: Brief) -> bytes:
    """Return the brief as XLSX; its library is loaded only then."""
    from cami_graph.query.workbook import Sheet, sheets_bytes

    words, table = brief.words, brief.table
    lists = [
        [part.title, one.strong.rstrip(".:"), one.text, _marks(one)]
        for part in brief.parts
        for one in (*part.lines, *((Cited(part.more),) if part.more else ()))
    ]
    told = [brief.title, brief.series, brief.not_ours, brief.finding, *brief.origin, *table.notes]
    sheets: list[Sheet] = [
        (words("sheet_brief"), [words("sheet_text")], [[line] for line in told]),
        (
            words("sheet_shared"),
            [*table.heads, words("sheet_note")],
            [[row.name, *map(_cell, row.cells), row.note] for row in table.rows],
        ),
        (words("sheet_lists"), [words(f"sheet_{key}") for key in ("part", "what", "text", "marks")], lists),
        (
            words("sheet_words"),
            [words("sheet_number"), words("sheet_text")],
            [[number, text] for number, text in enumerate(brief.sources, start=1)],
        ),
    ]
    return sheets_bytes(sheets)


def _cell(cell: Cell) -> str:
    return "; ".join(f"{one.strong} {one.text}{f' [{_marks(one)}]' if one.sources else ''}".strip() for one in cell)


def _marks(one: Cited) -> str:
    return ", ".join(map(str, one.sources))
