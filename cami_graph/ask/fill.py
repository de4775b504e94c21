"""The things a sentence names, put into the parameters of a question; what finds no place counts against it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cami_graph.ask.match import Match
from cami_graph.ask.names import SOFT, Mention
from cami_graph.ask.phrasings import Phrasing
from cami_graph.query import Parameter, Query
from cami_graph.query.types import ENTITIES

UNPLACED = 0.6  # what a question keeps of its score for each name that it cannot be asked about
BESIDE = 0.8  # the same for a name outside the part of the sentence that asks
CROWDED = 0.7  # for each parameter that got more names than one
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
PLAIN = ("string", "year")
ANY = "thing"  # the parameter that a thing of any kind may fill


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was found in a sentence: names, words in quotation marks, years; and what could not be read.

    `sought` are words not read that stand side by side: where words are looked for, these are meant. `strays` are of
    everyday things that the record does not tell of; `size` counts the words that mean something and
    name nothing.
    """

    text: str
    mentions: Sequence[Mention] = ()
    quoted: Sequence[str] = ()
    years: Sequence[str] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
    unknown: Sequence[str] = ()
    unread: Sequence[str] = ()
    sought: Sequence[str] = ()
    strays: Sequence[str] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One question that may be meant: its values, by parameter, and how near it is, from 0 to 1.

    `nowhere` is how near the same words are to what no question of the library answers.
    """

    question: str
    values: Mapping[str, tuple[str, ...]]
    score: float
    phrasing: Phrasing
    unplaced: tuple[Mention, ...] = ()
    missing: tuple[str, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    nowhere: float = 0.0


def fill_question(query: Query, match: Match, sentence: Sentence, part: range, share: float) -> Candidate:
    """Return a question with the values that the sentence gives it; its score is of the part that asks."""
    parameters = query.head.parameters
    values = _fill_plain(parameters, sentence)
    quoted = any(parameter.type == "string" for parameter in parameters.values()) and bool(sentence.quoted)
    mentions = [one for one in sentence.mentions if not (quoted and _is_quoted(one, sentence))]
    unplaced: list[Mention] = []
    beside = 0
    readings: dict[str, str] = {}
    crowded: set[str] = set()
    for mention in sorted(mentions, key=lambda one: one.soft):
        place = _place_of(mention, parameters, values, match)
        if place:
            crowded |= {place} & set(values)
            found = mention.of_type(parameters[place].type)
            values[place] = tuple(dict.fromkeys([*values.get(place, ()), *found]))
            readings |= dict.fromkeys(found, mention.text)
        elif not mention.soft:
            unplaced.append(mention)
            beside += mention.first not in part
    missing = tuple(name for name, one in parameters.items() if one.required and name not in values)
    ordered = {name: values[name] for name in parameters if name in values}
    left = UNPLACED ** (len(unplaced) - beside) * BESIDE**beside * CROWDED ** len(crowded - match.paired)
    score = share * match.score * left
    return Candidate(query.name, ordered, score, match.phrasing, tuple(unplaced), missing, readings)


def _fill_plain(parameters: Mapping[str, Parameter], sentence: Sentence) -> dict[str, tuple[str, ...]]:
    """Return the values that are no things: words in quotation marks, a year."""
    given = {"string": sentence.quoted[:1] or sentence.sought, "year": sentence.years[:1]}
    return {
        name: tuple(given[parameter.type])
        for name, parameter in parameters.items()
        if parameter.type in PLAIN and given[parameter.type]
    }


def _is_quoted(mention: Mention, sentence: Sentence) -> bool:
    return any(mention.text.casefold() in text.casefold() for text in sentence.quoted)


def _place_of(
    mention: Mention, parameters: Mapping[str, Parameter], values: Mapping[str, Sequence[str]], match: Match
) -> str:
    """Return the parameter that a name fills: the first free one of its kind, or else the last.

    A name that is also a word of everyday use fills only what the nearest phrasing has a place for, unless that
    phrasing does not have the word itself.
    """
    fits = [name for name, one in parameters.items() if one.type in ENTITIES and one.type in mention.things]
    fits += [ANY] if ANY in parameters else []
    if mention.soft and not mention.exact and (match.tokens & mention.meanings or mention.is_plain):
        fits = [name for name in fits if name in match.phrasing.holes or parameters[name].type in SOFT]
    if mention.soft and not mention.exact:
        fits = [name for name in fits if name not in values]
    free = [name for name in fits if name not in values]
    return (free or fits[-1:] or [""])[0]
