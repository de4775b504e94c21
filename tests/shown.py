"""What the tests of pages look at: our own record and its pages, each made once for all of them."""

from __future__ import annotations

from functools import cache

from cami_graph.explore import Page, Record, all_pages
from cami_graph.query import Library
from cami_graph.store import open_store


@cache
def record() -> Record:
    """The record behind the pages, read once."""
    return Record(open_store(), Library.read())


@cache
def pages() -> dict[str, Page]:
    """Every page by its path."""
    return {page.path: page for page in all_pages(record())}
