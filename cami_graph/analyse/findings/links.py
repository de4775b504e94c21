"""A link: two neighbours and one thing that both hold, whether they work on it together, and what can be counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cami_graph.analyse.findings.own_work import acts_on, find_silent, ground_of
from cami_graph.analyse.findings.wider_work import NAMING, WORKED, find_covering, is_of_both
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.channels import Framework
from cami_graph.analyse.situation.claims import Recommendation, Resource
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import Work

ITEMS = ("border", "asks", "act", "tie", "framework")
TOGETHER, PLANNED, AGREED, OPEN = "together", "planned", "agreed", "open"
STATES = (TOGETHER, PLANNED, AGREED, OPEN)
HERD, PLACE, UNKNOWN = "herd", "place", "unknown"
GROUPS = ("agreed", "extend", "no-channel")
CROSS_BORDER = "transboundary"


@dataclass(frozen=True)
class Link:
    """Two neighbours and what both hold.

    `standing` says how it is known that they share it: `herd` (a source tells of animals that cross this border),
    `place` (a landscape of both), or `unknown` (both hold the range, or some of a scattered habitat; whether they share
    a herd or a part of it is not known). `state`
    is `together`, `planned`, `agreed` or `open`; `doubt` says that joint work is told, but in doubt. `items` is the
    checklist, each of it true or false; `near` are cooperations of other holders on it, or on a place around it;
    `channels` are frameworks of the two on anything; `covering` is work that may take it in without naming it and the
    two, by claim, with how; `plans` are plans of both on nothing in particular, and those across borders on it that
    name no country; `wishes` are recommendations of experts for joint work of the two on it, and `is_named` says
    that one of them names both countries; `silent` are those of the two that tell too little of their own for their
    silence to mean much.
    """

    countries: Pair
    resource: str
    herds: tuple[str, ...]
    standing: str
    state: str
    items: Mapping[str, bool]
    doubt: bool = False
    joint: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    callers: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    covering: Mapping[str, str] = field(default_factory=dict)
    plans: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    is_named: bool = False
    silent: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Return its short name, as its address carries it."""
        return f"shared-{self.countries[0]}-{self.countries[1]}-{self.resource.split('/', 1)[-1]}"

    @property
    def count(self) -> int:
        """Return how many items of the checklist hold."""
        return sum(self.items.values())

    @property
    def is_covered(self) -> bool:
        """Say whether joint work of the two is told that may take it in."""
        return is_of_both(self.covering)

    @property
    def is_due(self) -> bool:
        """Say whether it is asked for, both act on it or it is wished, and each tells something of its own."""
        return self.items["asks"] and (self.items["act"] or bool(self.wishes)) and not self.silent

    @property
    def is_firm(self) -> bool:
        """Say whether it can be put to both countries: it is due, and no joint work names it."""
        return self.is_due and not NAMING & set(self.covering.values())

    @property
    def group(self) -> str:
        """Return how near joint work is: a framework names it; they or others work near it; nothing joins them.

        Nothing where they work on it together.
        """
        if self.state == TOGETHER:
            return ""
        if self.state == AGREED:
            return "agreed"
        joined = self.state == PLANNED or self.ties or self.near or self.channels or self.is_covered
        return "extend" if joined else "no-channel"


def list_links(situation: Situation, work: Work) -> tuple[Link, ...]:
    """List the links of the situation, in the order of what is shared and of countries."""
    return tuple(
        _link(situation, work, resource, pair, herds)
        for resource in situation.resources.values()
        for pair, herds in _pairs(situation, work, resource)
    )


def _pairs(situation: Situation, work: Work, resource: Resource) -> Iterator[tuple[Pair, tuple[str, ...]]]:
    """Give the neighbours that hold something, with the herds that cross between them.

    Those told to share no herd are left out, unless they are told to work on it together.
    """
    taxa = {resource.key} | resource.parts
    herds = [one for one in situation.channels.populations.values() if one.taxon in taxa]
    apart = frozenset().union(*(situation.channels.apart.get(taxon, frozenset()) for taxon in taxa))
    holders = set(resource.holdings)
    for pair in sorted(situation.neighbours):
        crossing = tuple(one.key for one in herds if pair in one.pairs)
        triangle = (*pair, resource.key)
        joined = triangle in work.joint or triangle in work.doubted
        if set(pair) <= holders and (crossing or joined or pair not in apart):
            yield pair, crossing


