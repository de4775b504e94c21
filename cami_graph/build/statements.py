"""Collect the triples of a build, graph by graph, and remember which row of which table each thing came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD

from cami_graph.errors import Fault, SourceError
from cami_graph.rdf import CAMI, OA, Term, concept, graph_name, new_dataset, thing
from cami_graph.source import Cell, Heading, Source, Span, find_quote
from cami_graph.tables import Row, RowRef, Tables


@dataclass
class Builder:
    """What a build starts from, and what it has stated so far."""

    tables: Tables
    source: Source
    cells: tuple[Cell, ...]
    dataset: Dataset = field(default_factory=new_dataset)
    origins: dict[URIRef, RowRef] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.headings: tuple[Heading, ...] = self.source.headings()
        self.report_graph = self.dataset.graph(graph_name(f"report/{self.source.id}"))
        self.reference_graph = self.dataset.graph(graph_name("reference"))
        self.report = thing("report", self.source.id)
        self._holder = {span: cell for cell in self.cells for span in cell.spans}
        self._stated: set[URIRef] = set()

    # Things and their names

    def open(self, graph: Graph, node: URIRef, *types: URIRef, row: Row | None = None) -> Statement:
        """Start to state a thing: its types, and the row it comes from."""
        if row is not None:
            self.origins.setdefault(node, row.ref)
        statement = Statement(self, graph, node, row)
        return statement.link(RDF.type, *types)

    def element(self, activity: str, item: str = "") -> URIRef:
        """Return the activity, or its lettered item."""
        return thing("subactivity", f"{activity}-{item}") if item else thing("activity", activity)

    def cell(self, cell: Cell) -> URIRef:
        """Return a cell of the report."""
        return thing("cell", f"{self.source.id}/{cell.key}")

    # Words

    def locate(self, row: Row, codes: Iterable[str], column: int, quote: str) -> tuple[Span, ...]:
        """Return the spans of a row's quote; a quote that does not stand there becomes a fault of the row."""
        try:
            return find_quote(self.cells, tuple(codes), column, quote, self.headings)
        except SourceError as error:
            self.faults.append(row.fault(error.problem, "quote", error.remedy))
            return ()

    def evidence(self, span: Span) -> URIRef:
        """State a stretch of the report once, with both its selectors, and return it."""
        slug = f"{self.source.id}/{span.start}-{span.end}"
        node = thing("evidence", slug)
        if node in self._stated:
            return node
        self._stated.add(node)
        position, quote = thing("evidence", f"{slug}/position"), thing("evidence", f"{slug}/quote")
        evidence = self.open(self.report_graph, node, CAMI.Evidence, OA.SpecificResource)
        evidence.link(OA.hasSource, self.report).link(OA.hasSelector, position, quote)
        if holder := self._cell_of(span):
            evidence.link(CAMI.inCell, self.cell(holder))
        self.open(self.report_graph, position, OA.TextPositionSelector).link(
            OA.start, Literal(span.start, datatype=XSD.nonNegativeInteger)
        ).link(OA.end, Literal(span.end, datatype=XSD.nonNegativeInteger))
        self.open(self.report_graph, quote, OA.TextQuoteSelector).text(OA.exact, span.words)
        return node

    def _cell_of(self, span: Span) -> Cell | None:
        for holder, cell in self._holder.items():
            if holder.start <= span.start < holder.end:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Statement:
    """A thing that is being stated. Every method adds triples about it and returns it, so that calls can be chained."""

    builder: Builder
    graph: Graph
    node: URIRef
    row: Row | None

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

    def quoted(self, codes: Iterable[str], column: int, quote: str) -> Statement:
        """Add the words of the report that say it."""
        if self.row is None:
            return self
        return self.spans(self.builder.locate(self.row, codes, column, quote))

    def spans(self, spans: Iterable[Span]) -> Statement:
        """Add stretches of the report as evidence."""
        return self.link(CAMI.isEvidencedBy, *(self.builder.evidence(span) for span in spans))

    def sure(self, certainty: str = "", reason: str = "") -> Statement:
        """Add how sure the reading is, and why it is not or goes beyond its words."""
        return self.concepts(CAMI.hasCertainty, "certainty", certainty or "sure").text(
            CAMI.certaintyReason, reason, "en"
        )
