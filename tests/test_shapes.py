"""Every rule is a rule, is broken by somebody, finds nothing in what is right or of others, and three engines agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from mutations import read_mistakes
from ontology_files import FOREIGN, our_terms, read_core, read_files, read_full
from oracles import Verdict, are_shapes, ask_ours, ask_pyrudof, ask_pyshacl, verdicts_of
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from cami_graph.build.vocabularies import build_vocabularies
from cami_graph.paths import EXAMPLES, MODULES, SHAPES
from cami_graph.rdf import CAMI, SCHEMA, SH
from cami_graph.store import fetch_graph, open_store
from cami_graph.validate import check_graph, format_findings, read_shapes
from cami_graph.validate.result import Result
from cami_graph.validate.shapes import SHAPE

INVALID = Path(__file__).parent / "invalid"
COUNTER_EXAMPLES = sorted(INVALID.glob("*.ttl"))
NAMES = ("examples", "spoilt", "full")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read_shapes()


@pytest.fixture(scope="module")
def graphs() -> Mapping[str, Graph]:
    """What is right in small, and the same with all counter-examples beside it."""
    examples = build_vocabularies() + read_files([FOREIGN], MODULES.glob("*.ttl"), EXAMPLES.glob("*.ttl"))
    return {"examples": examples, "spoilt": examples + read_files(COUNTER_EXAMPLES)}


@pytest.fixture(scope="module")
def full() -> Graph:
    """Everything that was built."""
    return read_full()


@pytest.fixture(scope="module")
def results(graphs: Mapping[str, Graph], full: Graph, shapes: Graph) -> Mapping[str, tuple[Result, ...]]:
    """What the project's engine finds in each graph, found once."""
    return {name: ask_ours(graph, shapes) for name, graph in {**graphs, "full": full}.items()}


@pytest.fixture(scope="module")
def verdicts(results: Mapping[str, tuple[Result, ...]]) -> Mapping[str, set[Verdict]]:
    """Which rule is broken by which thing there."""
    return {name: verdicts_of(found) for name, found in results.items()}


def rules_of(shapes: Graph) -> set[str]:
    """Return the names of all rules."""
    kinds = (SH.NodeShape, SH.PropertyShape)
    return {str(shape).removeprefix(SHAPE) for kind in kinds for shape in shapes.subjects(RDF.type, kind)}


# Rules


@pytest.mark.slow
def test_shapes_are_shapes(shapes: Graph) -> None:
    assert are_shapes(shapes)


def test_every_rule_has_words_and_a_severity(shapes: Graph) -> None:
    for rule in rules_of(shapes):
        shape = URIRef(SHAPE + rule)
        constraint = shapes.value(shape, SH.sparql)
        assert shapes.value(constraint or shape, SH.message), f"{rule} says nothing"
        assert shapes.value(shape, SH.description), f"{rule} says not what to do"
        assert shapes.value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info)


@pytest.mark.slow
def test_every_rule_is_broken_by_a_counter_example_or_by_a_planted_mistake(
    shapes: Graph, verdicts: Mapping[str, set[Verdict]]
) -> None:
    named = {path.stem for path in COUNTER_EXAMPLES} | {one.rule for one in read_mistakes() if one.rule}
    broken = named | {rule for rule, _, _ in verdicts["spoilt"]}
    assert named - rules_of(shapes) == set(), "these rules are no more"
    assert rules_of(shapes) - broken == set(), "nothing breaks these rules"


def test_core_needs_no_sparql_and_each_file_stands_by_itself() -> None:
    for path in sorted(SHAPES.rglob("*.ttl")):
        graph = Graph().parse(path, format="turtle")
        asked = set(graph.objects(None, SH.sparql))
        assert bool(asked) == (path.parent.name == "sparql"), path.name
        assert all(graph.value(one, SH.prefixes) in set(graph.subjects(SH.declare)) for one in asked), path.name


def test_a_class_may_have_what_the_ontology_says_of_it(shapes: Graph) -> None:
    """A closed shape and the domains of the ontology are two places that say the same."""
    terms = read_core()
    for shape in shapes.subjects(SH.closed, None):
        for one in shapes.objects(shape, SH.targetClass):
            allowed = set(members(shapes, shape, SH.ignoredProperties))
            for prop in our_terms(terms):
                if one in {*terms.objects(prop, RDFS.domain), *terms.objects(prop, SCHEMA.domainIncludes)}:
                    assert prop in allowed, f"{shape} forbids {prop}"


