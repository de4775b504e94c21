"""Who stands for whom: a generic party for bodies of its kind, a secretariat or part for its programme or parent."""

from __future__ import annotations

from collections.abc import Collection

from cami_graph.analyse.situation.model import Situation

ANYBODY = "anybody"


def stands_for(situation: Situation, asked: str, acting: str) -> bool:
    """Say whether a body that acts is the one that was asked, or one stands for the other.

    A generic party stands for bodies of its kinds and for other generic parties of them ("scientific institutions" for
    "international scientific institutions"); a body for those above and below it (GSLEP for its secretariat).
    """
    if asked == acting or _above(situation, asked) & {acting} or _above(situation, acting) & {asked}:
        return True
    generic = [situation.actors[one].stands_for if one in situation.actors else frozenset() for one in (asked, acting)]
    if any(ANYBODY in kinds for kinds in generic):
        return True
    kinds = [own or _kind(situation, one) for own, one in zip(generic, (asked, acting), strict=True)]
    return any(generic) and bool(kinds[0] & kinds[1])


def answers(situation: Situation, asked: str, acting: Collection[str]) -> bool:
    """Say whether any of the bodies that act is, or stands for, the one that was asked."""
    return any(stands_for(situation, asked, one) for one in acting)


def _kind(situation: Situation, key: str) -> frozenset[str]:
    return frozenset({situation.actors[key].kind}) if key in situation.actors else frozenset()


def _above(situation: Situation, key: str) -> frozenset[str]:
    """Return the bodies above one, at any height."""
    found: set[str] = set()
    while key in situation.actors and (key := situation.actors[key].parent) and key not in found:
        found.add(key)
    return frozenset(found)
