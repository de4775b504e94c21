"""How parts that were carried over stood then and stand now, each state as told by a document on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cami_graph.compare.carried import pairs_of
from cami_graph.compare.model import Carried, Part, State, StateChange, Told
from cami_graph.compare.reading import Citations, Side, code_of
from cami_graph.compare.rules import SILENT, judge_states

ITSELF, BY_ITEM, OF_THE_WHOLE, UNTOLD = "itself", "by-item", "of-the-whole", "untold"


def compare_states(
    earlier: Side, later: Side, carried: Iterable[Carried], citations: Citations
) -> tuple[StateChange, ...]:
    """Set the states of each carried part side by side, and say by the rules what changed."""
    citations.fetch(str(row["claim"]) for side in (earlier, later) for rows in side.statuses.values() for row in rows)
    changes = []
    for row, part, now in pairs_of(carried):
        states = find_state(earlier, part, citations), find_state(later, now, citations)
        changes.append(StateChange(_judge(*states), row.change, part, now, *states))
    return tuple(changes)


def _judge(then: State, now: State) -> str:
    """Say what changed; a state that is told only of the whole of which this is a part allows no verdict."""
    return OF_THE_WHOLE if OF_THE_WHOLE in (then.level, now.level) else judge_states(then.statuses, now.statuses)


def find_state(side: Side, part: Part, citations: Citations) -> State:
    """Return how a part stands: by what is told of itself, else of its items, else of the whole that it belongs to."""
    whole = [side.parts[part.whole]] if part.whole else []
    for level, parts in ((ITSELF, [part]), (BY_ITEM, side.items.get(part.iri, ())), (OF_THE_WHOLE, whole)):
        told = [list(_told(side, one, citations)) for one in parts if one.iri in side.statuses]
        if told:
            latest = [max(several, key=_latest) for several in told]
            others = [one for several, last in zip(told, latest, strict=True) for one in several if one is not last]
            return State(level, tuple(latest), tuple(others))
    return State(UNTOLD)


def _told(side: Side, part: Part, citations: Citations) -> Iterator[Told]:
    for row in side.statuses[part.iri]:
        yield Told(part, code_of(row["status"]), citations.of([str(row["claim"])]))


def _latest(one: Told) -> tuple[bool, str, str]:
    """Put the latest document last; one that tells something goes before any that is silent."""
    return (one.status not in SILENT, *one.issued)
