"""What pages are made of: names in two languages, quotes with their place, claims, and sections of tables and lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cami_graph.explore.address import slug_of
from cami_graph.query.document import Document

LANGUAGES = ("en", "ru")
CODED = frozenset({"activity", "subactivity", "section", "objective"})


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
    """Anything with a name: where its page is (empty if it has none), what kind it is, its code and its name.

    Where there are several programmes, `mark` says which one a part of a plan is of.
    """

    iri: str
    kind: str
    path: str
    label: Label
    code: str = ""
    mark: str = ""

    def name(self, language: str) -> str:
        """Return the name with the code before it, where a reader knows the thing by its code."""
        marked = self.marked(language)
        return f"{self.code} {marked}" if self.kind in CODED and self.code else marked

    def marked(self, language: str) -> str:
        """Return the name without its code, with the programme behind it where there are several."""
        label = self.label.say(language)
        return f"{label} ({self.mark})" if self.mark and self.kind != "programme" else label


NOWHERE = Document("", "")


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence of a document: exact words, what stands before and after them in their cell, and where that cell is.

    A document without tables has a `locator` instead, and perhaps no words that may be quoted.
    """

    iri: str
    exact: str
    start: int = 0
    end: int = 0
    before: str = ""
    after: str = ""
    column: int = 0
    activities: tuple[Thing, ...] = ()
    document: Document = NOWHERE
    locator: Label = Label("")

    @property
    def mark(self) -> str:
        """Return what the sign that opens the words shows: the number of the column, or that there are no columns."""
        return "¶" if self.locator.en or self.locator.ru else str(self.column)

    @property
    def key(self) -> str:
        """Return what names the quote inside a page."""
        return slug_of(self.iri).replace("/", "-") or f"{self.start}-{self.end}"

    @property
    def order(self) -> tuple[tuple[str, str, str], int, int]:
        """Return a key that sorts by document, and in it by place."""
        return (self.document.order, self.start, self.end)


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

    @property
    def anchor(self) -> str:
        """Return what names the claim inside a page."""
        return anchor_of(self.kind, self.slug)


def anchor_of(kind: str, slug: str) -> str:
    """Return the part of a page where a claim stands."""
    return f"{kind}-{slug.replace('/', '-')}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table on a page: things, plain text, a mark for a status, quotes, a doubt.

    `earlier` is what older documents say in its place; `is_open` writes its words out instead of behind a mark;
    `sort` is what a table sorts it by, where that is not what it shows.
    """

    things: tuple[Thing, ...] = ()
    text: Label | str = ""
    status: str = ""
    quotes: tuple[Quote, ...] = ()
    doubt: Doubt = Doubt()
    number: int | None = None
    earlier: tuple[Cell, ...] = ()
    is_open: bool = False
    sort: str = ""

    @property
    def document(self) -> Document | None:
        """Return the document that tells what the cell says, by its first words."""
        return self.quotes[0].document if self.quotes else None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page: the query it comes from, if any, with its parameter, and either claims or a table of rows."""

    query: str
    title: Label
    about: Label
    parameter: tuple[str, str] = ("", "")
    claims: tuple[Claim, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    is_missing: bool = False
    mark: str = ""
    named: int = 0

    @property
    def anchor(self) -> str:
        """Return what names the section inside a page; `mark` tells apart those that show the rows of one query."""
        return "-".join(filter(None, (self.query, self.mark)))

    @property
    def count(self) -> int:
        """Return how many claims or rows the section shows; of rows that name several things each, how many things."""
        return self.named or len(self.claims) or len(self.rows)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the short facts at the top of a page: a word of the interface or a label, and what it says."""

    word: Label | str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the top of a page."""

    thing: Thing
    crumbs: tuple[Thing, ...] = ()
    lead: Label = field(default_factory=lambda: Label(""))
    other_names: tuple[str, ...] = ()
