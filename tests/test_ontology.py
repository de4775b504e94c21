"""The ontology keeps to its own style, to OWL 2 RL, to terms that exist, and does not contradict itself or the data."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import rdflib.namespace
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from cami_graph.build.vocabularies import build_vocabularies
from cami_graph.paths import (
    DATA,
    EXAMPLES,
    GRAPH_ANALYSIS,
    GRAPH_NQUADS,
    MODULES,
    ONTOLOGY,
    QUERIES,
    RULES,
    SHAPES,
    VOCABULARIES,
)
from cami_graph.rdf import CAMI, SCHEMA, load_dataset, thing
from cami_graph.validate import check_graph, read_shapes
from cami_graph.validate.shapes import join_graphs

OURS = "https://w3id.org/cami/"
ORDER = ("evidence", "place", "nature", "actor", "plan", "report", "cooperation", "record", "gap")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
EXTERNAL = ONTOLOGY / "external.csv"
SELF_STANDING = re.compile(r"https?://(www\.wikidata\.org/entity/Q\d+|ror\.org/\w+|creativecommons\.org/.+)")
NAMED_ELSEWHERE = ("Darwin Core", "P-Plan 1.3", "Web Annotation Vocabulary")
"""Specifications that rdflib keeps no list of; their rows name the list that was read."""


def read_files(*paths: Iterable[Path]) -> Graph:
    """Read Turtle files into one graph."""
    graph = Graph()
    for some in paths:
        for path in some:
            graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="module")
def terms() -> Graph:
    """The header and the modules."""
    return read_files([ONTOLOGY / "cami.ttl"], MODULES.glob("*.ttl"))


@pytest.fixture(scope="module")
def examples() -> Graph:
    return read_files(EXAMPLES.glob("*.ttl"))


@pytest.fixture(scope="module")
def full() -> Graph:
    graph = join_graphs(load_dataset(GRAPH_NQUADS))
    return graph + join_graphs(load_dataset(GRAPH_ANALYSIS))


def our_terms(graph: Graph) -> set[URIRef]:
    """Return the classes and properties that the ontology defines."""
    return {cast("URIRef", term) for kind in KINDS for term in graph.subjects(RDF.type, kind)}


def all_nodes(graph: Graph) -> Iterator[URIRef]:
    """Give every IRI of a graph, datatypes among them."""
    for triple in graph:
        for node in triple:
            if isinstance(node, URIRef):
                yield node
            elif isinstance(node, Literal) and node.datatype:
                yield node.datatype


# Form


def test_each_module_has_its_shapes_and_its_example() -> None:
    stems = sorted(ORDER)
    assert sorted(path.stem for path in MODULES.glob("*.ttl")) == stems
    assert sorted(path.stem for path in EXAMPLES.glob("*.ttl")) == stems
    assert sorted(path.stem for path in SHAPES.glob("*.ttl")) == sorted([*stems, "ontology-style"])


def test_modules_import_one_way_and_the_header_imports_all(terms: Graph) -> None:
    for place, name in enumerate(ORDER):
        imported = {str(one).rsplit("/", 1)[1] for one in terms.objects(module(name), OWL.imports)}
        assert imported <= set(ORDER[:place]), f"{name} imports {sorted(imported)}"
    assert set(terms.objects(URIRef(f"{OURS}ontology"), OWL.imports)) == {module(name) for name in ORDER}


def module(name: str) -> URIRef:
    return URIRef(f"{OURS}ontology/{name}")


@pytest.mark.parametrize("name", ORDER)
def test_a_module_uses_only_terms_that_it_or_its_imports_define(name: str, terms: Graph) -> None:
    reached, todo = {name}, [name]
    while todo:
        for one in terms.objects(module(todo.pop()), OWL.imports):
            other = str(one).rsplit("/", 1)[1]
            todo += [other] if other not in reached else []
            reached.add(other)
    graph = read_files([MODULES / f"{name}.ttl"])
    marks = (SCHEMA.domainIncludes, SCHEMA.rangeIncludes)
    for subject, link, value in graph:
        for node in (subject, link, value):
            if str(node).startswith(str(CAMI)) and link not in marks and node != CAMI.servesQuestion:
                home = terms.value(node, RDFS.isDefinedBy)
                assert home in {module(one) for one in reached}, f"{name} uses {node}, which {home} defines"


def test_every_file_names_version_and_licence(terms: Graph) -> None:
    graph = terms + read_files([ONTOLOGY / "alignments.ttl"])
    versions = set()
    for one in graph.subjects(RDF.type, OWL.Ontology):
        version = graph.value(one, OWL.versionInfo)
        assert graph.value(one, OWL.versionIRI) == URIRef(f"{one}/{version}")
        assert graph.value(one, DCTERMS.license)
        versions.add(version)
    assert len(versions) == 1


def test_the_style_shapes_find_nothing(terms: Graph) -> None:
    assert check_graph(terms, read_shapes()) == ()


def test_no_blank_nodes(terms: Graph) -> None:
    graph = terms + build_vocabularies() + read_files([ONTOLOGY / "alignments.ttl"], EXAMPLES.glob("*.ttl"))
    assert not [triple for triple in graph if any(isinstance(node, BNode) for node in triple)]


def test_no_definition_defines_itself_by_its_own_name_alone(terms: Graph) -> None:
    definitions = [str(text) for text in terms.objects(None, SKOS.definition)]
    assert len(definitions) == len(set(definitions))
    labels = [str(label) for label in terms.objects(None, SKOS.prefLabel)]
    assert all(len(text.split()) >= 6 for text in definitions)
    assert len([label for label in labels if label]) == 2 * len(our_terms(terms))


# Use


@pytest.mark.slow
def test_every_term_is_used_by_an_example_or_by_the_graph(terms: Graph, examples: Graph, full: Graph) -> None:
    used = set(all_nodes(examples)) | set(all_nodes(full - terms))
    above = {parent for term in our_terms(terms) for parent in terms.objects(term, RDFS.subClassOf) if term in used}
    assert our_terms(terms) - used - above - {CAMI.servesQuestion} == set()


@pytest.mark.slow
def test_every_term_used_anywhere_is_defined(terms: Graph, examples: Graph, full: Graph) -> None:
    shapes, lists = read_files(SHAPES.glob("*.ttl")), build_vocabularies()
    known = our_terms(terms)
    for graph in (terms, examples, full, shapes, lists, read_files([ONTOLOGY / "alignments.ttl"])):
        assert {node for node in all_nodes(graph) if str(node).startswith(str(CAMI))} <= known


def test_every_term_used_in_a_query_is_defined(terms: Graph) -> None:
    known = {str(term).removeprefix(str(CAMI)) for term in our_terms(terms)}
    for path in QUERIES.rglob("*.rq"):
        used = set(re.findall(r"(?<![\w-])cami:([A-Za-z]\w*)", path.read_text(encoding="utf-8")))
        assert used <= known, f"{path.name} uses {sorted(used - known)}"


@pytest.mark.slow
def test_every_concept_that_is_used_stands_in_a_vocabulary(examples: Graph, full: Graph) -> None:
    known = set(build_vocabularies().subjects())
    for graph in (examples, full):
        used = {node for node in all_nodes(graph) if str(node).startswith(f"{OURS}vocabulary/")}
        assert used <= known


def test_every_term_serves_a_question_that_needs_it(terms: Graph) -> None:
    """A question needs a term that it names, a class below it, or the links from which a rule derives it."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in QUERIES.rglob("*.rq")}
    derived = {link for path in RULES.glob("*.rq") for link in re.findall(r"derives: \[(.*)\]", texts[path.stem])}
    short_cuts = {name.removeprefix("cami:") for links in derived for name in links.split(", ")}
    for term in our_terms(terms):
        name = str(term).removeprefix(str(CAMI))
        below = [str(one).removeprefix(str(CAMI)) for one in terms.subjects(RDFS.subClassOf, term)]
        for question in map(str, terms.objects(term, CAMI.servesQuestion)):
            assert question in texts, f"{name} serves {question}, which is no question of the library"
            named = any(re.search(rf"cami:{one}\b", texts[question]) for one in (name, *below))
            assert named or name in short_cuts, f"{question} does not need {name}"


