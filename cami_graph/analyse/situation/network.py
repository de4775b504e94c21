"""The situation as networks of NetworkX, for its measures and for users' own; edges carry what they rest on.

Each network is made from the rows of library queries; `country-species` and its sisters are the names by which Python
users ask for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

import networkx as nx

from cami_graph.analyse.situation.claims import DOING
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import count_work
from cami_graph.errors import AnalysisError, suggest_names
from cami_graph.rdf import ID


def project_countries_on(situation: Situation, kind: str) -> nx.Graph[str]:
    """Return countries and what they hold (`species` or `landscape`), an edge where held."""
    network: nx.Graph[str] = nx.Graph()
    for code, name in situation.countries.items():
        network.add_node(f"country/{code}", kind="country", label=name.en, bipartite=0)
    for key, one in situation.resources.items():
        if one.kind == kind:
            network.add_node(key, kind=kind, label=one.name.en, bipartite=1)
            for code, holding in one.holdings.items():
                network.add_edge(f"country/{code}", key, claims=holding.statements, certainty=holding.certainty)
    return network


def project_cooperation(situation: Situation) -> nx.Graph[str]:
    """Return the countries with an edge where joint work is recorded; its weight is the number of cooperations."""
    network: nx.Graph[str] = nx.Graph()
    for code, name in situation.countries.items():
        network.add_node(f"country/{code}", kind="country", label=name.en, actions=situation.volumes[code])
    for (first, second), claims in sorted(count_work(situation).ties.items()):
        network.add_edge(f"country/{first}", f"country/{second}", weight=len(claims), claims=claims)
    return network


def project_actors_on_countries(situation: Situation) -> nx.Graph[str]:
    """Return actors and the countries in which they act; the weight is the number of actions."""
    network: nx.Graph[str] = nx.Graph()
    for code, name in situation.countries.items():
        network.add_node(f"country/{code}", kind="country", label=name.en, bipartite=0)
    for actor, where in sorted(situation.presence.items()):
        network.add_node(actor, kind="actor", label=situation.name(actor).en, bipartite=1)
        for code, actions in sorted(where.items()):
            network.add_edge(f"country/{code}", actor, weight=len(actions), claims=tuple(sorted(actions)))
    return network


def project_actors(situation: Situation) -> nx.Graph[str]:
    """Return actors with an edge where two do or support the same action; the weight is the number of such actions."""
    teams: dict[str, set[str]] = {}
    for one in situation.participations.values():
        if one.role in DOING:
            teams.setdefault(one.action, set()).add(one.actor)
    network: nx.Graph[str] = nx.Graph()
    for team in teams.values():
        for actor in sorted(team):
            network.add_node(actor, kind="actor", label=situation.name(actor).en)
    return _join(network, teams.items())


def project_activities(situation: Situation) -> nx.Graph[str]:
    """Return activities with an edge where an actor acts on both; the weight is the number of such actors."""
    reach: dict[str, dict[str, list[str]]] = {}
    for part, one in sorted(situation.participations.items()):
        for code in situation.actions[one.action].activities if one.role in DOING else ():
            reach.setdefault(one.actor, {}).setdefault(code, []).append(part)
    network: nx.Graph[str] = nx.Graph()
    for key, activity in situation.activities.items():
        network.add_node(key, kind="activity", label=activity.name.en, code=activity.code)
    for _, shares in sorted(reach.items()):
        for first, second in combinations(sorted(shares), 2):
            said = network.get_edge_data(first, second, {"weight": 0, "claims": ()})
            claims = dict.fromkeys((*said["claims"], *shares[first], *shares[second]))
            network.add_edge(first, second, weight=said["weight"] + 1, claims=tuple(claims))
    return network


def project_threats(situation: Situation) -> nx.Graph[str]:
    """Return threats and the landscapes for which an activity of the plan names them, and that landscape alone."""
    network: nx.Graph[str] = nx.Graph()
    for key, activity in sorted(situation.activities.items()):
        places = sorted(activity.narrowest("place") & situation.resources.keys())
        for threat in sorted(activity.narrowest("threat")) if len(places) == 1 else ():
            network.add_node(threat, kind="threat", label=situation.name(threat).en, bipartite=0)
            network.add_node(places[0], kind="landscape", label=situation.name(places[0]).en, bipartite=1)
            known = network.edges[threat, places[0]]["claims"] if network.has_edge(threat, places[0]) else ()
            network.add_edge(threat, places[0], weight=len(known) + 1, claims=(*known, key))
    return network


def project_countries_on_threats(situation: Situation) -> nx.Graph[str]:
    """Return countries and the threats that reported actions in them address; the weight is the number of actions."""
    network: nx.Graph[str] = nx.Graph()
    for code, name in situation.countries.items():
        network.add_node(f"country/{code}", kind="country", label=name.en, bipartite=0)
    acted: dict[tuple[str, str], list[str]] = {}
    for key, action in sorted(situation.actions.items()):
        for code in action.countries:
            for threat in action.threats:
                acted.setdefault((f"country/{code}", threat), []).append(key)
    for (country, threat), claims in sorted(acted.items()):
        network.add_node(threat, kind="threat", label=situation.name(threat).en, bipartite=1)
        network.add_edge(country, threat, weight=len(claims), claims=tuple(claims))
    return network


def _join(network: nx.Graph[str], groups: Iterable[tuple[str, set[str]]]) -> nx.Graph[str]:
    """Join all members of each group with each other; the weight counts the groups that two have in common."""
    for name, members in sorted(groups):
        for first, second in combinations(sorted(members), 2):
            claims = (*network.edges[first, second]["claims"], name) if network.has_edge(first, second) else (name,)
            network.add_edge(first, second, weight=len(claims), claims=claims)
    return network


NETWORKS: dict[str, Callable[[Situation], nx.Graph[str]]] = {
    "country-species": lambda situation: project_countries_on(situation, "species"),
    "country-landscape": lambda situation: project_countries_on(situation, "landscape"),
    "country-threat": project_countries_on_threats,
    "country-country": project_cooperation,
    "actor-country": project_actors_on_countries,
    "actor-actor": project_actors,
    "activity-activity": project_activities,
    "threat-landscape": project_threats,
}


def make_network(situation: Situation, name: str) -> nx.Graph[str]:
    """Return the network of this name, or say which names there are.

    Nodes are addresses without their common start (`country/KZ`), with `label` and `kind`. Each edge has `weight`, the
    number of things that it rests on, and `claims`, their addresses in one text, so that every program can save it.
    """
    if name not in NETWORKS:
        remedy = suggest_names(name, NETWORKS) or f"There are: {', '.join(NETWORKS)}."
        raise AnalysisError(f'There is no network "{name}".', remedy=remedy)
    network = NETWORKS[name](situation)
    network.graph.update(name=name, base=str(ID))
    for _, _, said in network.edges(data=True):
        said.setdefault("weight", len(said["claims"]))
        said["claims"] = " ".join(said["claims"])
    return network
