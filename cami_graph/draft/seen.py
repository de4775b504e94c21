"""A name that is not known, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.lexicon import Thing
from cami_graph.source import Span


@dataclass(frozen=True, slots=True)
class Seen:
    """A name that is not known: what it would be, where it stands, and whether claims rest on it."""

    thing: Thing
    code: str
    column: int
    span: Span


def make_id(words: str) -> str:
    """Return words as an id: small letters and digits, parted by dashes."""
    plain = re.sub(r"(?<=s)['’]s\b|['’]", "", words).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("ü", "u").replace("é", "e")).strip("-")


def texts(desk: Desk, *columns: int) -> Iterator[tuple[PrintedRow, str, int, Span]]:
    """Return the words of cells, passage by passage, with the first activity they belong to."""
    for row in desk.rows:
        if 1 in columns:
            for code, cell in row.own.items():
                for span in (*((cell.subheading,) if cell.subheading else ()), *row.own_words(code)):
                    yield row, code, 1, span
        for column in (one for one in columns if one > 1):
            for span in row.passages(column):
                yield row, row.codes[0], column, span


def part(span: Span, start: int, end: int) -> Span:
    """Return a piece of a span between two offsets within it."""
    return span.part(span.start + start, span.start + end)


def touch(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Say whether a piece meets one of these."""
    return any(low < end and start < high for low, high in spans)
