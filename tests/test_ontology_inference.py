"""What follows by RDFS and OWL 2 RL, with our alignments and the ontologies of others loaded, is so.

The ontologies are those that `ontologies/package.json` names; the reasoner is `reasonable`, which runs OWL 2 RL.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
import reasonable
from ontology_files import OURS, read_full
from oracles import ask_ours
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS
from rdflib.term import Node

from cami_graph.explore.bundle import find_node
from cami_graph.rdf import CAMI, DWC, GEO, ID, OA, PPLAN, SCHEMA, concept
from cami_graph.validate import read_shapes

pytestmark = pytest.mark.slow

ONTOLOGIES = Path(__file__).parent / "ontologies"
OF_EVERYTHING = {OWL.Thing, RDFS.Resource}
SPATIAL = {GEO.Feature, GEO.SpatialObject, DCTERMS.Location, DCTERMS.LocationPeriodOrJurisdiction, SCHEMA.Place}
FOLLOWS: dict[Node, set[URIRef]] = {
    CAMI.Activity: {CAMI.PlanElement, PPLAN.Step},
    CAMI.SubActivity: {CAMI.PlanElement, PPLAN.Step},
    CAMI.Programme: {CAMI.PlanElement, PPLAN.Plan, PROV.Plan, PROV.Entity},
    CAMI.Actor: {FOAF.Agent, PROV.Agent, DCTERMS.Agent},
    CAMI.Country: {CAMI.Place, SCHEMA.Country, *SPATIAL},
    CAMI.Landscape: {CAMI.Place, *SPATIAL},
    CAMI.Site: {CAMI.Place, *SPATIAL},
    CAMI.Evidence: {OA.SpecificResource, OA.ResourceSelection},
    CAMI.Document: {PROV.Entity, DCAT.Resource, SCHEMA.CreativeWork},
    CAMI.Report: {CAMI.Document, PROV.Entity, DCAT.Resource, SCHEMA.CreativeWork, SCHEMA.Report},
    CAMI.Reading: {PROV.Activity},
    CAMI.StatusAssessment: {CAMI.Claim, PROV.Entity},
    CAMI.Recommendation: {CAMI.Claim, PROV.Entity},
    CAMI.Participation: {CAMI.Claim, PROV.AgentInfluence, PROV.Influence, PROV.Association},
    CAMI.ReportedAbsence: {CAMI.ReportedAction, CAMI.Claim},
    CAMI.Deed: {PROV.Activity},
    CAMI.Analysis: {PROV.Activity},
    CAMI.Gap: {PROV.Entity},
    CAMI.Finding: {PROV.Entity},
    GEO.Geometry: {GEO.SpatialObject},
    OA.TextPositionSelector: {OA.Selector},
    OA.TextQuoteSelector: {OA.Selector},
    ORG.Organization: {FOAF.Agent, FOAF.Organization, PROV.Agent, DCTERMS.Agent},
    DWC.Taxon: set(),
}
"""What may follow of the things of each class beside what is stated; of other claims and elements, the class above."""


@pytest.fixture(scope="module")
def stated() -> Graph:
    return read_full()


@pytest.fixture(scope="module")
def closure(stated: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Everything that was built and everything that follows."""
    if not (ONTOLOGIES / "node_modules").is_dir():
        subprocess.run([*find_node("npm"), "ci", "--loglevel=error"], cwd=ONTOLOGIES, check=True, capture_output=True)
    files = sorted(ONTOLOGIES.glob("node_modules/@vocabulary/*/*.nq"))
    assert len(files) == 8
    told = stated + Graph()
    for path in files:
        told.parse(data=as_triples(path), format="nt")
    whole = tmp_path_factory.mktemp("closure") / "told.ttl"
    told.serialize(whole, format="nt", encoding="utf-8")
    reasoner = reasonable.PyReasoner()
    reasoner.load_file(str(whole))
    found = Graph()
    for triple in reasoner.reason():
        found.add(triple)
    assert len(found) > len(told)
    return found


def as_triples(path: Path) -> str:
    """Return the statements of a file of N-Quads without the names of their graphs."""
    import pyoxigraph as ox

    return "".join(f"{quad.triple} .\n" for quad in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))


