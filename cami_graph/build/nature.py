"""State the taxa: names, verified identifiers, and range states."""

from __future__ import annotations

from rdflib.namespace import DCTERMS, SKOS

from cami_graph.build.actors import other_names, same_as
from cami_graph.build.statements import Builder, Statement
from cami_graph.rdf import CAMI, DWC, SCHEMA, thing
from cami_graph.tables import Species

RANGE_SOURCE = "Mammal Diversity Database, version 2.5"
WIDER_RANGE = "The database lists the species, of which this is a subspecies."
MARKED_RANGE = "The database marks this range state with a question."
IDENTIFIERS = {
    "gbif_taxon_key": "GBIF",
    "ncbi_taxonomy_id": "NCBI",
    "itis_tsn": "ITIS",
    "iucn_sis_id": "IUCN SIS",
    "mdd_id": "MDD",
}


def build_nature(builder: Builder) -> None:
    """State every taxon of the species table."""
    for row in builder.record.reference.species:
        statement = builder.open(builder.reference_graph, thing("taxon", row.species_id), DWC.Taxon, row=row)
        _names(statement, row)
        _identifiers(statement, row)
        _range(builder, row)


def _names(statement: Statement, row: Species) -> None:
    statement.label(row.name, row.name_ru).text(CAMI.factKey, row.fact_key)
    statement.text(DWC.scientificName, row.scientific_name).texts(DWC.vernacularName, row.name, row.name_ru)
    statement.text(DWC.taxonRank, row.rank).text(DWC.order, row.order_name).text(DWC.family, row.family_name)
    statement.things(SCHEMA.parentTaxon, "taxon", row.parent_id)
    for synonym in row.scientific_synonyms:
        statement.text(SKOS.altLabel, synonym)
    other_names(statement, row.aliases, row.name, row.note)


def _identifiers(statement: Statement, row: Species) -> None:
    same_as(statement, row.wikidata_qid)
    for name, register in IDENTIFIERS.items():
        for value in row.values(name):
            statement.text(SCHEMA.identifier, f"{register}: {value}")


def _range(builder: Builder, row: Species) -> None:
    """State the range states; of a subspecies they are those of its species, which may live where it does not."""
    known = ("probable", WIDER_RANGE) if row.rank == "subspecies" else ("", "")
    listed = [(code, *known) for code in row.range_state_codes]
    doubtful = [(code, "doubtful", MARKED_RANGE) for code in row.uncertain_range_codes]
    for code, certainty, why in [*listed, *doubtful]:
        node = thing("range", f"{row.species_id}-{code}")
        claim = builder.open(builder.reference_graph, node, CAMI.RangeStatement, row=row)
        claim.things(CAMI.rangeOf, "taxon", row.species_id).things(CAMI.rangeCountry, "country", code)
        claim.text(DCTERMS.source, RANGE_SOURCE).sure(certainty, why)
