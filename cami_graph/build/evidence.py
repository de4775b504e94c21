"""State the report itself and every cell of its tables, so that each claim can be read in its place."""

from __future__ import annotations

from rdflib import Literal
from rdflib.namespace import DCTERMS

from cami_graph.build.statements import Builder
from cami_graph.rdf import CAMI, SCHEMA
from cami_graph.source import Span


def build_evidence(builder: Builder) -> None:
    """State the report with its citation and checksum, and its cells with their words."""
    source = builder.source
    report = builder.open(builder.report_graph, builder.report, CAMI.Report)
    report.label(source.title, source.title_ru).text(DCTERMS.identifier, source.number)
    report.year(DCTERMS.issued, source.issued).text(DCTERMS.bibliographicCitation, source.citation)
    report.text(DCTERMS.rights, source.licence, "en").text(SCHEMA.sha256, source.sha256)
    report.things(DCTERMS.subject, "programme", source.programme.id)
    for cell in builder.cells:
        statement = builder.open(builder.report_graph, builder.cell(cell), CAMI.Cell)
        statement.link(CAMI.holdsActivity, *(builder.element(code) for code in cell.activity_codes))
        statement.link(CAMI.columnNumber, Literal(cell.column)).link(DCTERMS.isPartOf, builder.report)
        statement.link(CAMI.printedText, Literal(cell.printed)).link(CAMI.readText, Literal(cell.text))
        statement.spans(_strip(span) for span in cell.passages if span.words.strip())


def _strip(span: Span) -> Span:
    words = span.words.strip()
    start = span.start + span.words.find(words)
    return span.part(start, start + len(words))
