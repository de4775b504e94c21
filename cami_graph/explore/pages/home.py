"""The home page: what this is, three ways in, and the state of the programme at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from cami_graph.explore.model import Label, Thing
from cami_graph.explore.pages.base import Page
from cami_graph.explore.pages.gap import GapPage, gap_pages
from cami_graph.explore.pages.programme import ObjectiveBlock, objective_blocks, states_of
from cami_graph.explore.record import Record


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """The front page: counts, the programme as marks, the first gaps, and where to begin."""

    counts: tuple[tuple[str, int, str], ...]
    objectives: tuple[ObjectiveBlock, ...]
    states: tuple[tuple[str, int], ...]
    gaps: tuple[GapPage, ...]
    gap_count: int
    species: tuple[Thing, ...]
    countries: tuple[Thing, ...]
    landscapes: tuple[Thing, ...]
    report: str


def home_page(record: Record) -> HomePage:
    """Make the home page."""
    blocks = objective_blocks(record)
    lines = tuple(line for block in blocks for section in block.sections for line in section.lines)
    gaps = gap_pages(record)
    kept = {str(row["species"]) for row in record.rows("page-species-facts") if str(row.get("is_cami")) == "true"}
    citation = next((str(row["citation"]) for row in record.rows("page-reports") if "citation" in row), "")
    return HomePage(
        "index",
        Label("CAMI Graph", "CAMI Graph"),
        "home",
        _counts(record, len(lines)),
        blocks,
        states_of(lines),
        gaps[:5],
        len(gaps),
        tuple(one for one in record.of_kind("taxon") if one.iri in kept),
        record.of_kind("country"),
        _landscapes(record),
        citation,
    )


def _landscapes(record: Record) -> tuple[Thing, ...]:
    """Return the priority landscapes: those whose range states the programme itself lists."""
    listed = {
        str(row["place"])
        for row in record.rows("page-places")
        if str(row.get("type", "")).endswith("priority-landscape")
    }
    return tuple(one for one in record.of_kind("landscape") if one.iri in listed)


def _counts(record: Record, activities: int) -> tuple[tuple[str, int, str], ...]:
    """Count what the record holds; each number leads to the list it counts."""
    kinds = [claim.kind for claim in record.claims.values()]
    return (
        ("activities", activities, "programme/cami-2014-2020"),
        ("actions", kinds.count("action"), "browse/action"),
        ("cooperations_all", kinds.count("cooperation"), "browse/cooperation"),
        ("recommendations", kinds.count("recommendation"), "browse/recommendation"),
        ("actors", len(record.of_kind("actor")), "browse/actor"),
        ("quotes", len(record.quotes), "about"),
    )
