"""State the standing channels between countries, who is party since when, and dated events told outside reports."""

from __future__ import annotations

from cami_graph.build.actors import other_names
from cami_graph.build.statements import Builder, Voice
from cami_graph.rdf import CAMI, thing
from cami_graph.tables import Event, FrameworkParty


def build_frameworks(builder: Builder) -> None:
    """State every framework of the reference table; what is known of its parties is claims of documents."""
    for row in builder.record.reference.frameworks:
        statement = builder.open(builder.reference_graph, thing("framework", row.framework_id), CAMI.Framework, row=row)
        statement.label(row.name, row.name_ru).concepts(CAMI.hasCooperationForm, "cooperation-form", row.form)
        statement.things(CAMI.keptBy, "actor", row.actor_id)
        other_names(statement, row.aliases, row.name, row.note)


def build_party(voice: Voice, row: FrameworkParty) -> None:
    """State that countries are parties of a framework since a day."""
    slug = f"{row.framework_id}-{'-'.join(sorted(row.country_codes))}"
    claim = voice.claim(voice.address("framework-party", slug), CAMI.FrameworkMembership, row)
    claim.things(CAMI.partyTo, "framework", row.framework_id).things(CAMI.hasParty, "country", *row.country_codes)
    claim.things(CAMI.concernsSpecies, "taxon", *row.species_ids)
    claim.link(CAMI.inPlace, *map(voice.builder.place, row.place_ids))
    claim.day(CAMI.since, row.since).day(CAMI.until, row.until)
    claim.proved(voice.proof(row, (), 0)).sure(row.certainty, row.reason)


def build_event(voice: Voice, row: Event) -> None:
    """State what happened between countries on a day."""
    claim = voice.claim(voice.address("event", row.event_id), CAMI.Event, row)
    claim.label(row.title_en, row.title_ru).concepts(CAMI.hasCooperationForm, "cooperation-form", row.form)
    claim.concepts(CAMI.hasEventStatus, "event-status", row.event_status).day(CAMI.happenedOn, row.happened_on)
    claim.things(CAMI.joinsCountry, "country", *row.country_codes)
    claim.things(CAMI.concernsSpecies, "taxon", *row.species_ids)
    claim.link(CAMI.inPlace, *map(voice.builder.place, row.place_ids))
    claim.things(CAMI.underFramework, "framework", row.framework_id)
    claim.things(CAMI.underInitiative, "initiative", row.initiative_id)
    claim.proved(voice.proof(row, (), 0)).sure(row.certainty, row.reason)
