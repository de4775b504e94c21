"""What the tests of pages look at: our own graph, its record and its pages, each made once for all of them."""

from __future__ import annotations

from functools import cache

from cami_graph.explore import Page, Record, all_pages
from cami_graph.graph import CamiGraph, open_graph


@cache
def graph() -> CamiGraph:
    """The graph as built, opened once."""
    return open_graph()


@cache
def record() -> Record:
    """The record behind the pages, read once."""
    return Record(graph().store, graph().library)


@cache
def pages() -> dict[str, Page]:
    """Every page by its path."""
    return {page.path: page for page in all_pages(record())}
