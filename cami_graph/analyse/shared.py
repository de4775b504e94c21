"""Candidates between countries: shared and connected resources, surprising absences, asymmetries, critical ties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import nan, sqrt

import networkx as nx

from cami_graph.analyse.brokerage import find_critical_ties
from cami_graph.analyse.candidate import Candidate
from cami_graph.analyse.claims import Resource
from cami_graph.analyse.sharing import Pair
from cami_graph.analyse.situation import Situation
from cami_graph.analyse.triangles import list_connected_gaps
from cami_graph.analyse.weighing import THREATENED, Regression, expect_ties, find_asymmetries
from cami_graph.analyse.work import Work, candidate_pairs, find_brokers, make_sharing

ABSENCE = {"none": 1.0, "elsewhere": 1.0, "wider": 0.5, "planned": 0.25}
VOICELESS = 0.5


def need_of(resource: Resource) -> float:
    """Return the threat to a resource from 0.2 (LC) to 1 (CR), by its Red List category; NaN where that is unknown."""
    return THREATENED.get(resource.category, nan)


def find_shared_gaps(
    situation: Situation, work: Work, echoes: Mapping[tuple[str, str, str], Mapping[str, float]] | None
) -> Iterator[Candidate]:
    """Find the open triangles of the situation, with the parts of their score.

    need: threat to the resource. border: a common border, else a half. few: two of how many holders. absence: nothing
    joint on it, half of it where they work on a place around it or one that shares a part with it, a quarter where it
    is planned; a tie on something else leaves it whole. Of what rests on words, silence takes away a half at most:
    call, the priority of an activity that asks for work across borders on it; voice, how many of the two report acting
    on it; echo, experts ask for it (left out where `echoes` is None). range: how well both holdings are known; the mean
    of all others is multiplied by it.
    """
    for resource in situation.resources.values():
        call = situation.calls[resource.key]
        for pair in candidate_pairs(situation, resource):
            triangle = (*pair, resource.key)
            if triangle not in work.joint:
                yield _shared_gap(situation, work, resource, pair, call, echoes)


def _shared_gap(
    situation: Situation,
    work: Work,
    resource: Resource,
    pair: Pair,
    call: float,
    echoes: Mapping[tuple[str, str, str], Mapping[str, float]] | None,
) -> Candidate:
    absence, against = _absence(work, resource, pair)
    acting = [work.single.get((country, resource.key), ()) for country in pair]
    echo = (echoes or {}).get((*pair, resource.key), {})
    brokers = find_brokers(situation, pair, resource.key)
    parts = {
        "need": need_of(resource),
        "border": 1.0 if pair in situation.neighbours else 0.5,
        "few": 2.0 / len(resource.holdings),
        "absence": ABSENCE[absence],
        "call": (1 + call) / 2,
        "voice": VOICELESS + sum(bool(actions) for actions in acting) / 4,
        "range": _confirmed(resource, pair),
    } | ({} if echoes is None else {"echo": (1 + max(echo.values(), default=0.0)) / 2})
    holdings = [statement for country in pair for statement in resource.holdings[country].statements]
    return Candidate(
        slug=f"shared-{pair[0]}-{pair[1]}-{resource.slug}",
        kind="shared-resource",
        countries=pair,
        things=(resource.key,),
        parts=parts,
        state="planned" if absence == "planned" else "bridged" if brokers else "open",
        claims=tuple(dict.fromkeys([*holdings, *acting[0], *acting[1]])),
        counter=(*against, *work.wide.get(resource.key, ())),
        brokers=tuple(sorted(brokers)),
        recommendations=tuple(sorted(echo)),
    )


def _absence(work: Work, resource: Resource, pair: Pair) -> tuple[str, tuple[str, ...]]:
    """Say how far a pair is from joint work on a resource, and which cooperations speak against the gap."""
    planned = work.planned.get((*pair, resource.key), ())
    around = [c for key in sorted(resource.wider) for c in work.joint.get((*pair, key), ())]
    if resource.threat:
        around += [c for key in sorted(resource.parts) for c in work.joint.get((*pair, key), ())]
    ties = work.ties.get(pair, ())
    against = tuple(dict.fromkeys([*planned, *around, *ties]))
    return "planned" if planned else "wider" if around else "elsewhere" if ties else "none", against


def _confirmed(resource: Resource, pair: Pair) -> float:
    """Return how well both holdings are known: 1, or a quarter less for each that is not confirmed.

    A landscape is held by the word of the report. A range is confirmed where the reference data state it without a
    question; a country that only a heading names may be one where the species once was, or might come back.
    """
    holdings = [resource.holdings[country] for country in pair]
    weak = [
        one
        for one in holdings
        if one.certainty != "sure" or (resource.kind == "species" and "reference" not in one.bases)
    ]
    return 1.0 - len(weak) / 4


def find_connected_gaps(situation: Situation, work: Work) -> Iterator[Candidate]:
    """Find neighbours that hold one each of two linked landscapes and work together on nothing."""
    sharing = make_sharing(situation, work)
    links = [pair for pair in situation.links if set(pair) <= set(situation.resources)]
    for first, second, left, right in list_connected_gaps(sharing, links, situation.neighbours):
        if (first, second) in work.ties:
            continue
        ends = [situation.resources[left], situation.resources[right]]
        needs = [need_of(one) for one in ends]
        acting = [work.single.get(end, ()) for end in ((first, left), (second, right))]
        yield Candidate(
            slug=f"connected-{first}-{second}-{ends[0].slug}-{ends[1].slug}",
            kind="connected-resource",
            countries=(first, second),
            things=(left, right),
            parts={
                "need": max(needs),
                "call": (1 + max(situation.calls[one.key] for one in ends)) / 2,
                "voice": VOICELESS + sum(bool(actions) for actions in acting) / 4,
            },
            claims=(*ends[0].holdings[first].statements, *ends[1].holdings[second].statements, *acting[0], *acting[1]),
            brokers=tuple(sorted(find_brokers(situation, (first, second)))),
        )


def regress_ties(situation: Situation, work: Work) -> Regression:
    """Regress recorded ties on border, shared resources and reporting volume, over all pairs of countries."""
    names = sorted(situation.countries)
    pairs = [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
    shared = make_sharing(situation, work).shared()
    place = {name: index for index, name in enumerate(make_sharing(situation, work).countries)}
    volumes = situation.volumes
    return expect_ties(
        pairs,
        [pair in work.ties for pair in pairs],
        {
            "border": [float(pair in situation.neighbours) for pair in pairs],
            "shared resources": [sqrt(float(shared[place[a], place[b]])) for a, b in pairs],
            "reporting volume": [sqrt(float(volumes[a] * volumes[b])) for a, b in pairs],
        },
    )


def find_surprising_absences(situation: Situation, work: Work, least: float = 0.5) -> Iterator[Candidate]:
    """Find pairs without a recorded tie for which the regression expects one, with at least this probability."""
    for one in regress_ties(situation, work).surprising(least):
        first, second = one.countries
        yield Candidate(
            slug=f"absence-{first}-{second}",
            kind="surprising-absence",
            countries=one.countries,
            things=(f"country/{first}", f"country/{second}"),
            parts={"probability": one.probability},
            claims=_holdings(situation, one.countries),
            brokers=tuple(sorted(find_brokers(situation, one.countries))),
        )


def _holdings(situation: Situation, pair: Pair) -> tuple[str, ...]:
    """Return the claims that two countries hold what they share."""
    both = [one for one in situation.resources.values() if not one.threat and set(pair) <= set(one.holdings)]
    return tuple(dict.fromkeys(claim for one in both for code in pair for claim in one.holdings[code].statements))


def find_asymmetry_gaps(situation: Situation, work: Work) -> Iterator[Candidate]:
    """Find neighbours of whom one reports two actions or more on what both hold, the other none."""
    holders = {key: frozenset(one.holdings) for key, one in situation.resources.items() if not one.threat}
    counts = {key: len(actions) for key, actions in work.single.items()}
    for one in find_asymmetries(holders, counts, situation.neighbours):
        resource, pair = situation.resources[one.resource], one.countries
        total = sum(one.actions)
        yield Candidate(
            slug=f"asymmetry-{pair[0]}-{pair[1]}-{resource.slug}",
            kind="asymmetry",
            countries=pair,
            things=(one.resource,),
            parts={"need": need_of(resource), "difference": one.difference, "weight": total / (total + 2)},
            claims=tuple(c for country in pair for c in work.single.get((country, one.resource), ())),
            counter=work.joint.get((*pair, one.resource), ()),
            brokers=tuple(sorted(find_brokers(situation, pair))),
        )


def find_tie_gaps(situation: Situation, work: Work) -> Iterator[Candidate]:
    """Find ties that rest on a single cooperation and without which triangles open or the network falls apart."""
    network: nx.Graph[str] = nx.Graph(list(work.ties))
    closed: dict[Pair, int] = {}
    for first, second, _ in work.joint:
        closed[first, second] = closed.get((first, second), 0) + 1
    most = max(closed.values(), default=1)
    for loss in find_critical_ties(network, closed):
        pair = (loss.what[0], loss.what[1])
        if len(work.ties[pair]) == 1 and (loss.triangles_lost or loss.falls_apart):
            yield Candidate(
                slug=f"critical-{pair[0]}-{pair[1]}",
                kind="critical-tie",
                countries=pair,
                things=(f"country/{pair[0]}", f"country/{pair[1]}"),
                parts={"triangles": loss.triangles_lost / most, "bridge": float(loss.falls_apart)},
                claims=work.ties[pair],
                brokers=tuple(sorted(find_brokers(situation, pair))),
            )
