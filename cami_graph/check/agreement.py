"""Measure how far independent readers agree; see that each difference is settled and the graph prints what stands.

A reading is a set of facts (activity, facet, value). For two readers A and B, with A as the measure: precision is the
share of B's facts that A found too, recall the share of A's facts that B found, F1 their harmonic mean. For facets with
closed classes Cohen's kappa says how far the agreement exceeds chance: each (activity, letter) is a unit, and each
reader puts it into one class (the set of values that he gave it; none is a class too).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import fmean

from cami_graph.errors import Fault
from cami_graph.tables import Reading, Record, Row, Settlement, read_rows
from cami_graph.tables.backtest import CrossBorder
from cami_graph.tables.read import Context, check_rows, read_table
from cami_graph.tables.reference import CountryCode, Replacement

Fact = tuple[str, str, str]
CLOSED = ("priority", "status", "rec_type")
SETTLEMENTS = "settlements.csv"
BACKTEST = "backtest/cross_border_recommendations.csv"
CODES = f"reference/{CountryCode.TABLE}.csv"
FORMER = f"reference/{Replacement.TABLE}.csv"
LEAST = {CODES: 200, FORMER: 0}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree on one facet (or on all, facet "all")."""

    facet: str
    first: str
    second: str
    first_facts: int
    second_facts: int
    common: int
    precision: float
    recall: float
    f1: float
    kappa: float | None


def read_readings(folder: Path) -> dict[str, frozenset[Fact]]:
    """Read every reading in the folder, by the name of its file."""
    return {
        path.stem: frozenset((row.activity, row.facet, row.value) for row in read_rows(path, Reading))
        for path in sorted(folder.glob("[!.]*.csv"), key=_order)
        if path.name != SETTLEMENTS
    }


def _order(path: Path) -> tuple[int, str]:
    """Put readers in the order of their ordinal numbers, others after them by name."""
    return (ORDINALS.index(path.stem) if path.stem in ORDINALS else len(ORDINALS), path.stem)


def measure_agreement(readings: Mapping[str, frozenset[Fact]]) -> list[Agreement]:
    """Compare each two readers who read the same facets, facet by facet and over all."""
    rows = []
    for first, second in combinations(readings, 2):
        mine, other = ({facet for _, facet, _ in readings[reader]} for reader in (first, second))
        for facet in [*sorted(mine | other), "all"] if mine & other else ():
            pair = ((reader, _of(readings[reader], facet)) for reader in (first, second))
            rows.append(_compare(facet, *pair))
    return rows


def describe_agreement(rows: Iterable[Agreement]) -> str:
    """Return the comparison as two tables in Markdown: over all facets for each two readers, and facet by facet."""
    facets: dict[str, list[Agreement]] = {}
    for row in rows:
        facets.setdefault(row.facet, []).append(row)
    pairs = [
        "| readers | facts | common | precision | recall | F1 |",
        "|---|---|---|---|---|---|",
        *(_describe_pair(row) for row in facets.get("all", ())),
    ]
    spread = [
        "| facet | facts of each reader | F1, mean over pairs | lowest | highest | kappa, mean |",
        "|---|---|---|---|---|---|",
        *(_describe_facet(facet, facets[facet]) for facet in sorted(facets, key=lambda one: (one == "all", one))),
    ]
    return "\n".join([*pairs, "", *spread]) + "\n"


def _describe_pair(row: Agreement) -> str:
    shares = " | ".join(f"{share:.3f}" for share in (row.precision, row.recall, row.f1))
    return f"| {row.first}, {row.second} | {row.first_facts}, {row.second_facts} | {row.common} | {shares} |"


def _describe_facet(facet: str, rows: Sequence[Agreement]) -> str:
    counts = {reader: count for row in rows for reader, count in _sizes(row)}
    scores = [row.f1 for row in rows]
    kappas = [row.kappa for row in rows if row.kappa is not None]
    shares = " | ".join(f"{share:.3f}" for share in (fmean(scores), min(scores), max(scores)))
    kappa = f"{fmean(kappas):.3f}" if kappas else ""
    return f"| {facet} | {', '.join(map(str, counts.values()))} | {shares} | {kappa} |"


def _sizes(row: Agreement) -> tuple[tuple[str, int], tuple[str, int]]:
    return (row.first, row.first_facts), (row.second, row.second_facts)


def _of(facts: Iterable[Fact], facet: str) -> frozenset[Fact]:
    return frozenset(fact for fact in facts if facet in ("all", fact[1]))


def _compare(facet: str, first: tuple[str, frozenset[Fact]], second: tuple[str, frozenset[Fact]]) -> Agreement:
    (one, mine), (two, other) = first, second
    common = len(mine & other)
    precision = common / len(other) if other else float(not mine)
    recall = common / len(mine) if mine else float(not other)
    f1 = 2 * common / (len(mine) + len(other)) if mine or other else 1.0
    kappa = cohen_kappa(_classes(mine), _classes(other)) if facet in CLOSED else None
    return Agreement(facet, one, two, len(mine), len(other), common, precision, recall, f1, kappa)


