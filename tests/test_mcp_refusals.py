"""What the server for assistants refuses, and in which words; and that a flood leaves it whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from assistant import Assistant

from cami_graph.paths import ROOT

pytest.importorskip("mcp")

pytestmark = [pytest.mark.posix]


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


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?a { ?a cami:inContry ?c }", "The graph says nothing of cami:inContry. Nearest: cami:inCountry"),
        ("SELECT (COUNT(*) AS ?n) { ?a a cami:Contry }", "says nothing of cami:Contry"),
        ("SELECT ?x { ?x a cami:Claim }", "only things of narrower classes"),
        ("ASK { ?a a cami:Contry }", "says nothing of cami:Contry"),
    ],
)
def test_sparql_that_cannot_be_meant_is_told(assistant: Assistant, query: str, said: str) -> None:
    assert said in assistant.call("run_sparql", query=query)["note"]


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


@pytest.mark.slow
def test_a_missing_graph_and_an_endpoint_are_refused(tmp_path: Path) -> None:
    for options, said, code in (
        (["--graph", str(tmp_path / "none.nq"), "mcp"], "none.nq: There is no graph.", 3),
        (["--endpoint", "http://127.0.0.1:1/", "mcp"], "--endpoint is for the other verbs", 2),
    ):
        command = [sys.executable, "-m", "cami_graph", *options]
        done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (code, "")
        assert said in done.stderr
