"""Pages, endpoint and things at one address: who is led where, what is open to other sites, what a browser may run."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin

import httpx
import pyoxigraph as ox
import pytest
from conftest import TINY
from served import COUNTRIES, count, subjects

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")


def test_any_site_may_read(client: httpx.Client) -> None:
    other = {"origin": "https://x.example"}
    preflight = client.options("/sparql", headers=other | {"access-control-request-method": "POST"})
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for address in ("/sparql", "/api", "/api/queries", "/id/country/KZ"):
        assert client.get(address, headers=other).headers["access-control-allow-origin"] == "*"


def test_a_browser_that_asks_the_endpoint_nothing_is_led_to_the_workbench(client: httpx.Client) -> None:
    assert client.get("/sparql", headers={"accept": "text/html"}).headers["location"] == "/en/workbench.html"


# The graph as a whole


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
    for path in ("/en/country/XX.html", "/en/XX.html", "/no/such/language.html"):
        page = client.get(path, headers={"accept": "text/html"})
        styles = re.search(r'<link rel="stylesheet" href="([^"]+)"', page.text)
        assert (page.status_code, styles and urljoin(path, styles[1])) == (404, "/assets/app.css")
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
    data = client.get("/sparql", params={"query": COUNT})
    assert data.headers["content-security-policy"] == "default-src 'none'; sandbox"
    for response in (page, data):
        assert response.headers["x-content-type-options"] == "nosniff"


def test_the_door_opens_in_the_readers_language(client: httpx.Client) -> None:
    for wish, place in (("ru", "/ru/"), ("de, en;q=0.4", "/en/"), ("en;q=0.3, ru;q=0.7", "/ru/"), ("", "/en/")):
        assert client.get("/", headers={"accept-language": wish}).headers["location"] == f"{place}index.html"


@pytest.mark.parametrize("wish", ["en;q=²".encode("latin-1"), b"en;q=", b"ru;q=1e9", b";;;", b"*"])
def test_a_strange_wish_for_a_language_is_passed_over(client: httpx.Client, wish: bytes) -> None:
    assert client.get("/", headers=[(b"accept-language", wish)]).status_code == 307


@pytest.mark.parametrize("path", ["/sparql/", "/api/", "/api/queries/", "/.well-known/void/", "/api/query/facts/"])
def test_a_line_too_many_behind_an_address_does_no_harm(client: httpx.Client, path: str) -> None:
    parameters = {"query": "ASK {}"} if path == "/sparql/" else {}
    assert client.get(path, params=parameters).status_code == 200


@pytest.mark.parametrize("path", ["%20", "country/%00", "country/%ff", "{{", "country/%3C", "%5E", 'x"'])
def test_what_is_no_address_is_not_found(client: httpx.Client, path: str) -> None:
    for kind in ("id", "vocabulary", "graph", "ontology"):
        assert client.get(f"/{kind}/{path}", headers={"accept": "text/turtle"}).status_code in (400, 404)
    asked = {"thing": f"http://[{path}"}
    assert client.get("/api/query/where-does-a-statement-come-from", params=asked).status_code == 400


def test_who_meets_no_page_is_led_on_in_their_language(client: httpx.Client) -> None:
    for path, wish, language in (
        ("/ru/nothing.html", "en", "ru"),
        ("/xx/nothing.html", "ru", "ru"),
        ("/en/a/b", "", "en"),
    ):
        headers = {"accept": "text/html,*/*;q=0.8", "accept-language": wish}
        response = client.get(path, headers=headers)
        assert (response.status_code, f'lang="{language}"' in response.text[:200]) == (404, True)
        assert f'href="/{language}/index.html"' in response.text or "index.html" in response.text
    assert client.get("/en/nothing.html", headers={"accept": "text/plain"}).text.startswith("There is no page")


def test_an_asset_is_sent_once(client: httpx.Client) -> None:
    first = client.get("/assets/search.json")
    assert json.loads(first.content) is not None
    again = client.get("/assets/search.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
