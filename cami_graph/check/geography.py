"""See that each place lies where it says: on the Earth, in one of its countries, with its region."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cami_graph.errors import Fault, suggest_names
from cami_graph.tables import Country, Place
from cami_graph.tables.outlines import FILES, Outlines, Point, Ring, distance_to, holds, read_outlines, rings_of
from cami_graph.tables.record import Reference
from cami_graph.tables.reference import DECIMAL

NEAR = 0.3
"""How far, in degrees, a point may lie outside its countries: outlines are simplified, points stand on borders."""

BOUNDS = {"lat": 90, "lon": 180}


def check_geography(reference: Reference, data: Path) -> Iterator[Fault]:
    """Find points off the Earth or outside their countries, and regions and larger places that do not fit."""
    faults: list[Fault] = []
    countries, regions = (read_outlines(data / "reference" / "geo", stem, faults) for stem in FILES)
    yield from faults
    rings = {code: list(rings_of(geometry)) for code, geometry in countries.items()}
    places = {row.place_id: row for row in reference.places}
    points = {code: {point for ring in outline for point in ring} for code, outline in rings.items()}
    pairs = {(row.country_code, code) for row in reference.countries for code in row.neighbour_codes}
    for country in reference.countries:
        yield from _check_borders(country, points, pairs)
    for row in reference.places:
        yield from list(_check_point(row, rings)) or _check_centre(row, regions)
        yield from _check_region(row, regions)
        yield from _check_larger(row, places)


def _check_borders(row: Country, points: Mapping[str, set[Point]], pairs: set[tuple[str, str]]) -> Iterator[Fault]:
    """Hold borders on which both sides agree against the outlines: those of neighbours have points in common."""
    here = points.get(row.country_code, set())
    for code in sorted(points.keys() - {row.country_code}) if here else ():
        told, drawn = (row.country_code, code) in pairs, bool(here & points[code])
        if told != drawn and told == ((code, row.country_code) in pairs):
            problem = f"The outlines of {row.country_code} and {code} {'touch' if drawn else 'do not touch'}."
            yield row.fault(
                problem, "neighbour_codes", f"{'Add' if drawn else 'Take out'} {code}, on both sides.", code
            )


def _check_centre(row: Place, regions: Outlines) -> list[Fault]:
    """Find a point that is said to be the middle of an outline and lies off it."""
    if row.coordinate_method != "polygon-centroid" or row.region_name not in regions or not _has_point(row):
        return []
    points = [point for ring in rings_of(regions[row.region_name]) for point in ring]
    for name, values in (("lon", [lon for lon, _ in points]), ("lat", [lat for _, lat in points])):
        if not min(values) - NEAR <= float(str(row.get(name))) <= max(values) + NEAR:
            problem = f"{row.get(name)} is not within {row.region_name}, whose middle it is said to be."
            return [row.fault(problem, name, "Correct the point, or name another region.")]
    return []


def _has_point(row: Place) -> bool:
    return all(re.fullmatch(DECIMAL, one) for one in (row.lat, row.lon))


def _check_point(row: Place, rings: Mapping[str, Sequence[Ring]]) -> Iterator[Fault]:
    if bool(row.lat) != bool(row.lon):
        yield row.fault("Latitude and longitude go together.", "lon" if row.lat else "lat", "Fill both, or neither.")
        return
    if not _has_point(row):
        return
    outside = [name for name, bound in BOUNDS.items() if abs(float(str(row.get(name)))) > bound]
    for name in outside:
        yield row.fault(f"{row.get(name)} is beyond {BOUNDS[name]} degrees.", name, "Correct it.")
    drawn = [code for code in row.country_codes if code in rings]
    if outside or not drawn or len(drawn) < len(row.country_codes):
        return
    lon, lat = float(row.lon), float(row.lat)
    if any(holds(rings[code], lon, lat) for code in drawn):
        return
    if min(distance_to(rings[code], lon, lat) for code in drawn) > NEAR:
        found = [code for code, outline in rings.items() if holds(outline, lon, lat)]
        there = f"in {', '.join(found)}" if found else "in none of the countries that are drawn"
        wanted = ", ".join(drawn)
        turned = any(holds(rings[code], lat, lon) for code in drawn)
        remedy = "Latitude and longitude are exchanged." if turned else "Correct the point, or the countries."
        name = "lat" if turned else _wrong_half(row, rings, drawn)
        yield row.fault(f"{row.lat}, {row.lon} lies {there}, not in {wanted}.", name, remedy)


def _wrong_half(row: Place, rings: Mapping[str, Sequence[Ring]], drawn: Sequence[str]) -> str:
    """Return which of the two numbers, or the countries, cannot be right."""
    points = [point for code in drawn for ring in rings[code] for point in ring]
    spans = {"lon": [lon for lon, _ in points], "lat": [lat for _, lat in points]}
    for name, values in spans.items():
        if not min(values) - NEAR <= float(str(row.get(name))) <= max(values) + NEAR:
            return name
    return "country_codes"


def _check_region(row: Place, regions: Outlines) -> Iterator[Fault]:
    if row.region_name and regions and row.region_name not in regions:
        remedy = suggest_names(row.region_name, regions) or "Name one that is drawn, or leave it empty."
        yield row.fault(f'"{row.region_name}" is not in regions.geojson.', "region_name", remedy)
    if row.coordinate_method == "polygon-centroid" and not row.region_name:
        yield row.fault("The middle of an outline needs the outline.", "region_name", "Name it, or the other method.")
    if row.coordinate_method and not row.lat:
        yield row.fault("It says where the point comes from, and gives none.", "coordinate_method", "Fill lat and lon.")


def _check_larger(row: Place, places: Mapping[str, Place]) -> Iterator[Fault]:
    here = set(row.country_codes)
    for column in ("within_ids", "overlap_ids"):
        for name in row.values(column):
            there = set(places[name].country_codes) if name in places else set()
            if name == row.place_id and column == "overlap_ids":
                yield row.fault("A place does not overlap itself.", column, "Take it out.", name)
            elif here and there and not here & there:
                problem = f"{name} lies in {', '.join(sorted(there))}, this place in {', '.join(row.country_codes)}."
                yield row.fault(problem, column, "Correct the place, or the countries.", name)
