"""Lists of all things of a kind, and the pages that hold one island or one explanation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cami_graph.explore.model import LANGUAGES, Claim, Label, Thing
from cami_graph.explore.pages.base import Page, cite_all, claim_order
from cami_graph.explore.pages.term import term_things
from cami_graph.explore.record import Record
from cami_graph.explore.words import word

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
    """All things or claims of a kind, each with how many claims name it."""

    kind: str
    things: tuple[tuple[Thing, int, tuple[str, ...]], ...]
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainPage(Page):
    """A page whose words stand in its template: an island, or how to read the marks."""

    name: str
    start: str = ""
    citations: tuple[str, ...] = ()
    vocabularies: tuple[Thing, ...] = ()
    libraries: tuple[Library, ...] = ()

    @property
    def template(self) -> str:
        """Return the template of its own name."""
        return f"{self.name}.html"


def browse_pages(record: Record) -> Iterator[BrowsePage]:
    """Make the list of each kind."""
    for kind in KINDS:
        lines = tuple(
            (one, len(record.rows_of("page-actions-about", "thing", one.iri)), record.other_names(one.iri)[:6])
            for one in record.of_kind(kind)
        )
        yield BrowsePage(f"browse/{kind}", _plural(kind), kind, kind, lines)
    for kind in CLAIMS:
        claims = tuple(sorted((one for one in record.claims.values() if one.kind == kind), key=claim_order))
        yield BrowsePage(f"browse/{kind}", _plural(kind), kind, kind, (), claims)
    terms = tuple((one, 0, ()) for one in sorted(term_things(record).values(), key=lambda one: one.code))
    yield BrowsePage("browse/term", _plural("term"), "terms", "term", terms)


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
    citations = cite_all(record.documents.values())
    schemes = dict.fromkeys(str(row["scheme"]) for row in record.rows("page-concepts"))
    vocabularies = tuple(record.thing(iri) for iri in schemes)
    libraries = read_libraries()
    for name, title, area in PLAIN:
        yield PlainPage(name, title, area, name, most.path if most else "", citations, vocabularies, libraries)


def _plural(kind: str) -> Label:
    """Return what a list of this kind is called."""
    return Label(*(word(f"list_{kind}", language) for language in LANGUAGES))
