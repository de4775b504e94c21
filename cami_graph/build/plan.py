"""State what the programme plans: objectives, sections, headings, activities, items, priorities, scopes, references."""

from __future__ import annotations

from collections import Counter

from rdflib import URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from cami_graph.build.statements import Builder
from cami_graph.rdf import CAMI, concept, thing
from cami_graph.source import Cell, Span
from cami_graph.tables import Activity, Priority, Scope

SCOPES: dict[str, URIRef] = {
    "species": CAMI.concernsSpecies,
    "place": CAMI.inPlace,
    "country": CAMI.inCountry,
    "threat": CAMI.addressesThreat,
    "action-type": CAMI.hasActionType,
}
KINDS = {"species": "taxon", "country": "country"}
SCHEMES = {"threat": "threat", "action-type": "action-2.0"}


def build_plan(builder: Builder) -> None:
    """State the plan side of the programme, each element with its words."""
    _programme(builder)
    _sections(builder)
    own = {cell.activity_codes[0]: cell for cell in builder.cells if cell.column == 1}
    for activity in builder.tables.activities:
        _activity(builder, activity, own.get(activity.activity_code))
    _check_all_stated(builder, set(own))
    _items(builder)
    _priorities(builder)
    _responsibilities(builder)
    for scope in builder.tables.scopes:
        _scope(builder, scope)
    _references(builder)


def _programme(builder: Builder) -> None:
    programme = builder.source.programme
    node = thing("programme", programme.id)
    start = builder.source.text.find(programme.quote)
    words = Span(start, start + len(programme.quote), 0, 0, programme.quote)
    builder.open(builder.report_graph, node, CAMI.Programme).label(programme.title, programme.title_ru).year(
        CAMI.startYear, programme.start_year
    ).year(CAMI.endYear, programme.end_year).text(SKOS.notation, programme.id).spans([words])
    for row in builder.tables.objectives:
        element = builder.open(builder.report_graph, thing("objective", row.objective_code), CAMI.Objective, row=row)
        element.link(DCTERMS.isPartOf, node).label(row.title_en, row.title_ru)
        element.text(SKOS.notation, row.objective_code).quoted([row.objective_code], 0, row.quote)


def _sections(builder: Builder) -> None:
    for section in builder.tables.sections:
        element = builder.open(builder.report_graph, thing("section", section.section_code), CAMI.Section, row=section)
        element.things(DCTERMS.isPartOf, "objective", section.objective_code).label(section.title_en, section.title_ru)
        element.text(SKOS.notation, section.section_code).quoted([section.section_code], 0, section.quote)
    for heading in builder.tables.headings:
        element = builder.open(builder.report_graph, thing("heading", heading.heading_id), CAMI.Heading, row=heading)
        element.things(DCTERMS.isPartOf, "section", heading.section_code).label(heading.title_en, heading.title_ru)
        element.quoted(heading.activity_codes, 1, heading.quote)
        for code in heading.activity_codes:
            builder.report_graph.add((thing("activity", code), CAMI.underHeading, element.node))


def _activity(builder: Builder, activity: Activity, cell: Cell | None) -> None:
    if cell is None:
        remedy = "Correct the code, or delete the row."
        builder.faults.append(activity.fault("The report holds no such activity.", "activity_code", remedy))
        return
    element = builder.open(builder.report_graph, builder.element(activity.activity_code), CAMI.Activity, row=activity)
    element.things(DCTERMS.isPartOf, "section", activity.section_code)
    element.label(activity.title_en, activity.title_ru)
    element.texts(DCTERMS.description, activity.summary_en, activity.summary_ru)
    element.text(SKOS.notation, activity.activity_code).spans(cell.own_words)


def _check_all_stated(builder: Builder, printed: set[str]) -> None:
    missing = printed - {row.activity_code for row in builder.tables.activities}
    if missing and builder.tables.activities:
        remedy = f"Add rows for {', '.join(sorted(missing))}."
        last = builder.tables.activities[-1]
        builder.faults.append(last.fault("Activities of the report have no row.", "activity_code", remedy))


