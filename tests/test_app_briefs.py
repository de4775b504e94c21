"""Briefs under the server: a click from a page gives the file, a wrong or hostile name none."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator

import httpx
import pytest
from conftest import TINY
from docx import Document
from pypdf import PdfReader
from served import start_explorer

from cami_graph.explore.address import BRIEF_FORMS

LINK = re.compile(r'href="[./]*(/brief/[^"]+)"')
LANDSCAPES = ("ustyurt", "gobi", "pamir", "altay-sayan")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with start_explorer(TINY) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@pytest.mark.slow
def test_a_brief_comes_as_pdf(client: httpx.Client) -> None:
    response = client.get("/brief/pair/KZ-UZ.pdf", params={"language": "ru"})
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"] == 'attachment; filename="brief-KZ-UZ-ru.pdf"'
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.content.startswith(b"%PDF-")
    assert "Казахстан" in PdfReader(io.BytesIO(response.content)).pages[0].extract_text()


def test_a_brief_comes_as_docx(client: httpx.Client) -> None:
    response = client.get("/brief/species/saiga.docx")
    assert response.headers["content-type"] == WORD
    words = [paragraph.text for paragraph in Document(io.BytesIO(response.content)).paragraphs]
    assert "saiga" in words


def test_a_brief_comes_as_a_page_to_save(client: httpx.Client) -> None:
    response = client.get("/brief/country/KZ.html")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="brief-KZ-en.html"'
    assert "<h1>Kazakhstan</h1>" in response.text


@pytest.mark.parametrize("names", [("pair/KZ-UZ", "pair/uz-Kazakhstan"), ("species/saiga", "taxon/saiga")])
def test_two_names_of_one_subject_give_the_same_file(client: httpx.Client, names: tuple[str, str]) -> None:
    first, second = (client.get(f"/brief/{name}.pdf") for name in names)
    assert first.content == second.content
    assert first.headers["content-disposition"] == second.headers["content-disposition"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("country/Kazakstan.pdf", '"Kazakhstan"'),
        ("species/siaga.docx", '"saiga"'),
        ("pair/KZ-Uzbekstan.pdf", '"Uzbekistan"'),
        ("pair/KZ.pdf", "KZ-TM"),
        ("pair/KZ-KZ.pdf", "one country twice"),
        ("county/KZ.pdf", '"country"'),
        ("country/KZ.pfd", '"pdf"'),
        ("country/KZ", "pdf, docx, xlsx, html"),
        ("country/KZ.md", "pdf, docx, xlsx, html"),
    ],
)
def test_a_wrong_name_is_told_what_is_near(client: httpx.Client, address: str, said: str) -> None:
    response = client.get(f"/brief/{address}")
    assert response.status_code == 404
    assert said in response.text


@pytest.mark.parametrize(
    "name",
    [
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "..%2F..%2F..%2Fetc%2Fpasswd",
        "..%5C..%5Cetc",
        "KZ%22%0D%0Aset-cookie:%20a=b",
        "KZ%00",
        "%3E%20%7D%20DROP%20ALL%20%23",
        "file:%2F%2F%2Fetc%2Fpasswd",
        "%FF%FE",
        "-",
        "%20",
        "K" * 10_000,
    ],
)
@pytest.mark.parametrize("kind", ["country", "pair", "%3Cb%3E"])
def test_a_hostile_name_is_only_a_name(client: httpx.Client, kind: str, name: str) -> None:
    response = client.get(f"/brief/{kind}/{name}.pdf")
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert "set-cookie" not in response.headers


def test_an_unknown_language_is_refused(client: httpx.Client) -> None:
    response = client.get("/brief/country/KZ.pdf", params={"language": "de"})
    assert (response.status_code, response.text) == (400, "A brief speaks one of: en, ru.\n")


@pytest.mark.slow
def test_served_pages_lead_to_their_briefs(client: httpx.Client) -> None:
    for page in ("country/KZ", "taxon/saiga"):
        links = LINK.findall(client.get(f"/ru/{page}.html").text)
        assert links == [f"/brief/{page}.{form}?language=ru" for form in BRIEF_FORMS]
        assert {client.get(link).status_code for link in links} == {200}


def test_pages_of_other_kinds_lead_to_no_brief(client: httpx.Client) -> None:
    assert LINK.findall(client.get("/en/index.html").text) == []


@pytest.mark.slow
def test_pages_come_while_the_graph_is_analysed() -> None:
    with start_explorer(None) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        briefs: list[httpx.Response] = []

        def fetch(name: str) -> None:
            briefs.append(httpx.get(f"{address}/brief/landscape/{name}.pdf", trust_env=False, timeout=120))

        asked = [threading.Thread(target=fetch, args=(name,)) for name in LANDSCAPES]
        for one in asked:
            one.start()
        assert client.get("/en/country/KZ.html").status_code == 200
        assert any(one.is_alive() for one in asked)
        for one in asked:
            one.join()
        assert [brief.content[:5] for brief in briefs] == [b"%PDF-"] * len(LANDSCAPES)
