"""Candidates inside the programme: scale mismatch, dependent activities without a common actor, accountability."""

from __future__ import annotations

from collections.abc import Iterator
from math import nan

from cami_graph.analyse.candidate import Candidate
from cami_graph.analyse.claims import DOING, Activity
from cami_graph.analyse.programme import (
    SILENT,
    URGENCY,
    find_accountability_gaps,
    find_dependences,
    find_integrative_gaps,
    find_scale_mismatches,
)
from cami_graph.analyse.shared import need_of
from cami_graph.analyse.situation import Situation
from cami_graph.analyse.work import Work

ANSWERS: dict[str, frozenset[str]] = {  # which kinds of actors answer where a generic party is asked
    "actor/government-agencies": frozenset({"government"}),
    "actor/national-focal-points": frozenset({"government"}),
    "actor/focal-points": frozenset({"government"}),
    "actor/ngos": frozenset({"ngo", "ingo"}),
    "actor/ingos": frozenset({"ingo"}),
    "actor/scientific-institutions": frozenset({"research"}),
    "actor/national-scientific-institutions": frozenset({"research"}),
    "actor/development-agencies": frozenset({"donor", "intergovernmental"}),
    "actor/donors": frozenset({"donor"}),
    "actor/businesses": frozenset({"company"}),
    "actor/companies": frozenset({"company"}),
    "actor/mining-companies": frozenset({"company"}),
    "actor/private-sector": frozenset({"company"}),
    "actor/private-sector-companies": frozenset({"company"}),
    "actor/insurance-sector": frozenset({"company"}),
}


def urgency_of_activity(activity: Activity) -> float:
    """Return its highest printed priority; NaN where a priority in other words is printed."""
    return max((URGENCY[level] for level in activity.priorities & URGENCY.keys()), default=nan)


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
    """Find dependent activities without a common actor; what both concern is taken from their scopes and actions."""
    species = {key: one.scope("species", ("activity", "heading")) for key, one in situation.activities.items()}
    threats = {key: one.scope("threat") for key, one in situation.activities.items()}
    references = [(k, t) for k, one in situation.activities.items() for t in one.refers_to if t in situation.activities]
    named = {k: v for k, v in species.items() if v}
    dependences = find_dependences(references, named, {k: v for k, v in threats.items() if v}, acting_on(situation))
    for one in find_integrative_gaps(dependences):
        first, second = (situation.activities[key] for key in one.activities)
        urgencies = [urgency_of_activity(activity) for activity in (first, second)]
        yield Candidate(
            slug=f"integrative-{first.slug}-{second.slug}",
            kind="integrative",
            countries=(),
            things=one.activities,
            parts={
                "urgency": sum(urgencies) / 2,
                "dependence": 1.0 if "reference" in one.reasons else 0.5,
                "silence": 1.0 - sum(bool(count) for count in one.actors) / 2,
            },
            claims=_claims_on(situation, one.activities),
        )


def _claims_on(situation: Situation, activities: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is claimed of activities: their status, and the actions reported on them."""
    told = [claim for key in activities for claim in situation.activities[key].assessments]
    return (*told, *dict.fromkeys(action for key in activities for action in situation.actions_on.get(key, ())))


def find_mismatches(situation: Situation, work: Work) -> Iterator[Candidate]:
    """Find activities for a whole range of which only single countries report, without joint work."""
    holders = {key: frozenset(one.holdings) for key, one in situation.resources.items()}
    tasks = {
        key: resources
        for key, resources in situation.meant.items()
        if len(situation.activities[key].scope("country", ("activity",))) != 1
    }
    worked = {key: action for key, action in situation.actions.items() if action.is_worked}
    joined: dict[str, set[str]] = {}
    for cooperation in situation.cooperations.values():
        joined.setdefault(cooperation.action, set()).update(cooperation.countries)
    told = {key: [a for a in situation.actions_on.get(key, ()) if a in worked] for key in tasks}
    acting = {key: frozenset().union(*(worked[a].countries for a in actions)) for key, actions in told.items()}
    together = {key: frozenset().union(*(joined.get(a, set()) for a in actions)) for key, actions in told.items()}
    for one in find_scale_mismatches(tasks, holders, acting, together):
        activity, resource = situation.activities[one.activity], situation.resources[one.resource]
        yield Candidate(
            slug=f"scale-{activity.slug}-{resource.slug}",
            kind="scale-mismatch",
            countries=one.holders,
            things=(one.activity, one.resource),
            parts={"share": one.share, "urgency": urgency_of_activity(activity), "need": need_of(resource)},
            claims=_claims_on(situation, (one.activity,)),
            counter=tuple(
                dict.fromkeys(c for (*_, r), keys in sorted(work.joint.items()) if r == one.resource for c in keys)
            ),
        )


def find_silences(situation: Situation) -> Iterator[Candidate]:
    """Find activities of high priority that are denied or silent, or whose responsible kinds do not appear."""
    acting = acting_on(situation)
    kinds = {key: {situation.actors[a].kind for a in actors if a in situation.actors} for key, actors in acting.items()}
    answered = {
        key: [
            asked
            for asked in activity.asked
            if asked in acting.get(key, ()) or ANSWERS.get(asked, frozenset()) & kinds.get(key, set())
        ]
        for key, activity in situation.activities.items()
    }
    levels = {
        key: max(one.priorities & URGENCY.keys(), key=URGENCY.__getitem__, default="")
        for key, one in _sorted(situation)
    }
    statuses = {key: status_of(one) for key, one in _sorted(situation)}
    asked = {key: one.asked for key, one in _sorted(situation)}
    for one in find_accountability_gaps(levels, statuses, asked, answered):
        silence = {"not-done": 1.0, "not-reported": 1.0}.get(one.status, 0.0)
        share = len(one.missing_kinds) / len(one.asked_kinds) if one.asked_kinds else nan
        yield Candidate(
            slug=f"accountability-{situation.activities[one.activity].slug}",
            kind="accountability",
            countries=(),
            things=(one.activity, *one.missing_kinds),
            parts={"urgency": one.urgency, "silence": silence, "unanswered": share},
            state=one.status,
            claims=_claims_on(situation, (one.activity,)),
        )


def _sorted(situation: Situation) -> list[tuple[str, Activity]]:
    return sorted(situation.activities.items())
