"""The module that any convention can take names no term of ours, holds for another programme, and each rule catches."""

from __future__ import annotations

import pytest
from ontology_files import read_files
from oracles import are_shapes, ask_ours, ask_pyrudof, ask_pyshacl
from rdflib import Graph, Literal
from rdflib.namespace import RDF, RDFS, SKOS

from cami_graph.build.vocabularies import build_vocabularies
from cami_graph.paths import CLAIMS, EXAMPLES, MODULES
from cami_graph.rdf import CAMI, SH
from cami_graph.validate import check_graph, read_shapes

RULE = "https://w3id.org/cami/claims/shape/"
HEAD = """PREFIX : <https://example.org/flyway/> PREFIX claims: <https://w3id.org/cami/claims#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
"""
MISTAKES = {
    "claim-rests-on-words": "DELETE WHERE { :ban-drafted claims:isEvidencedBy ?words }",
    "claim-is-about-something": "INSERT DATA { :ban-drafted claims:isAbout :review }",
    "claim-has-one-certainty": "INSERT DATA { :ban-drafted claims:hasCertainty claims:doubtful }",
    "doubt-gives-its-reason": "DELETE WHERE { :ban-in-force claims:certaintyReason ?reason }",
    "claim-was-read-by-somebody": "DELETE WHERE { :no-joint-count claims:wasReadIn ?reading }",
    "later-claim-is-another": "INSERT DATA { :ban-in-force claims:takesThePlaceOf :nothing-on-lines }",
    "evidence-has-one-document": "INSERT DATA { :words-drafted oa:hasSource :review }",
    "evidence-can-be-found": "DELETE WHERE { :words-no-count claims:locator ?l ; claims:exactWords ?w }",
    "document-can-be-cited": "DELETE WHERE { :review dcterms:bibliographicCitation ?c }",
    "reading-has-reader-day-and-document": "DELETE WHERE { :reading-report prov:used ?d }",
    "silence-is-of-one-document-on-one-matter": "DELETE WHERE { :nothing-on-lines claims:isSilentOn ?m }",
    "silence-is-no-claim": "INSERT DATA { :nothing-on-lines claims:isEvidencedBy :words-no-count }",
    "contradiction-joins-two-passages": "DELETE DATA { :year-of-the-ban claims:joinsPassage :words-in-force }",
    "silence-is-silent": "INSERT DATA { :no-joint-count claims:isAbout :action-5 }",
    "subject-of-a-claim-property": "INSERT DATA { :review claims:isToldBy :arvania }",
}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read_shapes(CLAIMS / "shapes")


@pytest.fixture(scope="module")
def terms() -> Graph:
    return read_files([CLAIMS / "claims.ttl"])


def read_example() -> Graph:
    return read_files([CLAIMS / "example.ttl"])


def test_the_module_names_no_term_of_ours(terms: Graph, shapes: Graph) -> None:
    told = {str(node) for triple in terms + shapes + read_example() for node in triple}
    assert not {one for one in told if one.startswith("https://w3id.org/cami/") and "/claims" not in one}


def test_each_term_is_told_in_two_languages_and_used_by_the_example(terms: Graph) -> None:
    example = read_example()
    used = {*example.predicates(), *example.objects(predicate=RDF.type)}
    for term in terms.subjects(RDFS.isDefinedBy):
        labels = [*terms.objects(term, RDFS.label), *terms.objects(term, SKOS.prefLabel)]
        assert {one.language for one in labels if isinstance(one, Literal)} == {"en", "ru"}, term
        assert str(terms.value(term, RDFS.comment)).endswith("."), term
        assert term in used or (term, RDF.type, SKOS.Concept) in terms, f"the example makes no use of {term}"


def test_another_programme_keeps_the_rules_by_three_engines(shapes: Graph) -> None:
    assert are_shapes(shapes)
    assert check_graph(read_example(), shapes) == ()
    assert ask_pyshacl(read_example(), shapes) == ()
    assert ask_pyrudof(read_example(), shapes) == set()


@pytest.mark.slow
def test_each_rule_is_broken_by_a_mistake_and_three_engines_find_it_alone(shapes: Graph) -> None:
    rules = {
        str(one).removeprefix(RULE)
        for kind in (SH.NodeShape, SH.PropertyShape)
        for one in shapes.subjects(RDF.type, kind)
    }
    assert set(MISTAKES) == rules
    for rule, mistake in MISTAKES.items():
        graph = read_example()
        graph.update(HEAD + mistake)
        found = {(one.shape, one.focus) for one in ask_ours(graph, shapes)}
        assert {shape.removeprefix(RULE) for shape, _ in found} == {rule}
        assert {(one.shape, one.focus) for one in ask_pyshacl(graph, shapes)} == found
        assert ask_pyrudof(graph, shapes) == found


def test_our_own_record_is_read_in_its_terms(shapes: Graph) -> None:
    """Only range statements, which rest on reference tables, have no words; our examples leave most readings out."""
    graph = build_vocabularies() + read_files(MODULES.glob("*.ttl"), EXAMPLES.glob("*.ttl"))
    alignment = read_files([CLAIMS / "claims.ttl", CLAIMS / "cami.ttl"])
    read = graph + alignment
    same = dict(alignment.subject_objects(SKOS.exactMatch))
    for ours, theirs in alignment.subject_objects(RDFS.subPropertyOf):
        for subject, value in graph.subject_objects(ours):
            read.add((subject, theirs, same.get(value, value)))
    found = {(one.shape.removeprefix(RULE), one.focus) for one in ask_ours(read, shapes)}
    ranges = {str(one) for one in graph.subjects(RDF.type, CAMI.RangeStatement)}
    assert {rule for rule, _ in found} <= {"claim-was-read-by-somebody", "claim-rests-on-words"}
    assert {focus for rule, focus in found if rule == "claim-rests-on-words"} <= ranges
    assert len(set(graph.subjects(RDF.type, CAMI.ReportedAction))) > 3
