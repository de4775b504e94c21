"""Candidates between countries that are no links: asymmetry of what two neighbours do, ties that rest on one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cami_graph.analyse.findings.candidate import Candidate
from cami_graph.analyse.findings.links import TOGETHER, UNKNOWN, Link
from cami_graph.analyse.measures.brokerage import find_critical_ties
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.measures.weighing import find_asymmetries
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import Work, process_of
from cami_graph.late import LateModule

if TYPE_CHECKING:
    import networkx as nx
else:
    nx = LateModule("networkx")


def find_asymmetry_gaps(situation: Situation, work: Work, links: Sequence[Link]) -> Iterator[Candidate]:
    """Find neighbours of whom one tells two actions or more on what both are known to share, the other none."""
    open_links = {(*one.countries, one.resource) for one in links if one.state != TOGETHER and one.standing != UNKNOWN}
    holders = {key: frozenset(one.holdings) for key, one in situation.resources.items()}
    counts = {key: len(actions) for key, actions in work.acting.items()}
    for one in find_asymmetries(holders, counts, situation.neighbours):
        if (*one.countries, one.resource) in open_links:
            acting = one.countries[0] if one.actions[0] else one.countries[1]
            told = work.acting[acting, one.resource]
            alone = work.alone.get((acting, one.resource), ())
            reason = Name(
                f"tells of work on it in {situation.name(acting).en}",
                f"сообщает о работе в одной стране: {situation.name(acting).say('ru')}",
            )
            wide = Name("tells of work on it and names no country", "сообщает о работе и не называет стран")
            several = Name(
                "tells of work across borders, or of several countries",
                "говорит о работе через границу или о нескольких странах",
            )
            yield Candidate(
                f"asymmetry-{one.countries[0]}-{one.countries[1]}-{situation.resources[one.resource].slug}",
                "asymmetry",
                one.countries,
                (one.resource,),
                {"actions": len(told)},
                {
                    "alone": tuple((claim, reason) for claim in alone),
                    "elsewhere": (
                        *((claim, several) for claim in told if claim not in alone),
                        *((claim, wide) for claim in work.wide.get(one.resource, ())),
                    ),
                },
            )


def find_tie_gaps(situation: Situation, work: Work) -> Iterator[Candidate]:
    """Find ties that rest on a single cooperation and without which links open or the network falls apart.

    Several of one undertaking are one.
    """
    network: nx.Graph[str] = nx.Graph(list(work.ties))
    closed: dict[Pair, int] = {}
    for first, second, _ in work.joint:
        closed[first, second] = closed.get((first, second), 0) + 1
    reason = Name(
        "is the only joint work of the two that is told",
        "единственная совместная работа двух стран, о которой сообщается",
    )
    for loss in find_critical_ties(network, closed):
        pair = (loss.what[0], loss.what[1])
        keys = work.ties[pair]
        is_single = len({process_of(situation, key) for key in keys}) == 1
        if is_single and (loss.triangles_lost or loss.falls_apart):
            claims = dict.fromkeys(claim for key in keys for claim in (key, situation.cooperations[key].action))
            yield Candidate(
                f"critical-{pair[0]}-{pair[1]}",
                "critical-tie",
                pair,
                (f"country/{pair[0]}", f"country/{pair[1]}"),
                {"links": loss.triangles_lost, "bridge": int(loss.falls_apart)},
                {"elsewhere": tuple((claim, reason) for claim in claims)},
            )
