"""The short facts at the top of the page of a thing, by its kind."""

from __future__ import annotations

from collections.abc import Callable

from cami_graph.explore.model import LANGUAGES, Cell, Fact, Label, Thing
from cami_graph.explore.pages.base import ref
from cami_graph.explore.record import Record
from cami_graph.explore.words import word

COUNTED = {
    "actions": "actions",
    "activities": "acted_under",
    "cooperations": "cooperations",
    "species_count": "species_count",
    "landscapes": "landscapes",
}
RANKS = ("species", "subspecies")


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
    return tuple(Fact(word, Cell(number=int(row[name]))) for row in rows for name, word in COUNTED.items())


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
    below = [row for row in record.rows_of("page-concepts", "value", thing.iri) if str(row["field"]) == "broader"]
    related = ((RELATIONS[str(row["field"])], row["value"]) for row in rows if str(row["field"]) in RELATIONS)
    return (
        *(Fact("below", ref(record.thing(row["thing"]))) for row in below),
        *(Fact(key, _coded(record, value)) for key, value in related),
    )


def _coded(record: Record, iri: str) -> Cell:
    """Name a class of a classification with its code, which carries the version."""
    thing = record.thing(iri)
    if thing.kind == "threat":
        return ref(thing)
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
