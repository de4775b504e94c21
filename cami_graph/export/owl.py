"""The graph as one file for OWL 2 DL reasoners: everything that is said, with no datatype that OWL 2 does not know.

OWL 2 knows neither years nor dates nor the codes and outlines of others. A year becomes an integer, every other value
of an unknown datatype a plain string, so that a reasoner refuses nothing and nothing is left out. The file imports
nothing, since it holds the ontology and its alignments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib.namespace import OWL, RDF, XSD

from cami_graph.rdf import PREFIXES

KNOWN = {str(XSD[name]) for name in ("string", "boolean", "decimal", "integer", "nonNegativeInteger", "dateTime")}
YEAR = str(XSD.gYear)
INTEGER = ox.NamedNode(str(XSD.integer))
LANGUAGE = str(RDF.langString)
OF_FILES = {str(OWL.imports), str(OWL.versionIRI)}


def write_owl(quads: Iterable[ox.Quad]) -> bytes:
    """Return the statements of all graphs together as RDF/XML that an OWL 2 DL reasoner reads."""
    triples = {triple for quad in quads for triple in _for_reasoners(quad.triple)}
    return ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b""


def _for_reasoners(triple: ox.Triple) -> Iterator[ox.Triple]:
    if triple.predicate.value not in OF_FILES:
        value = triple.object
        told = _known_datatype(value) if isinstance(value, ox.Literal) else value
        yield ox.Triple(triple.subject, triple.predicate, told)


def _known_datatype(value: ox.Literal) -> ox.Literal:
    """Return a value as OWL 2 can read it."""
    datatype = value.datatype.value
    if datatype in KNOWN or datatype == LANGUAGE:
        return value
    return (
        ox.Literal(value.value, datatype=ox.NamedNode(str(XSD.integer)))
        if datatype == YEAR
        else ox.Literal(value.value)
    )
