"""The library of questions for programs: its list, its description, and an answer in every form."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook


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
        ("/api/query/which-countries-cooperate?report=tinny", 400, "tiny"),
        ("/api/query/which-countries-cooperate?report=tiny&programme=tiny", 400, "Name one of them"),
        ("/api/query/which-countries-cooperate?report=", 400, "is empty"),
    ],
)
def test_a_wrong_question_is_told_what_is_near(client: httpx.Client, address: str, status: int, said: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert said in response.json()["detail"]


def test_one_report_or_programme_can_be_asked(client: httpx.Client) -> None:
    name = "which-countries-are-members"
    members = ask(client, name).json()
    assert len(members) == 2
    assert ask(client, name, programme="tiny").json() == members
    assert ask(client, name, report="tiny").json() == []


def test_the_interface_describes_every_question(client: httpx.Client) -> None:
    catalogue = client.get("/api/queries").json()
    document: dict[str, Any] = client.get("/api").json()
    assert document["openapi"].startswith("3.1")
    assert {f"/api/query/{one['name']}" for one in catalogue} <= set(document["paths"])
    one = next(one for one in catalogue if one["name"] == "which-countries-cooperate")
    assert {"en", "ru"} <= set(one["title"])
    operation = document["paths"]["/api/query/which-countries-cooperate"]["get"]
    assert {"country", "format", "labels"} <= {parameter["name"] for parameter in operation["parameters"]}


# In plain words


def test_a_question_in_plain_words_is_answered_as_json(client: httpx.Client) -> None:
    response = client.get("/api/ask", params={"q": "which names mean the same?", "top": "2"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    answer = response.json()
    assert list(answer) == ["sentence", "question", "values", "rows", "citations", "candidates"]
    assert answer["question"] == "which-names-mean-the-same"
    assert answer["rows"] == ask(client, "which-names-mean-the-same", format="json").json()
    assert len(answer["candidates"]) == 2


def test_the_language_of_an_answer_is_that_of_the_question_or_the_one_named(client: httpx.Client) -> None:
    for asked in ({"q": "какие имена означают одно и то же?"}, {"q": "which names mean the same?", "language": "ru"}):
        assert client.get("/api/ask", params=asked).json()["sentence"].startswith("Имена с одним значением")


def test_what_is_not_understood_is_not_found_and_says_what_is_near(client: httpx.Client) -> None:
    response = client.get("/api/ask", params={"q": "who works in Atlantis?"})
    assert response.status_code == 404
    assert "The record knows no “Atlantis”" in response.json()["sentence"]
    assert response.json()["question"] is None


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/api/ask", "The question is missing"),
        ("/api/ask?q=", "is empty"),
        ("/api/ask?q=a&q=b", "q"),
        ("/api/ask?question=a", "Nothing can be asked with"),
        ("/api/ask?q=a&top=0", "from 1 to 20"),
        ("/api/ask?q=a&top=²", "from 1 to 20"),
        ("/api/ask?q=a&language=fr", "en, ru"),
        ("/api/ask?q=who&report=tinny", "tiny"),
        (f"/api/ask?q={'who+' * 200}", "longer than 500 signs"),
    ],
)
def test_a_wrong_plain_question_is_refused(client: httpx.Client, address: str, said: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert said in response.json()["detail"]


def test_one_document_alone_can_be_asked_in_plain_words(client: httpx.Client) -> None:
    answer = client.get("/api/ask", params={"q": "which names mean the same?", "report": "tiny"})
    assert answer.status_code == 200
