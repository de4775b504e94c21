"""Engines for shapes that other people wrote in other languages, beside the one that the project runs."""

from __future__ import annotations

from collections.abc import Iterable

import pyrudof
from pyshacl.entrypoints import meta_validate
from rdflib import Graph

from cami_graph.validate.engine import run_engine
from cami_graph.validate.reference import run_reference
from cami_graph.validate.result import Result
from cami_graph.validate.shapes import SHAPE

Verdict = tuple[str, str, str]
DEPTH = 200
"""How deep shapes may be nested; those that check shapes themselves are."""


def ask_ours(graph: Graph, shapes: Graph) -> tuple[Result, ...]:
    """Return what the engine finds that the project runs."""
    return run_engine(graph.serialize(format="nt"), shapes.serialize(format="nt"))


def verdicts_of(results: Iterable[Result]) -> set[Verdict]:
    """Return which rule is broken by which thing, with which value."""
    return {(one.shape.removeprefix(SHAPE), one.focus, one.value) for one in results}


def are_shapes(shapes: Graph) -> bool:
    """Tell whether shapes keep to the shapes for shapes of the W3C."""
    return bool(meta_validate(shapes, inference=None, max_validation_depth=DEPTH)[0])


def ask_pyshacl(graph: Graph, shapes: Graph) -> tuple[Result, ...]:
    """Return what pySHACL finds, the reference implementation in Python."""
    return run_reference(graph.serialize(format="nt"), shapes.serialize(format="nt"))


def ask_pyrudof(graph: Graph | str, shapes: Graph) -> set[tuple[str, str]]:
    """Return what pyrudof finds in a graph, or in N-Triples; it is written in Rust and gives no values."""
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(graph if isinstance(graph, str) else graph.serialize(format="nt"), pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(shapes.serialize(format="turtle"))
    return {(str(one.source_shape).removeprefix(SHAPE), str(one.focus_node)) for one in rudof.validate_shacl()}
