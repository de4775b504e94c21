"""What an endpoint holds about itself: VoID, DCAT, the prefixes and the library as examples, in a graph of their own.

The graph is named as sparql.uniprot.org names its own, after the place where programs look first. It is made once,
before the workers are forked, and is no part of the record: no question of the library sees it, and no count holds it.
A query that uses a term of VoID, SHACL or SPARQL Service Description sees it beside the record, without naming it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from cami_graph.addresses import BASE, FORMS
from cami_graph.describe import DATASET, VOID_EXT, WELL_KNOWN, add_service, describe_whole
from cami_graph.query import Runner
from cami_graph.rdf import GRAPHS, PREFIXES, SH, VOID, clean_xml, dataset_quads, new_dataset, reading_order
from cami_graph.store.dataset import PREFIX
from cami_graph.store.syntax_errors import silence

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
SYNTAXES = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
NAME = ox.NamedNode(f"{BASE}{WELL_KNOWN}")
SPACES = tuple(map(str, (SH, VOID, SD, VOID_EXT)))
SIGNS = (*SPACES, NAME.value, *(f"{prefix}:" for prefix, space in PREFIXES.items() if space in SPACES))


def describe_record(runner: Runner) -> list[ox.Triple]:
    """Return what can be said before it is known at which address the record answers."""
    return list(_triples(describe_whole(runner)))


def asks_of_description(text: str) -> bool:
    """Say whether a query uses a term in which endpoints are described, or names the graph that does so."""
    if not any(sign in text for sign in SIGNS):
        return False
    known = PREFIXES | {prefix.rstrip(":"): space for prefix, space in PREFIX.findall(text)}
    body = PREFIX.sub("", text)
    if any(f"<{space}" in body for space in (*SPACES, NAME.value)):
        return True
    names = "|".join(re.escape(prefix) for prefix, space in known.items() if space in SPACES)
    return bool(re.search(rf"(?<![\w.-])(?:{names}):[A-Za-z]", silence(body)))


def write_description(triples: Iterable[ox.Triple], endpoint: str, form: str) -> bytes:
    """Return the description of the record as it answers at an address, in a form: `ttl`, `jsonld`, `rdf`, `nt`."""
    added = Graph()
    add_service(added, endpoint)
    return write_triples([*triples, *_triples(added)], form)


def write_part(part: Graph, form: str) -> bytes:
    """Return a part of the description in a form."""
    return write_triples(_triples(part), form)


def write_service(triples: Iterable[ox.Triple], endpoint: str, sizes: Mapping[str, int], form: str) -> bytes:
    """Return the description of the endpoint at an address, with that of its record."""
    return write_triples([*triples, *_triples(service_graph(endpoint, sizes))], form)


def service_graph(address: str, sizes: Mapping[str, int]) -> Graph:
    """Describe the endpoint in the terms of SPARQL 1.1 Service Description, without blank nodes."""
    graph = Graph()
    service, dataset, union = (URIRef(address + part) for part in ("", "#dataset", "#default-graph"))
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, RDFS.seeAlso, URIRef(address.removesuffix("/").removesuffix("sparql") + WELL_KNOWN)))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in (*RESULTS, *SYNTAXES):
        graph.add((service, SD.resultFormat, FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, DCTERMS.title, Literal("CAMI Graph", lang="en")))
    graph.add((dataset, SD.defaultGraph, union))
    graph.add((union, RDF.type, SD.Graph))
    graph.add((union, DCTERMS.isVersionOf, DATASET))
    for name, size in sizes.items():
        part = URIRef(f"{address}#{name.removeprefix(str(GRAPHS)).removeprefix(BASE)}")
        graph.add((dataset, SD.namedGraph, part))
        graph.add((part, RDF.type, SD.NamedGraph))
        graph.add((part, SD.name, URIRef(name)))
        graph.add((part, SD.graph, URIRef(name)))
        graph.add((URIRef(name), RDF.type, SD.Graph))
        graph.add((URIRef(name), VOID.triples, Literal(size)))
    return graph


def _triples(graph: Graph) -> Iterator[ox.Triple]:
    dataset = new_dataset()
    dataset.graph(NAME.value).__iadd__(graph)
    return (quad.triple for quad in dataset_quads(dataset))


def write_triples(triples: Iterable[ox.Triple], form: str) -> bytes:
    """Return triples in a form, sorted, each once."""
    content = ox.serialize(sorted(set(triples), key=reading_order), format=FORMS[form], prefixes=PREFIXES) or b""
    return clean_xml(content) if form == "rdf" else content
