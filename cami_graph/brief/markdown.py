"""A brief as Markdown, without the map."""

from __future__ import annotations

from collections.abc import Iterator

from cami_graph.brief.content import Brief, Part
from cami_graph.brief.sources import Cited
from cami_graph.brief.table import Cell, Table


def to_markdown(brief: Brief) -> bytes:
    """Return the brief as Markdown."""
    lines = [f"*{brief.series}* · **{brief.not_ours}**", "", f"# {_md(brief.title)}", "", _md(brief.finding), ""]
    lines += [*_part(brief.since), "", *_table(brief.table), ""]
    for part in (*brief.first, *brief.second):
        lines += [*_part(part), ""]
    lines += [f"## {brief.sources_title}", "", f"*{_md(brief.sources_about)}*", ""]
    lines += [*(f"{n}. {_md(text)}" for n, text in enumerate(brief.sources, start=1)), ""]
    return "\n".join([*lines, *(f"{_md(line)}  " for line in brief.origin), ""]).encode()


def _md(text: str) -> str:
    """Return text that Markdown takes as text."""
    for sign in ("\\", "|", "*", "_", "`", "<", "[", "]"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _table(table: Table) -> Iterator[str]:
    if table.rows:
        yield f"| {' | '.join(map(_md, table.heads))} |"
        yield "|---" * len(table.heads) + "|"
    for row in table.rows:
        name = f"**{_md(row.name)}**{f' ({_md(row.note)})' if row.note else ''}"
        yield f"| {' | '.join([name, *map(_cell, row.cells)])} |"
    for note in table.notes:
        yield from ("", _md(note))


def _cell(cell: Cell) -> str:
    return "; ".join(map(_line, cell)) or "–"


def _part(part: Part) -> Iterator[str]:
    yield from (f"## {part.title}{f' ({_md(part.about)})' if part.about else ''}", "")
    marks = [f"{n}." if part.key == "questions" else "-" for n in range(1, len(part.lines) + 1)]
    yield from (f"{mark} {_line(one)}" for mark, one in zip(marks, part.lines, strict=True))
    if not part.lines:
        yield part.nothing
    if part.more:
        yield from ("", _md(part.more))


def _line(one: Cited) -> str:
    strong = f"**{_md(one.strong)}** " if one.strong else ""
    return f"{strong}{_md(one.text)}{''.join(f' [{n}]' for n in one.sources)}"
