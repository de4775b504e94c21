"""Abusive queries end at their limits, everyone else is answered meanwhile, and the memory comes back."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from served import family_of, start_explorer

from cami_graph.serve.limits import Limits
from cami_graph.serve.results import count_rows

SECONDS = 2
PATIENCE = 90
BACK = 5
pytestmark = pytest.mark.slow
SLACK_BYTES = 64 << 20
DEEP = 20_000
STOPPED = (400, 403, 500, 504)
ABUSES = {
    "cartesian product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "unbounded path": "SELECT (COUNT(*) AS ?n) { ?a (<urn:x>|!<urn:x>)* ?b . ?b (<urn:x>|!<urn:x>)* ?c }",
    "huge regex": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(?c, ?f), "(a.*){9}z$")) }',
    "giant sort": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c ?a",
    "giant construct": "CONSTRUCT { ?a ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
    "giant rows": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "too many rows": "SELECT ?a { ?a ?b ?c . VALUES ?x { 1 2 3 4 5 6 7 8 9 } }",
    "growing text": "SELECT (GROUP_CONCAT(?c) AS ?t) { ?a ?b ?c . ?d ?e ?f }",
    "deep nesting": f"SELECT * {{ {'{' * DEEP} ?a ?b ?c {'}' * DEEP} }}",
    "pairs without": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?a ?x ?d . ?y ?z ?f } }",
}
GOOD = "PREFIX cami: <https://w3id.org/cami/ontology#> SELECT ?a { ?a a cami:Activity } ORDER BY ?a"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with start_explorer(None, "--seconds", str(SECONDS), "--memory", "512") as address:
        yield address


def send(address: str, query: str) -> tuple[httpx.Response, float]:
    start = time.monotonic()
    with httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE) as client:
        return client.post("/sparql", data={"query": query}), time.monotonic() - start


def memory_of(numbers: list[int]) -> int:
    """Return the memory of processes, what they share counted once."""
    total = 0
    for number in numbers:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text("ascii").splitlines()
        total += next(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
    return total


def server_family() -> list[int]:
    return [found for found in family_of(os.getpid()) if "cami_graph" in Path(f"/proc/{found}/cmdline").read_text()]


@pytest.mark.parametrize("abuse", ABUSES)
def test_an_abusive_query_ends_at_its_limit(address: str, abuse: str) -> None:
    response, took = send(address, ABUSES[abuse])
    assert response.status_code in STOPPED, response.text[:200]
    assert took < Limits(seconds=SECONDS).waited_seconds + 3
    assert len(response.text) < 1000
    if response.status_code in (500, 504):
        assert "stopped" in response.text or "rows" in response.text


def test_ten_abusive_queries_hold_up_none_of_fifty_good_ones(address: str) -> None:
    assert send(address, GOOD)[0].status_code == 200
    before, family = memory_of(server_family()), len(server_family())
    with ThreadPoolExecutor(60) as people:
        abusive = [people.submit(send, address, query) for query in ABUSES.values()]
        good = [people.submit(send, address, GOOD) for _ in range(50)]
        answers = [one.result() for one in good]
        refused = [one.result() for one in abusive]
    assert [response.status_code for response, _ in answers] == [200] * 50
    assert {len(response.json()["results"]["bindings"]) for response, _ in answers} == {114}
    assert all(response.status_code in (*STOPPED, 503) for response, _ in refused)
    assert max(took for _, took in refused) < PATIENCE
    assert send(address, GOOD)[1] < 1
    back = time.monotonic() + BACK
    while memory_of(server_family()) >= before + SLACK_BYTES:
        assert time.monotonic() < back, "the memory does not come back"
        time.sleep(0.2)
    assert len(server_family()) == family


def test_rows_are_counted_whatever_the_strings_hold() -> None:
    nasty = ["}},{", '"}},{"', "\\", '\\"', "a\nb", "a\r\nb", '","', "<result>", "},{", "{}", "\t", ""]
    store = ox.Store()
    for number, text in enumerate(nasty):
        store.add(ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p"), ox.Literal(text)))
    for query, count in (("SELECT * { ?s ?p ?o }", len(nasty)), ("SELECT * { ?s ?p 1 }", 0), ("SELECT * {}", 1)):
        for form in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML, ox.QueryResultsFormat.CSV):
            answer = store.query(query)
            assert isinstance(answer, ox.QuerySolutions)
            assert count_rows(answer.serialize(format=form) or b"", form) == count, (query, form)
        answer = store.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        assert count_rows(answer.serialize(format=ox.QueryResultsFormat.TSV) or b"", ox.QueryResultsFormat.TSV) == count
