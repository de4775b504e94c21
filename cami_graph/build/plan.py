"""State what a programme plans: objectives, sections, headings, activities, items, priorities, scopes, references.

The plan stands in the graph of its programme, quoted in the words of the report that prints it. Priorities, duties,
scopes and references are what one report prints of it, and stand in the graph of that report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rdflib import URIRef
from rdflib.namespace import DCTERMS, SKOS

from cami_graph.build.statements import Builder, Report, Statement
from cami_graph.rdf import CAMI, concept, thing
from cami_graph.source import Cell, Span
from cami_graph.tables import Activity, Membership, Priority, Programme, Row, Scope

SCOPES: dict[str, URIRef] = {
    "species": CAMI.concernsSpecies,
    "place": CAMI.inPlace,
    "country": CAMI.inCountry,
    "threat": CAMI.addressesThreat,
    "action-type": CAMI.hasActionType,
}
KINDS = {"species": "taxon", "country": "country"}
SCHEMES = {"threat": "threat", "action-type": "action-2.0"}


def build_plan(report: Report) -> None:
    """State the plan of the programme, each part with the words of the report that prints it."""
    _programme(report)
    _sections(report)
    own = {cell.activity_codes[0]: cell for cell in report.cells if cell.column == 1}
    for activity in report.tables.activities:
        _activity(report, activity, own.get(activity.activity_code))
    _check_all_stated(report, set(own))
    _items(report)
    programme = report.programme
    report.builder.describe(report.programme_graph, programme.title_en, programme.title_ru, report.node)


def build_printed_plan(report: Report) -> None:
    """State what this report prints of the plan: how urgent, by whom, about what, and what points where."""
    _priorities(report)
    _responsibilities(report)
    for scope in report.tables.scopes:
        _scope(report, scope)
    _references(report)
    _continuations(report)


def build_memberships(builder: Builder, programme: Programme, rows: Iterable[Membership]) -> None:
    """State the species, range states and landscapes of a programme, with their years."""
    graph = builder.graph(f"programme/{programme.programme_id}")
    for row in rows:
        node = thing("membership", f"{row.programme_id}-{row.kind}-{row.value}")
        member = builder.place(row.value) if row.kind == "landscape" else thing(KINDS[row.kind], row.value)
        statement = builder.open(graph, node, CAMI.Membership, row=row)
        statement.things(CAMI.memberOf, "programme", row.programme_id).link(
            CAMI.hasMember if row.role == "member" else CAMI.hasObserver, member
        )
        statement.year(CAMI.startYear, row.start_year).year(CAMI.endYear, row.end_year)
        statement.text(CAMI.listLetter, row.letter).text(DCTERMS.source, row.source, "en")


def _part(report: Report, node: URIRef, kind: URIRef, row: Row) -> Statement:
    return report.builder.open(report.programme_graph, node, kind, row=row)


def _programme(report: Report) -> None:
    programme = report.programme
    start = report.source.text.find(programme.quote)
    if start < 0:
        remedy = f"Quote the words of {report.source.number} that name the programme."
        report.builder.faults.append(programme.fault("The report does not print these words.", "quote", remedy))
        return
    words = Span(start, start + len(programme.quote), 0, 0, programme.quote)
    node = thing("programme", programme.programme_id)
    statement = _part(report, node, CAMI.Programme, programme).label(programme.title_en, programme.title_ru)
    statement.year(CAMI.startYear, programme.start_year).year(CAMI.endYear, programme.end_year)
    statement.text(SKOS.notation, programme.programme_id).proved([report.evidence(words)])
    for row in report.tables.objectives:
        element = _part(report, report.own("objective", row.objective_code), CAMI.Objective, row)
        element.link(DCTERMS.isPartOf, node).label(row.title_en, row.title_ru)
        element.text(SKOS.notation, row.objective_code).proved(report.proof(row, [row.objective_code], 0))


def _sections(report: Report) -> None:
    programme = thing("programme", report.programme.programme_id)
    for section in report.tables.sections:
        element = _part(report, report.own("section", section.section_code), CAMI.Section, section)
        above = report.own("objective", section.objective_code) if section.objective_code else programme
        element.link(DCTERMS.isPartOf, above).label(section.title_en, section.title_ru)
        element.text(SKOS.notation, section.section_code).proved(report.proof(section, [section.section_code], 0))
    for heading in report.tables.headings:
        element = _part(report, report.own("heading", heading.heading_id), CAMI.Heading, heading)
        element.link(DCTERMS.isPartOf, report.own("section", heading.section_code))
        element.label(heading.title_en, heading.title_ru).proved(report.proof(heading, heading.activity_codes, 1))
        for code in heading.activity_codes:
            report.programme_graph.add((report.own("activity", code), CAMI.underHeading, element.node))


def _activity(report: Report, activity: Activity, cell: Cell | None) -> None:
    if cell is None:
        remedy = "Correct the code, or delete the row."
        fault = activity.fault(f"{report.source.number} holds no such activity.", "activity_code", remedy)
        report.builder.faults.append(fault)
        return
    element = _part(report, report.own("activity", activity.activity_code), CAMI.Activity, activity)
    element.link(DCTERMS.isPartOf, report.own("section", activity.section_code))
    element.label(activity.title_en, activity.title_ru)
    element.texts(DCTERMS.description, activity.summary_en, activity.summary_ru)
    element.text(SKOS.notation, activity.activity_code).proved(report.evidence(span) for span in cell.own_words)


def _check_all_stated(report: Report, printed: set[str]) -> None:
    missing = printed - {row.activity_code for row in report.tables.activities}
    if missing and report.tables.activities:
        remedy = f"Add rows for {', '.join(sorted(missing))}."
        last = report.tables.activities[-1]
        report.builder.faults.append(last.fault("Activities of the report have no row.", "activity_code", remedy))


def _items(report: Report) -> None:
    for row in report.tables.subactivities:
        node = report.own("subactivity", f"{row.activity_code}-{row.item}")
        element = _part(report, node, CAMI.SubActivity, row)
        element.link(DCTERMS.isPartOf, report.own("activity", row.activity_code))
        if "-" in row.item:
            whole = row.item.partition("-")[0]
            element.link(DCTERMS.isPartOf, report.own("subactivity", f"{row.activity_code}-{whole}"))
        element.label(row.title_en, row.title_ru).text(SKOS.notation, row.item)
        element.proved(report.proof(row, [row.activity_code], 1))


def _priorities(report: Report) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for row in report.tables.priorities:
        claim = report.claim(report.address("priority", _priority_slug(row, counts)), CAMI.PriorityAssignment, row)
        claim.link(CAMI.prioritizes, report.element(row, row.activity_code, row.item))
        claim.concepts(CAMI.hasPriorityLevel, "priority", row.level)
        claim.concepts(CAMI.hasAssignmentKind, "assignment-kind", row.kind)
        if row.level == "other":
            claim.text(CAMI.printedLevel, row.quote)
        claim.proved(report.proof(row, [row.activity_code], int(row.column))).sure(row.certainty, row.reason)


def _priority_slug(row: Priority, counts: Counter[tuple[str, str]]) -> str:
    item = f"-{row.item}" if row.item else ""
    if row.kind == "printed":
        return f"{row.activity_code}{item}-printed"
    counts[row.activity_code, row.item] += 1
    return f"{row.activity_code}{item}-{row.kind}-{counts[row.activity_code, row.item]}"


def _responsibilities(report: Report) -> None:
    for row in report.tables.responsibilities:
        item = f"-{row.item}" if row.item else ""
        node = report.address("responsibility", f"{row.activity_code}{item}-{row.actor_id}")
        claim = report.claim(node, CAMI.Responsibility, row).things(CAMI.asksActor, "actor", row.actor_id)
        claim.proved(report.proof(row, [row.activity_code], 2)).sure(row.certainty, row.reason)
        report.graph.add((report.element(row, row.activity_code, row.item), CAMI.hasResponsibility, node))


def _scope(report: Report, row: Scope) -> None:
    for code in row.activity_codes:
        node = report.address("scope", f"{code}-{row.kind}-{row.value}")
        claim = report.claim(node, CAMI.ScopeStatement, row)
        claim.link(CAMI.scopes, report.element(row, code)).link(SCOPES[row.kind], _scope_value(report, row))
        claim.proved(report.proof(row, row.activity_codes, int(row.column))).sure(row.certainty, row.reason)


def _scope_value(report: Report, row: Scope) -> URIRef:
    if row.kind in SCHEMES:
        return concept(SCHEMES[row.kind], row.value)
    return report.builder.place(row.value) if row.kind == "place" else thing(KINDS[row.kind], row.value)


def _references(report: Report) -> None:
    for row in report.tables.links:
        claim = report.claim(
            report.address("reference-link", f"{row.activity_code}-{row.target_code}"), CAMI.CrossReference, row
        )
        kind = "activity" if row.target_code.count(".") == 2 else "section"
        claim.link(CAMI.refersFrom, report.element(row, row.activity_code))
        claim.link(CAMI.refersTo, report.own(kind, row.target_code))
        claim.concepts(CAMI.hasLinkType, "link-type", row.link_type)
        claim.proved(report.proof(row, [row.activity_code], int(row.column))).sure()


def _continuations(report: Report) -> None:
    """State what of earlier programmes each activity continues, by the words that say so."""
    for row in report.tables.continuations:
        former = _former_slug([row.former_programme_id, row.former_code, row.former_item])
        node = report.address("continuation", _former_slug([row.activity_code, row.item, former or row.kind]))
        claim = report.claim(node, CAMI.Continuation, row)
        claim.link(CAMI.laterPart, report.element(row, row.activity_code, row.item))
        if row.former_programme_id:
            earlier = report.element(row.former_programme_id, row.former_code, row.former_item)
            claim.link(CAMI.earlierPart, earlier)
        claim.concepts(CAMI.hasContinuationKind, "continuation", row.kind)
        claim.proved(report.proof(row, [row.activity_code], int(row.column))).sure(row.certainty, row.reason)


def _former_slug(parts: Sequence[str]) -> str:
    return "-".join(part for part in parts if part)
