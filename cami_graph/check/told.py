"""Say which facts of the flat form the claims of a report tell, each at the row and column that tell it.

The flat form is that of the readings: activity, facet, value. The graph prints the same facts by a query of the
library; here they are read off the tables, so that a fact that is not as it was settled is blamed on its cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cami_graph.check.names import Names
from cami_graph.check.quotes import Words
from cami_graph.tables import Action, Participation, Priority, Row, Status

BEGUN = ("done", "partial", "ongoing", "reported")
PRINTED_UNDERTAKINGS = ("project", "programme", "plan", "agreement", "law", "guideline")
SETTLEMENT, OTHER, REQUESTED = "settlement", "other", "requested"


@dataclass(frozen=True, slots=True)
class Told:
    """One fact, by any of its spellings, and the cell that tells it.

    `of` is the thing whose key in the flat form it gives. What is not `sure` need not be in the readings.
    """

    activity: str
    facet: str
    values: tuple[str, ...]
    row: Row
    column: str
    of: Row | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Value:
    """The spellings of a value, and the thing whose key it is."""

    spellings: tuple[str, ...]
    of: Row | None = None


class Facts:
    """Reads facts off the claims of one report; `threats` are the keys of each threat in the flat form."""

    def __init__(self, words: Words, threats: Mapping[str, tuple[str, ...]]) -> None:
        self.words, self.tables, self.threats = words, words.tables.read_only(), threats
        self.names = Names(self.tables)
        self.actions = {row.action_id: row for row in self.tables.actions}

    def all(self) -> Iterator[Told]:
        """Give each fact that a row tells."""
        yield from self._plan()
        for action in self.tables.actions:
            yield from self._action(action)
        for part in self.tables.participations:
            if part.action_id in self.actions:
                yield from self._part(part, self.actions[part.action_id])
        yield from self._together()
        yield from self._asked()

    def _keys(self, table: str, identifiers: Iterable[str]) -> Iterator[Value]:
        for one in identifiers:
            row = self.names.row(table, one)
            if row is not None:
                yield Value((str(row.get("fact_key")),), row)

    def _plan(self) -> Iterator[Told]:
        for row in self.tables.priorities:
            level = row.quote if row.level == OTHER else "/".join(part.title() for part in row.level.split("-"))
            mark = "change:" if row.kind == REQUESTED else _mark(row)
            yield Told(row.activity_code, "priority", (f"{mark}{level}",), row, "level")
        for party in self.tables.responsibilities:
            actor = self.names.row("actors", party.actor_id)
            if actor is not None:
                yield Told(party.activity_code, "responsible", (str(actor.get("short_name")),), party, "actor_id")
        for status in self.tables.statuses:
            value = f"{_mark(status)}{status.status.replace('-', '_')}"
            yield Told(status.activity_code, "status", (value,), status, "status")
        for scope in self.tables.scopes:
            values = {
                "species": ("species_scope", self._keys("species", [scope.value])),
                "place": ("place", self._places([scope.value])),
                "threat": ("threat", iter([Value(self.threats.get(scope.value, ()))])),
            }
            facet, found = values.get(scope.kind, ("", iter(())))
            yield from _spread(scope.activity_codes, facet, found, scope, "value")
        for state in self.tables.landscape_states:
            for key in self._keys("places", [state.landscape_id]):
                value = f"{key.spellings[0]}|{state.country_code}"
                yield Told(self.words.source.landscape_list, "landscape_state", (value,), state, "country_code", key.of)

    def _places(self, identifiers: Iterable[str]) -> Iterator[Value]:
        for one in identifiers:
            row = self.names.row("places", one)
            if row is not None and row.get("place_type") != SETTLEMENT:
                yield Value((str(row.get("fact_key")), *self.names.spellings("places", one)))

    def _action(self, row: Action) -> Iterator[Told]:
        codes = row.activity_codes
        facet = "country" if row.status in BEGUN else "country_planned" if row.status == "planned" else ""
        yield from _spread(codes, facet, map(_plain, row.country_codes), row, "country_codes")
        yield from _spread(codes, "species", self._keys("species", row.species_ids), row, "species_ids")
        yield from _spread(codes, "place", self._places(row.place_ids), row, "place_ids")
        yield from _spread(codes, "threat_action", map(_plain, row.threat_ids), row, "threat_ids")
        for one in row.initiative_ids:
            yield from self._undertaking(row, one)
        if row.budget_amount is not None:
            currency = "" if row.budget_currency == "USD" else f"{row.budget_currency} "
            amount = f"{currency}{row.budget_amount}"
            yield from _spread(codes, "budget", [_plain(amount)], row, "budget_amount")
        if span := _span(row):
            values = [_plain(f"{one}|{span}") for one in row.country_codes or ("",)]
            yield from _spread(codes, "period", values, row, "start_year" if row.start_year else "end_year")

    def _undertaking(self, row: Action, name: str) -> Iterator[Told]:
        initiative = self.names.row("initiatives", name)
        if initiative is None or initiative.get("initiative_type") not in PRINTED_UNDERTAKINGS:
            return
        names = (str(initiative.get("fact_key")), *self.names.spellings("initiatives", name))
        parts = (part.quote for part in self.tables.participations if part.action_id == row.action_id)
        words = " ".join([row.quote, *parts]).lower()
        printed = any(one.lower() in words for one in names)
        yield from _spread(row.activity_codes, "project", [Value(names)], row, "initiative_ids", sure=printed)

    def _part(self, row: Participation, action: Action) -> Iterator[Told]:
        for key in self._keys("actors", [row.actor_id]):
            yield from _spread(action.activity_codes, "actor", [key], row, "actor_id")
            if row.role == "funding":
                yield from _spread(action.activity_codes, "funder", [key], row, "role")
            at = [Value((f"{one}|{key.spellings[0]}",), key.of) for one in row.country_codes]
            yield from _spread(action.activity_codes, "country_actor", at, row, "country_codes")

    def _together(self) -> Iterator[Told]:
        for row in self.tables.cooperations:
            action = self.actions.get(row.action_id)
            if action is not None and action.status in BEGUN:
                value = "|".join(sorted(row.country_codes))
                yield from _spread(action.activity_codes, "joint", [_plain(value)], row, "country_codes")

    def _asked(self) -> Iterator[Told]:
        for row in self.tables.recommendations:
            codes = row.activity_codes
            kinds = (_plain(one.replace("-", "_")) for one in row.type_ids)
            yield from _spread(codes, "rec_type", kinds, row, "type_ids")
            yield from _spread(codes, "country_rec", map(_plain, row.country_codes), row, "country_codes")
            yield from _spread(codes, "species_rec", self._keys("species", row.species_ids), row, "species_ids")
            yield from _spread(codes, "place_rec", self._places(row.place_ids), row, "place_ids")
            yield from _spread(codes, "threat_rec", map(_plain, row.threat_ids), row, "threat_ids")


def _plain(value: str) -> Value:
    return Value((value,))


def _mark(row: Priority | Status) -> str:
    return f"{row.item.replace('-', '')}=" if row.item else ""


def _span(row: Action) -> str:
    years = dict.fromkeys(one for one in (row.start_year, row.end_year) if one)
    return "-".join(years)


def _spread(
    codes: Sequence[str], facet: str, values: Iterable[Value], row: Row, column: str, *, sure: bool = True
) -> Iterator[Told]:
    """Give a fact under each activity of its row."""
    for value in values:
        for code in codes if facet and value.spellings else ():
            yield Told(code, facet, value.spellings, row, column, value.of, sure)
