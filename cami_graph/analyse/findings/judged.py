"""What several readers found of one thing: how many found what, and what more than half of them say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

FOUND = ("holds", "silence", "likely-artefact")
DIFFER, NOT_READ = "differ", "not-read"
VERDICTS = (*FOUND, DIFFER, NOT_READ)


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
