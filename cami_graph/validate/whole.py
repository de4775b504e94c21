"""Say whether a graph breaks a rule at all, without what it takes to say where: no cells, no names, no rdflib graph."""

from __future__ import annotations

from pathlib import Path

from cami_graph.paths import HYGIENE, SHAPES
from cami_graph.store import Store
from cami_graph.validate.engine import run_engine
from cami_graph.validate.hygiene import ask_hygiene
from cami_graph.validate.shapes import shapes_text


def is_sound(statements: str, store: Store, shapes: Path = SHAPES, questions: Path = HYGIENE) -> bool:
    """Say whether statements, in N-Quads, break no shape of a folder, and no hygiene question finds a row."""
    if run_engine(statements, shapes_text(shapes)):
        return False
    return next(ask_hygiene(store, questions), None) is None