def test_no_thing_becomes_what_it_is_not(stated: Graph, closure: Graph) -> None:
    wrong = defaultdict(set)
    for thing, kind in closure.subject_objects(RDF.type):
        if str(thing).startswith(str(ID)) and isinstance(kind, URIRef) and kind not in OF_EVERYTHING:
            own = set(stated.objects(thing, RDF.type))
            above = {CAMI.Claim, CAMI.PlanElement, CAMI.RegisterStatement} & {
                up for one in own for up in stated.objects(one, RDFS.subClassOf)
            }
            allowed = own | above | {one for name in own for one in FOLLOWS.get(name, set())}
            if kind not in allowed:
                wrong[kind].add(str(thing))
    assert {str(kind): sorted(things)[:3] for kind, things in wrong.items()} == {}


def test_only_concepts_of_vocabularies_are_concepts(closure: Graph) -> None:
    """Others have concepts too, but nothing that we say makes a concept of a thing, a term or an item of theirs."""
    ours = {str(one) for one in closure.subjects(RDF.type, SKOS.Concept) if str(one).startswith(OURS)}
    assert {one for one in ours if not one.startswith(f"{OURS}vocabulary/")} == set()
    registers = ("http://www.wikidata.org/", "https://ror.org/", str(SCHEMA), str(PROV), str(PPLAN))
    assert not [one for one in closure.subjects(RDF.type, SKOS.Concept) if str(one).startswith(registers)]


def test_nothing_happened_that_is_only_planned_or_was_not_done(closure: Graph) -> None:
    happened = {one for one in closure.subjects(RDF.type, PROV.Activity) if str(one).startswith(OURS)}
    assert happened == {
        one for kind in (CAMI.Analysis, CAMI.Reading, CAMI.Deed) for one in closure.subjects(RDF.type, kind)
    }
    told = {closure.value(one, CAMI.hasStatus) for one in closure.subjects(CAMI.tellsDeed)}
    assert told
    assert told.isdisjoint({concept("status", "planned"), concept("status", "not-done")})
    assert not [one for one in closure.subjects(RDF.type, CAMI.ReportedAbsence) if closure.value(one, CAMI.tellsDeed)]


def test_a_sentence_is_no_deed_and_who_is_asked_has_done_nothing(closure: Graph) -> None:
    deeds = set(closure.subjects(RDF.type, PROV.Activity))
    assert deeds.isdisjoint(closure.subjects(RDF.type, CAMI.Claim))
    influences = set(closure.subjects(RDF.type, PROV.Influence))
    assert influences.isdisjoint(closure.subjects(RDF.type, CAMI.Responsibility))
    assert influences >= set(closure.subjects(RDF.type, CAMI.Participation))


def test_associations_are_the_parts_taken_in_deeds(closure: Graph) -> None:
    parts = {part for deed in closure.subjects(RDF.type, CAMI.Deed) for part in told_parts(closure, deed)}
    assert parts
    assert set(closure.subjects(RDF.type, PROV.Association)) == parts


def told_parts(closure: Graph, deed: Node) -> set[Node]:
    """Return the participations of the action that tells a deed."""
    return {
        part
        for action in closure.subjects(CAMI.tellsDeed, deed)
        for part in closure.objects(action, CAMI.hasParticipation)
    }


def test_no_association_is_without_its_activity(closure: Graph) -> None:
    for one in closure.subjects(RDF.type, PROV.Association):
        assert (None, PROV.qualifiedAssociation, one) in closure, f"{one} hangs in the air"


def test_nothing_is_two_things_that_exclude_each_other(closure: Graph) -> None:
    assert not list(closure.subjects(RDF.type, OWL.Nothing))
    for one, other in closure.subject_objects(OWL.disjointWith):
        both = set(closure.subjects(RDF.type, one)) & set(closure.subjects(RDF.type, other))
        assert {str(thing) for thing in both if str(thing).startswith(OURS)} == set(), f"{one} and {other}"


def test_the_shapes_find_nothing_in_what_follows(closure: Graph) -> None:
    """A closed class may have every property that follows from one that it may have."""
    lines = closure.serialize(format="nt").splitlines(keepends=True)
    graph = Graph().parse(data="".join(line for line in lines if not line.startswith('"')), format="nt")
    assert ask_ours(graph, read_shapes()) == ()
