"""Bring a graph here whole from any engine, one kind of link at a time, so that nothing is missing without a word.

Engines cut long answers short, some silently (Virtuoso a CONSTRUCT). So links that are many come in parts, chosen by
the hash of what they lead from, because an engine may neither sort nor skip as many rows as it holds; and in the end
they are counted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product

from rdflib import Graph, URIRef
from rdflib.term import Node

from cami_graph.errors import StoreError
from cami_graph.store.embedded import EmbeddedStore
from cami_graph.store.rows import Store

Triple = tuple[Node, Node, Node]
AT_ONCE = 5000
DIGITS = "0123456789abcdef"


def fetch_graph(store: Store, at_once: int | None = None) -> Graph:
    """Return everything that the store shows, all its graphs as one."""
    graph = Graph()
    for triple in fetch_triples(store, at_once=at_once):
        graph.add(triple)
    return graph


def fetch_triples(store: Store, name: URIRef | None = None, at_once: int | None = None) -> Iterator[Triple]:
    """Give every statement of a named graph, or of all graphs as one; `at_once` bounds one answer of an endpoint."""
    bound = at_once or (sys.maxsize if isinstance(store, EmbeddedStore) else AT_ONCE)
    for link, count, subjects in store.select(_write_count(name)).rows:
        given, held = 0, set()
        for begin in _parts(int(str(count)), bound):
            for triple in store.construct(_write_query(URIRef(str(link)), name, begin)):
                given += 1
                held.add(triple[0])
                yield triple
        # All graphs as one give a statement once per graph that holds it, to some engines, so only things are counted.
        shown, wanted, what = (given, count, "statements") if name else (len(held), subjects, "things")
        if shown != int(str(wanted)):
            raise StoreError(
                f"The engine gave {link} of {shown} {what}{f' of {name}' if name else ''}, and counts {wanted}.",
                remedy="It cuts its answers; raise its limit of rows. Or it holds blank nodes, which have no hash.",
            )


def _parts(count: int, at_once: int) -> Iterator[str]:
    """Give beginnings of hashes, one or more hexadecimal digits each, so that each part is small; "" is the whole."""
    length = 0
    while count > at_once * len(DIGITS) ** length:
        length += 1
    yield from map("".join, product(DIGITS, repeat=length))


def _write_count(name: URIRef | None) -> str:
    """Ask for every kind of link, how many there are, and from how many things."""
    counted = "(COUNT(*) AS ?count) (COUNT(DISTINCT ?s) AS ?subjects)"
    return f"SELECT ?link {counted} WHERE {{ {_within(name, '?s ?link ?o')} }} GROUP BY ?link"


def _write_query(link: URIRef, name: URIRef | None, begin: str) -> str:
    """Ask for the links of one kind, all, or those from things whose hash begins so."""
    triple = f"?s {link.n3()} ?o"
    part = f' FILTER(STRSTARTS(MD5(STR(?s)), "{begin}"))' if begin else ""
    return f"CONSTRUCT {{ {triple} }} WHERE {{ {_within(name, triple)}{part} }}"


def _within(name: URIRef | None, pattern: str) -> str:
    return f"GRAPH {name.n3()} {{ {pattern} }}" if name else pattern
