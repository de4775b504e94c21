"""What the record misses, estimated from two lists that were made apart: joint work that is told, and frameworks."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from math import nan, sqrt

ASSUMPTIONS = (
    "the two lists were made independently of each other",
    "a case is as likely to stand in the one list whichever it is",
    "a framework means that the two do cooperate on the thing",
    "the second list is one reader's, and not complete",
)


@dataclass(frozen=True)
class TwoLists:
    """How many cases each list has, how many both, the share of the second that the first tells, and the estimate.

    `share` is matched / second with its Wilson interval; `total` is Chapman's estimate of all cases.
    """

    first: int
    second: int
    matched: int
    share: float
    interval: tuple[float, float]
    total: float


def compare_lists(first: Collection[Hashable], second: Collection[Hashable]) -> TwoLists:
    """Estimate how much of what there is the first list tells, by how much of the second it tells.

    Formula: N = (n1 + 1)(n2 + 1) / (m + 1) - 1, where m cases stand in both. NaN for the share where the second list is
    empty. Chapman 1951, University of California Publications in Statistics 1:131-160; the interval by Wilson 1927,
    10.1080/01621459.1927.10502953.

    >>> compare_lists(["a", "b"], ["b", "c", "d"]).matched
    1
    """
    one, two = set(first), set(second)
    matched = len(one & two)
    total = (len(one) + 1) * (len(two) + 1) / (matched + 1) - 1
    return TwoLists(len(one), len(two), matched, *share_of(matched, len(two)), total)


def share_of(part: int, whole: int) -> tuple[float, tuple[float, float]]:
    """Return a share and its 95 % interval by Wilson 1927; NaN of nothing.

    >>> share, (low, high) = share_of(5, 10)
    >>> share, round(low, 2), round(high, 2)
    (0.5, 0.24, 0.76)
    """
    if not whole:
        return nan, (nan, nan)
    share, z = part / whole, 1.959964
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return share, (middle - half, middle + half)
