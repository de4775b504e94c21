"""The server for assistants, asked by the client of the protocol's own SDK, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import anyio.from_thread
import pytest
from served import plain_environment

from cami_graph.mcp.answers import make_answer
from cami_graph.paths import ROOT

mcp = pytest.importorskip("mcp")

pytestmark = [pytest.mark.posix]
COMMAND = ["-m", "cami_graph", "mcp", "--seconds", "3"]
TRANSCRIPT = ROOT / "docs" / "mcp.md"
TOOLS = [
    "find_things",
    "list_questions",
    "describe_question",
    "run_question",
    "ask",
    "run_sparql",
    "describe_schema",
    "explain_finding",
    "words",
]


class Assistant:
    """A client of the server, which the tests call from a thread of their own."""

    def __init__(self, portal: anyio.from_thread.BlockingPortal, client: Any) -> None:  # noqa: ANN401
        self.portal, self.client = portal, client

    def do(self, what: Callable[..., Any], *values: object) -> Any:  # noqa: ANN401
        return self.portal.call(what, *values)

    def call(self, tool: str, **values: object) -> dict[str, Any]:
        """Call a tool and return its answer, which is the same as text and as structure."""
        result = self.do(self.client.call_tool, tool, values)
        assert not result.is_error, result.content[0].text
        assert json.loads(result.content[0].text) == result.structured_content
        return dict(result.structured_content)

    def refusal(self, tool: str, **values: object) -> str:
        """Call a tool that refuses, and return its words."""
        result = self.do(self.client.call_tool, tool, values)
        assert result.is_error, result.structured_content
        return str(result.content[0].text)


@pytest.fixture(scope="module")
def assistant() -> Iterator[Assistant]:
    parameters = mcp.StdioServerParameters(
        command=sys.executable, args=COMMAND, cwd=str(ROOT), env=dict(plain_environment())
    )
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(mcp.Client(mcp.stdio_client(parameters))) as client,
    ):
        yield Assistant(portal, client)


def has_words(answer: dict[str, Any]) -> bool:
    """Say whether each row has the numbers of words that are given, or says why not."""
    numbers = {one["number"] for one in answer["citations"]}
    assert all(one["quote"] or one["locator"] for one in answer["citations"])
    return all(set(row["words"]) <= numbers and bool(row["words"] or row.get("why")) for row in answer["rows"])


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


def test_one_document_alone_can_be_asked() -> None:
    parameters = mcp.StdioServerParameters(
        command=sys.executable, args=[*COMMAND, "--report", "cami2-doc3"], cwd=str(ROOT), env=dict(plain_environment())
    )
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(mcp.Client(mcp.stdio_client(parameters))) as client,
    ):
        answer = Assistant(portal, client).call("run_question", name="what-happened-between-countries")
    assert answer["rows_total"] == 0
    assert "Silence is not a statement" in answer["note"]


# What is refused


@pytest.mark.parametrize(
    ("tool", "values", "said"),
    [
        ("find_things", {"name": "Atlantis"}, "Nearest: "),
        ("find_things", {"name": "Kazakhstan", "kinds": ["contry"]}, '"country"'),
        ("find_things", {"name": ""}, "at least 1"),
        ("list_questions", {"tag": "thread"}, "threat"),
        ("describe_question", {"name": "who-fund-what"}, '"who-funds-what"'),
        ("describe_question", {"name": "zzzz"}, "`list_questions`"),
        ("run_question", {"name": "who-funds-what", "values": {"actr": "WWF"}}, '"actor"'),
        ("run_question", {"name": "what-is-done-in-a-country", "values": {"country": "Kasakhstan"}}, '"Kazakhstan"'),
        ("run_question", {"name": "who-funds-what", "values": "WWF"}, "dictionary"),
        ("run_question", {"name": "who-funds-what", "limit": 0}, "greater than or equal to 1"),
        ("run_question", {}, "Field required"),
        ("ask", {"question": "who works in Atlantis?"}, "The record knows no “Atlantis”."),
        ("ask", {"question": "what is the weather tomorrow"}, "Candidates: "),
        ("ask", {"question": "x" * 501}, "at most 500"),
        ("ask", {"question": "who funds what", "language": "fr"}, "'en' or 'ru'"),
        ("run_sparql", {"query": "SELEC ?a {}"}, 'Nearest: "SELECT"'),
        ("run_sparql", {"query": "DROP ALL"}, "read-only"),
        ("run_sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }"}, "SERVICE"),
        ("run_sparql", {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}, "stopped"),
        ("describe_schema", {"of": "cami:ReportdAction"}, "cami:ReportedAction"),
        ("explain_finding", {"finding": "shared-AF-TJ-pamier"}, "Nearest: "),
        ("words", {"things": ["action/9.9.9-r9"]}, "has nothing at https://w3id.org/cami/id/action/9.9.9-r9"),
        ("words", {"things": ["a> <b"]}, "is no address"),
        ("words", {"things": []}, "at least 1"),
        ("drop_all", {}, "Unknown tool"),
    ],
)
def test_a_bad_call_is_refused_in_words(assistant: Assistant, tool: str, values: dict[str, Any], said: str) -> None:
    assert said in assistant.refusal(tool, **values)


@pytest.mark.slow
def test_a_flood_is_answered_or_refused_and_leaves_the_server_whole(assistant: Assistant) -> None:
    """A hundred and sixty questions at once, twenty of them endless: each is answered or refused, then all goes on."""
    endless = {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}
    asked: list[Future[Any]] = []
    for number in range(160):
        tool, values = ("run_sparql", endless) if number % 8 == 0 else ("ask", {"question": "who funds what?"})
        asked.append(assistant.portal.start_task_soon(assistant.client.call_tool, tool, values))
    results = [one.result(timeout=120) for one in asked]
    answered = [one for one in results if not one.is_error]
    assert all("funds" in one.structured_content["question"] for one in answered)
    said = {re.sub(r"\d+", "N", one.content[0].text) for one in results if one.is_error}
    assert said
    assert {one for one in said if not re.search("Too many|No worker was free|stopped", one)} == set()
    start = time.monotonic()
    assert assistant.call("ask", question="who funds what?")["rows"]
    assert time.monotonic() - start < 5


# Over HTTP


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, *COMMAND, "--http", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=plain_environment()) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(60)


def test_the_same_tools_are_served_over_http_on_loopback(address: str) -> None:
    import httpx

    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/mcp", address)
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(mcp.Client(address)) as client,
    ):
        assistant = Assistant(portal, client)
        assert [tool.name for tool in assistant.do(client.list_tools).tools] == TOOLS
        assert assistant.call("ask", question="who funds what?")["rows"]
    body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    headers = {"accept": "application/json, text/event-stream"}
    with httpx.Client(trust_env=False) as http:
        foreign = headers | {"origin": "https://elsewhere.example"}
        assert http.post(address, json=body, headers=foreign).status_code == 403
        assert http.post(address, json=body, headers=headers | {"host": "elsewhere.example"}).status_code == 421


def test_a_missing_graph_and_an_endpoint_are_refused(tmp_path: Path) -> None:
    for options, said, code in (
        (["--graph", str(tmp_path / "none.nq"), "mcp"], "none.nq: There is no graph.", 3),
        (["--endpoint", "http://127.0.0.1:1/", "mcp"], "--endpoint is for the other verbs", 2),
    ):
        command = [sys.executable, "-m", "cami_graph", *options]
        done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (code, "")
        assert said in done.stderr


# What is written of it


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


STEP = re.compile(r"```json call\n(?P<call>.*?)```\s+```json\n(?P<answer>.*?)```", re.DOTALL)
STEPS = [
    (json.loads(step["call"]), json.loads(step["answer"])) for step in STEP.finditer(TRANSCRIPT.read_text("utf-8"))
]


def is_part(shown: Any, whole: Any) -> bool:  # noqa: ANN401
    """Say whether what is shown is a part of the whole: some fields of an object, the beginning of a list."""
    if isinstance(shown, dict):
        return isinstance(whole, dict) and all(key in whole and is_part(shown[key], whole[key]) for key in shown)
    if isinstance(shown, list):
        return isinstance(whole, list) and len(shown) <= len(whole) and all(map(is_part, shown, whole))
    if isinstance(shown, str) and shown.endswith("…"):
        return isinstance(whole, str) and whole.startswith(shown[:-1])
    return bool(shown == whole)


def test_the_transcript_is_what_is_answered(assistant: Assistant) -> None:
    assert len(STEPS) >= 8
    assert {call["tool"] for call, _ in STEPS} == set(TOOLS)
    for call, shown in STEPS:
        result = assistant.do(assistant.client.call_tool, call["tool"], call["arguments"])
        got = {"error": result.content[0].text} if result.is_error else result.structured_content
        assert is_part(shown, got), (call, got)
