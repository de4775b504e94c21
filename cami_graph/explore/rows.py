"""Rows of a question as a table for people: things by name, evidence as its words, no address where a name is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from cami_graph.explore.address import slug_of
from cami_graph.explore.dates import say_day
from cami_graph.explore.model import Cell, Label, Thing
from cami_graph.explore.pages.base import ref, said
from cami_graph.explore.record import Record
from cami_graph.rdf import CAMI, ID, shorten
from cami_graph.store import Rows
from cami_graph.store.rows import Part

TOLD_BY_WORDS = ("quote", "start", "end", "locator")
ACTIVITIES = ("activity", "element", "origin", "later")
TWINS = {"number": "document", "target": "to", "otherNumber": "otherDocument", "contradiction": "statement"}
YEARS = ("year", "startYear", "endYear", "since", "until", "issued", "otherIssued", "seed")
SAID = {
    "cami:ReportedAction": "kind_action",
    "cami:StatusAssessment": "claims_StatusAssessment",
    "cami:Participation": "claims_Participation",
    "cami:ScopeStatement": "claims_ScopeStatement",
    "cami:ThreatStatement": "claims_ThreatStatement",
    "cami:RangeStatement": "claims_RangeStatement",
    "cami:PriorityAssignment": "claims_PriorityAssignment",
    "cami:CrossReference": "claims_CrossReference",
    "cami:Continuation": "claims_Continuation",
    "cami:FrameworkMembership": "claims_FrameworkMembership",
    "cami:Event": "claims_Event",
    "cami:Cooperation": "kind_cooperation",
    "cami:Recommendation": "kind_recommendation",
    "cami:Activity": "kind_activity",
    "cami:SubActivity": "kind_subactivity",
    "cami:Country": "kind_country",
    "cami:Landscape": "kind_landscape",
    "cami:Site": "kind_site",
    "cami:Actor": "kind_actor",
    "cami:Initiative": "kind_initiative",
    "dwc:Taxon": "kind_taxon",
    "skos:Concept": "kind_concept",
    "skos:exactMatch": "same_as",
    "skos:closeMatch": "close_to",
    "skos:broadMatch": "wider",
    "skos:narrowMatch": "narrower",
    "skos:relatedMatch": "related",
    "skos:prefLabel": "th_name",
    "skos:altLabel": "th_other_names",
    "skos:notation": "code",
}
DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
Table = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]


def table_of(record: Record, rows: Rows) -> Table:
    """Return columns and rows of an answer; rows that differ only in their words become one with all of them."""
    columns = shown_columns(rows.variables)
    places = {name: rows.variables.index(name) for name in rows.variables}
    found: dict[tuple[Cell, ...], list[Cell]] = {}
    for row in rows.parts:
        cells = {name: _cell_of(record, row, name, places) for name in columns}
        words = cells.pop("evidence", Cell())
        found.setdefault(tuple(cells.values()), []).append(words)
    plain = tuple(name for name in columns if name != "evidence")
    if "evidence" not in columns:
        return plain, tuple(found)
    return (*plain, "evidence"), tuple((*cells, _joined(words)) for cells, words in found.items())


def shown_columns(variables: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that people see: no names beside what they name, no places of words that stand there.

    >>> shown_columns(("code", "action", "actionLabel", "evidence", "start", "quote"))
    ('code', 'action', 'evidence')
    """
    known = set(variables)
    hidden = {name for name in known if name.endswith("Label") and name.removesuffix("Label") in known}
    hidden |= {name for name, twin in TWINS.items() if twin in known}
    hidden |= set(TOLD_BY_WORDS) if "evidence" in known else set()
    hidden |= {"code"} if known & set(ACTIVITIES) else set()
    return tuple(name for name in variables if name not in hidden)


def _joined(words: Sequence[Cell]) -> Cell:
    """Return one cell with the words of several."""
    return Cell(quotes=tuple(dict.fromkeys(quote for one in words for quote in one.quotes)), is_open=True)


def _cell_of(record: Record, row: Sequence[Part | None], name: str, places: dict[str, int]) -> Cell:
    """Show one value: by its name, by the name that the answer itself gives, or as it stands."""
    value = row[places[name]]
    if value is None:
        return Cell()
    text = value.text
    if name == "evidence":
        quote = record.quotes.get(text)
        return Cell(quotes=(quote,)) if quote else Cell()
    if name in ("code", "target", "earlierCode"):
        return _activity(record, text)
    if name == "column":
        return Cell(text=said(f"column_{text}"))
    if text.isdecimal() and name not in YEARS:
        return Cell(number=int(text))
    label = row[places[f"{name}Label"]] if f"{name}Label" in places else None
    return _named(record, text, "" if label is None else label.text)


def _activity(record: Record, code: str) -> Cell:
    """Return the activity of a code where one is known by it."""
    iri = f"{ID}activity/{code}"
    return ref(record.things[iri]) if iri in record.things else Cell(text=Label(code))


def _named(record: Record, text: str, label: str) -> Cell:
    """Return a thing by its name, a day or a truth in words, anything else as it stands."""
    if shorten(text) in SAID:
        return Cell(text=said(SAID[shorten(text)]))
    if text in record.things:
        thing = record.things[text]
        return ref(_standing(record, thing) if not thing.path and text in record.claims else thing)
    if text in record.claims:
        claim = record.claims[text]
        return ref(Thing(text, claim.kind, claim.path, claim.label))
    if label:
        return Cell(text=Label(label))
    if text in ("true", "false"):
        return Cell(text=said(f"truth_{text}"))
    if DAY.fullmatch(text):
        return Cell(text=say_day(text))
    if text.startswith(str(CAMI)):
        return ref(record.thing(text))
    if text.startswith(str(ID)):
        return _part(record, text)
    return Cell(text=Label(shorten(text) if text.startswith("http") else text))


def _part(record: Record, iri: str) -> Cell:
    """Name what has no name of its own, such as the cell of a report, by the activity in its address."""
    if iri in _joined_things(record):
        return Cell(_joined_things(record)[iri])
    activity = re.match(r"\d+(\.\d+)+", slug_of(iri).rsplit("/", 1)[-1])
    known = f"{ID}activity/{activity[0]}" if activity else ""
    return ref(record.things[known]) if known in record.things else Cell(text=Label(slug_of(iri)))


@lru_cache(maxsize=4)
def _joined_things(record: Record) -> dict[str, tuple[Thing, ...]]:
    """Return what a claim without a title joins: a species or place and its country, a framework and its parties."""
    found: dict[str, dict[Thing, None]] = {}
    for row in record.rows("page-range-states"):
        if "claim" in row:
            found.setdefault(str(row["claim"]), {}).update({record.thing(row[at]): None for at in ("thing", "country")})
    for row in record.rows("page-framework-parties"):
        own = found.setdefault(str(row["membership"]), {record.thing(row["framework"]): None})
        if str(row["field"]) == "country":
            own[record.thing(row["value"])] = None
    return {iri: tuple(things) for iri, things in found.items()}


def _standing(record: Record, thing: Thing) -> Thing:
    """Give a claim the address where it stands."""
    return replace(thing, path=record.claims[thing.iri].path)
