"""Reviewed repairs of the damaged extraction: each names what is printed, how to read it, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cami_graph.errors import SourceError
from cami_graph.source.document import Span
from cami_graph.source.sheet import read_sheet

COLUMNS = ("line", "column", "printed", "read_as", "to_column", "reason")
ABSORBED = "-"
STRAY = re.compile(r"\\(?=\$)")
"""The mark that an extraction sets before a dollar sign, and the document does not print."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of ``data/corrections.csv``: words on a line and column, how to read them, where they belong.

    An empty `to_column` repairs the text inside its cell; otherwise the printed words belong to that column of
    the same activity. `read_as` empty keeps a moved piece as printed; ``-`` means that another repair has
    already taken its letters in, so that it adds nothing to the reading.
    """

    row: int
    line: int
    column: int
    printed: str
    read_as: str
    to_column: int | None
    reason: str

    @property
    def reading(self) -> str:
        """Return the words that take the place of the printed ones."""
        if self.read_as == ABSORBED:
            return ""
        return self.read_as or self.printed

    def locate(self, spans: list[Span]) -> tuple[Span, Span]:
        """Find the printed words among `spans`: the span that holds them and the exact piece, or stop."""
        here = [span for span in spans if span.line == self.line and span.column == self.column]
        found = [(span, piece) for span in here for piece in span.find(self.printed)]
        if len(found) != 1:
            raise SourceError(
                f"{self.printed!r} stands {len(found)} times in line {self.line}, column {self.column} of the report.",
                where=f"corrections.csv row {self.row} column printed",
                remedy="The correction is stale or too short: quote the damaged words as printed, or delete the row.",
            )
        return found[0]


def without_marks(text: str) -> str:
    r"""Return words as a reader is shown them: without the mark that an extraction sets before a dollar sign.

    >>> without_marks(r"budget US\$ 185,000")
    'budget US$ 185,000'
    """
    return STRAY.sub("", text)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read the repairs, in the order of the file; every row has a reason."""
    sheet = read_sheet(path, path.name, COLUMNS)
    if sheet.faults:
        first = sheet.faults[0]
        problem = f"{first.problem[0].lower()}{first.problem[1:]}"
        if first.row == 1:
            problem = f"the header is wrong: {problem}"
        raise SourceError(problem, where=first.place(), remedy=first.remedy, faults=sheet.faults[1:])
    return tuple(_correction(path.name, number, row) for number, row in sheet.rows)


def _correction(file: str, number: int, row: Sequence[str]) -> Correction:
    where = f"{file} row {number}"
    values = dict(zip(COLUMNS, row, strict=True))
    for name in ("printed", "reason"):
        if not values[name]:
            remedy = "A repair names its words and its reason."
            raise SourceError("the field is empty.", where=f"{where} column {name}", remedy=remedy)
    if not values["read_as"] and not values["to_column"]:
        remedy = "Fill read_as or to_column, or delete the row."
        raise SourceError("nothing is repaired.", where=where, remedy=remedy)
    line, column = _number(where, "line", values), _number(where, "column", values, 6)
    to_column = _number(where, "to_column", values, 6) if values["to_column"] else None
    return Correction(number, line, column, values["printed"], values["read_as"], to_column, values["reason"])


def _number(where: str, name: str, values: dict[str, str], most: int = 10**6) -> int:
    text = values[name]
    if not text.isdecimal() or not 1 <= int(text) <= most:
        remedy = "Write the printed column, 1 to 6." if most == 6 else "Write the line of the report."
        raise SourceError(f"{text!r} is no such number.", where=f"{where} column {name}", remedy=remedy)
    return int(text)
