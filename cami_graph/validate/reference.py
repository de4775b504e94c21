"""Run shapes with pySHACL, the reference implementation in Python: slower than the engine, and held to be right."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from cami_graph.errors import ValidationError
from cami_graph.rdf import SH, from_engine
from cami_graph.validate.result import Result


def run_reference(statements: str, shapes: str) -> tuple[Result, ...]:
    """Check statements, in N-Quads, against shapes, in N-Triples."""
    import pyshacl

    _, report, text = pyshacl.validate(
        read_statements(statements), shacl_graph=read_statements(shapes), inference=None, inplace=True
    )
    if not isinstance(report, Graph):
        raise ValidationError(f"The shapes cannot be run: {text}", remedy="Mend the shapes.")
    return tuple(
        _read_result(report, node)
        for whole in report.subjects(RDF.type, SH.ValidationReport)
        for node in report.objects(whole, SH.result)
    )


def read_statements(text: str) -> Graph:
    """Return all statements of a text in N-Quads as one graph."""
    graph = Graph()
    for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS):
        subject, predicate, value = (from_engine(part) for part in (quad.subject, quad.predicate, quad.object))
        graph.add((subject, predicate, value))
    return graph


def _read_result(report: Graph, node: Node) -> Result:
    def read(link: URIRef) -> str:
        found = report.value(node, link)
        return "" if found is None else str(found)

    path = report.value(node, SH.resultPath)
    return Result(
        shape=read(SH.sourceShape),
        focus=read(SH.focusNode),
        path=str(path) if isinstance(path, URIRef) else "",
        value=read(SH.value),
        severity=read(SH.resultSeverity).removeprefix(str(SH)),
        message=min((str(one) for one in report.objects(node, SH.resultMessage)), default=""),
    )
