"""What the server for assistants offers, and what its tools answer: rows with their words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from assistant import TOOLS, Assistant, has_words, start_assistant

from cami_graph.mcp.answers import make_answer

mcp = pytest.importorskip("mcp")

pytestmark = [pytest.mark.posix]


# What is offered


def test_tools_say_what_they_are_for_and_that_they_only_read(assistant: Assistant) -> None:
    tools = assistant.do(assistant.client.list_tools).tools
    assert [tool.name for tool in tools] == TOOLS
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    assert "Never invent" in assistant.client.instructions


def test_documents_and_questions_can_be_read(assistant: Assistant) -> None:
    resources = assistant.do(assistant.client.list_resources).resources
    assert [str(one.uri) for one in resources] == ["cami://questions", "cami://documents"]
    for kind, key, field in (("questions", "name", "sparql"), ("documents", "id", "number")):
        listed = json.loads(assistant.do(assistant.client.read_resource, f"cami://{kind}").contents[0].text)
        assert len(listed) > 40
        one = assistant.do(assistant.client.read_resource, f"cami://{kind}/{listed[0][key]}")
        assert json.loads(one.contents[0].text)[field]
    with pytest.raises(mcp.MCPError, match="who-funds-what"):
        assistant.do(assistant.client.read_resource, "cami://questions/who-fund-what")
    with pytest.raises(mcp.MCPError, match="There is no document"):
        assistant.do(assistant.client.read_resource, "cami://documents/nowhere")


def test_prompts_ask_for_words_and_take_the_text(assistant: Assistant) -> None:
    prompts = assistant.do(assistant.client.list_prompts).prompts
    assert [one.name for one in prompts] == ["briefing", "check_draft"]
    draft = "Saigas {live} in Nepal."
    told = assistant.do(assistant.client.get_prompt, "check_draft", {"draft": draft}).messages[0].content.text
    assert draft in told
    assert "neither true nor false" in told
    told = assistant.do(assistant.client.get_prompt, "briefing", {"topic": "Ustyurt", "language": "Russian"})
    assert "on: Ustyurt. Language: Russian." in told.messages[0].content.text


# What is answered


def test_a_name_is_grounded_with_its_kind_and_what_is_near(assistant: Assistant) -> None:
    found = assistant.call("find_things", name="снежного барса")["things"]
    assert found[0] | {"name": ""} == {
        "thing": "taxon/snow-leopard",
        "address": "https://w3id.org/cami/id/taxon/snow-leopard",
        "kind": "species",
        "label": "Snow leopard",
        "name": "",
        "match": "name",
    }
    only = assistant.call("find_things", name="Kazakhstan", kinds=["country"])["things"]
    assert {one["kind"] for one in only} == {"country"}


def test_questions_are_listed_described_and_run(assistant: Assistant) -> None:
    listed = assistant.call("list_questions", tag="threat", language="ru")["questions"]
    assert {"which-actions-address-a-threat", "which-problems-are-told"} <= {one["name"] for one in listed}
    described = assistant.call("describe_question", name="which-actions-address-a-threat")
    assert [one["name"] for one in described["parameters"]] == ["threat", "country"]
    values = {"threat": "poaching", "country": ["KZ", "KG"]}
    answer = assistant.call("run_question", name="which-actions-address-a-threat", values=values, limit=3)
    assert answer["rows_shown"] == 3 < answer["rows_total"]
    assert all(row["words"] for row in answer["rows"])
    assert has_words(answer)


@pytest.mark.slow
def test_every_question_gives_words_or_says_why_not(assistant: Assistant) -> None:
    for one in assistant.call("list_questions")["questions"]:
        answer = assistant.call("run_question", name=one["name"], limit=5)
        assert has_words(answer), one["name"]
        assert answer["citations"] or answer["note"], one["name"]


def test_a_plain_question_is_answered_with_words(assistant: Assistant) -> None:
    answer = assistant.call("ask", question="who works on snow leopards in Kyrgyzstan?")
    assert answer["question"] == "who-works-on-which-species-where"
    assert answer["values"] == {"species": ["taxon/snow-leopard"], "country": ["country/KG"]}
    assert has_words(answer)
    assert all(row["words"] for row in answer["rows"])
    again = assistant.call("run_question", name=answer["question"], values=answer["values"])
    assert again["rows_total"] == answer["rows_total"]


def test_sparql_gets_prefixes_and_the_words_of_its_things(assistant: Assistant) -> None:
    query = "SELECT ?a { ?a a cami:ReportedAction } ORDER BY ?a"
    answer = assistant.call("run_sparql", query=query, limit=2)
    assert answer["rows_total"] == 277
    assert has_words(answer)
    assert all(row["words"] for row in answer["rows"])
    counted = assistant.call("run_sparql", query="SELECT (COUNT(?a) AS ?n) { ?a a cami:Cooperation }")
    assert len(counted["rows"][0]["words"]) == len(counted["citations"]) > 10
    silent = assistant.call("run_sparql", query="SELECT (COUNT(*) AS ?n) { ?a a cami:Country }")
    assert silent["rows"][0]["words"] == []
    assert silent["rows"][0]["why"]
    assert "binds no claim" in silent["note"]
    assert assistant.call("run_sparql", query="ASK { ?a a cami:Gap }")["boolean"] is True
    graph = assistant.call("run_sparql", query="CONSTRUCT { ?c a ?k } WHERE { ?c a ?k . ?c cami:isoAlpha2 'KZ' }")
    assert "KZ a geo:Feature" in graph["graph"]


@pytest.mark.slow
def test_the_schema_is_compact(assistant: Assistant) -> None:
    whole = assistant.call("describe_schema")
    assert len(json.dumps(whole)) < 20_000
    assert "cami:hasStatus" in whole["classes"]["cami:ReportedAction"]
    one = assistant.call("describe_schema", of="cami:ReportedAction")["classes"]
    assert list(one) == ["cami:ReportedAction"]
    assert any(line.startswith("cami:reportsOn → cami:Activity (") for line in one["cami:ReportedAction"])


def test_a_finding_is_explained_with_the_words_of_what_it_weighs(assistant: Assistant) -> None:
    found = assistant.call("explain_finding", finding="finding/ustyurt")
    assert found["fields"]["sentence"][0]
    gap = assistant.call("explain_finding", finding=found["fields"]["link"][0])
    assert gap["fields"]["sentence"][0]
    assert {"share", "alone"} <= {one["group"].rsplit("/", 1)[-1] for one in gap["arguments"]}
    assert gap["citations"]
    assert assistant.call("explain_finding", finding=gap["finding"]) == gap


def test_a_thing_is_followed_to_its_words(assistant: Assistant) -> None:
    answer = assistant.call("words", things=["action/1.1.1-r1", "id:country/KZ"])
    assert [bool(row["words"]) for row in answer["rows"]] == [True, False]
    assert has_words(answer)


def test_rows_without_words_say_why_and_citations_are_numbered_as_shown() -> None:
    rows: list[dict[str, Any]] = [{"a": "x", "evidence": "e2"}, {"a": "y"}, {"n": 3}, {"a": "z"}]
    citations = [
        {"evidence": "e1", "things": ["z"], "quote": "one"},
        {"evidence": "e2", "things": ["x"], "quote": "two"},
    ]
    answer = make_answer(rows, citations, 3)
    assert [row["words"] for row in answer["rows"]] == [[1], [], []]
    assert [one["quote"] for one in answer["citations"]] == ["two"]
    assert "counts or groups" in answer["rows"][2]["why"]
    assert "3 of 4 rows" in answer["note"]
    assert make_answer([], [], 3)["note"].startswith("No rows")


@pytest.mark.slow
def test_one_document_alone_can_be_asked() -> None:
    with start_assistant("--report", "cami2-doc3") as assistant:
        answer = assistant.call("run_question", name="what-happened-between-countries")
    assert answer["rows_total"] == 0
    assert "Silence is not a statement" in answer["note"]
