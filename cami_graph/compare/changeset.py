"""What changed between two versions of the data, as RDF: rows of tables as PROV entities, their cells as CSVW says.

A row that was changed is a revision of the row it was, and both carry the cells that differ. One that was added is a
revision of nothing, one that was withdrawn has none. See docs/decisions/0009.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, XSD

from cami_graph.compare.data import DataDiff, RowChange, TableChange
from cami_graph.compare.versions import Version
from cami_graph.rdf import PREFIXES, Term, reading_order, thing, to_engine

CSVW = Namespace("http://www.w3.org/ns/csvw#")
USED = {name: PREFIXES[name] for name in ("dcterms", "prov", "rdfs", "xsd")} | {"csvw": str(CSVW)}
Triple = tuple[URIRef, URIRef, Term]


def to_turtle(diff: DataDiff) -> bytes:
    """Write the changes as Turtle, sorted, the same bytes for the same two versions."""
    triples = {ox.Triple(*(to_engine(term) for term in triple)) for triple in Changeset(diff).state()}  # type: ignore[arg-type]
    return ox.serialize(sorted(triples, key=reading_order), format=ox.RdfFormat.TURTLE, prefixes=USED) or b""


@dataclass(frozen=True)
class Changeset:
    """States a difference; the addresses of rows name the version, the table and the number of the row in it."""

    diff: DataDiff

    @property
    def revision(self) -> URIRef:
        """Return the address of the work that led from one version to the other."""
        return thing("revision", f"{self.diff.since.digest}-{self.diff.until.digest}")

    def state(self) -> Iterator[Triple]:
        """Give every statement."""
        since, until = (thing("version", version.digest) for version in (self.diff.since, self.diff.until))
        for version, node in ((self.diff.since, since), (self.diff.until, until)):
            yield node, RDF.type, PROV.Entity
            yield node, DCTERMS.title, Literal(version.name)
        yield self.revision, RDF.type, PROV.Activity
        yield self.revision, PROV.used, since
        if since != until:
            yield until, PROV.wasRevisionOf, since
            yield until, PROV.wasGeneratedBy, self.revision
        for table in self.diff.tables:
            yield thing("table", table.file), RDF.type, CSVW.Table
            for row in table.rows:
                yield from self._row(table, row)

    def _row(self, table: TableChange, row: RowChange) -> Iterator[Triple]:
        """State a row then, a row today, and that one is a revision of the other where there are both."""
        old = self._node(self.diff.since, table, row.old_row)
        new = self._node(self.diff.until, table, row.row)
        for version, node, number, place in (
            (self.diff.since, old, row.old_row, "old"),
            (self.diff.until, new, row.row, "new"),
        ):
            if node is None or number is None:
                continue
            yield node, RDF.type, PROV.Entity
            yield node, RDF.type, CSVW.Row
            yield thing("table", table.file), CSVW.row, node
            yield node, CSVW.rownum, Literal(number - 1, datatype=XSD.integer)
            yield node, DCTERMS.isPartOf, thing("version", version.digest)
            yield node, DCTERMS.identifier, Literal(" | ".join(row.key))
            if row.title:
                yield node, RDFS.label, Literal(row.title, lang="en")
            for cell in row.cells:
                if value := getattr(cell, place):
                    yield node, URIRef(f"{thing('table', table.file)}#{cell.column}"), Literal(value)
        if new:
            yield new, PROV.wasGeneratedBy, self.revision
        if old:
            yield old, PROV.wasInvalidatedBy, self.revision
        if old and new:
            yield new, PROV.wasRevisionOf, old

    def _node(self, version: Version, table: TableChange, number: int | None) -> URIRef | None:
        if number is None:
            return None
        return thing("row", f"{version.digest}/{table.file.removesuffix('.csv')}/{number}")
