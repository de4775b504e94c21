"""Read a table as rows of cells, strictly, and meet with sense what spreadsheets do to it.

Read as if it were right: a byte mark, semicolons or tabs, the line ends of Windows, blanks around a cell, rows and
columns that hold nothing, columns in another order. Named with its cell: everything that lost something.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cami_graph.errors import Fault, HidingFault
from cami_graph.source.encoding import read_text

DELIMITERS = (",", ";", "\t", "|")
CURLY = "“”„«»‟″"
CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")
OPEN_CURLY, CLOSE_CURLY = re.compile(r"[“„][^“”„]*"), re.compile(r"[^“”„]*[”“]")
MARK = "\ufeff"
Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table with their numbers, the cells in the order of the columns asked for; and what is wrong.

    `letters` says in which column of the file each of them stands. Without a header nothing could be read.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    letters: tuple[str, ...]
    faults: tuple[Fault, ...]
    has_header: bool = True


def letter_of(place: int) -> str:
    """Return the letter by which spreadsheets name a column, counted from 0.

    >>> letter_of(0), letter_of(27)
    ('A', 'AB')
    """
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


def read_sheet(path: Path, file: str, columns: Sequence[str]) -> Sheet:
    """Read the table at `path`, called `file` in what is said of it, whose header names these columns."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _nothing(HidingFault("The table is missing.", file, None, "", "", "Put the file back."))
    except OSError as error:
        return _nothing(HidingFault(f"It cannot be read: {error.strerror}.", file, None, "", "", "Put a table there."))
    text, unread = read_text(data, file)
    if unread:
        return _nothing(*unread)
    records, faults = split_records(text, file, columns)
    found = arrange(records, file, columns)
    if faults and not found.has_header:
        return _nothing(*faults)
    return Sheet(found.rows, found.letters, (*faults, *found.faults), found.has_header)


def _nothing(*faults: Fault) -> Sheet:
    return Sheet((), (), faults, has_header=False)


def split_records(text: str, file: str, columns: Sequence[str]) -> tuple[list[Record], list[Fault]]:
    """Split a text into numbered rows of cells, by the separator that makes its first row most like these columns."""
    text = text.removeprefix(MARK)
    first, end, rest = text.partition("\n")
    if first.lower().startswith("sep=") and end:
        text = rest
    wanted = {_plain(name) for name in columns}
    delimiter = max(DELIMITERS, key=lambda one: len(wanted & set(map(_plain, _first_row(text, one)))))
    records: list[Record] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    try:
        for cells in reader:
            records.append((len(records) + 1, cells))
    except csv.Error as error:
        remedy = "Look for a quotation mark without its partner. Save it as UTF-8 CSV."
        return records, [HidingFault(f"Broken CSV: {error}.", file, len(records) + 1, "", "", remedy)]
    return records, []


def _first_row(text: str, delimiter: str) -> list[str]:
    for line in text.splitlines():
        if line.strip(f"{delimiter} \t\r"):
            return line.split(delimiter)
    return []


def _plain(name: str) -> str:
    """Return the name of a column without what a spreadsheet may have put around it."""
    return name.strip(f"{MARK}\"'{CURLY} \u00a0\u200b\t\r\n").casefold()


def arrange(records: Iterable[Record], file: str, columns: Sequence[str]) -> Sheet:
    """Bring rows of cells into the order of these columns, whatever the order in the file; pass over what is empty."""
    filled = iter([(number, cells) for number, cells in records if any(cell.strip() for cell in cells)])
    number, header = next(filled, (1, []))
    while header and not _plain(header[-1]):
        header = header[:-1]
    places, faults, has_header = _read_header(number, header, file, columns)
    if not has_header:
        return _nothing(*faults)
    rows = []
    for number, cells in filled:
        wrong = _check_width(number, cells, header, file)
        faults += wrong
        if not wrong:
            rows.append((number, tuple(cells[place].strip() for place in places)))
    return Sheet(tuple(rows), tuple(map(letter_of, places)), tuple(faults))


def _read_header(
    number: int, header: Sequence[str], file: str, columns: Sequence[str]
) -> tuple[list[int], list[Fault], bool]:
    """Return where each column stands, what is wrong with the header, and whether the rows can be read by it."""
    names = [_plain(name) for name in header]
    wanted = {_plain(name): name for name in columns}
    missing = [name for plain, name in wanted.items() if plain not in names]
    unknown = [place for place, name in enumerate(names) if name and name not in wanted]
    twice = [place for place, name in enumerate(names) if name in wanted and name in names[:place]]
    faults: list[Fault] = []
    if missing or unknown:
        shown = ", ".join(header[place].strip() for place in unknown)
        problem = f"Unknown columns: {shown or 'none'}; missing columns: {', '.join(missing) or 'none'}."
        where = f" (cells {', '.join(f'{letter_of(place)}{number}' for place in unknown)})" if unknown else ""
        remedy = f"The header is {','.join(columns)}{where}."
        faults.append((HidingFault if missing else Fault)(problem, file, number, "", shown, remedy))
    for place in twice:
        problem = f"The column {names[place]} stands twice, the second time as {letter_of(place)}."
        faults.append(HidingFault(problem, file, number, letter_of(place), names[place], "Delete one of the two."))
    if missing or twice:
        return [], faults, False
    return [names.index(plain) for plain in wanted], faults, True


def _check_width(number: int, cells: Sequence[str], header: Sequence[str], file: str) -> list[Fault]:
    """Find a row that has fewer cells than the header, or words without a heading; empty ones beyond it say nothing."""
    width = len(header)
    if CONFLICT.match(cells[0]):
        remedy = "Choose between the rows that stand between these signs, and delete the signs."
        return [HidingFault("A sign of a merge that nobody settled.", file, number, letter_of(0), cells[0], remedy)]
    for place, cell in enumerate(cells):
        if OPEN_CURLY.fullmatch(cell.strip()) and any(CLOSE_CURLY.fullmatch(one.strip()) for one in cells[place + 1 :]):
            remedy = 'Write straight quotation marks (") around a cell that holds a comma.'
            problem = f"Curly quotation marks begin in cell {letter_of(place)}{number} and end in another."
            return [HidingFault(problem, file, number, letter_of(place), cell, remedy)]
    remedy = "Look for a missing comma or quotation mark."
    for place, cell in enumerate(cells):
        if cell.strip() and place >= width:
            problem = f"{len(cells)} columns instead of {width}."
            return [HidingFault(problem, file, number, letter_of(place), cell, remedy)]
        if cell.strip() and not _plain(header[place]):
            problem = f"Cell {letter_of(place)}{number} stands in a column without a heading."
            return [HidingFault(problem, file, number, letter_of(place), cell, "Give it its heading, or delete it.")]
    if len(cells) < width:
        first = _plain(header[len(cells)]) or letter_of(len(cells))
        return [HidingFault(f"{len(cells)} columns instead of {width}.", file, number, first, "", remedy)]
    return []
