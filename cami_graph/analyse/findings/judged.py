"""What several readers found of one thing: how many found what, what most of them say, and of which wording."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from cami_graph.analyse.situation.channels import Verdict

FOUND = ("holds", "silence", "likely-artefact")
DIFFER, NOT_READ = "differ", "not-read"
VERDICTS = (*FOUND, DIFFER, NOT_READ)
PRESENT, EARLIER = "present", "earlier"


class Reading(Protocol):
    """What a reader found, of the sentence as it is told today or as it was told before."""

    @property
    def is_present(self) -> bool:
        """Say whether the sentence of today was judged."""
        ...


Read = TypeVar("Read", bound=Reading)


def digest(sentence: str) -> str:
    """Return the short sign by which a reading tells which English sentence it judged.

    >>> digest("Possible gap: nothing.")
    '46901884'
    """
    return hashlib.sha256(sentence.encode()).hexdigest()[:8]


def mark_readings(readings: Sequence[Verdict], sentence: str) -> tuple[Verdict, ...]:
    """Return readings of one thing, each with whether it judged the sentence that is told today."""
    present = digest(sentence)
    return tuple(replace(one, is_present=one.wording == present) for one in readings)


def in_force(readings: Sequence[Read]) -> Sequence[Read]:
    """Return the readings of the present wording; where there are none, those of earlier ones."""
    return [one for one in readings if one.is_present] or readings


def name_wording(readings: Sequence[Reading]) -> str:
    """Return which wording the readings in force judged: `present`, `earlier`, or nothing where nobody has read it."""
    return "" if not readings else PRESENT if any(one.is_present for one in readings) else EARLIER


def count_judgements(judgements: Iterable[str]) -> dict[str, int]:
    """Return how many readers found each, in the order of `FOUND`; what nobody found is left out.

    >>> count_judgements(["silence", "holds", "holds"])
    {'holds': 2, 'silence': 1}
    """
    found = Counter(judgements)
    return {one: found[one] for one in FOUND if found[one]}


def agree(judgements: Iterable[str]) -> str:
    """Return what more than half of the readers found, else `differ`; `not-read` where nobody has read it.

    >>> agree(["holds", "holds", "silence"]), agree(["holds", "silence"]), agree([])
    ('holds', 'differ', 'not-read')
    """
    counts = count_judgements(judgements)
    most = max(counts, key=counts.__getitem__, default=NOT_READ)
    return most if not counts or 2 * counts[most] > sum(counts.values()) else DIFFER
