"""Rows that name places, as GeoJSON (RFC 7946): a feature for each place of each row, its outline from the graph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cami_graph.errors import ExportError
from cami_graph.store.rows import Cell

Geometry = dict[str, Any]
TOKEN = re.compile(r"[A-Za-z]+|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[(),]")
TYPES = {
    "POINT": "Point",
    "MULTIPOINT": "MultiPoint",
    "LINESTRING": "LineString",
    "MULTILINESTRING": "MultiLineString",
    "POLYGON": "Polygon",
    "MULTIPOLYGON": "MultiPolygon",
}


def feature_collection(
    rows: Sequence[Sequence[Cell]], labelled: Sequence[Mapping[str, object]], outlines: Mapping[str, str]
) -> dict[str, Any]:
    """Return a feature for each place of each row that has an outline; its properties are the row, with labels."""
    geometries = {thing: read_wkt(text) for thing, text in outlines.items()}
    if rows and not geometries:
        raise ExportError("The rows name no place that has an outline.", remedy="Ask for another form.")
    features = [
        {
            "type": "Feature",
            "geometry": geometries[str(term)],
            "properties": {"place": str(term)} | {name: _property(value) for name, value in said.items()},
        }
        for row, said in zip(rows, labelled, strict=True)
        for term in dict.fromkeys(row)
        if str(term) in geometries
    ]
    return {"type": "FeatureCollection", "features": features}


def _property(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def read_wkt(text: str) -> Geometry:
    """Read well-known text, in longitude and latitude, as the geometry of GeoJSON.

    >>> read_wkt("POINT (70.5 41)")
    {'type': 'Point', 'coordinates': [70.5, 41.0]}
    """
    tokens = TOKEN.findall(re.sub(r"^\s*<[^>]*>", "", text))
    if not tokens or tokens[0].upper() not in TYPES:
        raise ExportError(f'"{text[:40]}" is no geometry that GeoJSON knows.')
    coordinates, _ = _read_group(tokens, 1)
    kind = TYPES[tokens[0].upper()]
    if kind == "MultiPoint":  # each may stand in parentheses of its own
        coordinates = [one[0] if isinstance(one[0], list) else one for one in coordinates]
    return {"type": kind, "coordinates": coordinates[0] if kind == "Point" else coordinates}


def _read_group(tokens: list[str], place: int) -> tuple[list[Any], int]:
    """Read `( … , … )`: members are groups again, or positions."""
    members: list[Any] = []
    while tokens[place] != ")":
        place += 1
        if tokens[place] == "(":
            member, place = _read_group(tokens, place)
        else:
            start = place
            while tokens[place] not in (",", ")"):
                place += 1
            member = _read_position(tokens[start:place])
        members.append(member)
    return members, place + 1


def _read_position(numbers: list[str]) -> list[float]:
    """Read longitude and latitude; engines that count round the globe are brought back to 180 degrees either way."""
    east, *others = map(float, numbers)
    return [east - 360 if east > 180 else east, *others]
