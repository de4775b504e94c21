"""State the documents themselves and every cell of a report, so that each claim can be read in its place."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Literal
from rdflib.namespace import DCTERMS, XSD

from cami_graph.build.statements import Other, Report, Voice
from cami_graph.rdf import CAMI, SCHEMA
from cami_graph.source import Span
from cami_graph.tables import Document


def build_report_document(report: Report) -> None:
    """State a report with its citation and checksum, and its cells with their words."""
    source = report.source
    statement = report.builder.open(report.graph, report.node, CAMI.Document, CAMI.Report)
    statement.label(source.title, source.title_ru).text(DCTERMS.identifier, source.number)
    statement.text(CAMI.issuerName, source.publisher)
    statement.day(DCTERMS.issued, source.issued).text(DCTERMS.bibliographicCitation, source.citation)
    statement.text(DCTERMS.rights, source.licence, "en").text(SCHEMA.sha256, source.sha256)
    statement.concepts(CAMI.hasDocumentKind, "document-kind", "report").things(
        DCTERMS.subject, "programme", source.programme
    )
    statement.link(CAMI.isReadFirstHand, Literal(True))
    for cell in report.cells:
        stated = report.builder.open(report.graph, report.cell(cell), CAMI.Cell)
        stated.link(CAMI.holdsActivity, *(report.own("activity", code) for code in cell.activity_codes))
        stated.link(CAMI.columnNumber, Literal(cell.column)).link(DCTERMS.isPartOf, report.node)
        stated.link(CAMI.printedText, Literal(cell.printed)).link(CAMI.readText, Literal(cell.text))
        stated.proved(report.evidence(_strip(span)) for span in cell.passages if span.words.strip())


def build_other_document(voice: Other, programmes: Iterable[str]) -> None:
    """State a document that is no table, and the programmes that its claims name."""
    row = voice.document
    statement = voice.builder.open(voice.graph, voice.node, CAMI.Document, row=row)
    statement.label(row.title_en, row.title_ru).text(DCTERMS.identifier, row.number).day(DCTERMS.issued, row.issued)
    statement.text(DCTERMS.bibliographicCitation, cite(row)).text(CAMI.issuerName, row.issuer)
    statement.concepts(CAMI.hasDocumentKind, "document-kind", row.kind).things(
        DCTERMS.subject, "programme", *programmes
    )
    statement.link(CAMI.isReadFirstHand, Literal(row.hand == "first"))
    if row.address:
        statement.link(SCHEMA.url, Literal(row.address, datatype=XSD.anyURI))


def cite(row: Document) -> str:
    """Return the citation of a document: issuer, date, title, address."""
    date = f" ({row.issued})" if row.issued else ""
    return f"{row.issuer}{date}. {row.title_en}.{f' {row.address}' if row.address else ''}"


def describe_voice(voice: Voice, number: str, programmes: Iterable[str]) -> None:
    """State in the graph of a document what it is called, what it rests on and which programmes it speaks of."""
    titles = (f"What {number} says", f"Что говорит {number}")
    voice.builder.describe(voice.graph, *titles, voice.node, programmes)


def _strip(span: Span) -> Span:
    words = span.words.strip()
    start = span.start + span.words.find(words)
    return span.part(start, start + len(words))
