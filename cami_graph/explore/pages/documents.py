"""The documents of the record: a page for each, with who read it and all that it tells, and the list of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cami_graph.explore.dates import say_day
from cami_graph.explore.model import LANGUAGES, Cell, Claim, Fact, Label, Section, Thing
from cami_graph.explore.pages.base import Page, claim_order, present, ref, said
from cami_graph.explore.pages.frameworks import ListPage, day_cell, trimmed
from cami_graph.explore.record import Record, reading_order
from cami_graph.explore.words import word

KINDS = ("report", "document")
CLAIMS = ("action", "cooperation", "recommendation")
SILENT = "not-reported"


@dataclass(frozen=True, slots=True)
class DocumentPage(Page):
    """One document: what it is, whether we read it ourselves, who read it when, and each claim with words or place."""

    thing: Thing
    kind: Label
    number: str
    is_first_hand: bool
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]


def document_pages(record: Record) -> Iterator[DocumentPage]:
    """Make the page of each document."""
    told = _told(record)
    for thing in record.of_kind(*KINDS):
        fields = _fields(record, thing.iri)
        yield DocumentPage(
            thing.path,
            thing.label,
            "document",
            thing,
            _kind(record, fields),
            record.documents[thing.iri].number,
            fields["first_hand"] == ["true"],
            _facts(record, thing, fields),
            _sections(record, thing, told.get(thing.iri, ())),
        )


def document_list(record: Record) -> ListPage:
    """Make the list of all documents: those that tell of work first, then the rest by date, the latest first."""
    title, about = record.title("page-documents")
    telling = {one.address for one in record.voices.telling}
    things = sorted(record.of_kind(*KINDS), key=lambda one: record.documents[one.iri].order, reverse=True)
    things.sort(key=lambda one: one.iri not in telling)
    rows = tuple(_line(record, thing) for thing in things)
    columns = ("document", "document_kind", "issuer", "issued", "hand", "claims")
    section = trimmed(Section("page-documents", title, about, columns=columns, rows=rows))
    return ListPage("browse/document", said("list_document"), "document", said("documents_about"), section)


def _line(record: Record, thing: Thing) -> tuple[Cell, ...]:
    """Say of one document what the list shows."""
    fields = _fields(record, thing.iri)
    claims = sum(int(row["claims"]) for row in record.rows_of("page-readings", "document", thing.iri))
    return (
        ref(thing),
        Cell(text=_kind(record, fields)),
        Cell(text=Label("".join(fields["issuer"]))),
        day_cell("".join(fields["issued"])),
        Cell(text="hand_first_short" if fields["first_hand"] == ["true"] else "hand_second_short"),
        Cell(number=claims),
    )


def _kind(record: Record, fields: Mapping[str, list[str]]) -> Label:
    """Return what kind of document it is."""
    return next((record.thing(one).label for one in fields["kind"]), said("kind_document"))


def _facts(record: Record, thing: Thing, fields: Mapping[str, list[str]]) -> tuple[Fact, ...]:
    """Return number, date, issuer, address, programmes, and who read it when."""
    plain = [Fact(f"document_{name}", Cell(text=Label(one))) for name in ("number", "issuer") for one in fields[name]]
    plain[1:1] = [Fact("document_issued", day_cell(one)) for one in fields["issued"]]
    links = [Fact("document_address", ref(Thing(one, "", "", Label(one)))) for one in fields["address"]]
    about = [Fact("document_programme", ref(record.thing(one))) for one in fields["programme"]]
    readings = []
    for row in record.rows_of("page-readings", "document", thing.iri):
        day, values = say_day(str(row["day"])), {"reader": row["reader"], "count": row["claims"]}
        spoken = (word("document_reading", language, day=day.say(language), **values) for language in LANGUAGES)
        readings.append(Fact("document_read", Cell(text=Label(*spoken))))
    return (*plain, *links, *about, *readings)


def _sections(record: Record, thing: Thing, claims: tuple[Claim, ...]) -> tuple[Section, ...]:
    """Return everything that a document tells: how much of each kind, then claim by claim."""
    return present(
        _kinds(record, thing.iri),
        _states(record, thing.iri),
        *(_claims(record, [one for one in claims if one.kind == kind], kind) for kind in CLAIMS),
        _parties(record, thing.iri),
        _events(record, thing.iri),
    )


def _told(record: Record) -> Mapping[str, tuple[Claim, ...]]:
    """Return the claims of each document, in the order of the plan."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(record.claims.values(), key=claim_order):
        for address in dict.fromkeys(quote.document.address for quote in claim.quotes):
            found[address].append(claim)
    return {address: tuple(claims) for address, claims in found.items()}


