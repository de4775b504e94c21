"""Every address of ours leads to something: on `cami explore` by asking it, on `cami site` by the redirects of w3id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from frozen_copy import FROZEN
from served import plain_environment, start_explorer

from cami_graph.addresses import BASE, FORMS, read_published, read_rules, write_published
from cami_graph.describe import describe_graph
from cami_graph.errors import ExportError
from cami_graph.explore.pages import all_pages
from cami_graph.explore.published import list_documents
from cami_graph.explore.record import Record
from cami_graph.explore.site import write_file
from cami_graph.graph import CamiGraph

RECIPE = Path(__file__).parent.parent / "docs" / "w3id" / ".htaccess"
MEDIA = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}
PAGE = "text/html,application/xhtml+xml"
DUMPS = ("dataset/cami.nq", "dataset/cami.ttl")


def parse(content: bytes, form: str) -> set[str]:
    return {quad.subject.value for quad in ox.parse(content, FORMS[form])}


# Documents


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_a_module_says_the_same(form: str) -> None:
    assert parse(write_published("ontology/plan", form), form) == parse(write_published("ontology/plan", "ttl"), "ttl")


def test_the_ontology_holds_every_term_also_at_its_version() -> None:
    terms = parse(write_published("ontology", "ttl"), "ttl")
    assert {f"{BASE}ontology#Activity", f"{BASE}ontology#Deed", f"{BASE}ontology#Gap"} <= terms
    assert parse(write_published("ontology/0.1.0", "ttl"), "ttl") == terms


def test_a_rule_stands_alone_with_all_its_parts() -> None:
    graph = list(ox.parse(write_published("shape/deed-is-told", "ttl"), FORMS["ttl"]))
    assert {quad.subject.value for quad in graph if isinstance(quad.subject, ox.NamedNode)} == {
        f"{BASE}shape/deed-is-told"
    }
    parts = {quad.object for quad in graph if isinstance(quad.object, ox.BlankNode)}
    assert parts
    assert parts <= {quad.subject for quad in graph}


def test_every_rule_has_an_address_and_words() -> None:
    rules = read_rules()
    assert {f"shape/{rule.name}" for rule in rules} <= set(read_published())
    assert all(rule.message and rule.remedy and rule.severity for rule in rules)


def test_an_address_of_nothing_is_an_error_with_the_nearest() -> None:
    with pytest.raises(ExportError, match="ontology/paln") as caught:
        write_published("ontology/paln", "ttl")
    assert "ontology/plan" in str(caught.value)


# Every address


@pytest.fixture(scope="module")
def addresses(real_graph: CamiGraph) -> list[str]:
    """Every address of ours in the graph and in its description, without what stands behind a hash."""
    told = ox.parse(describe_graph(real_graph.runner, "https://example.org/sparql"), FORMS["ttl"])
    nodes = {node for one in told for node in (one.subject, one.predicate, one.object)}
    for quad in ox.parse(path=str(FROZEN / "graph" / "cami.nq"), format=ox.RdfFormat.N_QUADS):
        nodes |= {quad.subject, quad.predicate, quad.object, quad.graph_name}
    named = {node.value.partition("#")[0] for node in nodes if isinstance(node, ox.NamedNode)}
    return sorted({one.removeprefix(BASE) for one in named if one.startswith(BASE)} | set(read_published()))


def redirects() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Give the redirects of the recipe: what must stand in Accept, the pattern, and where it leads."""
    wish = ""
    for line in RECIPE.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words[:1] == ["RewriteCond"]:
            wish = words[2]
        elif words[:1] == ["RewriteRule"] and "HOST:" not in line:
            yield wish, re.compile(words[1]), words[2].removeprefix("%{ENV:HOST}/")
            wish = ""


def lead(path: str, accept: str, rules: list[tuple[str, re.Pattern[str], str]]) -> str:
    """Return the file to which the recipe leads."""
    for wish, pattern, target in rules:
        if re.search(wish, accept) and (found := pattern.search(path)):
            return re.sub(r"\$(\d)", lambda mark: found[int(mark[1])], target).partition("#")[0]
    return ""


