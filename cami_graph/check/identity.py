"""See that each thing of the reference tables is itself: its own identifiers and names, no circle above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from cami_graph.errors import Fault, suggest_names
from cami_graph.tables import Actor, Country, Row, Species
from cami_graph.tables.read import Context, read_table
from cami_graph.tables.record import Reference
from cami_graph.tables.reference import CountryCode, Replacement

UNIQUE: Mapping[str, tuple[str, ...]] = {
    "countries": ("name", "name_ru", "official_name", "fact_key", "wikidata_qid"),
    "species": (
        *("name", "name_ru", "scientific_name", "fact_key", "wikidata_qid"),
        *("gbif_taxon_key", "ncbi_taxonomy_id", "itis_tsn", "iucn_sis_id", "mdd_id"),
    ),
    "actors": ("name", "name_ru", "fact_key", "wikidata_qid", "ror_id"),
    "places": ("name", "name_ru", "fact_key", "wikidata_qid"),
    "initiatives": ("name", "name_ru"),
    "frameworks": ("name", "name_ru"),
    "populations": ("name", "name_ru"),
}
"""The columns whose values belong to one thing alone; a Wikidata item also across the tables."""

SPELLINGS = ("name", "short_name", "official_name", "scientific_name", "aliases", "scientific_synonyms")
NAMES = ("name", "scientific_name")
ABOVE: Mapping[str, str] = {"actors": "parent_id", "species": "parent_id", "places": "within_ids"}
JOINT = (" and ", " & ", ", ")
BOTH = re.compile(r"\b(?:ambiguous|homonym|shares?|too|either|both)\b", re.IGNORECASE)
"""The words by which a note says that a spelling means two things."""

ROR_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
PARTIES = (("cms_party_2019", "cms_party_year", "1979"), ("cites_party_2019", "cites_party_year", "1973"))
"""Whether a country was a party in 2019, since when, and the year in which the convention was made."""

TABLES = tuple(UNIQUE)


def check_identity(reference: Reference, data: Path) -> Iterator[Fault]:
    """Find identifiers, names and ranks that cannot be those of this thing."""
    tables = {name: tuple(getattr(reference, name)) for name in TABLES}
    for table, rows in tables.items():
        for column in UNIQUE[table]:
            yield from _check_unique(rows, column)
        yield from _check_spellings(table, rows)
        if table in ABOVE:
            yield from check_circles(rows, ABOVE[table])
    yield from _check_items(tables)
    yield from _check_codes(reference, data)
    for species in reference.species:
        yield from _check_rank(species, {row.species_id: row for row in reference.species})
    neighbours = {row.country_code: row.neighbour_codes for row in reference.countries}
    for country in reference.countries:
        yield from _check_country(country, neighbours)
    for actor in reference.actors:
        yield from _check_ror(actor)
    yield from _check_replaced(reference, data)


def _check_unique(rows: Sequence[Row], column: str) -> Iterator[Fault]:
    seen: dict[str, Row] = {}
    for row in rows:
        for value in row.values(column):
            if first := seen.get(value.casefold()):
                problem = f'"{value}" is that of {first.get(first.KEY[0])} in row {first.row} too.'
                yield row.fault(problem, column, "Correct one of the two, or delete it.", value)
            seen.setdefault(value.casefold(), row)


def _check_items(tables: Mapping[str, Sequence[Row]]) -> Iterator[Fault]:
    """Find Wikidata items that things of two tables share."""
    seen: dict[str, Row] = {}
    for rows in tables.values():
        for row in rows:
            item = str(getattr(row, "wikidata_qid", ""))
            first = seen.setdefault(item, row)
            if item and type(first) is not type(row):
                problem = f"{item} is the item of {first.get(first.KEY[0])} in {first.file} row {first.row} too."
                yield row.fault(problem, "wikidata_qid", "Correct one of the two, or delete it.")


def _check_spellings(table: str, rows: Sequence[Row]) -> Iterator[Fault]:
    """Find a spelling of two things, unless it means both by its words, by their kin, or by a note that says so."""
    above = {str(row.get(row.KEY[0])): _above(row, ABOVE.get(table, "")) for row in rows}
    seen: dict[str, list[tuple[Row, str]]] = {}
    for row in rows:
        for column in (name for name in SPELLINGS if hasattr(row, name)):
            for spelling in row.values(column):
                seen.setdefault(spelling.casefold(), []).append((row, column))
    for key, found in seen.items():
        names = {str(row.get(row.KEY[0])): row for row, _ in found}
        if len(names) < 2:
            continue
        row, column = min(found, key=lambda one: (one[1] in NAMES, _likeness(key, one[0]), -one[0].row))
        spelling = next(one for one in row.values(column) if one.casefold() == key)
        others = [other for other in names.values() if other.row != row.row]
        if not any(_may_share(spelling, row, other, above) for other in others):
            shown = ", ".join(str(other.get(other.KEY[0])) for other in others)
            remedy = "Take it away from one of them; where it truly means both, say so in the note."
            yield row.fault(f'"{spelling}" is a spelling of {shown} too.', column, remedy, spelling)


def _likeness(spelling: str, row: Row) -> float:
    """Return how much a spelling is like the names of a thing, to tell where it does not belong."""
    names = [str(row.get(name)).casefold() for name in NAMES if hasattr(row, name)]
    return max(SequenceMatcher(None, spelling, name).ratio() for name in names)


def _above(row: Row, column: str) -> tuple[str, ...]:
    return row.values(column) if column else ()


def _may_share(spelling: str, row: Row, other: Row, above: Mapping[str, tuple[str, ...]]) -> bool:
    one, two = str(row.get(row.KEY[0])), str(other.get(other.KEY[0]))
    kin = one in above[two] or two in above[one] or set(above[one]) & set(above[two])
    notes = [str(either.get("note")) for either in (row, other) if hasattr(either, "note")]
    noted = any(spelling in note and BOTH.search(note) for note in notes)
    generic = all(getattr(either, "actor_type", "") == "generic" for either in (row, other))
    return bool(kin) or noted or generic or any(joint in spelling for joint in JOINT)


def check_circles(rows: Sequence[Row], column: str) -> Iterator[Fault]:
    """Find things that stand above themselves, directly or over others."""
    above = {str(row.get(row.KEY[0])): row.values(column) for row in rows}
    for row in rows:
        name = str(row.get(row.KEY[0]))
        way, waiting = {name}, list(row.values(column))
        while waiting:
            one = waiting.pop()
            if one == name:
                problem = f"{name} stands above itself: a circle."
                yield row.fault(problem, column, "Name what it belongs to, or leave the cell empty.")
                break
            if one not in way:
                way.add(one)
                waiting.extend(above.get(one, ()))


def _check_codes(reference: Reference, data: Path) -> Iterator[Fault]:
    """Hold the codes of countries against the list of all countries."""
    faults: list[Fault] = []
    listed = read_table(data, f"reference/{CountryCode.TABLE}.csv", CountryCode, faults, Context(least=200))
    yield from faults
    if faults:
        return
    for column in ("iso_alpha3", "m49_code"):
        yield from _check_unique(listed, column)
    codes = {row.country_code: row for row in listed}
    for country in reference.countries:
        code = codes.get(country.country_code)
        for name in ("country_code",) if code is None else ("iso_alpha3", "m49_code"):
            wanted = "" if code is None else str(code.get(name))
            if str(country.get(name)) != wanted:
                remedy = f"It is {wanted}." if code else suggest_names(country.country_code, codes) or "Correct it."
                yield country.fault(f'"{country.get(name)}" is no code of {country.name}.', name, remedy)
    for actor in reference.actors:
        if actor.country_code and actor.country_code not in codes:
            remedy = suggest_names(actor.country_code, codes) or "Write its ISO 3166 alpha-2 code."
            yield actor.fault(f'"{actor.country_code}" is the code of no country.', "country_code", remedy)


def _check_country(row: Country, neighbours: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    for party, year, made in PARTIES:
        when, told = str(row.get(year)), str(row.get(party))
        if when and when < made:
            yield row.fault(f"The convention was made in {made}.", year, "Correct the year.", when)
        if when and (told == "yes") != (when <= "2019"):
            problem = f'"{told or "nothing"}" in 2019 does not go with an accession in {when}.'
            yield row.fault(problem, party, f"Correct it, or {year}.", told)
    if row.country_code in row.neighbour_codes:
        yield row.fault(f"{row.country_code} borders itself.", "neighbour_codes", "Take it out.", row.country_code)
    for code, others in neighbours.items():
        if row.country_code in others and code not in row.neighbour_codes:
            problem = f"{code} borders {row.country_code}, but not the reverse."
            yield row.fault(problem, "neighbour_codes", f"Add {code}, or take {row.country_code} out there.", code)


def _check_rank(row: Species, known: Mapping[str, Species]) -> Iterator[Fault]:
    words = row.scientific_name.split()
    wanted = 3 if row.rank == "subspecies" else 2
    if len(words) != wanted:
        problem = f"The scientific name of a {row.rank} has {wanted} words, not {len(words)}."
        name = "rank" if bool(row.parent_id) != (row.rank == "subspecies") else "scientific_name"
        yield row.fault(problem, name, "Correct the name, or the rank.")
    for code in row.uncertain_range_codes:
        if code in row.range_state_codes:
            yield row.fault(f"{code} is sure and uncertain at once.", "uncertain_range_codes", "Take one out.", code)
    parent = known.get(row.parent_id)
    if row.rank == "species" and row.parent_id:
        yield row.fault("A species has no species above it.", "parent_id", "Correct the rank, or leave it empty.")
    elif parent and words[:2] != parent.scientific_name.split()[:2]:
        remedy = f"{row.species_id} belongs to {' '.join(words[:2])}; correct it."
        yield row.fault(f"{parent.scientific_name} is another species.", "parent_id", remedy)
    elif parent and (row.family_name, row.order_name) != (parent.family_name, parent.order_name):
        yield row.fault(f"The species belongs to {parent.family_name}.", "family_name", "Correct one of the two.")


def _check_ror(row: Actor) -> Iterator[Fault]:
    """Check the two digits at the end of the identifier, by ISO/IEC 7064 over the letters before them."""
    name = row.ror_id.rpartition("/")[2]
    if not name:
        return
    letters, digits = name[1:-2], name[-2:]
    number = 0
    for letter in letters:
        number = number * 32 + ROR_LETTERS.find(letter)
    if name[0] != "0" or not set(letters) <= set(ROR_LETTERS) or digits != f"{98 - number * 100 % 97:02}":
        yield row.fault("The check digits say that a sign is wrong.", "ror_id", "Copy it from ror.org again.")


def _check_replaced(reference: Reference, data: Path) -> Iterator[Fault]:
    """Find former addresses that are in use again, or lead to nothing."""
    faults: list[Fault] = []
    rows = read_table(data, f"reference/{Replacement.TABLE}.csv", Replacement, faults, Context())
    yield from faults
    kinds = {"taxon": "species", "country": "countries", "landscape": "places", "site": "places"}
    former = {(kinds.get(row.kind, f"{row.kind}s"), row.id) for row in rows}
    for row in rows:
        table = kinds.get(row.kind, f"{row.kind}s")
        known = {str(one.get(one.KEY[0])) for one in getattr(reference, table)}
        if row.id in known:
            yield row.fault(f"{row.id} stands in {table}.csv.", "id", "Give that row another name.")
        if row.into not in known and (table, row.into) not in former:
            remedy = suggest_names(row.into, known) or f"Name a row of {table}.csv."
            yield row.fault(f'"{row.into}" is not in {table}.csv.', "into", remedy)
