"""What pages are made of: names in two languages, quotes with their place, claims, and sections of tables and lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES = ("en", "ru")


@dataclass(frozen=True, slots=True)
class Label:
    """A text in both languages; where one is missing, the other stands in."""

    en: str
    ru: str = ""

    def say(self, language: str) -> str:
        """Return the text in a language."""
        return (self.ru or self.en) if language == "ru" else (self.en or self.ru)


@dataclass(frozen=True, slots=True)
class Thing:
    """Anything with a name: where its page is (empty if it has none), what kind it is, its code and its name."""

    iri: str
    kind: str
    path: str
    label: Label
    code: str = ""

    def name(self, language: str) -> str:
        """Return the name with the code before it, where a reader knows the thing by its code."""
        coded = self.kind in {"activity", "subactivity", "section", "objective"} and self.code
        return f"{self.code} {self.label.say(language)}" if coded else self.label.say(language)


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of the report: what stands before and after them in their cell, and where that cell is."""

    iri: str
    exact: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    column: int = 0
    activities: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return what names the quote inside a page."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure a claim is, where it is not sure, and why."""

    certainty: str = "sure"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Take:
    """Someone's part in an action: who, in which role, in which countries, by which words, how sure."""

    actor: Thing
    role: str
    countries: tuple[Thing, ...]
    quotes: tuple[Quote, ...]
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Claim:
    """A reported action, a cooperation or a recommendation, with everything it says and the words it rests on."""

    iri: str
    kind: str
    slug: str
    path: str
    label: Label
    status: str
    fields: Mapping[str, tuple[Thing | str, ...]]
    takes: tuple[Take, ...]
    quotes: tuple[Quote, ...]
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table on a page: things, plain text, a mark for a status, quotes, a doubt."""

    things: tuple[Thing, ...] = ()
    text: Label | str = ""
    status: str = ""
    quotes: tuple[Quote, ...] = ()
    doubt: Doubt = Doubt()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page: the query it comes from, with its parameter, and either claims or a table of rows."""

    query: str
    title: Label
    about: Label
    parameter: tuple[str, str] = ("", "")
    claims: tuple[Claim, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    is_missing: bool = False
    empty: str = ""

    @property
    def count(self) -> int:
        """Return how many claims or rows the section shows."""
        return len(self.claims) or len(self.rows)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the short facts at the top of a page: a word of the interface, and what it says."""

    word: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the top of a page."""

    thing: Thing
    crumbs: tuple[Thing, ...] = ()
    lead: Label = field(default_factory=lambda: Label(""))
    other_names: tuple[str, ...] = ()
