"""Candidates inside the programme: scale mismatch, dependent activities without a common actor, accountability."""

from __future__ import annotations

from collections.abc import Iterator

from cami_graph.analyse.findings.candidate import Candidate, Reasoned
from cami_graph.analyse.findings.standing_for import answers, stands_for
from cami_graph.analyse.measures.programme import (
    SILENT,
    URGENCY,
    find_accountability_gaps,
    find_dependences,
    find_integrative_gaps,
    find_scale_mismatches,
)
from cami_graph.analyse.situation.claims import DOING, Activity, Name
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import speaks_across

TOLD = Name("is what is told of it", "то, что об этом сообщается")


def level_of(activity: Activity) -> int:
    """Return its highest printed priority from 5 (high) to 1 (low); 0 where one in other words is printed."""
    return max((round(URGENCY[one] * 5) for one in activity.priorities & URGENCY.keys()), default=0)


def status_of(activity: Activity) -> str:
    """Return one status: silence or denial only where nothing else is said of any of its items."""
    told = activity.statuses - SILENT
    return sorted(told)[0] if told else "not-done" if "not-done" in activity.statuses else "not-reported"


def acting_on(situation: Situation) -> dict[str, frozenset[str]]:
    """Return for each activity the actors that do or support an action on it."""
    found: dict[str, set[str]] = {}
    for one in situation.participations.values():
        if one.role in DOING:
            for activity in situation.actions[one.action].activities:
                found.setdefault(activity, set()).add(one.actor)
    return {key: frozenset(actors) for key, actors in found.items()}


def find_integration_gaps(situation: Situation) -> Iterator[Candidate]:
    """Find dependent activities without a common actor; what both concern is taken from their scopes and actions.

    An actor is common too where a body of one activity stands for a body of the other.
    """
    species = {key: one.scope("species", ("activity", "heading")) for key, one in situation.activities.items()}
    threats = {key: one.scope("threat") for key, one in situation.activities.items()}
    references = [(k, t) for k, one in situation.activities.items() for t in one.refers_to if t in situation.activities]
    named = {k: v for k, v in species.items() if v}
    acting = acting_on(situation)
    dependences = find_dependences(references, named, {k: v for k, v in threats.items() if v}, acting)
    for one in find_integrative_gaps(dependences):
        left, right = (acting.get(key, frozenset()) for key in one.activities)
        if any(stands_for(situation, first, second) for first in left for second in right):
            continue
        first, second = (situation.activities[key] for key in one.activities)
        yield Candidate(
            f"integrative-{first.slug}-{second.slug}",
            "integrative",
            (),
            one.activities,
            {
                "reference": int("reference" in one.reasons),
                "priority": max(level_of(first), level_of(second)),
                "silent": sum(not count for count in one.actors),
            },
            {"told": _states(situation, one.activities) or _told(situation, one.activities)},
        )


def _states(situation: Situation, activities: tuple[str, ...]) -> tuple[Reasoned, ...]:
    """Return what is told of the state of activities."""
    return tuple((claim, TOLD) for key in activities for claim in situation.activities[key].assessments)


def _told(situation: Situation, activities: tuple[str, ...]) -> tuple[Reasoned, ...]:
    """Return what is told of activities: their state, and the actions on them; it speaks neither for nor against."""
    claims = [claim for key in activities for claim in situation.activities[key].assessments]
    claims += dict.fromkeys(action for key in activities for action in situation.actions_on.get(key, ()))
    return tuple((claim, TOLD) for claim in claims)


def find_mismatches(situation: Situation) -> Iterator[Candidate]:
    """Find activities for a whole range of which only single countries tell, and nothing is told for more than one.

    What is told across borders, of several countries, or without naming any (it may be for all range states) counts.
    """
    holders = {key: frozenset(one.holdings) for key, one in situation.resources.items()}
    told = {
        key: [a for a in situation.actions_on.get(key, ()) if situation.actions[a].is_worked] for key in situation.meant
    }
    tasks = {
        key: resources
        for key, resources in situation.meant.items()
        if len(situation.activities[key].scope("country", ("activity",))) != 1
        and all(len(situation.actions[a].countries) == 1 and not speaks_across(situation, a) for a in told[key])
    }
    acting = {key: frozenset().union(*(situation.actions[a].countries for a in told[key])) for key in tasks}
    for one in find_scale_mismatches(tasks, holders, acting, {}):
        activity, resource = situation.activities[one.activity], situation.resources[one.resource]
        reason = Name("tells of work in one country", "сообщает о работе в одной стране")
        yield Candidate(
            f"scale-{activity.slug}-{resource.slug}",
            "scale-mismatch",
            one.holders,
            (one.activity, one.resource),
            {"priority": level_of(activity), "states": len(one.holders), "acting": len(one.acting)},
            {"alone": tuple((claim, reason) for claim in told[one.activity])},
        )


def find_silences(situation: Situation) -> Iterator[Candidate]:
    """Find activities of high priority that are denied or silent, or none of whose responsible parties appears.

    A party appears where it acts, or a body acts that stands for it. An activity that is told as done is no gap.
    """
    acting = acting_on(situation)
    answered = {
        key: [asked for asked in activity.asked if answers(situation, asked, acting.get(key, ()))]
        for key, activity in situation.activities.items()
    }
    ordered = sorted(situation.activities.items())
    levels = {key: max(one.priorities & URGENCY.keys(), key=URGENCY.__getitem__, default="") for key, one in ordered}
    statuses = {key: status_of(one) for key, one in ordered}
    for one in find_accountability_gaps(levels, statuses, {key: each.asked for key, each in ordered}, answered):
        activity = situation.activities[one.activity]
        if one.status not in SILENT and (one.status == "done" or not acting.get(one.activity)):
            continue
        missing = one.missing_kinds if one.status not in SILENT else ()
        yield Candidate(
            f"accountability-{activity.slug}",
            "accountability",
            (),
            (one.activity, *missing),
            {"denied": int(one.status == "not-done"), "silent": int(one.status in SILENT), "missing": len(missing)},
            {"told": _told(situation, (one.activity,))},
            one.status,
        )
