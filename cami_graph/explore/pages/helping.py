"""Who could help two countries to meet: bodies that act in both, keepers of their frameworks, and the second best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cami_graph.analyse.findings.steps import find_brokers, name_brokers
from cami_graph.explore.model import Claim, Label, Thing
from cami_graph.explore.record import Record
from cami_graph.rdf import ID

MOST_AT_HOME = 3
Codes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Body:
    """A body, why it is named, on what of the shared it acts in both, and the actions by which it is seen to act."""

    thing: Thing
    why: Label
    on: tuple[Thing, ...]
    actions: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """Those that act in both countries; where nobody does, keepers and ways through a third; and who acts at each end.

    `at_home` has one entry for each country, in their order: the bodies that tell of most work in it.
    """

    both: tuple[Body, ...]
    others: tuple[Body, ...]
    at_home: tuple[tuple[Thing, tuple[Body, ...]], ...]


def find_help(record: Record, codes: Codes, resources: Iterable[str]) -> Help:
    """Return who could help two countries over what they share."""
    situation = record.findings.situation
    both = find_brokers(situation, codes)
    on = {key: find_brokers(situation, codes, key) for key in resources}
    named: dict[str, Label] = {}
    for resource in ("", *on):
        for one in name_brokers(situation, codes, resource):
            named.setdefault(one.key, Label(one.note.en, one.note.say("ru")))

    def body(key: str, why: Label, actions: Iterable[str]) -> Body:
        things = tuple(record.thing(f"{ID}{resource}") for resource, brokers in on.items() if key in brokers)
        return Body(record.thing(f"{ID}{key}"), why, things, _claims(record, actions))

    acting = [body(key, named[key], both[key]) for key in named if key in both]
    return Help(
        tuple(sorted(acting, key=lambda one: -len(one.on))),
        tuple(body(key, why, ()) for key, why in named.items() if key not in both),
        tuple(
            (
                record.thing(f"{ID}country/{code}"),
                tuple(body(key, Label(""), own) for key, own in _at_home(record, code)),
            )
            for code in codes
        ),
    )


def _at_home(record: Record, code: str) -> list[tuple[str, frozenset[str]]]:
    """Return the bodies of most actions in one country, and these; generic parties can be asked nothing."""
    situation = record.findings.situation
    found: Mapping[str, frozenset[str]] = {
        key: where[code]
        for key, where in situation.presence.items()
        if code in where and key in situation.actors and situation.actors[key].kind != "generic"
    }
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:MOST_AT_HOME]


def _claims(record: Record, keys: Iterable[str]) -> tuple[Claim, ...]:
    return tuple(record.claims[f"{ID}{key}"] for key in sorted(keys))
