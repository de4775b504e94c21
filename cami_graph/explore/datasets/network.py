"""The graph that people see: things and the lines between them, each thing with a place that never changes.

Places come from networkx with a fixed seed, so that the same record always gives the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from cami_graph.explore.model import Thing
from cami_graph.explore.record import Record

SEED = 20190925
SIZE = 2600
SHAPES: Mapping[str, Mapping[str, str]] = {
    "country": {"shape": "hexagon"},
    "taxon": {"shape": "ellipse"},
    "landscape": {"shape": "diamond"},
    "site": {"shape": "vee"},
    "threat": {"shape": "triangle"},
    "initiative": {"shape": "pentagon"},
    "actor": {"shape": "rectangle"},
    "gap": {"shape": "star"},
    "objective": {"shape": "octagon"},
    "section": {"shape": "octagon"},
    "activity": {"shape": "round-rectangle"},
    "subactivity": {"shape": "round-rectangle"},
}
RELATIONS: Mapping[str, tuple[str, str]] = {
    "species": ("acts on", "касается вида"),
    "country": ("acted on in", "действия в стране"),
    "place": ("acted on in", "действия в месте"),
    "threat": ("acts against", "направлено против"),
    "initiative": ("acted on under", "в рамках"),
    "implements": ("implements", "исполняет"),
    "supports": ("supports", "поддерживает"),
    "funds": ("funds", "финансирует"),
    "about": ("is about", "посвящено"),
    "cooperates": ("acts together with", "действует вместе с"),
    "range": ("lies in", "находится в"),
    "refers": ("refers to", "ссылается на"),
    "part": ("is part of", "часть"),
    "gap": ("concerns", "касается"),
}


def network_of(record: Record) -> nx.MultiDiGraph[str]:
    """Return things and lines as a network: a node per thing, an edge per relation, weighted by its claims."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in record.rows("page-graph-lines"):
        source, target = record.thing(row["source"]), record.thing(row["target"])
        if source.kind not in SHAPES or target.kind not in SHAPES or source == target:
            continue
        for one in (source, target):
            network.add_node(one.path, kind=one.kind, code=_code(one), en=one.label.en, ru=one.label.ru)
        network.add_edge(source.path, target.path, relation=str(row["relation"]), weight=int(row["claims"]))
    return network


def _code(thing: Thing) -> str:
    """Return the code that people say before the name."""
    return thing.code if thing.kind in {"activity", "subactivity", "section", "objective"} else ""


def positions(network: nx.MultiDiGraph[str]) -> dict[str, tuple[int, int]]:
    """Return a place for each node, by springs from a fixed seed; what is alone lines up below."""
    flat: nx.Graph[str] = nx.Graph()
    flat.add_nodes_from(sorted(network.nodes))
    flat.add_edges_from(sorted({(min(pair), max(pair)) for pair in network.edges()}))
    if not flat:
        return {}
    placed = nx.spring_layout(flat, seed=SEED, k=2.6 / max(1, len(flat)) ** 0.5, iterations=80, method="force")
    return {str(node): (round(float(at[0]) * SIZE), round(float(at[1]) * SIZE * 0.7)) for node, at in placed.items()}


def graph_data(record: Record) -> dict[str, object]:
    """Return nodes as rows, lines as rows of node numbers, and the query that finds the words behind a line."""
    network = network_of(record)
    places = positions(network)
    names = sorted(network.nodes)
    order = {name: at for at, name in enumerate(names)}
    nodes = [
        [name, *(network.nodes[name][key] for key in ("kind", "code", "en", "ru")), *places[name]] for name in names
    ]
    edges = sorted(
        [order[one], order[two], data["relation"], data["weight"]] for one, two, data in network.edges(data=True)
    )
    return {
        "nodes": nodes,
        "edges": edges,
        "kinds": dict(SHAPES),
        "relations": {name: {"en": pair[0], "ru": pair[1]} for name, pair in RELATIONS.items()},
        "evidence": record.library.find("page-graph-words").body,
    }
