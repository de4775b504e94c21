"""The report side of the graph: cells, status and silence, actions, who takes part, who acts together."""

from __future__ import annotations

import pytest
from built import report, values
from rdflib import Literal
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS, XSD
from test_build_plan import words

from cami_graph.paths import REPORTS
from cami_graph.rdf import CAMI, ID, OA
from cami_graph.source import read_source

pytestmark = pytest.mark.slow


def test_the_report_carries_its_citation_and_checksum() -> None:
    source = read_source(REPORTS / "cami2-doc3")
    assert values(report(), "report/cami2-doc3", DCTERMS.bibliographicCitation) == {source.citation}
    assert values(report(), "report/cami2-doc3", DCTERMS.identifier) == {"UNEP/CMS/CAMI2/Doc.3"}
    assert source.sha256 in {str(value) for value in report().objects(ID["report/cami2-doc3"])}


def test_a_cell_of_several_activities_is_one_cell() -> None:
    assert values(report(), "cell/cami2-doc3/2.3.6-4", CAMI.holdsActivity) == {
        "activity/2.3.6",
        "activity/2.3.7",
        "activity/2.3.8",
    }
    assert values(report(), "cell/cami2-doc3/2.3.6-4", CAMI.columnNumber) == {"4"}


def test_a_cell_keeps_what_is_printed_and_what_is_read() -> None:
    (printed,) = values(report(), "cell/cami2-doc3/2.4.3-3", CAMI.printedText)
    (read,) = values(report(), "cell/cami2-doc3/2.4.3-3", CAMI.readText)
    assert (printed, read) == ("High/Mediu m", "High/ Medium")


def test_evidence_gives_the_words_between_its_offsets() -> None:
    text = read_source(REPORTS / "cami2-doc3").text
    graph = report()
    evidence = list(graph.subjects(RDF.type, CAMI.Evidence))
    assert len(evidence) > 1000
    for one in evidence:
        position, quote = f"{one}/position", f"{one}/quote"
        assert {str(selector) for selector in graph.objects(one, OA.hasSelector)} == {position, quote}
        begin, _, end = str(one).rpartition("/")[2].partition("-")
        assert {
            str(exact) for selector in graph.objects(one, OA.hasSelector) for exact in graph.objects(selector, OA.exact)
        } == {text[int(begin) : int(end)]}


def test_silence_is_not_reported_and_quotes_the_activity() -> None:
    assert values(report(), "status/1.2.11", CAMI.hasStatus) == {"status/not-reported"}
    assert words("status/1.2.11")[0].startswith("1.2.11 Promote local value chain development")
    assert values(report(), "status/2.2.6", CAMI.hasStatus) == {"status/not-done"}


def test_an_action_holds_all_that_is_told_of_it() -> None:
    graph = report()
    action = ID["action/1.1.1-r1"]
    assert values(graph, "action/1.1.1-r1", CAMI.reportsOn) == {"activity/1.1.1"}
    assert values(graph, "action/1.1.1-r1", CAMI.inCountry) == {"country/UZ"}
    assert graph.value(action, CAMI.budgetAmount) == Literal(2000000, datatype=XSD.integer)
    assert graph.value(action, CAMI.startYear) == Literal("2018", datatype=XSD.gYear)
    assert len(list(graph.objects(action, SKOS.prefLabel))) == 2


def test_an_action_on_an_item_is_an_action_on_its_activity() -> None:
    graph = report()
    told = {
        frozenset(str(one).rpartition("/")[2] for one in graph.objects(action, CAMI.reportsOn))
        for action in graph.subjects(CAMI.reportsOn, ID["subactivity/2.2.1-d"])
    }
    assert frozenset({"2.2.1", "2.2.1-d"}) in told


def test_who_takes_part_where_and_in_which_role() -> None:
    graph = report()
    assert values(graph, "participation/1.1.1-r6-segre-funding", PROV.hadRole) == {"role/funding"}
    assert values(graph, "participation/1.1.1-r6-segre-funding", PROV.agent) == {"actor/segre"}
    assert "grant from Fondation Segré" in words("participation/1.1.1-r6-segre-funding")
    assert "participation/1.1.1-r6-segre-funding" in values(graph, "action/1.1.1-r6", CAMI.hasParticipation)


def test_countries_that_act_together() -> None:
    graph = report()
    assert values(graph, "cooperation/1.7.5-r6-c1", CAMI.amongCountry) == {"country/AF", "country/CN"}
    assert values(graph, "cooperation/1.7.5-r6-c1", CAMI.factKey) == {"AF|CN"}
    assert values(graph, "cooperation/1.7.5-r6-c1", CAMI.throughAction) == {"action/1.7.5-r6"}


def test_every_recommendation_has_a_kind() -> None:
    graph = report()
    recommendations = set(graph.subjects(RDF.type, CAMI.Recommendation))
    assert len(recommendations) > 100
    assert set(graph.subjects(CAMI.hasRecommendationType)) == recommendations


def test_a_contradiction_shows_two_passages_or_more() -> None:
    graph = report()
    contradictions = set(graph.subjects(RDF.type, CAMI.Contradiction))
    assert contradictions
    assert all(len(set(graph.objects(one, CAMI.contradicts))) >= 2 for one in contradictions)
