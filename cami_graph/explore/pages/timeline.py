"""What began when: frameworks, joint work that reports tell, events of other documents; by country and by subject.

Dates are those of the record: since when countries are parties, the year in which told work began, the day of an event.
What is told without the day on which it began is listed without a date, and stands in no picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cami_graph.explore.dates import say_day
from cami_graph.explore.model import LANGUAGES, Cell, Claim, Label, Thing
from cami_graph.explore.pages.base import Page, said
from cami_graph.explore.pages.frameworks import named_documents, read_events, source_cell
from cami_graph.explore.record import Record, reading_order

FRAMEWORK, WORK, EVENT = "framework", "work", "event"
KINDS = (FRAMEWORK, WORK, EVENT)
NOT_BEGUN = ("planned", "called")


@dataclass(frozen=True, slots=True)
class Beginning:
    """Something that began: when (empty where no document says), of which kind, between whom, about what.

    `is_begun` is false of what is only planned or called for.
    """

    kind: str
    thing: Thing
    day: str
    about_day: Label
    form: Label
    is_begun: bool
    countries: tuple[Thing, ...]
    about: tuple[Thing, ...]
    source: Cell

    @property
    def year(self) -> int:
        """Return the year, nothing where there is no date."""
        return int(self.day[:4] or 0)

    @property
    def when(self) -> Cell:
        """Return the day in words, sorted by its digits; or what is told of it instead."""
        return Cell(text=say_day(self.day), sort=self.day) if self.day else Cell(text=self.about_day, sort="9999")


@dataclass(frozen=True, slots=True)
class Lanes:
    """A picture: a line for each thing, in each year the numbers of what began, counted from one in the list."""

    name: str
    lines: tuple[tuple[Thing, tuple[tuple[int, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class TimelinePage(Page):
    """All that began, the earliest first and what has no date last; the years; lanes by country and by subject."""

    rows: tuple[Beginning, ...]
    years: tuple[int, ...]
    lanes: tuple[Lanes, ...]
    told: int

    @property
    def countries(self) -> tuple[Thing, ...]:
        """Return the countries that the list can be narrowed to."""
        return _all(one.countries for one in self.rows)

    @property
    def subjects(self) -> tuple[Thing, ...]:
        """Return the species and places that the list can be narrowed to."""
        return _all(one.about for one in self.rows)


def timeline_page(record: Record) -> TimelinePage:
    """Make the page."""
    found = (*_frameworks(record), *_work(record), *_events(record))
    rows = tuple(
        sorted(found, key=lambda one: (one.day or "9999", KINDS.index(one.kind), one.thing.name("en"), one.thing.iri))
    )
    dated = [one.year for one in rows if one.day]
    years = tuple(range(min(dated), max(dated) + 1)) if dated else ()
    countries = Lanes("country", tuple(_lanes(rows, years, "countries", record.of_kind("country"))))
    subjects = Lanes("about", tuple(_lanes(rows, years, "about", ())))
    last = max((one.date for one in record.voices.telling if one.date), default="")
    return TimelinePage("timeline", said("timeline"), "gaps", rows, years, (countries, subjects), int(last[:4] or 0))


def _lanes(
    rows: tuple[Beginning, ...], years: Iterable[int], field: str, known: Iterable[Thing]
) -> Iterator[tuple[Thing, tuple[tuple[int, ...], ...]]]:
    """Give a line for each thing of a field: in each year, which of the rows began; those known have one anyhow."""
    found: dict[Thing, dict[int, list[int]]] = {thing: defaultdict(list) for thing in known}
    for number, row in enumerate(rows, start=1):
        for thing in getattr(row, field) if row.day else ():
            found.setdefault(thing, defaultdict(list))[row.year].append(number)
    for thing in sorted(found, key=reading_order):
        yield thing, tuple(tuple(found[thing][year]) for year in years)


def _frameworks(record: Record) -> Iterator[Beginning]:
    """Give since when countries are parties of frameworks, one for each claim of a document."""
    forms = {
        str(row["framework"]): record.thing(row["value"]).label
        for row in record.rows("page-frameworks")
        if str(row["field"]) == "form"
    }
    for claim, (framework, fields) in _memberships(record).items():
        thing, day = record.thing(framework), "".join(fields["since"])
        countries, about = _things(record, fields["country"]), _things(record, [*fields["species"], *fields["place"]])
        form = forms.get(framework, Label(""))
        yield Beginning(
            FRAMEWORK, thing, day, said("timeline_undated"), form, True, countries, about, source_cell(record, claim)
        )


def _memberships(record: Record) -> Mapping[str, tuple[str, Mapping[str, list[str]]]]:
    """Return the framework of each claim on parties, and what the claim says."""
    found: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for row in record.rows("page-framework-parties"):
        _, fields = found.setdefault(str(row["membership"]), (str(row["framework"]), defaultdict(list)))
        fields[str(row["field"])].append(str(row["value"]))
    return found


def _work(record: Record) -> Iterator[Beginning]:
    """Give the joint work that reports tell, from the year in which its action began."""
    for claim in (one for one in record.claims.values() if one.kind == "cooperation"):
        actions = [record.claims[one.iri] for one in _named(claim, "through") if one.iri in record.claims]
        about = [thing for action in actions for field in ("species", "place") for thing in _named(action, field)]
        starts = sorted(str(year) for action in actions for year in action.fields.get("from", ()))
        ends = sorted(str(year) for action in actions for year in action.fields.get("to", ()))
        until = Label(*(f"{said('timeline_until').say(one)} {ends[-1]}" for one in LANGUAGES)) if ends else None
        is_begun = not actions or any(action.status not in NOT_BEGUN for action in actions)
        thing = Thing(claim.iri, claim.kind, claim.path, (actions[0] if actions else claim).label)
        quotes = claim.quotes
        source = Cell(named_documents(record, quotes), quotes=quotes, doubt=claim.doubt)
        form = said("kind_cooperation") if is_begun else said("status_planned")
        yield Beginning(
            WORK,
            thing,
            starts[0] if starts else "",
            until or said("timeline_undated"),
            form,
            is_begun,
            _named(claim, "country"),
            tuple(sorted(dict.fromkeys(about), key=reading_order)),
            source,
        )


def _events(record: Record) -> Iterator[Beginning]:
    """Give what other documents tell of single days."""
    for one in read_events(record, dict.fromkeys(str(row["event"]) for row in record.rows("page-events"))):
        states = {
            str(row["value"]).rsplit("/", 1)[-1]
            for row in record.rows_of("page-events", "event", one.thing.iri)
            if str(row["field"]) == "status"
        }
        is_begun = not states & set(NOT_BEGUN)
        yield Beginning(
            EVENT,
            one.thing,
            one.day,
            said("timeline_undated"),
            one.kind,
            is_begun,
            one.countries,
            one.about,
            one.source,
        )


def _named(claim: Claim, field: str) -> tuple[Thing, ...]:
    return tuple(one for one in claim.fields.get(field, ()) if isinstance(one, Thing))


def _things(record: Record, iris: Iterable[str]) -> tuple[Thing, ...]:
    return tuple(sorted({record.thing(one) for one in iris}, key=reading_order))


def _all(groups: Iterable[Iterable[Thing]]) -> tuple[Thing, ...]:
    return tuple(sorted({thing for group in groups for thing in group}, key=reading_order))
