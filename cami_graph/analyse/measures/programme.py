"""Gaps inside the programme: dependent activities without a common actor, and promises without record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import nan

from cami_graph.analyse.measures.sharing import Pair, pair_of

URGENCY = {"high": 1.0, "high-medium": 0.8, "medium": 0.6, "medium-low": 0.4, "low": 0.2}
SILENT = frozenset({"not-done", "not-reported"})


@dataclass(frozen=True)
class Dependence:
    """Two activities that depend on each other, why, and who acts in both."""

    activities: Pair
    reasons: tuple[str, ...]
    common_actors: tuple[str, ...]
    actors: tuple[int, int]


def find_dependences(
    references: Iterable[tuple[str, str]],
    species: Mapping[str, Collection[str]],
    threats: Mapping[str, Collection[str]],
    actors: Mapping[str, Collection[str]],
) -> tuple[Dependence, ...]:
    """Find activities that depend on each other: by a reference, or by a species and a threat in common.

    Formula: D[a,b] = refers(a,b) or (species in common and threat in common); common(a,b) = actors(a) ∩ actors(b).
    Where both are silent there is no actor to share, and `actors` shows it by zeros. Fried et al. 2022, Ecology &
    Society 27(1):15.

    >>> find_dependences([("1.2.11", "1.2.3")], {}, {}, {"1.2.3": ["GIZ"]})[0]
    Dependence(activities=('1.2.11', '1.2.3'), reasons=('reference',), common_actors=(), actors=(0, 1))
    """
    reasons: dict[Pair, set[str]] = {}
    for source, target in references:
        if source != target:
            reasons.setdefault(pair_of(source, target), set()).add("reference")
    both = sorted(set(species) & set(threats))
    for index, first in enumerate(both):
        for second in both[index + 1 :]:
            if set(species[first]) & set(species[second]) and set(threats[first]) & set(threats[second]):
                reasons.setdefault(pair_of(first, second), set()).add("species and threat")
    return tuple(
        Dependence(
            pair,
            tuple(sorted(why)),
            tuple(sorted(set(actors.get(pair[0], ())) & set(actors.get(pair[1], ())))),
            (len(set(actors.get(pair[0], ()))), len(set(actors.get(pair[1], ())))),
        )
        for pair, why in sorted(reasons.items())
    )


def find_integrative_gaps(dependences: Iterable[Dependence]) -> tuple[Dependence, ...]:
    """Keep the dependences without a common actor, where somebody acts on at least one side.

    Formula: D[a,b]·(1 - [common(a,b)]). Where nobody is recorded on either side the gap is one of accountability, not
    of integration, and stands there. Fried et al. 2022.

    >>> find_integrative_gaps(find_dependences([("1.1", "1.2")], {}, {}, {}))
    ()
    """
    return tuple(one for one in dependences if not one.common_actors and any(one.actors))


@dataclass(frozen=True)
class Promise:
    """An activity asked for, what is recorded of it, and the kinds of responsible parties without an acting actor."""

    activity: str
    urgency: float
    status: str
    missing_kinds: tuple[str, ...]
    asked_kinds: tuple[str, ...]


def find_accountability_gaps(
    priorities: Mapping[str, str],
    statuses: Mapping[str, str],
    asked: Mapping[str, Collection[str]],
    acting: Mapping[str, Collection[str]],
) -> tuple[Promise, ...]:
    """Find activities of high priority that are not done or not reported, or whose responsible kinds do not appear.

    `asked` gives the kinds of parties that the programme makes responsible, `acting` the kinds of actors that are
    recorded. Formula: high(a) and (status(a) in {not-done, not-reported} or asked(a) - acting(a)). An activity without
    a named responsible party has no missing kind. The kinds stand where IATI puts organisation roles (Standard 2.03,
    2018).

    >>> find_accountability_gaps({"3.1.6": "high"}, {"3.1.6": "not-done"}, {"3.1.6": ["ngo"]}, {})
    (Promise(activity='3.1.6', urgency=1.0, status='not-done', missing_kinds=('ngo',), asked_kinds=('ngo',)),)
    """
    found = []
    for activity, level in sorted(priorities.items()):
        urgency, status = URGENCY.get(level, nan), statuses.get(activity, "not-reported")
        kinds = set(asked.get(activity, ()))
        missing = kinds - set(acting.get(activity, ()))
        if urgency >= URGENCY["high-medium"] and (status in SILENT or missing):
            found.append(Promise(activity, urgency, status, tuple(sorted(missing)), tuple(sorted(kinds))))
    return tuple(found)


@dataclass(frozen=True)
class ScaleMismatch:
    """A task for a whole range, the countries of the range, those that report, and those that report jointly."""

    activity: str
    resource: str
    holders: tuple[str, ...]
    acting: tuple[str, ...]
    together: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share of the range that no joint work reaches; NaN where the resource has no holder."""
        return 1.0 - len(self.together) / len(self.holders) if self.holders else nan


def find_scale_mismatches(
    tasks: Mapping[str, Collection[str]],
    holders: Mapping[str, Collection[str]],
    acting: Mapping[str, Collection[str]],
    together: Mapping[str, Collection[str]],
) -> tuple[ScaleMismatch, ...]:
    """Find range-wide tasks for which only national evidence is recorded.

    `tasks` gives for each activity that is asked for the whole range the resources in its scope; `acting` the countries
    in which action is reported on it, `together` those among them that are recorded as acting together. Formula:
    acting(a) > 0 and together(a) = 0 for a task whose resource has two holders or more. A task nobody reports on is
    silent, which is not a mismatch. Guerrero et al. 2013; Sayles & Baggio 2017.

    >>> find_scale_mismatches({"2.4.3": ["plateau"]}, {"plateau": ["CN", "IN"]}, {"2.4.3": ["CN"]}, {})[0].acting
    ('CN',)
    """
    found = []
    for activity, resources in sorted(tasks.items()):
        for resource in sorted(resources):
            range_states = set(holders.get(resource, ()))
            acts = range_states & set(acting.get(activity, ()))
            joins = range_states & set(together.get(activity, ()))
            if len(range_states) > 1 and acts and len(joins) < 2:
                found.append(
                    ScaleMismatch(activity, resource, *(tuple(sorted(s)) for s in (range_states, acts, joins)))
                )
    return tuple(found)
