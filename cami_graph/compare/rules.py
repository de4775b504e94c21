"""What may be said of two states, two priorities, a pair of countries or a possible gap, then and now: all rules here.

Each table is read from the top, and the first rule that fits speaks. Three things hold throughout. Silence, then or
now, is neither progress nor loss. Ended and suspended are said only where a document says so. Not told again is not
ended.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TypeAlias

from cami_graph.analyse.situation.claims import WORKED

Kinds: TypeAlias = frozenset[str]
Rule: TypeAlias = tuple[str, Kinds, Kinds]

SILENT = frozenset({"not-reported", ""})
UNDER_WAY = frozenset({"partial", "ongoing", "reported"})
HALTED = frozenset({"suspended", "ended"})
TOLD = WORKED | HALTED | {"planned", "not-done"}
ANY = TOLD | SILENT

STATES: tuple[Rule, ...] = (
    ("silent-in-both", SILENT, SILENT),
    ("nothing-told-now", ANY, SILENT),
    *(("as-then", frozenset({status}), frozenset({status})) for status in sorted(TOLD)),
    ("ended-now", ANY, frozenset({"ended"})),
    ("suspended-now", ANY, frozenset({"suspended"})),
    ("told-now", SILENT, TOLD),
    ("done-now", ANY, frozenset({"done"})),
    ("not-done-now", ANY, frozenset({"not-done"})),
    ("planned-now", HALTED | {"not-done"}, frozenset({"planned"})),
    ("only-planned-now", WORKED, frozenset({"planned"})),
    ("taken-up-again", HALTED, UNDER_WAY),
    ("begun-now", frozenset({"not-done", "planned"}), UNDER_WAY),
    ("told-again", frozenset({"done"}), UNDER_WAY),
    ("under-way-in-both", UNDER_WAY, UNDER_WAY),
)

LEVELS = ("low", "medium-low", "medium", "high-medium", "high")  # `other` keeps printed words and has no place here

PAIRS: tuple[tuple[str, str, str], ...] = (  # what some cooperation of the pair is, then and now; "" asks nothing
    ("both", "worked", "worked"),
    ("only-now", "", "worked"),
    ("ended", "", "ended"),
    ("suspended", "", "suspended"),
    ("only-then", "worked", ""),
    ("ended", "ended", ""),
    ("suspended", "suspended", ""),
    ("planned", "", "planned"),
    ("planned", "planned", ""),
    ("denied", "", ""),
)

OPEN = frozenset({"open", "planned"})
APART = OPEN | HALTED
GAPS: tuple[Rule, ...] = (
    ("closed", APART, frozenset({"joint"})),
    ("ended", APART | {"joint", "outside"}, frozenset({"ended"})),
    ("suspended", APART | {"joint", "outside"}, frozenset({"suspended"})),
    ("reopened", frozenset({"joint"}), OPEN),
    ("still-open", APART, OPEN),
    ("opened", frozenset({"outside"}), OPEN),
    ("not-comparable", APART | {"joint"}, frozenset({"outside"})),
)


def judge_states(then: Set[str], now: Set[str]) -> str:
    """Say what became of a state; several states on one side stand side by side without a verdict.

    >>> judge_states({"not-done"}, {"done"})
    'done-now'
    >>> judge_states({"done"}, {"not-reported"})
    'nothing-told-now'
    >>> judge_states({"done", "planned"}, {"ongoing"})
    'item-by-item'
    """
    if max(len(then), len(now)) > 1:
        return "told-now" if then <= SILENT else "nothing-told-now" if now <= SILENT else "item-by-item"
    first, last = min(then, default=""), min(now, default="")
    return next(change for change, before, after in STATES if first in before and last in after)


def judge_levels(then: Set[str], now: Set[str]) -> str:
    """Say how a printed priority moved.

    >>> judge_levels({"medium"}, {"high"})
    'raised'
    >>> judge_levels({"high"}, {"high", "medium"})
    'not-comparable'
    >>> judge_levels(set(), {"high"})
    'printed-now'
    """
    if not then or not now:
        return "printed-now" if now else "printed-then" if then else "never-printed"
    if len(then) > 1 or len(now) > 1 or not (then | now) <= set(LEVELS):
        return "not-comparable"
    step = LEVELS.index(min(now)) - LEVELS.index(min(then))
    return "raised" if step > 0 else "lowered" if step < 0 else "same"


def judge_pair(then: Set[str], now: Set[str]) -> str:
    """Say what is told of two countries acting together.

    >>> judge_pair({"worked"}, set())
    'only-then'
    >>> judge_pair({"worked"}, {"ended"})
    'ended'
    """
    return next(
        change for change, before, after in PAIRS if (not before or before in then) and (not after or after in now)
    )


def judge_gap(then: str, now: str) -> str:
    """Say what became of a possible gap; nothing where it was none on either side.

    >>> judge_gap("open", "joint")
    'closed'
    >>> judge_gap("joint", "joint")
    ''
    """
    return next((change for change, before, after in GAPS if then in before and now in after), "")
