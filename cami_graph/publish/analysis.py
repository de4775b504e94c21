"""What the analysis found, as RDF in a graph of its own with its provenance, so that SPARQL and pages see it.

No date and no machine is named: the same graph and the same settings give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS

from cami_graph.analyse.findings.analysis import Findings, Settings
from cami_graph.files import write_aside
from cami_graph.graph import CamiGraph
from cami_graph.paths import GRAPH_ANALYSIS, GRAPH_NQUADS
from cami_graph.publish.gaps import state_former, state_gaps, state_systems
from cami_graph.query import Library
from cami_graph.rdf import CAMI, GRAPHS, NamedGraph, Statements, graph_name, nquads_text, read_quads, thing
from cami_graph.store import EVERYTHING, EmbeddedStore, Scope, open_quads
from cami_graph.store.scope import read_about

RUN = "gaps"
TELLING = (CAMI.ReportedAction, CAMI.StatusAssessment, CAMI.Cooperation)
JOINING = (CAMI.FrameworkMembership, CAMI.Event)


def write_analysis(
    folder: Path,
    settings: Settings | None = None,
    quads: Sequence[ox.Quad] | None = None,
    store: EmbeddedStore | None = None,
) -> tuple[Findings, list[ox.Quad]]:
    """Analyse the graph in a folder, write the analysis beside it, and return what was found and its statements.

    `quads` are those of the graph, and `store` what everything sees of them, where they are at hand. Where several
    programmes tell of work, each has an analysis of its own as well, and so has a report beside which other documents
    tell of the same programme; returned is that over everything.
    """
    quads = list(read_quads(folder / GRAPH_NQUADS.name)) if quads is None else quads
    statements, library = Statements(), Library.read()
    found = {}
    for name, scope in find_scopes(quads).items():
        seen = store if store and scope == EVERYTHING else open_quads(quads, scope)
        found[name] = CamiGraph(seen, library).find_gaps(settings)
        state_findings(statements, found[name], name, find_sources(quads, scope))
    stated = statements.quads
    write_aside(folder / GRAPH_ANALYSIS.name, nquads_text(stated))
    return found[""], stated


def find_telling(quads: Sequence[ox.Quad], classes: Sequence[URIRef] = TELLING) -> frozenset[str]:
    """Return the graphs of documents that tell of work, or make claims of other classes."""
    kinds = {str(kind) for kind in classes}
    return frozenset(
        quad.graph_name.value
        for quad in quads
        if quad.predicate.value == str(RDF.type)
        and isinstance(quad.graph_name, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and quad.object.value in kinds
    )


def find_sources(quads: Sequence[ox.Quad], scope: Scope) -> list[str]:
    """Return the graphs that the analysis of a scope rests on: work, frameworks and events, plans, reference data."""
    names = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    telling = find_telling(quads, (*TELLING, *JOINING))
    plans = (str(graph_name("reference")), f"{GRAPHS}programme/")
    return sorted(name for name in scope.choose(names, read_about(quads)) if name in telling or name.startswith(plans))


def find_scopes(quads: Sequence[ox.Quad]) -> dict[str, Scope]:
    """Return the scopes that are analysed, by the name that leads their graph: "" is everything."""
    graphs = find_telling(quads)
    telling = {name.removeprefix(str(GRAPHS)).partition("/")[2] for name in graphs}
    reports = {one for one in telling if str(graph_name(f"report/{one}")) in graphs}
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


def state_findings(statements: Statements, findings: Findings, owner: str, sources: Sequence[str]) -> None:
    """State an analysis and its gaps in the named graph `analysis/gaps`, or `analysis/<owner>/gaps`.

    `sources` are the named graphs that were analysed.
    """
    prefix = f"{owner}/" if owner else ""
    graph = statements.graph(graph_name(f"analysis/{prefix}{RUN}"))
    run = _state_run(graph, findings, prefix, sources)
    state_gaps(graph, findings, run, prefix)
    state_systems(graph, findings, run, prefix)
    if not owner:
        state_former(graph, findings)


def _state_run(graph: NamedGraph, findings: Findings, prefix: str, sources: Sequence[str]) -> URIRef:
    """State which inputs were analysed, with which settings, and what the graph is."""
    run, name = thing("analysis", f"{prefix}{RUN}"), URIRef(str(graph.identifier))
    for kind in (CAMI.Analysis, PROV.Activity):
        graph.add((run, RDF.type, kind))
    graph.add((run, SKOS.prefLabel, Literal("Possible gaps in joint work", lang="en")))
    graph.add((run, SKOS.prefLabel, Literal("Возможные пробелы в совместной работе", lang="ru")))
    graph.add((run, CAMI.seed, Literal(findings.settings.seed)))
    graph.add((run, CAMI.parameters, Literal(findings.settings.describe())))
    if findings.situation.as_of:
        graph.add((run, CAMI.asOf, Literal(findings.situation.as_of)))
    for source in map(URIRef, sources):
        graph.add((run, PROV.used, source))
        graph.add((name, PROV.wasDerivedFrom, source))
    graph.add((name, RDF.type, PROV.Entity))
    graph.add((name, PROV.wasGeneratedBy, run))
    graph.add((name, DCTERMS.title, Literal("What the analysis of gaps found", lang="en")))
    graph.add((name, DCTERMS.title, Literal("Что нашёл анализ пробелов", lang="ru")))
    graph.add((name, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")))
    return run