@pytest.mark.slow
def test_the_redirects_lead_every_address_to_a_file_of_the_site(
    addresses: list[str], site: tuple[Path, set[str]]
) -> None:
    folder, pages = site
    rules = list(redirects())
    wishes = {"html": PAGE, **MEDIA}
    for path, (wanted, accept) in product(addresses, wishes.items()):
        target = lead(path, accept, rules)
        assert target in pages or (folder / target).is_file(), f"{path} as {accept} leads to {target}"
        assert path in DUMPS or target.endswith(f".{wanted}"), f"{path} as {accept} leads to {target}"


@pytest.mark.slow
def test_the_documents_of_a_site_hold_what_leads_to_them(addresses: list[str], site: tuple[Path, set[str]]) -> None:
    """Each thing is told of in the document of its kind, and has its line in the list where it has no page."""
    folder, pages = site
    rules = list(redirects())
    for path in addresses:
        if path.startswith(("id/", "vocabulary/")):
            assert f"{BASE}{path}" in subjects_of(folder / lead(path, MEDIA["ttl"], rules))
            listed = lead(path, PAGE, rules)
            leads_on = listed in pages or 'http-equiv="refresh"' in (folder / listed).read_text(encoding="utf-8")
            assert leads_on or path.split("/", 2)[2] in lines_of(folder / listed), path


@cache
def subjects_of(path: Path) -> set[str]:
    return {line.partition(">")[0][1:] for line in path.with_suffix(".nt").read_text(encoding="utf-8").splitlines()}


@cache
def lines_of(path: Path) -> set[str]:
    return set(re.findall(r'<li id="([^"]+)">', path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def site(real_graph: CamiGraph, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The documents of the site, and the paths of its pages."""
    folder = tmp_path_factory.mktemp("site")
    described = describe_graph(real_graph.runner)
    paths = [page.path for page in all_pages(Record(real_graph.store, real_graph.library))]
    for name, content in list_documents(described, real_graph.store, paths):
        write_file(folder / name, content)
    pages = {f"en/{path}.html" for path in paths}
    for kinds in (folder / "id").glob("*.html"):
        assert set(re.findall(r'href="\.\./(en/[^"#]+)', kinds.read_text(encoding="utf-8"))) <= pages, kinds
    for door in folder.rglob("index.html"):
        target = re.search(r"url=([^\"#]+)", door.read_text(encoding="utf-8"))
        assert target
        assert str((door.parent / target[1]).resolve().relative_to(folder.resolve())) in pages, door
    return folder, pages


@pytest.mark.slow
def test_a_server_answers_every_address(addresses: list[str]) -> None:
    """One of each kind in every form, and some of the many others."""
    environment = plain_environment()
    assert environment
    with start_explorer(None) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        for path, media in asked(addresses):
            check(client, path, media)
        assert client.get("/dataset/cami.nq").headers["content-type"].startswith("application/n-quads")
        assert client.get("/ontology/mappings", headers={"accept": "text/tab-separated-values"}).text.startswith(
            "#mapping"
        )


def asked(paths: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the first of each kind with all its forms, and one address in eighty with one."""
    kinds: set[str] = set()
    for place, path in enumerate(paths):
        kind = path.split("/")[1] if path.startswith("id/") else path.split("/")[0]
        if path not in DUMPS and (kind not in kinds or place % 80 == 0):
            yield path, {form: MEDIA[form] for form in sorted(MEDIA)[place % 4 :][:1]} if kind in kinds else MEDIA
        kinds.add(kind)


def check(client: httpx.Client, path: str, media: dict[str, str]) -> None:
    """Ask for an address as a person and as programs do."""
    page = client.get(f"/{path}", headers={"accept": PAGE}, follow_redirects=True)
    assert page.status_code == 200, f"{path} as a page: {page.status_code}"
    assert page.headers["content-type"].startswith("text/html"), f"{path} as a page"
    for form, name in media.items():
        answer = client.get(f"/{path}", headers={"accept": name}, follow_redirects=True)
        assert answer.status_code == 200, f"{path} as {form}: {answer.status_code}"
        assert answer.headers["content-type"].startswith(name), f"{path} as {form}"
