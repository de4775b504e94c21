"""The pages of threats say what is asked, told, done together and recommended, and are silent only where all are."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
import pytest
from rdflib.namespace import XSD

from cami_graph.explore import Page, Record, all_pages
from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.pages import ThingPage
from cami_graph.explore.render import Place, Renderer
from cami_graph.graph import CamiGraph
from cami_graph.query import Library
from cami_graph.rdf import CAMI, VOCABULARY, graph_name
from cami_graph.store import EmbeddedStore, open_quads

pytestmark = pytest.mark.slow


def show(page: Page, language: str = "en") -> str:
    """Render a page for the single file."""
    return Renderer(Place("file")).main(page, language)


def threat_rows(record: Record) -> set[str]:
    """Return the threats that any claim names, with those above them."""
    named = {
        str(row["threat"])
        for row in record.store.select(
            "SELECT DISTINCT ?threat { ?claim <https://w3id.org/cami/ontology#addressesThreat> ?narrow . "
            "?narrow <http://www.w3.org/2004/02/skos/core#broader>* ?threat }"
        )
    }
    return {one for one in named if one.startswith(f"{VOCABULARY}threat/")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_threat_that_no_claim_names_is_said_to_be_in_no_document(
    two_pages: Mapping[str, Page], two_record: Record, language: str
) -> None:
    said = {"en": "No document says anything about this", "ru": "Ни один документ об этом ничего не говорит"}[language]
    silent = {one.iri for one in two_record.of_kind("threat")} - threat_rows(two_record)
    assert silent
    for thing in two_record.of_kind("threat"):
        page = two_pages[thing.path]
        assert isinstance(page, ThingPage)
        assert (said in show(page, language)) == (thing.iri in silent), thing.path
        assert bool(page.sections) == (thing.iri not in silent), thing.path


def test_with_one_report_the_sentence_is_in_the_singular(single_pages: Mapping[str, Page]) -> None:
    texts = [show(page) for path, page in single_pages.items() if path.startswith("threat/")]
    assert any("The report says nothing about this" in text for text in texts)
    assert not any("No document says" in text for text in texts)


def test_the_page_of_border_fences_gathers_asked_told_joint_and_recommended(single_pages: Mapping[str, Page]) -> None:
    page = single_pages["threat/border-fences"]
    assert isinstance(page, ThingPage)
    sections = {section.query: section for section in page.sections}
    codes = {claim.slug.split("-")[0] for claim in sections["page-actions-about"].claims}
    assert {"1.3.4", "2.2.1", "2.2.4"} <= codes
    advised = {claim.slug.split("-")[0] for claim in sections["page-recommendations-about"].claims}
    assert advised == {"2.2.1", "2.3.7", "2.3.15"}
    assert sections["page-cooperations-about"].claims
    reach = {row[0].things[0].path: row[1].number for row in sections["page-threat-reach"].rows}
    assert reach["country/MN"]


def test_a_broad_threat_counts_what_is_told_of_the_narrower_ones(single_pages: Mapping[str, Page]) -> None:
    def actions(path: str) -> set[str]:
        page = single_pages[path]
        assert isinstance(page, ThingPage)
        return {
            claim.iri for section in page.sections if section.query == "page-actions-about" for claim in section.claims
        }

    assert actions("threat/border-fences") | actions("threat/railways") < actions("threat/barriers")


def test_a_problem_that_is_told_stands_apart_from_work_against_it(two_store: EmbeddedStore) -> None:
    iri = "https://w3id.org/cami/id/action/1.3.4-r6"
    problem = ox.Quad(
        ox.NamedNode(iri),
        ox.NamedNode(CAMI.tellsProblem),
        ox.Literal("true", datatype=ox.NamedNode(XSD.boolean)),
        ox.NamedNode(graph_name("report/cami2-doc3")),
    )
    marked = open_quads([*two_store.engine, problem])
    page = {one.path: one for one in all_pages(Record(marked, Library.read()))}["threat/border-fences"]
    assert isinstance(page, ThingPage)
    shown = {section.query: {claim.iri for claim in section.claims} for section in page.sections}
    assert shown["page-problems-about"] == {iri}
    assert iri not in shown["page-actions-about"]
    assert "Problems told" in show(page)


def test_the_matrix_of_threats_counts_only_what_the_action_itself_names(real_graph: CamiGraph) -> None:
    rows = real_graph.ask_text(
        f"SELECT * {{ ?statement a <{CAMI.ThreatStatement}> ; <{CAMI.saysOf}> ?action ; "
        f"<{CAMI.addressesThreat}> ?threat }}"
    )
    named = {(str(row["action"]), str(row["threat"])) for row in rows}
    counted = real_graph.query("page-threat-landscapes").rows
    assert counted
    assert {(str(row["action"]), str(row["threat"])) for row in counted} <= named
