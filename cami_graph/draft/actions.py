"""What columns 4 and 5 tell: what was done, where, when, by whom, together with whom, and how far the whole is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from cami_graph.draft.align import align
from cami_graph.draft.clauses import split_clauses
from cami_graph.draft.cues import Cues
from cami_graph.draft.desk import Desk, PrintedRow
from cami_graph.draft.entries import Entry, make_title, split_entries
from cami_graph.draft.parties import Party
from cami_graph.draft.states import draft_states
from cami_graph.draft.subjects import MEANT, find_species, find_things, find_threats, meant_threats, why_species
from cami_graph.draft.told import COUNTED, Told
from cami_graph.draft.words import Countries, find_countries, find_money, find_spans
from cami_graph.source import Span

_Group = tuple[tuple[str, ...], tuple[str, str]]
ASIDE = re.compile(r"\((?:probably |perhaps )?from [^()]*\)")
MOST_COUNTRIES = 5
"""In how many countries at most a body that is at home in none of them acts, where only its entry names them."""

BY_YEAR = re.compile(r"\s*\(\s*((?:19|20)\d\d)\s*\)")


def draft_actions(desk: Desk) -> None:
    """Propose actions, participations, cooperations and states of every row."""
    counts: dict[str, int] = {}
    for row in desk.rows:
        told = [_tell(desk, entry) for entry in split_entries(desk, row)]
        align(desk, row, told)
        for one in told:
            _borrow_countries(desk, row, one)
            _propose(desk, row, one, counts)
        draft_states(desk, row, told)


def _tell(desk: Desk, entry: Entry) -> Told:
    words = entry.body
    status = desk.cues.first("action", words) or "reported"
    lists = find_countries(ASIDE.sub(lambda match: " " * len(match[0]), entry.span.words), desk.lexicon)
    countries = tuple(dict.fromkeys((*entry.lead, *(code for one in lists for code in one.codes))))
    if status == "not-done" and entry.lead:
        countries = entry.lead
    spans = find_spans(entry.span.words)
    if status == "done" and any(int(last or year) > date.today().year for _, year, last in spans):
        status = "ongoing"
    by_year = {} if len(lists) < 2 else _years_of(entry.span.words, lists)
    years = tuple(_place_year(desk.cues, entry.span.words, status, span) for span in _distinct(spans))
    return Told(entry, status, countries, "named in the entry", years, by_year)


def _place_year(cues: Cues, words: str, status: str, years: tuple[str, str]) -> tuple[str, str]:
    """Say of a year that stands alone whether something began in it, ended in it, or both."""
    year, last = years
    if last:
        return years
    place = cues.first("one_year", words) or cues.first("one_year_of", status)
    return {"start": (year, ""), "end": ("", year)}.get(place, (year, year))


def _years_of(words: str, lists: Sequence[Countries]) -> dict[str, str]:
    """Return the year that stands in brackets behind each country, where each has its own."""
    found = {one.codes[-1]: match[1] for one in lists if (match := BY_YEAR.match(words, one.end))}
    return found if len(found) > 1 else {}


def _distinct(spans: Sequence[tuple[int, str, str]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((first, last) for _, first, last in spans))


def _borrow_countries(desk: Desk, row: PrintedRow, told: Told) -> None:
    """Give an entry that names no country that of a body at home in it, or of a place in one country alone."""
    if told.countries or told.status == "not-done":
        return
    homes = tuple(dict.fromkeys(home for party in told.parties if (home := party.home)))
    own = " ".join(span.words for code in row.codes for span in row.own_words(code))
    places = [m.things[0] for m in desk.lexicon.find(told.entry.span.words, "place")]
    places += [m.things[0] for m in desk.lexicon.find(own, "place") if len(row.codes) == 1]
    there = tuple(dict.fromkeys(place.countries[0] for place in places if len(place.countries) == 1))
    if told.entry.item:
        there = ()
    if len(there) == 1 or homes:
        told.countries = there[:1] if len(there) == 1 else homes
        told.why = "the country of a place it names" if len(there) == 1 else "the country of a body that did it"
        told.borrowed = told.countries


def _propose(desk: Desk, row: PrintedRow, told: Told, counts: dict[str, int]) -> None:
    codes = told.entry.codes or row.codes
    years: list[tuple[str, str]] = list(told.years) or [("", "")]
    groups: list[_Group] = [(told.countries, year) for year in years]
    if told.by_year:
        groups = [((code,), (year, year)) for code, year in told.by_year.items()]
    clauses = _clauses(told, groups)
    for number, ((countries, (first, last)), spans) in enumerate(zip(groups, clauses, strict=True)):
        told.clauses = spans
        told.status = (spans and desk.cues.first("action", told.words)) or told.status
        counts[codes[0]] = counts.get(codes[0], 0) + 1
        name = f"{codes[0]}-r{counts[codes[0]]}"
        _propose_action(desk, told, name, codes, countries, (first, last))
        if number == 0:
            _propose_parts(desk, told, name)
            _propose_joint(desk, told, name)
        elif told.by_year:
            _propose_parts(desk, told, name)


def _clauses(told: Told, groups: Sequence[_Group]) -> list[tuple[Span, ...]]:
    """Return the words of each action that an entry tells: of its own clause, else of the whole entry."""
    words, body = told.entry.span.words, told.entry.body
    head = len(words) - len(body) if words.endswith(body) else 0
    if told.by_year and not head:
        head = words.find(":") + 1
    found = split_clauses(told, head)
    return found if len(found) == len(groups) > 1 else [() for _ in groups]


def _propose_action(
    desk: Desk, told: Told, name: str, codes: Sequence[str], countries: Sequence[str], year: tuple[str, str]
) -> None:
    words = told.words
    things = {kind: find_things(desk, told, kind, countries) for kind in ("place", "initiative")}
    species = find_species(desk, codes, told)
    said = () if told.status == "not-done" else find_threats(desk, codes, told)
    threats = said or (() if told.status == "not-done" else meant_threats(desk, codes, told.entry.item))
    money = find_money(words)
    first, last = year
    sure = 0.85 if told.entry.lead else 0.7
    doubt = {"certainty": "doubtful", "reason": "the report prints (tbc)"} if "(tbc)" in words else {}
    if not doubt and (why := why_species(desk, codes, told, species)):
        doubt = {"reason": why}
    if told.borrowed and not doubt:
        doubt = {"certainty": "probable", "reason": f"the country is that {told.why.removeprefix('the country ')}"}
    if threats and not said:
        doubt = doubt | MEANT
    desk.propose(
        "actions",
        told.spans,
        0.5 if told.borrowed else sure,
        f"{told.why}; {told.status} by its words",
        action_id=name,
        activity_codes="; ".join(codes),
        items=told.entry.item,
        title_en=_title(told),
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


def _title(told: Told) -> str:
    """Return the words of an entry, or of its clause, without the countries that lead it."""
    lead = told.entry.span.words.removesuffix(told.entry.body) if told.entry.lead else ""
    return make_title(told.words.removeprefix(lead) if told.clauses else told.entry.body)


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
            **({"certainty": "probable", "reason": party.doubt} if party.doubt else {}),
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
    return told.countries if len(told.countries) <= MOST_COUNTRIES else ()


def _propose_joint(desk: Desk, told: Told, name: str) -> None:
    cue = desk.cues.of("joint")
    words = told.entry.span.words
    if told.status not in COUNTED or len(told.countries) < 2:
        return
    if told.by_year and not desk.cues.phrases("two_by_two").search(words):
        return
    match = next((found for one in cue if (found := one.search(words))), None)
    for number, countries in enumerate(_together(desk, told) if match else (), 1):
        desk.propose(
            "cooperations",
            told.spans if match and match[0] in told.words else [told.entry.span],
            0.6,
            f'"{match[0] if match else ""}" binds them; together or in parallel is for a person to say',
            cooperation_id=f"{name}-c{number}",
            action_id=name,
            country_codes="; ".join(sorted(countries)),
            column="4",
        )


def _together(desk: Desk, told: Told) -> list[tuple[str, ...]]:
    """Return who acts together: all countries of an entry; the first with each other where it tells of two by two."""
    first, *others = told.countries
    if len(others) > 1 and desk.cues.phrases("two_by_two").search(told.entry.span.words):
        return [(first, one) for one in others]
    return [tuple(told.countries)]
