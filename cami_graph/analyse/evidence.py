"""The words behind a candidate: for it, against it, who could bridge it, what exists, what the experts asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cami_graph.analyse.candidate import Candidate
from cami_graph.analyse.claims import Words
from cami_graph.analyse.gaps import Item, Thing
from cami_graph.analyse.situation import Situation
from cami_graph.analyse.work import find_brokers

SAYS = {
    "range": "states the range",
    "scope": "names it in the scope",
    "action": "reports action",
    "cooperation": "reports joint work",
    "participation": "names who takes part",
    "status": "states the status",
}


def gather_items(situation: Situation, claims: Iterable[str]) -> tuple[Item, ...]:
    """Return the words of each claim, each span once; a claim of the reference data gives its source instead."""
    items: dict[str, Item] = {}
    for claim in claims:
        says = _say(situation, claim)
        for words in situation.words.get(claim, ()):
            item = _cite(situation, claim, says, words)
            known = items.setdefault(words.evidence, item)
            if says not in known.says:
                items[words.evidence] = replace(known, says=f"{known.says}; {says}")
        if claim in situation.sources and claim not in situation.words:
            items.setdefault(claim, Item(claim, says, source=situation.sources[claim]))
    return tuple(items.values())


def _cite(situation: Situation, claim: str, says: str, words: Words) -> Item:
    """Make an item of words, with the number of their document; without exact words, their place stands for them."""
    document = situation.documents[words.document].number if words.document in situation.documents else ""
    place = ", ".join(dict.fromkeys(part for part in (document, words.locator) if part))
    source = words.locator if words.quote else place
    return Item(claim, says, words.evidence, document, words.activity, words.column, words.quote, source)


def _say(situation: Situation, claim: str) -> str:
    """Say in a few words what a claim is."""
    kind, _, slug = claim.partition("/")
    cooperation = situation.cooperations.get(claim)
    if cooperation:
        planned = not situation.actions[cooperation.action].is_worked
        names = ", ".join(situation.name(c).en for c in sorted(cooperation.countries))
        return f"{'plans' if planned else 'reports'} joint work of {names}"
    if kind == "action":
        wide = claim in situation.actions and not situation.actions[claim].countries
        return f"{'reports, naming no country' if wide else 'reports'}: {situation.name(claim).en}"
    if kind == "range":
        code = slug.rsplit("-", 1)[-1]
        return f"names {situation.name(code).en} as a range state"
    if kind == "scope" and "-country-" in slug:
        return f"names {situation.name(slug.rsplit('-', 1)[-1]).en} in its heading or text"
    return SAYS.get(kind, kind)


def gather_brokers(situation: Situation, one: Candidate) -> tuple[Thing, ...]:
    """Return who acts in both countries: first those on the resource itself, then those on other things."""
    if len(one.countries) != 2:
        return ()
    pair = (one.countries[0], one.countries[1])
    resource = one.things[0] if one.things[0] in situation.resources else ""
    on_it = find_brokers(situation, pair, resource) if resource else {}
    anywhere = find_brokers(situation, pair)
    ordered = [*sorted(on_it), *sorted(set(anywhere) - set(on_it))]
    return tuple(
        Thing(
            actor,
            situation.name(actor).en,
            situation.name(actor).say("ru"),
            "acts in both on it" if actor in on_it else "acts in both",
            tuple(sorted(on_it.get(actor) or anywhere[actor])),
        )
        for actor in ordered
    )


def gather_initiatives(situation: Situation, one: Candidate) -> tuple[Thing, ...]:
    """Return what exists to build on: initiatives of the actions and cooperations that speak for or against the gap."""
    actions = [c for c in (*one.claims, *one.counter) if c in situation.actions]
    actions += [situation.cooperations[c].action for c in (*one.counter, *one.claims) if c in situation.cooperations]
    found = sorted({initiative for key in actions for initiative in situation.actions[key].initiatives})
    return name_things(situation, found)


def gather_activities(situation: Situation, one: Candidate) -> tuple[Thing, ...]:
    """Return the activities that bear on it: the gap's own, or those whose nearest scope names the resource."""
    own = [key for key in one.things if key in situation.activities]
    named = {key for thing in one.things if thing in situation.resources for key in _family(situation, thing)}
    bearing = [
        key
        for key, activity in situation.activities.items()
        if named & (activity.narrowest("species") | activity.narrowest("place"))
    ]
    return name_things(situation, own or sorted(bearing, key=_by_code))


def gather_threats(situation: Situation, activities: Iterable[Thing], one: Candidate) -> tuple[Thing, ...]:
    """Return the threats of the resource, and of the activities and actions that bear on it."""
    found = {situation.resources[key].threat for key in one.things if key in situation.resources} - {""}
    for thing in activities:
        found |= situation.activities[thing.key].scope("threat")
    for claim in one.claims:
        found |= situation.actions[claim].threats if claim in situation.actions else frozenset()
    return name_things(situation, sorted(found))


def gather_recommendations(situation: Situation, one: Candidate) -> tuple[Thing, ...]:
    """Return the recommendations that ask for the same, with their words."""
    return tuple(
        Thing(
            key,
            situation.name(key).en,
            situation.name(key).say("ru"),
            " […] ".join(words.quote for words in situation.words.get(key, ())),
        )
        for key in one.recommendations
    )


def name_things(situation: Situation, keys: Iterable[str]) -> tuple[Thing, ...]:
    """Return things with their names."""
    return tuple(Thing(key, situation.name(key).en, situation.name(key).say("ru")) for key in keys)


def _family(situation: Situation, key: str) -> frozenset[str]:
    return frozenset({key}) | situation.resources[key].parts


def _by_code(key: str) -> tuple[str, tuple[int, ...]]:
    """Order activities as printed, programme by programme: 1.1.2 before 1.1.10."""
    programme, _, code = key.rpartition("/")
    return programme, tuple(int(part) for part in code.split("."))
