"""Readers in Python at our endpoint: rdflib's store over SPARQL, and pandas by nothing but an address."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx
import pandas as pd
import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import COUNTRIES

PROLOGUE = "PREFIX cami: <https://w3id.org/cami/ontology#> "
SELECT = f"{PROLOGUE}SELECT ?c ?code WHERE {{ ?c a cami:Country ; cami:isoAlpha2 ?code }} ORDER BY ?code"


@pytest.fixture
def endpoint(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the endpoint, to which no proxy leads."""
    monkeypatch.setenv("no_proxy", "*")
    return str(client.base_url.join("/sparql"))


def test_rdflib_reads_the_endpoint_as_a_graph(endpoint: str) -> None:
    graph = Graph(SPARQLStore(endpoint))
    rows = list(graph.query(SELECT))
    assert [str(row[0]) for row in rows] == COUNTRIES  # type: ignore[index]
    assert len(list(graph.query(SELECT, initBindings={"c": URIRef(COUNTRIES[0])}))) == 1
    assert len(set(graph.triples((URIRef(COUNTRIES[0]), None, None)))) > 2


@pytest.mark.parametrize("asked", [{"format": "csv"}, {"output": "csv"}])
def test_pandas_reads_rows_by_an_address(endpoint: str, asked: dict[str, str]) -> None:
    frame = pd.read_csv(f"{endpoint}?{urlencode({'query': SELECT} | asked)}", keep_default_na=False)
    assert list(frame.columns) == ["c", "code"]
    assert list(frame["c"]) == COUNTRIES


def test_pandas_reads_a_question_of_the_library_by_an_address(endpoint: str) -> None:
    frame = pd.read_csv(endpoint.replace("/sparql", "/api/query/which-countries-hold-each-landscape?format=csv"))
    assert {"landscape", "country"} <= set(frame.columns)
