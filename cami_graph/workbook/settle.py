"""Let the settlements of readers follow a joining: what is printed under the new name stands, the old does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cami_graph.workbook.changes import Cells

Fact = tuple[str, str, str]
KEPT, DROPPED = "kept", "dropped"


def follow_settlements(
    rows: Mapping[int, Cells], printed: Iterable[Fact], settled: Iterable[Fact], reason: str
) -> dict[int, Cells]:
    """Return the settlements with a decision for each fact that is printed now and was not settled, or the reverse.

    A decision that was there is turned, with the reason; where there was none, one is added.
    """
    now, before = frozenset(printed), frozenset(settled)
    decisions = dict.fromkeys(now - before, KEPT) | dict.fromkeys(before - now, DROPPED)
    found = dict(rows)
    for number, (activity, facet, value, _, _) in rows.items():
        if (activity, facet, value) in decisions:
            found[number] = (activity, facet, value, decisions.pop((activity, facet, value)), reason)
    last = max([1, *rows])
    for at, (fact, decision) in enumerate(sorted(decisions.items()), last + 1):
        found[at] = (*fact, decision, reason)
    return found
