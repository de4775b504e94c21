"""Read a text as the reports lie in the data: a line for each row of a table, its cells parted by tabs."""

from __future__ import annotations

from pathlib import Path

from cami_graph.draft.paper import Block, Line, Paper, TableRow, cannot_read, clean, paragraphs


def read_text(path: Path) -> Paper:
    """Read a text in UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise cannot_read(path.name, "text in UTF-8", f"byte {error.start}") from error
    blocks: list[Block] = []
    table, inside = 0, False
    for number, line in enumerate(text.splitlines(), 1):
        place = f"line {number}"
        fields = line.split("\t")
        if len([field for field in fields if field.strip()]) == 0:
            continue
        if len(fields) > 2:
            table += not inside
            inside = True
            cells = tuple(paragraphs([field], path.name, place) for field in fields)
            blocks.append(TableRow(cells, table, place))
        else:
            inside = False
            blocks.append(Line(clean(line, path.name, place), place))
    return Paper(path.name, tuple(blocks))
