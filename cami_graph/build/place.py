"""State the places: countries, landscapes and sites, how they lie, and their outlines for maps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS

from cami_graph.build.actors import other_names, same_as
from cami_graph.build.statements import Builder, Statement
from cami_graph.rdf import CAMI, GEO, SCHEMA, thing
from cami_graph.tables import Country, Place, Row
from cami_graph.tables.outlines import FILES, Outlines, read_outlines

REGION_SOURCE = "CAMI Graph, table of places: countries that the report or the outline ties to the region"


def build_places(builder: Builder, outlines: Path) -> None:
    """State every country and place; `outlines` is the folder with ``countries.geojson`` and ``regions.geojson``."""
    countries, regions = (read_outlines(outlines, stem, builder.faults) for stem in FILES)
    for country in builder.record.reference.countries:
        _country(builder, country, countries)
    for place in builder.record.reference.places:
        _place(builder, place, regions)
    _region_states(builder)


def _country(builder: Builder, row: Country, outlines: Outlines) -> None:
    node = thing("country", row.country_code)
    statement = builder.open(builder.reference_graph, node, CAMI.Country, CAMI.Place, GEO.Feature, row=row)
    statement.label(row.name, row.name_ru).text(CAMI.isoAlpha2, row.country_code).text(CAMI.factKey, row.fact_key)
    statement.text(SCHEMA.identifier, f"ISO 3166-1 alpha-3: {row.iso_alpha3}")
    statement.text(SCHEMA.identifier, f"UN M49: {row.m49_code}")
    statement.things(CAMI.borders, "country", *row.neighbour_codes)
    same_as(statement, row.wikidata_qid)
    other_names(statement, (row.official_name, *row.aliases), row.name, "")
    if row.country_code in outlines:
        _geometry(builder, statement, row, f"country-{row.country_code}", wkt(outlines[row.country_code]))


def _place(builder: Builder, row: Place, outlines: Outlines) -> None:
    node = builder.place(row.place_id)
    kind = CAMI.Landscape if "/landscape/" in node else CAMI.Site
    statement = builder.open(builder.reference_graph, node, kind, CAMI.Place, GEO.Feature, row=row)
    statement.label(row.name, row.name_ru).text(CAMI.factKey, row.fact_key)
    statement.concepts(CAMI.hasPlaceType, "place-type", row.place_type)
    statement.link(CAMI.isWithin, *(builder.place(other) for other in row.within_ids))
    statement.link(CAMI.overlaps, *(builder.place(other) for other in row.overlap_ids))
    if kind == CAMI.Site:
        statement.things(CAMI.isWithin, "country", *row.country_codes)
    same_as(statement, row.wikidata_qid)
    other_names(statement, row.aliases, row.name, row.note)
    if row.coordinate_method == "polygon-centroid" and row.region_name in outlines:
        _geometry(builder, statement, row, row.place_id, wkt(outlines[row.region_name]))
    elif row.lat and row.lon:
        _geometry(builder, statement, row, row.place_id, f"POINT ({row.lon} {row.lat})")


def _geometry(builder: Builder, feature: Statement, row: Row, slug: str, text: str) -> None:
    node: URIRef = thing("geometry", slug)
    feature.link(GEO.hasGeometry, node)
    geometry = builder.open(feature.graph, node, GEO.Geometry, row=row)
    geometry.link(GEO.asWKT, Literal(text, datatype=GEO.wktLiteral))


def wkt(geometry: dict[str, Any]) -> str:
    """Return a GeoJSON polygon or multipolygon as well-known text."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    bodies = [f"({', '.join(_ring(ring) for ring in polygon)})" for polygon in polygons]
    return f"MULTIPOLYGON ({', '.join(bodies)})" if geometry["type"] == "MultiPolygon" else f"POLYGON {bodies[0]}"


def _ring(points: Sequence[Sequence[float]]) -> str:
    return f"({', '.join(f'{point[0]} {point[1]}' for point in points)})"


def _region_states(builder: Builder) -> None:
    """State the countries of the regions that stand outside the list of priority landscapes."""
    listed = {row.landscape_id for report in builder.record.reports for row in report.tables.landscape_states}
    for row in builder.record.reference.places:
        node = builder.place(row.place_id)
        if row.place_id in listed or "/landscape/" not in node:
            continue
        for code in row.country_codes:
            claim = builder.open(
                builder.reference_graph, thing("range", f"{row.place_id}-{code}"), CAMI.RangeStatement, row=row
            )
            claim.link(CAMI.rangeOf, node).things(CAMI.rangeCountry, "country", code)
            claim.text(DCTERMS.source, REGION_SOURCE).sure()
