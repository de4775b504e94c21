"""The measures of the whole network beside the single gaps: fit, chance, bridges, critical ties, quadrants."""

from __future__ import annotations

from dataclasses import asdict
from math import isnan

import networkx as nx
import numpy as np

from cami_graph.analyse.measures.brokerage import (
    find_bridging_set,
    find_critical_actors,
    find_critical_ties,
    measure_positions,
)
from cami_graph.analyse.measures.chance import Null, compare_with_curveball, correlate_ties
from cami_graph.analyse.findings.analysis import Findings, tie_strengths
from cami_graph.analyse.findings.gaps import Json
from cami_graph.analyse.situation.network import project_actors, project_cooperation, project_countries_on
from cami_graph.analyse.findings.shared import need_of, regress_ties
from cami_graph.analyse.measures.sharing import Flags, Numbers, Pair, Sharing, pair_of
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.measures.triangles import Fit, count_motifs, fit_by_country, fit_by_resource, measure_fit
from cami_graph.analyse.measures.weighing import Quadrant, place_in_quadrants
from cami_graph.analyse.situation.work import Work, candidate_pairs, count_work, find_brokers, make_sharing


def measure_all(findings: Findings) -> Json:
    """Return every measure of the network as JSON holds it; what says nothing is null."""
    situation = findings.situation
    work = count_work(situation)
    sharing = make_sharing(situation, work)
    tables: Json = {
        "fit": _fits(situation, sharing),
        "chance": _chances(findings, sharing),
        "reporting_volume": dict(sorted(situation.volumes.items())),
        "regression": _regression(situation, work),
        "positions": [_plain(asdict(one)) for one in measure_positions(project_actors(situation))],
        "bridging_set": _bridging(findings),
        "critical_ties": _ties(situation, work),
        "critical_actors": _actors(findings),
        "communities": _communities(situation),
        "shared by weight": _shared_weights(situation, work),
        "quadrants": [_plain(asdict(one)) for one in _quadrants(situation, work)],
    }
    return tables


def _plain(row: dict[str, object]) -> dict[str, object]:
    """Return a row with numbers rounded and what is no number as null."""
    return {k: (None if isnan(v) else round(v, 6)) if isinstance(v, float) else v for k, v in row.items()}


def _fit(one: Fit) -> dict[str, object]:
    return _plain({"closed": one.closed, "open": one.open, "share": one.share})


def _fits(situation: Situation, sharing: Sharing) -> Json:
    """Return the fit of all pairs and of neighbours only, by country and by resource."""
    near = situation.neighbours
    return {
        "all pairs": _fit(measure_fit(sharing)),
        "neighbours": _fit(measure_fit(sharing, near)),
        "by country": {key: _fit(one) for key, one in fit_by_country(sharing, near).items()},
        "by resource": {key: _fit(one) for key, one in fit_by_resource(sharing, near).items()},
    }


def _chances(findings: Findings, sharing: Sharing) -> Json:
    """Return whether sharing goes with working together (QAP), and the open triangles against Curveball."""
    settings, situation = findings.settings, findings.situation
    shared = sharing.shared().astype(np.float64)
    np.fill_diagonal(shared, 0.0)
    strength, p = correlate_ties(shared, tie_strengths(situation), settings.permutations, settings.seed)
    ties = sharing.ties()
    nulls = compare_with_curveball(
        sharing.holds, lambda holds: _open_and_closed(holds, ties), settings.trades, settings.seed
    )
    names = ("open triangles", "closed triangles")
    return {
        "sharing and working together": _plain({"correlation": strength, "p": p, "rounds": settings.permutations}),
        "motifs": count_motifs(sharing.holds, ties),
        "against Curveball": {name: _null(null) for name, null in zip(names, nulls, strict=True)},
        "rounds": settings.trades,
        "seed": settings.seed,
    }


def _open_and_closed(holds: Flags, ties: Flags) -> Numbers:
    counts = count_motifs(holds, ties)
    return np.array([counts["I.C"], counts["II.C"]], dtype=np.float64)


def _null(one: Null) -> dict[str, object]:
    return _plain(asdict(one))


