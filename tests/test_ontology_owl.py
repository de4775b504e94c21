"""The ontology keeps to OWL 2, by the tools of OWL, and contradicts neither itself nor the data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ontology_files import ALIGNMENTS, FOREIGN, OURS, our_terms, read_core, read_files, read_full
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Node
from reasoners import find_violations, is_consistent, needs_java, show, write_for_reasoners

from cami_graph.paths import CLAIMS, EXAMPLES, MODULES
from cami_graph.rdf import CAMI, DWC, SCHEMA, thing
from cami_graph.terms import read_ontology

pytestmark = pytest.mark.slow

OF_OTHERS = (
    (PROV.Activity, OWL.disjointWith, PROV.Entity),
    (PROV.Plan, RDFS.subClassOf, PROV.Entity),
    (SKOS.Concept, OWL.disjointWith, SKOS.ConceptScheme),
)
"""Axioms of PROV-O and SKOS that our alignments must live with."""

APART = {frozenset({"Initiative", one}) for one in ("Report", "PlanElement", "Actor", "Deed")}
APART |= {frozenset({"Initiative", "Document"}), frozenset({"RegisterStatement", "Claim"})}
APART |= {frozenset({"Framework", one}) for one in ("Initiative", "Actor", "PlanElement")}
"""Classes that may share a thing, for the reasons in ontology/README.md."""


@pytest.fixture(scope="module")
def terms() -> Graph:
    return read_core()


@pytest.fixture(scope="module")
def full() -> Graph:
    return read_full()


# Profiles


@needs_java
@pytest.mark.parametrize("profile", ["DL", "RL"])
@pytest.mark.parametrize("aligned", [False, True], ids=["alone", "with alignments"])
def test_the_ontology_keeps_to_its_profiles(profile: str, aligned: bool, tmp_path: Path) -> None:
    path = tmp_path / "ontology.ttl"
    graph = read_ontology(aligned=aligned)
    graph.remove((None, OWL.imports, None))
    graph.serialize(path, format="turtle")
    violations = find_violations(profile, path)
    assert violations == [], show(violations)


@needs_java
def test_each_module_with_what_it_imports_and_that_of_claims_keep_to_owl_2_dl(terms: Graph, tmp_path: Path) -> None:
    paths = [tmp_path / module.name for module in MODULES.glob("*.ttl")]
    for path in paths:
        graph = read_files([FOREIGN], [MODULES / f"{name}.ttl" for name in reach(terms, path.stem) - {"foreign"}])
        graph.remove((None, OWL.imports, None))
        graph.serialize(path, format="turtle")
    violations = find_violations("DL", *paths, CLAIMS / "claims.ttl")
    assert violations == [], show(violations)


def reach(terms: Graph, module: str) -> set[str]:
    """Return a module and all that it imports, and they import."""
    names, todo = {module}, [module]
    while todo:
        for one in terms.objects(URIRef(f"{OURS}ontology/{todo.pop()}"), OWL.imports):
            name = str(one).rsplit("/", 1)[1]
            todo += [name] if name not in names else []
            names.add(name)
    return names


@needs_java
def test_an_undeclared_term_is_found(tmp_path: Path) -> None:
    graph = read_ontology()
    graph.remove((DWC.Taxon, RDF.type, OWL.Class))
    graph.remove((None, OWL.imports, None))
    path = tmp_path / "ontology.ttl"
    graph.serialize(path, format="turtle")
    assert "Taxon" in "".join(find_violations("DL", path))


@needs_java
def test_the_data_keep_to_owl_2_dl(full: Graph, tmp_path: Path) -> None:
    violations = find_violations("DL", write_for_reasoners(full, tmp_path))
    assert violations == [], show(violations)


def test_what_reasoners_read_leaves_nothing_out(full: Graph, tmp_path: Path) -> None:
    told = Graph().parse(write_for_reasoners(full, tmp_path), format="xml")
    meant = full - Graph().parse(FOREIGN, format="turtle")
    gone = {(one, link) for one, link, _ in meant} - {(one, link) for one, link, _ in told}
    assert {link for _, link in gone} == {OWL.imports, OWL.versionIRI}
    assert not [value for value in told.objects() if isinstance(value, Literal) and value.datatype == XSD.gYear]


# Form of the axioms


def test_links_lead_to_things_and_values_to_literals(terms: Graph) -> None:
    for prop in terms.subjects(RDF.type, OWL.DatatypeProperty):
        assert (prop, RDF.type, OWL.ObjectProperty) not in terms
        ranges = [*terms.objects(prop, RDFS.range), *terms.objects(prop, SCHEMA.rangeIncludes)]
        assert all(str(one).startswith((str(XSD), str(RDF))) for one in ranges), prop
    for prop in terms.subjects(RDF.type, OWL.ObjectProperty):
        ranges = [*terms.objects(prop, RDFS.range), *terms.objects(prop, SCHEMA.rangeIncludes)]
        assert ranges, f"{prop} leads nowhere in particular"
        assert not any(str(one).startswith(str(XSD)) for one in ranges), prop


def test_foreign_terms_are_declared_and_nothing_else_is_said_of_them() -> None:
    """A declaration says of what kind a term is; the meaning of a term of others is for others to say."""
    graph = read_files([FOREIGN, ALIGNMENTS])
    for subject, link, _ in graph:
        if not str(subject).startswith(OURS):
            assert link == RDF.type, f"{subject} {link}"
    assert not {subject for subject in read_core().subjects() if not str(subject).startswith(OURS)}


def test_classes_without_a_class_above_them_are_disjoint_two_by_two(terms: Graph) -> None:
    """So are the kinds of claims, of places and of elements of a plan."""
    above = {
        str(one).removeprefix(str(CAMI)): str(terms.value(one, RDFS.subClassOf) or "").removeprefix(str(CAMI))
        for one in our_terms(terms)
        if (one, RDF.type, OWL.Class) in terms
    }
    for one in above:
        for other in above:
            if one < other and above[one] == above[other] and frozenset({one, other}) not in APART:
                stated = {(CAMI[one], OWL.disjointWith, CAMI[other]), (CAMI[other], OWL.disjointWith, CAMI[one])}
                assert [triple for triple in stated if triple in terms], f"{one} and {other} may share a thing"


def test_no_term_is_defined_by_its_own_name(terms: Graph) -> None:
    for one in our_terms(terms):
        labels = [label for label in terms.objects(one, SKOS.prefLabel) if isinstance(label, Literal)]
        label = re.escape(next(str(label) for label in labels if label.language == "en"))
        definition = str(terms.value(one, SKOS.definition))
        assert not re.match(rf"(?i)(an?|the) {label} is (an?|the) {label}\b", definition), definition


# Consistency


@pytest.fixture(scope="module")
def everything(full: Graph) -> Graph:
    """The graph with ontology and alignments, the claims of documents above it, and what others say of their terms."""
    graph = Graph()
    for triple in (*full, *read_files([CLAIMS / "claims.ttl", CLAIMS / "cami.ttl"]), *OF_OTHERS):
        graph.add(triple)
    return graph


@needs_java
def test_ontology_and_graph_are_consistent(everything: Graph, tmp_path: Path) -> None:
    assert is_consistent(write_for_reasoners(everything, tmp_path))


@needs_java
@pytest.mark.parametrize(
    "planted",
    [
        pytest.param((thing("country", "KG"), RDF.type, SKOS.Concept), id="a country that is a concept"),
        pytest.param((thing("activity", "1.1.1"), RDF.type, CAMI.ReportedAction), id="a plan that was done"),
        pytest.param((thing("country", "KG"), CAMI.borders, thing("country", "KG")), id="a country beside itself"),
        pytest.param((thing("country", "KG"), CAMI.isoAlpha2, Literal("KZ")), id="a country with two codes"),
        pytest.param((thing("action", "1.1.1-r3"), RDF.type, CAMI.Deed), id="a sentence that is a deed"),
    ],
)
def test_a_planted_contradiction_is_found(planted: tuple[Node, Node, Node], tmp_path: Path) -> None:
    graph = read_ontology(aligned=True) + read_files(EXAMPLES.glob("*.ttl"))
    assert not is_consistent(write_for_reasoners(graph, tmp_path, planted))
