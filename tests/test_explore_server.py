"""The server: the SPARQL 1.1 Protocol rule by rule, the library for programs, things by address, the pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest
from conftest import TINY
from openpyxl import load_workbook
from rdflib import Graph, URIRef
from served import start_explorer

ASK = "ASK { ?s ?p ?o }"
SELECT = "PREFIX cami: <https://w3id.org/cami/ontology#> SELECT ?c { ?c a cami:Country } ORDER BY ?c"
CONSTRUCT = "PREFIX cami: <https://w3id.org/cami/ontology#> CONSTRUCT { ?c a cami:Country } WHERE { ?c a cami:Country }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
UPDATE = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
GRAPHS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
COUNTRIES = ["https://w3id.org/cami/id/country/KZ", "https://w3id.org/cami/id/country/UZ"]


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with start_explorer(TINY, "--seconds", "5") as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def graph_names() -> list[str]:
    quads = ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG)
    return sorted({quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)})


def count(response: httpx.Response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def subjects(response: httpx.Response) -> set[str]:
    """Return what a graph in any form of RDF speaks of."""
    form = ox.RdfFormat.from_media_type(response.headers["content-type"].split(";")[0])
    return {quad.subject.value for quad in ox.parse(response.content, format=form)}


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


def test_any_site_may_read(client: httpx.Client) -> None:
    other = {"origin": "https://x.example"}
    preflight = client.options("/sparql", headers=other | {"access-control-request-method": "POST"})
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for address in ("/sparql", "/api", "/api/queries", "/id/country/KZ"):
        assert client.get(address, headers=other).headers["access-control-allow-origin"] == "*"


def test_the_endpoint_describes_itself(client: httpx.Client, graph_names: list[str]) -> None:
    response = client.get("/sparql", headers={"accept": "text/turtle"})
    graph = Graph().parse(data=response.text, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = URIRef(f"{client.base_url}/sparql")
    assert (endpoint, URIRef(f"{sd}endpoint"), endpoint) in graph
    assert (None, URIRef(f"{sd}supportedLanguage"), URIRef(f"{sd}SPARQL11Query")) in graph
    assert sorted(map(str, graph.objects(predicate=URIRef(f"{sd}name")))) == graph_names
    assert client.get("/sparql", headers={"accept": "text/html"}).headers["location"] == "/en/workbench.html"


@pytest.mark.parametrize("media", GRAPHS)
def test_the_graph_is_described_where_programs_look_first(client: httpx.Client, media: str) -> None:
    described = client.get("/sparql", headers={"accept": "application/n-triples"}).text
    assert f"<http://www.w3.org/2000/01/rdf-schema#seeAlso> <{client.base_url}/.well-known/void>" in described
    response = client.get("/.well-known/void", headers={"accept": media})
    assert response.headers["content-type"].split(";")[0] == media
    form = ox.RdfFormat.from_media_type(media)
    stated = {(quad.predicate.value, getattr(quad.object, "value", "")) for quad in ox.parse(response.content, form)}
    void = "http://rdfs.org/ns/void#"
    held = sum(1 for _ in ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG))
    assert {(f"{void}sparqlEndpoint", f"{client.base_url}/sparql"), (f"{void}triples", str(held))} <= stated


def test_the_description_comes_as_turtle_to_a_browser_and_not_as_a_picture(client: httpx.Client) -> None:
    answers = [
        client.get("/.well-known/void", headers={"accept": wish})
        for wish in ("text/html,application/xhtml+xml,*/*;q=0.8", "image/png")
    ]
    assert [answer.status_code for answer in answers] == [200, 406]
    assert answers[0].headers["content-type"] == "text/turtle; charset=utf-8"
    assert answers[0].headers["access-control-allow-origin"] == "*"


# The library for programs


def ask(client: httpx.Client, name: str, **values: str) -> httpx.Response:
    return client.get(f"/api/query/{name}", params=values)


def test_a_question_comes_in_every_form(client: httpx.Client) -> None:
    name = "which-names-mean-the-same"
    rows = ask(client, name, format="json").json()
    table = list(csv.DictReader(io.StringIO(ask(client, name, format="csv").text)))
    assert [row["thing"] for row in rows] == [row["thing"] for row in table]
    book = load_workbook(io.BytesIO(ask(client, name, format="xlsx").content), read_only=True)
    assert len(list(book["rows"].rows)) == len(rows) + 1
    cited = load_workbook(io.BytesIO(ask(client, name, format="xlsx", cite="true").content), read_only=True)
    assert cited.sheetnames == ["rows", "citations", "about"]
    assert len(ask(client, name, format="tsv").text.splitlines()) == len(rows) + 1
    assert ask(client, name, format="srj").json()["head"]["vars"] == list(rows[0]) if rows else True


def test_accept_chooses_the_form(client: httpx.Client) -> None:
    response = client.get("/api/query/which-names-mean-the-same", headers={"accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert client.get("/api/query/which-names-mean-the-same", headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/query/which-name-mean-the-same", 404, "which-names-mean-the-same"),
        ("/api/query/which-countries-cooperate?county=KZ", 400, "country"),
        ("/api/query/which-countries-cooperate?country=Kasakhstan", 400, "Kazakhstan"),
        ("/api/query/which-countries-cooperate?format=docx", 400, "csv"),
        ("/api/query/which-countries-cooperate?labels=perhaps", 400, "true or false"),
    ],
)
def test_a_wrong_question_is_told_what_is_near(client: httpx.Client, address: str, status: int, said: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert said in response.json()["detail"]


def test_the_interface_describes_every_question(client: httpx.Client) -> None:
    catalogue = client.get("/api/queries").json()
    document: dict[str, Any] = client.get("/api").json()
    assert document["openapi"].startswith("3.1")
    assert {f"/api/query/{one['name']}" for one in catalogue} <= set(document["paths"])
    one = next(one for one in catalogue if one["name"] == "which-countries-cooperate")
    assert {"en", "ru"} <= set(one["title"])
    operation = document["paths"]["/api/query/which-countries-cooperate"]["get"]
    assert {"country", "format", "labels"} <= {parameter["name"] for parameter in operation["parameters"]}


# Things by address, and pages


@pytest.mark.parametrize("form", ["ttl", "jsonld", "nt", "rdf"])
def test_a_thing_is_described(client: httpx.Client, form: str) -> None:
    response = client.get(f"/id/country/KZ.{form}")
    assert COUNTRIES[0] in subjects(response)
    accept = response.headers["content-type"].split(";")[0]
    assert client.get("/id/country/KZ", headers={"accept": accept}).headers["content-type"].startswith(accept)


def test_a_person_is_led_to_the_page(client: httpx.Client) -> None:
    headers = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": "ru-RU,ru;q=0.9,en;q=0.5"}
    response = client.get("/id/country/KZ", headers=headers)
    assert (response.status_code, response.headers["location"]) == (303, "/ru/country/KZ.html")
    assert "<main" in client.get(response.headers["location"]).text


def test_a_thing_that_is_not_is_not_found(client: httpx.Client) -> None:
    response = client.get("/id/country/XX", headers={"accept": "text/turtle"})
    assert response.status_code == 404
    assert "https://w3id.org/cami/id/country/XX" in response.text
    assert client.get("/en/country/XX.html").status_code == 404
    assert client.get("/assets/none.js").status_code == 404


def test_a_named_graph_has_an_address(client: httpx.Client, graph_names: list[str]) -> None:
    path = graph_names[0].removeprefix("https://w3id.org/cami")
    text = client.get(path, headers={"accept": "application/n-triples"}).text
    assert len(text.splitlines()) == count(
        client.get("/sparql", params={"query": COUNT, "default-graph-uri": graph_names[0]})
    )


def test_pages_run_only_what_is_ours_and_data_runs_nothing(client: httpx.Client) -> None:
    page = client.get("/en/index.html")
    policy = dict(part.split(" ", 1) for part in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert not any("unsafe-inline" in value or "http" in value or "*" in value for value in policy.values())
    data = client.get("/sparql", params={"query": ASK})
    assert data.headers["content-security-policy"] == "default-src 'none'; sandbox"
    for response in (page, data):
        assert response.headers["x-content-type-options"] == "nosniff"


def test_the_door_opens_in_the_readers_language(client: httpx.Client) -> None:
    for wish, place in (("ru", "/ru/"), ("de, en;q=0.4", "/en/"), ("en;q=0.3, ru;q=0.7", "/ru/"), ("", "/en/")):
        assert client.get("/", headers={"accept-language": wish}).headers["location"] == f"{place}index.html"


def test_an_asset_is_sent_once(client: httpx.Client) -> None:
    first = client.get("/assets/search.json")
    assert json.loads(first.content) is not None
    again = client.get("/assets/search.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
