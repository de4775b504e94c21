"""What the analysis found, as RDF in a graph of its own with its provenance, so that SPARQL and pages see it.

No date and no machine is named: the same graph and the same settings give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS, XSD

from cami_graph.analyse.findings.analysis import Findings, Settings
from cami_graph.analyse.findings.gaps import Gap, Thing
from cami_graph.analyse.situation.reading import HOUSES
from cami_graph.graph import CamiGraph
from cami_graph.paths import GRAPH, GRAPH_ANALYSIS, GRAPH_NQUADS
from cami_graph.query import Library
from cami_graph.rdf import CAMI, GRAPHS, concept, graph_name, new_dataset, read_quads, save_dataset, thing
from cami_graph.store import EVERYTHING, Scope, open_quads
from cami_graph.store.scope import read_about

RUN = "gaps"
TELLING = (CAMI.ReportedAction, CAMI.StatusAssessment, CAMI.Cooperation)


def write_analysis(folder: Path = GRAPH, settings: Settings | None = None) -> int:
    """Analyse the graph in a folder, write the analysis beside it, and return the number of gaps over everything.

    Where several programmes tell of work, each has an analysis of its own as well, and so has a report beside which
    other documents tell of the same programme.
    """
    path = folder / GRAPH_NQUADS.name
    quads = list(read_quads(path))
    dataset, library = new_dataset(), Library.read()
    count = 0
    for name, scope in find_scopes(quads).items():
        findings = CamiGraph(open_quads(quads, scope), library).find_gaps(settings)
        state_findings(dataset, findings, name, find_sources(quads, scope))
        count = count if name else len(findings.gaps)
    save_dataset(dataset, folder / GRAPH_ANALYSIS.name)
    return count


def find_telling(quads: Sequence[ox.Quad]) -> frozenset[str]:
    """Return the graphs of documents that tell of work."""
    kinds = {str(kind) for kind in TELLING}
    return frozenset(
        quad.graph_name.value
        for quad in quads
        if quad.predicate.value == str(RDF.type)
        and isinstance(quad.graph_name, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and quad.object.value in kinds
    )


def find_sources(quads: Sequence[ox.Quad], scope: Scope) -> list[str]:
    """Return the graphs that the analysis of a scope rests on: those that tell of work, their plans, reference data."""
    names = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    telling, plans = find_telling(quads), (str(graph_name("reference")), f"{GRAPHS}programme/")
    return sorted(name for name in scope.choose(names, read_about(quads)) if name in telling or name.startswith(plans))


def find_scopes(quads: Sequence[ox.Quad]) -> dict[str, Scope]:
    """Return the scopes that are analysed, by the name that leads their graph: "" is everything."""
    telling = {name.removeprefix(str(GRAPHS)).partition("/")[2] for name in find_telling(quads)}
    reports = {one for one in telling if str(graph_name(f"report/{one}")) in find_telling(quads)}
    about = {one: programmes for one, programmes in read_about(quads).items() if one in telling}
    programmes = sorted({programme for found in about.values() for programme in found})
    scopes = {"": EVERYTHING}
    if len(programmes) > 1:
        scopes |= {programme: Scope(programme=programme) for programme in programmes}
    for programme in programmes:
        speakers = sorted(one for one, found in about.items() if programme in found)
        if len(speakers) > 1:
            scopes |= {speaker: Scope(report=speaker) for speaker in speakers if speaker in reports}
    return scopes


def state_findings(dataset: Dataset, findings: Findings, owner: str, sources: Sequence[str]) -> None:
    """State an analysis and its gaps in the named graph `analysis/gaps`, or `analysis/<owner>/gaps`.

    `sources` are the named graphs that were analysed.
    """
    prefix = f"{owner}/" if owner else ""
    graph = dataset.graph(graph_name(f"analysis/{prefix}{RUN}"))
    run = _state_run(graph, findings, prefix, sources)
    for gap in findings.gaps:
        _state_gap(graph, gap, run, prefix)


def _state_run(graph: Graph, findings: Findings, prefix: str, sources: Sequence[str]) -> URIRef:
    """State which inputs were analysed, with which settings, and what the graph is."""
    run, name = thing("analysis", f"{prefix}{RUN}"), URIRef(str(graph.identifier))
    for kind in (CAMI.Analysis, PROV.Activity):
        graph.add((run, RDF.type, kind))
    graph.add((run, SKOS.prefLabel, Literal("Possible gaps in joint work", lang="en")))
    graph.add((run, SKOS.prefLabel, Literal("Возможные пробелы в совместной работе", lang="ru")))
    graph.add((run, CAMI.seed, Literal(findings.settings.seed)))
    graph.add((run, CAMI.parameters, Literal(findings.settings.describe())))
    for source in map(URIRef, sources):
        graph.add((run, PROV.used, source))
        graph.add((name, PROV.wasDerivedFrom, source))
    graph.add((name, RDF.type, PROV.Entity))
    graph.add((name, PROV.wasGeneratedBy, run))
    graph.add((name, DCTERMS.title, Literal("What the analysis of gaps found", lang="en")))
    graph.add((name, DCTERMS.title, Literal("Что нашёл анализ пробелов", lang="ru")))
    graph.add((name, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")))
    return run


def _state_gap(graph: Graph, gap: Gap, run: URIRef, prefix: str) -> None:
    """State one gap with everything it carries."""
    node = thing("gap", f"{prefix}{gap.slug}")
    graph.add((node, RDF.type, CAMI.Gap))
    graph.add((node, PROV.wasGeneratedBy, run))
    graph.add((node, CAMI.hasGapKind, concept("gap-kind", gap.kind)))
    _state_words(graph, node, gap)
    _state_numbers(graph, node, gap)
    _state_links(graph, node, gap)
    for name, value in gap.parts.items():
        if not isnan(value):
            part = thing("score-part", f"{prefix}{gap.slug}-{name}")
            graph.add((node, CAMI.hasScorePart, part))
            graph.add((part, RDF.type, CAMI.ScorePart))
            graph.add((part, CAMI.partName, Literal(name)))
            graph.add((part, CAMI.partValue, _decimal(value)))


def _state_words(graph: Graph, node: URIRef, gap: Gap) -> None:
    countries = ", ".join(gap.countries)
    for language, label, sentence in (("en", gap.resource.en, gap.sentence), ("ru", gap.resource.ru, gap.sentence_ru)):
        title = f"{countries}: {label}" if countries else label
        graph.add((node, SKOS.prefLabel, Literal(title, lang=language)))
        graph.add((node, DCTERMS.description, Literal(sentence, lang=language)))


def _state_numbers(graph: Graph, node: URIRef, gap: Gap) -> None:
    graph.add((node, CAMI.rank, Literal(gap.rank)))
    graph.add((node, CAMI.rankLow, Literal(gap.rank_interval[0])))
    graph.add((node, CAMI.rankHigh, Literal(gap.rank_interval[1])))
    graph.add((node, CAMI.isRobust, Literal(gap.is_robust)))
    graph.add((node, CAMI.score, _decimal(gap.score)))
    if gap.chance is not None:
        graph.add((node, CAMI.pValue, _decimal(gap.chance.p)))
        graph.add((node, CAMI.qValue, _decimal(gap.chance.q)))
    if gap.kind == "shared-resource":
        graph.add((node, CAMI.isBridged, Literal(gap.state == "bridged")))


def _state_links(graph: Graph, node: URIRef, gap: Gap) -> None:
    for code in gap.countries:
        graph.add((node, CAMI.betweenCountry, thing("country", code)))
    for key in gap.about:
        graph.add((node, CAMI.aboutResource, _address(key)))
    for predicate, things in (
        (CAMI.hasBroker, gap.brokers),
        (CAMI.buildsOnInitiative, gap.initiatives),
        (CAMI.relatesToActivity, gap.activities),
        (CAMI.isEchoedBy, gap.recommendations),
    ):
        for one in things:
            graph.add((node, predicate, _address_of(one)))
    for predicate, items in (
        (CAMI.hasEvidenceFor, gap.evidence_for),
        (CAMI.hasEvidenceAgainst, gap.evidence_against),
    ):
        for item in items:
            if item.evidence:
                graph.add((node, predicate, _address(item.evidence)))


def _address(key: str) -> URIRef:
    """Return the address of a key: concepts live in the vocabulary, everything else among the things."""
    return URIRef(f"{HOUSES[1] if key.startswith('threat/') else HOUSES[0]}{key}")


def _address_of(one: Thing) -> URIRef:
    return _address(one.key)


def _decimal(value: float) -> Literal:
    """Return a number with six places, spelled the same everywhere."""
    return Literal(f"{value:.6f}", datatype=XSD.decimal, normalize=False)
