"""How urgent parts that were carried over were called then and are called now, and whether a change asked for came."""

from __future__ import annotations

from collections.abc import Iterable

from cami_graph.compare.carried import pairs_of
from cami_graph.compare.model import Carried, Part, PriorityMove, Urgency
from cami_graph.compare.reading import Citations, Row, Side, code_of
from cami_graph.compare.rules import judge_levels
from cami_graph.compare.states import BY_ITEM, ITSELF, OF_THE_WHOLE, UNTOLD

PRINTED, REQUESTED = "printed", "requested"
AS_ASKED, NOT_AS_ASKED = "as-asked", "not-as-asked"


def compare_priorities(
    earlier: Side, later: Side, carried: Iterable[Carried], citations: Citations
) -> tuple[PriorityMove, ...]:
    """Set the priorities of each carried part side by side; what was asked for then is held against what is printed."""
    citations.fetch(str(row["claim"]) for side in (earlier, later) for rows in side.priorities.values() for row in rows)
    moves = []
    for row, part, now in pairs_of(carried):
        before, after = find_urgency(earlier, part, citations), find_urgency(later, now, citations)
        change = judge_levels(levels_of(before), levels_of(after))
        moves.append(PriorityMove(change, _answer(before, after), row.change, part, now, before, after))
    return tuple(moves)


def levels_of(urgency: Urgency) -> set[str]:
    """Return the printed levels."""
    return {level for _, level in urgency.printed}


def _answer(then: Urgency, now: Urgency) -> str:
    if not then.asked or not now.printed:
        return ""
    return AS_ASKED if levels_of(now) == set(then.asked) else NOT_AS_ASKED


def find_urgency(side: Side, part: Part, citations: Citations) -> Urgency:
    """Return how urgent a part is called: itself, else item by item, else with the whole that it belongs to.

    What is printed for the whole holds for its items. A change asked for is that of the part or of the whole.
    """
    whole = [side.parts[part.whole]] if part.whole else []
    asked = [row for one in (part, *whole) for row in side.priorities.get(one.iri, ()) if _kind(row) == REQUESTED]
    for level, parts in ((ITSELF, [part]), (BY_ITEM, side.items.get(part.iri, ())), (OF_THE_WHOLE, whole)):
        rows = [(one, row) for one in parts for row in side.priorities.get(one.iri, ()) if _kind(row) == PRINTED]
        if rows:
            printed = tuple((one.code, code_of(row["level"])) for one, row in rows)
            claims = [str(row["claim"]) for row in (*(row for _, row in rows), *asked)]
            return Urgency(level, printed, _levels(asked), citations.of(claims))
    return Urgency(UNTOLD, (), _levels(asked), citations.of(str(row["claim"]) for row in asked))


def _kind(row: Row) -> str:
    return code_of(row["assignment"])


def _levels(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code_of(row["level"]) for row in rows))