# Foreign terms


def read_external() -> dict[str, dict[str, str]]:
    with EXTERNAL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["iri"] for row in rows] == sorted({row["iri"] for row in rows})
    return {row["iri"]: row for row in rows}


def find_foreign(*graphs: Graph) -> set[str]:
    """Return the IRIs of others that are terms and not things with an identifier of their own."""
    nodes = {str(node) for graph in graphs for node in all_nodes(graph)}
    return {iri for iri in nodes if not iri.startswith(OURS) and not SELF_STANDING.fullmatch(iri)}


def exists(iri: str, row: dict[str, str]) -> bool:
    """Tell whether the specification has this term: by rdflib's closed lists, else by the row's own source."""
    same = iri.replace("http://schema.org/", "https://schema.org/")
    spaces = [one for one in vars(rdflib.namespace).values() if same.startswith(str(getattr(one, "_NS", None)))]
    if spaces:
        return any(URIRef(same) in cast("Any", space) for space in spaces)
    return row["specification"] in NAMED_ELSEWHERE and bool(row["verified_in"])


@pytest.mark.slow
def test_every_foreign_term_is_listed_and_every_listed_term_is_used(examples: Graph, terms: Graph, full: Graph) -> None:
    alignments, shapes = read_files([ONTOLOGY / "alignments.ttl"]), read_files(SHAPES.glob("*.ttl"))
    used = find_foreign(terms, examples, full, alignments, shapes, build_vocabularies())
    listed = set(read_external())
    assert used - listed == set(), "add these to ontology/external.csv with the place where you verified them"
    assert listed - used == set(), "these are listed but no longer used"


