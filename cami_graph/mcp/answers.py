"""What a tool gives back: some rows, for each row the numbers of the words that it rests on, and why it has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

NO_WORDS = {
    "count": "no words: what the row counts or groups rests on no claim of a document",
    "none": "no words: nothing in the row is a claim that a document makes",
}
COUNTED = ("n", "count", "things", "actions", "activities", "claims", "countries", "actors", "recommendations", "share")


def make_answer(
    rows: Sequence[Mapping[str, Any]], citations: Iterable[Mapping[str, Any]], limit: int
) -> dict[str, Any]:
    """Return the first rows with their words; `citations` holds only the words of these rows, numbered from 1."""
    shown = rows[:limit]
    held = list(citations)
    found = [_words_of(number, row, held) for number, row in enumerate(shown, 1)]
    numbers = {place: number for number, place in enumerate(sorted({one for words in found for one in words}), 1)}
    return {
        "rows": [
            dict(row) | _mark(row, [numbers[one] for one in words]) for row, words in zip(shown, found, strict=True)
        ],
        "rows_shown": len(shown),
        "rows_total": len(rows),
        "citations": [{"number": number} | plain_citation(held[place]) for place, number in numbers.items()],
        "note": _note(len(shown), len(rows), len(numbers)),
    }


def _words_of(number: int, row: Mapping[str, Any], citations: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the places of the citations that a row rests on: as they say, else those of its quote or of its things."""
    if any("rows" in one for one in citations):
        return [place for place, one in enumerate(citations) if number in one["rows"]]
    if row.get("evidence"):
        return [place for place, one in enumerate(citations) if one["evidence"] == row["evidence"]]
    values = {value for value in row.values() if isinstance(value, str)}
    return [place for place, one in enumerate(citations) if values & set(one["things"])]


def _mark(row: Mapping[str, Any], numbers: list[int]) -> dict[str, Any]:
    if numbers:
        return {"words": numbers}
    counts = any(name.lower().endswith(COUNTED) and isinstance(row[name], int | float) for name in row)
    return {"words": [], "why": NO_WORDS["count" if counts else "none"]}


def _note(shown: int, total: int, words: int) -> str:
    if not total:
        return "No rows: the record tells of none. Silence is not a statement that nothing was done."
    parts = [f"{shown} of {total} rows; raise `limit` or narrow the values for the others."] if shown < total else []
    parts += [] if words else ["No words: these rows count, group or come from registers."]
    return " ".join(parts)


def plain_citation(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a citation with its document in words, whichever way it came."""
    document = one.get("document") or {name: str(one.get(name) or "") for name in ("number", "title", "date")}
    activities = one.get("activities") or [one[name] for name in ("activity",) if one.get(name)]
    place = {name: one.get(name) for name in ("column", "start", "end", "locator")}
    return {"quote": one.get("quote") or "", "document": document, "activities": activities} | place


def things_in(rows: Iterable[Mapping[str, Any]], space: str) -> list[str]:
    """Return the addresses of our own things in rows, each once."""
    found = (value for row in rows for value in row.values() if isinstance(value, str) and value.startswith(space))
    return list(dict.fromkeys(found))
