"""Questions for people: each as a sentence with its choices in it, its columns with words for heads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from cami_graph.explore.model import Label
from cami_graph.explore.record import Record
from cami_graph.query.library import Query

FILE = Path(__file__).with_name("questions.yaml")
SLOT = re.compile(r"\{(\w+)\}")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "country": ("country",),
    "species": ("taxon",),
    "landscape": ("landscape",),
    "place": ("landscape", "site"),
    "site": ("site",),
    "actor": ("actor",),
    "threat": ("threat",),
    "initiative": ("initiative",),
    "activity": ("activity", "subactivity"),
    "section": ("section",),
    "programme": ("programme",),
    "gap": ("gap",),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a slot may be filled with: what its value is in an address, and what people call it."""

    value: str
    iri: str
    label: Label


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a sentence: the parameter, what it means, the choices (none: a text is typed), what stands in it.

    `any` is what the choice of no matter which is called; nothing where the question needs a value.
    """

    name: str
    type: str
    about: Label
    choices: tuple[Choice, ...]
    any: Label | None
    value: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question as a sentence in one language: texts, and between them the places to fill."""

    pieces: tuple[str | Slot, ...]


@cache
def read_questions() -> Mapping[str, Mapping[str, Label]]:
    """Read the sentences, the words for no matter which, and the heads of columns."""
    content = yaml.safe_load(FILE.read_text("utf-8"))
    return {room: {key: Label(*pair) for key, pair in words.items()} for room, words in content.items()}


def head_of(column: str) -> Label:
    """Return what a column is called; one without words of its own is called by its variable."""
    return read_questions()["columns"].get(column, Label(column))


def choices_of(record: Record, kind: str) -> tuple[Choice, ...]:
    """Return what a parameter of a type may be: things by name, or concepts of the vocabulary of that name."""
    if kind in CHOICES:
        found = record.of_kind(*CHOICES[kind])
    else:
        scheme = f"https://w3id.org/cami/vocabulary/{kind}/"
        found = tuple(one for iri, one in record.things.items() if iri.startswith(scheme))
    return tuple(Choice(slug_of(one.iri), one.iri, Label(one.name("en"), one.name("ru"))) for one in found)


def slug_of(iri: str) -> str:
    """Return what ends an address."""
    return iri.rsplit("/", 1)[-1]


def sentence_of(record: Record, query: Query, language: str, values: Mapping[str, str]) -> Sentence | None:
    """Return a question as a sentence in a language, with these values in it; nothing where it has no choices."""
    written = read_questions()["sentences"].get(query.name)
    if not written or not query.head.parameters:
        return None
    pieces: list[str | Slot] = []
    for at, part in enumerate(SLOT.split(written.say(language))):
        pieces.append(_slot(record, query, part, values) if at % 2 else part)
    return Sentence(tuple(one for one in pieces if one != ""))


def _slot(record: Record, query: Query, name: str, values: Mapping[str, str]) -> Slot:
    """Return the place of one parameter; without a value it holds the default of the question."""
    parameter = query.parameter(name)
    default = parameter.default if parameter.default not in (None, "none") else None
    anything = read_questions()["any"].get(parameter.type, Label("any", "любое"))
    return Slot(
        name,
        parameter.type,
        Label(parameter.summary, parameter.summary_ru),
        choices_of(record, parameter.type),
        None if default else anything,
        values.get(name) or default or "",
    )
