"""What the record says, as plain values: the only thing that measures see. Made from query rows by `reading`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.channels import Channels
from cami_graph.analyse.situation.claims import (
    DOING,
    Action,
    Activity,
    Actor,
    Cooperation,
    Doubt,
    Name,
    Participation,
    Recommendation,
    Resource,
    Words,
)
from cami_graph.query.document import Document


@dataclass(frozen=True)
class Situation:
    """Everything the measures need."""

    countries: Mapping[str, Name]
    neighbours: frozenset[Pair]
    resources: Mapping[str, Resource]
    actions: Mapping[str, Action]
    cooperations: Mapping[str, Cooperation]
    participations: Mapping[str, Participation]
    actors: Mapping[str, Actor]
    activities: Mapping[str, Activity]
    recommendations: Mapping[str, Recommendation]
    names: Mapping[str, Name]
    words: Mapping[str, tuple[Words, ...]]
    sources: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    red_list_year: str = ""
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    channels: Channels = field(default_factory=Channels)
    as_of: str = ""
    holders: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def telling(self) -> tuple[Document, ...]:
        """Return the documents that report work or its state, the oldest first: where joint work would stand."""
        assessments = (key for activity in self.activities.values() for key in activity.assessments)
        reported = (key for key in (*self.actions, *self.cooperations) if "event/" not in key)
        return self._documents_of((*reported, *assessments))

    def looking_at(self, pairs: Iterable[Pair], things: frozenset[str] = frozenset()) -> tuple[Document, ...]:
        """Return the documents beside those that tell of work of one of these pairs before the day.

        On anything; with `things`, only on one of these or on nothing in particular.
        """
        told = [
            (key, one.countries)
            for key, one in self.actions.items()
            if key.startswith("event/") and (not things or not (about := one.species | one.places) or about & things)
        ]
        found = self._documents_of(key for pair in pairs for key, countries in told if set(pair) <= countries)
        return tuple(one for one in found if one not in self.telling)

    def _documents_of(self, claims: Iterable[str]) -> tuple[Document, ...]:
        used = {words.document for claim in claims for words in self.words.get(claim, ())}
        found = (one for key, one in self.documents.items() if key in used)
        return tuple(sorted(found, key=lambda one: one.order))

    @cached_property
    def volumes(self) -> dict[str, int]:
        """Return the reporting volume: how many actions of reports, and events taken for actions, name each country."""
        counts = dict.fromkeys(self.countries, 0)
        for action in self.actions.values():
            for country in action.countries:
                counts[country] = counts.get(country, 0) + 1
        return counts

    @cached_property
    def presence(self) -> dict[str, dict[str, frozenset[str]]]:
        """Return for each actor the countries in which it does or supports something, and by which actions.

        Where the report does not say in which of an action's countries a body acts, it is believed to act there only if
        the action has a single country.
        """
        found: dict[str, dict[str, set[str]]] = {}
        for one in self.participations.values():
            action = self.actions[one.action]
            alone = action.countries if len(action.countries) == 1 else frozenset()
            if one.role in DOING and action.is_worked:
                for country in one.countries or alone:
                    found.setdefault(one.actor, {}).setdefault(country, set()).add(one.action)
        return {actor: {c: frozenset(a) for c, a in where.items()} for actor, where in found.items()}

    @cached_property
    def bridging(self) -> dict[str, dict[str, frozenset[str]]]:
        """Return the presence of the bodies that act in two countries or more.

        Generic parties are left out: "NGOs" and "local communities" are in every country and can be asked in none.
        """
        return {
            actor: where
            for actor, where in self.presence.items()
            if len(where) > 1 and actor in self.actors and self.actors[actor].kind != "generic"
        }

    @cached_property
    def callers(self) -> dict[str, tuple[str, ...]]:
        """Return for each resource the activities that ask in their own words for work across borders on it.

        The resource must stand in the nearest scope of the activity that names anything.
        """
        found: dict[str, list[str]] = {key: [] for key in self.resources}
        for key, activity in sorted(self.activities.items()):
            if activity.is_call:
                named = activity.narrowest("species") | activity.narrowest("place")
                for resource in self.resources.values():
                    if ({resource.key} | resource.parts) & named:
                        found[resource.key].append(key)
        return {key: tuple(callers) for key, callers in found.items()}

    @cached_property
    def actions_on(self) -> dict[str, tuple[str, ...]]:
        """Return for each activity the actions reported on it."""
        found: dict[str, list[str]] = {key: [] for key in self.activities}
        for key, action in sorted(self.actions.items()):
            for activity in action.activities:
                found.setdefault(activity, []).append(key)
        return {key: tuple(actions) for key, actions in found.items()}

    @cached_property
    def meant(self) -> dict[str, frozenset[str]]:
        """Return for each activity the resource that its nearest scope means, where that names one thing only."""
        found = {}
        for key, activity in self.activities.items():
            named = activity.narrowest("place") or activity.narrowest("species")
            if len(named) == 1:
                found[key] = frozenset(r for r, one in self.resources.items() if ({r} | one.parts) & named)
        return found

    @cached_property
    def asked_for(self) -> dict[str, frozenset[str]]:
        """Return for each recommendation the resources it concerns: by its words, else by a scope of one thing."""
        return {key: self._asked_for(one) for key, one in self.recommendations.items()}

    def _asked_for(self, one: Recommendation) -> frozenset[str]:
        species, places = one.species, one.places
        for activity in sorted(one.activities & self.activities.keys()):
            near, around = self._scope(activity, "species"), self._scope(activity, "place")
            species = near if not species and len(near) == 1 else species
            places = places | around if not one.places and len(around) == 1 else places
        named = species | places
        return frozenset(key for key, r in self.resources.items() if ({key} | r.parts) & named)

    @cached_property
    def concerns(self) -> dict[str, frozenset[str]]:
        """Return for each action the resources that it concerns (see `concern_of`)."""
        return {key: self.concern_of(action) for key, action in self.actions.items()}

    def concern_of(self, action: Action) -> frozenset[str]:
        """Return the resources an action concerns: by its own words, else by a scope that names one thing.

        A species counts for the species over it, a site for the landscapes that hold it. Where an action names no
        species (no place), the nearest scope over it counts if that names exactly one: what is reported under the
        heading of the Ustyurt is about the Ustyurt, while what is reported under twelve landscapes is about none of
        them in particular.
        """
        species = action.species or self._only(action, "species")
        places = action.places | self._only(action, "place")
        named = species | places
        return frozenset(key for key, one in self.resources.items() if ({key} | one.parts) & named)

    @cached_property
    def headed(self) -> dict[str, frozenset[str]]:
        """Return for each action the species under whose heading it is told, among others.

        Where an action names no species, and the nearest scope over it names several, it is told of all of them
        together: enough to say that it may be about each, not that it is about this one.
        """
        return {key: self._headed(action) - self.concerns[key] for key, action in self.actions.items()}

    def _headed(self, action: Action) -> frozenset[str]:
        if action.species:
            return frozenset()
        named = frozenset().union(*(self._scope(activity, "species") for activity in action.activities))
        return frozenset(key for key, one in self.resources.items() if ({key} | one.parts) & named)

    def _scope(self, activity: str, kind: str) -> frozenset[str]:
        return self.activities[activity].narrowest(kind) if activity in self.activities else frozenset()

    def _only(self, action: Action, kind: str) -> frozenset[str]:
        """Return the scope over an action where it names exactly one thing."""
        found = [scope for activity in sorted(action.activities) if len(scope := self._scope(activity, kind)) == 1]
        return frozenset().union(*found)

    def name(self, key: str) -> Name:
        """Return what a thing is called; its own key where nothing is known."""
        return self.countries.get(key) or self.names.get(key) or Name(key.split("/", 1)[-1])
