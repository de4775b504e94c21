"""Bring what was decided into the tables: rows become read or rejected, with who read them and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cami_graph.files import write_aside
from cami_graph.review.decisions import ACCEPT, ADD, REJECT, ROOM, SETTLED, Decision, read_log, read_logs
from cami_graph.review.differences import measure_readers, settle, tabulate
from cami_graph.review.folder import Claim, Folder, Values, claim_columns, row_types
from cami_graph.review.origins import Origin, find_origins
from cami_graph.tables import columns_of
from cami_graph.tables.report import Exemption
from cami_graph.workbook import TableSheet, apply_changes

KINDS = {ADD: "added", REJECT: "rejected"}
AGREEMENT = f"{ROOM}/agreement.tsv"


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of the decisions: proposed rows read and rejected, claims and exceptions added, why others wait."""

    read: int
    rejected: int
    added: int
    exceptions: int
    differing: int
    undecided: int
    waiting: tuple[tuple[Claim, tuple[str, ...]], ...]
    files: tuple[str, ...]


def finish(folder: Folder) -> Finished:
    """Write the decisions that hold into the tables of the folder. Raises OSError; done twice, it changes nothing.

    How far several readers agree is written beside their decisions.

    A row waits as it is while readers differ on it, while nobody is sure, or while a column that must be filled in
    what was read is empty. What was read by an earlier decision that holds no more is proposed again, and so is what
    somebody edited since without saying that it was read.
    """
    logs, settled = read_logs(folder.path), read_log(folder.path, SETTLED)
    decided, open_ = settle(folder, logs, settled)
    rows = (*folder.claims, *folder.exceptions)
    made = {one.result: one for log in (*logs, settled) for one in log.decisions}
    result = Writing(folder, decided, made, find_origins(rows, (*logs, settled)))
    for claim in rows:
        result.write_row(claim)
    for name, said in decided.items():
        if said[0].decision == ADD and name not in result.present:
            result.add_row(said)
    contents = {f"facts/{name}.csv": _cells(name, new) for name, new in result.rows.items()}
    files = apply_changes(folder.path, _sheets(), contents)
    if len(logs) > 1:
        write_aside(folder.path / AGREEMENT, tabulate(measure_readers(logs)).encode("utf-8"))
    counts = result.counts
    return Finished(
        counts["read"],
        counts["rejected"],
        counts["added"],
        counts["exceptions"],
        len(open_),
        counts["undecided"] - sum(one.claim in result.present for one in open_),
        tuple(result.waiting),
        tuple(files),
    )


@dataclass
class Writing:
    """The tables on their way: rows by number, which decisions have their row, what waits."""

    folder: Folder
    decided: Mapping[str, Sequence[Decision]]
    made: Mapping[str, Decision]
    origins: Mapping[tuple[str, int], Origin]
    rows: dict[str, dict[int, Values]] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    waiting: list[tuple[Claim, tuple[str, ...]]] = field(default_factory=list)

    def write_row(self, claim: Claim) -> None:
        """Write one row as it stands after the decisions."""
        before, origin = self.made.get(claim.id), self.origins.get((claim.table, claim.row))
        name = claim.id if claim.id in self.decided or before is None else before.claim
        self.present |= {name, origin.decision.claim} if origin else {name}
        cells = claim.cells
        if name in self.decided:
            drafted = {**claim.cells, **before.was} if before is not None else claim.cells
            cells = self._read(replace(claim, cells=drafted), self.decided[name], claim.cells)
        elif origin is not None and origin.is_unread:
            cells = {**claim.cells, "state": "proposed"}
        elif before is not None and claim.cells.get("reader"):
            cells = take_back(claim.cells, before)
        self.counts["undecided"] += name not in self.decided and cells.get("state") == "proposed"
        self.rows.setdefault(claim.table, {})[claim.row] = cells

    def add_row(self, said: Sequence[Decision]) -> None:
        """Write a claim that a reader found behind the rows of its table."""
        rows = self.rows.setdefault(said[0].table, {})
        claim = Claim(said[0].table, max(rows, default=1) + 1, {})
        if cells := self._read(claim, said, {}):
            rows[claim.row] = cells

    def _read(self, claim: Claim, said: Sequence[Decision], now: Values) -> Values:
        """Return a row after a decision; as it is now where a column that must be filled is empty."""
        cells = read_cells(claim.cells, said)
        if lacks := missing(claim.table, cells):
            self.waiting.append((claim if claim.cells else replace(claim, cells=cells), lacks))
            return now
        kind = "exceptions" if claim.table == Exemption.TABLE else KINDS.get(said[0].decision, "read")
        self.counts[kind] += 1
        return cells


def take_back(cells: Values, made: Decision) -> Values:
    """Return a row as it was before a decision that holds no more; what was added by it is rejected."""
    state = "rejected" if made.decision == ADD else "proposed"
    return {**cells, **made.was, "state": state, "reader": "", "read_on": ""}


def read_cells(cells: Values, said: Sequence[Decision]) -> dict[str, str]:
    """Return a row as it stands once these decisions, which agree, are written into it."""
    last = max(one.decided_at for one in said)
    state = "rejected" if said[0].decision == REJECT else "read"
    readers = "; ".join(dict.fromkeys(one.reader for one in said))
    now = said[0].now if said[0].decision not in (ACCEPT, REJECT) else {}
    found = {**cells, **now, "state": state, "reader": readers, "read_on": last[:10]}
    return found if said[0].table in claim_columns() else {**cells, **now}


def missing(table: str, cells: Values) -> tuple[str, ...]:
    """Return the columns that must be filled before a row may count as read, and are not."""
    if cells.get("state") == "rejected":
        return ()
    columns = columns_of(row_types()[table])
    return tuple(one.name for one in columns if one.required and not cells.get(one.name))


def _sheets() -> list[TableSheet]:
    kinds = row_types()
    return [TableSheet("", f"facts/{name}.csv", kinds[name]) for name in (*claim_columns(), "exceptions")]


def _cells(table: str, rows: Mapping[int, Values]) -> dict[int, tuple[str, ...]]:
    names = [one.name for one in columns_of(row_types()[table])]
    return {number: tuple(cells.get(name, "") for name in names) for number, cells in rows.items()}