def _regression(situation: Situation, work: Work) -> Json:
    """Return the coefficients of the regression of ties, and the pairs without tie that it expects most."""
    model = regress_ties(situation, work)
    return {
        "coefficients of standardised covariates": {
            name: round(value, 4) for name, value in zip(model.names, model.coefficients, strict=True)
        },
        "expected without record": [
            {"countries": list(one.countries), "probability": round(one.probability, 4)}
            for one in model.surprising(0.25)
        ],
    }


def _bridging(findings: Findings) -> Json:
    """Return the smallest set of actors at both ends of all shared-resource gaps of neighbours."""
    pairs = {(gap.countries[0], gap.countries[1]) for gap in findings.gaps if gap.kind == "shared-resource"}
    found = find_bridging_set(pairs, findings.situation.bridging)
    return {
        "actors": [findings.situation.name(actor).en for actor in found.actors],
        "covered": [list(pair) for pair in found.covered],
        "uncovered": [list(pair) for pair in found.uncovered],
    }


def _ties(situation: Situation, work: Work) -> list[Json]:
    """Return what would be lost with each tie between countries."""
    closed: dict[Pair, int] = {}
    for first, second, _ in work.joint:
        closed[first, second] = closed.get((first, second), 0) + 1
    network = project_cooperation(situation)
    renamed = {(f"country/{a}", f"country/{b}"): count for (a, b), count in closed.items()}
    return [
        {
            "countries": [key.partition("/")[2] for key in one.what],
            "triangles_lost": one.triangles_lost,
            "falls_apart": one.falls_apart,
        }
        for one in find_critical_ties(network, renamed)
    ]


def _actors(findings: Findings) -> list[Json]:
    """Return the actors on whom bridged gaps or the network of actors depend."""
    bridges = {
        gap.slug: [one.key for one in gap.brokers if "on it" in one.note]
        for gap in findings.gaps
        if gap.state == "bridged"
    }
    return [
        {
            "actor": findings.situation.name(one.what[0]).en,
            "gaps_lost": one.triangles_lost,
            "falls_apart": one.falls_apart,
        }
        for one in find_critical_actors(project_actors(findings.situation), bridges)
    ]


def _communities(situation: Situation) -> list[list[str]]:
    """Return the communities of actors that act together, largest first (greedy modularity, Clauset et al. 2004)."""
    network = project_actors(situation)
    if not network.number_of_edges():
        return []
    found = nx.community.greedy_modularity_communities(network, weight="weight")
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _shared_weights(situation: Situation, work: Work) -> list[Json]:
    """Return pairs of countries by what they share, each resource divided among its holders (Newman 2001).

    A resource held by k countries adds 1/(k-1) to each of its pairs, so that what only two hold counts most.
    """
    network = project_countries_on(situation, "species")
    network.update(project_countries_on(situation, "landscape"))
    countries = [f"country/{code}" for code in situation.countries]
    weighted = nx.bipartite.collaboration_weighted_projected_graph(network, countries)
    rows = [(pair_of(a.partition("/")[2], b.partition("/")[2]), d["weight"]) for a, b, d in weighted.edges(data=True)]
    return [
        {"countries": list(pair), "weight": round(weight, 4), "works together": pair in work.ties}
        for pair, weight in sorted(rows, key=lambda row: (-row[1], row[0]))
    ]


def _quadrants(situation: Situation, work: Work) -> tuple[Quadrant, ...]:
    """Place what is shared by need (threat) and feasibility (ties, bridges and initiatives of its pairs)."""
    need, ease = {}, {}
    for key, resource in situation.resources.items():
        pairs = candidate_pairs(situation, resource)
        need[key] = need_of(resource)
        agreements = {
            i for key_a, a in situation.actions.items() if key in situation.concerns[key_a] for i in a.initiatives
        }
        ties = sum(pair in work.ties for pair in pairs) / len(pairs) if pairs else 0.0
        bodies = {actor for pair in pairs for actor in find_brokers(situation, pair, key)}
        ease[key] = ties + min(1.0, len(agreements) / 5) + min(1.0, len(bodies) / 2)
    return place_in_quadrants(need, ease)
