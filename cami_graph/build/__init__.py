"""The build: tables and words in, one dataset of named graphs out, the same bytes on each build.

Stated are the graphs ``ontology``, ``vocabularies``, ``reference``, one per programme and one per document; the rules
derive the rest.
Nothing is written unless everything could be stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from rdflib import Dataset, URIRef
from rdflib.namespace import SKOS

from cami_graph import paths
from cami_graph.build.actors import build_actors
from cami_graph.build.evidence import build_other_document, build_report_document, describe_voice
from cami_graph.build.former_addresses import build_replaced
from cami_graph.build.frameworks import build_event, build_frameworks, build_party
from cami_graph.build.nature import build_nature
from cami_graph.build.place import build_places
from cami_graph.build.plan import build_memberships, build_plan, build_printed_plan
from cami_graph.build.populations import build_no_common_herds, build_populations
from cami_graph.build.registers import build_registers
from cami_graph.build.report import build_claims, build_contradictions, build_landscape_states, build_silences
from cami_graph.build.rules import Speaker, derive
from cami_graph.build.statements import Builder, Other, Report, Voice
from cami_graph.build.verdicts import build_verdicts
from cami_graph.build.vocabularies import build_vocabularies
from cami_graph.errors import BuildError
from cami_graph.rdf import Term, as_dataset, from_engine, graph_name, read_quads, save_quads
from cami_graph.store import EmbeddedStore, open_quads
from cami_graph.tables import Claims, Record, RowRef, read_record

__all__ = ["Build", "Rooms", "build_dataset", "build_graph", "mark_faults", "write_graph"]

Stated = tuple[URIRef, URIRef, Term]


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
    """The row that each thing stated from a table came from, and all statements."""

    origins: Mapping[URIRef, RowRef]
    quads: Sequence[ox.Quad]

    @cached_property
    def dataset(self) -> Dataset:
        """The statements as rdflib has them, for who looks about in them."""
        return as_dataset(self.quads)

    @cached_property
    def store(self) -> EmbeddedStore:
        """The statements as questions see them, read into memory once."""
        return open_quads(self.quads)


def build_graph(rooms: Rooms | None = None, *, partial: bool = False) -> Build:
    """Read everything in the rooms and build the dataset; `partial` lets unfinished tables through (development)."""
    rooms = rooms or Rooms()
    return build_dataset(read_record(rooms.data, rooms.vocabularies, partial=partial), rooms)


def build_dataset(record: Record, rooms: Rooms | None = None) -> Build:
    """State everything that was read of the documents, and derive what the rules say."""
    rooms = rooms or Rooms()
    builder = Builder(record)
    _state_ontology(builder, rooms)
    build_actors(builder)
    build_nature(builder)
    build_registers(builder)
    build_places(builder, rooms.data / "reference" / "geo")
    build_frameworks(builder)
    build_populations(builder)
    build_no_common_herds(builder)
    build_verdicts(builder)
    build_replaced(builder, rooms.data)
    builder.describe(builder.reference_graph, "Who and what exists", "Кто и что существует")
    voices = _state_documents(builder)
    for programme in record.programmes:
        rows = [row for row in record.memberships if row.programme_id == programme.programme_id]
        build_memberships(builder, programme, rows)
    if builder.faults:
        raise BuildError.of(builder.faults)
    quads = derive(builder.stated.quads, rooms.rules, [Speaker.of(voice) for voice in voices])
    return Build(builder.origins, quads)


def _state_documents(builder: Builder) -> list[Voice]:
    """State what each document says, in a graph of its own; contradictions join the passages of several."""
    record, claims = builder.record, builder.record.claims.read_only()
    reports = [Report(builder, report) for report in record.reports]
    for report in reports:
        _state_report(report)
    others = [Other(builder, document) for document in record.documents]
    for other in others:
        _state_other(other, claims.of(other.id))
    voices = [*reports, *others]
    contradictions = [row for report in reports for row in report.tables.contradictions]
    build_contradictions([*contradictions, *claims.contradictions], {one.id: one for one in voices})
    return voices


def _state_report(report: Report) -> None:
    """State one report of the tabular kind: its cells, the plan where it prints it, and what it tells."""
    build_report_document(report)
    if report.prints_plan:
        build_plan(report)
    build_printed_plan(report)
    build_claims(report, report.tables)
    build_silences(report)
    build_landscape_states(report)
    describe_voice(report, report.source.number, [report.source.programme])


def _state_other(other: Other, claims: Claims) -> None:
    """State one document that is no table, and what was read in it."""
    programmes = sorted({row.programme_id for row in claims.all_rows() if row.programme_id})
    build_other_document(other, programmes)
    build_claims(other, claims)
    for party in claims.framework_parties:
        build_party(other, party)
    for event in claims.events:
        build_event(other, event)
    describe_voice(other, other.document.number, programmes)


def mark_faults(build: Build, count: int) -> Build:
    """State on the graph of the reference data that faults of the tables were known and let through; return it so."""
    told = f"Built although the check of the tables finds faults ({count}): not for release."
    place = ox.NamedNode(str(graph_name("reference")))
    marked = ox.Quad(place, ox.NamedNode(str(SKOS.editorialNote)), ox.Literal(told, language="en"), place)
    return replace(build, quads=[*build.quads, marked])


def write_graph(build: Build, folder: Path = paths.GRAPH) -> None:
    """Write ``cami.nq`` and ``cami.ttl``, each aside and then in its place."""
    save_quads(build.quads, folder / paths.GRAPH_NQUADS.name, folder / paths.GRAPH_TURTLE.name)


def _state_ontology(builder: Builder, rooms: Rooms) -> None:
    graph = builder.graph("ontology")
    for path in [*sorted(rooms.ontology.glob("*.ttl")), *sorted((rooms.ontology / "modules").glob("*.ttl"))]:
        for quad in read_quads(path):
            graph.add(cast("Stated", tuple(map(from_engine, quad.triple))))
    vocabularies = builder.graph("vocabularies")
    for triple in build_vocabularies(rooms.data / "reference", rooms.vocabularies):
        vocabularies.add(cast("Stated", triple))
