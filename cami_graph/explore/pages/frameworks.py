"""Standing channels between countries, and dated events told outside the reports: their pages, lists and sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cami_graph.explore.dates import say_day
from cami_graph.explore.model import LANGUAGES, Cell, Doubt, Fact, Label, Quote, Section, Thing
from cami_graph.explore.pages.base import Page, present, ref, said
from cami_graph.explore.record import Record, reading_order
from cami_graph.rdf import ID

Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class ListPage(Page):
    """A list of documents, frameworks or events, as one table."""

    about: Label
    section: Section


@dataclass(frozen=True, slots=True)
class FrameworkPage(Page):
    """One framework: its form and keeper, its parties with dates, what happened under it, who says so."""

    thing: Thing
    other_names: tuple[str, ...]
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened between countries on a day, as a document tells it."""

    thing: Thing
    day: str
    kind: Label
    countries: tuple[Thing, ...]
    about: tuple[Thing, ...]
    framework: tuple[Thing, ...]
    source: Cell

    @property
    def when(self) -> Label:
        """Return its day in words."""
        return say_day(self.day)


def framework_pages(record: Record) -> Iterator[FrameworkPage]:
    """Make the page of each framework."""
    for thing in record.of_kind("framework"):
        fields = _fields(record, "page-frameworks", "framework", thing.iri)
        facts = (
            *(Fact("framework_form", Cell(text=record.thing(one).label)) for one in fields["form"]),
            *(Fact("framework_keeper", ref(record.thing(one))) for one in fields["keeper"]),
        )
        sections = present(_parties(record, thing.iri), events_about(record, thing.iri))
        names = record.other_names(thing.iri)
        yield FrameworkPage(thing.path, thing.label, "framework", thing, names, facts, sections)


def framework_list(record: Record) -> ListPage:
    """Make the list of all frameworks."""
    section = _framework_table(record, "page-frameworks", ("", ""), [one.iri for one in record.of_kind("framework")])
    return ListPage("browse/framework", said("list_framework"), "framework", said("frameworks_about"), section)


def event_list(record: Record) -> ListPage:
    """Make the list of all events, the latest first; each can be led to."""
    events = read_events(record, dict.fromkeys(str(row["event"]) for row in record.rows("page-events")))
    section = _event_table(record, "page-events", ("", ""), events)
    return ListPage("browse/event", said("list_event"), "event", said("events_about"), section)


def frameworks_about(record: Record, iri: str) -> Section | None:
    """List the frameworks that have a thing as a party, are about it or are kept by it."""
    found = [str(row["framework"]) for row in record.rows_of("page-frameworks-about", "thing", iri)]
    return _framework_table(record, "page-frameworks-about", ("thing", iri), found) if found else None


def events_about(record: Record, iri: str) -> Section | None:
    """List what happened about a thing on which day, apart from what the reports tell."""
    found = [str(row["event"]) for row in record.rows_of("page-events-about", "thing", iri)]
    return _event_table(record, "page-events-about", ("thing", iri), read_events(record, found)) if found else None


def frameworks_between(record: Record, one: Thing, two: Thing) -> Section | None:
    """List the frameworks that have two countries as parties: since when both are, about what, by which documents."""
    found = {}
    for thing in record.of_kind("framework"):
        members = _memberships(record, thing.iri)
        own = [(claim, fields) for claim, fields in members.items() if {one.iri, two.iri} & set(fields["country"])]
        if {one.iri, two.iri} <= {country for _, fields in own for country in fields["country"]}:
            found[thing] = own
    if not found:
        return None
    rows = tuple(_common_row(record, thing, own) for thing, own in sorted(found.items(), key=_by_day))
    title, about = said("pair_frameworks"), said("pair_frameworks_about")
    columns = ("framework", "form", "since_both", "until", "subject", "document")
    return trimmed(Section("page-frameworks-about", title, about, ("thing", one.iri), columns=columns, rows=rows))


