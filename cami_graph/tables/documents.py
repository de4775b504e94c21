"""Row types of ``data/documents/``: documents that are no table, and what only such documents tell.

Their other claims stand in the same tables as those of reports, under ``data/documents/facts/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cami_graph.tables.columns import DAY, NAME, SLUG, Claim, Row, certainty, declare, links, quote, reason


@dataclass(frozen=True, slots=True)
class Document(Row):
    """A document that tells something: an agreement, a letter, a national report, minutes, a web page."""

    TABLE: ClassVar[str] = "documents"
    FOLDER: ClassVar[str] = "documents"
    KEY: ClassVar[tuple[str, ...]] = ("document_id",)
    MEANING: ClassVar[str] = (
        "Documents beside the reports of the tabular kind. Nothing is copied from them but short quotes."
    )

    document_id: str = declare("Short name in addresses.", required=True, pattern=SLUG)
    kind: str = declare("What kind of document it is.", required=True, vocabulary="document-kind")
    title_en: str = declare("What it is called, or what it is, in English.", required=True)
    title_ru: str = declare("The same in Russian.", required=True)
    number: str = declare("Its official number or short name, as one cites it.", required=True)
    issued: str = declare(
        "When it was issued: 2019, 2019-09 or 2019-09-25; empty where that is not known.", pattern=DAY
    )
    issuer: str = declare("Who issued it.", required=True)
    address: str = declare("Where it can be read.", pattern=r"https?://[^\s\"<>\\^`{|}]+")
    is_quotable: str = declare("Whether its words may be quoted.", required=True, choices=("yes", "no"))
    hand: str = declare(
        "`first` where we read the document itself, `second` where somebody else read it and told us what it says.",
        required=True,
        choices=("first", "second"),
    )
    state: str = declare(
        "State of its claims, where a row says nothing else.", required=True, choices=("proposed", "read", "rejected")
    )
    reader: str = declare("Who read it.", required=True)
    read_on: str = declare("When it was read.", required=True, pattern=DAY)
    note: str = declare("What to know before using the row.")

    @property
    def prefix(self) -> str:
        """Return what leads the addresses of its claims."""
        return f"{self.document_id}/"


@dataclass(frozen=True, slots=True)
class FrameworkParty(Claim):
    """States that are parties of a framework since a day, and what the framework is about."""

    TABLE: ClassVar[str] = "framework_parties"
    KEY: ClassVar[tuple[str, ...]] = ("framework_id", "country_codes")
    MEANING: ClassVar[str] = "Which countries a framework binds, since when, and on which species and landscapes."

    framework_id: str = declare("The framework.", required=True, refers="frameworks")
    country_codes: tuple[str, ...] = declare("Its parties.", required=True, many=True, refers="countries")
    species_ids: tuple[str, ...] = links("Species it is about.", "species")
    place_ids: tuple[str, ...] = links("Landscapes and places it is about.", "places")
    since: str = declare("When these became parties.", required=True, pattern=DAY)
    until: str = declare("When that ended, in so many words; empty where nothing says so.", pattern=DAY)
    certainty: str = certainty()
    reason: str = reason()
    quote: str = quote()


@dataclass(frozen=True, slots=True)
class Event(Claim):
    """Something that happened between countries on a day, told outside the reports on a programme."""

    TABLE: ClassVar[str] = "events"
    KEY: ClassVar[tuple[str, ...]] = ("event_id",)
    MEANING: ClassVar[str] = "Dated events between countries: agreed, begun, continued, or only called for."

    event_id: str = declare("Short name, unique in its document.", required=True, pattern=NAME)
    title_en: str = declare("What happened, in our words.", required=True)
    title_ru: str = declare("The same in Russian.", required=True)
    form: str = declare("What kind of event it was.", required=True, vocabulary="cooperation-form")
    event_status: str = declare(
        "Whether it began, went on, was only called for, or ended something.", required=True, vocabulary="event-status"
    )
    happened_on: str = declare("When: 2021, 2021-03 or 2021-03-04.", required=True, pattern=DAY)
    country_codes: tuple[str, ...] = declare("Countries that it joins.", required=True, many=True, refers="countries")
    species_ids: tuple[str, ...] = links("Species it is about.", "species")
    place_ids: tuple[str, ...] = links("Landscapes and places it is about.", "places")
    framework_id: str = declare("The framework it belongs to.", refers="frameworks")
    initiative_id: str = declare("The undertaking it belongs to.", refers="initiatives")
    certainty: str = certainty()
    reason: str = reason()
    quote: str = quote()
