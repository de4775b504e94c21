"""A record as large as several: the built graph with its tabular reports and their programmes repeated by other names.

Countries, species, places and actors stay as they are. What the analysis found is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from time import process_time
from typing import TypeVar

import pyoxigraph as ox

from cami_graph.query.library import Query
from cami_graph.store import EmbeddedStore, open_store

Term = TypeVar("Term")
BASE = "https://w3id.org/cami/"
SHARED = ("country", "taxon", "landscape", "site", "actor", "initiative", "framework", "event", "document")
OURS = re.compile(rf"{re.escape(BASE)}id/([a-z-]+)/(.+)")
GRAPH = re.compile(rf"({re.escape(BASE)}graph/(?:report|programme|derived|superseded)/)([^/]+)(.*)")


def repeat(quads: Sequence[ox.Quad], times: int) -> Iterator[ox.Quad]:
    """Give the statements with those of tabular reports and their programmes `times` times, under other names."""
    graphs = {name_of(quad) for quad in quads}
    parts = {name: found for name in graphs if (found := GRAPH.fullmatch(name))}
    reports = {found[2] for found in parts.values() if found[1].endswith(("/report/", "/programme/"))}
    told = [quad for quad in quads if (found := parts.get(name_of(quad))) and found[2] in reports]
    yield from quads
    for copy in range(2, times + 1):
        for quad in told:
            subject, value = rename(quad.subject, copy), rename(quad.object, copy)
            yield ox.Quad(subject, quad.predicate, value, rename(quad.graph_name, copy))


def name_of(quad: ox.Quad) -> str:
    """Return the name of the graph of a statement."""
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def rename(term: Term, copy: int) -> Term | ox.NamedNode:
    """Return the name of a thing in a further copy of the reports; what all share keeps its own."""
    if not isinstance(term, ox.NamedNode):
        return term
    if (found := OURS.fullmatch(term.value)) and found[1] not in SHARED:
        return ox.NamedNode(f"{BASE}id/{found[1]}/{found[2]}-copy-{copy}")
    if found := GRAPH.fullmatch(term.value):
        return ox.NamedNode(f"{found[1]}{found[2]}-copy-{copy}{found[3]}")
    return term


def larger_stores(times: Iterable[int]) -> Iterator[tuple[int, EmbeddedStore]]:
    """Give a store for each size, with how many statements it holds, and the merge of its graphs made.

    Else the question that is asked first would be charged for the merge.
    """
    quads = [quad for quad in open_store().engine if "/graph/analysis/" not in name_of(quad)]
    for one in times:
        engine = ox.Store()
        engine.bulk_extend(repeat(quads, one))
        engine.optimize()
        store = EmbeddedStore(engine)
        store.ask("ASK {}")
        yield len(engine), store


def is_whole(query: Query) -> bool:
    """Say whether a question may be asked of everything: none of its parameters must be given."""
    return not any(one.required for one in query.head.parameters.values())


def measure(store: EmbeddedStore, query: Query, repeats: int = 3) -> float:
    """Return the least processor seconds of a few runs; a slow question runs once."""
    text, found = query.bind({}), list[float]()
    while len(found) < repeats and sum(found) < 1:
        start = process_time()
        answer = store.ask_engine(text)
        if not isinstance(answer, ox.QueryBoolean):
            for _ in answer:
                pass
        found.append(process_time() - start)
    return min(found)
