"""Rows as a table for a terminal: nothing is cut, and where columns find no room, each field has a line of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

LEAST_WIDTH = 8


def draw_table(names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str], width: int) -> str:
    """Return the rows as text no wider than `width` signs, columns of `numbers` set to the right."""
    cells = [[escape(value) for value in row] for row in rows]
    if len(names) * (LEAST_WIDTH + 2) > width:
        return draw_records(names, cells, width)
    return draw_columns(names, cells, numbers, width)


def escape(text: str) -> str:
    """Return a text in which what a terminal would obey is written out; a line break stays one."""
    return "".join(sign if sign.isprintable() or sign == "\n" else f"\\u{ord(sign):04x}" for sign in text)


def draw_columns(names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str], width: int) -> str:
    """Return a table with columns side by side, long cells folded."""
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    columns = [
        Column(Text(name), justify="right" if name in numbers else "left", overflow="fold", min_width=min(len(name), 8))
        for name in names
    ]
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    file = io.StringIO()
    Console(file=file, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def draw_records(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Return one field a line, an empty line between rows; the name on a line of its own where there is little room."""
    from textwrap import wrap

    lines: list[str] = []
    for row in rows:
        for name, value in zip(names, row, strict=True):
            if value:
                lines += wrap(f"{name}: {' '.join(value.split())}", max(width, 2), subsequent_indent=" ") or [name]
        lines.append("")
    return "\n".join(lines).rstrip("\n")
