"""Bring a graph here from any engine, one kind of link at a time, so that it can be checked like the one built here.

Engines cut long answers short, some without a word (Virtuoso a CONSTRUCT). So links that are many come in parts, chosen
by the hash of what they lead from, because an engine may neither sort nor skip as many rows as it holds; and in the end
the things they lead from are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from rdflib import Graph, URIRef

from cami_graph.errors import StoreError
from cami_graph.store import Store

LINKS = """
SELECT ?link (COUNT(*) AS ?count) (COUNT(DISTINCT ?subject) AS ?subjects)
WHERE { ?subject ?link ?value } GROUP BY ?link
"""
AT_ONCE = 5000
DIGITS = "0123456789abcdef"


def fetch_graph(store: Store, at_once: int = AT_ONCE) -> Graph:
    """Return everything that the store holds, all its graphs as one."""
    graph = Graph()
    for link, count, subjects in store.select(LINKS).rows:
        name, held = URIRef(str(link)), set()
        for begin in _parts(int(str(count)), at_once):
            for triple in store.construct(_write_query(name, begin)):
                graph.add(triple)
                held.add(triple[0])
        if len(held) != int(str(subjects)):
            raise StoreError(
                f"The engine gave {name} of {len(held)} things, and counts {subjects}.",
                remedy="It cuts its answers; raise its limit of rows.",
            )
    return graph


def _parts(count: int, at_once: int) -> Iterator[str]:
    """Give beginnings of hashes, one or more hexadecimal digits each, so that each part is small; "" is the whole."""
    length = 0
    while count > at_once * len(DIGITS) ** length:
        length += 1
    yield from map("".join, product(DIGITS, repeat=length))


def _write_query(link: URIRef, begin: str) -> str:
    """Ask for the links of one kind, all, or those from things whose hash begins so."""
    part = f' FILTER(STRSTARTS(MD5(STR(?s)), "{begin}"))' if begin else ""
    return f"CONSTRUCT {{ ?s {link.n3()} ?o }} WHERE {{ ?s {link.n3()} ?o{part} }}"
