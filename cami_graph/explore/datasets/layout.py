"""Where each thing stands in the drawn graph: a place given once and kept, in a file beside the graph.

Springs move everything when one thing is added. So places once found are kept in the folder of the graph, what is new
is put among them, and what is gone is forgotten. Where no place is known, the same graph gives the same places.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import networkx as nx

from cami_graph.files import write_aside
from cami_graph.paths import GRAPH_LAYOUT

Places = Mapping[str, tuple[int, int]]
SEED = 20190925
WIDTH, HEIGHT = 2600, 1820


def place_nodes(network: nx.MultiDiGraph[str], kept: Places) -> Places:
    """Return a place for each node: the one kept, or one found by springs among those kept, from a fixed seed."""
    held = {name: kept[name] for name in sorted(network.nodes) if name in kept}
    if len(held) == len(network):
        return held
    flat: nx.Graph[str] = nx.Graph()
    flat.add_nodes_from(sorted(network.nodes))
    flat.add_edges_from(sorted({(min(pair), max(pair)) for pair in network.edges()}))
    start = {name: (x / WIDTH, y / HEIGHT) for name, (x, y) in held.items()}
    spring = 2.6 / len(flat) ** 0.5
    placed = nx.spring_layout(
        flat, seed=SEED, k=spring, iterations=80, method="force", pos=start or None, fixed=list(start) or None
    )
    found = {name: (round(float(at[0]) * WIDTH), round(float(at[1]) * HEIGHT)) for name, at in placed.items()}
    return found | held


def read_places(path: Path = GRAPH_LAYOUT) -> Places:
    """Return the places that are kept, none where there is no file."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["thing"]: (int(row["x"]), int(row["y"])) for row in csv.DictReader(file)}


def write_places(places: Places, path: Path = GRAPH_LAYOUT) -> None:
    """Write the places, one thing a line."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("thing", "x", "y"))
    writer.writerows((name, *places[name]) for name in sorted(places))
    write_aside(path, file.getvalue().encode())
