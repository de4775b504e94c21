"""Find the cell of a table from which a node of the graph came."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, ORG, PROV, SKOS
from rdflib.term import Node

from cami_graph.paths import DATA
from cami_graph.rdf import CAMI, DWC, GEO, OA, SCHEMA

if TYPE_CHECKING:
    from cami_graph.tables import RowRef

STEPS = 2
"""How far to walk from a node to the thing that a row states: selector, evidence, claim."""

PARTS = (OA.hasSelector, CAMI.isEvidencedBy, CAMI.contradicts, GEO.hasGeometry)
"""The links along which a thing owns nodes that no row states by themselves."""

COLUMNS: Mapping[URIRef, tuple[str, ...]] = {
    CAMI.actsInCountry: ("country_codes",),
    CAMI.addressesThreat: ("threat_ids", "value"),
    CAMI.amongCountry: ("country_codes",),
    CAMI.accessionYear: ("cms_party_year", "cites_party_year"),
    CAMI.inAppendix: ("cms_appendix_2019", "cites_appendix_2019"),
    CAMI.standsForKind: ("stands_for",),
    CAMI.isAttestedFrom: ("attested_from",),
    CAMI.isParty: ("cms_party_2019", "cites_party_2019"),
    CAMI.asksActor: ("actor_id",),
    CAMI.assesses: ("activity_code",),
    CAMI.assessesTaxon: ("species_id",),
    CAMI.assessmentYear: ("red_list_latest_year", "red_list_latest_basis"),
    CAMI.basedIn: ("country_code",),
    CAMI.borders: ("neighbour_codes",),
    CAMI.budgetAmount: ("budget_amount",),
    CAMI.budgetCurrency: ("budget_currency",),
    CAMI.certaintyReason: ("reason",),
    CAMI.concernsSpecies: ("species_ids", "value"),
    CAMI.contradicts: ("quote",),
    CAMI.earlierPart: ("former_code",),
    CAMI.endYear: ("end_year",),
    CAMI.happenedOn: ("happened_on",),
    CAMI.hasActionType: ("value",),
    CAMI.hasActorType: ("actor_type",),
    CAMI.hasAssignmentKind: ("kind",),
    CAMI.hasCertainty: ("certainty",),
    CAMI.hasContinuationKind: ("kind",),
    CAMI.hasCooperationForm: ("form",),
    CAMI.hasDocumentKind: ("kind",),
    CAMI.hasEventStatus: ("event_status",),
    CAMI.hasInitiativeType: ("initiative_type",),
    CAMI.hasLinkType: ("link_type",),
    CAMI.hasMember: ("value",),
    CAMI.hasParty: ("country_codes",),
    CAMI.hasPlaceType: ("place_type",),
    CAMI.hasPriorityLevel: ("level",),
    CAMI.hasRecommendationType: ("type_ids",),
    CAMI.hasRedListCategory: ("red_list_2019_code",),
    CAMI.hasStatus: ("status",),
    CAMI.inCell: ("column", "quote"),
    CAMI.inCountry: ("country_codes", "value", "country_code"),
    CAMI.inPlace: ("place_ids", "value"),
    CAMI.isAddressedTo: ("addressee_ids",),
    CAMI.isEvidencedBy: ("quote",),
    CAMI.isReadFirstHand: ("hand",),
    CAMI.isoAlpha2: ("country_code",),
    CAMI.issuerName: ("issuer",),
    CAMI.isWithin: ("within_ids",),
    CAMI.joinsCountry: ("country_codes",),
    CAMI.keptBy: ("actor_id",),
    CAMI.laterPart: ("activity_code",),
    CAMI.listLetter: ("letter",),
    CAMI.locator: ("locator",),
    CAMI.memberOf: ("programme_id",),
    CAMI.overlaps: ("overlap_ids",),
    CAMI.partyTo: ("framework_id",),
    CAMI.printedLevel: ("quote",),
    CAMI.prioritizes: ("activity_code",),
    CAMI.rangeCountry: ("country_code", "range_state_codes"),
    CAMI.rangeOf: ("landscape_id", "species_id"),
    CAMI.recommendsOn: ("activity_codes",),
    CAMI.refersFrom: ("activity_code",),
    CAMI.refersTo: ("target_code",),
    CAMI.reportsOn: ("activity_codes",),
    CAMI.scopes: ("activity_codes",),
    CAMI.seatCode: ("country_code",),
    CAMI.since: ("since",),
    CAMI.startYear: ("start_year",),
    CAMI.throughAction: ("action_id",),
    CAMI.underHeading: ("activity_codes",),
    CAMI.underFramework: ("framework_id",),
    CAMI.underInitiative: ("initiative_ids", "initiative_id"),
    CAMI.until: ("until",),
    CAMI.wasReadIn: ("reader",),
    DCTERMS.bibliographicCitation: ("title_en",),
    DCTERMS.description: ("statement_en", "summary_en"),
    DCTERMS.identifier: ("number",),
    DCTERMS.isPartOf: ("section_code", "objective_code", "activity_code"),
    DCTERMS.issued: ("issued",),
    DCTERMS.source: ("source",),
    DCTERMS.subject: ("programme_id",),
    DWC.scientificName: ("scientific_name",),
    DWC.taxonRank: ("rank",),
    GEO.asWKT: ("lat",),
    OA.end: ("quote",),
    OA.exact: ("quote",),
    OA.hasSelector: ("quote",),
    OA.hasSource: ("quote",),
    OA.start: ("quote",),
    ORG.subOrganizationOf: ("parent_id",),
    PROV.agent: ("actor_id",),
    PROV.hadRole: ("role",),
    SCHEMA.sameAs: ("wikidata_qid", "ror_id"),
    SKOS.notation: ("activity_code", "section_code", "objective_code", "item"),
    SKOS.prefLabel: ("title_en", "name", "title_ru", "name_ru"),
}
"""The columns that may have stated a link; the first that a table has is the one."""

RULE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "action-lies-in-a-range-state": ("place_ids",),
    "assessment-has-one-year": ("red_list_latest_year",),
    "continuation-leads-back-unless-new": ("former_code",),
    "doubt-has-a-reason": ("reason",),
    "doer-takes-part": ("role",),
    "evidence-has-one-position": ("quote",),
    "evidence-has-one-quote": ("quote",),
    "framework-membership-runs-forward": ("until",),
    "other-priority-keeps-its-words": ("quote",),
    "quote-stands-in-its-cell": ("quote",),
    "range-statement-has-a-source": ("quote",),
    "silence-is-silent": ("status",),
    "span-gives-its-quote": ("quote",),
    "sub-activity-has-one-code": ("item",),
    "thing-has-a-russian-label": ("title_ru", "name_ru"),
}
"""Rules about more than one link, or about one language of it, and the columns to look at."""


@dataclass(frozen=True, slots=True)
class Place:
    """The address of a finding in the tables; empty where it comes from none."""

    table: str = ""
    cell: str = ""
    row: int | None = None
    line: int | None = None
    column: str = ""


@dataclass
class Places:
    """Knows from which cell each node of a graph came."""

    graph: Graph
    origins: Mapping[URIRef, RowRef]
    tables: Path = DATA
    _files: dict[str, tuple[list[str], list[int]]] = field(default_factory=dict)

    def find(self, rule: str, path: Node | None, *nodes: Node) -> Place:
        """Return the cell behind the first of the nodes that comes from a table."""
        from openpyxl.utils import get_column_letter

        ref = next(filter(None, map(self.row_of, nodes)), None)
        if ref is None:
            return Place()
        header, lines = self.file(ref.file)
        wanted = RULE_COLUMNS.get(rule) or (COLUMNS.get(path, ()) if isinstance(path, URIRef) else ())
        column = next((name for name in wanted if name in header), header[0] if header else "")
        letter = get_column_letter(header.index(column) + 1) if column else "A"
        line = lines[ref.row - 1] if ref.row <= len(lines) else None
        return Place(ref.file, f"{letter}{ref.row}", ref.row, line, column)

    def row_of(self, node: Node) -> RowRef | None:
        """Return the row that states a node, or the thing that owns it."""
        reached: set[Node] = {node}
        for _ in range(STEPS + 1):
            found = sorted(
                (self.origins[one] for one in reached if isinstance(one, URIRef) and one in self.origins),
                key=lambda ref: (ref.file, ref.row),
            )
            if found:
                return found[0]
            reached = {owner for part in reached for link in PARTS for owner in self.graph.subjects(link, part)}
        return None

    def file(self, name: str) -> tuple[list[str], list[int]]:
        """Return the columns of a table and the line on which each of its rows begins, the header being the first."""
        if name not in self._files:
            path = self.tables / name
            self._files[name] = _read_lines(path) if path.is_file() else ([], [])
        return self._files[name]


def _read_lines(path: Path) -> tuple[list[str], list[int]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        starts, begin = [1], reader.line_num + 1
        for _ in reader:
            starts.append(begin)
            begin = reader.line_num + 1
    return header, starts
