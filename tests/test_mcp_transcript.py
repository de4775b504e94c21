"""The calls of docs/mcp.md are answered as is written there."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from assistant import TOOLS, Assistant

from cami_graph.paths import ROOT

pytest.importorskip("mcp")

pytestmark = [pytest.mark.posix]
TRANSCRIPT = ROOT / "docs" / "mcp.md"
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


@pytest.mark.slow
def test_the_transcript_is_what_is_answered(assistant: Assistant) -> None:
    assert len(STEPS) >= 8
    assert {call["tool"] for call, _ in STEPS} == set(TOOLS)
    for call, shown in STEPS:
        result = assistant.do(assistant.client.call_tool, call["tool"], call["arguments"])
        got = {"error": result.content[0].text} if result.is_error else result.structured_content
        assert is_part(shown, got), (call, got)
