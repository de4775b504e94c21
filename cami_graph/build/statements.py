"""Collect the triples of a build, graph by graph, and remember which row of which table each thing came from.

A `Builder` holds them all; a `Voice` is one document that speaks into it, a `Report` by its cells, any other by the
places in it.
"""

from __future__ import annotations

import hashlib
import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS, XSD

from cami_graph.errors import Fault, SourceError
from cami_graph.rdf import CAMI, OA, NamedGraph, Statements, Term, concept, graph_name, thing
from cami_graph.source import Cell, Heading, Source, Span, find_quote, split_cells
from cami_graph.tables import Claim, Document, Record, Row, RowRef
from cami_graph.tables import Report as ReportTables

LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
LANDSCAPES = ("priority-landscape", "region", "habitat")


class Builder:
    """What has been stated so far, graph by graph, and where each thing came from; documents share one."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.stated = Statements()
        self.origins: dict[URIRef, RowRef] = {}
        self.faults: list[Fault] = []
        self.reference_graph = self.graph("reference")
        self.items = {
            (report.programme.programme_id, row.activity_code, row.item)
            for report in record.reports
            for row in report.tables.subactivities
        }
        self._kinds = {place.place_id: place.place_type for place in record.reference.places}

    def graph(self, name: str) -> NamedGraph:
        """Return a named graph: `reference`, `report/cami2-doc3`."""
        return self.stated.graph(graph_name(name))

    def open(self, graph: NamedGraph, node: URIRef, *types: URIRef, row: Row | None = None) -> Statement:
        """Start to state a thing: its types, and the row it comes from."""
        if row is not None:
            self.origins.setdefault(node, row.ref)
        return Statement(graph, node).link(RDF.type, *types)

    def describe(
        self,
        graph: NamedGraph,
        english: str,
        russian: str,
        derived_from: URIRef | None = None,
        programmes: Iterable[str] = (),
    ) -> None:
        """State in a graph what it is called, its licence, what it rests on, and which programmes it is about."""
        name = Statement(graph, URIRef(str(graph.identifier))).link(RDF.type, PROV.Entity)
        name.texts(DCTERMS.title, english, russian).link(DCTERMS.license, LICENCE)
        if derived_from is not None:
            name.link(PROV.wasDerivedFrom, derived_from)
        name.things(DCTERMS.subject, "programme", *sorted(programmes))

    def place(self, place_id: str) -> URIRef:
        """Return a place: priority landscapes and regions are landscapes, everything else is a site."""
        return thing("landscape" if self._kinds.get(place_id) in LANDSCAPES else "site", place_id)


class Voice(ABC):
    """One document while its claims are stated: its graph, its addresses, the programme it speaks of, who read it."""

    def __init__(self, builder: Builder, document: Document | Source, kind: str) -> None:
        self.builder = builder
        self.id = document.document_id if isinstance(document, Document) else document.id
        self.prefix, self.issued = document.prefix, document.issued
        self.node = thing(kind, self.id)
        self.graph = builder.graph(f"{kind}/{self.id}")
        self.programmes = {one.programme_id: one.prefix for one in builder.record.programmes}

    def address(self, kind: str, slug: str) -> URIRef:
        """Return the address of a claim of this document: `action/1.1.1-r1`, `status/letter-tm/2.5.2`."""
        return thing(kind, f"{self.prefix}{slug}")

    def part(self, kind: str, slug: str, programme: str) -> URIRef:
        """Return a part of a programme: `activity/1.1.1`, `section/cami-2021-2026/1.1`."""
        return thing(kind, f"{self.programmes[programme]}{slug}")

    def element(self, row: Claim | str, code: str, item: str = "") -> URIRef:
        """Return an activity, or its lettered item, of the programme that a claim names."""
        programme = row if isinstance(row, str) else row.programme_id
        return self.part("subactivity", f"{code}-{item}", programme) if item else self.part("activity", code, programme)

    def claim(self, node: URIRef, kind: URIRef, row: Claim, graph: NamedGraph | None = None) -> Statement:
        """Start to state a claim: what it is, who read it and when."""
        statement = self.builder.open(self.graph if graph is None else graph, node, kind, row=row)
        return statement.link(CAMI.wasReadIn, self.reading(row.reader, row.read_on))

    def reading(self, reader: str, day: str) -> URIRef:
        """State once who read this document on which day, and return it."""
        slug = "-".join(re.findall(r"[a-z0-9]+", reader.casefold())) or "reader"
        node = thing("reading", f"{self.id}/{slug}-{day}")
        reading = self.builder.open(self.graph, node, CAMI.Reading)
        reading.text(CAMI.readerName, reader).link(DCTERMS.date, day_literal(day)).link(PROV.used, self.node)
        return node

    @abstractmethod
    def proof(self, row: Row, codes: Iterable[str], column: int) -> list[URIRef]:
        """State what a row rests on in this document, and return it."""


class Report(Voice):
    """A report of the tabular kind: words are found in its cells, to the character."""

    def __init__(self, builder: Builder, report: ReportTables) -> None:
        super().__init__(builder, report.source, "report")
        self.source, self.programme = report.source, report.programme
        self.written, self.tables = report.tables, report.tables.read_only()
        self.cells = split_cells(report.source, report.corrections)
        self.headings: tuple[Heading, ...] = self.source.headings()
        self.programme_graph = builder.graph(f"programme/{self.programme.programme_id}")
        self._starts = sorted((span.start, span.end, cell) for cell in self.cells for span in cell.spans)
        self._stated: set[URIRef] = set()

    @property
    def prints_plan(self) -> bool:
        """Say whether the plan of its programme is quoted in the words of this report."""
        return self.programme.document_id == self.id

    def own(self, kind: str, slug: str) -> URIRef:
        """Return a part of the programme that this report is about."""
        return self.part(kind, slug, self.programme.programme_id)

    def cell(self, cell: Cell) -> URIRef:
        """Return a cell of the report."""
        return thing("cell", f"{self.source.id}/{cell.key}")

    def locate(self, row: Row, codes: Iterable[str], column: int, quote: str) -> tuple[Span, ...]:
        """Return the spans of a row's quote; a quote that does not stand there becomes a fault of the row."""
        try:
            return find_quote(self.cells, tuple(codes), column, quote, self.headings)
        except SourceError as error:
            self.builder.faults.append(row.fault(error.problem, "quote", error.remedy))
            return ()

    def proof(self, row: Row, codes: Iterable[str], column: int) -> list[URIRef]:
        """State the words of a row, found in that column of these activities, and return them."""
        return [self.evidence(span) for span in self.locate(row, codes, column, str(row.get("quote")))]

    def evidence(self, span: Span) -> URIRef:
        """State a stretch of the report once, with both its selectors, and return it."""
        slug = f"{self.source.id}/{span.start}-{span.end}"
        node = thing("evidence", slug)
        if node in self._stated:
            return node
        self._stated.add(node)
        position, quote = thing("evidence", f"{slug}/position"), thing("evidence", f"{slug}/quote")
        evidence = self.builder.open(self.graph, node, CAMI.Evidence, OA.SpecificResource)
        evidence.link(OA.hasSource, self.node).link(OA.hasSelector, position, quote)
        if holder := self._cell_of(span):
            evidence.link(CAMI.inCell, self.cell(holder))
        self.builder.open(self.graph, position, OA.TextPositionSelector).link(
            OA.start, Literal(span.start, datatype=XSD.nonNegativeInteger)
        ).link(OA.end, Literal(span.end, datatype=XSD.nonNegativeInteger))
        self.builder.open(self.graph, quote, OA.TextQuoteSelector).text(OA.exact, span.words)
        return node

    def _cell_of(self, span: Span) -> Cell | None:
        at = bisect_right(self._starts, span.start, key=lambda one: one[0]) - 1
        return self._starts[at][2] if at >= 0 and span.start < self._starts[at][1] else None


