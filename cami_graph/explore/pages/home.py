"""The home page: what this is, three ways in, and the state of the programme at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from cami_graph.explore.model import Label, Thing
from cami_graph.explore.pages.base import Page, cite_all
from cami_graph.explore.pages.gap import GapPage, gap_pages
from cami_graph.explore.pages.programme import ProgrammeBlock, programme_blocks
from cami_graph.explore.record import Record


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """The front page: counts, the programme as marks, the first gaps, and where to begin."""

    counts: tuple[tuple[str, str, int, str], ...]
    programmes: tuple[ProgrammeBlock, ...]
    gaps: tuple[GapPage, ...]
    gap_count: int
    species: tuple[Thing, ...]
    countries: tuple[Thing, ...]
    landscapes: tuple[Thing, ...]
    citations: tuple[str, ...]


def home_page(record: Record) -> HomePage:
    """Make the home page."""
    blocks = programme_blocks(record)
    told = sorted({one for block in blocks for one in block.told}, key=lambda one: one.order)
    gaps = gap_pages(record)
    kept = {str(row["species"]) for row in record.rows("page-species-facts") if str(row.get("is_cami")) == "true"}
    return HomePage(
        "index",
        Label("CAMI Graph", "CAMI Graph"),
        "home",
        _counts(record, blocks),
        blocks,
        gaps[:5],
        len(gaps),
        tuple(one for one in record.of_kind("taxon") if one.iri in kept),
        record.of_kind("country"),
        _landscapes(record),
        cite_all(told),
    )


def _landscapes(record: Record) -> tuple[Thing, ...]:
    """Return the priority landscapes: those whose range states the programme itself lists."""
    listed = {
        str(row["place"])
        for row in record.rows("page-places")
        if str(row.get("type", "")).endswith("priority-landscape")
    }
    return tuple(one for one in record.of_kind("landscape") if one.iri in listed)


def _counts(record: Record, blocks: tuple[ProgrammeBlock, ...]) -> tuple[tuple[str, str, int, str], ...]:
    """Count what the record holds: what, of which programme where there are several, how many, and the list of them."""
    kinds = [claim.kind for claim in record.claims.values()]
    return (
        *(("activities", block.thing.mark, block.count, block.thing.path) for block in blocks),
        ("actions", "", kinds.count("action"), "browse/action"),
        ("cooperations_all", "", kinds.count("cooperation"), "browse/cooperation"),
        ("recommendations", "", kinds.count("recommendation"), "browse/recommendation"),
        ("actors", "", len(record.of_kind("actor")), "browse/actor"),
        ("quotes", "", len(record.quotes), "about"),
    )
