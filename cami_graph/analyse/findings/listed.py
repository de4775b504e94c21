"""Findings, pairs and links as rows, and each told in full, as bytes that are read back without the analysis.

A build keeps them, so that who only looks waits for no library and no value that is not shown. This module loads
nothing of the analysis when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cami_graph.query.plain import Plain

BOM = "\ufeff"


@dataclass(frozen=True)
class Listing:
    """All findings, pairs or links in order: the head, the rows under it, and which of them the first page shows."""

    head: Sequence[str]
    rows: Sequence[Sequence[Plain]]
    first: Sequence[bool]

    def choose(self, *, first: bool, top: int | None) -> Listing:
        """Return those of the first page, or the first ones."""
        places = [place for place, is_first in enumerate(self.first) if is_first or not first][:top]
        return Listing(self.head, [self.rows[place] for place in places], [self.first[place] for place in places])


def name_list(language: str) -> str:
    """Return the name of the file that holds the rows in a language."""
    return f"list-{language}.json"


def name_told(language: str) -> str:
    """Return the name of the file that tells everything in a language."""
    return f"told-{language}.json"


def read_listing(content: bytes, unit: str) -> Listing:
    """Return the rows of one unit."""
    return Listing(**json.loads(content)[unit])


def read_told(content: bytes, name: str) -> list[str] | None:
    """Return everything about the finding, pair or link of this name, line by line; None where none has it."""
    told: list[str] | None = json.loads(content).get(name)
    return told


def write_rows(listing: Listing, unit: str, form: str) -> bytes:
    """Write rows as CSV (with the mark that spreadsheets look for), TSV, XLSX or Markdown."""
    head, rows = listing.head, listing.rows
    if form == "xlsx":
        from cami_graph.query.workbook import sheets_bytes

        return sheets_bytes([(f"by {unit}", head, rows)])
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if form == "markdown":
        lines = [head, ["---"] * len(head), *texts]
        return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines).encode()
    import csv
    import io

    text = io.StringIO()
    csv.writer(text, delimiter="\t" if form == "tsv" else ",", lineterminator="\n").writerows([head, *texts])
    return ((BOM if form == "csv" else "") + text.getvalue()).encode()
