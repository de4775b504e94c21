"""The page of a species, country, place, actor, threat or initiative: what is recorded of it, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cami_graph.explore.model import LANGUAGES, Cell, Fact, Label, Section, Thing
from cami_graph.explore.pages.activity import gaps_about
from cami_graph.explore.pages.base import (
    BRIEFED,
    Page,
    claims_about,
    missing_words,
    present,
    ref,
    status_of,
    table_about,
)
from cami_graph.explore.record import Record, Row
from cami_graph.explore.words import word

RANKS = ("species", "subspecies")
KINDS = ("taxon", "country", "landscape", "site", "actor", "threat", "initiative")


@dataclass(frozen=True, slots=True)
class ThingPage(Page):
    """One thing: short facts, sections of what is recorded, sections of what is missing."""

    thing: Thing
    other_names: tuple[str, ...]
    facts: tuple[Fact, ...]
    lead: Label
    sections: tuple[Section, ...]
    missing: tuple[Section, ...]

    @property
    def brief(self) -> str:
        """Return which brief is about the thing: `landscape/ustyurt`; nothing for kinds that have none."""
        return self.thing.path if self.thing.kind in BRIEFED else ""


def thing_pages(record: Record) -> Iterator[ThingPage]:
    """Make the page of each thing."""
    for thing in record.of_kind(*KINDS):
        lead = _definition(record, thing)
        sections, missing = _sections(record, thing), _missing(record, thing)
        yield ThingPage(
            thing.path,
            thing.label,
            thing.kind,
            thing,
            record.other_names(thing.iri),
            FACTS[thing.kind](record, thing),
            lead,
            sections,
            missing,
        )


def _definition(record: Record, thing: Thing) -> Label:
    """Return the definition of a concept in both languages."""
    rows = [
        row["value"] for row in record.rows_of("page-concepts", "thing", thing.iri) if str(row["field"]) == "definition"
    ]
    spoken = {getattr(value, "language", None): str(value) for value in rows}
    return Label(spoken.get("en", ""), spoken.get("ru", ""))


def _sections(record: Record, thing: Thing) -> tuple[Section, ...]:
    """Return everything the record says of a thing; a query without rows leaves no trace."""
    iri = thing.iri
    return present(
        activities_about(record, iri),
        claims_about(record, "page-actions-about", "action", iri),
        claims_about(record, "page-cooperations-about", "cooperation", iri),
        claims_about(record, "page-cooperations-planned", "cooperation", iri),
        table_about(
            record,
            "page-range-states",
            ("thing", iri),
            ("country", "words"),
            lambda row: _range(record, row, "country"),
        ),
        table_about(
            record, "page-range-states", ("country", iri), ("shared", "words"), lambda row: _range(record, row, "thing")
        ),
        table_about(
            record,
            "page-neighbours",
            ("country", iri),
            ("neighbour", "cooperations"),
            lambda row: (ref(record.thing(row["neighbour"])), Cell(number=int(row["cooperations"]))),
        ),
        table_about(
            record, "page-responsible", ("actor", iri), ("activity", "status"), lambda row: _responsible(record, row)
        ),
        claims_about(record, "page-recommendations-about", "recommendation", iri),
        gaps_about(record, iri),
    )


def activities_about(record: Record, iri: str) -> Section | None:
    """List the activities whose text or heading names a thing."""

    def cells(row: Row) -> tuple[Cell, ...]:
        priority = record.thing(row["priority"]).label if "priority" in row else ""
        claim = str(row["claim"])
        words = Cell(quotes=record.words(claim), doubt=record.doubt(claim))
        return (ref(record.thing(row["activity"])), status_of(record, row["activity"]), Cell(text=priority), words)

    return table_about(
        record, "page-activities-about", ("thing", iri), ("activity", "status", "priority", "words"), cells
    )


def _range(record: Record, row: Row, other: str) -> tuple[Cell, ...]:
    """Name the other end of a range statement, with its words."""
    claim = str(row.get("claim", ""))
    return (
        ref(record.thing(row[other])),
        Cell(quotes=record.words(claim), doubt=record.doubt(claim)) if claim else Cell(),
    )


def _responsible(record: Record, row: Row) -> tuple[Cell, ...]:
    """Name an activity that an actor is responsible for, with the words and the state."""
    claim = str(row["claim"])
    activity = Cell((record.thing(row["activity"]),), quotes=record.words(claim), doubt=record.doubt(claim))
    return (activity, status_of(record, row["activity"]))


def _missing(record: Record, thing: Thing) -> tuple[Section, ...]:
    """Return what is not recorded of a thing."""
    iri = thing.iri

    def silent(row: Row) -> tuple[Cell, ...]:
        return (ref(record.thing(row["activity"])), status_of(record, row["activity"]))

    columns = ("activity", "status")
    return present(
        table_about(
            record,
            "missing-range-states",
            ("thing", iri),
            ("country",),
            lambda row: (ref(record.thing(row["country"])),),
            is_missing=True,
        ),
        table_about(
            record,
            "missing-range-states",
            ("country", iri),
            ("shared",),
            lambda row: (ref(record.thing(row["thing"])),),
            is_missing=True,
        ),
        table_about(record, "missing-reports-about", ("thing", iri), columns, silent, is_missing=True),
        table_about(record, "missing-responsible-actions", ("thing", iri), columns, silent, is_missing=True),
        missing_words(record, "missing-on-initiatives", iri),
    )


# Short facts by kind


def _from_rows(record: Record, query: str, column: str, iri: str, words: dict[str, str]) -> tuple[Fact, ...]:
    """Make facts of the columns of a query: things by name, texts as they stand, each value once."""
    found: dict[tuple[str, Cell], None] = {}
    for row in record.rows_of(query, column, iri):
        for name, key in words.items():
            if name in row:
                value = row[name]
                cell = (
                    ref(record.thing(value))
                    if value.startswith("https://w3id.org/cami/")
                    else Cell(text=Label(str(value)))
                )
                found.setdefault((key, cell))
    return tuple(Fact(key, cell) for key, cell in found)


def species_facts(record: Record, thing: Thing) -> tuple[Fact, ...]:
    """Return the scientific name and the Red List categories with their dates."""
    lines = list(_from_rows(record, "page-species-facts", "species", thing.iri, {"scientific": "scientific"}))
    rows = record.rows_of("page-species-facts", "species", thing.iri)
    ranks = dict.fromkeys(str(row["rank"]) for row in rows if "rank" in row)
    lines += [Fact("rank", Cell(text=f"rank_{rank}" if rank in RANKS else Label(rank))) for rank in ranks]
    listed = _listed(record)
    lines += [Fact(listed, Cell(text=f"truth_{row['is_cami']}")) for row in rows[:1] if "is_cami" in row]
    for row in rows:
        if "category" in row:
            category = record.thing(row["category"]).label
            date = f" ({row['date']})" if "date" in row else ""
            lines.append(Fact("red_list", Cell(text=Label(category.en + date, (category.ru or category.en) + date))))
    return tuple(dict.fromkeys(lines))


def _listed(record: Record) -> Label:
    """Say what a species of the initiative is called, with the years of the programme where there is one."""
    years = record.programmes[0].years if len(record.programmes) == 1 else ""
    return Label(*(f"{word('cami_species', language)} {years}".strip() for language in LANGUAGES))


def country_facts(record: Record, thing: Thing) -> tuple[Fact, ...]:
    """Return how much is recorded for a country."""
    rows = record.rows_of("page-country-counts", "country", thing.iri)
    names = ("actions", "activities", "cooperations", "species_count", "landscapes")
    return tuple(Fact(name, Cell(number=int(row[name]))) for row in rows for name in names)


def place_facts(record: Record, thing: Thing) -> tuple[Fact, ...]:
    """Return the kind of a place and where it lies."""
    return _from_rows(record, "page-places", "place", thing.iri, {"type": "type", "within": "within"})


def actor_facts(record: Record, thing: Thing) -> tuple[Fact, ...]:
    """Return the kind of an actor, its seat and what it belongs to."""
    return _from_rows(
        record, "page-actors", "actor", thing.iri, {"type": "type", "country": "seat", "parent": "part_of"}
    )


def initiative_facts(record: Record, thing: Thing) -> tuple[Fact, ...]:
    """Return the kind of an initiative."""
    return _from_rows(record, "page-initiatives", "initiative", thing.iri, {"type": "type"})


RELATIONS = {
    "broader": "broader",
    "same": "same_as",
    "close": "close_to",
    "wider": "wider",
    "narrower": "narrower",
    "related": "related",
}


def threat_facts(record: Record, thing: Thing) -> tuple[Fact, ...]:
    """Return how a threat relates to the published classifications."""
    rows = record.rows_of("page-concepts", "thing", thing.iri)
    return tuple(
        Fact(RELATIONS[str(row["field"])], _coded(record, row["value"]))
        for row in rows
        if str(row["field"]) in RELATIONS
    )


def _coded(record: Record, iri: str) -> Cell:
    """Name a class of a classification with its code, which carries the version."""
    thing = record.thing(iri)
    named = Label(f"{thing.code} {thing.label.en}".strip(), f"{thing.code} {thing.label.say('ru')}".strip())
    return ref(Thing(thing.iri, thing.kind, thing.path, named, thing.code))


FACTS: dict[str, Callable[[Record, Thing], tuple[Fact, ...]]] = {
    "taxon": species_facts,
    "country": country_facts,
    "landscape": place_facts,
    "site": place_facts,
    "actor": actor_facts,
    "threat": threat_facts,
    "initiative": initiative_facts,
}
