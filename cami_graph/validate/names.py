"""Say things by the names that people know: code and label where there are any, else the short address."""

from __future__ import annotations

import re

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS, SKOS

from cami_graph.rdf import shorten

OURS = re.compile(r"https://w3id\.org/cami/[^\s\"'<>,;]*[^\s\"'<>,;.:!?]")


def name_thing(graph: Graph, address: str) -> str:
    """Return the English label of a thing with its short address, or that address alone."""
    node, short = URIRef(address), shorten(address)
    labels = [one for link in (SKOS.prefLabel, RDFS.label) for one in graph.objects(node, link)]
    english = sorted(str(one) for one in labels if isinstance(one, Literal) and one.language == "en")
    return f'"{english[0]}" ({short})' if english else short


def name_things(graph: Graph, text: str) -> str:
    """Return a text with every address of ours said by its name."""
    return OURS.sub(lambda found: name_thing(graph, found[0]), text)