def _link(situation: Situation, work: Work, resource: Resource, pair: Pair, herds: tuple[str, ...]) -> Link:
    triangle = (*pair, resource.key)
    joint, doubted = work.joint.get(triangle, ()), work.doubted.get(triangle, ())
    planned = work.planned.get(triangle, ())
    ties = tuple(key for key in (*work.ties.get(pair, ()), *work.doubted_ties.get(pair, ())) if key not in joint)
    standing = HERD if herds else PLACE if resource.kind == "landscape" and not resource.scattered else UNKNOWN
    joined = find_frameworks(situation, pair, resource, herds)
    frameworks = tuple(one for one in joined if one.form not in WORKED and is_on(situation, one, herds))
    callers = find_callers(situation, pair, resource)
    acting = all(acts_on(situation, work, code, resource, herds) for code in pair)
    tied = bool(set(work.ties.get(pair, ())) - set(joint))
    holding = (pair in situation.neighbours, bool(callers), acting, tied, bool(frameworks))
    state = TOGETHER if joint or doubted else AGREED if frameworks else PLANNED if planned else OPEN
    near = () if joint else tuple(dict.fromkeys(_near(situation, work, resource, pair, herds)))
    wishes = find_wishes(situation, pair, resource.key)
    near_it = {one.key: is_on(situation, one, herds) for one in joined if one not in frameworks}
    covering = {} if joint or doubted else find_covering(situation, work, pair, resource, herds, near_it)
    is_named = any(set(pair) <= situation.recommendations[key].countries for key in wishes)
    return Link(
        pair,
        resource.key,
        herds,
        standing,
        state,
        dict(zip(ITEMS, holding, strict=True)),
        doubt=bool(doubted),
        joint=joint or doubted,
        planned=planned,
        frameworks=tuple(one.key for one in frameworks),
        callers=callers,
        ties=ties,
        near=near,
        channels=find_channels(situation, pair, {one.key for one in frameworks}),
        covering=covering,
        plans=(*work.plans.get(pair, ()), *work.wide_plans.get(resource.key, ())),
        wishes=wishes,
        is_named=is_named,
        silent=find_silent(situation, work, pair, resource, herds, is_meant=bool(planned) or is_named),
    )


def find_frameworks(
    situation: Situation, pair: Pair, resource: Resource, herds: Collection[str] = ()
) -> tuple[Framework, ...]:
    """Return the frameworks that join two countries on something they share, the oldest first.

    Both are parties, and it is among the subjects. One of more than three states that names places counts for a species
    only where a herd of both is known, and any that does only where the herd lives at one of them; one of more than
    seven joins no two states in particular.
    """
    taxa = {resource.key} | (resource.parts if resource.kind == "species" else frozenset())
    ground = ground_of(situation, herds)
    found = [
        one
        for one in situation.channels.frameworks.values()
        if one.binds(pair)
        and one.subjects & taxa
        and not one.is_broad
        and (herds or len(one.parties) <= 3 or resource.kind == "landscape" or not _places_in(one.subjects))
        and (not ground or not (places := _places_in(one.subjects)) or bool(places & ground))
    ]
    return tuple(sorted(found, key=lambda one: (one.since(pair), one.key)))


def is_on(situation: Situation, framework: Framework, herds: Collection[str]) -> bool:
    """Say whether a framework is on herds: one that names places may only take in those of which no place is known."""
    return not herds or bool(ground_of(situation, herds)) or not _places_in(framework.subjects)


def _places_in(subjects: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in subjects if not key.startswith("taxon/"))


def find_channels(situation: Situation, pair: Pair, named: Collection[str]) -> tuple[str, ...]:
    """Return the frameworks that join two countries on anything: `named`, and all those of two or three states."""
    return tuple(
        key
        for key, one in sorted(situation.channels.frameworks.items())
        if one.binds(pair) and (key in named or len(one.parties) <= 3)
    )


def find_callers(situation: Situation, pair: Pair, resource: Resource) -> tuple[str, ...]:
    """Return the activities that ask for work across borders on something, or that name both countries for it.

    One whose own text names countries asks it of these alone.
    """
    return tuple(
        key
        for key in situation.callers.get(resource.key, ())
        if not (named := situation.activities[key].scope("country", ("activity",))) or set(pair) <= named
    )


def find_wishes(situation: Situation, pair: Pair, resource: str) -> tuple[str, ...]:
    """Return the recommendations that ask for joint work on something, of both or of nobody else by name."""
    return tuple(
        key
        for key, one in sorted(situation.recommendations.items())
        if CROSS_BORDER in one.types and resource in situation.asked_for[key] and is_meant_for(one, pair)
    )


def is_meant_for(one: Recommendation, pair: Pair) -> bool:
    """Say whether a recommendation names both countries, one of them and no other, or none."""
    return not one.countries or len(one.countries & set(pair)) in (2, len(one.countries))


def _near(situation: Situation, work: Work, resource: Resource, pair: Pair, herds: tuple[str, ...]) -> Iterable[str]:
    """Give cooperations of others on the same landscape or herd, and of the pair on a place around it.

    Work of others that may cover the same landscape is near too; that on another herd of the same species is not.
    """
    borders = frozenset().union(*(situation.channels.populations[key].pairs for key in herds))
    for (first, second, key), claims in sorted(work.joint.items()):
        other = (first, second)
        if key == resource.key and other != pair and (resource.kind == "landscape" or other in borders):
            yield from claims
    for key in work.ties.get(pair, ()):
        if situation.actions[situation.cooperations[key].action].places & resource.wider:
            yield key
    for key, one in sorted(situation.cooperations.items()):
        worked = situation.actions[one.action].is_worked and one.countries & set(pair)
        if worked and situation.actions[one.action].places & resource.overlapping:
            yield key
