"""Run shapes over a graph with the engine `shacl`, and give its results as plain values.

Nothing else of the project knows the engine. Graphs are handed over as N-Triples, in which both spell terms alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import shacl

from cami_graph.errors import ValidationError

FORM = "ntriples"


@dataclass(frozen=True, slots=True)
class Result:
    """One result: the shape, the node looked at, the link and the value at fault where there are any, and the words."""

    shape: str
    focus: str
    path: str
    value: str
    severity: str
    message: str


def run_engine(statements: str, shapes: str) -> tuple[Result, ...]:
    """Check statements against shapes, both in N-Triples."""
    try:
        report = shacl.Shapes.from_text(shapes, FORM).validate_text(statements, FORM)
    except ValueError as error:
        raise ValidationError(f"The shapes cannot be run: {error}", remedy="Mend the shapes.") from error
    return tuple(
        Result(
            shape=(one.root_shape or one.source_shape or "").strip("<>"),
            focus=one.focus_node.strip("<>"),
            path=(one.path or "").strip("<>"),
            value=one.value_plain or "",
            severity=one.severity,
            message=min(one.messages, default=""),
        )
        for one in report.results
    )
