"""What the analysis found, as RDF in a graph of its own with its provenance, so that SPARQL and pages see it.

No date and no machine is named: the same graph and the same settings give the same bytes.
"""

from __future__ import annotations

from math import isnan
from pathlib import Path

from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS, XSD

from cami_graph.analyse.findings import Findings, Settings
from cami_graph.analyse.gaps import Gap, Thing
from cami_graph.analyse.reading import HOUSES
from cami_graph.graph import open_graph
from cami_graph.paths import GRAPH, GRAPH_ANALYSIS, GRAPH_NQUADS
from cami_graph.rdf import CAMI, concept, graph_name, new_dataset, save_dataset, thing

RUN = "gaps"
SOURCES = ("report/cami2-doc3", "reference")


def write_analysis(folder: Path = GRAPH, settings: Settings | None = None) -> int:
    """Analyse the graph in a folder, write the analysis beside it, and return the number of gaps."""
    findings = open_graph(folder / GRAPH_NQUADS.name).find_gaps(settings)
    save_dataset(state_findings(findings), folder / GRAPH_ANALYSIS.name)
    return len(findings.gaps)


def state_findings(findings: Findings) -> Dataset:
    """State an analysis and its gaps in the named graph `analysis/gaps`."""
    dataset = new_dataset()
    graph = dataset.graph(graph_name(f"analysis/{RUN}"))
    run = _state_run(graph, findings)
    for gap in findings.gaps:
        _state_gap(graph, gap, run)
    return dataset


def _state_run(graph: Graph, findings: Findings) -> URIRef:
    """State which inputs were analysed, with which settings, and what the graph is."""
    run, name = thing("analysis", RUN), URIRef(str(graph.identifier))
    for kind in (CAMI.Analysis, PROV.Activity):
        graph.add((run, RDF.type, kind))
    graph.add((run, SKOS.prefLabel, Literal("Possible gaps in joint work", lang="en")))
    graph.add((run, SKOS.prefLabel, Literal("Возможные пробелы в совместной работе", lang="ru")))
    graph.add((run, CAMI.seed, Literal(findings.settings.seed)))
    graph.add((run, CAMI.parameters, Literal(findings.settings.describe())))
    for source in SOURCES:
        graph.add((run, PROV.used, graph_name(source)))
        graph.add((name, PROV.wasDerivedFrom, graph_name(source)))
    graph.add((name, RDF.type, PROV.Entity))
    graph.add((name, PROV.wasGeneratedBy, run))
    graph.add((name, DCTERMS.title, Literal("What the analysis of gaps found", lang="en")))
    graph.add((name, DCTERMS.title, Literal("Что нашёл анализ пробелов", lang="ru")))
    graph.add((name, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")))
    return run


def _state_gap(graph: Graph, gap: Gap, run: URIRef) -> None:
    """State one gap with everything it carries."""
    node = thing("gap", gap.slug)
    graph.add((node, RDF.type, CAMI.Gap))
    graph.add((node, PROV.wasGeneratedBy, run))
    graph.add((node, CAMI.hasGapKind, concept("gap-kind", gap.kind)))
    _state_words(graph, node, gap)
    _state_numbers(graph, node, gap)
    _state_links(graph, node, gap)
    for name, value in gap.parts.items():
        if not isnan(value):
            part = thing("score-part", f"{gap.slug}-{name}")
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