def _items(builder: Builder) -> None:
    for row in builder.tables.subactivities:
        node = builder.element(row.activity_code, row.item)
        element = builder.open(builder.report_graph, node, CAMI.SubActivity, row=row)
        element.link(DCTERMS.isPartOf, builder.element(row.activity_code))
        if "-" in row.item:
            element.link(DCTERMS.isPartOf, builder.element(row.activity_code, row.item.partition("-")[0]))
        element.label(row.title_en, row.title_ru).text(SKOS.notation, row.item)
        element.quoted([row.activity_code], 1, row.quote)


def _priorities(builder: Builder) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for row in builder.tables.priorities:
        claim = builder.open(builder.report_graph, _priority_node(row, counts), CAMI.PriorityAssignment, row=row)
        claim.link(CAMI.prioritizes, builder.element(row.activity_code, row.item))
        claim.concepts(CAMI.hasPriorityLevel, "priority", row.level)
        claim.concepts(CAMI.hasAssignmentKind, "assignment-kind", row.kind)
        if row.level == "other":
            claim.text(CAMI.printedLevel, row.quote)
        claim.quoted([row.activity_code], int(row.column), row.quote).sure(row.certainty, row.reason)


def _priority_node(row: Priority, counts: Counter[tuple[str, str]]) -> URIRef:
    item = f"-{row.item}" if row.item else ""
    if row.kind == "printed":
        return thing("priority", f"{row.activity_code}{item}-printed")
    counts[row.activity_code, row.item] += 1
    return thing("priority", f"{row.activity_code}{item}-{row.kind}-{counts[row.activity_code, row.item]}")


def _responsibilities(builder: Builder) -> None:
    for row in builder.tables.responsibilities:
        item = f"-{row.item}" if row.item else ""
        node = thing("responsibility", f"{row.activity_code}{item}-{row.actor_id}")
        claim = builder.open(builder.report_graph, node, CAMI.Participation, row=row)
        claim.things(PROV.agent, "actor", row.actor_id).concepts(PROV.hadRole, "role", "responsible")
        claim.quoted([row.activity_code], 2, row.quote).sure(row.certainty, row.reason)
        builder.report_graph.add((builder.element(row.activity_code, row.item), CAMI.hasParticipation, node))


def _scope(builder: Builder, row: Scope) -> None:
    for code in row.activity_codes:
        node = thing("scope", f"{code}-{row.kind}-{row.value}")
        claim = builder.open(builder.report_graph, node, CAMI.ScopeStatement, row=row)
        claim.link(CAMI.scopes, builder.element(code))
        claim.link(SCOPES[row.kind], _scope_value(builder, row))
        claim.quoted(row.activity_codes, int(row.column), row.quote).sure(row.certainty, row.reason)


def _scope_value(builder: Builder, row: Scope) -> URIRef:
    if row.kind in SCHEMES:
        return concept(SCHEMES[row.kind], row.value)
    return place_node(builder, row.value) if row.kind == "place" else thing(KINDS[row.kind], row.value)


def place_node(builder: Builder, place_id: str) -> URIRef:
    """Return a place: priority landscapes and regions are landscapes, everything else is a site."""
    kinds = {place.place_id: place.place_type for place in builder.tables.places}
    return thing("landscape" if kinds.get(place_id) in ("priority-landscape", "region") else "site", place_id)


def _references(builder: Builder) -> None:
    for row in builder.tables.links:
        node = thing("reference-link", f"{row.activity_code}-{row.target_code}")
        claim = builder.open(builder.report_graph, node, CAMI.CrossReference, row=row)
        kind = "activity" if row.target_code.count(".") == 2 else "section"
        claim.link(CAMI.refersFrom, builder.element(row.activity_code)).things(CAMI.refersTo, kind, row.target_code)
        claim.concepts(CAMI.hasLinkType, "link-type", row.link_type)
        claim.quoted([row.activity_code], int(row.column), row.quote).sure()
