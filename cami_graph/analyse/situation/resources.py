"""What countries can share, made from query rows: ranges of species, and landscapes that the plan names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from cami_graph.analyse.measures.weighing import THREATENED
from cami_graph.analyse.situation.claims import Action, Activity, Holding, Name, Resource

Row = Mapping[str, str]
Rows = list[dict[str, str]]
FRAME = 2
HABITAT = "place-type/habitat"
DOUBT = ("doubtful", "probable", "sure")


def read_resources(
    holdings: Rows,
    things: Rows,
    activities: Mapping[str, Activity],
    actions: Mapping[str, Action],
    names: Mapping[str, Name],
) -> dict[str, Resource]:
    """Return what can be shared: taxa of the programme that anything speaks of, and landscapes that the plan names.

    A subspecies counts for its species. A landscape that only an action names is none: else it would be shared because
    somebody works together on it. Neither is a region that merely frames two or more shared landscapes.
    """
    facts = _gather(things)
    held = _hold(holdings, facts)
    planned = _ask(activities)
    named = planned.union(*(action.species for action in actions.values()))
    shared = {key for key, countries in held.items() if len(countries) > 1}
    resources: dict[str, Resource] = {}
    for key in sorted(shared):
        one = _taxon(key, held[key], facts, names) if key.startswith("taxon/") else _place(key, held[key], facts, names)
        frames = sum(1 for other in shared if key in facts.get(other, {}).get("within", ()))
        if one is not None and ({key} | one.parts) & named and frames < FRAME:
            resources[key] = one
    return {key: _with_need(one, resources, activities, actions) for key, one in resources.items()}


def _gather(rows: Rows) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        found[row["thing"]][row["kind"]].add(row["value"])
    return {key: {kind: frozenset(values) for kind, values in kinds.items()} for key, kinds in found.items()}


def _hold(rows: Rows, facts: Mapping[str, Mapping[str, frozenset[str]]]) -> dict[str, dict[str, Holding]]:
    """Return who holds what: its range states, and the countries that a heading of the programme names for it."""
    found: dict[str, dict[str, dict[str, dict[str, str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for row in rows:
        certainty = row["certainty"].rsplit("/", 1)[-1] or "sure"
        found[row["resource"]][row["country"].rsplit("/", 1)[-1]][row["basis"]][row["statement"]] = certainty
    held: dict[str, dict[str, Holding]] = defaultdict(dict)
    for resource, countries in found.items():
        parents = facts.get(resource, {}).get("parent", frozenset())
        for country, bases in countries.items():
            for key in (resource, *parents):
                held[key][country] = _join(country, bases, held[key].get(country))
    return held


def _join(country: str, bases: Mapping[str, Mapping[str, str]], other: Holding | None) -> Holding:
    """Return one holding from all statements of it, as sure as the surest of them."""
    statements = {name: certainty for kinds in bases.values() for name, certainty in kinds.items()}
    certainties = [*statements.values(), *([other.certainty] if other else [])]
    return Holding(
        country,
        frozenset(bases) | (other.bases if other else frozenset()),
        tuple(sorted({*statements, *(other.statements if other else ())})),
        max(certainties, key=DOUBT.index),
    )


def _ask(activities: Mapping[str, Activity]) -> frozenset[str]:
    """Return every taxon and place in the scope of an activity."""
    return frozenset().union(*(one.scope(kind) for one in activities.values() for kind in ("species", "place")))


def _taxon(
    key: str,
    holdings: Mapping[str, Holding],
    facts: Mapping[str, Mapping[str, frozenset[str]]],
    names: Mapping[str, Name],
) -> Resource | None:
    """Return a taxon of the programme with the taxa below it; these are no resources of their own."""
    below = frozenset(other for other, kinds in facts.items() if key in kinds.get("parent", ()))
    family = [key, *sorted(below)]
    if facts.get(key, {}).get("parent") or not any(facts.get(one, {}).get("programme") for one in family):
        return None
    codes = [code.rsplit("/", 1)[-1] for one in family for code in facts.get(one, {}).get("category", ())]
    category = max(codes, key=lambda code: THREATENED.get(code, 0.0), default="")
    return Resource(key, "species", names.get(key, Name(key)), dict(sorted(holdings.items())), below, category=category)


def _place(
    key: str,
    holdings: Mapping[str, Holding],
    facts: Mapping[str, Mapping[str, frozenset[str]]],
    names: Mapping[str, Name],
) -> Resource:
    """Return a landscape with the places in it (at any depth) and those that reach beyond it."""
    inside: set[str] = set()
    waiting = [key]
    while waiting:
        around = waiting.pop()
        found = {other for other, kinds in facts.items() if around in kinds.get("within", ())} - inside
        inside |= found
        waiting += sorted(found)
    kinds = facts.get(key, {})
    return Resource(
        key,
        "landscape",
        names.get(key, Name(key)),
        dict(sorted(holdings.items())),
        frozenset(inside),
        kinds.get("within", frozenset()),
        kinds.get("overlaps", frozenset()),
        HABITAT in kinds.get("type", ()),
    )


def _with_need(
    one: Resource, resources: Mapping[str, Resource], activities: Mapping[str, Activity], actions: Mapping[str, Action]
) -> Resource:
    """Return a landscape with the category of the most threatened species tied to it."""
    if one.kind != "landscape":
        return one
    tied = [a.scope("species") for a in activities.values() if one.key in a.scope("place")]
    tied += [a.species for a in actions.values() if ({one.key} | one.parts) & a.places]
    species = frozenset().union(*tied)
    codes = [r.category for k, r in resources.items() if r.category and ({k} | r.parts) & species]
    return replace(one, category=max(codes, key=lambda code: THREATENED.get(code, 0.0), default=""))