class Other(Voice):
    """A document that is no table: words are given with their place in it, or the place alone."""

    def __init__(self, builder: Builder, document: Document) -> None:
        super().__init__(builder, document, "document")
        self.document = document

    def proof(self, row: Row, codes: Iterable[str], column: int) -> list[URIRef]:
        """State where in the document a claim stands, and its words where they may be quoted; it has no cells."""
        del codes, column
        place = str(row.get("locator")) or self.document.address or self.document.number
        words = str(row.get("quote"))
        slug = f"{self.id}/{hashlib.sha256(f'{place}|{words}'.encode()).hexdigest()[:12]}"
        node = thing("evidence", slug)
        evidence = self.builder.open(self.graph, node, CAMI.Evidence, OA.SpecificResource)
        evidence.link(OA.hasSource, self.node).text(CAMI.locator, place)
        if words:
            quote = thing("evidence", f"{slug}/quote")
            evidence.link(OA.hasSelector, quote)
            self.builder.open(self.graph, quote, OA.TextQuoteSelector).text(OA.exact, words)
        return [node]


@dataclass(frozen=True, slots=True)
class Statement:
    """A thing that is being stated. Every method adds triples about it and returns it, so that calls can be chained."""

    graph: NamedGraph
    node: URIRef

    def link(self, predicate: URIRef, *values: Term) -> Statement:
        """Add a triple per value."""
        for value in values:
            self.graph.add((self.node, predicate, value))
        return self

    def text(self, predicate: URIRef, value: str, language: str | None = None) -> Statement:
        """Add a text, where there is one."""
        return self.link(predicate, Literal(value, lang=language)) if value else self

    def texts(self, predicate: URIRef, english: str, russian: str) -> Statement:
        """Add a text in English and Russian."""
        return self.text(predicate, english, "en").text(predicate, russian, "ru")

    def label(self, english: str, russian: str) -> Statement:
        """Add the name that people see."""
        return self.texts(SKOS.prefLabel, english, russian)

    def year(self, predicate: URIRef, value: str | int) -> Statement:
        """Add a year, where there is one."""
        return self.link(predicate, Literal(str(value), datatype=XSD.gYear)) if value else self

    def concepts(self, predicate: URIRef, scheme: str, *codes: str) -> Statement:
        """Add links to concepts of a vocabulary."""
        return self.link(predicate, *(concept(scheme, code) for code in codes))

    def things(self, predicate: URIRef, kind: str, *slugs: str) -> Statement:
        """Add links to things of one kind."""
        return self.link(predicate, *(thing(kind, slug) for slug in slugs if slug))

    def day(self, predicate: URIRef, value: str) -> Statement:
        """Add a year, month or day, where there is one."""
        return self.link(predicate, day_literal(value)) if value else self

    def proved(self, evidence: Iterable[URIRef]) -> Statement:
        """Add the words that say it."""
        return self.link(CAMI.isEvidencedBy, *evidence)

    def sure(self, certainty: str = "", reason: str = "") -> Statement:
        """Add how sure the reading is, and why it is not or goes beyond its words."""
        return self.concepts(CAMI.hasCertainty, "certainty", certainty or "sure").text(
            CAMI.certaintyReason, reason, "en"
        )


DAYS = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def day_literal(text: str) -> Literal:
    """Return a year, a month or a day as the literal that says how exact it is."""
    return Literal(text, datatype=DAYS[len(text)])
