"""Run the shapes with pySHACL and read its report. Nothing else of the project knows pySHACL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from cami_graph.errors import ValidationError
from cami_graph.paths import DATA, SHAPES, show_path
from cami_graph.rdf import SH
from cami_graph.tables import RowRef
from cami_graph.validate.findings import ERROR, INFO, WARN, Finding, sort_findings
from cami_graph.validate.places import Places

SHAPE = "https://w3id.org/cami/shape/"
SEVERITIES: Mapping[Node, str] = {SH.Violation: ERROR, SH.Warning: WARN, SH.Info: INFO}


def validate(
    dataset: Dataset | Graph,
    origins: Mapping[URIRef, RowRef] | None = None,
    shapes: Path = SHAPES,
    tables: Path = DATA,
) -> tuple[Finding, ...]:
    """Check a dataset against the shapes of a folder; give all findings, the gravest first, grouped by rule."""
    return check_graph(join_graphs(dataset), read_shapes(shapes), origins, tables)


def check_graph(
    graph: Graph, shapes: Graph, origins: Mapping[URIRef, RowRef] | None = None, tables: Path = DATA
) -> tuple[Finding, ...]:
    """Check one graph against the shapes read, and find the cells behind what breaks them."""
    report = run_shapes(graph, shapes)
    places = Places(graph, origins or {}, tables)
    return sort_findings(_read_result(report, node, shapes, places) for node in _results(report))


def read_shapes(folder: Path = SHAPES) -> Graph:
    """Read every file of shapes in a folder into one graph."""
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        try:
            graph.parse(path, format="turtle")
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(f"is not Turtle: {error}", where=show_path(path)) from error
    if not len(graph):
        raise ValidationError("holds no shapes.", where=show_path(folder), remedy="Name the folder of shapes.")
    return graph


def join_graphs(dataset: Dataset | Graph) -> Graph:
    """Return all graphs of a dataset as one, as a query over the union sees them."""
    if not isinstance(dataset, Dataset):
        return dataset
    joined = Graph()
    for subject, predicate, value, _ in dataset.quads():
        joined.add((subject, predicate, value))
    return joined


def run_shapes(graph: Graph, shapes: Graph, *, meta: bool = False) -> Graph:
    """Run pySHACL and return its report as a graph; `meta` checks the shapes themselves first."""
    try:
        _, report, text = pyshacl.validate(graph, shacl_graph=shapes, inference=None, inplace=True, meta_shacl=meta)
    except (ConstraintLoadError, ShapeLoadError, ReportableRuntimeError, TypeError) as error:
        raise ValidationError(f"The shapes cannot be run: {error}", remedy="Mend the shapes.") from error
    if not isinstance(report, Graph):
        raise ValidationError(f"The shapes cannot be run: {text}", remedy="Mend the shapes.")
    return report


def _results(report: Graph) -> Iterator[Node]:
    """Give the results of the report itself, without the ones that explain another from within."""
    for whole in report.subjects(RDF.type, SH.ValidationReport):
        yield from report.objects(whole, SH.result)


def _read_result(report: Graph, node: Node, shapes: Graph, places: Places) -> Finding:
    """Turn a result of the report into a finding."""
    shape = cast("Node", report.value(node, SH.sourceShape))
    rule = str(shape).removeprefix(SHAPE)
    focus = cast("Node", report.value(node, SH.focusNode))
    value = report.value(node, SH.value)
    path = report.value(node, SH.resultPath)
    level = SEVERITIES.get(cast("Node", report.value(node, SH.resultSeverity)), ERROR)
    place = places.find(rule, path, *_addresses(shapes, shape, focus, value))
    return Finding(
        table=place.table,
        cell=place.cell,
        level=level,
        rule=rule,
        message=english(report.objects(node, SH.resultMessage)),
        suggestion=english(shapes.objects(shape, SH.description)),
        thing=str(focus),
        value="" if value is None else str(value),
        row=place.row,
        line=place.line,
        column=place.column,
    )


def _addresses(shapes: Graph, shape: Node, focus: Node, value: Node | None) -> tuple[Node, ...]:
    """Return the nodes to look for in the tables: a rule asked of a whole report or list names the culprit as value."""
    if value is not None and (shape, SH.sparql, None) in shapes:
        return (value, focus)
    return (focus,)


def english(texts: Iterable[Node]) -> str:
    """Return the first of some texts in a stable order."""
    return next(iter(sorted(str(text) for text in texts if isinstance(text, Literal))), "")
