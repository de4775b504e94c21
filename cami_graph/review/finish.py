"""Bring what was decided into the tables: rows become read or rejected, with who read them and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cami_graph.review.compare import settle
from cami_graph.review.decisions import ACCEPT, ADD, REJECT, SETTLED, Decision, read_log, read_logs
from cami_graph.review.folder import Cells, Claim, Folder, claim_columns, row_types
from cami_graph.tables import columns_of
from cami_graph.workbook import TableSheet, apply_changes


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of the decisions: rows read, rejected and added, and why others wait."""

    read: int
    rejected: int
    added: int
    differing: int
    waiting: tuple[tuple[Claim, tuple[str, ...]], ...]
    files: tuple[str, ...]


def finish(folder: Folder) -> Finished:
    """Write the decisions that hold into the tables of the folder. Raises OSError; done twice, it changes nothing.

    A row waits as it is while readers differ on it, while nobody is sure, or while a column that must be filled in
    what was read is empty.
    """
    decided, open_ = settle(folder, read_logs(folder.path), read_log(folder.path, SETTLED))
    standing = {one.result: claim for claim, said in decided.items() for one in said[:1]}
    rows: dict[str, dict[int, Cells]] = {}
    for claim in (*folder.claims, *folder.exceptions):
        rows.setdefault(claim.table, {})[claim.row] = claim.cells
    counts, waiting = {"read": 0, "rejected": 0, "added": 0}, []
    present = set()
    for claim in folder.claims:
        name = claim.id if claim.id in decided else standing.get(claim.id, "")
        present.add(name)
        if not name:
            continue
        cells = read_cells(claim.cells, decided[name])
        if lacks := missing(claim.table, cells):
            waiting.append((claim, lacks))
            continue
        rows[claim.table][claim.row] = cells
        counts["rejected" if cells["state"] == "rejected" else "read"] += 1
    for name, said in decided.items():
        if said[0].decision == ADD and name not in present:
            _append(rows, said, waiting, counts)
    files = apply_changes(
        folder.path, _sheets(), {f"facts/{name}.csv": _cells(name, new) for name, new in rows.items()}
    )
    return Finished(counts["read"], counts["rejected"], counts["added"], len(open_), tuple(waiting), tuple(files))


def _append(
    rows: dict[str, dict[int, Cells]],
    said: Sequence[Decision],
    waiting: list[tuple[Claim, tuple[str, ...]]],
    counts: dict[str, int],
) -> None:
    """Add a claim that a reader found behind the rows of its table."""
    table = said[0].table
    cells = read_cells({}, said)
    number = max(rows.get(table, {}), default=1) + 1
    if lacks := missing(table, cells):
        waiting.append((Claim(table, number, cells), lacks))
        return
    rows.setdefault(table, {})[number] = cells
    counts["added"] += 1


def read_cells(cells: Cells, said: Sequence[Decision]) -> dict[str, str]:
    """Return a row as it stands once these decisions, which agree, are written into it."""
    last = max(one.decided_at for one in said)
    state = "rejected" if said[0].decision == REJECT else "read"
    readers = "; ".join(dict.fromkeys(one.reader for one in said))
    now = said[0].now if said[0].decision not in (ACCEPT, REJECT) else {}
    found = {**cells, **now, "state": state, "reader": readers, "read_on": last[:10]}
    return found if said[0].table in claim_columns() else {**cells, **now}


def missing(table: str, cells: Cells) -> tuple[str, ...]:
    """Return the columns that must be filled before a row may count as read, and are not."""
    if cells.get("state") == "rejected":
        return ()
    columns = columns_of(row_types()[table])
    return tuple(one.name for one in columns if one.required and not cells.get(one.name))


def _sheets() -> list[TableSheet]:
    kinds = row_types()
    return [TableSheet("", f"facts/{name}.csv", kinds[name]) for name in (*claim_columns(), "exceptions")]


def _cells(table: str, rows: Mapping[int, Cells]) -> dict[int, tuple[str, ...]]:
    names = [one.name for one in columns_of(row_types()[table])]
    return {number: tuple(cells.get(name, "") for name in names) for number, cells in rows.items()}
