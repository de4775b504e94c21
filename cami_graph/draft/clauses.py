"""Entries that tell several things in one sentence, each with its own year: the words of each."""

from __future__ import annotations

import re
from itertools import pairwise

from cami_graph.draft.told import Told
from cami_graph.draft.words import YEAR, find_spans
from cami_graph.source import Span

JOINT = re.compile(r"[;,] | and ")
NO_WORD = re.compile(rf"{YEAR}|\W+")


def split_clauses(told: Told, head: int) -> list[tuple[Span, ...]]:
    """Return the words of each year of an entry, in order: what leads the entry, `head` characters, and one clause.

    Nothing where the words between two years part nowhere, or where one part would hold no word but years.
    """
    span, words = told.entry.span, told.entry.span.words
    cuts = [head]
    for (start, first, last), (following, _, _) in pairwise(find_spans(words)):
        end = words.index(last[-2:] or first, start + (4 if last else 0)) + len(last[-2:] or first)
        joints = [match for match in JOINT.finditer(words, end, following) if _is_outside(words, match.start())]
        if not joints:
            return []
        cuts.append(joints[0].end())
    bounds = [*pairwise([*cuts, len(words)])]
    if len(bounds) < 2 or any(not NO_WORD.sub("", words[low:high]) for low, high in bounds):
        return []
    whole = _piece(span, 0, bounds[0][1])
    others = [_piece(span, low, high) for low, high in bounds[1:]]
    lead = (_piece(span, 0, head),) if head else ()
    return [(whole,), *((*lead, other) for other in others)]


def _is_outside(words: str, at: int) -> bool:
    """Say whether a place stands within no bracket."""
    return words[:at].count("(") == words[:at].count(")")


def _piece(span: Span, low: int, high: int) -> Span:
    """Return a part of a span without blanks and joints around it."""
    words = re.sub(r"(?:[\s,;]+| and )$", "", span.words[low:high])
    return span.part(span.start + low, span.start + low + len(words))
