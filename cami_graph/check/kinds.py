"""See that a thing is of the kind, and in the country, that its own name says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cami_graph.check.names import Names
from cami_graph.errors import Fault
from cami_graph.tables import Actor, Row, Tables
from cami_graph.tables.record import Reference

GENERIC = "generic"
ACTORS = (
    (re.compile(r"^(?:State )?(?:Ministry|Government of|Department of|State Committee)\b"), ("government", "donor")),
    (re.compile(r"\b(?:Academy|Institute|University)\b"), ("research",)),
)
PLACES = (
    (re.compile(r"\b(?:National Park|Reserve|Zakaznik|[Pp]rotected area)\b"), ("protected-area",)),
    (re.compile(r"\b(?:[Rr]ailway|[Hh]ighway|[Cc]ollector)\b"), ("infrastructure",)),
)
"""Words of a name, and the kinds that they leave open."""

KEYED = ("actors", "places", "species", "countries")
"""Tables whose key in the flat form is one of the names of the thing; undertakings are printed in many ways."""


def check_kinds(reference: Reference) -> Iterator[Fault]:
    """Find kinds, seats and keys that the names of the same row deny."""
    names = Names(Tables.of(reference, {}))
    for actor in reference.actors:
        yield from _check_kind(actor, "actor_type", ACTORS)
        yield from _check_seat(actor, names)
        yield from _check_generic(actor)
    for place in reference.places:
        yield from _check_kind(place, "place_type", PLACES)
    for table in KEYED:
        for row in getattr(reference, table):
            yield from _check_key(row, names.spellings(table, str(row.get(row.KEY[0]))))


def check_classes(lists: Mapping[str, Sequence[Row]]) -> Iterator[Fault]:
    """Find classes of a classification whose depth or parent is not that of their code."""
    for row in (row for rows in lists.values() for row in rows if hasattr(row, "level")):
        code = str(row.get("code"))
        depth = 0 if code.isalpha() else code.count(".") + 1
        if row.get("level") != str(depth):
            yield row.fault(f"The code {code} stands {depth} deep.", "level", f"Write {depth}, or correct the code.")
        elif depth > 1 and row.get("parent_code") != code.rpartition(".")[0]:
            yield row.fault(f"{code} belongs to {code.rpartition('.')[0]}.", "parent_code", "Correct it, or the code.")


def _check_kind(row: Row, column: str, rules: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]) -> Iterator[Fault]:
    for words, kinds in rules:
        found = words.search(str(row.get("name")))
        if found and row.get(column) not in kinds and row.get(column) != GENERIC:
            problem = f'Its name says "{found[0]}".'
            yield row.fault(problem, column, f"Write {' or '.join(kinds)}, or correct the name.")


def _check_seat(row: Actor, names: Names) -> Iterator[Fault]:
    """Find a body seated elsewhere than in the one country that its name names."""
    told = [code for code in names.all("countries") if names.named("countries", code, f"{row.name}; {row.short_name}")]
    if len(told) == 1 and row.country_code and row.country_code != told[0]:
        yield row.fault(f"Its name names {told[0]}.", "country_code", f"Write {told[0]}, or correct the name.")


def _check_generic(row: Actor) -> Iterator[Fault]:
    """Find a party that names a kind and no body, and yet has what only a body has; or the reverse."""
    if row.actor_type != GENERIC and row.stands_for:
        yield row.fault("Only a generic party stands for others.", "stands_for", "Delete it, or write generic.")
    for name in ("wikidata_qid", "ror_id", "website_domain") if row.actor_type == GENERIC else ():
        if row.get(name):
            yield row.fault("A generic party is no body with an identifier.", name, "Delete it, or correct the kind.")


def _check_key(row: Row, spellings: tuple[str, ...]) -> Iterator[Fault]:
    known = {str(row.get(row.KEY[0])).casefold(), *(one.casefold() for one in spellings)}
    if str(row.get("fact_key")).casefold() not in known:
        remedy = "Write its short name, or a spelling that the row lists."
        yield row.fault("The key is no name of the thing.", "fact_key", remedy)
