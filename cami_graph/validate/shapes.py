"""Read shapes, check graphs against them, and bring each result back to the cell of the table that it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from cami_graph.errors import ValidationError
from cami_graph.paths import DATA, SHAPES, show_path
from cami_graph.rdf import SH, shorten
from cami_graph.validate.engine import run_engine
from cami_graph.validate.findings import ERROR, INFO, WARN, Finding, sort_findings
from cami_graph.validate.names import name_thing, name_things
from cami_graph.validate.places import Places
from cami_graph.validate.result import Result

if TYPE_CHECKING:
    from cami_graph.tables import RowRef

SHAPE = "https://w3id.org/cami/shape/"
SEVERITIES: Mapping[str, str] = {"Violation": ERROR, "Warning": WARN, "Info": INFO}


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
    results = run_engine(graph.serialize(format="nt"), shapes.serialize(format="nt"))
    places = Places(graph, origins or {}, tables)
    return sort_findings(_read_result(result, shapes, places) for result in results)


def read_shapes(folder: Path = SHAPES) -> Graph:
    """Read every file of shapes in a folder and below it into one graph."""
    graph = Graph()
    for path in sorted(folder.rglob("*.ttl")):
        try:
            graph.parse(path, format="turtle")
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(f"is not Turtle: {error}", where=show_path(path)) from error
    if not len(graph):
        raise ValidationError("holds no shapes.", where=show_path(folder), remedy="Name the folder of shapes.")
    return graph


def shapes_text(folder: Path = SHAPES) -> str:
    """Return every file of shapes in a folder and below it as one text in N-Triples."""
    return "".join(_lines_of(path) for path in sorted(folder.rglob("*.ttl")))


def _lines_of(path: Path) -> str:
    try:
        return cast("bytes", ox.serialize(ox.parse(path=str(path)), format=ox.RdfFormat.N_TRIPLES)).decode()
    except (OSError, SyntaxError) as error:
        raise ValidationError(f"is not Turtle: {error}", where=show_path(path)) from error


def join_graphs(dataset: Dataset | Graph) -> Graph:
    """Return all graphs of a dataset as one, as a query over the union sees them."""
    if not isinstance(dataset, Dataset):
        return dataset
    joined = Graph()
    for subject, predicate, value, _ in dataset.quads():
        joined.add((subject, predicate, value))
    return joined


def _read_result(result: Result, shapes: Graph, places: Places) -> Finding:
    """Turn a result into a finding; a rule asked of a whole names the culprit as its value."""
    shape, rule = URIRef(result.shape), result.shape.removeprefix(SHAPE)
    of_a_whole = bool(result.value) and result.value.startswith("http") and (shape, SH.sparql, None) in shapes
    culprit, value = (result.value, "") if of_a_whole else (result.focus, result.value)
    place = places.find(
        rule, URIRef(result.path) if result.path.startswith("http") else None, URIRef(culprit), URIRef(result.focus)
    )
    message = name_things(places.graph, result.message)
    return Finding(
        table=place.table,
        cell=place.cell,
        level=SEVERITIES.get(result.severity, ERROR),
        rule=rule,
        message=f"{message} It is {shorten(result.path)}." if _is_closed(shapes, shape) else message,
        suggestion=english(shapes.objects(shape, SH.description)),
        thing=culprit,
        value=value,
        row=place.row,
        line=place.line,
        column=place.column,
        name=name_thing(places.graph, culprit),
    )


def _is_closed(shapes: Graph, shape: URIRef) -> bool:
    return (shape, SH.closed, Literal(True)) in shapes


def english(texts: Iterable[Node]) -> str:
    """Return the first of some texts in a stable order."""
    return next(iter(sorted(str(text) for text in texts if isinstance(text, Literal))), "")
