"""Every page of the explorer as a documented dataclass, made from a `Record`: a template gets what stands here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from cami_graph.explore.pages.activity import ActivityPage, activity_pages
from cami_graph.explore.pages.base import Frame, Page, programme_things
from cami_graph.explore.pages.board import BoardPage, board_page
from cami_graph.explore.pages.brief import BriefPage
from cami_graph.explore.pages.browse import BrowsePage, PlainPage, browse_pages, plain_pages
from cami_graph.explore.pages.compare import ComparePage, compare_pages
from cami_graph.explore.pages.documents import DocumentPage, document_list, document_pages
from cami_graph.explore.pages.finding import FindingPage, finding_pages
from cami_graph.explore.pages.frameworks import FrameworkPage, ListPage, event_list, framework_list, framework_pages
from cami_graph.explore.pages.gap import GapPage, gap_pages
from cami_graph.explore.pages.home import HomePage, home_page
from cami_graph.explore.pages.library import LibraryPage, QueryPage, library_pages
from cami_graph.explore.pages.ontology import ModulePage, OntologyPage, ShapesPage, ontology_pages
from cami_graph.explore.pages.pair import PairPage, pair_pages
from cami_graph.explore.pages.programme import PartPage, ProgrammePage, part_pages, programme_pages
from cami_graph.explore.pages.search import SearchPage, search_page
from cami_graph.explore.pages.term import TermPage, VocabularyPage, term_pages, vocabulary_pages
from cami_graph.explore.pages.thing import ThingPage, thing_pages
from cami_graph.explore.pages.timeline import TimelinePage, timeline_page
from cami_graph.explore.record import Record

__all__ = [
    "ActivityPage",
    "BoardPage",
    "BriefPage",
    "BrowsePage",
    "ComparePage",
    "DocumentPage",
    "FindingPage",
    "FrameworkPage",
    "GapPage",
    "HomePage",
    "LibraryPage",
    "ListPage",
    "ModulePage",
    "OntologyPage",
    "Page",
    "PairPage",
    "PartPage",
    "PlainPage",
    "ProgrammePage",
    "QueryPage",
    "SearchPage",
    "ShapesPage",
    "TermPage",
    "ThingPage",
    "TimelinePage",
    "VocabularyPage",
    "all_pages",
    "find_page",
]


def all_pages(record: Record, briefs: Iterable[Page] = ()) -> Iterator[Page]:
    """Give every page, the home page first, and after the others the briefs that are handed in."""
    frame = Frame(programme_things(record), len(record.of_kind("country")), record.voices.telling)
    for page in chain(_pages(record), briefs):
        yield replace(page, frame=frame)


def _pages(record: Record) -> Iterator[Page]:
    """Make the pages, room by room."""
    yield home_page(record)
    yield from programme_pages(record)
    yield from compare_pages(record)
    yield from part_pages(record)
    yield from activity_pages(record)
    yield from thing_pages(record)
    yield from document_pages(record)
    yield from framework_pages(record)
    yield from (document_list(record), framework_list(record), event_list(record))
    yield board_page(record)
    yield timeline_page(record)
    yield from finding_pages(record)
    yield from gap_pages(record)
    yield from pair_pages(record)
    yield from library_pages(record)
    yield from ontology_pages(record)
    yield from term_pages(record)
    yield from vocabulary_pages(record)
    yield search_page(record)
    yield from browse_pages(record)
    yield from plain_pages(record)


def find_page(record: Record, path: str) -> Page | None:
    """Return the page at a path (`activity/1.1.1`), or nothing."""
    return next((page for page in all_pages(record) if page.path == path), None)
