"""Who could help: bodies that work on both sides of a border, and those that keep what both agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from cami_graph.analyse.findings.links import TOGETHER, UNKNOWN, Link
from cami_graph.analyse.findings.steps import find_brokers, name_brokers
from cami_graph.analyse.situation.channels import Framework
from cami_graph.analyse.situation.claims import DOING
from cami_graph.brief.matter import Line, Matter
from cami_graph.brief.sources import Cited


@dataclass
class Body:
    """A body, the links on which it could help, its best place among those who could, and how it is told to help."""

    key: str
    note: str
    place: int
    links: list[Link] = field(default_factory=list)
    on_it: list[Link] = field(default_factory=list)
    elsewhere: list[Link] = field(default_factory=list)


def list_helpers(matter: Matter) -> list[Line]:
    """Return the bodies that could help: those on the matter itself first, then those met most often."""
    bodies = _gather(matter)
    if matter.subject.kind != "pair":
        bodies = [one for one in bodies if one.on_it or one.elsewhere or _tell_kept(matter, one)]

    def order(one: Body) -> tuple[object, ...]:
        is_keeper = bool(_tell_kept(matter, one))
        return not one.on_it, not one.elsewhere, not is_keeper, -len(one.links), one.place, one.key

    return [partial(_tell, matter, one) for one in sorted(bodies, key=order)]


def _gather(matter: Matter) -> list[Body]:
    found: dict[str, Body] = {}
    for link in _wanting(matter):
        on_it = find_brokers(matter.situation, link.countries, link.resource)
        anywhere = find_brokers(matter.situation, link.countries)
        for place, thing in enumerate(name_brokers(matter.situation, link.countries, link.resource)):
            body = found.setdefault(thing.key, Body(thing.key, thing.note.say(matter.words.language), place))
            body.place = min(body.place, place)
            body.links.append(link)
            body.on_it += [link] if thing.key in on_it else []
            body.elsewhere += [link] if thing.key in anywhere else []
    return list(found.values())


def _wanting(matter: Matter) -> list[Link]:
    """Return the links on which help is wanted: those without plain joint work that are known, else all."""
    links = [link for one in matter.shared for link in one.links]
    return [link for link in links if link.standing != UNKNOWN and (link.state != TOGETHER or link.doubt)] or links


def _tell(matter: Matter, body: Body) -> Cited:
    """Say where a body works and on what, or which agreement it keeps, with the words."""
    name, links = f"{matter.name(body.key)}:", body.on_it or body.elsewhere
    if not links:
        claims = [party.claim for one in _kept(matter, body) for party in one.parties.values()]
        return Cited(_tell_kept(matter, body) or body.note, matter.sources.cite(*claims, most=1), name)
    codes = sorted({code for link in links for code in link.countries})
    several = "" if len(codes) == 2 else "_many"
    resource = links[0].resource if body.on_it else ""
    actions = _one_a_side(matter, find_brokers(matter.situation, links[0].countries, resource)[body.key], links[0])
    claims = _with_the_body(matter, actions, body.key)
    numbers = matter.sources.cite(*claims, most=len(claims))
    if body.on_it:
        things = ", ".join(dict.fromkeys(matter.name(link.resource) for link in links))
        return Cited(matter.words(f"works_on{several}", countries=matter.names(codes), things=things), numbers, name)
    told = {"countries": matter.names(codes), "title": matter.title(actions[0])}
    return Cited(matter.words(f"works_elsewhere{several}", **told), numbers, name)


def _with_the_body(matter: Matter, actions: list[str], body: str) -> list[str]:
    """Return for each action first the claim that the body takes part in it, whose words name the body."""
    parts = matter.situation.participations.values()
    own = {one.action: one.key for one in parts if one.actor == body and one.role in DOING}
    return [key for action in actions for key in (own.get(action, ""), action) if key]


def _one_a_side(matter: Matter, actions: frozenset[str], link: Link) -> list[str]:
    """Return one action for each of two countries, the same one where it names both; what tells its state first."""
    known = matter.situation.actions
    ordered = sorted(actions, key=lambda key: (known[key].statuses <= {"reported"}, key))
    both = [key for key in ordered if set(link.countries) <= known[key].countries]
    sides = [next((key for key in ordered if code in known[key].countries), "") for code in link.countries]
    return both[:1] or [key for key in dict.fromkeys(sides) if key] or ordered[:1]


def _tell_kept(matter: Matter, body: Body) -> str:
    """Name the agreements that a body keeps for both countries of the links."""
    names = [one.name.say(matter.words.language) for one in _kept(matter, body)]
    key = "keeps" if matter.subject.kind == "pair" else "keeps_many"
    return matter.words(key, name="; ".join(names)) if names else ""


def _kept(matter: Matter, body: Body) -> list[Framework]:
    """Return the agreements that a body keeps for both countries of any of its links."""
    kept = [one for one in matter.situation.channels.frameworks.values() if one.keeper == body.key]
    return [one for one in kept if any(one.binds(link.countries) for link in body.links)]
