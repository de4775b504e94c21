"""What columns 1 to 3 say: who is asked to act, how urgent it is, what it is about, what it continues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.entries import belonging
from cami_graph.draft.lexicon import Thing
from cami_graph.draft.unknown import list_landscapes
from cami_graph.source import Span
from cami_graph.tables import Programme

LEVEL = r"high(?:\s*/\s*medium)?|medium(?:\s*/\s*(?:low|high))?|low"
LEVELS = re.compile(rf"({LEVEL})(?:\s*priority)?\s*(?:\(([a-z](?:\s*,\s*[a-z])*)\))?", re.IGNORECASE)
CHANGE = re.compile(
    rf"(?:\(\s*)?(?:change(?:d)? to|should be|to be|raise to|lower to)\s+({LEVEL})(?:\s*priority)?(?:\s*\))?",
    re.IGNORECASE,
)
FORMER = re.compile(r"\[(\d{4})\s*[-–]\s*(\d{4}):\s*([^\]]*)\]")
PARTS = re.compile(r"(\d+\.\d+\.\d+)(?: ([a-z])\b)?")
CODES = re.compile(r"\d+\.\d+\.\d+")
SEE = re.compile(r"\b([Ss]ee(?: also)?(?: [Aa]ctivity)?|as) (\d+\.\d+(?:\.\d+)?)\b")


def draft_plan(desk: Desk, programmes: Sequence[Programme]) -> None:
    """Propose what stands in the columns of the plan."""
    for row in desk.rows:
        for code in row.codes:
            _priorities(desk, row, code)
            _responsibilities(desk, row, code)
            _threats(desk, row, code)
            _threats_by_action(desk, row, code)
            _species(desk, row, code)
            _continuations(desk, row, code, programmes)
            _places(desk, row, code)
            _links(desk, row, code)
    for code, name, states, span in list_landscapes(desk):
        _landscape(desk, code, name, states, span)


def _priorities(desk: Desk, row: PrintedRow, code: str) -> None:
    for span in row.passages(3):
        words = span.words
        for match in CHANGE.finditer(words):
            part = _part(span, match.start(), match.end())
            _priority(desk, code, part, 0.95, kind="requested", level=_level(match[1]))
        rest = CHANGE.sub(lambda match: " " * len(match[0]), words)
        found = list(LEVELS.finditer(rest))
        for match in found:
            end = match.end(2) + 1 if match[2] else match.end(1)
            for item in (match[2] or "").replace(" ", "").split(","):
                _priority(desk, code, _part(span, match.start(), end), 0.99, item=item, level=_level(match[1]))
        if not found and words.strip():
            _priority(desk, code, _stripped(span), 0.8, level="other")


def _priority(
    desk: Desk, code: str, span: Span, sure: float, *, level: str, item: str = "", kind: str = "printed"
) -> None:
    why = "no level of the list" if level == "other" else f"{kind} in the priority cell"
    row = {"activity_code": code, "item": item, "kind": kind, "level": level, "column": "3"}
    desk.propose("priorities", [span], sure, why, **row)


def _level(words: str) -> str:
    return re.sub(r"\s*/\s*", "-", words.casefold()).replace("medium-high", "high-medium")


def _responsibilities(desk: Desk, row: PrintedRow, code: str) -> None:
    for span in row.passages(2):
        for mention in desk.lexicon.find(span.words, "actor"):
            if code not in _addressed(span.words[: mention.start], row.codes):
                continue
            end = mention.end + (len(found[0]) if (found := re.match(r" \(tbc\)", span.words[mention.end :])) else 0)
            part = _part(span, mention.start, end)
            actors = _all_named(mention.things, mention.words)
            for actor in actors:
                why = "a name that is not known yet" if actor.proposed else "named in the column of those responsible"
                doubt = {"certainty": "doubtful", "reason": "the report prints (tbc)"} if "(tbc)" in part.words else {}
                sure = 0.7 if actor.proposed or doubt else 0.97
                desk.propose(
                    "responsibilities", [part], sure, why, activity_code=code, item="", actor_id=actor.id, **doubt
                )


def _addressed(before: str, codes: Sequence[str]) -> Sequence[str]:
    """Return the activities that a party is printed for: those whose codes stand last before it, else all."""
    named = [found for found in CODES.findall(before) if found in codes]
    return named[-1:] or codes


def _all_named(things: Sequence[Thing], words: str) -> tuple[Thing, ...]:
    """Return all bodies that one name stands for where it joins several, else the likeliest."""
    joined = re.search(r" and | & |, |/", words)
    return tuple(things) if joined and len(things) > 1 else tuple(things[:1])


def _threats(desk: Desk, row: PrintedRow, code: str) -> None:
    for cue in desk.cues.of("threat"):
        spot = next(((span, match) for span in row.own_words(code) if (match := cue.search(span.words))), None)
        if spot:
            span, match = spot
            desk.propose(
                "scopes",
                [_sentence(span, match.start(), match.end())],
                0.9,
                f'"{match[0]}" stands in the activity',
                activity_codes=code,
                kind="threat",
                value=cue.value,
                column="1",
            )
        elif row.section and (match := cue.search(row.section.words)) and not _other_threat(desk, row, code, cue.value):
            desk.propose(
                "scopes",
                [row.section],
                0.6,
                "only the heading of the section says so",
                activity_codes=code,
                kind="threat",
                value=cue.value,
                column="0",
                certainty="probable",
                reason="stands under a heading on it",
            )


def _threats_by_action(desk: Desk, row: PrintedRow, code: str) -> None:
    """Propose threats that the action cell says something is done against, where the activity itself does not."""
    known = {one.row["value"] for one in desk.of("scopes") if one.row["activity_codes"] == code}
    for cue in desk.cues.of("threat_by_action"):
        spot = next(((span, match) for span in row.passages(4) if (match := cue.search(span.words))), None)
        if spot and cue.value not in known and code in belonging(spot[0].words, row):
            desk.propose(
                "scopes",
                [_sentence(spot[0], spot[1].start(), spot[1].end())],
                0.5,
                f'"{spot[1][0]}" stands in the action cell',
                activity_codes=code,
                kind="threat",
                value=cue.value,
                column="4",
            )


def _other_threat(desk: Desk, row: PrintedRow, code: str, threat: str) -> bool:
    words = " ".join(span.words for span in row.own_words(code))
    return any(cue.value != threat and cue.search(words) for cue in desk.cues.of("threat"))


def _species(desk: Desk, row: PrintedRow, code: str) -> None:
    own = row.own[code]
    seen: dict[str, str] = {}
    near = [(span, "1", 0.97, "named in the activity") for span in row.own_words(code)]
    over = []
    if own.subheading and desk.lexicon.find_all(own.subheading.words, "species"):
        over = [(own.subheading, "1", 0.9, "named in the heading over it")]
    elif row.section:
        over = [(row.section, "0", 0.85, "named in the heading of the section")]
    for span, column, confidence, why in (*near, *over):
        doubt = _heading_doubt(tuple(seen.values())) if column == "0" else {}
        for mention in desk.lexicon.find_all(span.words, "species"):
            thing = mention.things[0]
            if thing.id not in seen:
                seen[thing.id] = mention.words
                part = span if column == "0" else _part(span, mention.start, mention.end)
                desk.propose(
                    "scopes",
                    [part],
                    confidence,
                    why,
                    activity_codes=code,
                    kind="species",
                    value=thing.id,
                    column=column,
                    **doubt,
                )


def _heading_doubt(named: Sequence[str]) -> dict[str, str]:
    """Return the doubt about a species of the heading where the activity under it speaks of others by name."""
    if not named:
        return {}
    reason = f"the heading of the section names it; the activity itself speaks of {', '.join(named)}"
    return {"certainty": "probable", "reason": reason}


def _places(desk: Desk, row: PrintedRow, code: str) -> None:
    own = row.own[code]
    listed = {name for one, name, _, _ in list_landscapes(desk) if one == code}
    spans = [*row.own_words(code), *([own.subheading] if own.subheading and "(" in own.subheading.words else [])]
    for span in spans:
        for mention in desk.lexicon.find(span.words, "place"):
            thing = mention.things[0]
            if thing.type == "settlement":
                continue
            why = "listed with its states" if mention.words in listed else "named in the activity"
            part = _part(span, mention.start, mention.end)
            desk.propose("scopes", [part], 0.9, why, activity_codes=code, kind="place", value=thing.id, column="1")


def _landscape(desk: Desk, code: str, name: str, states: tuple[str, ...], span: Span) -> None:
    things = [thing for thing in desk.lexicon.meaning(name) if thing.kind == "place"]
    for state in states if things else ():
        desk.propose(
            "landscape_states",
            [span],
            0.95,
            "listed with its states",
            landscape_id=things[0].id,
            country_code=state,
            column="1",
            code=code,
        )


def _continuations(desk: Desk, row: PrintedRow, code: str, programmes: Sequence[Programme]) -> None:
    for span in row.own_words(code):
        for match in FORMER.finditer(span.words):
            former = next((one for one in programmes if (one.start_year, one.end_year) == (match[1], match[2])), None)
            parts = PARTS.findall(match[3])
            for number, item in parts if former else ():
                kind = _kind(match[3], number, code, len(parts))
                desk.propose(
                    "continuations",
                    [_part(span, match.start(), match.end())],
                    0.95,
                    "printed in square brackets",
                    activity_code=code,
                    item="",
                    kind=kind,
                    former_programme_id=former.programme_id if former else "",
                    former_code=number,
                    former_item=item,
                    column="1",
                )


def _links(desk: Desk, row: PrintedRow, code: str) -> None:
    """Propose what an activity or its advice refers to."""
    here = [(span, "1") for span in row.own_words(code)]
    here += [(span, "6") for span in row.passages(6) if len(row.codes) == 1]
    known = {one for other in desk.rows for one in other.codes}
    for span, column in here:
        for match in SEE.finditer(FORMER.sub(lambda found: " " * len(found[0]), span.words)):
            if match[2] != code and (match[2] in known or match[2].count(".") == 1):
                kind = "see-also" if match[1][0] in "sS" else "as"
                part = _part(span, match.start(), match.end())
                desk.propose(
                    "links",
                    [part],
                    0.9,
                    "printed",
                    activity_code=code,
                    target_code=match[2],
                    link_type=kind,
                    column=column,
                )


def _kind(words: str, number: str, code: str, count: int) -> str:
    if "merged" in words or count > 1:
        return "merged"
    if "part of" in words:
        return "split"
    return "continued" if number == code else "renumbered"


def _part(span: Span, start: int, end: int) -> Span:
    return span.part(span.start + start, span.start + end)


def _stripped(span: Span) -> Span:
    words = span.words.strip()
    return _part(span, span.words.index(words), span.words.index(words) + len(words))


def _sentence(span: Span, start: int, end: int) -> Span:
    """Return the words around a cue, up to the nearest comma or stop."""
    low = max((span.words.rfind(sign, 0, start) + 1 for sign in ",.;:()"), default=0)
    high = min((at for sign in ",.;()" if (at := span.words.find(sign, end)) >= 0), default=len(span.words))
    return _stripped(_part(span, low, high))
