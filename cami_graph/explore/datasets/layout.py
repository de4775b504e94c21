"""Where each thing stands in the drawn graph: a place given once and kept, in a file beside the graph.

Springs move everything when one thing is added. So places once found are kept in the folder of the graph, what is new
is put among them, and what is gone is forgotten. Where no place is known, the same graph gives the same places.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from cami_graph.files import write_aside
from cami_graph.paths import GRAPH_LAYOUT

Places = Mapping[str, tuple[int, int]]
Array = NDArray[np.floating[Any]]
Place = Sequence[float] | Array
SEED = 20190925
ROUNDS, NEAREST, STILL = 80, 0.01, 1e-4
LARGE = 500
"""From how many nodes on networkx takes them one by one, with numbers of single precision."""
BLOCK = 64
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
    placed = _settle(flat, spring, start) if start or len(flat) < LARGE else _push_apart(flat, spring)
    found = {name: (round(float(at[0]) * WIDTH), round(float(at[1]) * HEIGHT)) for name, at in placed.items()}
    return found | held


def _settle(flat: nx.Graph[str], spring: float, start: Mapping[str, tuple[float, float]]) -> Mapping[str, Place]:
    """Return where the springs of networkx bring each node; what has a place to start from keeps it."""
    return nx.spring_layout(
        flat, seed=SEED, k=spring, iterations=ROUNDS, method="force", pos=start or None, fixed=list(start) or None
    )


def _push_apart(flat: nx.Graph[str], spring: float) -> Mapping[str, Place]:
    """Return what `_settle` returns of a large network without places, to the bit, in a fraction of its time.

    networkx looks at one node after the other, which takes long in Python; here a block of them is looked at together.
    """
    size = len(flat)
    links = nx.to_numpy_array(flat, dtype=np.dtype("f"))
    at = np.asarray(np.random.RandomState(SEED).rand(size, 2), dtype="f")
    heat = max(np.ptp(at, axis=0)) * 0.1
    cooling = heat / (ROUNDS + 1)
    for _round in range(ROUNDS):
        forces = [_forces(at, links, slice(first, first + BLOCK), spring) for first in range(0, size, BLOCK)]
        force = np.concatenate(forces, axis=1)
        length = np.clip(np.sqrt((force**2).sum(axis=0)), a_min=NEAREST, a_max=None)
        step = (force * heat / length).T
        at += step
        heat -= cooling
        if np.linalg.norm(step) / size < STILL:
            break
    return dict(zip(flat, nx.rescale_layout(at), strict=True))


def _forces(at: Array, links: Array, block: slice, spring: float) -> Array:
    """Return the force on each node of a block: away from every other, towards those that it is linked to."""
    away = [at[block, axis] - at[:, axis, None] for axis in (0, 1)]
    distance = np.clip(np.sqrt(away[0] ** 2 + away[1] ** 2), a_min=NEAREST, a_max=None)
    push = spring * spring / distance**2 - links[:, block] * distance / spring
    return np.array([(part * push).sum(axis=0) for part in away], dtype="d")


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
