"""A sentence of our own, asked again as it was told or with other values, as `Title — country: KZ or Mongolia`.

It is read strictly: an unknown parameter or name is an error with the nearest, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cami_graph.ask.told import OR, Teller
from cami_graph.query import Query, Runner
from cami_graph.query.types import ENTITIES, read_plain

DASH = re.compile(r"\s+[—–-]\s+")
CODED = re.compile(r"(\d+(?:\.\d+)+)\s")


@dataclass(frozen=True, slots=True)
class Edited:
    """A question named by its title, and the values given to its parameters."""

    query: Query
    values: Mapping[str, tuple[str, ...]]


def read_edited(text: str, questions: Iterable[Query], runner: Runner) -> Edited | None:
    """Return what such a sentence asks, or None where it does not begin with the title of a question.

    Raises QueryError for an unknown parameter or value, with the nearest.
    """
    line = text.strip().splitlines()[0].strip().rstrip(".?!")
    parts = DASH.split(line, maxsplit=1)
    for query in questions:
        for language in ("en", "ru"):
            teller = Teller(runner, language)
            if line.casefold() == teller.title(query).casefold():
                return Edited(query, {})
            if len(parts) > 1 and ":" in parts[1] and parts[0].casefold() == teller.title(query).casefold():
                return Edited(query, _read_pairs(parts[1], query, teller))
    return None


def _read_pairs(text: str, query: Query, teller: Teller) -> dict[str, tuple[str, ...]]:
    names = {teller.name(name).casefold(): name for name in query.head.parameters}
    values: dict[str, tuple[str, ...]] = {}
    for pair in text.split("; "):
        told, _, value = pair.partition(": ")
        parameter = query.parameter(names.get(told.strip().casefold(), told.strip()))
        if not teller.is_untold(value, parameter):
            given = re.split(rf"\s+(?:{'|'.join(OR.values())})\s+", value.strip())
            values[parameter.name] = tuple(_resolve(one, parameter.type, teller.runner) for one in given)
    return values


def _resolve(value: str, kind: str, runner: Runner) -> str:
    """Return the thing of a name; elements of the plan stand with code and title, and the code is enough."""
    if kind == "iri":
        return str(read_plain(value, kind))
    if kind not in ENTITIES:
        return value
    coded = CODED.match(value)
    return str(runner.resolve(coded[1] if coded else value, kind))
