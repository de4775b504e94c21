"""What is told of a thing without its name: of a part of it, or under a heading that names it alone."""

from __future__ import annotations

from collections.abc import Iterable

from cami_graph.explore.model import LANGUAGES, Label, Section, Thing
from cami_graph.explore.pages.base import claim_order, said
from cami_graph.explore.record import Record
from cami_graph.explore.words import word
from cami_graph.rdf import ID

KINDS = ("action", "cooperation", "recommendation")


def headed(record: Record, thing: Thing, shown: Iterable[Section | None]) -> tuple[Section, ...]:
    """List what findings and briefs count for a shared thing and no section of its page lists yet, kind by kind."""
    known = {claim.iri for one in shown if one for claim in one.claims}
    found = {kind: sorted(_told(record, thing, kind) - known) for kind in KINDS}
    return tuple(_section(record, thing, kind, iris) for kind, iris in found.items() if iris)


def _told(record: Record, thing: Thing, kind: str) -> set[str]:
    """Return the claims of a kind that concern a thing, as the analysis reads them."""
    situation, key = record.findings.situation, thing.iri.removeprefix(str(ID))
    actions = {one for one, concerned in situation.concerns.items() if key in concerned}
    keys = {
        "action": actions,
        "cooperation": {name for name, one in situation.cooperations.items() if one.action in actions},
        "recommendation": {one for one, concerned in situation.asked_for.items() if key in concerned},
    }
    return {f"{ID}{one}" for one in keys[kind]} & record.claims.keys()


def _section(record: Record, thing: Thing, kind: str, iris: Iterable[str]) -> Section:
    """Make the section of one kind; it comes from no single query."""
    about = Label(*(word("headed_about", language, name=thing.name(language)) for language in LANGUAGES))
    claims = tuple(sorted((record.claims[iri] for iri in iris), key=claim_order))
    return Section("", said(f"headed_{kind}"), about, claims=claims, mark=f"headed-{kind}")
