"""What an entry is about: the places, undertakings, species and threats that its words name."""

from __future__ import annotations

from collections.abc import Sequence

from cami_graph.draft.cues import Cues
from cami_graph.draft.desk import Desk
from cami_graph.draft.lexicon import Mention, Thing
from cami_graph.draft.told import Told
from cami_graph.draft.words import words_of_item


def find_things(desk: Desk, told: Told, kind: str, countries: Sequence[str]) -> tuple[str, ...]:
    """Return the places or undertakings that an entry names; of several of a name those of these countries."""
    found = []
    words = told.words
    mentions = [one for one in desk.lexicon.find(words, kind) if not _is_body(desk, one)]
    if kind == "place":
        names = desk.lexicon.find(words, "initiative")
        within = [one for name in names for one in desk.lexicon.find_all(name.words, kind, "species")]
        mentions += [one for one in within if one.things[0].kind == kind]
    found += [choose(mention.things, countries).id for mention in mentions]
    if kind == "initiative":
        found += [party.thing.id for party in told.parties if desk.lexicon.by_id("initiative", party.thing.id)]
        found = [one for one in found if not _is_elsewhere(desk, one, countries)]
    return tuple(dict.fromkeys(found))


def _is_body(desk: Desk, mention: Mention) -> bool:
    """Say whether a name of an undertaking is that of a body of another id, which acts under it."""
    bodies = [one for one in desk.lexicon.meaning(mention.words) if one.kind == "actor"]
    return bool(bodies) and all(one.id != body.id for one in mention.things for body in bodies)


def _is_elsewhere(desk: Desk, name: str, countries: Sequence[str]) -> bool:
    """Say whether the full name of an undertaking names countries, none of which an entry tells of."""
    undertaking = desk.lexicon.by_id("initiative", name)
    lexicon = desk.lexicon
    at = {lexicon.countries[one[0]] for one in lexicon.country.finditer(undertaking.name)} if undertaking else set()
    return bool(at and countries) and not at & set(countries)


def choose(things: Sequence[Thing], countries: Sequence[str]) -> Thing:
    """Return the thing of a name that several bear: the one of these countries, else the likeliest."""
    return next((one for one in things if one.countries and set(one.countries) & set(countries)), things[0])


def find_species(desk: Desk, codes: Sequence[str], told: Told) -> tuple[str, ...]:
    """Return the species that an entry names, also by its undertaking or by the last word of their name."""
    words = told.words
    found = [mention.things[0].id for mention in desk.lexicon.find(words, "species")]
    found += _of_undertakings(desk, words)
    found += _short_names(desk, codes, told, words)
    return tuple(dict.fromkeys(found))


def _of_undertakings(desk: Desk, words: str) -> list[str]:
    """Return the species that stand in the full names of undertakings."""
    names = [f"{one.words} {one.things[0].name}" for one in desk.lexicon.find(words, "initiative")]
    return [one.things[0].id for name in names for one in desk.lexicon.find_all(name, "species")]


def why_species(desk: Desk, codes: Sequence[str], told: Told, species: Sequence[str]) -> str:
    """Return why an entry is about species that its words do not name in full; nothing where they name them all."""
    unsaid = {one for one in species if not says_species(desk, told.words, one)}
    if not unsaid:
        return ""
    if unsaid <= _scope(desk, codes) | set(_of_undertakings(desk, told.words)):
        return "the activity, or the full name of the undertaking, names the species"
    return "no other species of this name lives in the countries that are named"


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


def says_species(desk: Desk, words: str, species: str) -> bool:
    """Say whether words name a species in full."""
    return any(one.id == species for found in desk.lexicon.find_all(words, "species") for one in found.things)


MEANT = {"threat_certainty": "probable", "threat_reason": "the activity names it, the words themselves do not"}
"""What a claim says of a threat that its own words do not name."""


def find_threats(desk: Desk, codes: Sequence[str], told: Told) -> tuple[str, ...]:
    """Return the threat that an entry names first; a fence is one at a border where the activity says so."""
    found = first_threat(desk.cues, told.words)
    own = " ".join(cell.text for row in desk.rows for code, cell in row.own.items() if code in codes)
    if found == ("other-fences",) and "border-fences" in desk.cues.all("told", own):
        return ("border-fences",)
    return found


def meant_threats(desk: Desk, codes: Sequence[str], item: str = "") -> tuple[str, ...]:
    """Return the threat that an activity names, or one item of it, for what is told of it alone and names none."""
    own = [cell.text for row in desk.rows for code, cell in row.own.items() if code in codes]
    return first_threat(desk.cues, words_of_item(own[0], item)) if len(own) == 1 else ()


def first_threat(cues: Cues, words: str) -> tuple[str, ...]:
    """Return the threat whose cue stands first in the words."""
    found = [(match.start(), cue.value) for cue in cues.of("told") if (match := cue.search(words))]
    return (min(found)[1],) if found else ()
