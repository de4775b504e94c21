"""Names that the reference tables know, and where they stand in a text: the longest name wins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cami_graph.source import read_sheet
from cami_graph.tables import Record, Row

WORLD = ("country_code", "names", "adjectives")
LOUD = re.compile(r"[A-Z]{2}|^[A-Z][a-z]?[A-Z]")
ASIDE = re.compile(r"\s*\([^()]*\)$")
LISTED = re.compile(r" and | & |, ")
SHORT = 5
APOSTROPHE = re.compile("['’‘ʼʹ´`′]")
"""One sign, whatever a program made of it: typewriters, Word, and Russian keyboards write it differently."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a name may mean: a row of a reference table, or one that is proposed for it."""

    kind: str
    id: str
    key: str
    name: str
    type: str = ""
    countries: tuple[str, ...] = ()
    parent: str = ""
    short: str = ""
    spellings: tuple[str, ...] = ()
    proposed: bool = False

    @property
    def title(self) -> str:
        """Return its name without the aside that tells it from others of the name."""
        return ASIDE.sub("", self.name)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, from character `start` to `end`, and what it may mean: the likeliest first."""

    start: int
    end: int
    words: str
    things: tuple[Thing, ...]


@dataclass
class Lexicon:
    """All names of some things, ready to be found."""

    things: tuple[Thing, ...]
    countries: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    _found: dict[str, list[Mention]] = field(default_factory=dict, repr=False)
    _narrower: dict[tuple[str, ...], Lexicon] = field(default_factory=dict, repr=False)

    @cached_property
    def spellings(self) -> dict[str, tuple[Thing, ...]]:
        """Return what each spelling may mean; what bears it as its own name stands first."""
        found: dict[str, list[Thing]] = defaultdict(list)
        for thing in self.things:
            for spelling in thing.spellings:
                if thing not in found[_fold(spelling)]:
                    found[_fold(spelling)].append(thing)
        return {words: tuple(sorted(things, key=lambda one: _rank(one, words))) for words, things in found.items()}

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Return what finds names that are written in capitals, and all others."""
        loud: set[str] = set()
        quiet: set[str] = set()
        for thing in self.things:
            for spelling in thing.spellings:
                (loud if LOUD.search(spelling) and len(spelling) < 12 else quiet).add(spelling)
        return _any(loud, 0), _any(quiet, re.IGNORECASE)

    def find(self, text: str, *kinds: str) -> list[Mention]:
        """Return the names of these kinds in a text, in its order, none within another."""
        if text not in self._found:
            self._found[text] = self._longest(text)
        kept = [Mention(one.start, one.end, one.words, _of(one.things, kinds)) for one in self._found[text]]
        return [one for one in kept if one.things]

    def _longest(self, text: str) -> list[Mention]:
        found = [match for pattern in self.patterns for match in pattern.finditer(text)]
        chosen: list[Mention] = []
        for match in sorted(found, key=lambda one: (one.start() - one.end(), one.start())):
            things = self.meaning(match[0])
            if not things or any(match.start() < one.end and one.start < match.end() for one in chosen):
                continue
            chosen.append(Mention(match.start(), match.end(), match[0], things))
        return sorted(chosen, key=lambda one: one.start)

    def find_all(self, text: str, *kinds: str) -> list[Mention]:
        """Return the names of some kinds, also those that stand within longer names of others."""
        if kinds not in self._narrower:
            self._narrower[kinds] = Lexicon(tuple(one for one in self.things if one.kind in kinds))
        return self._narrower[kinds].find(text)

    def meaning(self, words: str) -> tuple[Thing, ...]:
        """Return what a spelling may mean, also where it is in the plural."""
        folded = _fold(words)
        return self.spellings.get(folded, ()) or self.spellings.get(folded.removesuffix("s"), ())

    @cached_property
    def country(self) -> re.Pattern[str]:
        """Return what finds the name of a country."""
        return _any(set(self.countries), 0)

    @cached_property
    def adjective(self) -> re.Pattern[str]:
        """Return what finds the adjective of a country."""
        return _any(set(self.adjectives), 0)

    def names(self, kind: str) -> dict[str, Thing]:
        """Return every spelling of a kind, for the nearest names of one that is unknown."""
        return {spelling: thing for thing in self.things if thing.kind == kind for spelling in thing.spellings}

    def by_id(self, kind: str, name: str) -> Thing | None:
        """Return the thing with this id."""
        return next((thing for thing in self.things if thing.kind == kind and thing.id == name), None)

    def with_things(self, added: Iterable[Thing]) -> Lexicon:
        """Return the same with further things."""
        return Lexicon((*self.things, *added), self.countries, self.adjectives)


def read_lexicon(record: Record, world: Path) -> Lexicon:
    """Gather the names of the reference tables, and those of the countries of the world."""
    sheet = read_sheet(world, f"draft/{world.name}", WORLD)
    countries = {one.strip(): code for _, (code, names, _) in sheet.rows for one in names.split(";") if one.strip()}
    adjectives = {one.strip(): code for _, (code, _, words) in sheet.rows for one in words.split(";") if one.strip()}
    for row in record.reference.countries:
        for name in (row.name, *_many(row.aliases)):
            if name not in adjectives:
                countries.setdefault(name, row.country_code)
    things = [thing for rows, make in _tables(record) for thing in map(make, rows)]
    things += [Thing("country", one.country_code, one.fact_key, one.name) for one in record.reference.countries]
    known = Lexicon(tuple(things), countries, adjectives)
    return Lexicon(tuple(_with_spellings(thing, known) for thing in things), countries, adjectives)


