"""The plan side of the graph says what the report prints, each element in its place and with its words."""

from __future__ import annotations

import pytest
from built import report, short, values
from rdflib import Literal
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS

from cami_graph.rdf import CAMI, ID, OA

pytestmark = pytest.mark.slow


def words(thing: str) -> list[str]:
    """Return the quotes of a thing in the order of the report."""
    graph = report()
    found = []
    for evidence in graph.objects(ID[thing], CAMI.isEvidencedBy):
        selectors = list(graph.objects(evidence, OA.hasSelector))
        start = next(int(str(at)) for one in selectors for at in graph.objects(one, OA.start))
        exact = next(str(text) for one in selectors for text in graph.objects(one, OA.exact))
        found.append((start, exact))
    return [text for _, text in sorted(found)]


def test_parts_stand_in_their_wholes() -> None:
    assert values(report(), "objective/1", DCTERMS.isPartOf) == {"programme/cami-2014-2020"}
    assert values(report(), "section/2.3", DCTERMS.isPartOf) == {"objective/2"}
    assert values(report(), "activity/2.3.6", DCTERMS.isPartOf) == {"section/2.3"}
    assert values(report(), "subactivity/2.2.1-c-i", DCTERMS.isPartOf) == {"activity/2.2.1", "subactivity/2.2.1-c"}
    (heading,) = values(report(), "activity/2.3.7", CAMI.underHeading)
    assert values(report(), heading, DCTERMS.isPartOf) == {"section/2.3"}


def test_an_activity_quotes_its_own_words_without_the_heading_over_it() -> None:
    assert words("activity/2.3.6") == ["2.3.6 Monitor Khulan movements, including telemetry methods."]
    assert words("activity/1.6.5")[1] == "configuration."
    assert words("section/1.2") == ["1.2 Overgrazing and livestock competition"]


def test_labels_are_in_two_languages() -> None:
    graph = report()
    for kind in (CAMI.Objective, CAMI.Section, CAMI.Heading, CAMI.Activity, CAMI.SubActivity):
        for element in graph.subjects(RDF.type, kind):
            labels = [label for label in graph.objects(element, SKOS.prefLabel) if isinstance(label, Literal)]
            assert sorted(str(label.language) for label in labels) == ["en", "ru"]


def test_priorities_are_printed_or_requested() -> None:
    graph = report()
    levels = {
        (
            short(claim),
            short(graph.value(claim, CAMI.hasPriorityLevel)),
            short(graph.value(claim, CAMI.hasAssignmentKind)),
        )
        for claim in graph.subjects(CAMI.prioritizes, ID["activity/1.4.4"])
    }
    assert levels == {
        ("priority/1.4.4-printed", "priority/medium", "assignment-kind/printed"),
        ("priority/1.4.4-requested-1", "priority/high", "assignment-kind/requested"),
    }
    assert words("priority/1.3.1-b-printed") == ["High/ Medium (b, c, d)"]
    assert values(graph, "priority/1.6.3-printed", CAMI.printedLevel) == {"Following completion of gap analysis"}


def test_responsible_parties_are_asked_and_take_no_part() -> None:
    graph = report()
    assert "responsibility/1.1.6-traffic" in values(graph, "activity/1.1.6", CAMI.hasResponsibility)
    assert values(graph, "responsibility/1.1.6-traffic", CAMI.asksActor) == {"actor/traffic"}
    assert not values(graph, "responsibility/1.1.6-traffic", PROV.agent)
    assert not values(graph, "activity/1.1.6", CAMI.hasParticipation)
    assert values(graph, "responsibility/1.1.6-traffic", CAMI.hasCertainty) == {"certainty/doubtful"}
    assert values(graph, "responsibility/1.1.6-traffic", CAMI.certaintyReason) == {"the report prints (tbc)@en"}


def test_scopes_and_references_are_claims_with_words() -> None:
    graph = report()
    assert values(graph, "scope/2.3.8-species-saiga", CAMI.concernsSpecies) == {"taxon/saiga"}
    assert values(graph, "scope/2.3.8-species-saiga", CAMI.scopes) == {"activity/2.3.8"}
    assert values(graph, "reference-link/2.3.15-1.3", CAMI.refersTo) == {"section/1.3"}
    assert words("reference-link/1.2.3-1.2.11") == ["See also 1.2.11"]
