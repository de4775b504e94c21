"""State what documents tell: status, actions, who took part, what is recommended, what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, XSD

from cami_graph.build.statements import Report, Statement, Voice
from cami_graph.rdf import CAMI
from cami_graph.source import ROLES
from cami_graph.tables import (
    Action,
    Claim,
    Claims,
    Contradiction,
    Cooperation,
    Participation,
    Recommendation,
    Status,
    Tables,
)

ACTION = ROLES.index("action") + 1
RECOMMENDATION = ROLES.index("recommendation") + 1
HAPPENED = frozenset({"done", "partial", "ongoing", "reported", "suspended", "ended"})
"""The states of an action of which something came to be; what is planned or was not done is no deed."""


def build_claims(voice: Voice, tables: Tables | Claims) -> None:
    """State what one document tells, each claim with its words or its place; `tables` hold only its own rows."""
    for status in tables.statuses:
        _status(voice, status)
    for action in tables.actions:
        _action(voice, action)
    actions = {action.action_id: action for action in tables.actions}
    for part in tables.participations:
        _participation(voice, part, actions.get(part.action_id))
    for cooperation in tables.cooperations:
        _cooperation(voice, cooperation, actions[cooperation.action_id])
    for recommendation in tables.recommendations:
        _recommendation(voice, recommendation)


def build_silences(report: Report) -> None:
    """State "not reported" for each activity whose action cell is empty, and nothing else from silence."""
    assessed = {row.activity_code for row in report.written.statuses}
    told = {code for cell in report.cells if cell.column == ACTION and cell.printed for code in cell.activity_codes}
    own = {cell.activity_codes[0]: cell for cell in report.cells if cell.column == 1}
    reading = report.source.reading
    for row in report.tables.activities:
        code = row.activity_code
        if code in assessed or code not in own:
            continue
        if code in told:
            remedy = f"Add a row to statuses.csv of {report.id}: the action cell of this activity is not empty."
            report.builder.faults.append(row.fault("The activity has no status.", "activity_code", remedy))
            continue
        claim = report.builder.open(report.graph, report.address("status", code), CAMI.StatusAssessment, row=row)
        claim.link(CAMI.assesses, report.own("activity", code)).concepts(CAMI.hasStatus, "status", "not-reported")
        claim.link(CAMI.wasReadIn, report.reading(reading.reader, reading.read_on))
        claim.proved(report.evidence(span) for span in own[code].own_words).sure()


def build_contradictions(rows: Iterable[Contradiction], voices: dict[str, Voice]) -> None:
    """State which passages contradict each other, also those of different documents."""
    ordered = sorted(rows, key=lambda row: (row.contradiction_id, row.document_id, row.row))
    for name, several in groupby(ordered, key=lambda row: row.contradiction_id):
        passages = list(several)
        first = voices[passages[0].document_id]
        for row in passages:
            claim = first.claim(first.address("contradiction", name), CAMI.Contradiction, row)
            claim.texts(DCTERMS.description, row.statement_en, row.statement_ru)
            voice = voices[row.document_id]
            claim.link(CAMI.contradicts, *voice.proof(row, row.activity_codes, int(row.column or 0)))


def _column(row: Claim) -> int:
    return int(str(getattr(row, "column", "")) or 0)


def _status(voice: Voice, row: Status) -> None:
    item = f"-{row.item}" if row.item else ""
    claim = voice.claim(voice.address("status", f"{row.activity_code}{item}"), CAMI.StatusAssessment, row)
    claim.link(CAMI.assesses, voice.element(row, row.activity_code, row.item))
    claim.concepts(CAMI.hasStatus, "status", row.status)
    claim.proved(voice.proof(row, [row.activity_code], _column(row))).sure(row.certainty, row.reason)


def _elements(voice: Voice, row: Action | Recommendation) -> list[URIRef]:
    """Return the activities, and those of their lettered items that are named."""
    known = voice.builder.items
    activities = row.activity_codes
    items = [(code, item) for code in activities for item in row.items if (row.programme_id, code, item) in known]
    return [
        *(voice.element(row, code) for code in activities),
        *(voice.element(row, code, item) for code, item in items),
    ]


def _action(voice: Voice, row: Action) -> None:
    claim = voice.claim(voice.address("action", row.action_id), CAMI.ReportedAction, row)
    if row.status == "not-done":
        claim.link(RDF.type, CAMI.ReportedAbsence)
    if _tells_deed(row):
        deed = voice.address("deed", row.action_id)
        voice.builder.open(voice.graph, deed, CAMI.Deed, row=row)
        claim.link(CAMI.tellsDeed, deed)
    claim.link(CAMI.reportsOn, *_elements(voice, row))
    claim.label(row.title_en, row.title_ru).concepts(CAMI.hasStatus, "status", row.status)
    claim.things(CAMI.inCountry, "country", *row.country_codes)
    claim.link(CAMI.inPlace, *map(voice.builder.place, row.place_ids))
    claim.things(CAMI.concernsSpecies, "taxon", *row.species_ids)
    claim.concepts(CAMI.hasActionType, "action-2.0", *row.action_type_ids)
    _problem(claim, row)
    claim.things(CAMI.underInitiative, "initiative", *row.initiative_ids)
    claim.day(CAMI.startYear, row.start_year).day(CAMI.endYear, row.end_year)
    if row.budget_amount is not None:
        claim.link(CAMI.budgetAmount, Literal(row.budget_amount, datatype=XSD.integer))
        claim.text(CAMI.budgetCurrency, row.budget_currency)
    words = voice.proof(row, row.activity_codes, _column(row))
    claim.proved(words).sure(row.certainty, row.reason)
    _threats(voice, row, claim.node, row.action_id, words)


def _tells_deed(row: Action) -> bool:
    """Tell whether an action says that something was done; to tell of a problem is to tell of no deed."""
    return row.status in HAPPENED and not (row.is_problem and row.status == "reported")


def _problem(claim: Statement, row: Action | Recommendation) -> None:
    """Say of a claim that it tells a problem, and nothing of one that tells none."""
    if row.is_problem:
        claim.link(CAMI.tellsProblem, Literal(True))


def _threats(voice: Voice, row: Action | Recommendation, claim: URIRef, name: str, words: Sequence[URIRef]) -> None:
    """State each threat that an action or a recommendation is about as a claim of its own, with its own doubt."""
    for threat in row.threat_ids:
        statement = voice.claim(voice.address("threat-statement", f"{name}-{threat}"), CAMI.ThreatStatement, row)
        statement.link(CAMI.saysOf, claim).concepts(CAMI.addressesThreat, "threat", threat)
        statement.proved(words).sure(row.threat_certainty, row.threat_reason)


def _participation(voice: Voice, row: Participation, action: Action | None) -> None:
    node = voice.address("participation", f"{row.action_id}-{row.actor_id}-{row.role}")
    claim = voice.claim(node, CAMI.Participation, row)
    claim.things(PROV.agent, "actor", row.actor_id).concepts(PROV.hadRole, "role", row.role)
    claim.things(CAMI.actsInCountry, "country", *row.country_codes)
    codes = action.activity_codes if action else ()
    claim.proved(voice.proof(row, codes, _column(row))).sure(row.certainty, row.reason)
    voice.graph.add((voice.address("action", row.action_id), CAMI.hasParticipation, node))
    if action and _tells_deed(action):
        deed = Statement(voice.graph, voice.address("deed", row.action_id)).link(PROV.qualifiedAssociation, node)
        deed.things(PROV.wasAssociatedWith, "actor", row.actor_id)


def _cooperation(voice: Voice, row: Cooperation, action: Action) -> None:
    """State a cooperation with its countries; since when and about what follow its action."""
    claim = voice.claim(voice.address("cooperation", row.cooperation_id), CAMI.Cooperation, row)
    claim.things(CAMI.amongCountry, "country", *row.country_codes)
    claim.text(CAMI.factKey, "|".join(sorted(row.country_codes)))
    claim.link(CAMI.throughAction, voice.address("action", row.action_id))
    claim.day(CAMI.startYear, action.start_year).day(CAMI.endYear, action.end_year)
    claim.things(CAMI.concernsSpecies, "taxon", *action.species_ids)
    claim.link(CAMI.inPlace, *map(voice.builder.place, action.place_ids))
    claim.things(CAMI.underInitiative, "initiative", *action.initiative_ids)
    claim.proved(voice.proof(row, action.activity_codes, _column(row))).sure(row.certainty, row.reason)


def _recommendation(voice: Voice, row: Recommendation) -> None:
    claim = voice.claim(voice.address("recommendation", row.recommendation_id), CAMI.Recommendation, row)
    claim.link(CAMI.recommendsOn, *_elements(voice, row)).label(row.title_en, row.title_ru)
    claim.concepts(CAMI.hasRecommendationType, "recommendation-type", *row.type_ids)
    claim.things(CAMI.inCountry, "country", *row.country_codes)
    claim.things(CAMI.concernsSpecies, "taxon", *row.species_ids)
    claim.link(CAMI.inPlace, *map(voice.builder.place, row.place_ids))
    claim.concepts(CAMI.hasActionType, "action-2.0", *row.action_type_ids)
    _problem(claim, row)
    claim.things(CAMI.isAddressedTo, "actor", *row.addressee_ids)
    words = voice.proof(row, row.activity_codes, RECOMMENDATION)
    claim.proved(words).sure(row.certainty, row.reason)
    _threats(voice, row, claim.node, row.recommendation_id, words)


def build_landscape_states(report: Report) -> None:
    """State the range states of the priority landscapes, as one activity of the programme lists them."""
    for row in report.tables.landscape_states:
        claim = report.claim(
            report.address("range", f"{row.landscape_id}-{row.country_code}"), CAMI.RangeStatement, row
        )
        claim.link(CAMI.rangeOf, report.builder.place(row.landscape_id))
        claim.things(CAMI.rangeCountry, "country", row.country_code)
        claim.proved(report.proof(row, [report.source.landscape_list], int(row.column))).sure()
