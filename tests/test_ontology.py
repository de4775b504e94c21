"""The ontology keeps to its own style, and to terms that exist and are needed."""

from __future__ import annotations

import csv
import re
from typing import Any, cast

import pytest
import rdflib.namespace
from ontology_files import ALIGNMENTS, FOREIGN, OURS, all_nodes, our_terms, read_core, read_files, read_full
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from cami_graph.build.vocabularies import build_vocabularies
from cami_graph.paths import EXAMPLES, MODULES, ONTOLOGY, QUERIES, RULES, SHAPES
from cami_graph.rdf import CAMI, SCHEMA
from cami_graph.validate import check_graph, read_shapes

ORDER = ("evidence", "place", "nature", "actor", "plan", "report", "cooperation", "record", "population", "gap")
EXTERNAL = ONTOLOGY / "external.csv"
WAITING = (*("Continuation", "continues", "earlierPart", "hasContinuationKind", "hasObserver", "laterPart"),)
"""Terms on how a second programme follows the first, while the record holds one."""

SELF_STANDING = re.compile(r"https?://(www\.wikidata\.org/entity/Q\d+|ror\.org/\w+|creativecommons\.org/.+)")
NAMED_ELSEWHERE = ("Darwin Core", "P-Plan 1.3", "Web Annotation Vocabulary")
"""Specifications that rdflib keeps no list of; their rows name the list that was read."""


@pytest.fixture(scope="module")
def terms() -> Graph:
    """The header and the modules."""
    return read_core()


@pytest.fixture(scope="module")
def examples() -> Graph:
    return read_files(EXAMPLES.glob("*.ttl"))


@pytest.fixture(scope="module")
def full() -> Graph:
    return read_full()


# Form


def test_each_module_has_its_shapes_and_its_example() -> None:
    stems = sorted(ORDER)
    assert sorted(path.stem for path in MODULES.glob("*.ttl")) == stems
    assert sorted(path.stem for path in EXAMPLES.glob("*.ttl")) == stems
    assert {path.stem for path in (SHAPES / "core").glob("*.ttl")} == {*stems, "subjects", "vocabulary"}


def test_modules_import_one_way_and_the_header_imports_all(terms: Graph) -> None:
    for place, name in enumerate(ORDER):
        imported = {str(one).rsplit("/", 1)[1] for one in terms.objects(module(name), OWL.imports)}
        assert imported <= {"foreign", *ORDER[:place]}, f"{name} imports {sorted(imported)}"
        assert imported, f"{name} imports nothing"
    assert set(terms.objects(URIRef(f"{OURS}ontology"), OWL.imports)) == {module(name) for name in ("foreign", *ORDER)}


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
    graph = terms + read_files([ALIGNMENTS, FOREIGN])
    versions = set()
    for one in graph.subjects(RDF.type, OWL.Ontology):
        version = graph.value(one, OWL.versionInfo)
        assert graph.value(one, OWL.versionIRI) == URIRef(f"{one}/{version}")
        assert graph.value(one, DCTERMS.license)
        versions.add(version)
    assert len(versions) == 1


def test_the_style_shapes_find_nothing(terms: Graph) -> None:
    assert check_graph(terms, read_shapes()) == ()


@pytest.mark.slow
def test_no_blank_nodes(terms: Graph) -> None:
    graph = terms + build_vocabularies() + read_files([ALIGNMENTS, FOREIGN], EXAMPLES.glob("*.ttl"))
    assert not [triple for triple in graph if any(isinstance(node, BNode) for node in triple)]


def test_no_definition_defines_itself_by_its_own_name_alone(terms: Graph) -> None:
    definitions = [str(text) for text in terms.objects(None, SKOS.definition)]
    assert len(definitions) == len(set(definitions))
    labels = [str(label) for label in terms.objects(None, SKOS.prefLabel)]
    assert all(len(text.split()) >= 6 for text in definitions)
    assert len([label for label in labels if label]) == 2 * len(our_terms(terms))


# Use


@pytest.mark.slow
def test_every_term_has_statements_in_the_built_graph(terms: Graph, examples: Graph, full: Graph) -> None:
    """But those that wait for a second programme, of which the examples make statements."""
    used = set(all_nodes(full - terms))
    above = {parent for term in our_terms(terms) for parent in terms.objects(term, RDFS.subClassOf) if term in used}
    assert our_terms(terms) - used - above - {CAMI.servesQuestion} == {CAMI[name] for name in WAITING}
    assert {CAMI[name] for name in WAITING} <= set(all_nodes(examples))
    readme = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in WAITING)


@pytest.mark.slow
def test_every_term_used_anywhere_is_defined(terms: Graph, examples: Graph, full: Graph) -> None:
    shapes, lists = read_files(SHAPES.rglob("*.ttl")), build_vocabularies()
    known = our_terms(terms)
    for graph in (terms, examples, full, shapes, lists, read_files([ALIGNMENTS, FOREIGN])):
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
    alignments, shapes = read_files([ALIGNMENTS, FOREIGN]), read_files(SHAPES.rglob("*.ttl"))
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
