"""The two programmes of the record with an invented second report, compared once."""

from __future__ import annotations

from functools import cache

from two import open_two

from cami_graph.compare import Comparison, compare_programmes

EARLIER, LATER = "cami-2014-2020", "cami-2021-2026"


@cache
def two_programmes() -> Comparison:
    """Compare the two programmes."""
    return compare_programmes(open_two, EARLIER, LATER)
