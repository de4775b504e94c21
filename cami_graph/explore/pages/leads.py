"""The sentence at the top of a page: of whom nothing is told about a species, with whom a country works."""

from __future__ import annotations

from functools import lru_cache

from cami_graph.explore.model import LANGUAGES, Label, Thing
from cami_graph.explore.pages.borders import States, sure_ranges
from cami_graph.explore.record import Record, reading_order
from cami_graph.explore.words import word

NOTHING = Label("")


def say_lead(record: Record, thing: Thing) -> Label:
    """Return the sentence about a species or a country; nothing for what has none, or where there is nothing to say."""
    if thing.kind == "taxon":
        return _silence(record, thing)
    return _partners(record, thing) if thing.kind == "country" else NOTHING


def _silence(record: Record, thing: Thing) -> Label:
    """Say of which range states nothing is told about a species, as the question of that name answers it."""
    states = _ranges(record).get(thing.iri, set())
    rows = record.rows_of("which-range-states-are-silent-on-a-species", "species", thing.iri)
    silent = {str(row["country"]) for row in rows} & states
    if not states:
        return NOTHING
    if not silent:
        return Label(*(word("lead_all_told", language, count=len(states)) for language in LANGUAGES))
    return _say(record, "lead_silent", silent, of=len(states))


def _partners(record: Record, thing: Thing) -> Label:
    """Say with which neighbours of a country joint work is told, as the front page draws it."""
    neighbours = {str(row["neighbour"]) for row in record.rows_of("page-neighbours", "country", thing.iri)}
    states = _states(record)
    joined = {one for one in neighbours if states.over_all(_ordered(thing.iri, one)) == "joint"}
    key = "lead_joined" if joined else "lead_none_joined"
    return _say(record, key, joined, of=len(neighbours)) if neighbours else NOTHING


@lru_cache(maxsize=4)
def _states(record: Record) -> States:
    """Return what is recorded between neighbours, once for each record."""
    return States(record)


@lru_cache(maxsize=4)
def _ranges(record: Record) -> dict[str, set[str]]:
    """Return the countries that surely hold each species, once for each record."""
    return sure_ranges(record)


def _ordered(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


def _say(record: Record, key: str, countries: set[str], of: int) -> Label:
    things = sorted(map(record.thing, countries), key=reading_order)
    texts = (
        word(key, language, count=len(things), of=of, names=", ".join(one.name(language) for one in things))
        for language in LANGUAGES
    )
    return Label(*texts)
