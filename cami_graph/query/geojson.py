"""Rows that name places, as GeoJSON (RFC 7946): a feature for each place, once, its outline from the graph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cami_graph.errors import ExportError

if TYPE_CHECKING:
    from cami_graph.store.rows import Cell

Geometry = dict[str, Any]
Ring = list[list[float]]
HALF = 180.0
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
    """Return a feature for each place that rows name and that has an outline, each once.

    Its properties are the rows that name it, with labels: one value as it is, several as text, parted by ` | `; `rows`
    says how many there are.
    """
    geometries = {thing: read_wkt(text) for thing, text in outlines.items()}
    if rows and not geometries:
        raise ExportError("The rows name no place that has an outline.", remedy="Ask for another form.")
    named: dict[str, list[Mapping[str, object]]] = {}
    for row, said in zip(rows, labelled, strict=True):
        for place in dict.fromkeys(str(term) for term in row if str(term) in geometries):
            named.setdefault(place, []).append(said)
    features = [
        {
            "type": "Feature",
            "id": place,
            "geometry": geometries[place],
            "properties": {"place": place, "rows": len(told)} | {name: _join(told, name) for name in told[0]},
        }
        for place, told in named.items()
    ]
    return {"type": "FeatureCollection", "features": features}


def _join(rows: Sequence[Mapping[str, object]], name: str) -> object:
    """Return what rows say in a column: one value as it is, several as text."""
    values = list(dict.fromkeys(_property(row[name]) for row in rows))
    return values[0] if len(values) == 1 else " | ".join(str(one) for one in values if one is not None)


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
    if kind in ("Polygon", "MultiPolygon"):
        return _finish(coordinates if kind == "MultiPolygon" else [coordinates])
    return {"type": kind, "coordinates": _fold(coordinates[0] if kind == "Point" else coordinates)}


def _fold(coordinates: list[Any]) -> list[Any]:
    """Bring positions of engines that count round the globe back to 180 degrees either way."""
    if coordinates and not isinstance(coordinates[0], list):
        east, *others = coordinates
        return [(east + HALF) % (2 * HALF) - HALF if abs(east) > HALF else east, *others]
    return [_fold(one) for one in coordinates]


# Polygons: cut at 180 degrees, outer rings counter-clockwise (RFC 7946, sections 3.1.6 and 3.1.9)


def _finish(polygons: list[list[Ring]]) -> Geometry:
    """Return polygons as RFC 7946 wants them, each one that crosses 180 degrees in its parts."""
    parts = [part for polygon in polygons for part in _cut(polygon)]
    wound = [[_wind(ring, outer=place == 0) for place, ring in enumerate(part)] for part in parts]
    return (
        {"type": "MultiPolygon", "coordinates": wound}
        if len(wound) > 1
        else {"type": "Polygon", "coordinates": wound[0]}
    )


def _cut(polygon: list[Ring]) -> list[list[Ring]]:
    """Return the parts of a polygon between each two meridians of 180 degrees, brought back to 180 either way."""
    easts = [position[0] for position in polygon[0]]
    if min(easts) >= -HALF and max(easts) <= HALF:
        return [polygon]
    polygon = [_unroll(ring) for ring in polygon]
    parts = []
    for turn in (-4 * HALF, -2 * HALF, 0.0, 2 * HALF, 4 * HALF):
        kept = [_clip(_clip(ring, turn + HALF, 1), turn - HALF, -1) for ring in polygon]
        if kept[0]:
            parts.append([[[one[0] - turn, *one[1:]] for one in ring] for ring in kept if ring])
    return parts


def _unroll(ring: Ring) -> Ring:
    """Return a ring in which no edge runs over more than half the Earth: it goes on beyond where it must."""
    unrolled: Ring = []
    for east, *others in ring:
        if unrolled:
            east += round((unrolled[-1][0] - east) / (2 * HALF)) * 2 * HALF
        unrolled.append([east, *others])
    return unrolled


def _clip(ring: Ring, meridian: float, side: int) -> Ring:
    """Return the part of a ring west (1) or east (-1) of a meridian (Sutherland and Hodgman 1974)."""
    kept: Ring = []
    for one, two in pairwise(ring):
        first, second = (one[0] - meridian) * side <= 0, (two[0] - meridian) * side <= 0
        if first:
            kept.append(one)
        if first != second and meridian not in (one[0], two[0]):
            share = (meridian - one[0]) / (two[0] - one[0])
            kept.append([meridian, one[1] + share * (two[1] - one[1])])
    return [*kept, kept[0]] if len(kept) > 2 and _area([*kept, kept[0]]) else []


def _wind(ring: Ring, *, outer: bool) -> Ring:
    """Return an outer ring counter-clockwise, a hole clockwise."""
    return ring if (_area(ring) > 0) == outer else ring[::-1]


def _area(ring: Ring) -> float:
    """Return twice the area of a ring in square degrees, above zero where it runs counter-clockwise."""
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring))


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
            member = [float(one) for one in tokens[start:place]]
        members.append(member)
    return members, place + 1
