"""An assistant of the tests: the client of the protocol's own SDK, and a server in a process of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import anyio.from_thread
import pytest
from served import plain_environment

from cami_graph.paths import ROOT

COMMAND = ["-m", "cami_graph", "mcp", "--seconds", "3"]
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


@contextmanager
def start_assistant(*options: str) -> Iterator[Assistant]:
    """Start a server with such options, and connect to it over stdin and stdout."""
    mcp = pytest.importorskip("mcp")
    parameters = mcp.StdioServerParameters(
        command=sys.executable, args=[*COMMAND, *options], cwd=str(ROOT), env=dict(plain_environment())
    )
    with connect(mcp.stdio_client(parameters)) as assistant:
        yield assistant


@contextmanager
def connect(server: object) -> Iterator[Assistant]:
    """Connect to a server: its address, or a transport."""
    mcp = pytest.importorskip("mcp")
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(mcp.Client(server)) as client,
    ):
        yield Assistant(portal, client)


def has_words(answer: dict[str, Any]) -> bool:
    """Say whether each row has the numbers of words that are given, or says why not."""
    numbers = {one["number"] for one in answer["citations"]}
    assert all(one["quote"] or one["locator"] for one in answer["citations"])
    return all(set(row["words"]) <= numbers and bool(row["words"] or row.get("why")) for row in answer["rows"])
