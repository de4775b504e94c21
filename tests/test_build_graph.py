"""The whole build: everything or nothing, each thing with the row it came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import graph, real_build
from damaged import Copy
from rdflib import BNode, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from cami_graph.build import Rooms, build_graph, write_graph
from cami_graph.build.rules import derive
from cami_graph.errors import BuildError, CamiError
from cami_graph.paths import ONTOLOGY, RULES
from cami_graph.rdf import CAMI, ID, as_dataset
from cami_graph.tables import RowRef

SILENT = {"continued-parts"}  # rules of which the first report says nothing


@pytest.mark.slow
def test_the_file_of_quads_is_sorted_and_holds_no_line_twice(tmp_path: Path) -> None:
    write_graph(real_build(), tmp_path)
    lines = (tmp_path / "cami.nq").read_bytes().splitlines()
    assert len(lines) > 40000
    assert lines == sorted(set(lines))


@pytest.mark.slow
def test_a_build_that_fails_says_everything_and_leaves_the_previous_graph(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    (tmp_path / "cami.nq").write_text("previous", encoding="utf-8")
    _, first, _ = copy.edit("facts/actions", {"action_id": "1.1.1-r2"}, "quote", "no such words")
    _, second, _ = copy.edit("facts/statuses", {"activity_code": "1.1.1"}, "quote", "nor these")
    with pytest.raises(BuildError) as caught:
        write_graph(build_graph(Rooms(data=copy.data)), tmp_path)
    assert [(fault.file, fault.row, fault.column) for fault in caught.value.faults] == [
        ("reports/cami2-doc3/facts/statuses.csv", second, "quote"),
        ("reports/cami2-doc3/facts/actions.csv", first, "quote"),
    ]
    assert (tmp_path / "cami.nq").read_text(encoding="utf-8") == "previous"


@pytest.mark.slow
def test_a_missing_activity_and_a_missing_status_stop_the_build(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.write("facts/statuses", [row for row in copy.rows("facts/statuses") if row["activity_code"] != "4.1.3"])
    with pytest.raises(
        BuildError, match=r"programmes/cami-2014-2020/activities\.csv row \d+ .*The activity has no status"
    ):
        build_graph(Rooms(data=copy.data))


@pytest.mark.slow
def test_unfinished_tables_are_built_only_on_request(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.path("facts/contradictions").unlink()
    with pytest.raises(CamiError, match="The table is missing"):
        build_graph(Rooms(data=copy.data))
    assert len(build_graph(Rooms(data=copy.data), partial=True).dataset) > 40000


@pytest.mark.slow
def test_each_thing_knows_its_row() -> None:
    origins = real_build().origins
    assert origins[ID["activity/1.1.1"]] == RowRef("programmes/cami-2014-2020/activities.csv", 2)
    assert origins[ID["country/AF"]] == RowRef("reference/countries.csv", 2)
    claims = list(graph("report/cami2-doc3").subjects(CAMI.hasCertainty))
    assert claims
    assert set(claims) <= set(origins)


@pytest.mark.slow
def test_no_blank_node_and_every_claim_with_words_and_certainty() -> None:
    stated = graph("report/cami2-doc3")
    assert not [triple for triple in stated if any(isinstance(term, BNode) for term in triple)]
    for kind in (CAMI.ReportedAction, CAMI.Participation, CAMI.Cooperation, CAMI.Recommendation, CAMI.ScopeStatement):
        for claim in stated.subjects(RDF.type, kind):
            assert len(list(stated.objects(claim, CAMI.hasCertainty))) == 1
            assert list(stated.objects(claim, CAMI.isEvidencedBy))


@pytest.mark.slow
def test_each_rule_has_a_graph_that_says_where_it_comes_from() -> None:
    rules = [path for path in RULES.glob("*.rq") if path.stem not in SILENT]
    assert len(rules) > 10
    for path in rules:
        derived = graph(f"derived/cami2-doc3/{path.stem}")
        name = URIRef(f"https://w3id.org/cami/graph/derived/cami2-doc3/{path.stem}")
        assert str(derived.value(name, DCTERMS.source)) == f"queries/rules/{path.name}"
        assert URIRef("https://w3id.org/cami/graph/reference") in derived.objects(name, PROV.wasDerivedFrom)
        assert len(derived) > 7


@pytest.mark.slow
def test_what_only_shared_graphs_support_is_derived_once() -> None:
    shared = set(graph("derived/range-states").triples((None, CAMI.hasRangeState, None)))
    own = set(graph("derived/cami2-doc3/range-states").triples((None, CAMI.hasRangeState, None)))
    assert len(shared) > 100
    assert len(own) > 30
    assert not shared & own


def test_a_rule_sees_what_an_earlier_rule_derived(tmp_path: Path) -> None:
    head = "#+ title: T\n#+ title_ru: Т\n#+ summary: S\n"
    for name, body in (("a", "{ <urn:x> <urn:p> 1 } WHERE {}"), ("b", "{ ?x <urn:q> 2 } WHERE { ?x <urn:p> 1 }")):
        (tmp_path / f"{name}.rq").write_text(f"{head}CONSTRUCT {body}", encoding="utf-8")
    derived = as_dataset(derive([], tmp_path, [])).graph(URIRef("https://w3id.org/cami/graph/derived/b"))
    assert list(derived.subjects(URIRef("urn:q"))) == [URIRef("urn:x")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("#+ title: T\nCONSTRUCT { ?x ?y ?z } WHERE { ?x ?y ?z }", "The head of the rule is not complete"),
        ("#+ title: T\n#+ title_ru: T\n#+ summary: S\nCONSTRUCT { ?x", "error at 4:15"),
    ],
)
def test_a_broken_rule_stops_the_build(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "broken.rq").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=f"broken.rq: {says}"):
        derive([], tmp_path, [])


def test_the_rooms_are_those_of_the_project() -> None:
    assert Rooms().ontology == ONTOLOGY
    assert Rooms().vocabularies.is_dir()
