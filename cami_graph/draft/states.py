"""How far each activity or lettered item is: always a guess that a person settles."""

from __future__ import annotations

from collections.abc import Sequence

from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.entries import has_items
from cami_graph.draft.told import COUNTED, Told
from cami_graph.source import Span


def draft_states(desk: Desk, row: PrintedRow, told: Sequence[Told]) -> None:
    """Propose how far each activity or lettered item is; always for a person to confirm."""
    for code in row.codes:
        mine = [one for one in told if code in (one.entry.codes or row.codes)]
        lettered = {item: one for one in reversed(mine) for item in (one.entry.item, *one.entry.also) if item}
        if has_items(row) and lettered:
            for item in sorted(lettered):
                _state(desk, code, item, lettered[item].status, lettered[item].entry.span)
        elif mine:
            span, status = _beside(desk, row) or _whole(desk, mine)
            _state(desk, code, "", status, span)


def _beside(desk: Desk, row: PrintedRow) -> tuple[Span, str] | None:
    """Return the state that the column of those who did it tells in their stead."""
    for span in row.passages(5):
        if status := desk.cues.first("whole", span.words) or desk.cues.first("beside", span.words):
            return span, status
    return None


def _whole(desk: Desk, told: Sequence[Told]) -> tuple[Span, str]:
    first = told[0]
    words = " ".join(one.entry.span.words for one in told)
    if told[-1].entry.after and first.status == "not-done":
        return first.entry.span, "partial"
    if not any(one.entry.lead for one in told) or len(told) == 1:
        body = first.entry.body if len(told) == 1 else words
        if status := desk.cues.first("whole", body):
            return first.entry.span, status
        if len(told) == 1 and first.status in ("ongoing", "planned", "not-done", "partial"):
            return first.entry.span, first.status
    for one in told:
        if status := desk.cues.first("part", one.entry.body):
            return one.entry.span, status
    if all(one.status == "not-done" for one in told):
        return first.entry.span, "not-done"
    counted = next((one for one in told if one.status in COUNTED), first)
    return counted.entry.span, "reported"


def _state(desk: Desk, code: str, item: str, status: str, span: Span) -> None:
    column = "4" if span.column == 4 else "5"
    desk.propose(
        "statuses",
        [span],
        0.5,
        "how far the whole is, is for a person to say",
        activity_code=code,
        item=item,
        status=status,
        column=column,
    )
