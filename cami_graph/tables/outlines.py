"""Outlines of countries and regions out of GeoJSON, read as strictly as tables, and whether a point lies in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

from cami_graph.errors import Fault, HidingFault

HALF = 180.0
LONGEST_EDGE = 30.0
SHORTEST_RING = 4
Point = tuple[float, float]
Ring = list[Point]
Outlines = Mapping[str, dict[str, Any]]
FILES = {"countries": "iso_alpha2", "regions": "name"}
"""The files of outlines, and the property by which each outline is known."""


def read_outlines(folder: Path, stem: str, faults: list[Fault]) -> Outlines:
    """Read the outlines of ``countries`` or ``regions`` in the folder ``geo``, by code or name."""
    file, key = f"reference/geo/{stem}.geojson", FILES[stem]
    remedy = "Put the file back as it was, in UTF-8."
    try:
        content = json.loads((folder / f"{stem}.geojson").read_text(encoding="utf-8-sig"))
    except OSError as error:
        faults.append(HidingFault(f"It cannot be read: {error.strerror}.", file, remedy=remedy))
        return {}
    except UnicodeDecodeError as error:
        faults.append(HidingFault(f"Byte {error.start} is not UTF-8.", file, remedy=remedy))
        return {}
    except json.JSONDecodeError as error:
        faults.append(HidingFault(f"It is no JSON: {error.msg}.", file, line=error.lineno, remedy=remedy))
        return {}
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        faults.append(HidingFault("It holds no outline.", file, remedy=remedy))
        return {}
    found = {}
    for number, feature in enumerate(features, 1):
        name = _name_of(feature, key)
        if name:
            found[name] = feature["geometry"]
            faults.extend(_find_broken_ring(name, feature["geometry"], file))
            faults.extend(_find_long_edge(name, feature["geometry"], file))
        else:
            faults.append(HidingFault(f"Outline {number} has no {key} or no polygon.", file, remedy=remedy))
    return found


def _name_of(feature: object, key: str) -> str:
    """Return the name of an outline that is whole, nothing otherwise."""
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        return ""
    whole = feature["geometry"].get("type") in ("Polygon", "MultiPolygon") and feature["geometry"].get("coordinates")
    return str((feature.get("properties") or {}).get(key, "")) if whole else ""


def _find_broken_ring(name: str, geometry: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """Find a ring that does not end where it begins, or goes nowhere: RFC 7946, 3.1.6."""
    for ring in rings_of(geometry):
        if len(ring) < SHORTEST_RING or abs(ring[0][0] - ring[-1][0]) % (2 * HALF) or ring[0][1] != ring[-1][1]:
            yield Fault("A ring does not end where it begins.", file, value=name, remedy="Put the file back as it was.")
            return


def _find_long_edge(name: str, geometry: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """Find an edge that runs over a good part of the Earth: the outline was cut wrongly at 180 degrees."""
    longest = max((abs(two[0] - one[0]) for ring in rings_of(geometry) for one, two in pairwise(ring)), default=0.0)
    if longest > LONGEST_EDGE:
        problem = f"An edge of the outline runs over {longest:.0f} degrees of longitude."
        yield Fault(problem, file, value=name, remedy="Cut it where it crosses 180 degrees, and nowhere else.")


def rings_of(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Give every ring of a polygon or multipolygon; one that crosses 180 degrees goes on beyond it."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for ring in (ring for polygon in polygons for ring in polygon):
        points: Ring = []
        turn = 0.0
        for lon, lat, *_ in ring:
            if points and abs(lon + turn - points[-1][0]) > HALF:
                turn += 2 * HALF if points[-1][0] > lon + turn else -2 * HALF
            points.append((lon + turn, lat))
        yield points


def holds(rings: Sequence[Ring], lon: float, lat: float) -> bool:
    """Say whether a point lies inside an outline.

    >>> holds([[(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]], 2, 2)
    True
    """
    return any(
        sum(_crosses(one, other, lon + turn, lat) for ring in rings for one, other in pairwise(ring)) % 2
        for turn in (0, 2 * HALF, -2 * HALF)
    )


def _crosses(one: Point, other: Point, lon: float, lat: float) -> bool:
    if (one[1] > lat) == (other[1] > lat):
        return False
    return lon < (other[0] - one[0]) * (lat - one[1]) / (other[1] - one[1]) + one[0]


def distance_to(rings: Sequence[Ring], lon: float, lat: float) -> float:
    """Return how far a point lies from the line of an outline, in degrees of either kind.

    >>> distance_to([[(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]], 7, 4)
    3.0
    """
    return min(_distance_to_line((lon, lat), one, other) for ring in rings for one, other in pairwise(ring))


def _distance_to_line(point: Point, one: Point, other: Point) -> float:
    run, rise = other[0] - one[0], other[1] - one[1]
    length = run**2 + rise**2
    along = ((point[0] - one[0]) * run + (point[1] - one[1]) * rise) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return hypot(point[0] - one[0] - along * run, point[1] - one[1] - along * rise)
