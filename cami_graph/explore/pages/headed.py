"""What is told of a thing without its name: of a part of it, under a heading that names it alone, on what it shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cami_graph.analyse.findings.advice import leads_on, list_advice
from cami_graph.explore.address import slug_of
from cami_graph.explore.model import LANGUAGES, Label, Section, Thing
from cami_graph.explore.pages.base import claim_order, said
from cami_graph.explore.record import Record
from cami_graph.explore.words import word
from cami_graph.rdf import ID


def headed(record: Record, thing: Thing, shown: Iterable[Section | None]) -> tuple[Section, ...]:
    """List what findings and briefs count for a thing and no section of its page lists yet, kind by kind."""
    known = {claim.iri for one in shown if one for claim in one.claims}
    told = {"shared": _advice(record, thing)} if thing.kind == "country" else _told(record, thing)
    found = {kind: sorted({f"{ID}{key}" for key in keys} & record.claims.keys() - known) for kind, keys in told.items()}
    return tuple(_section(record, thing, kind, iris) for kind, iris in found.items() if iris)


def without_leads(record: Record, advice: Section | None) -> Section | None:
    """Take out of a list of recommendations the words that only lead to others; nothing may be left."""
    recommendations, situation = record.findings.situation.recommendations, record.findings.situation
    leads = {f"{ID}{key}" for key, one in recommendations.items() if leads_on(situation, one)}
    claims = tuple(one for one in advice.claims if one.iri not in leads) if advice else ()
    return replace(advice, claims=claims) if advice and claims else None


def _advice(record: Record, country: Thing) -> Iterable[str]:
    """Return the recommendations that the brief of a country lists: those that name it, or are on what it shares."""
    code = slug_of(country.iri)
    shared = {link.resource for link in record.findings.links if code in link.countries}
    return list_advice(record.findings.situation, (code,), shared)


def _told(record: Record, thing: Thing) -> dict[str, Iterable[str]]:
    """Return the claims that concern a shared thing, as the analysis reads them, by kind."""
    situation, key = record.findings.situation, thing.iri.removeprefix(str(ID))
    actions = {one for one, concerned in situation.concerns.items() if key in concerned}
    return {
        "action": actions,
        "cooperation": {name for name, one in situation.cooperations.items() if one.action in actions},
        "recommendation": list_advice(situation, (), (key,)),
    }


def _section(record: Record, thing: Thing, kind: str, iris: Iterable[str]) -> Section:
    """Make the section of one kind; it comes from no single query."""
    key = "shared_about" if kind == "shared" else "headed_about"
    about = Label(*(word(key, language, name=thing.name(language)) for language in LANGUAGES))
    claims = tuple(sorted((record.claims[iri] for iri in iris), key=claim_order))
    return Section("", said(f"headed_{kind}"), about, claims=claims, mark=f"headed-{kind}")
