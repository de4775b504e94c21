"""The words of a document's tables that no proposed claim quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cami_graph.draft.desk import Desk
from cami_graph.source import Span

WORD = re.compile(r"\w")


def leftover(desk: Desk) -> list[Mapping[str, str]]:
    """Return the passages of columns 2 to 6 that no proposed claim rests on, each with its place."""
    quoted = sorted((span.start, span.end) for one in desk.proposals for span in one.spans)
    rows = []
    for row in desk.rows:
        for column in range(2, 7):
            for span in row.passages(column):
                rows += [_row(piece, column) for piece in _gaps(span, quoted)]
    return rows


def _gaps(span: Span, quoted: list[tuple[int, int]]) -> list[Span]:
    pieces, at = [], span.start
    for start, end in quoted:
        if end <= at or start >= span.end:
            continue
        if start > at:
            pieces.append(span.part(at, start))
        at = max(at, end)
    if at < span.end:
        pieces.append(span.part(at, span.end))
    return [piece for piece in pieces if WORD.search(piece.words)]


def _row(span: Span, column: int) -> Mapping[str, str]:
    return {
        "line": str(span.line),
        "column": str(column),
        "start": str(span.start),
        "end": str(span.end),
        "words": span.words.strip(),
    }