def _kinds(record: Record, iri: str) -> Section | None:
    """Count the claims of each kind."""
    title, about = record.title("page-document-claims")
    rows = tuple(
        (Cell(text=f"claims_{str(row['kind']).rsplit('#', 1)[-1]}"), Cell(number=int(row["claims"])))
        for row in sorted(record.rows_of("page-document-claims", "document", iri), key=lambda row: -int(row["claims"]))
    )
    columns = ("claim_kind", "claims")
    return (
        Section("page-document-claims", title, about, ("document", iri), columns=columns, rows=rows) if rows else None
    )


def _states(record: Record, iri: str) -> Section | None:
    """List the states that a document tells; its silence is none."""
    rows = []
    for row in record.rows("page-statuses"):
        words = Cell(quotes=record.words(row["claim"]), doubt=record.doubt(row["claim"]), is_open=True)
        code = str(row["status"]).rsplit("/", 1)[-1]
        if code != SILENT and any(quote.document.address == iri for quote in words.quotes):
            rows.append((ref(record.thing(row["activity"])), Cell(status=code), words))
    rows.sort(key=lambda cells: reading_order(cells[0].things[0]))
    title, about = record.title("page-statuses")
    return (
        Section("page-statuses", title, about, columns=("activity", "status", "words"), rows=tuple(rows))
        if rows
        else None
    )


def _claims(record: Record, claims: list[Claim], kind: str) -> Section | None:
    """List the claims of one kind, each leading to where it stands, with its words or its place."""
    about = record.title("page-claims")[1]
    rows = tuple(
        (
            Cell((Thing(one.iri, "", one.path, one.label),)),
            Cell(status=one.status),
            Cell(quotes=one.quotes, doubt=one.doubt, is_open=True),
        )
        for one in claims
    )
    section = Section(
        "page-claims", said(f"list_{kind}"), about, columns=("name", "status", "words"), rows=rows, mark=kind
    )
    return trimmed(section) if rows else None


def _parties(record: Record, iri: str) -> Section | None:
    """List the memberships in frameworks that a document tells."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in record.rows("page-framework-parties"):
        fields = found.setdefault(str(row["membership"]), defaultdict(list))
        fields["framework"] = [str(row["framework"])]
        fields[str(row["field"])].append(str(row["value"]))
    rows = tuple(
        (
            ref(record.thing(fields["framework"][0])),
            Cell(tuple(sorted(map(record.thing, fields["country"]), key=reading_order))),
            day_cell("".join(fields["since"])),
            replace(_place(record, claim), is_open=True),
        )
        for claim, fields in found.items()
        if _rests_on(record, claim, iri)
    )
    title, about = record.title("page-framework-parties")
    columns = ("framework", "parties", "since", "words")
    named = len({(row[0], thing) for row in rows for thing in row[1].things})
    section = Section("page-framework-parties", title, about, columns=columns, rows=rows, named=named)
    return trimmed(section) if rows else None


def _events(record: Record, iri: str) -> Section | None:
    """List the events that a document tells, by day."""
    days = {str(row["event"]): str(row["value"]) for row in record.rows("page-events") if str(row["field"]) == "day"}
    rows = tuple(
        (day_cell(day), ref(record.thing(event)), replace(_place(record, event), is_open=True))
        for event, day in sorted(days.items(), key=lambda pair: (pair[1], pair[0]))
        if _rests_on(record, event, iri)
    )
    about = record.title("page-events")[1]
    columns = ("day", "event", "words")
    return Section("page-events", said("list_event"), about, columns=columns, rows=rows) if rows else None


def _place(record: Record, claim: str) -> Cell:
    """Return the words or the place of a claim."""
    return Cell(quotes=record.words(claim), doubt=record.doubt(claim))


def _rests_on(record: Record, claim: str, document: str) -> bool:
    """Say whether a claim rests on words of a document."""
    return any(quote.document.address == document for quote in record.words(claim))


def _fields(record: Record, iri: str) -> Mapping[str, list[str]]:
    """Return what is stated of a document, by field."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in record.rows_of("page-documents", "document", iri):
        found[str(row["field"])].append(str(row["value"]))
    return found
