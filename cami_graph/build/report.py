"""State what the report tells: status, actions, who took part, what is recommended, what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, XSD

from cami_graph.build.plan import place_node
from cami_graph.build.statements import Builder
from cami_graph.rdf import CAMI, thing
from cami_graph.tables import Action, Participation, Recommendation

ACTION_COLUMN = 4


def build_report(builder: Builder) -> None:
    """State every claim about what was done and what should be done, each with its words."""
    _statuses(builder)
    _silences(builder)
    for action in builder.tables.actions:
        _action(builder, action)
    codes = {action.action_id: action.activity_codes for action in builder.tables.actions}
    for row in builder.tables.participations:
        _participation(builder, row, codes.get(row.action_id, ()))
    for recommendation in builder.tables.recommendations:
        _recommendation(builder, recommendation)
    _contradictions(builder)


def _statuses(builder: Builder) -> None:
    for row in builder.tables.statuses:
        item = f"-{row.item}" if row.item else ""
        node = thing("status", f"{row.activity_code}{item}")
        claim = builder.open(builder.report_graph, node, CAMI.StatusAssessment, row=row)
        claim.link(CAMI.assesses, builder.element(row.activity_code, row.item))
        claim.concepts(CAMI.hasStatus, "status", row.status)
        claim.quoted([row.activity_code], int(row.column), row.quote).sure(row.certainty, row.reason)


def _silences(builder: Builder) -> None:
    """State "not reported" for each activity whose action cell is empty, and nothing else from silence."""
    assessed = {row.activity_code for row in builder.tables.statuses}
    told = {
        code for cell in builder.cells if cell.column == ACTION_COLUMN and cell.printed for code in cell.activity_codes
    }
    own = {cell.activity_codes[0]: cell for cell in builder.cells if cell.column == 1}
    for row in builder.tables.activities:
        code = row.activity_code
        if code in assessed or code not in own:
            continue
        if code in told:
            remedy = "Add a row to statuses.csv: the action cell of this activity is not empty."
            builder.faults.append(row.fault("The activity has no status.", "activity_code", remedy))
            continue
        claim = builder.open(builder.report_graph, thing("status", code), CAMI.StatusAssessment, row=row)
        claim.link(CAMI.assesses, builder.element(code)).concepts(CAMI.hasStatus, "status", "not-reported")
        claim.spans(own[code].own_words).sure()


def _elements(builder: Builder, codes: Iterable[str], items: Iterable[str]) -> list[URIRef]:
    """Return the activities, and those of their lettered items that are named."""
    known = {(row.activity_code, row.item) for row in builder.tables.subactivities}
    activities = list(codes)
    return [
        *(builder.element(code) for code in activities),
        *(builder.element(code, item) for code in activities for item in items if (code, item) in known),
    ]


def _action(builder: Builder, row: Action) -> None:
    claim = builder.open(builder.report_graph, thing("action", row.action_id), CAMI.ReportedAction, row=row)
    claim.link(CAMI.reportsOn, *_elements(builder, row.activity_codes, row.items))
    claim.label(row.title_en, row.title_ru).concepts(CAMI.hasStatus, "status", row.status)
    claim.things(CAMI.inCountry, "country", *row.country_codes)
    claim.link(CAMI.inPlace, *(place_node(builder, place) for place in row.place_ids))
    claim.things(CAMI.concernsSpecies, "taxon", *row.species_ids)
    claim.concepts(CAMI.addressesThreat, "threat", *row.threat_ids)
    claim.things(CAMI.underInitiative, "initiative", *row.initiative_ids)
    claim.year(CAMI.startYear, row.start_year).year(CAMI.endYear, row.end_year)
    if row.budget_usd is not None:
        claim.link(CAMI.budgetUsd, Literal(row.budget_usd, datatype=XSD.integer))
    claim.quoted(row.activity_codes, int(row.column), row.quote).sure(row.certainty, row.reason)


def _participation(builder: Builder, row: Participation, codes: tuple[str, ...]) -> None:
    node = thing("participation", f"{row.action_id}-{row.actor_id}-{row.role}")
    claim = builder.open(builder.report_graph, node, CAMI.Participation, row=row)
    claim.things(PROV.agent, "actor", row.actor_id).concepts(PROV.hadRole, "role", row.role)
    claim.things(CAMI.actsInCountry, "country", *row.country_codes)
    claim.quoted(codes, int(row.column), row.quote).sure(row.certainty, row.reason)
    builder.report_graph.add((thing("action", row.action_id), CAMI.hasParticipation, node))


def _recommendation(builder: Builder, row: Recommendation) -> None:
    node = thing("recommendation", row.recommendation_id)
    claim = builder.open(builder.report_graph, node, CAMI.Recommendation, row=row)
    claim.link(CAMI.recommendsOn, *_elements(builder, row.activity_codes, row.items))
    claim.label(row.title_en, row.title_ru)
    claim.concepts(CAMI.hasRecommendationType, "recommendation-type", *row.type_ids)
    claim.things(CAMI.inCountry, "country", *row.country_codes)
    claim.things(CAMI.concernsSpecies, "taxon", *row.species_ids)
    claim.link(CAMI.inPlace, *(place_node(builder, place) for place in row.place_ids))
    claim.things(CAMI.isAddressedTo, "actor", *row.addressee_ids)
    claim.quoted(row.activity_codes, 6, row.quote).sure(row.certainty, row.reason)


def _contradictions(builder: Builder) -> None:
    ordered = sorted(builder.tables.contradictions, key=lambda row: (row.contradiction_id, row.row))
    for name, rows in groupby(ordered, key=lambda row: row.contradiction_id):
        for row in rows:
            claim = builder.open(builder.report_graph, thing("contradiction", name), CAMI.Contradiction, row=row).texts(
                DCTERMS.description, row.statement_en, row.statement_ru
            )
            spans = builder.locate(row, row.activity_codes, int(row.column), row.quote)
            claim.link(CAMI.contradicts, *(builder.evidence(span) for span in spans))
