"""Possible gaps, their arguments and findings as RDF."""

from __future__ import annotations

import hashlib

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.gaps import ARGUMENTS, Gap, Item
from cami_graph.analyse.findings.links import UNKNOWN
from cami_graph.analyse.findings.saying import say_finding
from cami_graph.analyse.findings.select import find_subject
from cami_graph.analyse.findings.systems import Finding
from cami_graph.analyse.findings.wider_work import is_of_both
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.reading import HOUSES
from cami_graph.rdf import CAMI, NamedGraph, concept, thing


def state_gaps(graph: NamedGraph, findings: Findings, run: URIRef, prefix: str) -> None:
    """State every gap with everything it carries; `prefix` leads the addresses of a narrower analysis."""
    for gap in findings.gaps:
        _state_gap(graph, gap, run, prefix)


def state_systems(graph: NamedGraph, findings: Findings, run: URIRef, prefix: str) -> None:
    """State every finding, and which gaps are its open links."""
    for one in findings.findings:
        _state_finding(graph, findings, one, run, prefix)


def state_former(graph: NamedGraph, findings: Findings) -> None:
    """Say of findings and links that readers judged, and that stand no more, what they were about."""
    known = {f"gap/{one.slug}" for one in findings.gaps} | {f"finding/{one.slug}" for one in findings.findings}
    for about in findings.situation.channels.verdicts.keys() - known:
        if subject := find_subject(findings.situation, about):
            graph.add((_address(about), DCTERMS.isReplacedBy, _address(subject)))


def _state_gap(graph: NamedGraph, gap: Gap, run: URIRef, prefix: str) -> None:
    """State one gap with everything it carries."""
    node = thing("gap", f"{prefix}{gap.slug}")
    graph.add((node, RDF.type, CAMI.Gap))
    graph.add((node, PROV.wasGeneratedBy, run))
    graph.add((node, CAMI.hasGapKind, concept("gap-kind", gap.kind)))
    countries = ", ".join(gap.countries)
    label = Name(gap.resource.en, gap.resource.ru)
    _state_words(graph, node, _lead(countries, label), gap.sentence)
    graph.add((node, CAMI.rank, Literal(gap.rank)))
    graph.add((node, CAMI.itemCount, Literal(gap.count)))
    if gap.kind == "shared-resource":
        _state_shared(graph, node, gap)
    _state_links(graph, node, gap)
    for group in ARGUMENTS:
        for item in gap.evidence.get(group, ()):
            graph.add((node, CAMI.hasArgument, _state_argument(graph, prefix, group, item)))


def _state_shared(graph: NamedGraph, node: URIRef, gap: Gap) -> None:
    """State what only gaps on something shared have: group, checklist, need, next step."""
    graph.add((node, CAMI.hasFindingGroup, concept("finding-group", gap.group)))
    graph.add((node, CAMI.isKnownToBeShared, Literal(gap.standing != UNKNOWN)))
    graph.add((node, CAMI.mayBeCovered, Literal(is_of_both(gap.covering))))
    for name, holds in gap.checklist.items():
        if holds:
            graph.add((node, CAMI.checklistItem, Literal(name)))
    if gap.need:
        graph.add((node, CAMI.hasNeed, concept("red-list", gap.need)))
    for language in ("en", "ru"):
        graph.add((node, CAMI.nextStep, Literal(gap.step.say(language), lang=language)))


def _lead(countries: str, label: Name) -> Name:
    return Name(f"{countries}: {label.en}", f"{countries}: {label.say('ru')}") if countries else label


def _state_words(graph: NamedGraph, node: URIRef, title: Name, sentence: Name) -> None:
    for language in ("en", "ru"):
        graph.add((node, SKOS.prefLabel, Literal(title.say(language), lang=language)))
        graph.add((node, DCTERMS.description, Literal(sentence.say(language), lang=language)))


def _state_links(graph: NamedGraph, node: URIRef, gap: Gap) -> None:
    for code in gap.countries:
        graph.add((node, CAMI.betweenCountry, thing("country", code)))
    for key in gap.about:
        graph.add((node, CAMI.aboutResource, _address(key)))
    for predicate, things in (
        (CAMI.hasBroker, gap.brokers),
        (CAMI.buildsOnInitiative, gap.initiatives),
        (CAMI.buildsOnFramework, [one for one in gap.frameworks if one.key.startswith("framework/")]),
        (CAMI.relatesToActivity, gap.activities),
        (CAMI.isEchoedBy, gap.recommendations),
        (CAMI.isFollowedByEvent, gap.since),
    ):
        for one in things:
            graph.add((node, predicate, _address(one.key)))


def _state_argument(graph: NamedGraph, prefix: str, group: str, item: Item) -> URIRef:
    """State an argument once for all gaps that have it, and return it."""
    told = f"{group}|{item.claim}|{item.evidence}|{item.reason.en}"
    node = thing("argument", f"{prefix}{group}-{hashlib.sha256(told.encode()).hexdigest()[:8]}")
    graph.add((node, RDF.type, CAMI.Argument))
    graph.add((node, CAMI.hasArgumentGroup, concept("argument-group", group)))
    for language in ("en", "ru"):
        graph.add((node, DCTERMS.description, Literal(item.reason.say(language), lang=language)))
    if item.evidence:
        graph.add((node, CAMI.restsOnEvidence, _address(item.evidence)))
    if item.source and not item.quote:
        graph.add((node, DCTERMS.source, Literal(item.source)))
    if item.doubt:
        graph.add((node, CAMI.tellsDoubt, Literal(item.doubt)))
    return node


def _state_finding(graph: NamedGraph, findings: Findings, one: Finding, run: URIRef, prefix: str) -> None:
    """State one finding."""
    node = thing("finding", f"{prefix}{one.slug}")
    graph.add((node, RDF.type, CAMI.Finding))
    graph.add((node, PROV.wasGeneratedBy, run))
    graph.add((node, CAMI.hasFindingGroup, concept("finding-group", one.group)))
    _state_words(graph, node, _lead(", ".join(one.countries), one.name), say_finding(findings.situation, one))
    graph.add((node, CAMI.rank, Literal(one.rank)))
    graph.add((node, CAMI.itemCount, Literal(one.count)))
    graph.add((node, CAMI.isOnFirstPage, Literal(one.is_first)))
    graph.add((node, CAMI.aboutResource, _address(one.resource)))
    for name, holds in one.checklist.items():
        if holds:
            graph.add((node, CAMI.checklistItem, Literal(name)))
    for code in one.countries:
        graph.add((node, CAMI.betweenCountry, thing("country", code)))
    for key in one.herds:
        graph.add((node, CAMI.concernsHerd, _address(key)))
    for link in one.links:
        graph.add((node, CAMI.hasOpenLink, thing("gap", f"{prefix}{link.slug}")))


def _address(key: str) -> URIRef:
    """Return the address of a key: concepts live in the vocabulary, everything else among the things."""
    return URIRef(f"{HOUSES[1] if key.startswith('threat/') else HOUSES[0]}{key}")
