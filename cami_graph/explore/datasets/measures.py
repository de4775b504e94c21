"""What the map says of countries and of pairs: parts of a whole, wherever who holds more would have more anyhow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cami_graph.analyse.findings.links import TOGETHER, UNKNOWN
from cami_graph.explore.address import slug_of
from cami_graph.explore.model import Label, Thing
from cami_graph.explore.record import Record

Share = tuple[int, int]
"""So many of so many; the whole is nothing where a number is not a part of anything."""
Pairs = Sequence[tuple[str, str, int, int]]
MapTable = tuple[tuple[Label, ...], tuple[tuple[Thing, tuple[Share, ...]], ...]]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its short name, what it is called, what it counts, and its value for each country, by code."""

    name: str
    label: Label
    note: Label
    count: Callable[[Record], Mapping[str, Share]]


def _shared_together(record: Record) -> Mapping[str, Share]:
    """Count for each country what it is known to share with neighbours, and on how much of it joint work is told."""
    known = [one for one in record.findings.links if one.standing != UNKNOWN]
    whole = Counter(code for one in known for code in one.countries)
    part = Counter(code for one in known if one.state == TOGETHER and not one.doubt for code in one.countries)
    return {code: (part[code], count) for code, count in whole.items()}


def _neighbours(record: Record) -> Mapping[str, Share]:
    """Count the neighbours of each country, and with how many of them joint work on anything is told."""
    whole = Counter(code for one in record.findings.pairs for code in one.countries)
    part = Counter(code for one in record.findings.pairs if one.group == TOGETHER for code in one.countries)
    return {code: (part[code], count) for code, count in whole.items()}


def _silence(record: Record) -> Mapping[str, Share]:
    """Count the species and landscapes of each country, and those on which no action is told there."""
    silent = Counter(slug_of(str(row["country"])) for row in record.rows("missing-range-states"))
    held = {
        slug_of(str(row["country"])): int(row["species_count"]) + int(row["landscapes"])
        for row in record.rows("page-country-counts")
    }
    return {code: (silent[code], count) for code, count in held.items()}


def _activities(record: Record) -> Mapping[str, Share]:
    """Count the activities of the programmes, and on how many of them actions in the country are told."""
    whole = len(record.of_kind("activity"))
    return {slug_of(str(row["country"])): (int(row["activities"]), whole) for row in record.rows("page-country-counts")}


def _species(record: Record) -> Mapping[str, Share]:
    """Count the species that have the country in their range."""
    return {slug_of(str(row["country"])): (int(row["species_count"]), 0) for row in record.rows("page-country-counts")}


MEASURES = (
    Measure(
        "together",
        Label("Shared and worked on together", "Общее, над которым работают вместе"),
        Label(
            "Of the herds and landscapes known to be shared with a neighbour: on how many joint work is told.",
            "Из популяций и ландшафтов, известных как общие с соседом: о скольких сообщается о совместной работе.",
        ),
        _shared_together,
    ),
    Measure(
        "neighbours",
        Label("Neighbours worked with", "Соседи, с которыми есть совместная работа"),
        Label(
            "Of the neighbours among the range states: with how many joint work on anything is told.",
            "Из соседей среди государств ареала: со сколькими сообщается о совместной работе над чем-либо.",
        ),
        _neighbours,
    ),
    Measure(
        "silence",
        Label("Held in silence", "Молчание о том, что есть"),
        Label(
            "Of the species and landscapes of the country: on how many no action there is told.",
            "Из видов и ландшафтов страны: о скольких не сообщается ни об одном действии в ней.",
        ),
        _silence,
    ),
    Measure(
        "activities",
        Label("Activities acted on", "Мероприятия, по которым есть действия"),
        Label(
            "Of the activities of the programme: on how many an action there is told. Who reports more has more.",
            "Из мероприятий программы: по скольким сообщается о действии в стране. У кого больше отчёт, у того больше.",
        ),
        _activities,
    ),
    Measure(
        "species",
        Label("Species in range", "Виды в ареале"),
        Label(
            "How many of the listed species have the country in their range.",
            "Сколько видов из списка обитает в стране.",
        ),
        _species,
    ),
)
LINKS = (
    ("cooperations", Label("recorded acting together", "записанные совместные действия")),
    ("shared", Label("what neighbours share", "что общего у соседей")),
    ("open", Label("shared without joint work", "общее без совместной работы")),
)


def map_table(record: Record) -> MapTable:
    """Return what the map shows as a table: its measures, and of each country what they come to."""
    values = [one.count(record) for one in MEASURES]
    countries = ((one, slug_of(one.iri)) for one in record.of_kind("country"))
    rows = tuple((one, tuple(found.get(code, (0, 0)) for found in values)) for one, code in countries)
    return tuple(one.label for one in MEASURES), rows


def pair_values(record: Record) -> Mapping[str, Pairs]:
    """Return for each kind of line the pairs of countries, each with so many of so many.

    Cooperations are those of any two countries; what is shared, and what of it is open, is of neighbours, without the
    ranges of which it is not known whether animals cross.
    """
    found: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
    for row in record.rows("page-country-pairs"):
        one, two, count = slug_of(str(row["country"])), slug_of(str(row["other"])), int(row["cooperations"])
        if one < two and count:
            found["cooperations"].append((one, two, count, 0))
    for pair in record.findings.pairs:
        known = [link for link in pair.links if link.standing != UNKNOWN]
        unworked = sum(link.state != TOGETHER for link in known)
        if known:
            found["shared"].append((*pair.countries, len(known), 0))
        if unworked:
            found["open"].append((*pair.countries, unworked, len(known)))
    return {name: sorted(found[name]) for name, _ in LINKS}