def test_every_listed_term_exists_where_it_is_said_to() -> None:
    assert [iri for iri, row in read_external().items() if not exists(iri, row)] == []


@pytest.mark.parametrize(
    "iri",
    [
        "http://www.w3.org/ns/prov#wasImaginedBy",
        "http://purl.org/dc/terms/isPartof",
        "http://schema.org/startedDate",
        "http://example.org/Term",
    ],
)
def test_a_made_up_term_is_found(iri: str) -> None:
    assert not exists(iri, {"specification": "schema.org", "verified_in": "somewhere"})


# OWL 2 RL

RL_DATATYPES = {XSD.string, XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger, XSD.decimal, XSD.boolean}
RL_AXIOMS = {
    *(RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.isDefinedBy),
    *(OWL.disjointWith, OWL.imports, OWL.versionIRI, OWL.versionInfo),
}
RL_TYPES = {
    *(*KINDS, OWL.Ontology),
    *(OWL.FunctionalProperty, OWL.SymmetricProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty),
    *(OWL.TransitiveProperty, OWL.InverseFunctionalProperty),
}


def test_only_constructs_of_owl_2_rl_are_used(terms: Graph) -> None:
    """Named classes only, no restriction, no inverse; datatypes that the profile has, and no other, in axioms."""
    graph = terms + read_files([ONTOLOGY / "alignments.ttl"])
    known = our_terms(terms)
    for subject, link, value in graph:
        if str(link).startswith((str(OWL), str(RDF), str(RDFS))):
            assert link in RL_AXIOMS, f"{subject} {link}"
        if link == RDF.type:
            assert value in RL_TYPES, f"{subject} is a {value}"
        if link in (RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.disjointWith):
            foreign = isinstance(value, URIRef) and not str(value).startswith((str(CAMI), str(XSD)))
            assert value in known or value in RL_DATATYPES or foreign, f"{subject} {link} {value}"


def test_links_lead_to_things_and_values_to_literals(terms: Graph) -> None:
    for prop in terms.subjects(RDF.type, OWL.DatatypeProperty):
        assert (prop, RDF.type, OWL.ObjectProperty) not in terms
        ranges = [*terms.objects(prop, RDFS.range), *terms.objects(prop, SCHEMA.rangeIncludes)]
        assert all(str(one).startswith((str(XSD), str(RDF))) for one in ranges), prop
    for prop in terms.subjects(RDF.type, OWL.ObjectProperty):
        ranges = [*terms.objects(prop, RDFS.range), *terms.objects(prop, SCHEMA.rangeIncludes)]
        assert ranges, f"{prop} leads nowhere in particular"
        assert not any(str(one).startswith(str(XSD)) for one in ranges), prop


# Consistency

UNDER_REASONER = {XSD.string, XSD.integer, XSD.nonNegativeInteger, XSD.decimal, XSD.boolean, None}
OF_OTHERS = (
    (PROV.Activity, OWL.disjointWith, PROV.Entity),
    (PROV.Plan, RDFS.subClassOf, PROV.Entity),
    (SKOS.Concept, OWL.disjointWith, SKOS.ConceptScheme),
)
"""Axioms of PROV-O and SKOS that our alignments must live with."""


def reason(graph: Graph, folder: Path, *planted: tuple[Node, Node, Node]) -> bool:
    """Tell whether HermiT finds a graph consistent; years and well-known text lie outside OWL 2 and are left out."""
    import owlready2

    told = Graph()
    for triple in (*graph, *OF_OTHERS, *planted):
        value = triple[2]
        outside = isinstance(value, Literal) and value.datatype not in UNDER_REASONER
        if not outside and triple[1] not in (OWL.imports, OWL.versionIRI):
            told.add(triple)
    path = folder / "told.nt"
    told.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    ontology = world.get_ontology(path.as_uri()).load()
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return not list(world.inconsistent_classes())


@pytest.fixture(scope="module")
def everything(terms: Graph, full: Graph) -> Graph:
    """The ontology, its alignments and the whole graph."""
    return terms + full + read_files([ONTOLOGY / "alignments.ttl"])


needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner needs Java, which is not installed")


@needs_java
@pytest.mark.slow
def test_ontology_and_graph_are_consistent(everything: Graph, tmp_path: Path) -> None:
    assert reason(everything, tmp_path)


