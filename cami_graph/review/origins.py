"""Which decision a row of the tables comes from, also where somebody edited the row in a table or a workbook since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cami_graph.review.decisions import OPEN, Decision, Log
from cami_graph.review.folder import READING, Claim, Values

ALIKE = 0.5
"""The share of cells above which a row whose key was changed counts as the row that was decided."""

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Origin:
    """The decision that a row comes from, and whether the row was edited since without being read again."""

    decision: Decision
    is_unread: bool


def find_origins(rows: Sequence[Claim], logs: Iterable[Log]) -> dict[Place, Origin]:
    """Return where edited rows come from, by table and number; rows that say what was decided are not among them.

    Only a row that names a reader can have been decided. One that names another reader or day than its decision was
    read anew by hand, and stands.
    """
    decisions = [one for log in logs for one in log.decisions if one.decision != OPEN]
    results = {one.result for one in decisions}
    present = {claim.id for claim in rows}
    edited = [claim for claim in rows if claim.cells.get("reader") and claim.id not in results]
    left = {one.claim: one for one in decisions if one.result not in present and one.claim not in present}
    found: dict[Place, Origin] = {}
    for is_sure in (True, False):
        for claim in (one for one in edited if (one.table, one.row) not in found):
            near = (one for one in left.values() if one.table == claim.table)
            one = next((one for one in near if _fits(claim, one, decisions, is_sure=is_sure)), None)
            if one is not None:
                del left[one.claim]
                found[claim.table, claim.row] = Origin(one, _says_reading(claim, one, decisions))
    return found


def _fits(claim: Claim, decision: Decision, decisions: Sequence[Decision], *, is_sure: bool) -> bool:
    """Say whether a row has the key that was decided; or, less sure, its reader and day and most of its cells."""
    if is_sure:
        return bool(claim.name) and claim.name == _said(decision).name
    return _says_reading(claim, decision, decisions) and _is_alike(claim, decision)


def _is_alike(claim: Claim, decision: Decision) -> bool:
    mine, theirs = _filled(claim.cells), _filled(_said(decision).cells)
    same = sum(mine.get(column) == text for column, text in theirs.items())
    return same > ALIKE * max(len(theirs), len(mine))


def _said(decision: Decision) -> Claim:
    """Return the row as the decision left it."""
    return Claim(decision.table, 0, {**decision.was, **decision.now})


def _filled(cells: Values) -> Mapping[str, str]:
    return {column: text for column, text in cells.items() if text and column not in READING}


def _says_reading(claim: Claim, decision: Decision, decisions: Sequence[Decision]) -> bool:
    """Say whether a row still names the readers and a day of a decision that it does not say any more."""
    same = [one for one in decisions if one.claim == decision.claim]
    named = {part.strip() for part in claim.cells["reader"].split(";")}
    return named <= {one.reader for one in same} and claim.cells["read_on"] in {one.decided_at[:10] for one in same}
