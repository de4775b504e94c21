"""State the herds: where they live, which borders they cross, and which neighbours are told to share none."""

from __future__ import annotations

from rdflib.namespace import DCTERMS

from cami_graph.build.actors import same_as
from cami_graph.build.statements import Builder, Statement
from cami_graph.rdf import CAMI, thing
from cami_graph.tables import NoCommonHerd, Population


def build_populations(builder: Builder) -> None:
    """State every herd of the table; where it lives is a statement of its source, and notes stay in the table."""
    for row in builder.record.reference.populations:
        node = thing("population", row.population_id)
        statement = builder.open(builder.reference_graph, node, CAMI.Population, row=row)
        statement.label(row.name, row.name_ru).things(CAMI.populationOf, "taxon", row.species_id)
        statement.things(CAMI.livesInCountry, "country", *row.state_codes)
        statement.link(CAMI.livesInPlace, *map(builder.place, row.place_ids))
        statement.concepts(CAMI.hasPopulationStanding, "population-standing", row.standing)
        for border in row.crossing_pairs:
            statement.text(CAMI.crossesBorder, border)
        statement.day(CAMI.isAttestedFrom, row.attested_from)
        same_as(statement, row.wikidata_qid)
        statement.concepts(CAMI.isKnownWithCertainty, "certainty", row.certainty or "sure")
        _source(statement, row).text(DCTERMS.description, row.reason, "en")


def build_no_common_herds(builder: Builder) -> None:
    """State which countries hold a taxon and share no herd of it."""
    for row in builder.record.reference.no_common_herds:
        codes = sorted(row.country_codes)
        node = thing("no-common-herd", f"{row.species_id}-{'-'.join(codes)}")
        statement = builder.open(builder.reference_graph, node, CAMI.NoCommonHerd, row=row)
        statement.things(CAMI.populationOf, "taxon", row.species_id)
        statement.text(CAMI.isApartAcross, "-".join(codes)).text(DCTERMS.description, row.reason, "en")
        _source(statement, row)


def _source(statement: Statement, row: Population | NoCommonHerd) -> Statement:
    """State what the source is called and where it can be read."""
    return statement.text(DCTERMS.source, ", ".join(part for part in (row.source_title, row.source_address) if part))
