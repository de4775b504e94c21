"""Write the changes of a workbook into the tables: only those that changed, their other rows byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from cami_graph.files import write_aside
from cami_graph.source.encoding import read_text
from cami_graph.source.sheet import split_records
from cami_graph.workbook.changes import Cells, Rows, match_rows, read_rows
from cami_graph.workbook.layout import TableSheet


def apply_changes(data: Path, sheets: Sequence[TableSheet], new: Mapping[str, Rows]) -> list[str]:
    """Write the tables that differ from the rows of a workbook, and return their files.

    Everything is worked out before the first file is written. A row keeps its place; what is new follows the row that
    stands before it in the workbook.
    """
    contents: dict[str, bytes] = {}
    for sheet in sheets:
        if sheet.file in new and (content := _content(data, sheet, new[sheet.file])) is not None:
            contents[sheet.file] = content
    for file, content in contents.items():
        write_aside(data / file, content)
    return list(contents)


def _content(data: Path, sheet: TableSheet, new: Rows) -> bytes | None:
    """Return the file of a table with its new rows; nothing where none differs."""
    old = read_rows(data, sheet)
    pairs = match_rows(sheet, old, new)
    if all(before is not None and after is not None and old[before] == new[after] for before, after in pairs):
        return None
    lines, header, quoted = _lines_of(data / sheet.file, sheet)
    names = [column.name for column in sheet.columns]
    places = [names.index(name) if name in names else -1 for name in header]
    kept = {before: after for before, after in pairs if before is not None and after is not None}
    out = [_row(header, quoted)]
    following = _following(pairs)
    out += [_ordered(new[after], places, quoted) for after in following.get(None, ())]
    for number in old:
        if number in kept:
            same = old[number] == new[kept[number]] and lines.get(number)
            out.append(lines[number] if same else _ordered(new[kept[number]], places, quoted))
        out += [_ordered(new[after], places, quoted) for after in following.get(number, ())]
    return "".join(f"{line}\n" for line in out).encode("utf-8")


def _following(pairs: Sequence[tuple[int | None, int | None]]) -> dict[int | None, list[int]]:
    """Return the new rows by the old row after which each stands."""
    found: dict[int | None, list[int]] = {}
    last: int | None = None
    for before, after in sorted((pair for pair in pairs if pair[1] is not None), key=lambda pair: pair[1] or 0):
        if before is not None:
            last = before
        elif after is not None:
            found.setdefault(last, []).append(after)
    return found


def _lines_of(path: Path, sheet: TableSheet) -> tuple[dict[int, str], list[str], bool]:
    """Return a file's lines by row, where they are rows of commas; its header; whether it quotes every cell."""
    text, _ = read_text(path.read_bytes(), sheet.file)
    records, _ = split_records(text, sheet.file, [column.name for column in sheet.columns])
    header = next((cells for _, cells in records if any(cells)), [])
    lines = text.splitlines()
    quoted = all(line.startswith('"') and line.endswith('"') for line in lines if line)
    if len(lines) != len(records):
        return {}, header, quoted
    pairs = zip(lines, records, strict=True)
    return {number: line for line, (number, cells) in pairs if next(csv.reader([line]), []) == cells}, header, quoted


def _ordered(cells: Cells, places: Sequence[int], quoted: bool) -> str:
    """Return a row in the order of its file."""
    return _row([cells[place] if place >= 0 else "" for place in places], quoted)


def _row(cells: Sequence[str], quoted: bool) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerow(cells)
    return out.getvalue()
