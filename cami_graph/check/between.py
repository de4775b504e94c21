"""See that rows of several tables which tell of one thing agree: where it lies, who takes part, what it is called.

Each rule needs two tables that were written from different sources; where they differ, one of them is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cami_graph.check.fitting import check_undertakings
from cami_graph.check.names import Names
from cami_graph.errors import Fault, suggest_names
from cami_graph.tables import (
    Action,
    Claim,
    Event,
    FrameworkParty,
    Population,
    Recommendation,
    Record,
    Row,
    Tables,
    Verdict,
)
from cami_graph.tables.reference import Country, Replacement

LANDSCAPE, TOWN = "priority-landscape", "settlement"
APART = ("separated", "returning")
"""How a herd stands to borders that crosses none."""

NEEDED = frozenset({"countries", "species", "places", "populations", "programmes", "memberships"})
Located = Action | Recommendation | FrameworkParty | Event
"""Rows that name places and countries."""

CODES = re.compile(r"[A-Z]{2}(?:-[A-Z]{2})*")


def check_between(record: Record, former: Sequence[Replacement], hidden: frozenset[str]) -> Iterator[Fault]:
    """Find rows that do not fit what other tables tell of the same thing.

    `former` are names that were replaced and still lead somewhere; `hidden` are tables that could not be read whole.
    """
    if hidden & NEEDED:
        return
    names = Names(Tables.of(record.reference, {}))
    yield from _check_places(record)
    yield from _check_reach(record, names)
    for herd in record.reference.populations:
        yield from _check_herd(herd, names)
    yield from _check_frameworks(record, names)
    for verdict in record.verdicts:
        yield from _check_verdict(verdict, record, {row.id for row in former})
    yield from _check_landscapes(record)
    yield from _check_terms(record)


def _check_places(record: Record) -> Iterator[Fault]:
    """Find places that lie in none of the countries of a row that names them; if all rows say so, blame the place."""
    claims = [row for one in record.reports for row in (*one.tables.actions, *one.tables.recommendations)]
    others = (*record.claims.framework_parties, *record.claims.events, *record.reference.populations)
    for place in record.reference.places:
        told = [row for row in (*claims, *others) if place.place_id in row.values("place_ids") and _codes_of(row)]
        strange = [row for row in told if not set(_codes_of(row)) & set(place.country_codes)]
        there = ", ".join(place.country_codes)
        if not there or not strange:
            continue
        if len(strange) == len(told) > 1:
            problem = (
                f"{len(told)} rows tell of it in {', '.join(sorted({one for row in told for one in _codes_of(row)}))}."
            )
            yield place.fault(
                problem, "country_codes", f"Correct the countries; {_place_of(told[0])} is one of the rows."
            )
            continue
        for row in strange:
            problem = f"{place.place_id} lies in {there}, this row tells of {', '.join(_codes_of(row))}."
            yield row.fault(
                problem, "place_ids", "Correct the place, or one of the two rows' countries.", place.place_id
            )


def _check_reach(record: Record, names: Names) -> Iterator[Fault]:
    """Find countries into which some of a row's places reach, and they not; if most rows say so, blame the place."""
    rows: list[Located] = [*record.claims.framework_parties, *record.claims.events]
    for one in record.reports:
        rows += (*one.tables.actions, *one.tables.recommendations)
    rows = [row for row in rows if not row.reason]
    beyond = {row: code for row in rows if (code := _find_beyond(row, names))}
    for place in record.reference.places:
        told = [row for row in rows if place.place_id in row.place_ids]
        strange = [row for row in told if row in beyond]
        if 1 < len(strange) > len(told) / 2 and place.place_type == LANDSCAPE:
            problem = (
                f"{len(strange)} rows tell of it in {', '.join(sorted({beyond[row] for row in strange}))} as well."
            )
            yield place.fault(problem, "country_codes", f"Add it; {_place_of(strange[0])} is one of the rows.")
            beyond = {row: code for row, code in beyond.items() if row not in strange}
    for row, code in beyond.items():
        told_of = " ".join(str(row.get(name)) for name in ("quote", "title_en") if hasattr(row, name))
        column = "place_ids" if names.named("countries", code, told_of) else "country_codes"
        problem = f"{code} holds no part of {', '.join(row.place_ids)}."
        yield row.fault(problem, column, "Correct the place or the countries, or give the reason.", code)


def _find_beyond(row: Located, names: Names) -> str:
    """Return a country of a row that none of its places reaches, nor what they lie within, where others are reached.

    In a town all may meet.
    """
    places = [one for name in row.place_ids if (one := names.row("places", name)) and one.get("place_type") != TOWN]
    around = [wide for one in places for name in one.values("within_ids") if (wide := names.row("places", name))]
    reach = {code for one in (*places, *around) for code in one.values("country_codes")}
    outside = [code for code in row.country_codes if code not in reach]
    return outside[0] if outside and reach & set(row.country_codes) else ""


def _codes_of(row: Row) -> tuple[str, ...]:
    return row.values("state_codes" if isinstance(row, Population) else "country_codes")


def _place_of(row: Row) -> str:
    return f"{row.file} row {row.row}"


