"""Who stands for whom: a generic party for bodies of its kind, a secretariat or part for its programme or parent."""

from __future__ import annotations

from collections.abc import Collection

from cami_graph.analyse.situation.model import Situation

STATES = frozenset({"government"})
SCIENCE = frozenset({"research"})
NGO = frozenset({"ngo", "ingo"})
FIRMS = frozenset({"company"})
GIVERS = frozenset({"donor", "intergovernmental"})
GENERIC: dict[str, frozenset[str]] = {
    "actor/government-agencies": STATES,
    "actor/national-governments": STATES,
    "actor/government": STATES,
    "actor/range-states": STATES,
    "actor/himalayan-states": STATES,
    "actor/national-focal-points": STATES,
    "actor/focal-points": STATES,
    "actor/law-enforcement": STATES,
    "actor/environmental-agencies": STATES,
    "actor/provincial-forestry-agencies": STATES,
    "actor/park-administration": STATES,
    "actor/area-managers": STATES,
    "actor/ngos": NGO,
    "actor/ingos": frozenset({"ingo"}),
    "actor/civil-society": NGO,
    "actor/scientific-institutions": SCIENCE,
    "actor/national-scientific-institutions": SCIENCE,
    "actor/international-scientific-institutions": SCIENCE,
    "actor/russian-institutes": SCIENCE,
    "actor/development-agencies": GIVERS,
    "actor/donors": GIVERS,
    "actor/meas": frozenset({"intergovernmental"}),
    "actor/businesses": FIRMS,
    "actor/companies": FIRMS,
    "actor/mining-companies": FIRMS,
    "actor/private-sector": FIRMS,
    "actor/private-sector-companies": FIRMS,
    "actor/insurance-sector": FIRMS,
    "actor/local-communities": frozenset(),
    "actor/buffer-zone-communities": frozenset(),
    "actor/herders": frozenset(),
}
"""The kinds of bodies that a generic party stands for."""

ALIKE = (
    frozenset({"actor/local-communities", "actor/buffer-zone-communities", "actor/herders"}),
    frozenset({"actor/mass-media", "actor/journalists"}),
)
ANYBODY = frozenset({"actor/various-actors", "actor/other-parties"})


def stands_for(situation: Situation, asked: str, acting: str) -> bool:
    """Say whether a body that acts is the one that was asked, or one stands for the other.

    A generic party stands for bodies of its kinds and for other generic parties of them ("scientific institutions" for
    "international scientific institutions"); a body for those above and below it (GSLEP for its secretariat).
    """
    if asked == acting or {asked, acting} & ANYBODY or any({asked, acting} <= group for group in ALIKE):
        return True
    if bool(_above(situation, asked) & {acting}) or bool(_above(situation, acting) & {asked}):
        return True
    kinds = [_kinds(situation, one) for one in (asked, acting)]
    generic = asked in GENERIC or acting in GENERIC
    return generic and bool(kinds[0] & kinds[1])


def answers(situation: Situation, asked: str, acting: Collection[str]) -> bool:
    """Say whether any of the bodies that act is, or stands for, the one that was asked."""
    return any(stands_for(situation, asked, one) for one in acting)


def _kinds(situation: Situation, key: str) -> frozenset[str]:
    if key in GENERIC:
        return GENERIC[key]
    return frozenset({situation.actors[key].kind}) if key in situation.actors else frozenset()


def _above(situation: Situation, key: str) -> frozenset[str]:
    """Return the bodies above one, at any height."""
    found: set[str] = set()
    while key in situation.actors and (key := situation.actors[key].parent) and key not in found:
        found.add(key)
    return frozenset(found)
