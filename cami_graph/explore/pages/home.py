"""The home page: what this is, three ways in, and the state of the programme at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cami_graph.describe import describe_for_search
from cami_graph.explore.model import Thing
from cami_graph.explore.pages.base import Page, said
from cami_graph.explore.pages.borders import HEIGHT, WIDTH, Picture, draw_borders
from cami_graph.explore.pages.finding import FindingPage, first_findings
from cami_graph.explore.pages.gap import gap_pages
from cami_graph.explore.pages.programme import ProgrammeBlock, programme_blocks
from cami_graph.explore.record import Record
from cami_graph.explore.voices import Tally
from cami_graph.query import Runner
from cami_graph.query.document import Document


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """The front page: counts, the programme as marks, the first findings, and where to begin."""

    counts: tuple[tuple[str, str, Tally, str], ...]
    programmes: tuple[ProgrammeBlock, ...]
    findings: tuple[tuple[Thing, tuple[FindingPage, ...]], ...]
    gap_count: int
    species: tuple[Thing, ...]
    countries: tuple[Thing, ...]
    landscapes: tuple[Thing, ...]
    sources: tuple[tuple[Document, Thing], ...]
    members: Mapping[str, tuple[str, ...]]
    dataset: Mapping[str, Any]
    draw: Callable[[], Picture]
    chosen: Thing | None = None
    size: tuple[int, int] = (WIDTH, HEIGHT)

    @property
    def picture(self) -> Picture:
        """Return the countries and their borders, drawn when the page is first read."""
        return self.draw()

    @property
    def year(self) -> str:
        """Return the years of the documents that tell of work."""
        return ", ".join(dict.fromkeys(one.date[:4] for one, _ in self.sources if one.date))

    def answer(self, wishes: Mapping[str, str]) -> Page:
        """Return the page with the borders of what `species` or `threat` names, where the picture knows of it."""
        choices = {"species": self.picture.species, "threat": self.picture.threats}
        asked = ((one, wishes[name]) for name, known in choices.items() if name in wishes for one in known)
        chosen = next((one for one, slug in asked if one.iri.rsplit("/", 1)[-1] == slug), None)
        return replace(self, chosen=chosen) if chosen else self


def home_page(record: Record) -> HomePage:
    """Make the home page."""
    blocks = programme_blocks(record)
    told = sorted({one for block in blocks for one in block.told}, key=lambda one: one.order)
    gaps = gap_pages(record)
    kept = {str(row["species"]) for row in record.rows("page-species-facts") if str(row.get("is_cami")) == "true"}
    species = tuple(one for one in record.of_kind("taxon") if one.iri in kept)
    countries, landscapes = record.of_kind("country"), _landscapes(record)
    return HomePage(
        "index",
        said("tagline"),
        "home",
        _counts(record, blocks),
        blocks,
        first_findings(record),
        len(gaps),
        species,
        countries,
        landscapes,
        tuple((one, record.thing(one.address)) for one in told if one.citation),
        _members(record, (*species, *countries, *landscapes)),
        {"@context": "https://schema.org/", **describe_for_search(Runner(record.store, record.library))},
        cache(lambda: draw_borders(record, species)),
    )


def _landscapes(record: Record) -> tuple[Thing, ...]:
    """Return the priority landscapes: those whose range states the programme itself lists."""
    listed = {
        str(row["place"])
        for row in record.rows("page-places")
        if str(row.get("type", "")).endswith("priority-landscape")
    }
    return tuple(one for one in record.of_kind("landscape") if one.iri in listed)


def _counts(record: Record, blocks: tuple[ProgrammeBlock, ...]) -> tuple[tuple[str, str, Tally, str], ...]:
    """Count what the record holds: what, of which programme where there are several, how many, and the list of them."""

    def claims(kind: str) -> Tally:
        return record.voices.tally(iri for iri, claim in record.claims.items() if claim.kind == kind)

    return (
        *(("activities", block.thing.mark, Tally(block.count), block.thing.path) for block in blocks),
        ("actions", "", claims("action"), "browse/action"),
        ("cooperations_all", "", claims("cooperation"), "browse/cooperation"),
        ("recommendations", "", claims("recommendation"), "browse/recommendation"),
        ("actors", "", Tally(len(record.of_kind("actor"))), "browse/actor"),
        ("quotes", "", Tally(len(record.quotes)), "about"),
    )


def _members(record: Record, things: Iterable[Thing]) -> dict[str, tuple[str, ...]]:
    """Return the programmes that each thing belongs to, by its address."""
    return {one.iri: record.voices.programmes_about(one.iri, Tally(0)) for one in things}