def _tables(record: Record) -> list[tuple[Sequence[Row], Callable[[Row], Thing]]]:
    reference = record.reference
    return [
        (reference.species, _species),
        (reference.actors, _actor),
        (reference.places, _place),
        (reference.initiatives, _initiative),
    ]


def _species(row: Row) -> Thing:
    names = (str(row.get("name")), str(row.get("scientific_name")), *row.values("aliases"))
    states = row.values("range_state_codes") + row.values("uncertain_range_codes")
    return Thing(
        "species", _id(row, "species_id"), _id(row, "fact_key"), names[0], _id(row, "rank"), states, spellings=names
    )


def _actor(row: Row) -> Thing:
    short = _id(row, "short_name")
    return Thing(
        "actor",
        _id(row, "actor_id"),
        _id(row, "fact_key"),
        _id(row, "name"),
        _id(row, "actor_type"),
        row.values("country_code"),
        _id(row, "parent_id"),
        short,
        (_id(row, "name"), short, *row.values("aliases")),
    )


def _place(row: Row) -> Thing:
    return Thing(
        "place",
        _id(row, "place_id"),
        _id(row, "fact_key"),
        _id(row, "name"),
        _id(row, "place_type"),
        row.values("country_codes"),
        spellings=(_id(row, "name"), _id(row, "fact_key"), *row.values("aliases")),
    )


def _initiative(row: Row) -> Thing:
    return Thing(
        "initiative",
        _id(row, "initiative_id"),
        _id(row, "fact_key"),
        _id(row, "name"),
        _id(row, "initiative_type"),
        spellings=(_id(row, "name"), _id(row, "fact_key"), *row.values("aliases")),
    )


def _id(row: Row, column: str) -> str:
    return str(row.get(column) or "")


def _many(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return tuple(one.strip() for one in str(value or "").split(";") if one.strip())


def _with_spellings(thing: Thing, known: Lexicon) -> Thing:
    """Add the spellings that follow from a name: without its aside, with its country before or behind."""
    words = [one.replace(" […] ", " ") for one in thing.spellings if one]
    if thing.kind == "actor" and "/" not in thing.name:
        words = [one for one in words if not _is_pair(one, known)]
    words += [title for one in words if (title := ASIDE.sub("", one)) and (len(title) > SHORT or title.isupper())]
    words += [aside[1] for one in words if (aside := re.search(r"\(([A-Z][\w&-]{1,9})\)", one)) and aside[1].isupper()]
    countries = thing.countries or tuple(_countries_of(thing.name, known))
    if thing.kind == "actor" and len(countries) == 1 and (thing.type == "government" or thing.name != thing.title):
        names = [one for one, code in known.countries.items() if code == countries[0]]
        adjectives = [one for one, code in known.adjectives.items() if code == countries[0]]
        words += [f"{thing.title} of {one}" for one in names] + [
            f"{one} {thing.title}" for one in (*adjectives, *names)
        ]
    if thing.name.startswith("Government of ") and len(countries) == 1:
        named = {**known.countries, **known.adjectives}
        words += [f"{one} Government" for one, code in named.items() if code == countries[0]]
    return Thing(
        thing.kind,
        thing.id,
        thing.key,
        thing.name,
        thing.type,
        countries,
        thing.parent,
        thing.short,
        tuple(dict.fromkeys(words)),
        thing.proposed,
    )


def _countries_of(name: str, known: Lexicon) -> list[str]:
    aside = re.search(r"\(([^()]*)\)$", name)
    return [code for one, code in known.countries.items() if aside and one in aside[1].split(", ")]


def _is_pair(words: str, known: Lexicon) -> bool:
    """Say whether a spelling joins two names by a stroke: each of them is found by itself."""
    parts = [part.strip() for part in words.split("/")]
    own = {spelling for thing in known.things for spelling in (thing.short, thing.name)}
    return len(parts) > 1 and all(part in own for part in parts)


def _rank(thing: Thing, words: str) -> tuple[bool, bool]:
    own = {_fold(one) for one in (thing.name, thing.short, thing.key)}
    return (words not in own, thing.type == "subspecies")


def _of(things: tuple[Thing, ...], kinds: tuple[str, ...]) -> tuple[Thing, ...]:
    return tuple(thing for thing in things if not kinds or thing.kind in kinds)


def _fold(words: str) -> str:
    return re.sub(r"[\s–-]+", " ", APOSTROPHE.sub("'", words)).casefold().strip()


def _any(words: set[str], flags: int) -> re.Pattern[str]:
    ordered = sorted((one for one in words if len(one) > 1), key=lambda one: (-len(one), one))
    parts = [re.sub(r"(?:\\?[\s–-])+", r"[\\s–-]+", re.escape(one)) for one in ordered]
    parts = [APOSTROPHE.sub(APOSTROPHE.pattern, one) for one in parts]
    plural = "" if flags == 0 else "s?"
    return re.compile(rf"(?<![\w])(?:{'|'.join(parts)}){plural}(?![\w])", flags) if parts else re.compile(r"(?!)")
