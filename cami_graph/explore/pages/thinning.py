"""A line with fewer points: those that bend it little are left out."""

from __future__ import annotations

import math

Spot = tuple[int, int]


def straighten(spots: list[Spot], near: float) -> list[Spot]:
    """Return a line without the points that lie nearer than `near` to it, in its own units (Douglas & Peucker 1973).

    >>> straighten([(0, 0), (5, 1), (10, 0), (10, 9)], 2.6)
    [(0, 0), (10, 0), (10, 9)]
    """
    kept = {0, len(spots) - 1}
    waiting = [(0, len(spots) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start > 1:
            far, at = max((_off(spots[at], spots[start], spots[end]), at) for at in range(start + 1, end))
            if far > near:
                kept.add(at)
                waiting += [(start, at), (at, end)]
    return [spots[at] for at in sorted(kept)]


def _off(spot: Spot, start: Spot, end: Spot) -> float:
    """Return how far a point lies from the line between two others, or from the one where they are the same."""
    x, y = end[0] - start[0], end[1] - start[1]
    if not (x or y):
        return math.dist(spot, start)
    return abs(x * (start[1] - spot[1]) - y * (start[0] - spot[0])) / math.hypot(x, y)
