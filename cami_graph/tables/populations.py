"""Row types of herds: populations that cross borders or do not, and neighbours told to share none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from cami_graph.tables.columns import DAY, REFERENCE, SLUG, Row, certainty, declare, links, reason

QID = r"Q[1-9]\d*"
BORDER = r"[A-Z]{2}-[A-Z]{2}"
WEB = r"https?://[^\s\"<>\\^`{|}]+"


def source_title() -> Any:  # noqa: ANN401 (what declares a field of a dataclass fits a field of any type)
    """Declare the column that names the source."""
    return declare("What the source is called.", required=True)


def source_address() -> Any:  # noqa: ANN401
    """Declare the column that says where the source can be read."""
    return declare("Where it can be read; empty for a report of this record.", pattern=WEB)


@dataclass(frozen=True, slots=True)
class Population(Row):
    """A herd: animals of one taxon that live together, and the borders that they cross."""

    TABLE: ClassVar[str] = "populations"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("population_id",)
    MEANING: ClassVar[str] = (
        "Herds, as far as a source tells of them: where they live and which borders they cross. What is not here is "
        "not known."
    )

    population_id: str = declare("Short name in addresses.", required=True, pattern=SLUG)
    name: str = declare("Name in English.", required=True)
    name_ru: str = declare("Name in Russian.", required=True)
    species_id: str = declare("Its taxon.", required=True, refers="species")
    state_codes: tuple[str, ...] = declare("Countries it lives in.", required=True, many=True, refers="countries")
    crossing_pairs: tuple[str, ...] = declare(
        "Borders that it crosses or lives across, each as two codes, `KZ-UZ`; none for a herd of one country.",
        many=True,
        pattern=BORDER,
    )
    standing: str = declare("How it stands to borders.", required=True, vocabulary="population-standing")
    attested_from: str = declare(
        "Since when it is attested that it crosses: the day of the earliest observation or text that is dated; before "
        "that day the crossing counts as not known. Empty for a herd of one country.",
        pattern=DAY,
    )
    place_ids: tuple[str, ...] = links("Landscapes and places where it lives.", "places")
    wikidata_qid: str = declare("Wikidata item.", pattern=QID)
    certainty: str = certainty()
    reason: str = reason()
    source_title: str = source_title()
    source_address: str = source_address()
    locator: str = declare("Where in the source it stands.")
    words: str = declare("Its words, few and short, where they may be quoted.")
    reader: str = declare("Who read it.", required=True)
    read_on: str = declare("When it was read.", required=True, pattern=DAY)
    note: str = declare("What to know before using the row.")


@dataclass(frozen=True, slots=True)
class NoCommonHerd(Row):
    """Two neighbours that both hold a taxon, and share no herd of it by the word of a source."""

    TABLE: ClassVar[str] = "no_common_herds"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("species_id", "country_codes")
    MEANING: ClassVar[str] = "Countries that hold the same taxon and are told to share no herd of it."

    species_id: str = declare("The taxon.", required=True, refers="species")
    country_codes: tuple[str, ...] = declare("The two countries.", required=True, many=True, refers="countries")
    reason: str = declare("Why they share none, in our words.", required=True)
    source_title: str = source_title()
    source_address: str = source_address()
