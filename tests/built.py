"""The real tables built once for all tests that look into the build, and short ways to look."""

from __future__ import annotations

from functools import cache

from rdflib import Graph, Literal, URIRef

from cami_graph.build import Build, build_graph
from cami_graph.rdf import ID, VOCABULARY


@cache
def real_build() -> Build:
    """Build the real tables in memory."""
    return build_graph()


def graph(name: str) -> Graph:
    """Return one named graph of the real build."""
    return real_build().dataset.graph(URIRef(f"https://w3id.org/cami/graph/{name}"))


def report() -> Graph:
    """Return what the first report says, and the plan of its programme, which it prints."""
    return graph("report/cami2-doc3") + graph("programme/cami-2014-2020")


def values(graph: Graph, thing: str, predicate: URIRef) -> set[str]:
    """Return the values of a thing such as ``activity/1.1.1``, addresses shortened to kind and slug."""
    return {short(value) for value in graph.objects(ID[thing], predicate)}


def short(value: object) -> str:
    """Return an address without its beginning, a text with its language."""
    if isinstance(value, Literal):
        return f"{value}@{value.language}" if value.language else str(value)
    return str(value).removeprefix(str(ID)).removeprefix(str(VOCABULARY))
