"""The build: tables and words in, one dataset of named graphs out, the same bytes on each build.

Stated are the graphs ``ontology``, ``vocabularies``, ``reference`` and one per report; the rules derive the rest.
Nothing is written unless everything could be stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from cami_graph import paths
from cami_graph.build.actors import build_actors
from cami_graph.build.cooperation import build_cooperation
from cami_graph.build.evidence import build_evidence
from cami_graph.build.nature import build_nature
from cami_graph.build.place import build_places
from cami_graph.build.plan import build_plan
from cami_graph.build.report import build_report
from cami_graph.build.rules import derive
from cami_graph.build.statements import Builder
from cami_graph.build.vocabularies import build_vocabularies
from cami_graph.errors import BuildError
from cami_graph.rdf import from_engine, graph_name, read_quads, save_dataset
from cami_graph.source import Correction, Source, read_corrections, read_source, split_cells
from cami_graph.tables import RowRef, Tables, read_tables

__all__ = ["Build", "Rooms", "build_dataset", "build_graph", "write_graph"]

LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True, slots=True)
class Rooms:
    """The folders that a build reads; another `data` folder serves a copy of the tables."""

    data: Path = paths.DATA
    ontology: Path = paths.ONTOLOGY
    rules: Path = paths.RULES

    @property
    def vocabularies(self) -> Path:
        """Return the folder of the closed lists."""
        return self.ontology / "vocabularies"


@dataclass(frozen=True)
class Build:
    """The dataset, and for each thing stated from a table the row it came from."""

    dataset: Dataset
    origins: Mapping[URIRef, RowRef]


def build_graph(rooms: Rooms | None = None, *, partial: bool = False) -> Build:
    """Read everything in the rooms and build the dataset; `partial` lets unfinished tables through (development)."""
    rooms = rooms or Rooms()
    tables = read_tables(rooms.data, rooms.vocabularies, partial=partial)
    source = read_source(rooms.data / "source")
    corrections = rooms.data / "corrections.csv"
    repairs = () if partial and not corrections.exists() else read_corrections(corrections)
    return build_dataset(tables, source, repairs, rooms)


def build_dataset(
    tables: Tables, source: Source, corrections: Sequence[Correction] = (), rooms: Rooms | None = None
) -> Build:
    """State everything that the tables claim about the report, and derive what the rules say."""
    rooms = rooms or Rooms()
    builder = Builder(tables, source, split_cells(source, corrections))
    _state_ontology(builder, rooms)
    build_evidence(builder)
    build_plan(builder)
    build_report(builder)
    build_cooperation(builder)
    build_actors(builder)
    build_nature(builder)
    build_places(builder, rooms.data / "reference" / "geo")
    if builder.faults:
        raise BuildError.of(builder.faults)
    _describe_graphs(builder)
    derive(builder.dataset, rooms.rules)
    return Build(builder.dataset, builder.origins)


def write_graph(build: Build, folder: Path = paths.GRAPH) -> None:
    """Write ``cami.nq`` and ``cami.ttl`` aside and then rename them, so that a failure leaves the previous files."""
    save_dataset(build.dataset, folder / paths.GRAPH_NQUADS.name, folder / paths.GRAPH_TURTLE.name)


def _state_ontology(builder: Builder, rooms: Rooms) -> None:
    graph = builder.dataset.graph(graph_name("ontology"))
    for path in [*sorted(rooms.ontology.glob("*.ttl")), *sorted((rooms.ontology / "modules").glob("*.ttl"))]:
        for quad in read_quads(path):
            graph.add((from_engine(quad.subject), from_engine(quad.predicate), from_engine(quad.object)))
    vocabularies = builder.dataset.graph(graph_name("vocabularies"))
    for triple in build_vocabularies(rooms.data / "reference", rooms.vocabularies):
        vocabularies.add(triple)


def _describe_graphs(builder: Builder) -> None:
    """State in each graph what it is called, under which licence it stands, and what it rests on."""
    report = builder.report_graph
    titles = {
        builder.reference_graph: ("Who and what exists", "Кто и что существует"),
        report: (f"What {builder.source.number} says", f"Что говорит {builder.source.number}"),
    }
    for graph, (english, russian) in titles.items():
        name = URIRef(str(graph.identifier))
        graph.add((name, RDF.type, PROV.Entity))
        graph.add((name, DCTERMS.title, Literal(english, lang="en")))
        graph.add((name, DCTERMS.title, Literal(russian, lang="ru")))
        graph.add((name, DCTERMS.license, LICENCE))
    report.add((URIRef(str(report.identifier)), PROV.wasDerivedFrom, builder.report))
