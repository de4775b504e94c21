"""The record with an invented second report and an invented letter laid over it, built once, and its comparison."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from overlay import LETTER, SECOND, lay_over

from cami_graph.build import Rooms, build_graph
from cami_graph.compare import Comparison, compare_programmes
from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA
from cami_graph.rdf import dataset_quads
from cami_graph.store import Scope, open_quads

EARLIER, LATER = "cami-2014-2020", "cami-2021-2026"


@cache
def two_quads() -> tuple[ox.Quad, ...]:
    """Build both reports and the letter into one graph."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("graph"))
        lay_over(lay_over(data, SECOND), LETTER)
        return tuple(dataset_quads(build_graph(Rooms(data=data)).dataset))


@cache
def open_two(programme: str = "") -> CamiGraph:
    """Open that graph for one programme, or whole."""
    return CamiGraph(open_quads(two_quads(), Scope(programme=programme)))


@cache
def two_programmes() -> Comparison:
    """Compare the two programmes."""
    return compare_programmes(open_two, EARLIER, LATER)