def _classes(facts: Iterable[Fact]) -> dict[tuple[str, str], str]:
    """Return the class of each unit: activity and letter (``a=High``), and the values given to it."""
    values: dict[tuple[str, str], set[str]] = {}
    for activity, _, value in facts:
        letter, sign, rest = value.rpartition("=")
        values.setdefault((activity, letter if sign else ""), set()).add(rest)
    return {unit: " + ".join(sorted(found)) for unit, found in values.items()}


def cohen_kappa(first: Mapping[tuple[str, str], str], second: Mapping[tuple[str, str], str]) -> float:
    """Return Cohen's kappa of two classifications of the same units: (observed - expected) / (1 - expected).

    A unit that only one of them classifies has the class "" for the other. When chance alone would always agree, the
    result is 1.

    >>> cohen_kappa({("1", ""): "a", ("2", ""): "b"}, {("1", ""): "a", ("2", ""): "b"})
    1.0
    >>> cohen_kappa({("1", ""): "a", ("2", ""): "b"}, {("1", ""): "a", ("2", ""): "a"})
    0.0
    """
    units = sorted(set(first) | set(second))
    if not units:
        return 1.0
    pairs = [(first.get(unit, ""), second.get(unit, "")) for unit in units]
    observed = sum(one == two for one, two in pairs) / len(pairs)
    mine, other = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    expected = sum(mine[name] * other[name] for name in mine) / len(pairs) ** 2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def agreed_facts(readings: Mapping[str, frozenset[Fact]]) -> frozenset[Fact]:
    """Return what all readers found who read that facet: not every reader reads every facet."""
    readers: dict[str, set[str]] = {}
    for reader, facts in readings.items():
        for _, facet, _ in facts:
            readers.setdefault(facet, set()).add(reader)
    found = frozenset().union(*readings.values())
    return frozenset(fact for fact in found if all(fact in readings[one] for one in readers[fact[1]]))


def settled_facts(readings: Mapping[str, frozenset[Fact]], settlements: Iterable[Settlement]) -> frozenset[Fact]:
    """Return what stands: what all readers of its facet found, and what was kept of the rest."""
    decided = {(row.activity, row.facet, row.value): row.decision for row in settlements}
    kept = {fact for fact, decision in decided.items() if decision == "kept"}
    dropped = {fact for fact, decision in decided.items() if decision == "dropped"}
    return (agreed_facts(readings) | kept) - dropped


def read_unclaimed(
    data: Path, record: Record, hidden: frozenset[str] = frozenset()
) -> tuple[dict[str, tuple[Row, ...]], list[Fault]]:
    """Read the tables that no claim rests on, by file: readings, their settlements, the backtest; and their faults."""
    paths = sorted(data.glob("reports/*/readings/[!.]*.csv"), key=_order)
    codes = frozenset(row.activity_code for report in record.reports for row in report.tables.activities)
    known = {"activities": codes, "countries": frozenset(row.country_code for row in record.reference.countries)}
    known = {name: names for name, names in known.items() if name not in hidden}
    found: dict[str, tuple[Row, ...]] = {}
    faults: list[Fault] = []
    for path in (*paths, *data.glob(BACKTEST), data / CODES, data / FORMER):
        file = path.relative_to(data).as_posix()
        found[file] = read_table(data, file, _kind_of(path), faults, Context(least=LEAST.get(file, 1)))
        check_rows(found[file], known, {}, faults)
    return found, faults


def _kind_of(path: Path) -> type[Row]:
    """Return what the rows of a table are on which no claim rests."""
    if path.parent.name == "backtest":
        return CrossBorder
    named = {Path(CODES).name: CountryCode, Path(FORMER).name: Replacement}
    if path.name in named:
        return named[path.name]
    return Settlement if path.name == SETTLEMENTS else Reading


def check_settlements(folder: Path, printed: Iterable[Fact]) -> Iterator[Fault]:
    """Find differences between readers that nobody settled, and facts that are not printed as settled."""
    readings, settlements = read_readings(folder), read_rows(folder / SETTLEMENTS, Settlement)
    file = f"reports/{folder.parent.name}/{folder.name}/{SETTLEMENTS}"
    found = frozenset().union(*readings.values())
    decided = {(row.activity, row.facet, row.value): row for row in settlements}
    for fact in sorted(found - agreed_facts(readings) - set(decided)):
        yield Fault(
            f"The readers differ on {_show(fact)} and nobody settled it.",
            file,
            None,
            "value",
            " ".join(fact),
            "Add a row.",
        )
    facts, settled = frozenset(printed), settled_facts(readings, settlements)
    for fact in sorted(facts ^ settled):
        said = "is settled, but the graph does not print it" if fact in settled else "is printed, but nobody settled it"
        row = decided[fact].row if fact in decided else None
        remedy = "Correct the claim in facts/, or the decision here."
        yield Fault(f"{_show(fact)} {said}.", file, row, "decision", " ".join(fact), remedy)


def _show(fact: Fact) -> str:
    activity, facet, value = fact
    return f'"{facet} = {value}" of {activity}'
