"""The files of the ontology as graphs, and short ways to look into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import cast

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF

from cami_graph.paths import MODULES, ONTOLOGY
from cami_graph.rdf import CAMI, from_engine
from cami_graph.store.version import find_version

OURS = "https://w3id.org/cami/"
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
FOREIGN, ALIGNMENTS = ONTOLOGY / "foreign.ttl", ONTOLOGY / "alignments.ttl"


def read_files(*paths: Iterable[Path]) -> Graph:
    """Read Turtle files into one graph."""
    graph = Graph()
    for some in paths:
        for path in some:
            graph.parse(path, format="turtle")
    return graph


def read_core() -> Graph:
    """Return the header and the modules, without the declarations of foreign terms."""
    return read_files([ONTOLOGY / "cami.ttl"], MODULES.glob("*.ttl"))


@cache
def read_full() -> Graph:
    """Return everything that was built, as a query over the union sees it; read once, so nobody may add to it."""
    graph, term = Graph(), cache(from_engine)
    for quad in find_version().read():
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def our_terms(graph: Graph) -> set[URIRef]:
    """Return the classes and properties of our own that a graph declares."""
    found = {cast("URIRef", term) for kind in KINDS for term in graph.subjects(RDF.type, kind)}
    return {term for term in found if term in CAMI}


def all_nodes(graph: Graph) -> Iterator[URIRef]:
    """Give every IRI of a graph, datatypes among them."""
    for triple in graph:
        for node in triple:
            if isinstance(node, URIRef):
                yield node
            elif isinstance(node, Literal) and node.datatype:
                yield node.datatype