def _by_day(pair: tuple[Thing, list[tuple[str, Values]]]) -> tuple[str, str]:
    thing, own = pair
    return _both_since(own), thing.label.en


def _both_since(own: Iterable[tuple[str, Values]]) -> str:
    """Return the day since which both are parties: the later of their days."""
    return max("".join(fields["since"]) for _, fields in own)


def _common_row(record: Record, thing: Thing, own: Sequence[tuple[str, Values]]) -> tuple[Cell, ...]:
    """Say of one framework what joins two of its parties."""
    form = _fields(record, "page-frameworks", "framework", thing.iri)["form"]
    subjects = [one for _, fields in own for one in (*fields["species"], *fields["place"])]
    quotes = tuple(dict.fromkeys(quote for claim, _ in own for quote in record.words(claim)))
    doubts = (doubt for claim, _ in own if (doubt := record.doubt(claim)) != Doubt())
    return (
        ref(thing),
        Cell(text=record.thing(form[0]).label),
        day_cell(_both_since(own)),
        day_cell(min(("".join(fields["until"]) for _, fields in own if fields["until"]), default="")),
        Cell(_things(record, subjects)),
        Cell(named_documents(record, quotes), quotes=quotes, doubt=next(doubts, Doubt())),
    )


def events_since(record: Record, one: Thing, two: Thing) -> Section | None:
    """List what happened between two countries after the latest report, which the analysis leaves aside."""
    later = {f"{ID}{key}" for key in record.findings.situation.channels.events}
    sides = [
        {str(row["event"]) for row in record.rows_of("page-events-about", "thing", each.iri)} for each in (one, two)
    ]
    common = sorted(sides[0] & sides[1] & later)
    if not common:
        return None
    return _event_table(record, "page-events-about", ("thing", one.iri), read_events(record, common))


def read_events(record: Record, iris: Iterable[str]) -> tuple[Event, ...]:
    """Return events with what is told of them, the latest first."""
    found = (_event(record, iri) for iri in iris)
    return tuple(sorted(found, key=lambda one: (one.day, one.thing.iri), reverse=True))


def _event(record: Record, iri: str) -> Event:
    """Gather the fields of one event."""
    fields = _fields(record, "page-events", "event", iri)
    kinds = [record.thing(one).label for name in ("form", "status") for one in fields[name]]
    kind = Label(*(" · ".join(one.say(language) for one in kinds) for language in LANGUAGES))
    return Event(
        record.thing(iri),
        fields["day"][0],
        kind,
        _things(record, fields["country"]),
        _things(record, [*fields["species"], *fields["place"]]),
        _things(record, [*fields["framework"], *fields["initiative"]]),
        source_cell(record, iri),
    )


def source_cell(record: Record, claim: str) -> Cell:
    """Name the documents that a claim rests on, with the mark that opens their words and its doubt."""
    quotes = record.words(claim)
    return Cell(named_documents(record, quotes), quotes=quotes, doubt=record.doubt(claim))


def named_documents(record: Record, quotes: Sequence[Quote]) -> tuple[Thing, ...]:
    """Return the documents of quotes as things called by their numbers, each once."""
    found = dict.fromkeys(quote.document for quote in quotes)
    return tuple(replace(record.thing(one.address), label=Label(one.number)) for one in found)


def day_cell(day: str) -> Cell:
    """Show a day in words, sorted by its digits."""
    return Cell(text=say_day(day), sort=day) if day else Cell()


def trimmed(section: Section) -> Section:
    """Leave out the columns in which no row says anything."""
    kept = [at for at in range(len(section.columns)) if any(row[at] != Cell() for row in section.rows)]
    rows = tuple(tuple(row[at] for at in kept) for row in section.rows)
    return replace(section, columns=tuple(section.columns[at] for at in kept), rows=rows)


def _named(things: Sequence[Thing]) -> Label:
    """Name things in one text, where a link from each would be one too many."""
    return Label(*(", ".join(one.name(language) for one in things) for language in LANGUAGES))


