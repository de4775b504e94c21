"""State who acts: organisations, governments, programmes, generic parties; and the initiatives they work under."""

from __future__ import annotations

from rdflib import Literal, URIRef
from rdflib.namespace import ORG, SKOS

from cami_graph.build.statements import Builder, Statement
from cami_graph.rdf import CAMI, SCHEMA, thing
from cami_graph.tables import Actor

WIKIDATA = "http://www.wikidata.org/entity/"


def build_actors(builder: Builder) -> None:
    """State the actors with their verified identifiers, and the initiatives."""
    countries = {row.country_code for row in builder.record.reference.countries}
    for actor in builder.record.reference.actors:
        _actor(builder, actor, countries)
    for row in builder.record.reference.initiatives:
        node = thing("initiative", row.initiative_id)
        statement = builder.open(builder.reference_graph, node, CAMI.Initiative, row=row)
        statement.label(row.name, row.name_ru).text(CAMI.factKey, row.fact_key)
        statement.concepts(CAMI.hasInitiativeType, "initiative-type", row.initiative_type)
        other_names(statement, row.aliases, row.name, row.note)


def _actor(builder: Builder, row: Actor, countries: set[str]) -> None:
    types = [CAMI.Actor] if row.actor_type == "generic" else [CAMI.Actor, ORG.Organization]
    statement = builder.open(builder.reference_graph, thing("actor", row.actor_id), *types, row=row)
    statement.label(row.name, row.name_ru).text(SCHEMA.alternateName, row.short_name).text(CAMI.factKey, row.fact_key)
    statement.concepts(CAMI.hasActorType, "actor-type", row.actor_type).text(CAMI.seatCode, row.country_code)
    for kind in row.stands_for:
        statement.text(CAMI.standsForKind, kind)
    if row.country_code in countries:
        statement.things(CAMI.basedIn, "country", row.country_code)
    statement.things(ORG.subOrganizationOf, "actor", row.parent_id)
    same_as(statement, row.wikidata_qid)
    if row.ror_id:
        statement.link(SCHEMA.sameAs, URIRef(row.ror_id)).text(SCHEMA.identifier, row.ror_id)
    if row.website_domain:
        statement.link(SCHEMA.url, Literal(f"https://{row.website_domain}"))
    other_names(statement, row.aliases, row.name, row.note)


def same_as(statement: Statement, qid: str) -> Statement:
    """Add the Wikidata item, where one is verified."""
    return statement.link(SCHEMA.sameAs, URIRef(WIKIDATA + qid)) if qid else statement


def other_names(statement: Statement, aliases: tuple[str, ...], name: str, note: str) -> Statement:
    """Add the spellings found in the report, and what to know before using the row."""
    for alias in aliases:
        if alias != name:
            statement.text(SKOS.altLabel, alias, "en")
    return statement.text(SKOS.editorialNote, note, "en")
