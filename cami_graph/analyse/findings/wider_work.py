"""Joint work that may take something in without naming it: what could be answered in the room to "nothing is told"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import Action, Resource
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import Work, quotes_of, speaks_across, speaks_of_all

PLACE, NEARBY, PART, HEADING = "place", "possible-place", "part", "heading"
GENERAL, BOTH, RANGE_WIDE, FRAMEWORK = "general", "names-both", "range-wide", "framework"
WAYS = (FRAMEWORK, PLACE, PART, NEARBY, HEADING, RANGE_WIDE, GENERAL, BOTH)
"""The nearest first."""
NAMING = frozenset({PART, FRAMEWORK})
"""Ways of joint work of the two that name the thing itself: of a landscape a part of it; a meeting or project on it."""
SHARED = re.compile(r"\binternational|\bregional|\bsignator", re.IGNORECASE)
"""Words that make work on a species the work of several countries, where none is named."""
LISTED = 3
"""How many countries a row may name before it is a list."""
WORKED = frozenset({"meeting", "project"})
"""Forms of a framework that are work themselves, told outside the reports, and no undertaking to work."""


def is_of_both(covering: Mapping[str, str]) -> bool:
    """Say whether joint work of the two is among what may cover; what names no country is of nobody in particular."""
    return any(way != RANGE_WIDE for way in covering.values())


def find_covering(
    situation: Situation,
    work: Work,
    pair: Pair,
    resource: Resource,
    herds: Sequence[str],
    frameworks: Mapping[str, bool],
) -> dict[str, str]:
    """Return the claims of joint work that may take in what two countries share, and how each may do so.

    `place`: told of a place where the herd lives; `possible-place`: of one where a herd without a known place may live;
    `part`: of a place that shares a part with the landscape; `heading`: under a heading that names the species among
    others, or the region around the landscape; `general`: of work across the border of the two, or, for a species, of
    an undertaking of both, naming neither species nor place; `names-both`: the same, or work on it, of several
    countries that are not told to have done it together; `range-wide`: of work of several countries on it that names
    none; `framework`: a meeting or project of both on it. Work that names another species alone takes nothing in.
    `frameworks` are those of both that are no ground to ask of, each with whether it is surely on it: one that names
    places is not where no place of the herd is known, and may take it in there. The nearest come first.
    """
    told = (*work.ties.get(pair, ()), *work.doubted_ties.get(pair, ()))
    named = {*work.joint.get((*pair, resource.key), ()), *work.doubted.get((*pair, resource.key), ())}
    ground = dict.fromkeys(_held_by(situation, pair, resource, herds), NEARBY)
    if homes := places_of(situation, herds):
        ground = dict.fromkeys(homes, PLACE)
    found: dict[str, str] = {}
    for key in told:
        action = situation.actions[situation.cooperations[key].action]
        if key not in named and (how := _how(situation, action, resource, ground)):
            found[key] = how
    found |= dict.fromkeys(_names_both(situation, pair, resource), BOTH)
    found |= dict.fromkeys(_range_wide(situation, work, pair, resource), RANGE_WIDE)
    found |= {key: FRAMEWORK if is_on_it else NEARBY for key, is_on_it in frameworks.items()}
    return dict(sorted(found.items(), key=lambda item: (WAYS.index(item[1]), item[0] not in frameworks)))


def places_of(situation: Situation, herds: Collection[str]) -> frozenset[str]:
    """Return the places where herds live."""
    return frozenset().union(*(situation.channels.populations[key].places for key in herds))


def _held_by(situation: Situation, pair: Pair, resource: Resource, herds: Collection[str]) -> frozenset[str]:
    """Return the places of both countries that the programme names for a species: there a herd may be.

    Where no herd is known, so may it be at a place that shares a part with one of these.
    """
    taxa = {resource.key} | resource.parts
    places = [one.narrowest("place") for one in situation.activities.values() if one.narrowest("species") & taxa]
    named = frozenset().union(*places)
    if not herds:
        named = named.union(*(situation.resources[key].overlapping for key in named & situation.resources.keys()))
    return frozenset(key for key in named if set(pair) <= situation.holders.get(key, frozenset()))


def _how(situation: Situation, action: Action, resource: Resource, ground: Mapping[str, str]) -> str:
    if action.places & resource.overlapping:
        return PART
    if ({resource.key} | resource.wider) & situation.headed[action.key]:
        return HEADING
    if action.species:
        return ""
    if ways := {ground[one] for one in action.places & ground.keys()}:
        return ways.pop()
    placed = action.places or situation.concerns[action.key] or situation.headed[action.key]
    shared = (action.initiatives and resource.kind == "species") or speaks_across(
        situation, action.key, words_alone=True
    )
    return GENERAL if shared and not placed else ""


def _range_wide(situation: Situation, work: Work, pair: Pair, resource: Resource) -> Iterator[str]:
    """Give work of several countries on something that names none of them; at a place, only where both hold it."""
    for key in work.wide.get(resource.key, ()):
        places = situation.actions[key].places
        held = not places or any(set(pair) <= situation.holders.get(one, frozenset(pair)) for one in places)
        if held and (speaks_across(situation, key, words_alone=True) or _is_of_several(situation, key)):
            yield key


def _is_of_several(situation: Situation, key: str) -> bool:
    """Say whether the words of an action make it the work of several countries."""
    words = (situation.name(key).en, *quotes_of(situation, key))
    everywhere = situation.actions[key].initiatives and speaks_of_all(situation, key)
    return bool(everywhere or any(map(SHARED.search, words)))


def _names_both(situation: Situation, pair: Pair, resource: Resource) -> Iterator[str]:
    """Give work that names both countries and does not say that they joined: on this, or across borders on nothing.

    Work on this that names more than three countries is a list.
    """
    joined = {one.action for one in situation.cooperations.values()}
    for key, action in sorted(situation.actions.items()):
        if key in joined or not action.is_worked or not set(pair) <= action.countries:
            continue
        concerned = situation.concerns[key] | situation.headed[key]
        is_on_it = resource.key in concerned and len(action.countries) <= LISTED
        is_of_nothing = not (action.places or concerned)
        if is_on_it or (is_of_nothing and speaks_across(situation, key, words_alone=True)):
            yield key