@needs_java
@pytest.mark.slow
@pytest.mark.parametrize(
    "planted",
    [
        pytest.param((thing("country", "KG"), RDF.type, CAMI.Site), id="a country that is a site"),
        pytest.param((thing("activity", "1.1.1"), RDF.type, CAMI.ReportedAction), id="a plan that was done"),
        pytest.param((thing("country", "KG"), CAMI.borders, thing("country", "KG")), id="a country beside itself"),
        pytest.param((thing("country", "KG"), CAMI.isoAlpha2, Literal("KZ")), id="a country with two codes"),
        pytest.param((thing("actor", "wcs"), CAMI.cooperatesWith, thing("country", "KG")), id="an actor as a country"),
    ],
)
def test_a_planted_contradiction_is_found(
    planted: tuple[Node, Node, Node], terms: Graph, examples: Graph, tmp_path: Path
) -> None:
    graph = terms + examples + read_files([ONTOLOGY / "alignments.ttl"])
    assert not reason(graph, tmp_path, planted)


# Vocabularies


def test_every_closed_list_is_in_two_languages_and_defined() -> None:
    lists = read_files(VOCABULARIES.glob("*.ttl"))
    for path in VOCABULARIES.glob("*.ttl"):
        assert (URIRef(f"{OURS}vocabulary/{path.stem}"), RDF.type, SKOS.ConceptScheme) in lists
    for concept in lists.subjects(RDF.type, SKOS.Concept):
        languages = sorted(str(cast("Literal", one).language) for one in lists.objects(concept, SKOS.prefLabel))
        assert languages == ["en", "ru"]


def test_both_threat_classifications_are_complete_to_level_two() -> None:
    graph = build_vocabularies()
    counts = {"threat-4.0": (3, 12, 41), "threat-3.3": (0, 12, 45)}
    for scheme, expected in counts.items():
        codes = [
            str(one).rsplit("/", 1)[1] for one in graph.subjects(SKOS.inScheme, URIRef(f"{OURS}vocabulary/{scheme}"))
        ]
        levels = (
            sum(code.isalpha() for code in codes),
            sum(code.isdigit() for code in codes),
            sum(code.count(".") == 1 for code in codes),
        )
        assert levels == expected, scheme


def test_every_mapping_holds_both_ways() -> None:
    graph = build_vocabularies()
    inverse = {
        SKOS.exactMatch: SKOS.exactMatch,
        SKOS.closeMatch: SKOS.closeMatch,
        SKOS.relatedMatch: SKOS.relatedMatch,
        SKOS.broadMatch: SKOS.narrowMatch,
        SKOS.narrowMatch: SKOS.broadMatch,
    }
    for link, back in inverse.items():
        for one, other in graph.subject_objects(link):
            if str(other).startswith(OURS):
                assert (other, back, one) in graph


@pytest.mark.parametrize("code", ["8.4", "11.2", "11.3", "12"])
def test_codes_that_changed_their_meaning_are_never_called_the_same(code: str) -> None:
    graph = build_vocabularies()
    new, old = (URIRef(f"{OURS}vocabulary/threat-{version}/{code}") for version in ("4.0", "3.3"))
    assert (new, SKOS.exactMatch, old) not in graph
    assert (new, SKOS.closeMatch, old) not in graph
    assert (new, SKOS.relatedMatch, old) in graph or code in {"11.2", "11.3"}


@pytest.mark.slow
def test_fences_exist_in_the_newer_version_only() -> None:
    graph = build_vocabularies()
    fences = URIRef(f"{OURS}vocabulary/threat-4.0/4.5")
    assert str(graph.value(fences, SKOS.notation)) == "CMP 4.0: 4.5"
    assert not list(graph.objects(fences, SKOS.exactMatch))
    assert (URIRef(f"{OURS}vocabulary/threat/border-fences"), SKOS.broadMatch, fences) in graph


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("threat_mappings.csv", "4.5,7.3,related", "4.5,7.33,related", r'threat_mappings\.csv row \d+.*"7\.33"'),
        ("threat_mappings.csv", "4.5,7.3,related", "4.5,7.3,relatd", r'"relatd" is no kind of mapping.*"related"'),
        ("threats.csv", "по ним,barriers", "по ним,bariers", r'threats\.csv row \d+.*"bariers" is no group'),
        ("cmp_threats_v4.0.csv", "code,level", "kode,level", r"cmp_threats_v4\.0\.csv row 1.*columns"),
        ("actions.csv", "\n10.4,", "\n10.3,", r'actions\.csv row \d+.*"10\.3" stands here a second time'),
        ("iucn_threats_v3.3.csv", ",5.1,", ",5.11,", r'iucn_threats_v3\.3\.csv row \d+.*"5\.11"'),
    ],
)
def test_damaged_vocabulary_tables_are_refused(table: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    from cami_graph.errors import TableError

    folder = tmp_path / "reference"
    shutil.copytree(DATA / "reference", folder)
    text = (folder / table).read_text(encoding="utf-8")
    assert old in text
    (folder / table).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TableError, match=told):
        build_vocabularies(folder)
