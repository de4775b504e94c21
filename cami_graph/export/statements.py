"""Statements as RDF: all of them or some of the named graphs, from any store, the same bytes each time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import pyoxigraph as ox
from rdflib import Literal, URIRef

from cami_graph.errors import ExportError, suggest_names
from cami_graph.export.owl import write_owl
from cami_graph.query.jsonld import jsonld_bytes
from cami_graph.rdf import GRAPHS, PREFIXES, clean_xml, nquads_text, to_engine, turtle_text
from cami_graph.store import Store, count_graphs, fetch_triples

FORMS: dict[str, ox.RdfFormat] = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "owl": ox.RdfFormat.RDF_XML,
}
WHOLE_GRAPHS = ("nq", "trig", "jsonld")
PREFIXED = ("trig", "ttl", "rdf")


def write_statements(quads: Iterable[ox.Quad], form: str, parts: Sequence[str] = ()) -> bytes:
    """Return statements in a form of RDF; forms without named graphs give the statements of all graphs together."""
    chosen = choose_parts(quads, parts)
    if form == "nq":
        return nquads_text(chosen)
    if form == "ttl":
        return turtle_text(chosen)
    if form == "owl":
        return write_owl(chosen)
    listed: list[ox.Quad] | list[ox.Triple] = sorted(set(chosen), key=_by_graph)
    if form not in WHOLE_GRAPHS:
        listed = sorted({quad.triple for quad in chosen}, key=str)
    if form == "jsonld":
        return jsonld_bytes(listed)
    content = ox.serialize(listed, format=FORMS[form], prefixes=PREFIXES if form in PREFIXED else None) or b""
    return clean_xml(content) if form == "rdf" else content


def choose_parts(quads: Iterable[ox.Quad], parts: Sequence[str]) -> list[ox.Quad]:
    """Return the statements of the parts named: `reference` is one graph, `derived` all that begin so."""
    held = list(quads)
    if not parts:
        return held
    names = {str(quad.graph_name.value) for quad in held if isinstance(quad.graph_name, ox.NamedNode)}
    chosen = choose_graphs(names, parts)
    return [quad for quad in held if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value in chosen]


def choose_graphs(names: Collection[str], parts: Sequence[str]) -> list[str]:
    """Return the named graphs that the parts mean, in order; all where no part is named."""
    return sorted({name for part in parts for name in find_graphs(part, names)} if parts else names)


def find_graphs(part: str, names: Iterable[str]) -> list[str]:
    """Return the named graphs that a part means, or say which parts are near."""
    start = part if part.startswith("http") else f"{GRAPHS}{part}"
    found = [name for name in names if name == start or name.startswith(f"{start.rstrip('/')}/")]
    if not found:
        known = sorted(name.removeprefix(str(GRAPHS)) for name in names)
        remedy = suggest_names(part, known) or f"There are: {', '.join(known)}."
        raise ExportError(f'No part of the graph is called "{part}".', remedy=remedy)
    return found


def read_store(store: Store, parts: Sequence[str] = ()) -> Iterator[ox.Quad]:
    """Give the statements of any store, or of parts of it, one named graph after the other, and all of each."""
    for graph in choose_graphs(count_graphs(store), parts):
        name = ox.NamedNode(graph)
        for subject, predicate, value in fetch_triples(store, URIRef(graph)):
            if not (isinstance(subject, URIRef) and isinstance(value, URIRef | Literal)):
                raise ExportError(f"A blank node stands in {graph}.", remedy="Our graphs hold none; build it again.")
            yield ox.Quad(ox.NamedNode(subject), ox.NamedNode(str(predicate)), to_engine(value), name)


def _by_graph(quad: ox.Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad.triple)
