"""The endpoint: the SPARQL 1.1 Protocol rule by rule, the guard, and what the endpoint says of itself."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest
from conftest import TINY
from rdflib import Graph, URIRef
from served import COUNTRIES, count, subjects

from cami_graph.serve.described import NAME

ASK = "ASK { ?s ?p ?o }"
SELECT = "PREFIX cami: <https://w3id.org/cami/ontology#> SELECT ?c { ?c a cami:Country } ORDER BY ?c"
CONSTRUCT = "PREFIX cami: <https://w3id.org/cami/ontology#> CONSTRUCT { ?c a cami:Country } WHERE { ?c a cami:Country }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
UPDATE = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


# Section 2.1: the query operation, its three ways


def test_a_query_by_get(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": SELECT})
    assert response.status_code == 200
    assert [row["c"]["value"] for row in response.json()["results"]["bindings"]] == COUNTRIES


def test_a_query_by_posted_form(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": ASK}).json() == {"head": {}, "boolean": True}


def test_a_query_posted_as_itself(client: httpx.Client) -> None:
    for media in (DIRECT, f"{DIRECT}; charset=utf-8", DIRECT.upper()):
        response = client.post("/sparql", content=ASK, headers={"content-type": media})
        assert response.json()["boolean"] is True


def test_a_query_by_head_has_headers_only(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": ASK})
    assert (response.status_code, response.content) == (200, b"")


def test_letters_of_all_alphabets_arrive(client: httpx.Client) -> None:
    text = 'SELECT ("сайга — 🐎 & = +" AS ?word) {}'
    direct = client.post("/sparql", content=text.encode(), headers={"content-type": DIRECT})
    for response in (
        client.get("/sparql", params={"query": text}),
        client.post("/sparql", data={"query": text}),
        direct,
    ):
        assert response.json()["results"]["bindings"][0]["word"]["value"] == "сайга — 🐎 & = +"


# Section 2.1.2: what is no good request


@pytest.mark.parametrize(
    ("method", "address", "media", "body", "status"),
    [
        ("GET", "?query=", "", b"", 400),
        ("GET", "?other=1", "", b"", 400),
        ("GET", f"?{urlencode([('query', ASK), ('query', ASK)])}", "", b"", 400),
        ("GET", "?query=%FF%FE", "", b"", 400),
        ("GET", f"?{urlencode({'query': 'SELECT nonsense'})}", "", b"", 400),
        ("GET", f"?{urlencode({'query': ASK, 'default-graph-uri': 'no address'})}", "", b"", 400),
        ("GET", f"?{urlencode({'query': ASK, 'report': 'none'})}", "", b"", 400),
        ("GET", f"?{urlencode({'query': ASK, 'report': 'cami2-doc3', 'default-graph-uri': 'urn:x'})}", "", b"", 400),
        ("POST", "", FORM, b"", 400),
        ("POST", "", FORM, urlencode([("query", ASK), ("query", ASK)]).encode(), 400),
        ("POST", f"?{urlencode({'query': ASK})}", FORM, urlencode({"query": ASK}).encode(), 400),
        ("POST", f"?{urlencode({'query': ASK})}", DIRECT, ASK.encode(), 400),
        ("POST", "", DIRECT, b"ASK { \xff }", 400),
        ("POST", "", DIRECT, b"", 400),
        ("POST", "", f"{DIRECT}; charset=utf-16", ASK.encode("utf-16"), 415),
        ("POST", "", "text/plain", ASK.encode(), 415),
        ("POST", "", "", ASK.encode(), 415),
        ("PUT", "", DIRECT, ASK.encode(), 405),
        ("DELETE", "", "", b"", 405),
        ("POST", "", DIRECT, b"#" * (1 << 20) + b"#", 413),
    ],
)
def test_a_bad_request_is_refused_with_its_status(
    client: httpx.Client, method: str, address: str, media: str, body: bytes, status: int
) -> None:
    response = client.request(
        method, f"/sparql{address}", content=body, headers={"content-type": media} if media else {}
    )
    assert response.status_code == status
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert len(response.text.strip()) > 10
    assert ("allow" in response.headers) is (status == 405)


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("application/sparql-update", UPDATE),
        (FORM, urlencode({"update": UPDATE})),
        (FORM, urlencode({"query": UPDATE})),
        (DIRECT, UPDATE),
        (DIRECT, "LOAD <http://127.0.0.1:9/x>"),
        (DIRECT, "DROP ALL"),
    ],
)
def test_an_update_is_refused_and_nothing_changes(client: httpx.Client, media: str, body: str) -> None:
    before = count(client.get("/sparql", params={"query": COUNT}))
    response = client.post("/sparql", content=body, headers={"content-type": media})
    assert response.status_code == 403
    assert "read-only" in response.text
    assert count(client.get("/sparql", params={"query": COUNT})) == before


def test_a_mistake_is_named_with_its_place(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * {\n ?s ?p }"})
    assert response.status_code == 400
    assert "2:" in response.text


# Sections 2.1.4 and 2.2.2: the dataset


def test_the_request_names_the_dataset(client: httpx.Client, graph_names: list[str]) -> None:
    whole = count(client.get("/sparql", params={"query": COUNT}))
    parts = [count(client.get("/sparql", params={"query": COUNT, "default-graph-uri": name})) for name in graph_names]
    assert 0 < max(parts) < whole
    both = urlencode([("query", COUNT), *(("default-graph-uri", name) for name in graph_names)])
    assert count(client.get(f"/sparql?{both}")) >= max(parts)
    assert count(client.get("/sparql", params={"query": COUNT, "default-graph-uri": "urn:none"})) == 0


def test_named_graphs_alone_leave_the_default_graph_empty(client: httpx.Client, graph_names: list[str]) -> None:
    named = {"named-graph-uri": graph_names[0]}
    assert count(client.get("/sparql", params={"query": COUNT, **named})) == 0
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    alone = count(client.get("/sparql", params={"query": COUNT, "default-graph-uri": graph_names[0]}))
    assert count(client.get("/sparql", params={"query": inside, **named})) == alone
    posted = client.post(f"/sparql?{urlencode(named)}", content=inside, headers={"content-type": DIRECT})
    assert count(posted) == alone


def test_the_request_outweighs_the_query(client: httpx.Client, graph_names: list[str]) -> None:
    text = f"SELECT (COUNT(*) AS ?n) FROM <{graph_names[0]}> {{ ?s ?p ?o }}"
    own = count(client.get("/sparql", params={"query": text}))
    assert own == count(client.get("/sparql", params={"query": COUNT, "default-graph-uri": graph_names[0]}))
    assert count(client.get("/sparql", params={"query": text, "default-graph-uri": "urn:none"})) == 0


def test_the_default_graph_holds_each_statement_once(client: httpx.Client) -> None:
    quads = list(ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG))
    assert count(client.get("/sparql", params={"query": COUNT})) == len({quad.triple for quad in quads})


# Section 2.1.6: the answer, and which form it has


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/json"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("image/png, text/*;q=0.5", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_form_accepted(client: httpx.Client, accept: str | None, media: str) -> None:
    headers = {"accept": accept} if accept else {}
    request = client.build_request("GET", "/sparql", params={"query": SELECT}, headers=headers)
    if accept is None:
        del request.headers["accept"]
    response = client.send(request)
    assert (response.status_code, response.headers["content-type"]) == (200, media)
    form = ox.QueryResultsFormat.from_media_type(media) or ox.QueryResultsFormat.JSON
    if form != ox.QueryResultsFormat.CSV:
        solutions = ox.parse_query_results(response.content, format=form)
        assert isinstance(solutions, ox.QuerySolutions)
        assert [str(one["c"]) for one in solutions] == [f"<{iri}>" for iri in COUNTRIES]
    else:
        assert response.text == "c\r\n" + "".join(f"{iri}\r\n" for iri in COUNTRIES)


@pytest.mark.parametrize(
    "media", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_graphs_come_in_the_form_accepted(client: httpx.Client, media: str) -> None:
    response = client.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": media})
    assert response.headers["content-type"].split(";")[0] == media
    assert sorted(subjects(response)) == COUNTRIES


def test_describe_gives_a_graph(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": f"DESCRIBE <{COUNTRIES[0]}>"})
    assert subjects(response) == {COUNTRIES[0]}


@pytest.mark.parametrize(("query", "accept"), [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), (ASK, "image/png")])
def test_a_form_that_cannot_be_is_not_acceptable(client: httpx.Client, query: str, accept: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert response.status_code == 406
    assert "one of" in response.text


# Beyond the protocol: other endpoints, other sites, the description


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . OPTIONAL { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "SELECT * { ?service ?p ?o . SERVICE ?service { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { FILTER EXISTS { SERVICE x:y { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { sErViCe <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    ],
)
def test_no_other_endpoint_is_called(client: httpx.Client, query: str) -> None:
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 403
    assert "calls no other endpoint" in response.text


def test_the_word_service_alone_harms_nobody(client: httpx.Client) -> None:
    text = 'SELECT ?service { BIND("SERVICE <x> {}" AS ?service) } # SERVICE'
    assert client.get("/sparql", params={"query": text}).status_code == 200


def test_the_endpoint_describes_itself(client: httpx.Client, graph_names: list[str]) -> None:
    response = client.get("/sparql", headers={"accept": "text/turtle"})
    graph = Graph().parse(data=response.text, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = URIRef(f"{client.base_url}/sparql")
    assert (endpoint, URIRef(f"{sd}endpoint"), endpoint) in graph
    assert (None, URIRef(f"{sd}supportedLanguage"), URIRef(f"{sd}SPARQL11Query")) in graph
    assert {str(name) for name in graph.objects(predicate=URIRef(f"{sd}name"))} == {*graph_names, NAME.value}


def test_one_report_is_asked_without_the_other_documents(client: httpx.Client) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?d a <https://w3id.org/cami/ontology#Membership> }"
    assert count(client.get("/sparql", params={"query": text})) == 2
    assert count(client.get("/sparql", params={"query": text, "report": "tiny"})) == 0
    assert count(client.post("/sparql", data={"query": text, "programme": "tiny"})) == 2


# What clients that cannot set headers need


@pytest.mark.parametrize(
    ("name", "form", "media"),
    [
        ("format", "csv", "text/csv"),
        ("output", "tsv", "text/tab-separated-values"),
        ("results", "xml", "application/sparql-results+xml"),
        ("format", "text/csv", "text/csv"),
    ],
)
def test_the_address_may_name_the_form(client: httpx.Client, name: str, form: str, media: str) -> None:
    response = client.get("/sparql", params={"query": SELECT, name: form}, headers={"accept": "application/json"})
    assert response.headers["content-type"].startswith(media)


def test_an_unknown_form_is_refused_with_the_nearest(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": SELECT, "format": "cvs"})
    assert response.status_code == 400
    assert '"csv"' in response.text


def test_our_prefixes_are_known_and_an_empty_answer_says_what_cannot_be_meant(client: httpx.Client) -> None:
    assert len(
        client.get("/sparql", params={"query": "SELECT ?c { ?c a cami:Country }"}).json()["results"]["bindings"]
    ) == len(COUNTRIES)
    empty = client.get("/sparql", params={"query": "SELECT ?c { ?c a cami:Contry }"})
    assert empty.status_code == 200
    assert "cami:Country" in empty.headers["cami-note"]
