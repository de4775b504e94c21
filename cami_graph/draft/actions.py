"""What columns 4 and 5 tell: what was done, where, when, by whom, together with whom, and how far the whole is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cami_graph.draft.align import align
from cami_graph.draft.cues import Cues
from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.entries import Entry, has_items, split_entries
from cami_graph.draft.lexicon import Mention, Thing
from cami_graph.draft.parties import Party, find_acting, split_parties
from cami_graph.draft.words import Countries, find_countries, find_money, find_spans
from cami_graph.source import Span

COUNTED = ("done", "partial", "ongoing", "reported")
ASIDE = re.compile(r"\((?:probably |perhaps )?from [^()]*\)")
BY_YEAR = re.compile(r"\s*\(\s*((?:19|20)\d\d)\s*\)")


@dataclass
class Told:
    """An entry as an action: its countries and what else its words say."""

    entry: Entry
    status: str
    countries: tuple[str, ...]
    why: str
    years: tuple[tuple[str, str], ...] = ()
    by_year: dict[str, str] = field(default_factory=dict)
    parties: list[Party] = field(default_factory=list)
    borrowed: tuple[str, ...] = ()


def draft_actions(desk: Desk) -> None:
    """Propose actions, participations, cooperations and states of every row."""
    counts: dict[str, int] = {}
    for row in desk.rows:
        told = [_tell(desk, row, entry) for entry in split_entries(desk, row)]
        align(desk, row, told)
        for one in told:
            _borrow_countries(desk, row, one)
            _propose(desk, row, one, counts)
        draft_states(desk, row, told)


def _tell(desk: Desk, row: PrintedRow, entry: Entry) -> Told:
    words = entry.body
    status = desk.cues.first("action", words) or "reported"
    lists = find_countries(ASIDE.sub(lambda match: " " * len(match[0]), entry.span.words), desk.lexicon)
    countries = entry.lead + tuple(code for one in lists for code in one.codes if code not in entry.lead)
    if status == "not-done" and entry.lead:
        countries = entry.lead
    spans = find_spans(entry.span.words)
    by_year = {} if len(lists) < 2 else _years_of(entry.span.words, lists)
    return Told(entry, status, countries, "named in the entry", tuple(_distinct(spans)), by_year)


def _years_of(words: str, lists: Sequence[Countries]) -> dict[str, str]:
    """Return the year that stands in brackets behind each country, where each has its own."""
    found = {one.codes[-1]: match[1] for one in lists if (match := BY_YEAR.match(words, one.end))}
    return found if len(found) > 1 else {}


def _distinct(spans: Sequence[tuple[int, str, str]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((first, last) for _, first, last in spans))


def _borrow_countries(desk: Desk, row: PrintedRow, told: Told) -> None:
    """Give an entry that names no country that of a body at home in it, or of a place in one country alone."""
    if told.countries or told.status == "not-done" or told.entry.item:
        return
    homes = tuple(dict.fromkeys(home for party in told.parties if (home := party.home)))
    own = " ".join(span.words for code in row.codes for span in row.own_words(code))
    places = [m.things[0] for m in desk.lexicon.find(told.entry.span.words, "place")]
    places += [m.things[0] for m in desk.lexicon.find(own, "place") if len(row.codes) == 1]
    there = tuple(dict.fromkeys(place.countries[0] for place in places if len(place.countries) == 1))
    if len(there) == 1 or len(homes) == 1:
        told.countries = there[:1] if len(there) == 1 else homes
        told.why = "the country of a place it names" if len(there) == 1 else "the country of a body that did it"
        told.borrowed = told.countries


def _propose(desk: Desk, row: PrintedRow, told: Told, counts: dict[str, int]) -> None:
    codes = told.entry.codes or row.codes
    years: list[tuple[str, str]] = list(told.years) or [("", "")]
    groups = [(told.countries, year) for year in years]
    if told.by_year:
        groups = [((code,), (year, year)) for code, year in told.by_year.items()]
    for number, (countries, (first, last)) in enumerate(groups):
        counts[codes[0]] = counts.get(codes[0], 0) + 1
        name = f"{codes[0]}-r{counts[codes[0]]}"
        _propose_action(desk, told, name, codes, countries, (first, last))
        if number == 0:
            _propose_parts(desk, told, name)
            _propose_joint(desk, told, name)
        elif told.by_year:
            _propose_parts(desk, told, name)


def _propose_action(
    desk: Desk, told: Told, name: str, codes: Sequence[str], countries: Sequence[str], year: tuple[str, str]
) -> None:
    words = told.entry.span.words
    things = {kind: _things(desk, told, kind) for kind in ("place", "initiative")}
    species = _species(desk, codes, told)
    threats = _threats(desk, codes, told)
    money = find_money(words)
    first, last = year
    sure = 0.85 if told.entry.lead else 0.7
    doubt = {"certainty": "doubtful", "reason": "the report prints (tbc)"} if "(tbc)" in words else {}
    if not doubt and any(not _says(desk, words, one) for one in species):
        doubt = {"reason": "the activity, or the full name of the undertaking, names the species"}
    if told.borrowed and not doubt:
        doubt = {"certainty": "probable", "reason": f"the country is {told.why.removeprefix('the country ')}"}
    desk.propose(
        "actions",
        [told.entry.span],
        0.5 if told.borrowed else sure,
        f"{told.why}; {told.status} by its words",
        action_id=name,
        activity_codes="; ".join(codes),
        items=told.entry.item,
        title_en=_title(told.entry.body),
        status=told.status,
        country_codes="; ".join(dict.fromkeys(countries)),
        place_ids="; ".join(things["place"]),
        species_ids="; ".join(species),
        threat_ids="; ".join(threats),
        initiative_ids="; ".join(things["initiative"]),
        start_year=first,
        end_year=last,
        budget_amount=str(money[0]) if money else "",
        budget_currency=money[1] if money else "",
        column="4",
        **doubt,
    )


def _says(desk: Desk, words: str, species: str) -> bool:
    return any(one.id == species for found in desk.lexicon.find_all(words, "species") for one in found.things)


def _threats(desk: Desk, codes: Sequence[str], told: Told) -> tuple[str, ...]:
    """Return the threat that the words of an entry name first; a fence is one at a border where the activity says so."""
    if told.status == "not-done":
        return ()
    found = first_threat(desk.cues, told.entry.span.words)
    own = " ".join(cell.text for row in desk.rows for code, cell in row.own.items() if code in codes)
    if found == ("other-fences",) and "border-fences" in desk.cues.all("told", own):
        return ("border-fences",)
    return found


def first_threat(cues: Cues, words: str) -> tuple[str, ...]:
    """Return the threat whose cue stands first in the words."""
    found = [(match.start(), cue.value) for cue in cues.of("told") if (match := cue.search(words))]
    return (min(found)[1],) if found else ()


def _title(words: str) -> str:
    text = " ".join(words.split()).strip(" .;,")
    return (text[:1].upper() + text[1:])[:160]


def _things(desk: Desk, told: Told, kind: str) -> tuple[str, ...]:
    found = []
    words = told.entry.span.words
    mentions = [one for one in desk.lexicon.find(words, kind) if not _is_body(desk, one)]
    if kind == "place":
        names = desk.lexicon.find(words, "initiative")
        within = [one for name in names for one in desk.lexicon.find_all(name.words, kind, "species")]
        mentions += [one for one in within if one.things[0].kind == kind]
    found += [choose(mention.things, told.countries).id for mention in mentions]
    if kind == "initiative":
        found += [party.thing.id for party in told.parties if desk.lexicon.by_id("initiative", party.thing.id)]
    return tuple(dict.fromkeys(found))


def _is_body(desk: Desk, mention: Mention) -> bool:
    """Say whether a name of an undertaking is that of a body of another id, which acts under it."""
    bodies = [one for one in desk.lexicon.meaning(mention.words) if one.kind == "actor"]
    return bool(bodies) and all(one.id != body.id for one in mention.things for body in bodies)


def choose(things: Sequence[Thing], countries: Sequence[str]) -> Thing:
    """Return the thing of a name that several bear: the one of these countries, else the likeliest."""
    return next((one for one in things if one.countries and set(one.countries) & set(countries)), things[0])


def _species(desk: Desk, codes: Sequence[str], told: Told) -> tuple[str, ...]:
    words = told.entry.span.words
    found = [mention.things[0].id for mention in desk.lexicon.find(words, "species")]
    for mention in desk.lexicon.find(words, "initiative"):
        found += [
            one.things[0].id for one in desk.lexicon.find_all(f"{mention.words} {mention.things[0].name}", "species")
        ]
    found += _short_names(desk, codes, told, words)
    return tuple(dict.fromkeys(found))


def _short_names(desk: Desk, codes: Sequence[str], told: Told, words: str) -> list[str]:
    """Return species that only the last word of their name tells, such as "Leopard" where one Leopard can be meant."""
    taken = [(one.start, one.end) for one in desk.lexicon.find(words)]
    found = []
    for match in desk.cues.phrases("species_head").finditer(words):
        if any(low <= match.start() < high for low, high in taken):
            continue
        meant = [one for one in _present(desk) if one.title.casefold().split()[-1].rstrip("s") == match[0].casefold()]
        here = [one for one in meant if one.id in _scope(desk, codes)]
        there = [one for one in meant if not one.countries or set(one.countries) & set(told.countries)]
        if len(here) == 1 or len(there) == 1:
            found.append((here if len(here) == 1 else there)[0].id)
    return found


def _present(desk: Desk) -> list[Thing]:
    """Return the species that the document names in full."""
    ids = {one.row["value"] for one in desk.of("scopes") if one.row["kind"] == "species"}
    return [thing for thing in desk.lexicon.things if thing.kind == "species" and thing.id in ids]


def _scope(desk: Desk, codes: Sequence[str]) -> set[str]:
    rows = [one.row for one in desk.of("scopes") if one.row["kind"] == "species" and one.row["column"] == "1"]
    return {row["value"] for row in rows if row["activity_codes"] in codes}


def _propose_parts(desk: Desk, told: Told, name: str) -> None:
    for party in told.parties:
        where = _where(party, told)
        desk.propose(
            "participations",
            [party.span],
            0.6 if party.thing.proposed else party.confidence,
            party.why,
            action_id=name,
            actor_id=party.thing.id,
            role=party.role,
            country_codes="; ".join(where),
            column=str(party.column),
        )


def _where(party: Party, told: Told) -> tuple[str, ...]:
    """Return in which countries of an action a party acts: at home where it has one among them, else in all."""
    if told.status == "not-done":
        return ()
    if party.only:
        return tuple(code for code in party.only if code in told.countries or not told.countries)
    if party.nowhere:
        return ()
    if party.thing.type == "generic" and len(told.countries) > 2:
        return ()
    if told.borrowed and told.why.endswith("did it") and not party.home:
        return ()
    if party.home:
        return (party.home,) if party.home in told.countries else ()
    return told.countries


def _propose_joint(desk: Desk, told: Told, name: str) -> None:
    cue = desk.cues.of("joint")
    words = told.entry.span.words
    if told.status not in COUNTED or len(told.countries) < 2 or told.by_year:
        return
    match = next((found for one in cue if (found := one.search(words))), None)
    if match:
        desk.propose(
            "cooperations",
            [told.entry.span],
            0.6,
            f'"{match[0]}" binds them; together or in parallel is for a person to say',
            cooperation_id=f"{name}-c1",
            action_id=name,
            country_codes="; ".join(sorted(told.countries)),
            column="4",
        )


def draft_states(desk: Desk, row: PrintedRow, told: Sequence[Told]) -> None:
    """Propose how far each activity or lettered item is; always for a person to confirm."""
    for code in row.codes:
        mine = [one for one in told if code in (one.entry.codes or row.codes)]
        lettered = {one.entry.item: one for one in reversed(mine) if one.entry.item}
        if has_items(row) and lettered:
            for item in sorted(lettered):
                _state(desk, code, item, lettered[item].status, lettered[item].entry.span)
        elif mine:
            span, status = _whole(desk, mine)
            _state(desk, code, "", status, span)


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
    desk.propose(
        "statuses",
        [span],
        0.5,
        "how far the whole is, is for a person to say",
        activity_code=code,
        item=item,
        status=status,
        column="4",
    )


__all__ = ["Told", "choose", "draft_actions", "draft_states", "find_acting", "split_parties"]
