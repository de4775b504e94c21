"""Things by a name that somebody knows them by, and what is called nearly so: how a program grounds a word."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cami_graph.ask.names import Gazetteer, short_thing
from cami_graph.ask.words import split_words
from cami_graph.errors import QueryError, suggest_names
from cami_graph.query.types import ENTITIES

if TYPE_CHECKING:
    from cami_graph.ask.answer import Asker

NEAREST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """One thing, its kind, the name it was found by, and whether that is the name given or one near it."""

    iri: str
    kind: str
    name: str
    how: Literal["name", "near"]

    def to_json(self, label: str) -> dict[str, str]:
        """Return it as plain values."""
        return {
            "thing": short_thing(self.iri),
            "address": self.iri,
            "kind": self.kind,
            "label": label,
            "name": self.name,
            "match": self.how,
        }


def find_things(asker: Asker, text: str, kinds: Collection[str] = ()) -> list[dict[str, str]]:
    """Return the things of a name, then those of names near it, each once.

    Raises QueryError for a kind that there is not, and where nothing has this name, with the nearest names.
    """
    for kind in kinds:
        if kind not in ENTITIES:
            remedy = suggest_names(kind, ENTITIES) or f"There are: {', '.join(ENTITIES)}."
            raise QueryError(f'There is no kind "{kind}".', remedy=remedy)
    found: dict[str, Found] = {}
    for one in [*_named(asker.gazetteer, text), *_near(asker.gazetteer, text)]:
        if not kinds or one.kind in kinds:
            found.setdefault(one.iri, one)
    if not any(one.how == "name" for one in found.values()):
        near = [f"“{one.name}” ({one.kind})" for one in found.values()]
        remedy = f"Nearest: {', '.join(near)}." if near else "Nothing is called nearly so."
        among = f" among {', '.join(kinds)}" if kinds else ""
        raise QueryError(f"The record knows no “{text}”{among}.", remedy=remedy)
    labels = asker.runner.labels(found)
    return [one.to_json(labels[iri].show(iri) if iri in labels else one.name) for iri, one in found.items()]


def _named(gazetteer: Gazetteer, text: str) -> Iterator[Found]:
    words = split_words(text)
    for mention in gazetteer.find(words):
        if len(mention.words) == len(words):
            for kind, things in mention.things.items():
                yield from (Found(iri, kind, mention.text, "name") for iri in things)


def _near(gazetteer: Gazetteer, text: str) -> Iterator[Found]:
    for name in gazetteer.nearest(text, NEAREST):
        yield Found(gazetteer.texts[name].iri, gazetteer.texts[name].kind, name, "near")
