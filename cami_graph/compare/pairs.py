"""Pairs of countries: who is told to act together in both programmes, only then, only now, and whose work ended.

A pair that is not told again is not ended: that takes words.
"""

from __future__ import annotations

from collections import defaultdict

from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import PLANNED, Action
from cami_graph.compare.model import PairChange, Tie
from cami_graph.compare.reading import Citations, Side, address_of
from cami_graph.compare.rules import HALTED, PAIRS, judge_pair

WORKED, DENIED = "worked", "denied"
ORDER = tuple(dict.fromkeys(change for change, _, _ in PAIRS))


def compare_pairs(earlier: Side, later: Side, citations: Citations) -> tuple[PairChange, ...]:
    """Set side by side what is told of each pair then and now."""
    then, now = read_ties(earlier, citations), read_ties(later, citations)
    rows = []
    for pair in then.keys() | now.keys():
        before, after = then.get(pair, ()), now.get(pair, ())
        change = judge_pair({tie.state for tie in before}, {tie.state for tie in after})
        rows.append(PairChange(change, pair, before, after))
    return tuple(sorted(rows, key=lambda row: (ORDER.index(row.change), row.countries)))


def read_ties(side: Side, citations: Citations) -> dict[Pair, tuple[Tie, ...]]:
    """Return the cooperations of each pair, with what became of each and what it is about."""
    situation = side.situation
    citations.fetch(address_of(key) for key in situation.cooperations)
    found: dict[Pair, list[Tie]] = defaultdict(list)
    for key, one in sorted(situation.cooperations.items()):
        action = situation.actions[one.action]
        if not is_of(side, action):
            continue
        about = tuple(sorted(action.places | action.species | action.threats))
        tie = Tie(address_of(key), state_of(action), one.certainty, about, citations.of([address_of(key)]))
        for pair in one.pairs:
            found[pair].append(tie)
    return {pair: tuple(ties) for pair, ties in found.items()}


def is_of(side: Side, action: Action) -> bool:
    """Say whether an action is told of this programme: a document may speak of several, and of none in particular."""
    return not action.activities or any(address_of(key) in side.parts for key in action.activities)


def state_of(action: Action) -> str:
    """Say what a cooperation through this action is: work, a plan, halted in so many words, or denied."""
    if action.is_worked:
        return WORKED
    for state in (*sorted(HALTED), *sorted(PLANNED)):
        if state in action.statuses:
            return state
    return DENIED
