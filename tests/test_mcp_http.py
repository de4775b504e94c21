"""The same server over HTTP: on loopback, and for nobody's page."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from assistant import COMMAND, TOOLS, connect
from served import plain_environment

from cami_graph.paths import ROOT

pytest.importorskip("mcp")

pytestmark = [pytest.mark.posix]


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


@pytest.mark.slow
def test_the_same_tools_are_served_over_http_on_loopback(address: str) -> None:
    import httpx

    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/mcp", address)
    with connect(address) as assistant:
        assert [tool.name for tool in assistant.do(assistant.client.list_tools).tools] == TOOLS
        assert assistant.call("ask", question="who funds what?")["rows"]
    body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    headers = {"accept": "application/json, text/event-stream"}
    with httpx.Client(trust_env=False) as http:
        foreign = headers | {"origin": "https://elsewhere.example"}
        assert http.post(address, json=body, headers=foreign).status_code == 403
        assert http.post(address, json=body, headers=headers | {"host": "elsewhere.example"}).status_code == 421