def _event_table(record: Record, query: str, parameter: tuple[str, str], events: Sequence[Event]) -> Section:
    """Show events as a table; those that all came after the first report stand under "since then"."""
    first = min((one.date for one in record.voices.telling if one.date), default="")
    is_about = parameter[0] == "thing"
    is_since = is_about and all(one.day >= first[:7] for one in events)
    title = said("since_then" if is_since else "list_event")
    since = "since_then_about_many" if len(record.voices.telling) > 1 else "since_then_about"
    about = said(since if is_since else "events_about")
    rows = tuple(
        (
            day_cell(one.day),
            ref(one.thing),
            Cell(text=one.kind),
            Cell(text=_named(one.countries)) if is_about else Cell(one.countries),
            Cell(() if is_about else one.framework),
            replace(one.source, things=(), text=_named(one.source.things)) if is_about else one.source,
        )
        for one in events
    )
    columns = ("day", "event", "event_kind", "countries", "within", "document")
    return trimmed(Section(query, title, about, parameter, columns=columns, rows=rows))


def _framework_table(record: Record, query: str, parameter: tuple[str, str], iris: Sequence[str]) -> Section:
    """Show frameworks as a table: form, parties, since when, and which documents say so."""
    title, about = record.title(query)
    rows = tuple(_framework_row(record, thing) for thing in sorted(map(record.thing, iris), key=reading_order))
    columns = ("framework", "form", "parties", "since", "document")
    return trimmed(Section(query, title, about, parameter, columns=columns, rows=rows))


def _framework_row(record: Record, thing: Thing) -> tuple[Cell, ...]:
    """Say of one framework what a list shows."""
    form = _fields(record, "page-frameworks", "framework", thing.iri)["form"]
    members = _memberships(record, thing.iri)
    countries = _things(record, [one for fields in members.values() for one in fields["country"]])
    since = min((one for fields in members.values() for one in fields["since"]), default="")
    quotes = tuple(dict.fromkeys(quote for claim in members for quote in record.words(claim)))
    doubts = (doubt for claim in members if (doubt := record.doubt(claim)) != Doubt())
    source = Cell(named_documents(record, quotes), quotes=quotes, doubt=next(doubts, Doubt()))
    return (ref(thing), Cell(text=record.thing(form[0]).label), Cell(countries), day_cell(since), source)


def _parties(record: Record, iri: str) -> Section | None:
    """List the parties of a framework with their dates and what it is about, one row for each claim."""
    members = _memberships(record, iri)
    title, about = record.title("page-framework-parties")
    rows = tuple(
        (
            Cell(_things(record, fields["country"])),
            day_cell("".join(fields["since"])),
            day_cell("".join(fields["until"])),
            Cell(_things(record, [*fields["species"], *fields["place"]])),
            source_cell(record, claim),
        )
        for claim, fields in sorted(members.items(), key=lambda pair: (pair[1]["since"], pair[0]))
    )
    columns = ("parties", "since", "until", "subject", "document")
    named = len({thing for row in rows for thing in row[0].things})
    parameter = ("framework", iri)
    section = Section("page-framework-parties", title, about, parameter, columns=columns, rows=rows, named=named)
    return trimmed(section) if rows else None


def _memberships(record: Record, iri: str) -> Mapping[str, Values]:
    """Return what each claim says of the parties of a framework."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in record.rows_of("page-framework-parties", "framework", iri):
        fields = found.setdefault(str(row["membership"]), defaultdict(list))
        fields[str(row["field"])].append(str(row["value"]))
    return found


def _fields(record: Record, query: str, column: str, iri: str) -> Values:
    """Return the values of a thing by field."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in record.rows_of(query, column, iri):
        found[str(row["field"])].append(str(row["value"]))
    return found


def _things(record: Record, iris: Iterable[str]) -> tuple[Thing, ...]:
    """Return things by their addresses, each once, as a reader expects them."""
    return tuple(sorted({record.thing(one) for one in iris}, key=reading_order))
