"""Joint work and single work, counted from the situation: which pair works on what, who acts on or plans what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from cami_graph.analyse.measures.sharing import Pair, Sharing, Triangle
from cami_graph.analyse.situation.channels import DOUBTFUL
from cami_graph.analyse.situation.claims import PLANNED, Action, Cooperation
from cami_graph.analyse.situation.model import Situation

ACROSS = re.compile(
    r"transboundary|trans-boundary|cross-?border|across (?:the |its |their |these )?borders?|bilateral|trilateral|"
    r"\bjoint|\btogether\b|collaborat|cooperat|co-operat|international meeting",
    re.IGNORECASE,
)
THROUGHOUT = re.compile(r"\brange (?:states|countries)\b", re.IGNORECASE)
Key = TypeVar("Key")
Told = dict[Triangle, tuple[str, ...]]


@dataclass(frozen=True)
class Work:
    """Who works with whom on what; what is doubtful or only planned is kept apart from what is plainly told.

    `joint` and `doubted` give the cooperations of a pair on a resource, `ties` those of a pair on anything; `planned`
    the plans of both on it, `plans` those across their border on nothing in particular; `acting` the actions by which a
    country acts on what it holds, `alone` those of them that name it alone and speak of no border; `wide` the actions
    on a resource that name no country, `wide_plans` the plans of the states of a range among those that are not begun.
    """

    joint: Told = field(default_factory=dict)
    doubted: Told = field(default_factory=dict)
    planned: Told = field(default_factory=dict)
    plans: dict[Pair, tuple[str, ...]] = field(default_factory=dict)
    ties: dict[Pair, tuple[str, ...]] = field(default_factory=dict)
    doubted_ties: dict[Pair, tuple[str, ...]] = field(default_factory=dict)
    acting: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    alone: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    wide: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wide_plans: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of_both(self, pair: Pair) -> tuple[str, ...]:
        """Return the cooperations of a pair on anything, those in doubt too."""
        return *self.ties.get(pair, ()), *self.doubted_ties.get(pair, ())


def count_work(situation: Situation) -> Work:
    """Count joint work by pair and resource, any joint work by pair, and reported action by country and resource.

    A cooperation closes the link of a resource only where its action concerns that resource and both countries hold it.
    One that names no resource is a tie between the countries and closes none. A planned one is neither; a denied one is
    nothing; a doubtful one is kept apart.
    """
    joint: dict[Triangle, list[str]] = defaultdict(list)
    doubted: dict[Triangle, list[str]] = defaultdict(list)
    ties: dict[Pair, list[str]] = defaultdict(list)
    doubted_ties: dict[Pair, list[str]] = defaultdict(list)
    for key, one in sorted(situation.cooperations.items()):
        action = situation.actions[one.action]
        if action.is_worked:
            sure = not is_doubtful(one, action)
            for pair in one.pairs:
                (ties if sure else doubted_ties)[pair].append(key)
                for resource in _held_by(situation, one.action, pair):
                    (joint if sure else doubted)[(*pair, resource)].append(key)
    acting = _find_acting(situation)
    return Work(
        _freeze(joint),
        _freeze({key: keys for key, keys in doubted.items() if key not in joint}),
        _find_planned(situation),
        _find_plans(situation),
        _freeze(ties),
        _freeze({pair: keys for pair, keys in doubted_ties.items() if pair not in ties}),
        acting,
        _keep_alone(situation, acting),
        _find_wide(situation, lambda key: situation.actions[key].is_worked),
        _find_wide(situation, lambda key: _is_planned(situation.actions[key]) and speaks_of_all(situation, key)),
    )


def action_of(situation: Situation, key: str) -> str:
    """Return the action that a cooperation goes through; any other claim is returned as it is."""
    return situation.cooperations[key].action if key in situation.cooperations else key


def process_of(situation: Situation, key: str) -> str:
    """Return the undertakings that a claim tells of, as one text, or the claim itself where it names none.

    A framework that a report tells of as an undertaking of the same name is that undertaking.
    """
    action = situation.actions.get(action_of(situation, key))
    same = key.replace("framework/", "initiative/", 1)
    return "; ".join(sorted(action.initiatives)) if action and action.initiatives else same


def is_doubtful(one: Cooperation, action: Action) -> bool:
    """Say whether a cooperation, or the action through which it goes, is read in doubt."""
    return DOUBTFUL in (one.certainty, action.certainty)


def speaks_across(situation: Situation, key: str, *, words_alone: bool = False) -> bool:
    """Say whether an action is joint work or speaks of it: a cooperation goes through it, or its words say so."""
    if not words_alone and any(one.action == key for one in situation.cooperations.values()):
        return True
    return any(ACROSS.search(text) for text in (situation.name(key).en, *quotes_of(situation, key)))


def speaks_of_all(situation: Situation, key: str) -> bool:
    """Say whether the words of an action make it that of the states of a range, which they do not name."""
    return any(THROUGHOUT.search(text) for text in (situation.name(key).en, *quotes_of(situation, key)))


def quotes_of(situation: Situation, key: str) -> list[str]:
    """Return the words of a claim."""
    return [words.quote for words in situation.words.get(key, ())]


def _held_by(situation: Situation, action: str, pair: Pair) -> list[str]:
    """Return what an action concerns and both countries hold."""
    return [key for key in situation.concerns[action] if set(pair) <= set(situation.resources[key].holdings)]


def _freeze(found: Mapping[Key, list[str]]) -> dict[Key, tuple[str, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def _find_planned(situation: Situation) -> Told:
    """Return what two countries plan on a resource: planned cooperations, and plans that name both."""
    planned: dict[Triangle, list[str]] = defaultdict(list)
    joined = {one.action: key for key, one in sorted(situation.cooperations.items())}
    for key, pair in _list_plans(situation):
        for resource in _held_by(situation, key, pair):
            planned[(*pair, resource)].append(joined.get(key, key))
    return _freeze(planned)


def _find_plans(situation: Situation) -> dict[Pair, tuple[str, ...]]:
    """Return the plans across the border of two countries that concern nothing and no place in particular."""
    plans: dict[Pair, list[str]] = defaultdict(list)
    for key, pair in _list_plans(situation):
        placed = situation.actions[key].places or situation.concerns[key] or situation.headed[key]
        if not placed and speaks_across(situation, key):
            plans[pair].append(key)
    return _freeze(plans)


def _list_plans(situation: Situation) -> Iterator[tuple[str, Pair]]:
    """Give the planned actions, each with every pair of the countries that it names."""
    for key, action in sorted(situation.actions.items()):
        if _is_planned(action):
            yield from ((key, pair) for pair in pairs_of(action.countries))


def _is_planned(action: Action) -> bool:
    return not action.is_worked and bool(action.statuses & PLANNED)


def _find_acting(situation: Situation) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the actions by which a country acts on a resource that it holds, be it named or named over it.

    An action that names several countries and several species does not say which country acts on which species, so it
    counts for none of them; neither does one that is read in doubt.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, action in sorted(situation.actions.items()):
        clear = not (len(action.countries) > 1 and len(action.species) > 1) and action.certainty != DOUBTFUL
        if action.is_worked and clear:
            for resource in situation.concerns[key] | situation.headed[key]:
                for country in action.countries & set(situation.resources[resource].holdings):
                    found[country, resource].append(key)
    return _freeze(found)


def _keep_alone(
    situation: Situation, acting: Mapping[tuple[str, str], tuple[str, ...]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Keep the actions that name one country and speak of no border."""
    across = {key for key in situation.actions if speaks_across(situation, key)}
    return {
        end: kept
        for end, actions in acting.items()
        if (kept := tuple(k for k in actions if k not in across and len(situation.actions[k].countries) == 1))
    }


def _find_wide(situation: Situation, is_wanted: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
    """Return for each resource the actions on it that name no country: what may be for the whole range."""
    wide: dict[str, list[str]] = defaultdict(list)
    for key, action in sorted(situation.actions.items()):
        if not action.countries and is_wanted(key):
            for resource in situation.concerns[key]:
                wide[resource].append(key)
    return _freeze(wide)


def make_sharing(situation: Situation, work: Work) -> Sharing:
    """Return X and A of the situation."""
    holdings = {key: one.holdings.keys() for key, one in situation.resources.items()}
    return Sharing.of(holdings, work.joint, tuple(situation.countries))


def pairs_of(countries: set[str] | frozenset[str]) -> list[Pair]:
    """Return all pairs of countries."""
    names = sorted(countries)
    return [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
