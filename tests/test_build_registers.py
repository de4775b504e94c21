"""What registers say stands in the graph as the tables have it, and answers whether non-Parties report less."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest
from frozen_copy import FROZEN
from ontology_files import read_full
from rdflib import Graph, Literal
from rdflib.namespace import DCTERMS, RDF

from cami_graph import open_graph
from cami_graph.rdf import CAMI, concept, thing

pytestmark = pytest.mark.slow

FACTS = FROZEN / "reports" / "cami2-doc3" / "facts" / "actions.csv"
DONE = {"done", "partial", "ongoing", "reported", "suspended", "ended"}


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read_full()


def test_every_verified_cell_of_the_tables_is_one_statement(graph: Graph) -> None:
    countries = list(rows(FROZEN / "reference" / "countries.csv"))
    species = list(rows(FROZEN / "reference" / "species.csv"))
    told = sum(bool(row[f"{one}_party_2019"]) for row in countries for one in ("cms", "cites"))
    listed = sum(bool(row[f"{one}_appendix_2019"]) for row in species for one in ("cms", "cites"))
    assert len(set(graph.subjects(RDF.type, CAMI.PartyStatus))) == told
    assert len(set(graph.subjects(RDF.type, CAMI.Listing))) == listed


def test_what_is_not_verified_is_not_stated(graph: Graph) -> None:
    assert graph.value(thing("party-status", "TM-cms-2019"), CAMI.isParty) == Literal(False)
    assert (thing("party-status", "RU-cms-2019"), None, None) not in graph
    assert (thing("listing", "kiang-cms-2019"), None, None) not in graph


def test_two_appendices_and_a_remark_in_brackets_are_told_apart(graph: Graph) -> None:
    deer = set(graph.objects(thing("listing", "bukhara-deer-cms-2019"), CAMI.inAppendix))
    assert deer == {concept("appendix", "cms-I"), concept("appendix", "cms-II")}
    argali = thing("listing", "argali-cites-2019")
    assert set(graph.objects(argali, CAMI.inAppendix)) == {concept("appendix", "cites-II")}
    assert str(graph.value(argali, DCTERMS.description)) == "O. a. hodgsonii and O. a. nigrimontana: I"


@pytest.mark.parametrize("treaty", ["cms", "cites"])
def test_whether_non_parties_report_less_agrees_with_a_count_of_the_tables(treaty: str) -> None:
    groups: dict[str, list[int]] = {"yes": [], "no": [], "not verified": []}
    told = [row for row in rows(FACTS) if happened(row)]
    for row in rows(FROZEN / "reference" / "countries.csv"):
        deeds = sum(row["country_code"] in action["country_codes"].split("; ") for action in told)
        groups[row[f"{treaty}_party_2019"] or "not verified"].append(deeds)
    answer = open_graph().query("do-non-parties-report-less", treaty=treaty).df()
    found = {row.party: (row.countries, row.deeds, row.mean, row.fewest, row.most) for row in answer.itertuples()}
    assert found == {
        name: (len(some), sum(some), int(mean(some) + 0.5), min(some), max(some))
        for name, some in groups.items()
        if some
    }


def happened(row: dict[str, str]) -> bool:
    """Say whether a row of the table tells a deed: not a plan, not an absence, not a problem alone."""
    return row["status"] in DONE and not (row["status"] == "reported" and row["is_problem"] == "yes")
