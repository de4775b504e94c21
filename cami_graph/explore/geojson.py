"""Rows that name places, as GeoJSON (RFC 7946): a feature for each place of each row, its outline from the graph."""

from __future__ import annotations

import json
import re
from typing import Any

from rdflib import URIRef

from cami_graph.errors import ExportError
from cami_graph.query import Result, Runner

TOKEN = re.compile(r"[A-Za-z]+|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[(),]")
TYPES = {
    "POINT": "Point",
    "MULTIPOINT": "MultiPoint",
    "LINESTRING": "LineString",
    "MULTILINESTRING": "MultiLineString",
    "POLYGON": "Polygon",
    "MULTIPOLYGON": "MultiPolygon",
}


def write_geojson(result: Result, runner: Runner) -> bytes:
    """Return a feature for each place of each row; its properties are the row, with labels."""
    outlines = read_outlines(result, runner)
    if len(result) and not outlines:
        raise ExportError("The rows name no place that has an outline.", remedy="Ask for another form.")
    labelled = result.labelled()
    features = [
        {
            "type": "Feature",
            "geometry": outlines[str(term)],
            "properties": {"place": str(term)} | {name: _property(labelled[number][name]) for name in result.variables},
        }
        for number, row in enumerate(result.terms.rows)
        for term in dict.fromkeys(row)
        if str(term) in outlines
    ]
    return (json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n").encode()


def _property(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def read_outlines(result: Result, runner: Runner) -> dict[str, dict[str, Any]]:
    """Return the outline of each thing in the rows that has one."""
    things = sorted(result.things())
    if not things:
        return {}
    query = runner.library.find("outlines")
    graph = runner.store.construct(query.bind({"thing": [URIRef(thing) for thing in things]}))
    return {str(thing): read_wkt(str(text)) for thing, text in sorted(graph.subject_objects())}


def read_wkt(text: str) -> dict[str, Any]:
    """Read well-known text, in longitude and latitude, as the geometry of GeoJSON."""
    tokens = TOKEN.findall(re.sub(r"^\s*<[^>]*>", "", text))
    if not tokens or tokens[0].upper() not in TYPES:
        raise ExportError(f'"{text[:40]}" is no geometry that GeoJSON knows.')
    coordinates, _ = _read_group(tokens, 1)
    kind = TYPES[tokens[0].upper()]
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
            member = [float(number) for number in tokens[start:place]]
        members.append(member)
    return members, place + 1
