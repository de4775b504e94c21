"""The vocabularies are whole, agree with SKOS, and say how they relate to the classifications of others."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import cast

import pytest
from ontology_files import OURS, read_files
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from cami_graph.build.mappings import FILE, mappings_text
from cami_graph.build.vocabularies import build_vocabularies, code_type
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.rdf import concept

CLASSIFICATIONS = {"threat-4.0": "CMP 4.0", "threat-3.3": "IUCN 3.3", "action-2.0": "CMP Actions 2.0"}
INVERSE = {
    SKOS.exactMatch: SKOS.exactMatch,
    SKOS.closeMatch: SKOS.closeMatch,
    SKOS.relatedMatch: SKOS.relatedMatch,
    SKOS.broadMatch: SKOS.narrowMatch,
    SKOS.narrowMatch: SKOS.broadMatch,
}


@pytest.fixture(scope="module")
def vocabularies() -> Graph:
    return build_vocabularies()


# Lists and schemes


def test_every_scheme_says_whose_it_is_and_what_it_rests_on(vocabularies: Graph) -> None:
    for scheme in vocabularies.subjects(RDF.type, SKOS.ConceptScheme):
        for link in (DCTERMS.title, DCTERMS.creator, DCTERMS.publisher, DCTERMS.created, DCTERMS.source):
            assert vocabularies.value(scheme, link), f"{scheme} has no {link}"
        terms = {*vocabularies.objects(scheme, DCTERMS.license), *vocabularies.objects(scheme, DCTERMS.rights)}
        assert len(terms) == 1, f"{scheme} is under {terms}"


def test_the_scheme_of_iucn_is_under_no_open_licence(vocabularies: Graph) -> None:
    assert not list(vocabularies.objects(concept("threat-3.3"), DCTERMS.license))
    assert "cite IUCN" in str(vocabularies.value(concept("threat-3.3"), DCTERMS.rights))


def test_the_top_concepts_of_a_scheme_are_those_that_nothing_is_broader_than(vocabularies: Graph) -> None:
    for scheme in vocabularies.subjects(RDF.type, SKOS.ConceptScheme):
        inside = set(vocabularies.subjects(SKOS.inScheme, scheme))
        top = {one for one in inside if vocabularies.value(one, SKOS.broader) is None}
        assert top
        assert set(vocabularies.objects(scheme, SKOS.hasTopConcept)) == top
        assert set(vocabularies.subjects(SKOS.topConceptOf, scheme)) == top


def test_the_red_list_is_complete(vocabularies: Graph) -> None:
    codes = {str(one).rsplit("/", 1)[1] for one in vocabularies.subjects(SKOS.inScheme, concept("red-list"))}
    assert codes == {"EX", "EW", "CR", "EN", "VU", "NT", "LC", "DD", "NE"}


@pytest.mark.parametrize(("scheme", "spelled"), CLASSIFICATIONS.items())
def test_a_code_is_typed_by_its_scheme_and_spelled_as_it_is_cited(
    scheme: str, spelled: str, vocabularies: Graph
) -> None:
    classes = list(vocabularies.subjects(SKOS.inScheme, concept(scheme)))
    assert classes
    for one in classes:
        code = str(one).rsplit("/", 1)[1]
        assert list(vocabularies.objects(one, SKOS.notation)) == [Literal(code, datatype=code_type(scheme))]
        assert Literal(f"{spelled}: {code}") in set(vocabularies.objects(one, SKOS.altLabel))


def test_nothing_is_both_related_to_a_concept_and_below_it(vocabularies: Graph) -> None:
    """SKOS holds the two apart, over any number of steps (S27 of its reference)."""
    up = SKOS.broader | SKOS.broadMatch
    links = (SKOS.related, SKOS.relatedMatch)
    for one, other in ((one, other) for link in links for one, other in vocabularies.subject_objects(link)):
        assert (one, up * "+", other) not in vocabularies, f"{one} is related to {other} and below it"
        assert (other, up * "+", one) not in vocabularies, f"{one} is related to {other} and above it"


def test_no_two_mappings_join_one_pair_and_exact_ones_join_concepts_only(vocabularies: Graph) -> None:
    pairs = [(one, other) for link in INVERSE for one, other in vocabularies.subject_objects(link)]
    assert len(pairs) == len(set(pairs))
    assert all((node, RDF.type, SKOS.Concept) in vocabularies for pair in pairs for node in pair)


def test_every_closed_list_is_in_two_languages_and_defined() -> None:
    lists = read_files(VOCABULARIES.glob("*.ttl"))
    for path in VOCABULARIES.glob("*.ttl"):
        assert (URIRef(f"{OURS}vocabulary/{path.stem}"), RDF.type, SKOS.ConceptScheme) in lists
    for one in lists.subjects(RDF.type, SKOS.Concept):
        languages = sorted(str(cast("Literal", label).language) for label in lists.objects(one, SKOS.prefLabel))
        assert languages == ["en", "ru"]


def test_both_threat_classifications_are_complete_to_level_two(vocabularies: Graph) -> None:
    counts = {"threat-4.0": (3, 12, 41), "threat-3.3": (0, 12, 45)}
    for scheme, expected in counts.items():
        codes = [str(one).rsplit("/", 1)[1] for one in vocabularies.subjects(SKOS.inScheme, concept(scheme))]
        levels = (
            sum(code.isalpha() for code in codes),
            sum(code.isdigit() for code in codes),
            sum(code.count(".") == 1 for code in codes),
        )
        assert levels == expected, scheme


def test_every_mapping_holds_both_ways(vocabularies: Graph) -> None:
    for link, back in INVERSE.items():
        for one, other in vocabularies.subject_objects(link):
            assert (other, back, one) in vocabularies


@pytest.mark.parametrize("code", ["8.4", "11.2", "11.3", "12"])
def test_codes_that_changed_their_meaning_are_never_called_the_same(code: str, vocabularies: Graph) -> None:
    new, old = (URIRef(f"{OURS}vocabulary/threat-{version}/{code}") for version in ("4.0", "3.3"))
    assert (new, SKOS.exactMatch, old) not in vocabularies
    assert (new, SKOS.closeMatch, old) not in vocabularies
    assert (new, SKOS.relatedMatch, old) in vocabularies or code in {"11.2", "11.3"}


def test_fences_exist_in_the_newer_version_only(vocabularies: Graph) -> None:
    fences = URIRef(f"{OURS}vocabulary/threat-4.0/4.5")
    assert Literal("CMP 4.0: 4.5") in set(vocabularies.objects(fences, SKOS.altLabel))
    assert not list(vocabularies.objects(fences, SKOS.exactMatch))
    assert (URIRef(f"{OURS}vocabulary/threat/border-fences"), SKOS.broadMatch, fences) in vocabularies


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


# Mappings


def test_the_table_of_mappings_is_what_alignments_and_vocabularies_give(request: pytest.FixtureRequest) -> None:
    fresh = mappings_text()
    if request.config.getoption("--write-expected"):
        FILE.write_text(fresh, encoding="utf-8")
    else:
        assert FILE.read_text(encoding="utf-8") == fresh, "run this file with --write-expected"


def test_every_mapping_between_concepts_stands_in_the_table_once(vocabularies: Graph) -> None:
    body = [line for line in FILE.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("".join(body)), delimiter="\t"))
    listed = [
        frozenset((row["subject_id"], row["object_id"])) for row in rows if row["predicate_id"].startswith("skos:")
    ]
    stated = {
        frozenset(str(node).replace(f"{OURS}vocabulary/", "voc:") for node in pair)
        for link in INVERSE
        for pair in vocabularies.subject_objects(link)
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == stated
    assert {row["mapping_justification"] for row in rows} == {"semapv:ManualMappingCuration"}
