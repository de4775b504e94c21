"""Engines for shapes that other people wrote in other languages; each gives (rule, thing, value) for every result."""

from __future__ import annotations

import pyrudof
import pyshacl
from rdflib import Graph
from rdflib.namespace import RDF

from cami_graph.rdf import SH
from cami_graph.validate.engine import run_engine
from cami_graph.validate.shapes import SHAPE

Verdict = tuple[str, str, str]
DEPTH = 60
"""How deep shapes may be nested; those that check shapes themselves are."""


def ask_ours(graph: Graph, shapes: Graph) -> set[Verdict]:
    """Return what the engine finds that the project runs."""
    results = run_engine(graph.serialize(format="nt"), shapes.serialize(format="nt"))
    return {(one.shape.removeprefix(SHAPE), one.focus, one.value) for one in results}


def ask_pyshacl(graph: Graph, shapes: Graph, *, meta: bool = False) -> set[Verdict]:
    """Return what pySHACL finds, the reference implementation in Python; `meta` checks the shapes themselves first."""
    _, report, text = pyshacl.validate(
        graph, shacl_graph=shapes, inference=None, inplace=True, meta_shacl=meta, max_validation_depth=DEPTH
    )
    assert isinstance(report, Graph), text
    return {
        (
            str(report.value(node, SH.sourceShape)).removeprefix(SHAPE),
            str(report.value(node, SH.focusNode)),
            "" if (value := report.value(node, SH.value)) is None else str(value),
        )
        for whole in report.subjects(RDF.type, SH.ValidationReport)
        for node in report.objects(whole, SH.result)
    }


def ask_pyrudof(graph: Graph, shapes: Graph) -> set[tuple[str, str]]:
    """Return what pyrudof finds, which is written in Rust and gives no values."""
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(graph.serialize(format="nt"), pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(shapes.serialize(format="turtle"))
    return {(str(one.source_shape).removeprefix(SHAPE), str(one.focus_node)) for one in rudof.validate_shacl()}
