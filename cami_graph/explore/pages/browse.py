"""Lists of all things of a kind, and the pages that hold one island or one explanation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from cami_graph.explore.datasets.measures import MapTable, map_table
from cami_graph.explore.model import Claim, Label, Thing
from cami_graph.explore.pages.base import Page, claim_order, said
from cami_graph.explore.pages.term import term_things
from cami_graph.explore.pages.thing import called
from cami_graph.explore.record import Record
from cami_graph.explore.voices import Tally
from cami_graph.query.document import Document

LOCK = Path(__file__).parents[1] / "web" / "package-lock.json"
KINDS = ("taxon", "country", "landscape", "site", "actor", "threat", "initiative")
CLAIMS = ("action", "cooperation", "recommendation")
PLAIN = (
    ("graph", Label("Graph", "Граф"), "graph"),
    ("map", Label("Map", "Карта"), "map"),
    ("workbench", Label("SPARQL workbench", "Мастерская SPARQL"), "questions"),
    ("about", Label("How to read this", "Как это читать"), "about"),
    ("missing", Label("There is no such page", "Такой страницы нет"), ""),
)


@dataclass(frozen=True, slots=True)
class Library:
    """A package that the scripts of the pages contain."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class BrowsePage(Page):
    """All things or claims of a kind, each with how many actions name it and of which programmes it is."""

    kind: str
    things: tuple[tuple[Thing, Tally, tuple[str, ...]], ...]
    claims: tuple[tuple[Claim, tuple[str, ...]], ...] = ()
    programmes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlainPage(Page):
    """A page whose words stand in its template: an island, or how to read the marks."""

    name: str
    start: str = ""
    sources: tuple[tuple[Document, Thing], ...] = ()
    vocabularies: tuple[Thing, ...] = ()
    libraries: tuple[Library, ...] = ()
    table: Callable[[], MapTable] | None = None

    @property
    def template(self) -> str:
        """Return the template of its own name."""
        return f"{self.name}.html"


def browse_pages(record: Record) -> Iterator[BrowsePage]:
    """Make the list of each kind."""
    for kind in KINDS:
        lines = tuple((one, actions_on(record, one.iri), called(record, one)[:6]) for one in record.of_kind(kind))
        programmes = {one.iri: record.voices.programmes_about(one.iri, tally) for one, tally, _ in lines}
        yield BrowsePage(f"browse/{kind}", said(f"list_{kind}"), kind, kind, lines, programmes=programmes)
    for kind in CLAIMS:
        claims = sorted((one for one in record.claims.values() if one.kind == kind), key=claim_order)
        placed = tuple((one, record.voices.programmes_of(one)) for one in claims)
        yield BrowsePage(f"browse/{kind}", said(f"list_{kind}"), kind, kind, (), placed)
    terms = tuple((one, Tally(0), ()) for one in sorted(term_things(record).values(), key=lambda one: one.code))
    yield BrowsePage("browse/term", said("list_term"), "terms", "term", terms)


def actions_on(record: Record, iri: str) -> Tally:
    """Count the actions that name a thing, or a threat below it."""
    return record.voices.tally(str(row["action"]) for row in record.rows_of("page-actions-about", "thing", iri))


def read_libraries() -> tuple[Library, ...]:
    """Return the packages that the lock file names for the browser side, without those that only build or test it."""
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    found = [
        (name.rpartition("node_modules/")[2], one) for name, one in packages.items() if name and not one.get("dev")
    ]
    return tuple(Library(name, one["version"], one.get("license", "")) for name, one in sorted(found))


def plain_pages(record: Record) -> Iterator[PlainPage]:
    """Make the pages of the islands, of the marks, and the one for addresses that lead nowhere."""
    species = record.of_kind("taxon")
    most = max(species, key=lambda one: len(record.rows_of("page-actions-about", "thing", one.iri)), default=None)
    sources = tuple((one, record.thing(one.address)) for one in record.voices.telling if one.citation)
    schemes = dict.fromkeys(str(row["scheme"]) for row in record.rows("page-concepts"))
    vocabularies = tuple(record.thing(iri) for iri in schemes)
    libraries = read_libraries()
    start, table = most.path if most else "", cache(partial(map_table, record))
    for name, title, area in PLAIN:
        shown = table if name == "map" else None
        yield PlainPage(name, title, area, name, start, sources, vocabularies, libraries, shown)
