"""See that ranges and landscapes fit what is told of them elsewhere: herds, work on a species, the lists of the report.

A range is held against what the other tables tell, so that a state which falls out of a row is missed. A country that
is rightly no range state, such as one that keeps animals behind fences, is named in the note of the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cami_graph.check.names import Names
from cami_graph.errors import Fault
from cami_graph.tables import Country, Record, Species


def check_ranges(record: Record) -> Iterator[Fault]:
    """Find range states that are missing, or lie apart, and landscapes whose countries are not those of the report."""
    countries = {row.country_code: row for row in record.reference.countries}
    told = _told_of(record)
    for species in record.reference.species:
        yield from _check_missing(species, told.get(species.species_id, {}), countries)
        yield from _check_apart(species, countries)
    yield from _check_landscapes(record)


def _told_of(record: Record) -> dict[str, dict[str, str]]:
    """Return for each species the countries in which it is told to live or to be worked for, and who tells so."""
    found: dict[str, dict[str, str]] = {}
    for herd in record.reference.populations:
        for code in herd.state_codes:
            found.setdefault(herd.species_id, {}).setdefault(code, f"populations.csv, {herd.population_id}")
    for report in record.reports:
        for action in report.tables.actions:
            codes = action.country_codes if len(action.country_codes) == 1 else ()
            for species in action.species_ids:
                for code in codes:
                    found.setdefault(species, {}).setdefault(code, f"actions.csv, {action.action_id}")
    return found


def _check_missing(row: Species, told: Mapping[str, str], countries: Mapping[str, Country]) -> Iterator[Fault]:
    if not row.range_state_codes:
        return
    for code, where in sorted(told.items()):
        country = countries.get(code)
        if code in (*row.range_state_codes, *row.uncertain_range_codes) or country is None:
            continue
        if country.name not in row.note:
            remedy = f"Add {code}, or say in the note why {country.name} is no range state."
            yield row.fault(f"{country.name} is no range state; {where} tells otherwise.", "range_state_codes", remedy)
            return


def _check_apart(row: Species, countries: Mapping[str, Country]) -> Iterator[Fault]:
    """Find a range state that borders no other one."""
    states = set(row.range_state_codes)
    for code in sorted(states) if len(states) > 1 else ():
        if code in countries and not states & set(countries[code].neighbour_codes):
            problem = f"{code} borders none of the other range states."
            yield row.fault(problem, "range_state_codes", "Take it out, or add what lies between.", code)


def _check_landscapes(record: Record) -> Iterator[Fault]:
    """Hold the countries of a landscape against those that the words of the report name for it."""
    codes = [row.country_code for row in record.reference.countries]
    listed: dict[str, set[str]] = {}
    for report in record.reports:
        names = Names(report.tables)
        for row in report.tables.landscape_states:
            named = (code for code in codes if names.named("countries", code, row.quote))
            listed.setdefault(row.landscape_id, set()).update(named)
    for place in record.reference.places:
        here, there = set(place.country_codes), listed.get(place.place_id, set())
        for code in sorted(here ^ there) if there else ():
            says = "lists it, and the row does not" if code in there else "does not list it"
            yield place.fault(f"{code}: the report {says}.", "country_codes", "Correct the countries.", code)
