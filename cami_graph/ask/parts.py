"""The parts of a sentence that may be the question: people greet, say who they are and why they ask, and then ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cami_graph.ask.words import Word

BREAK = re.compile(r"[.!?;:,()\n]|\s[—–-]\s")
MOST = 6  # parts that are told apart; what follows belongs to the last


def parts_of(text: str, words: Sequence[Word]) -> list[range]:
    """Return the places of the words between two marks, such as full stops and commas."""
    starts = [0]
    for place in range(1, len(words)):
        if len(starts) < MOST and BREAK.search(text, words[place - 1].end, words[place].start):
            starts.append(place)
    return [range(first, last) for first, last in zip(starts, [*starts[1:], len(words)], strict=True)]


def question_parts(text: str, words: Sequence[Word]) -> Iterator[range]:
    """Give the places that may hold the question: all of them, what begins or ends at a mark, one part alone."""
    parts = parts_of(text, words)
    given = [range(len(words))]
    given += [range(part.start, len(words)) for part in parts]
    given += [range(0, part.stop) for part in parts]
    yield from dict.fromkeys([*given, *parts])
