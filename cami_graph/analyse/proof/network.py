"""The measures of the whole network beside single findings; each says what it can tell and what it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from math import isnan

import networkx as nx
import numpy as np

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.gaps import Json
from cami_graph.analyse.findings.links import TOGETHER, UNKNOWN, Link
from cami_graph.analyse.findings.steps import find_brokers
from cami_graph.analyse.measures.brokerage import (
    find_bridging_set,
    find_critical_actors,
    find_critical_ties,
    measure_positions,
)
from cami_graph.analyse.measures.chance import regress_matrices
from cami_graph.analyse.measures.sharing import Numbers, Pair
from cami_graph.analyse.measures.triangles import count_motifs, measure_fit
from cami_graph.analyse.measures.weighing import THREATENED, Quadrant, place_in_quadrants
from cami_graph.analyse.proof.bootstrap import Weights, draw_countries
from cami_graph.analyse.proof.two_lists import ASSUMPTIONS, compare_lists
from cami_graph.analyse.situation.network import project_actors, project_cooperation
from cami_graph.analyse.situation.work import make_sharing


def measure_all(found: Findings) -> Json:
    """Return every measure of the network as JSON holds it; what says nothing is null."""
    return {
        "as of": found.situation.as_of,
        "fit": measure_fits(found),
        "what goes with joint work": measure_effects(found),
        "two lists": measure_lists(found),
        "reporting_volume": dict(sorted(found.situation.volumes.items())),
        "positions": [_plain(asdict(one)) for one in measure_positions(project_actors(found.situation))],
        "bridging_set": _bridging(found),
        "critical_ties": _ties(found),
        "critical_actors": _actors(found),
        "communities": _communities(found),
        "quadrants": [_plain(asdict(one)) for one in _quadrants(found)],
    }


def _plain(row: dict[str, object]) -> dict[str, object]:
    """Return a row with numbers rounded and what is no number as null."""
    return {k: (None if isnan(v) else round(v, 6)) if isinstance(v, float) else v for k, v in row.items()}


def is_closed(link: Link) -> bool:
    """Say whether joint work on a link is told without doubt."""
    return link.state == TOGETHER and not link.doubt


def measure_fits(found: Findings) -> Json:
    """Return the share of links between neighbours that are told to be worked on together, doubtful ones not counted.

    Nothing counts as shared because a cooperation names it. The interval is that of drawing countries anew. Bodin &
    Tengö 2012; Guerrero et al. 2015.
    """
    known = [one for one in found.links if one.standing != UNKNOWN]
    return {
        "known to be shared": _fit(found, known),
        "triangles of neighbours": _triangles(found),
        "by country": {
            code: _share([one for one in known if code in one.countries]) for code in found.situation.countries
        },
        "tells": "how much of what is shared the documents tell joint work on; not how much there is",
    }


def _triangles(found: Findings) -> Json:
    """Return the fit over all triangles of neighbours, herd or not, and the motifs of all pairs."""
    sharing = make_sharing(found.situation, found.work)
    fit = measure_fit(sharing, found.situation.neighbours)
    share = None if isnan(fit.share) else round(fit.share, 6)
    motifs = count_motifs(sharing.holds, sharing.ties())
    return {"closed": fit.closed, "open": fit.open, "share": share, "motifs of all pairs": motifs}


def _share(links: Iterable[Link]) -> Json:
    members = list(links)
    closed = sum(map(is_closed, members))
    return {"closed": closed, "open": len(members) - closed, "share": closed / len(members) if members else None}


def _fit(found: Findings, links: Iterable[Link]) -> Json:
    members = list(links)

    def measure(weights: Weights) -> float:
        total = sum(weights[one.countries] for one in members)
        return sum(weights[one.countries] for one in members if is_closed(one)) / total if total else float("nan")

    interval = _interval(found, measure)
    return {**_share(members), "interval": interval}


def _interval(found: Findings, measure: Callable[[Weights], float]) -> list[float | None]:
    pairs = sorted({one.countries for one in found.links})
    bounds = draw_countries(sorted(found.situation.countries), pairs, measure, seed=found.settings.seed)
    return [None if isnan(one) else round(one, 4) for one in bounds]


def measure_effects(found: Findings) -> Json:
    """Return what goes with recorded joint work over all pairs: shared systems, a border, volume (MRQAP)."""
    names = sorted(found.situation.countries)
    place = {code: index for index, code in enumerate(names)}
    shared, border, ties = (np.zeros((len(names), len(names))) for _ in range(3))

    def put(matrix: Numbers, pair: Pair, value: float) -> None:
        first, second = place[pair[0]], place[pair[1]]
        matrix[first, second] = matrix[second, first] = value

    for pair in found.situation.neighbours:
        put(border, pair, 1.0)
    for link in found.links:
        if link.standing != UNKNOWN:
            first, second = (place[code] for code in link.countries)
            put(shared, link.countries, shared[first, second] + 1.0)
    for pair, keys in found.work.ties.items():
        put(ties, pair, float(np.sqrt(len(keys))))
    volumes = np.sqrt(np.array([found.situation.volumes[code] for code in names], dtype=np.float64))
    covariates = {"shared systems": shared, "border": border, "reporting volume": np.outer(volumes, volumes)}
    effects = regress_matrices(ties, covariates, found.settings.permutations, found.settings.seed)
    return {
        "effects": [_plain(asdict(one)) for one in effects],
        "rounds": found.settings.permutations,
        "seed": found.settings.seed,
        "tells": "what goes with joint work over all pairs; nothing of any single pair",
    }


def measure_lists(found: Findings) -> Json:
    """Return how much of the frameworks the reports tell work of, by pair and by link.

    Work of which only other documents tell is left out: they were looked for where a framework was known.
    """
    first = {one.countries for one in found.pairs if any(map(_is_reported, one.ties))}
    second = {one.countries for one in found.pairs if one.frameworks}
    told = {one.slug for one in found.links if is_closed(one) and any(map(_is_reported, one.joint))}
    agreed = {one.slug for one in found.links if one.frameworks}
    return {
        "by pair": _plain(asdict(compare_lists(first, second))),
        "by link": _plain(asdict(compare_lists(told, agreed))),
        "assumes": list(ASSUMPTIONS),
        "tells": "roughly how much of what there is the reports tell; the lists are not independent",
    }


def _is_reported(claim: str) -> bool:
    return "event/" not in claim


def _bridging(found: Findings) -> Json:
    """Return the smallest set of actors at both ends of all open links."""
    pairs = {one.countries for one in found.links if one.state != TOGETHER}
    bridging = find_bridging_set(pairs, found.situation.bridging)
    return {
        "actors": [found.situation.name(actor).en for actor in bridging.actors],
        "covered": [list(pair) for pair in bridging.covered],
        "uncovered": [list(pair) for pair in bridging.uncovered],
    }


def _ties(found: Findings) -> list[Json]:
    """Return what would be lost with each tie between countries."""
    closed: dict[Pair, int] = {}
    for first, second, _ in found.work.joint:
        key = (f"country/{first}", f"country/{second}")
        closed[key] = closed.get(key, 0) + 1
    return [
        {
            "countries": [key.partition("/")[2] for key in one.what],
            "links_lost": one.triangles_lost,
            "falls_apart": one.falls_apart,
        }
        for one in find_critical_ties(project_cooperation(found.situation), closed)
    ]


def _actors(found: Findings) -> list[Json]:
    """Return the actors on whom alone open links, or the network of actors, depend."""
    bridges = {
        one.slug: sorted(find_brokers(found.situation, one.countries, one.resource))
        for one in found.links
        if one.state != TOGETHER
    }
    return [
        {
            "actor": found.situation.name(one.what[0]).en,
            "links_lost": one.triangles_lost,
            "falls_apart": one.falls_apart,
        }
        for one in find_critical_actors(project_actors(found.situation), bridges)
    ]


def _communities(found: Findings) -> list[list[str]]:
    """Return the communities of actors that act together, largest first (greedy modularity, Clauset et al. 2004)."""
    network = project_actors(found.situation)
    if not network.number_of_edges():
        return []
    groups = nx.community.greedy_modularity_communities(network, weight="weight")
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def _quadrants(found: Findings) -> tuple[Quadrant, ...]:
    """Place what is shared by need (threat) and feasibility (ties, bridges and frameworks of its links)."""
    need, ease = {}, {}
    for key, resource in found.situation.resources.items():
        links = [one for one in found.links if one.resource == key]
        if not links:
            continue
        need[key] = THREATENED.get(resource.category, float("nan"))
        bodies = {actor for one in links for actor in find_brokers(found.situation, one.countries, key)}
        frameworks = {name for one in links for name in one.frameworks}
        ties = sum(bool(one.ties) or one.state == TOGETHER for one in links) / len(links)
        ease[key] = ties + min(1.0, len(frameworks) / 2) + min(1.0, len(bodies) / 2)
    return place_in_quadrants(need, ease)