def _check_herd(row: Population, names: Names) -> Iterator[Fault]:
    """Hold a herd against its name, and the borders it crosses against how it is said to stand to them."""
    if (row.standing in APART) != (not row.crossing_pairs):
        told = f"crosses {', '.join(row.crossing_pairs)}" if row.crossing_pairs else "crosses no border"
        yield row.fault(f"A herd that is {row.standing} and {told}.", "standing", "Correct one of the two.")
    across = {code for pair in row.crossing_pairs for code in pair.split("-")}
    for code in row.state_codes if across and across <= set(row.state_codes) else ():
        if code not in across:
            problem = f"It lives in {code}, and crosses no border there."
            yield row.fault(problem, "state_codes", "Take it out, or add the border.", code)
            return
    yield from _check_taxon(row, names)
    yield from _check_named(row, "name", "state_codes", names)


def _check_taxon(row: Population, names: Names) -> Iterator[Fault]:
    """Find a herd whose name names another taxon and not its own."""
    own = names.row("species", row.species_id)
    kin = {row.species_id, str(own.get("parent_id")) if own else ""}
    found = {name for name in names.all("species") if names.named("species", name, row.name)}
    parents = {str(one.get("parent_id")) for name in found if (one := names.row("species", name))}
    if found and not (kin & (found | parents)) - {""}:
        problem = f"Its name tells of {', '.join(sorted(found))}."
        yield row.fault(problem, "species_id", "Correct the taxon, or the name.")


def _check_named(row: Row, text: str, column: str, names: Names) -> Iterator[Fault]:
    """Find a country that a name or title names and that is not among those of the row."""
    told = row.values(column)
    for code in names.all("countries"):
        if code not in told and names.named("countries", code, str(row.get(text))):
            country = names.row("countries", code)
            shown = country.get("name") if isinstance(country, Country) else code
            yield row.fault(f"The {text} names {shown}.", column, f"Add {code}, or correct the {text}.", code)
            return


def _check_frameworks(record: Record, names: Names) -> Iterator[Fault]:
    """Hold parties against the name of their framework, and events against the parties and their own title."""
    parties: dict[str, set[str]] = {}
    by_framework: dict[str, list[Claim]] = {}
    for row in record.claims.framework_parties:
        parties.setdefault(row.framework_id, set()).update(row.country_codes)
        by_framework.setdefault(row.framework_id, []).append(row)
    for framework in record.reference.frameworks:
        here = parties.get(framework.framework_id, set())
        named = [one for one in names.all("countries") if names.named("countries", one, framework.name)]
        for code in (one for one in named if here and one not in here):
            party = by_framework[framework.framework_id][0]
            problem = f"The name of {framework.framework_id} names {code} as well."
            yield party.fault(problem, "country_codes", "Add it, or correct the name of the framework.")
            break
    for event in record.claims.events:
        yield from _check_named(event, "title_en", "country_codes", names)
        yield from _check_parties(event, parties)
        yield from check_undertakings(event, names)


def _check_parties(row: Event, parties: Mapping[str, set[str]]) -> Iterator[Fault]:
    there = parties.get(row.framework_id, set())
    for code in row.country_codes if there else ():
        if code not in there:
            problem = f"{code} is no party of {row.framework_id}."
            yield row.fault(problem, "country_codes", "Correct the countries, the framework, or its parties.", code)


def _check_verdict(row: Verdict, record: Record, former: set[str]) -> Iterator[Fault]:
    """Find a verdict about countries and things that are in no table."""
    parts = row.about.partition("/")[2].split("-")
    codes = [part for part in parts if CODES.fullmatch(part)]
    known = {one.country_code for one in record.reference.countries}
    for code in codes:
        if code not in known:
            yield row.fault(
                f'"{code}" is no country of countries.csv.', "about", suggest_names(code, known) or "Correct it."
            )
            return
    words = "-".join(part for part in parts if part not in codes)
    things = {one.species_id for one in record.reference.species} | {one.place_id for one in record.reference.places}
    things |= former
    if not any(words == one or words.endswith(f"-{one}") for one in things):
        remedy = suggest_names(words, things) or "Correct it."
        yield row.fault(f'"{words}" is about no species and no place of the tables.', "about", remedy)


def _check_landscapes(record: Record) -> Iterator[Fault]:
    """Hold the places that are called priority landscapes against the list of the programmes."""
    listed = {row.value for row in record.memberships if row.kind == "landscape"}
    for place in record.reference.places:
        if listed and (place.place_type == LANDSCAPE) != (place.place_id in listed):
            which = "lists it" if place.place_id in listed else "lists no such landscape"
            remedy = f"Correct the kind: {LANDSCAPE} is what a programme lists."
            yield place.fault(f"memberships.csv {which}.", "place_type", remedy)


def _check_terms(record: Record) -> Iterator[Fault]:
    """Find members of a programme before it begins, or after its end."""
    programmes = {row.programme_id: row for row in record.programmes}
    for row in record.memberships:
        programme = programmes.get(row.programme_id)
        for name in ("start_year", "end_year") if programme else ():
            year = str(row.get(name))
            if programme and year and not programme.start_year <= year <= programme.end_year:
                span = f"{programme.start_year} to {programme.end_year}"
                yield row.fault(f"The programme runs from {span}.", name, "Correct the year.")
