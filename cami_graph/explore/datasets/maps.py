"""The map: outlines of countries, landscapes and sites, and what is said of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from cami_graph.explore.datasets.measures import LINKS, MEASURES, pair_values
from cami_graph.explore.record import Record
from cami_graph.query.geojson import read_wkt

Ring = list[list[float]]
Shape = dict[str, Any]


def map_data(record: Record) -> dict[str, object]:
    """Return everything the map draws."""
    outlines = {str(row["place"]): str(row["wkt"]) for row in record.rows("page-places") if "wkt" in row}
    pairs = pair_values(record)
    return {
        "countries": {"type": "FeatureCollection", "features": _countries(record, outlines)},
        "landscapes": _places(record, outlines, "landscape"),
        "sites": _places(record, outlines, "site"),
        "measures": [
            {"id": one.name, "en": one.label.en, "ru": one.label.ru, "note": {"en": one.note.en, "ru": one.note.ru}}
            for one in MEASURES
        ],
        "values": {one.name: one.count(record) for one in MEASURES},
        "links": [{"id": name, "en": label.en, "ru": label.ru, "pairs": pairs[name]} for name, label in LINKS],
    }


def code_of(iri: str) -> str:
    """Return the code that ends the IRI of a country."""
    return str(iri).rsplit("/", 1)[-1]


def _countries(record: Record, outlines: dict[str, str]) -> list[dict[str, object]]:
    """Return the countries as features, each with the point where its name stands."""
    features: list[dict[str, object]] = []
    for thing in record.of_kind("country"):
        geometry = draw_shape(outlines.get(thing.iri, ""))
        if geometry:
            label = {"en": thing.label.en, "ru": thing.label.say("ru")}
            properties = {"iso": code_of(thing.iri), "label": label, "at": name_place(geometry)}
            features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return features


def _places(record: Record, outlines: dict[str, str], kind: str) -> list[dict[str, object]]:
    """Return landscapes or sites, each with an outline or a point."""
    found: list[dict[str, object]] = []
    for thing in record.of_kind(kind):
        geometry = draw_shape(outlines.get(thing.iri, ""))
        if geometry:
            lon, lat = _middle(geometry)
            shape = geometry if geometry["type"] != "Point" else None
            found.append(
                {
                    "id": thing.path,
                    "label": {"en": thing.label.en, "ru": thing.label.say("ru")},
                    "lon": lon,
                    "lat": lat,
                    "geometry": shape,
                }
            )
    return found


# Outlines


def draw_shape(text: str) -> Shape | None:
    """Return well-known text as GeoJSON, rings wound as d3-geo wants them: outer ones clockwise.

    >>> draw_shape("POINT (70.5 41)")
    {'type': 'Point', 'coordinates': [70.5, 41.0]}
    """
    if not text:
        return None
    shape = read_wkt(text)
    if shape["type"] == "MultiPolygon":
        return shape | {"coordinates": [rings for one in shape["coordinates"] if (rings := _rings(one))]}
    return shape | {"coordinates": _rings(shape["coordinates"])} if shape["type"] == "Polygon" else shape


def _rings(polygon: Iterable[Ring]) -> list[Ring]:
    """Return the rings of one polygon, shortened to two decimals, the first wound clockwise and holes the other way."""
    rings = [_ring(points) for points in polygon]
    return [_wound(ring, clockwise=at == 0) for at, ring in enumerate(rings) if len(ring) > 3]


def _ring(points: Ring) -> Ring:
    """Return one ring, leaving out points that fall on the one before."""
    ring: Ring = []
    for position in points:
        point = [round(part, 2) for part in position[:2]]
        if not ring or point != ring[-1]:
            ring.append(point)
    return ring


def _wound(ring: Ring, *, clockwise: bool) -> Ring:
    """Return the ring in the direction asked for."""
    area = sum((two[0] - one[0]) * (two[1] + one[1]) for one, two in pairwise(ring))
    return ring if (area > 0) == clockwise else ring[::-1]


def _middle(geometry: Shape) -> list[float]:
    """Return where a name stands: the point itself, or the middle of the largest outer ring."""
    if geometry["type"] == "Point":
        return list(geometry["coordinates"])
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    ring = max((polygon[0] for polygon in polygons), key=len)
    return _centroid(ring)


WINDOW = (46, 24, 118, 55)


def name_place(geometry: Shape, window: tuple[float, float, float, float] = WINDOW) -> list[float]:
    """Return the point inside a country, and inside the frame of the map, that is farthest from every edge.

    `window` is the frame: west, south, east and north, in degrees.
    """
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    ring = max((polygon[0] for polygon in polygons), key=len)
    west, south, east, north = window
    near = [point for point in ring if west - 6 <= point[0] <= east + 6 and south - 6 <= point[1] <= north + 6]
    step = max(0.25, min(1.5, _spread(ring) / 24))
    best, found = 0.0, _centroid(ring)
    lats = _steps(max(south, min(one[1] for one in ring)), min(north, max(one[1] for one in ring)), step)
    lines = [(lat, _crossings(lat, ring)) for lat in lats]
    for lon in _steps(max(west, min(one[0] for one in ring)), min(east, max(one[0] for one in ring)), step):
        for lat, crossings in lines:
            frame = min(lon - west + 1, east - lon + 1, (lat - south + 1) * 1.4, (north - lat + 1) * 1.4)
            if frame < best or not sum(lon < one for one in crossings) % 2:
                continue
            room = min(frame, _distance_to(near, lon, lat, best))
            best, found = max((best, found), (room, [round(lon, 2), round(lat, 2)]))
    return found


def _spread(ring: Ring) -> float:
    """Return how wide a ring is."""
    return max(one[0] for one in ring) - min(one[0] for one in ring)


def _steps(start: float, end: float, step: float) -> Iterable[float]:
    """Give evenly spaced numbers between two."""
    return (start + step * (at + 0.5) for at in range(max(1, int((end - start) / step))))


def _distance_to(points: Ring, lon: float, lat: float, wanted: float) -> float:
    """Return roughly how far the nearest point is, in degrees, a name being wider than high; 1 where there is none.

    Where one is nearer than `wanted`, its distance is enough.
    """
    nearest = math.inf
    for east, north in points:
        nearest = min(nearest, math.hypot((lon - east) * 0.75, (lat - north) * 1.6))
        if nearest < wanted:
            return nearest
    return nearest if points else 1.0


def _crossings(lat: float, ring: Ring) -> list[float]:
    """Return where a ring crosses a parallel: a point with an odd number of them to its east lies inside."""
    return [
        (two[0] - one[0]) * (lat - one[1]) / (two[1] - one[1]) + one[0]
        for one, two in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (one[1] > lat) != (two[1] > lat)
    ]


def _centroid(ring: Ring) -> list[float]:
    """Return the centre of gravity of a ring."""
    twice = east = north = 0.0
    for one, two in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = one[0] * two[1] - two[0] * one[1]
        twice, east, north = twice + cross, east + (one[0] + two[0]) * cross, north + (one[1] + two[1]) * cross
    return [round(east / (3 * twice), 2), round(north / (3 * twice), 2)] if twice else ring[0]
