"""GeoJSON as RFC 7946 wants it: rings in their direction, polygons cut at 180 degrees."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely.geometry
from hypothesis import given
from hypothesis import strategies as st

from cami_graph.query.geojson import read_wkt
from cami_graph.tables.outlines import holds, read_outlines, rings_of

GEO = Path(__file__).parents[1] / "data" / "reference" / "geo"
PLACES = {
    "Kiruna": (20.23, 67.86, False),
    "Inuvik": (-133.7, 68.36, False),
    "the inland of Greenland": (-40.0, 67.0, False),
    "the Kara Sea": (70.0, 74.9, False),
    "Murmansk": (33.08, 68.97, True),
    "Anadyr": (172.0, 67.0, True),
    "Uelen": (-171.0, 66.1, True),
    "Yakutsk": (129.7, 62.03, True),
}


def polygons(shape: dict[str, Any]) -> list[list[list[list[float]]]]:
    found: list[list[list[list[float]]]] = shape["coordinates"]
    return found if shape["type"] == "MultiPolygon" else [found]  # type: ignore[list-item]


def area(ring: list[list[float]]) -> float:
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring)) / 2


@pytest.mark.parametrize("name", PLACES)
def test_russia_holds_what_it_holds(name: str) -> None:
    lon, lat, inside = PLACES[name]
    assert holds(list(rings_of(read_outlines(GEO, "countries", [])["RU"])), lon, lat) == inside


def test_no_outline_runs_over_the_earth() -> None:
    features = json.loads((GEO / "countries.geojson").read_text("utf-8"))["features"]
    rings = [ring for feature in features for part in polygons(feature["geometry"]) for ring in part]
    assert max(abs(two[0] - one[0]) for ring in rings for one, two in pairwise(ring)) < 30


def test_an_outline_that_is_cut_wrongly_is_named(tmp_path: Path) -> None:
    ring = [[-180, 69], [28, 69], [29, 65], [-172, 65], [-180, 69]]
    feature = {"properties": {"iso_alpha2": "RU"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    (tmp_path / "countries.geojson").write_text(json.dumps({"features": [feature]}), "utf-8")
    faults: list[Any] = []
    read_outlines(tmp_path, "countries", faults)
    assert [(fault.file, fault.value) for fault in faults] == [("reference/geo/countries.geojson", "RU")]


def test_shapely_finds_the_same_in_the_outline_that_is_written() -> None:
    russia = shapely.geometry.shape(read_outlines(GEO, "countries", [])["RU"])
    written = shapely.geometry.shape(read_wkt(russia.wkt))
    assert written.is_valid
    assert all(part.exterior.is_ccw and not any(hole.is_ccw for hole in part.interiors) for part in written.geoms)
    for name, (lon, lat, inside) in PLACES.items():
        assert written.contains(shapely.geometry.Point(lon, lat)) == inside, name


def test_rings_turn_as_the_standard_says() -> None:
    shape = read_wkt("POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))")
    outer, hole = shape["coordinates"]
    assert area(outer) > 0 > area(hole)


def test_a_polygon_beyond_180_degrees_is_cut_there() -> None:
    west, east = polygons(
        read_wkt("POLYGON ((170 60, 190 60, 190 70, 170 70, 170 60), (178 64, 182 64, 182 66, 178 64))")
    )
    assert [(min(p[0] for p in part[0]), max(p[0] for p in part[0])) for part in (west, east)] == [
        (170.0, 180.0),
        (-180.0, -170.0),
    ]
    assert [len(part) for part in (west, east)] == [2, 2]


@given(st.integers(-360, 350), st.integers(1, 170), st.integers(-80, 70), st.integers(1, 9))
def test_no_area_is_lost_wherever_a_polygon_is_cut(west: int, width: int, south: int, height: int) -> None:
    east, north = west + width, south + height
    if not -540 <= west < east <= 540:
        return
    parts = polygons(
        read_wkt(f"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))")
    )
    assert sum(area(part[0]) for part in parts) == pytest.approx(width * height)
    assert all(-180 <= position[0] <= 180 for part in parts for position in part[0])
