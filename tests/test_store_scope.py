"""A scope chooses named graphs: everything without what holds only for less, one document, one programme."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib.namespace import DCTERMS

from cami_graph.errors import QueryError
from cami_graph.rdf import GRAPHS
from cami_graph.store import EVERYTHING, Scope, narrow
from cami_graph.store.scope import read_about

PARTS = (
    "ontology",
    "vocabularies",
    "reference",
    "programme/one",
    "programme/two",
    "report/first",
    "report/second",
    "document/letter",
    "document/treaty",
    "derived/range-states",
    "derived/first/status",
    "derived/second/status",
    "derived/letter/status",
    "superseded/first/status",
    "analysis/gaps",
    "analysis/one/gaps",
    "analysis/two/gaps",
    "analysis/first/gaps",
)
ABOUT = {"first": frozenset({"one"}), "letter": frozenset({"one"}), "second": frozenset({"two"})}
SHARED = {"ontology", "vocabularies", "reference", "derived/range-states"}
STRANGER = "http://example.org/others"


def chosen(scope: Scope) -> set[str]:
    """Return the parts that a scope chooses, by their short names."""
    names = scope.choose([*(f"{GRAPHS}{part}" for part in PARTS), STRANGER], ABOUT)
    return {name.removeprefix(str(GRAPHS)) for name in names}


def test_everything_leaves_out_what_was_superseded_and_analyses_of_less() -> None:
    narrower = {"superseded/first/status", "analysis/one/gaps", "analysis/two/gaps", "analysis/first/gaps"}
    assert chosen(EVERYTHING) == {*PARTS, STRANGER} - narrower


def test_a_document_sees_its_own_graphs_with_what_was_superseded_and_its_own_analysis() -> None:
    own = {"programme/one", "report/first", "derived/first/status", "superseded/first/status", "analysis/first/gaps"}
    assert chosen(Scope(report="first")) == SHARED | own
    letter = {"programme/one", "document/letter", "derived/letter/status", "analysis/one/gaps"}
    assert chosen(Scope(report="letter")) == SHARED | letter
    assert chosen(Scope(report="treaty")) == SHARED | {"document/treaty", "analysis/gaps"}


def test_a_programme_sees_all_documents_about_it_or_about_none_and_their_latest_voices() -> None:
    assert chosen(Scope(programme="one")) == SHARED | {
        "programme/one",
        "report/first",
        "document/letter",
        "document/treaty",
        "derived/first/status",
        "derived/letter/status",
        "analysis/one/gaps",
    }


@pytest.mark.parametrize(
    ("scope", "says"),
    [
        (Scope(report="secnd"), 'no document "secnd".*Nearest: "second"'),
        (Scope(programme="three"), 'no programme "three"'),
    ],
)
def test_an_unknown_name_is_refused_with_those_that_are_near(scope: Scope, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        chosen(scope)


def test_a_report_and_a_programme_together_are_refused() -> None:
    with pytest.raises(QueryError, match="Name one of them"):
        Scope("first", "one")


def test_statements_are_narrowed_by_what_documents_say_they_are_about() -> None:
    lines = f"""
      <{GRAPHS}report/a> <{DCTERMS.subject}> <https://w3id.org/cami/id/programme/one> <{GRAPHS}report/a> .
      <urn:x> <urn:p> "plan" <{GRAPHS}programme/one> .
      <urn:x> <urn:p> "other" <{GRAPHS}programme/two> .
      <urn:x> <urn:p> "foreign" <{STRANGER}> .
      <urn:x> <urn:p> "nowhere" .
    """
    quads = list(ox.parse(lines.encode(), format=ox.RdfFormat.N_QUADS))
    assert read_about(quads) == {"a": frozenset({"one"})}
    assert len(narrow(quads)) == 5
    assert {str(quad.object).strip('<>"') for quad in narrow(quads, Scope(report="a"))} == {
        "https://w3id.org/cami/id/programme/one",
        "plan",
    }
