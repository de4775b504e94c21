"""The claims of the record as plain values: what measures are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cami_graph.analyse.measures.sharing import Pair, pair_of

WORKED = frozenset({"done", "partial", "ongoing", "reported"})
PLANNED = frozenset({"planned"})
DOING = frozenset({"implementing", "supporting"})


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called."""

    en: str
    ru: str = ""

    def say(self, language: str) -> str:
        """Return the name in a language; the English one where there is no Russian."""
        return self.ru if language == "ru" and self.ru else self.en


@dataclass(frozen=True, slots=True)
class Words:
    """The exact words of a claim, and where they stand: in which document, and there in a cell or at a named place."""

    evidence: str
    cell: str
    start: int
    end: int
    quote: str
    document: str = ""
    locator: str = ""

    @property
    def activity(self) -> str:
        """Return the code of the activity whose cell it is, or nothing for words outside tables."""
        return self.cell.rsplit("/", 1)[-1].rsplit("-", 1)[0] if self.cell else ""

    @property
    def column(self) -> int:
        """Return the number of the printed column, 0 outside tables."""
        return int(self.cell.rsplit("-", 1)[-1]) if self.cell else 0


@dataclass(frozen=True, slots=True)
class Holding:
    """A country holds a resource, by the word of the report, of the reference data, or both.

    It is a range state where a range statement says so; else a heading of the programme names it for the resource.
    """

    country: str
    bases: frozenset[str]
    statements: tuple[str, ...]
    certainty: str = "sure"

    @property
    def is_range_state(self) -> bool:
        """Say whether a range statement places the resource in the country."""
        return any(one.startswith("range/") for one in self.statements)


@dataclass(frozen=True, slots=True)
class Resource:
    """A species range or a landscape, with the countries that hold it.

    `parts` are taxa below it or places inside it, `wider` the places around it, `overlapping` those that share a part.
    What is `scattered` is a kind of habitat: two countries that hold some of it need share none.
    """

    key: str
    kind: str
    name: Name
    holdings: Mapping[str, Holding]
    parts: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()
    overlapping: frozenset[str] = frozenset()
    scattered: bool = False
    category: str = ""

    @property
    def slug(self) -> str:
        """Return the key without its kind."""
        return self.key.split("/", 1)[-1]

    @property
    def range_states(self) -> tuple[str, ...]:
        """Return the countries into which its range falls, or in which it lies."""
        return tuple(code for code, one in self.holdings.items() if one.is_range_state)

    @property
    def also_named(self) -> tuple[str, ...]:
        """Return the countries that a heading of the programme names for it, and no source as a range state."""
        return tuple(code for code, one in self.holdings.items() if not one.is_range_state)


@dataclass(frozen=True, slots=True)
class Action:
    """A reported action and what it concerns; `until` is the last year of what it tells of, where one is printed."""

    key: str
    activities: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    species: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    threats: frozenset[str] = frozenset()
    initiatives: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    certainty: str = "sure"
    until: str = ""

    @property
    def is_worked(self) -> bool:
        """Say whether something is recorded beyond a plan."""
        return bool(self.statuses & WORKED) or not self.statuses


@dataclass(frozen=True, slots=True)
class Cooperation:
    """Countries recorded as acting together through an action."""

    key: str
    countries: frozenset[str]
    action: str
    certainty: str = "sure"

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Return all pairs of its countries."""
        names = sorted(self.countries)
        return tuple(pair_of(a, b) for place, a in enumerate(names) for b in names[place + 1 :])


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor takes part in an action, in a role, in countries (none where the report does not say)."""

    key: str
    action: str
    actor: str
    role: str
    countries: frozenset[str] = frozenset()
    certainty: str = "sure"


@dataclass(frozen=True, slots=True)
class Actor:
    """A body, its kind, and the body that it belongs to; a generic party with the kinds that it stands for."""

    key: str
    name: Name
    kind: str = ""
    parent: str = ""
    stands_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity of the programme: how urgent, what is recorded, what stands in its scope, who is asked.

    `is_call` says whether its own words ask for work across borders; `assessments` are the claims of its status;
    `mark` tells its programme from the others, where there are several.
    """

    key: str
    name: Name
    priorities: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    scopes: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    refers_to: frozenset[str] = frozenset()
    is_call: bool = False
    assessments: tuple[str, ...] = ()
    mark: str = ""

    @property
    def code(self) -> str:
        """Return the printed code."""
        return self.key.rsplit("/", 1)[-1]

    @property
    def slug(self) -> str:
        """Return the key without its kind, as a part of longer names: activities of two programmes may share a code."""
        return self.key.split("/", 1)[-1].replace("/", "-")

    def scope(self, kind: str, levels: tuple[str, ...] = ("activity", "heading", "section")) -> frozenset[str]:
        """Return what stands in its scope, by its own words or the headings over it."""
        return frozenset().union(*(self.scopes.get(level, {}).get(kind, frozenset()) for level in levels))

    def narrowest(self, kind: str) -> frozenset[str]:
        """Return the scope of the nearest level that names anything of this kind."""
        for level in ("activity", "heading", "section"):
            if found := self.scopes.get(level, {}).get(kind):
                return found
        return frozenset()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the experts recommended, about what."""

    key: str
    name: Name
    activities: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    species: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure a claim is, where it is not quite, and why."""

    certainty: str
    reason: str = ""
