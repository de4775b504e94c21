"""Joint work and single work, counted from the situation: which pair works on what, who acts on what, who bridges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from cami_graph.analyse.claims import PLANNED, Recommendation, Resource
from cami_graph.analyse.sharing import Pair, Sharing, pair_of
from cami_graph.analyse.situation import Situation

CROSS_BORDER = "transboundary"
Key = TypeVar("Key")


@dataclass(frozen=True)
class Work:
    """Who works with whom on what. Cooperations that are only planned are kept apart from those that are recorded."""

    joint: dict[tuple[str, str, str], tuple[str, ...]]
    planned: dict[tuple[str, str, str], tuple[str, ...]]
    ties: dict[Pair, tuple[str, ...]]
    single: dict[tuple[str, str], tuple[str, ...]]
    wide: dict[str, tuple[str, ...]]


def count_work(situation: Situation) -> Work:
    """Count joint work by pair and resource, any joint work by pair, and reported action by country and resource.

    A cooperation closes the triangle of a resource only where its action concerns that resource and both countries hold
    it. One that names no resource is a tie between the countries: it is evidence against their gaps and closes none. A
    planned one is neither; a denied one (not done) is nothing.
    """
    joint: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    planned: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    ties: dict[Pair, list[str]] = defaultdict(list)
    for key, one in sorted(situation.cooperations.items()):
        action = situation.actions[one.action]
        if not action.is_worked and not action.statuses & PLANNED:
            continue
        for pair in one.pairs:
            if action.is_worked:
                ties[pair].append(key)
            for resource in situation.concerns[one.action]:
                if set(pair) <= set(situation.resources[resource].holdings):
                    (joint if action.is_worked else planned)[(*pair, resource)].append(key)
    return Work(_freeze(joint), _freeze(planned), _freeze(ties), _count_single(situation), _find_wide(situation))


def _freeze(found: Mapping[Key, list[str]]) -> dict[Key, tuple[str, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def _count_single(situation: Situation) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the actions by which a country acts on a resource that it holds (E).

    An action that names several countries and several species does not say which country acts on which species, so it
    counts for none of them.
    """
    single: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, action in sorted(situation.actions.items()):
        if action.is_worked and not (len(action.countries) > 1 and len(action.species) > 1):
            for resource in situation.concerns[key]:
                for country in action.countries & set(situation.resources[resource].holdings):
                    single[country, resource].append(key)
    return _freeze(single)


def _find_wide(situation: Situation) -> dict[str, tuple[str, ...]]:
    """Return for each resource the actions on it that name no country: work that may be for the whole range."""
    wide: dict[str, list[str]] = defaultdict(list)
    for key, action in sorted(situation.actions.items()):
        if action.is_worked and not action.countries:
            for resource in situation.concerns[key]:
                wide[resource].append(key)
    return _freeze(wide)


def make_sharing(situation: Situation, work: Work) -> Sharing:
    """Return X and A of the situation."""
    holdings = {key: one.holdings.keys() for key, one in situation.resources.items()}
    return Sharing.of(holdings, work.joint, tuple(situation.countries))


def candidate_pairs(situation: Situation, resource: Resource) -> tuple[Pair, ...]:
    """Return the pairs that share a resource: all holders of a landscape; of a species range only neighbours.

    Two holders of one landscape share it whether their parts touch or not. Two countries at opposite ends of a range of
    twelve share no herd.
    """
    names = sorted(resource.holdings)
    pairs = [pair_of(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
    return tuple(pair for pair in pairs if resource.kind != "species" or pair in situation.neighbours)


def find_brokers(situation: Situation, pair: Pair, resource: str = "") -> dict[str, frozenset[str]]:
    """Return the bodies that act in both countries, and by which actions; only on the resource if one is given."""
    found = {}
    for actor, where in situation.bridging.items():
        if pair[0] in where and pair[1] in where:
            sides = [
                frozenset(a for a in where[country] if not resource or resource in situation.concerns[a])
                for country in pair
            ]
            if all(sides):
                found[actor] = sides[0] | sides[1]
    return found


def match_recommendations(situation: Situation) -> dict[tuple[str, str, str], dict[str, float]]:
    """Return for each triangle the recommendations that ask for joint work on it, and how plainly.

    It asks for work across borders, and: 1 where it names both countries (and the resource, or none); a half where it
    names one of them and no other; where it names the resource and no country, 2 of its holders, at least a half.
    """
    found: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
    for key, one in sorted(situation.recommendations.items()):
        concerned = situation.asked_for[key]
        if CROSS_BORDER not in one.types or not (concerned or one.countries):
            continue
        for resource in situation.resources.values():
            if concerned and not ({resource.key} | (resource.parts if resource.threat else set())) & concerned:
                continue
            for pair in candidate_pairs(situation, resource):
                if plain := _plainness(one, resource, pair):
                    found[(*pair, resource.key)][key] = plain
    return dict(found)


def _plainness(one: Recommendation, resource: Resource, pair: Pair) -> float:
    if not one.countries:
        return max(0.5, 2.0 / len(resource.holdings))
    named = len(one.countries & set(pair))
    return 1.0 if named == 2 else 0.5 if named == len(one.countries) == 1 else 0.0
