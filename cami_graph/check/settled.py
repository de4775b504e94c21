"""Hold the claims of a report against what its readers settled, fact by fact, and the readings against each other.

Each reading is a second source: what all readers of a facet found, and what was kept of the rest, is what the tables
must tell. A fact too many is blamed on the cell that tells it, a fact too few on the row that quotes its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cami_graph.check.agreement import SETTLEMENTS, Fact, agreed_facts, settled_facts
from cami_graph.check.quotes import Words
from cami_graph.check.told import Facts, Told
from cami_graph.errors import Fault
from cami_graph.tables import Reading, Row, Settlement
from cami_graph.tables.vocabulary import Threat

SILENT = frozenset({("status", "blank"), ("rec_type", "none")})
"""Facts that no row tells: the cell is empty."""

HOMES: Mapping[str, tuple[str, str]] = {
    "priority": ("priorities", "level"),
    "responsible": ("responsibilities", "actor_id"),
    "status": ("statuses", "status"),
    "country": ("actions", "country_codes"),
    "country_planned": ("actions", "country_codes"),
    "joint": ("cooperations", "country_codes"),
    "species": ("actions", "species_ids"),
    "place": ("actions", "place_ids"),
    "project": ("actions", "initiative_ids"),
    "threat_action": ("actions", "threat_ids"),
    "budget": ("actions", "budget_amount"),
    "period": ("actions", "start_year"),
    "actor": ("participations", "actor_id"),
    "funder": ("participations", "role"),
    "country_actor": ("participations", "country_codes"),
    "rec_type": ("recommendations", "type_ids"),
    "country_rec": ("recommendations", "country_codes"),
    "species_rec": ("recommendations", "species_ids"),
    "place_rec": ("recommendations", "place_ids"),
    "threat_rec": ("recommendations", "threat_ids"),
    "species_scope": ("scopes", "value"),
    "threat": ("scopes", "value"),
    "landscape_state": ("landscape_states", "country_code"),
}
"""The table and the column that tell the facts of a facet."""

SINGLE = frozenset({"level", "actor_id", "value", "country_code"})
"""Columns of one value, which lose a fact with their row."""

WORD = re.compile(r"\w{4,}")
YEAR = 5
"""How many signs the bar and the first year of a period take."""

THREATS = ("threat", "threat_action", "threat_rec")
"""The facets that cannot be told of a threat whose own row is at fault."""

MANY = 3
"""From so many facts on that are all strange, the key of the thing is wrong rather than each claim about it."""


@dataclass(frozen=True)
class Readings:
    """What each reader of a report found, by the file of the reading, and how the differences were settled."""

    folder: str
    readers: Mapping[str, Sequence[Reading]]
    settlements: Sequence[Settlement]
    facts: Mapping[str, frozenset[Fact]] = field(init=False)
    decided: Mapping[Fact, Settlement] = field(init=False)

    def __post_init__(self) -> None:
        facts = {name: frozenset(map(_fact, rows)) for name, rows in self.readers.items()}
        object.__setattr__(self, "facts", facts)
        object.__setattr__(self, "decided", {_fact(row): row for row in self.settlements})

    @cached_property
    def stands(self) -> frozenset[Fact]:
        """Return the facts that stand."""
        return settled_facts(self.facts, self.settlements)

    @cached_property
    def open(self) -> frozenset[Fact]:
        """Return the facts on which readers differ and that nobody settled."""
        return frozenset().union(*self.facts.values()) - agreed_facts(self.facts) - set(self.decided)

    def evidence(self, fact: Fact) -> str:
        """Return the words that readers gave for a fact."""
        return " ".join(row.evidence for rows in self.readers.values() for row in rows if _fact(row) == fact)


def check_settled(
    words: Words, readings: Readings, threats: Mapping[str, tuple[str, ...]], faults: Sequence[Fault]
) -> Iterator[Fault]:
    """Find facts that are told and not settled, settled and not told, or open between the readers.

    Activities with a row at fault are passed over, and so is everything while a table could not be read whole.
    """
    if words.hidden or not readings.readers:
        return
    told = list(Facts(words, threats).all())
    waiting = _waiting(words, faults)
    yield from _check_open(readings, told, waiting)
    stands = readings.stands - readings.open
    extra = [
        one
        for one in told
        if one.sure and one.activity not in waiting and not any(_named(one, value) in stands for value in one.values)
    ]
    extra = [one for one in extra if _named(one, one.values[0]) not in readings.open]
    strange = _find_strange(extra, told, stands)
    for thing in sorted(strange, key=lambda row: (row.file, row.row)):
        problem = "None of the facts about it stands among those that the readers settled."
        yield thing.fault(problem, "fact_key", "Write the key that the readings use.")
    yield from _check_extra([one for one in extra if one.of not in strange], told, readings)
    have = {_named(one, value) for one in told for value in one.values}
    blurred = THREATS if any(fault.file == f"reference/{Threat.TABLE}.csv" for fault in faults) else ()
    lost = {
        fact
        for fact in stands - have
        if fact[0] not in waiting and fact[1:] not in SILENT and fact[0] not in {one.activity for one in extra}
        if fact[1] not in blurred
    }
    yield from _check_lost(words, readings, told, sorted(lost))


def _fact(row: Reading | Settlement) -> Fact:
    return row.activity, row.facet, row.value


def _named(one: Told, value: str) -> Fact:
    return one.activity, one.facet, value


def _waiting(words: Words, faults: Sequence[Fault]) -> set[str]:
    """Return the activities whose facts cannot be judged, because a row that tells them is at fault."""
    places = {(fault.file, fault.row) for fault in faults if fault.row is not None}
    return {code for row in words.tables.all_rows() if (row.file, row.row) in places for code in words.codes(row)}


def _check_open(readings: Readings, told: Sequence[Told], waiting: set[str]) -> Iterator[Fault]:
    """Find differences that nobody settled; where the tables decide between the readers, one of them is blamed."""
    have = {_named(one, value) for one in told for value in one.values}
    blamed: set[tuple[str, str, str]] = set()
    left: list[Fact] = []
    for fact in sorted(readings.open - {one for one in readings.open if one[0] in waiting}):
        holders = [name for name, facts in readings.facts.items() if fact in facts]
        if fact in have or len(holders) > 1:
            left.append(fact)
            continue
        row = next(row for row in readings.readers[holders[0]] if _fact(row) == fact)
        blamed.add((holders[0], fact[0], fact[1]))
        problem = f"No other reader found {_show(fact)}, and nobody settled it."
        yield row.fault(problem, "value", f"Correct it, or add a row to {SETTLEMENTS}.")
    for fact in left:
        without = _without(readings, fact)
        if len(without) == 1 and (without[0], fact[0], fact[1]) in blamed:
            continue
        file = f"{readings.folder}/{without[0] if len(without) == 1 else SETTLEMENTS}"
        problem = f"The readers differ on {_show(fact)} and nobody settled it."
        remedy = f"Put its row back, or add one to {SETTLEMENTS}." if len(without) == 1 else "Add a row."
        yield Fault(problem, file, None, "value", " ".join(fact), remedy)


def _without(readings: Readings, fact: Fact) -> list[str]:
    """Return the readings that read the facet of a fact and do not have it."""
    read = [name for name, facts in readings.facts.items() if any(one[1] == fact[1] for one in facts)]
    return [name for name in read if fact not in readings.facts[name]]


def _find_strange(extra: Sequence[Told], told: Sequence[Told], stands: frozenset[Fact]) -> set[Row]:
    """Return the things none of whose facts is as it was settled: their key in the flat form is wrong."""
    wrong = [one.of for one in extra if one.of is not None]
    right = {one.of for one in told if any(_named(one, value) in stands for value in one.values)}
    return {thing for thing in wrong if thing not in right and wrong.count(thing) >= MANY}


def _check_extra(extra: Sequence[Told], told: Sequence[Told], readings: Readings) -> Iterator[Fault]:
    """Blame each row once for the facts that it tells and nobody settled."""
    blamed: set[tuple[str, int]] = set()
    settled = {(one.row, one.facet, one.values) for one in told if one not in extra}
    for one in sorted(extra, key=lambda one: one.column != HOMES[one.facet][1]):
        if (one.row.file, one.row.row) in blamed:
            continue
        blamed.add((one.row.file, one.row.row))
        fact = _named(one, one.values[0])
        dropped = readings.decided.get(fact)
        why = f"was dropped in {SETTLEMENTS} row {dropped.row}" if dropped else "stands in no reading that was settled"
        elsewhere = (one.row, one.facet, one.values) in settled
        column = "activity_codes" if elsewhere else _column_of(one, readings.stands)
        yield one.row.fault(f"{_show(fact)} {why}.", column, "Correct the claim, or settle it otherwise.")


def _column_of(one: Told, stands: frozenset[Fact]) -> str:
    """Return which cell of a row makes the difference to what the readers settled of this activity."""
    value = one.values[0]
    here = {fact[2] for fact in stands if fact[:2] == (one.activity, one.facet)}
    other = {"country": "country_planned", "country_planned": "country"}.get(one.facet, "")
    if (one.activity, other, value) in stands:
        return "status"
    if one.facet == "period" and any(known.startswith(value[: value.find("|") + YEAR]) for known in here):
        return "end_year"
    if "=" in value and value.rpartition("=")[2] in {known.rpartition("=")[2] for known in here}:
        return "item"
    return one.column


def _check_lost(words: Words, readings: Readings, told: Sequence[Told], facts: Iterable[Fact]) -> Iterator[Fault]:
    """Blame the row whose quote is most like the words that readers gave; where the row itself is lost, its table."""
    blamed: set[tuple[str, int | None, str]] = set()
    for fact in facts:
        table, column = HOMES[fact[1]]
        rows = [row for row in words.tables.rows(table) if fact[0] in words.codes(row)]
        row = None if column in SINGLE else _quoting(rows, readings.evidence(fact))
        if row is None and (wider := _of_other_activities(told, fact, readings.evidence(fact))):
            row, column = wider, "activity_codes"
        file = f"{readings.folder.rpartition('/')[0]}/facts/{table}.csv"
        place = (file, row.row if row else None, "" if row else " ".join(fact))
        if place in blamed:
            continue
        blamed.add(place)
        remedy = "Tell it, or settle it otherwise."
        problem = f"{_show(fact)} was settled, and {'this row' if row else 'no row'} does not tell it."
        if row is None:
            problem = problem.replace("no row does not tell it", "no row tells it")
            yield Fault(problem, file, None, column, " ".join(fact), remedy)
        else:
            yield row.fault(problem, column, remedy)


def _of_other_activities(told: Sequence[Told], fact: Fact, evidence: str) -> Row | None:
    """Return the row that tells the same by the same words of other activities, where one does."""
    alike = [one.row for one in told if one.facet == fact[1] and fact[2] in one.values]
    return next((row for row in alike if hasattr(row, "activity_codes") and str(row.get("quote")) in evidence), None)


def _quoting(rows: Sequence[Row], evidence: str) -> Row | None:
    wanted = set(WORD.findall(evidence.lower()))
    shared = [(len(wanted & set(WORD.findall(str(row.get("quote")).lower()))), row) for row in rows]
    best = max(shared, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] else None


def _show(fact: Fact) -> str:
    return f'"{fact[1]} = {fact[2]}" of {fact[0]}'
