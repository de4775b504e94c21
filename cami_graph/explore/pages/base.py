"""What all pages share: a path, a title, a template; and how rows of a query become a section."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cami_graph.explore.address import pair_path, slug_of
from cami_graph.explore.model import LANGUAGES, NOWHERE, Cell, Claim, Label, Section, Thing
from cami_graph.explore.record import Record, Row, code_order, reading_order
from cami_graph.explore.words import word
from cami_graph.query.document import Document

BRIEFED = ("landscape", "country", "taxon")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page is told of the record: the programmes of the menu, how many countries, who tells of work."""

    programmes: tuple[Thing, ...] = ()
    countries: int = 0
    telling: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path below the language (`activity/1.1.1`), its title, and the area of the menu it belongs to."""

    path: str
    title: Label
    area: str
    frame: Frame = field(default=Frame(), kw_only=True)

    @property
    def template(self) -> str:
        """Return the name of the template that shows this page: the class in small letters, without `Page`."""
        return type(self).__name__.removesuffix("Page").lower() + ".html"

    def answer(self, wishes: Mapping[str, str]) -> Page:  # noqa: ARG002
        """Return the page as the wishes of an address ask for it; most pages know of none."""
        return self


def claims_about(record: Record, query: str, column: str, iri: str, parameter: str = "thing") -> Section | None:
    """Make a section of claims from a query that names the thing and the claim; nothing where there is none."""
    found = dict.fromkeys(str(row[column]) for row in record.rows_of(query, parameter, iri))
    claims = tuple(record.claims[one] for one in found if one in record.claims)
    if not claims:
        return None
    title, about = record.title(query)
    return Section(query, title, about, (parameter, iri), claims=tuple(sorted(claims, key=claim_order)))


def claim_order(claim: Claim) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Return a key that sorts claims by where they stand in the programme."""
    return (code_order(claim.slug), claim.slug)


def table_about(
    record: Record,
    query: str,
    parameter: tuple[str, str],
    columns: Sequence[str],
    cells: Callable[[Row], Sequence[Cell]],
    *,
    is_missing: bool = False,
) -> Section | None:
    """Make a table from the rows of a query for one parameter value, in their order, without columns that are empty."""
    rows = tuple(dict.fromkeys(tuple(cells(row)) for row in record.rows_of(query, *parameter)))
    if not rows:
        return None
    if columns[0] == "activity":
        rows = tuple(sorted(rows, key=lambda row: reading_order(row[0].things[0])))
    title, about = record.title(query)
    kept = [at for at in range(len(columns)) if any(row[at] != Cell() for row in rows)]
    rows = tuple(tuple(row[at] for at in kept) for row in rows)
    heads = tuple(columns[at] for at in kept)
    return Section(query, title, about, parameter, columns=heads, rows=rows, is_missing=is_missing)


def missing_words(record: Record, query: str, iri: str) -> Section | None:
    """Make the section that says what is not recorded, each as a sentence of the interface."""
    rows = record.rows_of(query, "thing", iri)
    if not rows:
        return None
    title, about = record.title(query)
    cells = tuple((Cell(text=f"missing_{row['missing']}"),) for row in rows)
    return Section(query, title, about, ("thing", iri), columns=("missing",), rows=cells, is_missing=True)


def present(*sections: Section | None) -> tuple[Section, ...]:
    """Return the sections that have something to show."""
    return tuple(section for section in sections if section)


def statuses_of(record: Record, iri: str) -> tuple[Cell, ...]:
    """Return the states that documents tell of an activity or item, each with its words, the latest document first."""
    rows = record.rows_of("page-statuses", "activity", iri)
    told = [(str(row["status"]).rsplit("/", 1)[-1], str(row["claim"])) for row in rows]
    cells = [Cell(status=status, quotes=record.words(claim), doubt=record.doubt(claim)) for status, claim in told]
    return tuple(sorted(cells, key=lambda cell: (cell.document or NOWHERE).order, reverse=True))


def status_of(record: Record, iri: str) -> Cell:
    """Return the state of an activity or item as its latest document tells it, with its words; older ones behind it."""
    told = statuses_of(record, iri)
    return replace(told[0], earlier=told[1:]) if told else Cell()


def programme_things(record: Record) -> tuple[Thing, ...]:
    """Return the programmes as things, the latest first."""
    return tuple(record.thing(one.address) for one in record.programmes)


def said(key: str) -> Label:
    """Return a word of the interface in both languages."""
    return Label(*(word(key, language) for language in LANGUAGES))


def pair_thing(one: Thing, two: Thing) -> Thing:
    """Return the second of two countries, called by both, so that it leads to what they share."""
    label = Label(*(f"{one.name(language)} – {two.name(language)}" for language in LANGUAGES))
    return replace(two, path=pair_path(slug_of(one.iri), slug_of(two.iri)), label=label)


def ref(thing: Thing) -> Cell:
    """Return a cell that names one thing."""
    return Cell(things=(thing,))