def test_each_property_is_said_of_the_classes_of_its_domain(shapes: Graph) -> None:
    terms = read_core()
    found: dict[Node, set[Node]] = defaultdict(set)
    for shape in Graph().parse(SHAPES / "core" / "subjects.ttl").subjects(RDF.type, SH.NodeShape):
        for prop in shapes.objects(shape, SH.targetSubjectsOf):
            found[prop] |= set(classes_of(shapes, shape))
    for prop in our_terms(terms):
        stated = {*terms.objects(prop, RDFS.domain), *terms.objects(prop, SCHEMA.domainIncludes)}
        lowest = {one for name in stated for one in (set(terms.subjects(RDFS.subClassOf, name)) or {name})}
        held = found.get(prop, set())
        assert held >= stated or held >= lowest, f"{prop} is not held to its domain"


def classes_of(shapes: Graph, shape: Node) -> Iterator[Node]:
    """Give the classes that a shape asks for, alone or among others."""
    yield from shapes.objects(shape, SH["class"])
    for part in members(shapes, shape, SH["or"]):
        yield from shapes.objects(part, SH["class"])


def members(shapes: Graph, shape: Node, link: URIRef) -> Iterator[Node]:
    """Give the members of the lists that a shape has for a link."""
    for listed in shapes.objects(shape, link):
        yield from Collection(shapes, listed)


def test_the_list_of_classes_is_whole(shapes: Graph) -> None:
    terms = read_core()
    names = {
        one
        for part in members(shapes, URIRef(f"{SHAPE}class-is-defined"), SH["or"])
        for one in members(shapes, part, SH["in"])
    }
    assert names == {one for one in terms.subjects(RDF.type, OWL.Class) if str(one).startswith(str(CAMI))}


# What is right


def test_every_example_is_valid(graphs: Mapping[str, Graph], shapes: Graph) -> None:
    assert format_findings(check_graph(graphs["examples"], shapes)) == "Nothing breaks a rule.\n"


@pytest.mark.slow
def test_the_built_graph_breaks_no_rule(full: Graph, shapes: Graph) -> None:
    assert format_findings(check_graph(full, shapes)) == "Nothing breaks a rule.\n"


def test_each_counter_example_breaks_its_rule(graphs: Mapping[str, Graph], shapes: Graph) -> None:
    """It may break others, for records are compared with each other; nothing else may be found fault with alone."""
    found = defaultdict(set)
    for finding in check_graph(graphs["spoilt"], shapes):
        found[finding.thing].add(finding.rule)
        found[finding.value].add(finding.rule)
    for path in COUNTER_EXAMPLES:
        things = {str(subject) for subject in Graph().parse(path, format="turtle").subjects()}
        assert path.stem in {rule for thing in things for rule in found[thing]}, path.stem


OF_OTHERS = """
@prefix dwc: <http://rs.tdwg.org/dwc/terms/> . @prefix e: <http://example.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <http://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
e:Thing a owl:Class . e:has-part a owl:ObjectProperty ; owl:inverseOf e:partOf . e:note a owl:AnnotationProperty .
e:scheme a skos:ConceptScheme . e:concept a skos:Concept ; skos:exactMatch e:other ; skos:broader e:one , e:two .
e:unit a org:Organization ; org:subOrganizationOf e:house . e:taxon a dwc:Taxon ; schema:parentTaxon e:genus .
e:note1 oa:hasSelector e:selector ; oa:hasSource e:page . e:selector a oa:TextQuoteSelector ; oa:exact "two\\nlines" .
e:place geo:hasGeometry e:shape . e:shape a geo:Geometry ; geo:asWKT "CIRCULARSTRING (1 1, 2 2, 3 3)" .
e:act a prov:Activity ; prov:qualifiedAssociation e:part . e:part prov:agent e:unit ; prov:hadRole e:concept .
"""


def test_data_of_others_beside_ours_give_no_finding(graphs: Mapping[str, Graph], shapes: Graph) -> None:
    assert ask_ours(graphs["examples"] + Graph().parse(data=OF_OTHERS), shapes) == ()


# Engines


@pytest.mark.slow
def test_the_reference_implementation_finds_the_same(
    results: Mapping[str, tuple[Result, ...]], graphs: Mapping[str, Graph], shapes: Graph
) -> None:
    """In the same words, of the same gravity, at the same link; on all counter-examples, since it takes its time."""
    assert set(ask_pyshacl(graphs["spoilt"], shapes)) == set(results["spoilt"])


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_third_engine_finds_the_same(
    name: str, verdicts: Mapping[str, set[Verdict]], graphs: Mapping[str, Graph], full: Graph, shapes: Graph
) -> None:
    assert ask_pyrudof({**graphs, "full": full}[name], shapes) == {(rule, thing) for rule, thing, _ in verdicts[name]}


@pytest.mark.slow
def test_what_an_engine_gives_back_is_as_valid_as_what_went_in(
    verdicts: Mapping[str, set[Verdict]], full: Graph, shapes: Graph
) -> None:
    fetched = fetch_graph(open_store())
    assert len(fetched) == len(full)
    assert verdicts_of(ask_ours(fetched, shapes)) == verdicts["full"]
