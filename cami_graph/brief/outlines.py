"""Outlines of countries and landscapes on a plane, from which any part of the region can be drawn.

The unit is three kilometres: finer than a small map shows, and coarse enough that outlines take little room. What two
countries have in common stays common, since each point is rounded by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from cami_graph.paths import REFERENCE
from cami_graph.query.geojson import read_wkt

PARALLELS = (25.0, 50.0)
CENTRE = (82.0, 38.0)
RADIUS = 6371
KILOMETRES = 3
NORTH, SPARSE = 60.0, 10
"""No map reaches beyond this latitude: there islands are left out, and of the coast each tenth point is kept."""
Point = tuple[int, int]
Ring = tuple[Point, ...]


def project(east: float, north: float) -> Point:
    """Return a place on the plane by Albers' equal-area conic projection, in units from 82° E 38° N, south down.

    Formulas: Snyder, Map Projections: A Working Manual (1987), section 14, for a sphere.

    >>> project(82.0, 38.0)
    (0, 0)
    """
    first, second = (sin(radians(one)) for one in PARALLELS)
    n = (first + second) / 2
    c = cos(radians(PARALLELS[0])) ** 2 + 2 * n * first
    middle = sqrt(c - 2 * n * sin(radians(CENTRE[1]))) / n
    rho = sqrt(max(c - 2 * n * sin(radians(north)), 0.0)) / n
    theta = n * radians(east - CENTRE[0])
    scale = RADIUS / KILOMETRES
    return round(scale * rho * sin(theta)), round(scale * (rho * cos(theta) - middle))


@cache
def read_outlines(folder: Path = REFERENCE / "geo") -> Mapping[str, tuple[Ring, ...]]:
    """Return the rings of each country's outline by its code."""
    features = json.loads((folder / "countries.geojson").read_text("utf-8"))["features"]
    return {feature["properties"]["iso_alpha2"]: read_rings(feature["geometry"]) for feature in features}


def read_rings(geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
    """Return the rings of a geometry of GeoJSON, a point as a ring of one point."""
    if geometry["type"] == "Point":
        return ((project(*geometry["coordinates"][:2]),),)
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = (ring for polygon in polygons for ring in polygon if any(point[1] < NORTH for point in ring))
    return tuple(
        _tidy([point for at, point in enumerate(ring) if point[1] < NORTH or at % SPARSE == 0]) for ring in rings
    )


def _tidy(ring: Sequence[Sequence[float]]) -> Ring:
    """Return the points of a ring on the plane, none twice in a row."""
    points = [project(*point[:2]) for point in ring]
    return tuple(point for at, point in enumerate(points) if not at or point != points[at - 1])


def read_outline(text: str) -> tuple[Ring, ...]:
    """Return the rings of well-known text; none from nothing.

    >>> read_outline("POINT (82 38)")
    (((0, 0),),)
    """
    return read_rings(read_wkt(text)) if text else ()


def find_border(one: Sequence[Ring], two: Sequence[Ring]) -> list[Ring]:
    """Return the lines along which two outlines touch: points that both have, in their order along the first."""
    shared = {point for ring in two for point in ring}
    return [run for ring in one for run in _runs(ring, shared)]


def _runs(ring: Ring, shared: set[Point]) -> Iterator[Ring]:
    run: list[Point] = []
    for point in (*ring, None):
        if point in shared:
            run.append(point)
        else:
            if len(run) > 1:
                yield tuple(run)
            run = []


def write_path(rings: Sequence[Ring], *, closed: bool = True) -> str:
    """Return lines as the path of SVG, each point told from the one before.

    >>> write_path([((0, 0), (3, 4), (3, 0))])
    'M0 0l3 4 0 -4z'
    """
    return "".join(_write_line(ring) + ("z" if closed else "") for ring in rings if len(ring) > 1)


def _write_line(ring: Ring) -> str:
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(ring) if (x, y) != (a, b)]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}" if steps else ""
