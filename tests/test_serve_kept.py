"""Answers that are kept: the same, no longer than there is room, and none that would be another now."""

from __future__ import annotations

import pytest

from cami_graph.serve.kept import SHARE, KeptAnswers
from cami_graph.serve.limits import Message

ANSWER = Message({"status": 200}, b"rows")


def asked(text: str, kind: str = "sparql") -> Message:
    """Return a question."""
    return Message({"kind": kind, "query": text})


def test_the_same_question_has_the_same_answer_until_the_graph_is_read_anew() -> None:
    kept = KeptAnswers(1 << 20)
    kept.keep(asked("ASK {}"), ANSWER)
    assert kept.find(asked("ASK {}")) is ANSWER
    assert kept.find(asked("ASK { }")) is None
    kept.forget()
    assert (kept.find(asked("ASK {}")), kept.bytes) == (None, 0)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (asked("SELECT (NOW() AS ?n) {}"), ANSWER),
        (asked("SELECT (STRUUID() AS ?n) {}"), ANSWER),
        (asked("SELECT (\\u0052AND() AS ?n) {}"), ANSWER),
        (asked("ASK {}"), Message({"status": 400}, b"no")),
        (asked("ASK {}"), Message({"status": 200}, bytes(1 << 20))),
        (asked("ASK {}", "thing"), ANSWER),
    ],
)
def test_what_may_be_another_answer_or_is_too_long_is_not_kept(question: Message, answer: Message) -> None:
    kept = KeptAnswers(1 << 20)
    kept.keep(question, answer)
    assert kept.find(question) is None


def test_what_was_not_asked_for_longest_goes_first() -> None:
    size = len(asked("ASK { 1 }").write()) + len(ANSWER.body)
    kept = KeptAnswers(SHARE * size)
    for number in range(SHARE):
        kept.keep(asked(f"ASK {{ {number} }}"), ANSWER)
    assert kept.find(asked("ASK { 0 }")) is ANSWER
    kept.keep(asked("ASK { 8 }"), ANSWER)
    assert kept.find(asked("ASK { 0 }")) is ANSWER
    assert kept.find(asked("ASK { 1 }")) is None
    assert kept.bytes == SHARE * size
