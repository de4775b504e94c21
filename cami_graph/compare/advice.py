"""What was recommended then, and the little that the record itself can say of it now.

Something is said only where both what was asked and what is printed stand in the record: another priority, a deletion
(and whether the part was merged with others instead), a new activity. All else is set beside what is told now, for
people to judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.reading import shorten_address
from cami_graph.compare.carried import MERGED, NEW, NOT_PRINTED_AGAIN, pairs_of
from cami_graph.compare.model import Advice, Carried, Part, PriorityMove
from cami_graph.compare.reading import Citations, Side, code_of

RAISE, LOWER, DELETE, ADD = "raise-priority", "lower-priority", "delete", "new-activity"
BESIDE, NEW_PRINTED = "read-beside", "new-activity-printed"
MOVED = {RAISE: "raised", LOWER: "lowered"}


class Outcomes:
    """What the sections before this one found, by earlier part, for recommendations to be held against."""

    def __init__(self, carried: Sequence[Carried], priorities: Sequence[PriorityMove]) -> None:
        self.later: dict[str, list[Part]] = defaultdict(list)
        for _, earlier, later in pairs_of(carried):
            self.later[earlier.iri].append(later)
        self.gone = {row.earlier.iri for row in carried if row.earlier and row.change == NOT_PRINTED_AGAIN}
        self.new = tuple(row.later for row in carried if row.later and row.change == NEW)
        self.merged = {earlier.iri for row, earlier, _ in pairs_of(carried) if row.change == MERGED}
        self.moves: dict[str, list[PriorityMove]] = defaultdict(list)
        for move in priorities:
            self.moves[move.earlier.iri].append(move)

    def continuing(self, side: Side, part: Part) -> list[Part]:
        """Return the later parts that continue a part, or a part of it, or the whole that it belongs to."""
        family = [part, *side.items.get(part.iri, ()), *([side.parts[part.whole]] if part.whole else [])]
        return list(dict.fromkeys(later for one in family for later in self.later[one.iri]))


def judge_advice(
    earlier: Side, carried: Sequence[Carried], priorities: Sequence[PriorityMove], citations: Citations
) -> tuple[Advice, ...]:
    """List the recommendations of the earlier programme in the order of its plan, those that can be judged first."""
    on, asked = _read(earlier)
    outcomes = Outcomes(carried, priorities)
    citations.fetch(on)
    rows = [
        row for iri, parts in on.items() for row in _rows(earlier, outcomes, iri, parts, sorted(asked[iri]), citations)
    ]
    return tuple(sorted(rows, key=lambda row: (row.change == BESIDE, row.on[0].place, row.recommendation, row.asked)))


def _read(side: Side) -> tuple[dict[str, tuple[Part, ...]], Mapping[str, set[str]]]:
    """Return of each recommendation the parts that it is on, the narrowest that are named, and what it asks for."""
    on: dict[str, dict[str, Part]] = defaultdict(dict)
    asked: dict[str, set[str]] = defaultdict(set)
    for row in side.graph.query("what-each-recommendation-asks").rows:
        part = side.parts.get(str(row["element"]))
        if part:
            on[str(row["recommendation"])][part.iri] = part
            asked[str(row["recommendation"])].add(code_of(row["type"]))
    return {iri: _narrowest(parts.values()) for iri, parts in on.items()}, asked


def _narrowest(parts: Iterable[Part]) -> tuple[Part, ...]:
    named = sorted(parts, key=lambda part: part.place)
    wholes = {part.whole for part in named}
    return tuple(part for part in named if part.iri not in wholes)


def _rows(
    side: Side, outcomes: Outcomes, iri: str, parts: tuple[Part, ...], asked: Sequence[str], citations: Citations
) -> Iterator[Advice]:
    """Give a row for each thing asked for that can be judged; where none can, one row for all of them."""
    name = side.situation.names.get(shorten_address(iri), Name(iri))
    words = citations.of([iri])
    later = tuple(dict.fromkeys(one for part in parts for one in outcomes.continuing(side, part)))
    judged = [kind for kind in asked if kind in JUDGES]
    for kind in judged:
        change = JUDGES[kind](outcomes, parts, kind)
        yield Advice(change, iri, name, (kind,), parts, outcomes.new if change == NEW_PRINTED else later, words)
    if not judged:
        yield Advice(BESIDE, iri, name, tuple(asked), parts, later, words)


def _judge_priority(outcomes: Outcomes, parts: Sequence[Part], asked: str) -> str:
    moves = [move for part in parts for move in outcomes.moves[part.iri]]
    if not moves:
        return f"{asked}-not-printed-again" if _are_gone(outcomes, parts) else BESIDE
    moved = [move.change == MOVED[asked] for move in moves] + [False for part in parts if not outcomes.moves[part.iri]]
    return f"{asked}-printed" if all(moved) else f"{asked}-printed-in-part" if any(moved) else f"{asked}-not-printed"


def _judge_deletion(outcomes: Outcomes, parts: Sequence[Part], asked: str) -> str:
    if _are_gone(outcomes, parts):
        return f"{asked}-not-printed-again"
    if all(part.iri in outcomes.merged for part in parts):
        return f"{asked}-merged"
    return f"{asked}-carried-over" if any(outcomes.later[part.iri] for part in parts) else BESIDE


def _judge_addition(outcomes: Outcomes, parts: Sequence[Part], asked: str) -> str:
    del parts, asked
    return NEW_PRINTED if outcomes.new else BESIDE


def _are_gone(outcomes: Outcomes, parts: Sequence[Part]) -> bool:
    """Say whether no word of the later programme is about these parts, or the wholes that they belong to."""
    return all({part.iri, part.whole} & outcomes.gone for part in parts)


JUDGES: Mapping[str, Callable[[Outcomes, Sequence[Part], str], str]] = {
    RAISE: _judge_priority,
    LOWER: _judge_priority,
    DELETE: _judge_deletion,
    ADD: _judge_addition,
}
