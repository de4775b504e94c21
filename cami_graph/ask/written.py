"""An answer as JSON: sentence, question, values, rows, citations, candidates, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from cami_graph.ask.answer import Answer
from cami_graph.ask.fill import ANY, Candidate
from cami_graph.ask.names import short_thing
from cami_graph.prefixes import shorten

DIGITS = 3


def answer_object(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain values; where nothing was understood, without question, values, rows and words."""
    content: dict[str, Any] = {"rows": [], "citations": []}
    if answer.result is not None:
        from cami_graph.query import Options, write_result  # it loads rdflib, which no answer in words waits for

        content = json.loads(write_result(answer.result, "json", Options(cite=True)))
    return {
        "sentence": answer.told,
        "question": answer.question,
        "values": short_values(answer.candidates[0]) if answer.result is not None else {},
        "rows": content["rows"],
        "citations": content["citations"],
        "candidates": [_candidate_object(one) for one in answer.candidates],
    }


def answer_json(answer: Answer) -> bytes:
    """Write an answer as JSON."""
    return (json.dumps(answer_object(answer), ensure_ascii=False, indent=1) + "\n").encode()


def _candidate_object(candidate: Candidate) -> dict[str, Any]:
    score = round(candidate.score, DIGITS)
    return {"question": candidate.question, "values": short_values(candidate), "score": score}


def short_values(candidate: Candidate) -> dict[str, list[str]]:
    """Return values as short as `cami query -p` takes them; an address keeps its prefix where one is asked for."""
    return {
        name: [shorten(value) if name == ANY else short_thing(value) for value in values]
        for name, values in candidate.values.items()
    }
