"""The sentence at the top of a page: of whom nothing is told about a species, with whom a country works."""

from __future__ import annotations

import re
from collections.abc import Collection

from cami_graph.brief import Subject, say_finding
from cami_graph.explore.model import LANGUAGES, Label, Thing
from cami_graph.explore.pages.borders import ordered, states_of
from cami_graph.explore.record import Record, reading_order
from cami_graph.explore.words import word

NOTHING = Label("")
SENTENCE = re.compile(r"(?<=\.) (?=[A-ZА-ЯЁ])")


def split_sentences(text: Label) -> tuple[Label, ...]:
    """Return a text sentence by sentence, or as one where the languages do not fall into as many.

    >>> [one.ru for one in split_sentences(Label("One. Two.", "Раз. Два."))]
    ['Раз.', 'Два.']
    """
    parts = [SENTENCE.split(text.say(language)) for language in LANGUAGES]
    return tuple(map(Label, *parts)) if len({len(one) for one in parts}) == 1 else (text,)


def say_lead(record: Record, thing: Thing) -> Label:
    """Return the sentence about a species, landscape or country; nothing where there is nothing to say."""
    if thing.kind == "taxon":
        return _silence(record, thing)
    if thing.kind == "landscape":
        return _sharing(record, thing)
    return _partners(record, thing) if thing.kind == "country" else NOTHING


def _sharing(record: Record, thing: Thing) -> Label:
    """Say of a landscape of several countries who shares it, and what is told between them, as its brief does."""
    subject = Subject(thing.kind, (thing.path,))
    if len(subject.holders(record.findings.situation)) < 2:
        return NOTHING
    return Label(*(say_finding(record.findings, subject, language) for language in LANGUAGES))


def _silence(record: Record, thing: Thing) -> Label:
    """Say of which of its range states, as its page lists them, nothing is told about a species."""
    claims = {str(row["country"]): str(row["claim"]) for row in record.rows_of("page-range-states", "thing", thing.iri)}
    states, silent = (
        set(claims),
        {str(row["country"]) for row in record.rows_of("missing-range-states", "thing", thing.iri)},
    )
    doubted = {one for one in silent if record.doubt(claims[one]).certainty == "doubtful"}
    if not states:
        return NOTHING
    if not silent:
        return Label(*(word("lead_all_told", language, count=len(states)) for language in LANGUAGES))
    return _say(record, "lead_silent", silent, of=len(states), doubted=doubted)


def _partners(record: Record, thing: Thing) -> Label:
    """Say what is told for a country, and with which neighbours joint work, as the front page draws it."""
    neighbours = {str(row["neighbour"]) for row in record.rows_of("page-neighbours", "country", thing.iri)}
    states = states_of(record)
    joined = {one for one in neighbours if states.over_all(ordered(thing.iri, one)) == "joint"}
    key = "lead_joined" if joined else "lead_none_joined"
    told = _say(record, key, joined, of=len(neighbours)) if neighbours else NOTHING
    return Label(*(f"{_acted(record, thing, language)}. {told.say(language)}".strip() for language in LANGUAGES))


def _acted(record: Record, thing: Thing, language: str) -> str:
    """Say how many actions are told for a country, as its page lists them."""
    count = len({row["action"] for row in record.rows_of("page-actions-about", "thing", thing.iri)})
    return word("lead_acted" if count else "lead_not_acted", language, count=count, name=thing.name(language))


def _say(record: Record, key: str, countries: set[str], of: int, doubted: Collection[str] = ()) -> Label:
    """Say a sentence that counts countries and names them; where their range is in doubt, it is said."""
    things = sorted(map(record.thing, countries), key=reading_order)

    def name(one: Thing, language: str) -> str:
        return word("lead_in_doubt", language, name=one.name(language)) if one.iri in doubted else one.name(language)

    texts = (
        word(key, language, count=len(things), of=of, names=", ".join(name(one, language) for one in things))
        for language in LANGUAGES
    )
    return Label(*texts)
