"""State what registers say as of a year: Red List categories, appendices of treaties, Parties; each with its source.

What is not verified stands in no column, and nothing is stated of it.
"""

from __future__ import annotations

import re

from rdflib import Literal
from rdflib.namespace import DCTERMS

from cami_graph.build.statements import Builder
from cami_graph.rdf import CAMI, thing
from cami_graph.tables import Country, Species

YEAR = "2019"
"""The year of the columns that name it."""

TREATIES = ("cms", "cites")
LISTED = re.compile(r"(not listed|I{1,3}(?:; I{1,3})*)(?: \((.+)\))?")


def build_registers(builder: Builder) -> None:
    """State the Red List categories and listings of every taxon, and of every country to what it is a Party."""
    for row in builder.record.reference.species:
        _red_list(builder, row)
        for treaty in TREATIES:
            _listing(builder, row, treaty)
    for country in builder.record.reference.countries:
        for treaty in TREATIES:
            _party_status(builder, country, treaty)


def _red_list(builder: Builder, row: Species) -> None:
    dated = [(row.red_list_2019_code, YEAR, YEAR)]
    if row.red_list_latest_code != row.red_list_2019_code:
        dated.append((row.red_list_latest_code, "latest", row.red_list_latest_year))
    for code, slug, year in dated:
        if not code:
            continue
        node = thing("red-list", f"{row.species_id}-{slug}")
        statement = builder.open(builder.reference_graph, node, CAMI.RedListAssessment, row=row)
        statement.things(CAMI.assessesTaxon, "taxon", row.species_id).year(CAMI.assessmentYear, year)
        statement.concepts(CAMI.hasRedListCategory, "red-list", code).text(DCTERMS.source, row.source, "en")
        if slug == "latest":
            statement.text(DCTERMS.description, row.red_list_latest_basis, "en")


def _listing(builder: Builder, row: Species, treaty: str) -> None:
    """State in which appendices a taxon stands; words in brackets are told as they are."""
    found = LISTED.fullmatch(next(iter(row.values(f"{treaty}_appendix_2019")), ""))
    if not found:
        return
    appendices = ["none"] if found[1] == "not listed" else found[1].split("; ")
    node = thing("listing", f"{row.species_id}-{treaty}-{YEAR}")
    statement = builder.open(builder.reference_graph, node, CAMI.Listing, row=row)
    statement.things(CAMI.listsTaxon, "taxon", row.species_id).concepts(CAMI.underTreaty, "treaty", treaty)
    statement.concepts(CAMI.inAppendix, "appendix", *(f"{treaty}-{number}" for number in appendices))
    statement.year(CAMI.asOfYear, YEAR).text(DCTERMS.description, found[2] or "", "en")
    statement.text(DCTERMS.source, row.source, "en")


def _party_status(builder: Builder, row: Country, treaty: str) -> None:
    """State whether a country is a Party, where that is verified."""
    told = next(iter(row.values(f"{treaty}_party_2019")), "")
    if not told:
        return
    node = thing("party-status", f"{row.country_code}-{treaty}-{YEAR}")
    statement = builder.open(builder.reference_graph, node, CAMI.PartyStatus, row=row)
    statement.things(CAMI.concernsCountry, "country", row.country_code).concepts(CAMI.underTreaty, "treaty", treaty)
    statement.link(CAMI.isParty, Literal(told == "yes")).year(CAMI.asOfYear, YEAR)
    for year in row.values(f"{treaty}_party_year"):
        statement.year(CAMI.accessionYear, year)
    statement.text(DCTERMS.source, row.source, "en")
