"""The parts of a sentence that may be the question: people greet, say who they are and why they ask, and then ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from cami_graph.ask.words import Word

Parts = Callable[[str, Sequence[Word]], Iterable[range]]

STOP = re.compile(r"[.!?;\n]")
PAUSE = re.compile(r"[.!?;:,()\n]|\s[—–-]\s")
MOST = 6  # parts that are told apart; what follows belongs to the last


def breaks_of(mark: re.Pattern[str], text: str, words: Sequence[Word]) -> list[int]:
    """Return the places of the words before which such a mark stands."""
    places = (place for place in range(1, len(words)) if mark.search(text, words[place - 1].end, words[place].start))
    return list(places)[: MOST - 1]


def question_parts(text: str, words: Sequence[Word]) -> Iterator[range]:
    """Give the places that may hold the question: all, what follows any mark, what stands between two full stops.

    What follows a comma is never left out: `what was asked, but not done` is one question.
    """
    stops = [0, *breaks_of(STOP, text, words), len(words)]
    given = [range(len(words)), *(range(place, len(words)) for place in breaks_of(PAUSE, text, words))]
    given += [range(first, last) for first in stops for last in stops if first < last]
    yield from dict.fromkeys(given)


def whole_sentence(_: str, words: Sequence[Word]) -> tuple[range]:
    """Return the places of all words, for a sentence that is known to be nothing but a question."""
    return (range(len(words)),)
