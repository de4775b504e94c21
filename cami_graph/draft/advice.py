"""What column 6 asks for: kinds of advice, countries, species, places and threats that it names."""

from __future__ import annotations

import re

from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.entries import Entry, has_items, split_entries
from cami_graph.draft.subjects import MEANT, first_threat, meant_threats
from cami_graph.draft.words import find_countries

BINDS = re.compile(r"\b(?:with|agree|together|between|task force|working group|border)\b", re.IGNORECASE)
SAME = re.compile(r"\b(?:the same|do it|likewise)\b", re.IGNORECASE)


def draft_advice(desk: Desk) -> None:
    """Propose the recommendations of every row."""
    for row in desk.rows:
        counts: dict[str, int] = {}
        for entry in split_entries(desk, row, 6):
            codes = entry.codes or row.codes
            counts[codes[0]] = counts.get(codes[0], 0) + 1
            _propose(desk, row, entry, f"{codes[0]}-x{counts[codes[0]]}")


def _propose(desk: Desk, row: PrintedRow, entry: Entry, name: str) -> None:
    words = entry.span.words
    codes = entry.codes or row.codes
    countries = tuple(dict.fromkeys(code for one in find_countries(words, desk.lexicon) for code in one.codes))
    kinds = _kinds(desk, row, words, countries)
    species = [mention.things[0].id for mention in desk.lexicon.find(words, "species")]
    named = bool(species)
    if not named:
        species = _meant(desk, codes, kinds, words)
    places = [m.things[0].id for m in desk.lexicon.find(words, "place") if m.things[0].type != "settlement"]
    said = first_threat(desk.cues, words)
    threats = said or (() if "delete" in kinds else meant_threats(desk, codes, entry.item))
    sure = 0.4 if kinds == ("other",) else 0.7
    desk.propose(
        "recommendations",
        [entry.span],
        sure,
        "no cue says what kind of advice it is" if kinds == ("other",) else "by the words of its kind",
        recommendation_id=name,
        activity_codes="; ".join(codes),
        items=entry.item if has_items(row) else "",
        title_en=entry.title,
        type_ids="; ".join(kinds),
        country_codes="; ".join(countries),
        species_ids="; ".join(dict.fromkeys(species)),
        place_ids="; ".join(dict.fromkeys(places)),
        threat_ids="; ".join(threats),
        reason="" if named or not species else "the activity names the species",
        **({} if said or not threats else MEANT),
    )


def _kinds(desk: Desk, row: PrintedRow, words: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    kinds = list(desk.cues.all("asks", words))
    listed = [one for one in find_countries(words, desk.lexicon) if len(one.codes) > 1]
    asked = any(words[one.end :].startswith(" should") for one in listed)
    if "transboundary" not in kinds and len(countries) > 1 and (asked or BINDS.search(words)):
        kinds.append("transboundary")
    if not kinds and SAME.search(words):
        own = " ".join(cell.text for cell in row.own.values())
        kinds = [one for one in desk.cues.all("asks", own) if one in ("legislation", "research", "action-plan")][:1]
    return tuple(kinds) or ("other",)


def _meant(desk: Desk, codes: tuple[str, ...], kinds: tuple[str, ...], words: str) -> list[str]:
    """Return the species of the activity where advice on its plan names none."""
    if "action-plan" not in kinds or not re.search(r"\b(?:plan|strategy|one|it)\b", words):
        return []
    rows = [one.row for one in desk.of("scopes") if one.row["kind"] == "species" and one.row["column"] == "1"]
    return [row["value"] for row in rows if row["activity_codes"] in codes]
