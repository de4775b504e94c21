"""The locator map of a brief: outlines of the region, the countries concerned, and the landscape, as plain SVG."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from cami_graph.paths import REFERENCE
from cami_graph.query.geojson import read_wkt

WIDTH, HEIGHT = 620, 400
LAND, HOLDER, EDGE, PLACE, SEA = "#e9e6df", "#a9c4bd", "#ffffff", "#c4622d", "#f7f9fa"
PARALLELS = (25.0, 50.0)
CENTRE = (82.0, 38.0)
LABELS = {
    "CN": (101.0, 34.5),
    "IN": (79.0, 23.5),
    "KZ": (67.5, 48.3),
    "MN": (103.5, 46.8),
    "RU": (97.0, 54.5),
    "TM": (59.2, 38.6),
    "UZ": (63.8, 41.6),
}
Point = tuple[float, float]


def project(east: float, north: float) -> Point:
    """Return a place on the plane by Albers' equal-area conic projection, in units of the earth's radius.

    >>> [round(x, 3) for x in project(82.0, 38.0)]
    [0.0, 0.0]
    """
    first, second = (sin(radians(one)) for one in PARALLELS)
    n = (first + second) / 2
    c = cos(radians(PARALLELS[0])) ** 2 + 2 * n * first
    middle = sqrt(c - 2 * n * sin(radians(CENTRE[1]))) / n
    rho = sqrt(max(c - 2 * n * sin(radians(north)), 0.0)) / n
    theta = n * radians(east - CENTRE[0])
    return rho * sin(theta), middle - rho * cos(theta)


def read_outlines(folder: Path = REFERENCE / "geo") -> dict[str, list[list[Point]]]:
    """Return the rings of each country's outline by its code."""
    features = json.loads((folder / "countries.geojson").read_text("utf-8"))["features"]
    return {feature["properties"]["iso_alpha2"]: _rings(feature["geometry"]) for feature in features}


def _rings(geometry: Mapping[str, Any]) -> list[list[Point]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(point[0], point[1]) for point in ring] for polygon in polygons for ring in polygon]


def read_rings(text: str) -> list[list[Point]]:
    """Return the rings of a polygon, or a ring of one point, from well-known text; none from nothing.

    >>> read_rings("POINT (71 42)")
    [[(71.0, 42.0)]]
    """
    if not text:
        return []
    geometry = read_wkt(text)
    return [[tuple(geometry["coordinates"])]] if geometry["type"] == "Point" else _rings(geometry)


def draw_map(
    outlines: Mapping[str, Sequence[Sequence[Point]]],
    holders: Iterable[str],
    names: Mapping[str, str],
    place: Sequence[Sequence[Point]] = (),
    title: str = "",
) -> str:
    """Draw the region with the countries concerned in colour and the landscape, if any, on top."""
    chosen = set(holders)
    window = _Window([p for code, rings in outlines.items() if code != "RU" for ring in rings for p in ring])
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{escape(title)}</title>'
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{SEA}"/>'
    land = [_draw_country(window, outlines[code], HOLDER if code in chosen else LAND) for code in sorted(outlines)]
    places = [_draw_place(window, ring) for ring in place]
    labels = [
        _draw_name(window, code, outlines[code], names.get(code, code)) for code in sorted(chosen & set(outlines))
    ]
    return "".join([head, ground, *land, *places, *labels, "</svg>"])


def _draw_country(window: _Window, rings: Sequence[Sequence[Point]], fill: str) -> str:
    path = window.path(rings)
    return f'<path d="{path}" fill="{fill}" stroke="{EDGE}" stroke-width="0.8" fill-rule="evenodd"/>'


def _draw_name(window: _Window, code: str, rings: Sequence[Sequence[Point]], name: str) -> str:
    x, y = window.place(*_label_point(code, rings))
    font = 'font-family="Libertinus Serif, Georgia, serif" font-size="14" fill="#20312d" text-anchor="middle"'
    font += ' stroke="#ffffff" stroke-opacity="0.7" stroke-width="2.5" paint-order="stroke"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {font}>{escape(name)}</text>'


def _draw_place(window: _Window, ring: Sequence[Point]) -> str:
    if len(ring) == 1:
        x, y = window.place(*ring[0])
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{PLACE}" fill-opacity="0.75" stroke="#ffffff"/>'
    return f'<path d="{window.path([ring])}" fill="{PLACE}" fill-opacity="0.6" stroke="{PLACE}" stroke-width="1"/>'


def _label_point(code: str, rings: Sequence[Sequence[Point]]) -> Point:
    """Return where a name stands: where the middle of the box falls badly, a place set by hand."""
    if code in LABELS:
        return LABELS[code]
    ring = max(rings, key=len)
    east, north = [p[0] for p in ring], [p[1] for p in ring]
    return (min(east) + max(east)) / 2, (min(north) + max(north)) / 2


class _Window:
    """Fits projected points into the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        flat = [project(*point) for point in points]
        self.left, right = min(p[0] for p in flat), max(p[0] for p in flat)
        low, self.top = min(p[1] for p in flat), max(p[1] for p in flat)
        low += (self.top - low) * 0.16  # the south of India is not needed
        self.top += (self.top - low) * 0.06
        self.scale = min(WIDTH / (right - self.left), HEIGHT / (self.top - low))
        self.shift = (WIDTH - (right - self.left) * self.scale) / 2

    def place(self, east: float, north: float) -> Point:
        """Return where a point falls in the picture."""
        x, y = project(east, north)
        return (x - self.left) * self.scale + self.shift, (self.top - y) * self.scale

    def path(self, rings: Iterable[Sequence[Point]]) -> str:
        """Return the path of an outline, cut to one decimal."""
        pieces = []
        for ring in rings:
            points = [self.place(*point) for point in ring]
            pieces.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
        return "".join(pieces)
