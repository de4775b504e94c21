"""A result as columns and rows of cells to write, labels beside addresses where they are wanted; a cell as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cami_graph.query.plain import Plain

if TYPE_CHECKING:
    from cami_graph.query.result import Result


@dataclass(frozen=True, slots=True)
class Options:
    """How to write: labels beside addresses, citations at the end, cells guarded against spreadsheets.

    `mark` puts the byte order mark first, without which some spreadsheets take UTF-8 for something else.
    """

    labels: bool = False
    cite: bool = False
    guard: bool = False
    language: str = "en"
    mark: bool = False


def table_of(result: Result, options: Options) -> tuple[list[str], list[list[Plain]]]:
    """Return the columns and rows to write; with citations, the claims and words of each row at its end."""
    return result.table(labels=options.labels, cite=options.cite, language=options.language)


def numbered_table(result: Result, columns: list[str], rows: list[list[Plain]]) -> tuple[list[str], list[list[Plain]]]:
    """Return the table with a last column that names the words of each row by their number in the list of words."""
    numbers = (", ".join(map(str, row)) for row in result.support.numbered)
    return [*columns, "words"], [[*row, one] for row, one in zip(rows, numbers, strict=True)]


def show_plain(value: Plain) -> str:
    """Return a plain value as text: nothing for nothing, true and false in small letters."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
