"""What the page is told, as plain values: the reader's progress, a printed row, the claims that rest on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cami_graph.check.quotes import FIXED_COLUMNS
from cami_graph.errors import Fault, QueryError
from cami_graph.review.decisions import ADD, Decision
from cami_graph.review.desk import Desk
from cami_graph.review.folder import ONE_BY_ONE, Claim, claim_columns, row_types
from cami_graph.review.judge import NAMED, Judge
from cami_graph.source import Cell, pieces
from cami_graph.tables.columns import Column
from cami_graph.tables.report import Exemption

Told = dict[str, Any]
REASONS = ("reason", "threat_reason")
LAST_REASONS = 8


def tell_sitting(desk: Desk) -> Told:
    """Return what stays the same while one reads: who reads what, the tables with their columns, the lists."""
    judge = desk.judge
    names = (*claim_columns(), Exemption.TABLE)
    tables = {name: [_column(judge, name, one) for one in judge.columns(name)] for name in names}
    named = [one for name in names for column in judge.columns(name) for one in _by_kind(column).values()]
    lists = {_list(one): judge.choices(one) for one in named}
    return {
        "reader": desk.reader,
        "report": desk.folder.source.id,
        "title": desk.folder.source.title,
        "settles": desk.settles,
        "tables": tables,
        "lists": {name: values for name, values in lists.items() if name and values},
        "one_by_one": ONE_BY_ONE,
    }


def _by_kind(column: Column) -> dict[str, Column]:
    """Return a column as it is in rows of each kind; under no kind where that makes no difference."""
    return {kind: column.within({column.by: kind}) for kind in column.named} or {"": column}


def _column(judge: Judge, table: str, column: Column) -> Told:
    return {
        "name": column.name,
        "meaning": column.meaning.replace("`", ""),
        "rule": column.rule(),
        "key": column.name in row_types()[table].KEY,
        "required": column.required,
        "many": column.many,
        "choices": column.choices,
        "list": _list(column),
        "by": column.by,
        "lists": {kind: _list(one) for kind, one in _by_kind(column).items()},
        "rare": not column.required and column.name not in judge.usual.get(table, (column.name,)),
        "fixed": column.name == NAMED.get(table),
        "long": column.own_words or column.name in ("quote", "reason", "threat_reason"),
    }


def _list(column: Column) -> str:
    return column.vocabulary or column.refers if not column.choices else ""


def tell_progress(desk: Desk) -> Told:
    """Return how far the reader is, over all and printed row by printed row."""
    done, total = desk.progress()
    holding = desk.log.holding()
    rows = []
    for number, row in enumerate(desk.folder.rows):
        claims = desk.by_row.get(number, [])
        open_ = sum(claim.id not in holding for claim in claims)
        rows.append({"codes": row.codes, "claims": len(claims), "open": open_})
    return {"done": done, "total": total, "rows": rows}


def tell_row(desk: Desk, number: int) -> Told:
    """Return a printed row and the claims that rest on it. Raises QueryError where there is no such row."""
    if not 0 <= number < len(desk.folder.rows):
        raise QueryError(f"There is no row {number}.", remedy=f"There are 0 to {len(desk.folder.rows) - 1}.")
    row = desk.folder.rows[number]
    return {
        "number": number,
        "codes": row.codes,
        "section": row.section.span.words if row.section else "",
        "cells": [_cell(desk, cell) for cell in row.cells],
        "claims": [_claim(desk, claim) for claim in desk.of_row(number)],
        "reasons": {column: _given(desk, column) for column in REASONS},
    }


def _given(desk: Desk, column: str) -> list[str]:
    """Return the reasons that the reader gave last, each once, the newest first."""
    said = [one.now.get(column, "") for one in reversed(desk.log.decisions)]
    return list(dict.fromkeys(filter(None, said)))[:LAST_REASONS]


def _cell(desk: Desk, cell: Cell) -> Told:
    source = desk.folder.source
    printed = next(at for at in range(1, len(source.roles) + 1) if source.number_of(at) == cell.column)
    return {
        "codes": cell.activity_codes,
        "column": cell.column,
        "head": source.columns[printed - 1],
        "passages": [span.words for span in cell.passages if span.words.strip()],
    }


def _claim(desk: Desk, claim: Claim) -> Told:
    held = desk.log.holding().get(claim.id)
    now = {**claim.cells, **(held.now if held else {})}
    confidence, reason = desk.folder.reasons.get((claim.table, claim.name), ("", ""))
    return {
        "id": claim.id,
        "table": claim.table,
        "name": claim.name,
        "about": _about(desk, claim),
        "mine": bool(held and held.decision == ADD and claim.id not in desk.claims),
        "cells": claim.cells,
        "now": now,
        "pieces": pieces(now.get("quote", "")),
        "column": FIXED_COLUMNS.get(claim.table) or int(now.get("column") or 0),
        "confidence": confidence,
        "reason": reason,
        "decision": _decision(held),
        "waits": desk.wait(claim),
        "faults": [tell_fault(one) for one in desk.faults(claim)],
        "others": _others(desk, claim),
    }


def tell_fault(fault: Fault) -> Told:
    """Return what is wrong in which column, and what to do."""
    return {"column": fault.column, "problem": f"{fault.problem} {fault.remedy}".strip()}


def _about(desk: Desk, claim: Claim) -> str:
    """Return what the action is called of which a claim tells who took part, or worked together."""
    if claim.table == "actions" or "action_id" not in claim.cells:
        return ""
    return desk.folder.title_of_action.get(claim.cells["action_id"], "")


def _decision(held: Decision | None) -> Told | None:
    return {"decision": held.decision, "reader": held.reader, "at": held.decided_at} if held else None


def _others(desk: Desk, claim: Claim) -> list[Told]:
    """Return what readers decided, where their differences are settled; else nobody sees what another decided."""
    said: Mapping[str, Decision | None] = desk.differences[claim.id].by_reader if desk.differences else {}
    return [
        {"name": name, "decision": one.decision if one else "", "now": one.now if one else {}}
        for name, one in said.items()
    ]
