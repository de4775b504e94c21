"""The page of a species, country, place, actor, threat or initiative: what is recorded of it, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cami_graph.explore.address import slug_of
from cami_graph.explore.model import LANGUAGES, Cell, Fact, Label, Section, Thing
from cami_graph.explore.pages.activity import gaps_about, gaps_touching
from cami_graph.explore.pages.base import (
    BRIEFED,
    Page,
    claims_about,
    missing_words,
    pair_thing,
    present,
    ref,
    said,
    table_about,
)
from cami_graph.explore.pages.country_map import CountryMap, draw_country
from cami_graph.explore.pages.facts import FACTS
from cami_graph.explore.pages.frameworks import events_about, frameworks_about
from cami_graph.explore.pages.headed import headed, without_leads
from cami_graph.explore.pages.leads import say_lead
from cami_graph.explore.pages.programme import state_of
from cami_graph.explore.record import Record, Row
from cami_graph.explore.words import read_words

KINDS = ("taxon", "country", "landscape", "site", "actor", "threat", "initiative")


@dataclass(frozen=True, slots=True)
class ThingPage(Page):
    """One thing: short facts, sections of what is recorded, sections of what is missing."""

    thing: Thing
    other_names: tuple[str, ...]
    facts: tuple[Fact, ...]
    lead: Label
    sections: tuple[Section, ...]
    missing: tuple[Section, ...]
    picture: CountryMap | None = None

    @property
    def brief(self) -> str:
        """Return which brief is about the thing: `landscape/ustyurt`; nothing for kinds that have none."""
        return self.thing.path if self.thing.kind in BRIEFED else ""


def thing_pages(record: Record) -> Iterator[ThingPage]:
    """Make the page of each thing."""
    for thing in record.of_kind(*KINDS):
        lead = _definition(record, thing) if thing.kind == "threat" else say_lead(record, thing)
        sections, missing = (_about(found, thing) for found in (_sections(record, thing), _missing(record, thing)))
        yield ThingPage(
            thing.path,
            thing.label,
            thing.kind,
            thing,
            called(record, thing),
            FACTS[thing.kind](record, thing),
            lead,
            sections,
            missing,
            draw_country(record, thing) if thing.kind == "country" else None,
        )


def called(record: Record, thing: Thing) -> tuple[str, ...]:
    """Return what else a thing is called: no adjectives of countries, no spelling or plural of another name."""
    shown: dict[str, str] = {}
    known = {_bare(name) for name in (thing.label.en, thing.label.ru)}
    for name in record.other_names(thing.iri):
        is_adjective = thing.kind == "country" and " " not in name
        if not is_adjective and _bare(name) not in known:
            shown.setdefault(_bare(name), name)
    return tuple(shown.values())


def _bare(name: str) -> str:
    """Return a name without what tells only its spelling: case, hyphens, the s of the plural."""
    return name.casefold().replace("-", " ").removesuffix("s")


def _definition(record: Record, thing: Thing) -> Label:
    """Return the definition of a concept in both languages."""
    rows = [
        row["value"] for row in record.rows_of("page-concepts", "thing", thing.iri) if str(row["field"]) == "definition"
    ]
    spoken = {getattr(value, "language", None): str(value) for value in rows}
    return Label(spoken.get("en", ""), spoken.get("ru", ""))


def _about(sections: tuple[Section, ...], thing: Thing) -> tuple[Section, ...]:
    """Say of each section what it lists of the thing, where there are words for it."""
    words = read_words()["abouts"]
    told = {one: Label(*(str(words[one][at]).format(name=thing.name(LANGUAGES[at])) for at in (0, 1))) for one in words}
    return tuple(replace(one, about=told.get(one.query, one.about)) for one in sections)


def _sections(record: Record, thing: Thing) -> tuple[Section, ...]:
    """Return everything the record says of a thing; a query without rows leaves no trace.

    A country begins with what it did; the plan, and what lies in it, come behind.
    """
    iri = thing.iri
    plan, ranges = activities_about(record, iri), _ranges(record, iri)
    is_country = thing.kind == "country"
    work = _work(record, thing)
    advice = without_leads(record, claims_about(record, "page-recommendations-about", "recommendation", iri))
    return present(
        None if is_country else plan,
        *work,
        *headed(record, thing, (*work, advice)),
        claims_about(record, "page-problems-about", "claim", iri) if thing.kind == "threat" else None,
        _reach(record, iri),
        *(reversed(ranges) if is_country else ranges),
        table_about(
            record, "page-responsible", ("actor", iri), ("activity", "status"), lambda row: _responsible(record, row)
        ),
        advice,
        plan if is_country else None,
        frameworks_about(record, iri),
        events_about(record, iri),
        gaps_about(record, iri),
        None if is_country else gaps_touching(record, thing),
    )


def _work(record: Record, thing: Thing) -> tuple[Section | None, ...]:
    """List what was done, what was done together, and what is planned together."""
    return (
        _actions(record, thing),
        claims_about(record, "page-cooperations-about", "cooperation", thing.iri),
        claims_about(record, "page-cooperations-planned", "cooperation", thing.iri),
    )


def _actions(record: Record, thing: Thing) -> Section | None:
    """List the reported actions; of a country, those that name the fewest others first."""
    found = claims_about(record, "page-actions-about", "action", thing.iri)
    if found is None or thing.kind != "country":
        return found
    return replace(found, claims=tuple(sorted(found.claims, key=lambda one: len(one.fields.get("country", ())))))


def _ranges(record: Record, iri: str) -> tuple[Section | None, ...]:
    """List the range states of a thing and whom the programme names besides, what a country holds, its neighbours."""
    return (
        *(_states(record, query, ("thing", iri), "country") for query in ("page-range-states", "page-named-states")),
        _titled("named_here", _states(record, "page-named-states", ("country", iri), "thing")),
        _titled("shared_here", _states(record, "page-range-states", ("country", iri), "thing")),
        table_about(
            record,
            "page-neighbours",
            ("country", iri),
            ("neighbour", "pair", "cooperations"),
            lambda row: _neighbour(record, iri, row),
        ),
    )


def _states(record: Record, query: str, parameter: tuple[str, str], other: str) -> Section | None:
    """List the other end of what is said of ranges, with its words."""
    columns = ("country" if other == "country" else "shared", "words")
    return table_about(record, query, parameter, columns, lambda row: _range(record, row, other))


def _titled(key: str, section: Section | None) -> Section | None:
    """Return a section under a title of the interface."""
    return replace(section, title=said(key)) if section else None


def _neighbour(record: Record, iri: str, row: Row) -> tuple[Cell, ...]:
    """Name a neighbour, the page of the two where there is one, and how often they are told to act together."""
    other, codes = record.thing(row["neighbour"]), record.findings.situation.countries
    both = {slug_of(iri), slug_of(other.iri)} <= set(codes)
    pair = ref(pair_thing(record.thing(iri), other)) if both else Cell()
    return ref(other), pair, Cell(number=int(row["cooperations"]))


def _reach(record: Record, iri: str) -> Section | None:
    """List the countries and landscapes in which a threat is met, with how many actions and recommendations."""
    columns = ("place", "actions", "recommendations")

    def cells(row: Row) -> tuple[Cell, ...]:
        return (ref(record.thing(row["place"])), *(Cell(number=int(row[name])) for name in columns[1:]))

    return table_about(record, "page-threat-reach", ("threat", iri), columns, cells)


def activities_about(record: Record, iri: str) -> Section | None:
    """List the activities whose text or heading names a thing."""

    def cells(row: Row) -> tuple[Cell, ...]:
        priority = record.thing(row["priority"]).label if "priority" in row else ""
        claim = str(row["claim"])
        words = Cell(quotes=record.words(claim), doubt=record.doubt(claim))
        activity = record.thing(row["activity"])
        return (ref(activity), state_of(record, activity), Cell(text=priority), words)

    return table_about(
        record, "page-activities-about", ("thing", iri), ("activity", "status", "priority", "words"), cells
    )


def _range(record: Record, row: Row, other: str) -> tuple[Cell, ...]:
    """Name the other end of a range statement, with its words."""
    claim = str(row.get("claim", ""))
    return (
        ref(record.thing(row[other])),
        Cell(quotes=record.words(claim), doubt=record.doubt(claim)) if claim else Cell(),
    )


def _responsible(record: Record, row: Row) -> tuple[Cell, ...]:
    """Name an activity that an actor is responsible for, with the words and the state."""
    claim = str(row["claim"])
    activity = Cell((record.thing(row["activity"]),), quotes=record.words(claim), doubt=record.doubt(claim))
    return (activity, state_of(record, record.thing(row["activity"])))


def _missing(record: Record, thing: Thing) -> tuple[Section, ...]:
    """Return what is not recorded of a thing."""
    iri = thing.iri

    def silent(row: Row) -> tuple[Cell, ...]:
        activity = record.thing(row["activity"])
        return (ref(activity), state_of(record, activity))

    columns = ("activity", "status")
    return present(
        table_about(
            record,
            "missing-range-states",
            ("thing", iri),
            ("country",),
            lambda row: (ref(record.thing(row["country"])),),
            is_missing=True,
        ),
        table_about(
            record,
            "missing-range-states",
            ("country", iri),
            ("shared",),
            lambda row: (ref(record.thing(row["thing"])),),
            is_missing=True,
        ),
        table_about(record, "missing-reports-about", ("thing", iri), columns, silent, is_missing=True),
        table_about(record, "missing-responsible-actions", ("thing", iri), columns, silent, is_missing=True),
        missing_words(record, "missing-on-initiatives", iri),
    )
