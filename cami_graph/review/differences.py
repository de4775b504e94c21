"""What two readers of one report see differently, how far they agree, and what holds once that is settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from cami_graph.check.agreement import cohen_kappa
from cami_graph.review.decisions import ADD, OPEN, UNSURE, Decision, Log
from cami_graph.review.folder import Folder

ABSENT = "nothing"
"""The class of a reader who read a printed row and did not add the claim that another added there."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim on which readers differ: what each decided, nothing where one did not add it."""

    claim: str
    table: str
    by_reader: Mapping[str, Decision | None]


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far two readers agree on the claims of a table that both decided (table "all": on all of them).

    `kappa` is Cohen's (1960): the agreement beyond chance, units being claims and classes the decisions; None where
    nothing was decided by both. `added` are claims that the first alone, the second alone, and both added.
    """

    table: str
    first: str
    second: str
    both: int
    same: int
    kappa: float | None
    added: tuple[int, int, int]


COLUMNS = ("table", "first", "second", "both", "same", "kappa", "added_by_first", "added_by_second", "added_by_both")


def find_differences(folder: Folder, logs: Sequence[Log]) -> list[Difference]:
    """Return the claims on which the readers who decided differ, in the order in which they stand in the report."""
    holding = {log.name: log.holding() for log in logs}
    visited = {log.name: _visited(folder, log) for log in logs}
    claims = {claim: one for decisions in holding.values() for claim, one in decisions.items()}
    found = []
    for claim, one in claims.items():
        said = {name: decisions[claim] for name, decisions in holding.items() if claim in decisions}
        row = _place(folder, one)
        silent = [name for name in holding if one.decision == ADD and name not in said and row in visited[name]]
        if len({decision.kind for decision in said.values()}) + bool(silent) > 1:
            found.append((row, one.table, Difference(claim, one.table, {**said, **dict.fromkeys(silent)})))
    return [difference for _, _, difference in sorted(found, key=lambda each: each[:2])]


def _place(folder: Folder, decision: Decision) -> int:
    """Return the printed row that a decision is about."""
    claim = folder.by_id.get(decision.claim)
    return folder.place(claim.cells if claim else {**decision.was, **decision.now})


def _visited(folder: Folder, log: Log) -> set[int]:
    return {_place(folder, one) for one in log.holding().values()}


def measure_readers(logs: Sequence[Log]) -> list[Agreed]:
    """Compare each two readers, table by table and over all."""
    return [row for first, second in combinations(logs, 2) for row in _measure(first, second)]


def _measure(first: Log, second: Log) -> Iterator[Agreed]:
    mine, other = first.holding(), second.holding()
    tables = sorted({one.table for one in (*mine.values(), *other.values())})
    for table in [*tables, "all"]:
        one, two = ({c: d for c, d in side.items() if table in ("all", d.table)} for side in (mine, other))
        both = [claim for claim in one if claim in two and ADD not in (one[claim].decision, two[claim].decision)]
        classes = [{("", claim): side[claim].kind for claim in both} for side in (one, two)]
        same = sum(one[claim].kind == two[claim].kind for claim in both)
        new = [{claim for claim, decision in side.items() if decision.decision == ADD} for side in (one, two)]
        added = (len(new[0] - new[1]), len(new[1] - new[0]), len(new[0] & new[1]))
        kappa = cohen_kappa(classes[0], classes[1]) if both else None
        yield Agreed(table, first.name, second.name, len(both), same, kappa, added)


def tabulate(rows: Sequence[Agreed]) -> str:
    """Return how far readers agree as a table, its columns parted by tabs."""
    lines: list[tuple[str, ...]] = [COLUMNS]
    for row in rows:
        kappa = "" if row.kappa is None else f"{row.kappa:.3f}"
        counts = (str(row.both), str(row.same), kappa, *map(str, row.added))
        lines.append((row.table, row.first, row.second, *counts))
    return "".join("\t".join(line) + "\n" for line in lines)


def settle(folder: Folder, logs: Sequence[Log], settled: Log) -> tuple[dict[str, list[Decision]], list[Difference]]:
    """Return the decisions that hold, by claim, with those of every reader behind them; and what is still open.

    Where the readers differ, only what was settled holds; what one reader alone decided holds as that reader read it.
    """
    last = settled.holding()
    open_ = [one for one in find_differences(folder, logs) if one.claim not in last]
    differing = {one.claim for one in open_}
    found: dict[str, list[Decision]] = {claim: [one] for claim, one in last.items()}
    for log in logs:
        for claim, one in log.holding().items():
            if claim not in last and claim not in differing:
                found.setdefault(claim, []).append(one)
    return {claim: said for claim, said in found.items() if said[0].decision not in (UNSURE, OPEN)}, open_
