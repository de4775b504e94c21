"""State which addresses are no longer in use, and what took their place."""

from __future__ import annotations

from pathlib import Path

from rdflib import URIRef
from rdflib.namespace import DCTERMS

from cami_graph.build.statements import Builder
from cami_graph.rdf import thing
from cami_graph.tables import read_rows
from cami_graph.tables.reference import Replacement

PLACES = ("landscape", "site")


def build_replaced(builder: Builder, data: Path) -> None:
    """State of each former address what it became, and nothing else: it names nothing of its own any more."""
    path = data / "reference" / f"{Replacement.TABLE}.csv"
    for row in read_rows(path, Replacement) if path.exists() else ():
        old = thing(row.kind, row.id)
        builder.origins.setdefault(old, row.ref)
        builder.reference_graph.add((old, DCTERMS.isReplacedBy, _new(builder, row)))


def _new(builder: Builder, row: Replacement) -> URIRef:
    return builder.place(row.into) if row.kind in PLACES else thing(row.kind, row.into)
