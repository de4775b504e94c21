"""What completion may suggest: classes that have members, properties those members use, things by name."""

from __future__ import annotations

from collections import Counter

from rdflib.namespace import RDF

from cami_graph.explore.address import KINDS
from cami_graph.explore.record import Record
from cami_graph.rdf import PREFIXES, shorten


def schema_data(record: Record) -> dict[str, object]:
    """Return prefixes, classes with how many members they have, uses of properties by class, and things."""
    rows = record.rows("page-schema")
    members = Counter(
        {shorten(row["class"]): int(row["uses"]) for row in rows if str(row["property"]) == str(RDF.type)}
    )
    uses = [[shorten(row["class"]), shorten(row["property"]), int(row["uses"])] for row in rows]
    things = [
        [one.iri, one.name("en")] for one in record.things.values() if one.path and one.kind in (*KINDS, "threat")
    ]
    return {"prefixes": PREFIXES, "classes": sorted(members.items()), "uses": sorted(uses), "things": sorted(things)}
