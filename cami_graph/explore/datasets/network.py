"""The graph that people see: things and the lines between them, each thing with a place that never changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import networkx as nx

from cami_graph.explore.datasets.layout import SEED, place_nodes, read_places, write_places
from cami_graph.explore.model import Thing
from cami_graph.explore.record import Record
from cami_graph.paths import GRAPH_LAYOUT
from cami_graph.query import Library
from cami_graph.store import EmbeddedStore, open_quads
from cami_graph.store.version import read_parts

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
CLUSTERED = frozenset({"country", "taxon", "landscape", "site", "initiative", "actor"})
RELATIONS: Mapping[str, tuple[str, str]] = {
    "species": ("acts on", "касается вида"),
    "country": ("acted on in", "действия в стране"),
    "place": ("acted on in", "действия в месте"),
    "threat": ("acts against", "направлено против"),
    "initiative": ("acted on under", "в рамках"),
    "implements": ("implements", "исполняет"),
    "supports": ("supports", "поддерживает"),
    "funds": ("funds", "финансирует"),
    "works": ("works in", "работает в стране"),
    "on": ("works on", "занимается"),
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
            russian = one.marked("ru") if one.label.ru else ""
            network.add_node(one.path, kind=one.kind, code=_code(one), en=one.marked("en"), ru=russian)
        network.add_edge(source.path, target.path, relation=str(row["relation"]), weight=int(row["claims"]))
    return network


def _code(thing: Thing) -> str:
    """Return the code that people say before the name."""
    return thing.code if thing.kind in {"activity", "subactivity", "section", "objective"} else ""


def find_clusters(network: nx.MultiDiGraph[str]) -> Mapping[str, int]:
    """Return which things hang together more than with others, by the number of their cluster, the largest first.

    What hangs together with nothing is in none.
    Communities of the greatest modularity by the method of Louvain (Blondel et al. 2008), from a fixed seed, over the
    lines between things people know by name; possible gaps and the parts of the plan are left out.
    """
    flat: nx.Graph[str] = nx.Graph()
    flat.add_nodes_from(sorted(name for name, one in network.nodes(data=True) if one["kind"] in CLUSTERED))
    for one, two, line in sorted(network.edges(data=True), key=lambda edge: edge[:2]):
        if one in flat and two in flat:
            before = flat.get_edge_data(one, two, {"weight": 0})["weight"]
            flat.add_edge(one, two, weight=before + line["weight"])
    found = nx.community.louvain_communities(flat, seed=SEED)
    ordered = sorted((one for one in found if len(one) > 1), key=lambda members: (-len(members), min(members)))
    return {name: number for number, members in enumerate(ordered) for name in members}


def write_layout(folder: Path, earlier: Path | None = None, store: EmbeddedStore | None = None) -> int:
    """Give a place to each thing of the graph in a folder, keep the places beside it, and return their number.

    Places that an earlier version gave are kept; without one, the graph alone decides. `store` holds the graph and its
    analysis, where it is at hand.
    """
    kept = read_places(earlier) if earlier else {}
    places = place_nodes(network_of(Record(store or open_quads(read_parts(folder)), Library.read())), kept)
    write_places(places, folder / GRAPH_LAYOUT.name)
    return len(places)


def graph_data(record: Record) -> dict[str, object]:
    """Return nodes as rows, each with its cluster and place, lines as rows of node numbers, and the query for words."""
    network = network_of(record)
    version = record.store.version if isinstance(record.store, EmbeddedStore) else None
    places = place_nodes(network, read_places(version.layout if version else GRAPH_LAYOUT))
    names = sorted(network.nodes)
    order = {name: at for at, name in enumerate(names)}
    cluster = find_clusters(network)
    nodes = [
        [
            name,
            *(network.nodes[name][key] for key in ("kind", "code", "en", "ru")),
            cluster.get(name, -1),
            *places[name],
        ]
        for name in names
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
