"""The record with an invented second report and an invented letter laid over it, built once for all who look at it."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from overlay import LETTER, SECOND, lay_over

from cami_graph.build import Rooms, build_graph
from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA
from cami_graph.rdf import dataset_quads
from cami_graph.store import Scope, open_quads


def copy_data(folder: Path, *overlays: Path) -> Path:
    """Return a copy of the data with further documents laid over it."""
    data = Path(shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("graph")))
    for overlay in overlays:
        lay_over(data, overlay)
    return data


def build_quads(data: Path) -> tuple[ox.Quad, ...]:
    """Build a copy of the data in memory."""
    return tuple(dataset_quads(build_graph(Rooms(data=data)).dataset))


@cache
def two_quads() -> tuple[ox.Quad, ...]:
    """Build both reports and the letter into one graph."""
    with tempfile.TemporaryDirectory() as folder:
        return build_quads(copy_data(Path(folder), SECOND, LETTER))


@cache
def open_two(programme: str = "", report: str = "") -> CamiGraph:
    """Open that graph for one programme or report, or whole."""
    return CamiGraph(open_quads(two_quads(), Scope(programme=programme, report=report)))
