"""Run shapes over a graph with the engine `shacl`, and give its results as plain values.

Nothing else of the project knows the engine. Graphs are handed over as N-Quads, of which all graphs together are looked
at; N-Triples are N-Quads too. Its wheels are for Windows, macOS and Linux on the usual processors; elsewhere pySHACL
stands in, and `engine_note` says so.
"""

from __future__ import annotations

from cami_graph.errors import ValidationError
from cami_graph.validate.result import Result

STATEMENTS, SHAPES = "nquads", "ntriples"


def run_engine(statements: str, shapes: str) -> tuple[Result, ...]:
    """Check statements, in N-Quads, against shapes, in N-Triples."""
    try:
        import shacl
    except ImportError:
        from cami_graph.validate.reference import run_reference

        return run_reference(statements, shapes)
    try:
        report = shacl.Shapes.from_text(shapes, SHAPES).validate_text(statements, STATEMENTS)
    except ValueError as error:
        raise ValidationError(f"The shapes cannot be run: {error}", remedy="Mend the shapes.") from error
    return tuple(
        Result(
            shape=(one.root_shape or one.source_shape or "").strip("<>"),
            focus=one.focus_node.strip("<>"),
            path=_plain_link(one.path or ""),
            value=one.value_plain or "",
            severity=one.severity,
            message=min(one.messages, default=""),
        )
        for one in report.results
    )


def _plain_link(path: str) -> str:
    """Return the address of a link; nothing for a path of several, which every engine spells in its own way."""
    link = path.strip("<>")
    return "" if set(link) & set("<>|^()") else link


def engine_note() -> str:
    """Say that another engine stands in, where it does."""
    try:
        import shacl  # noqa: F401
    except ImportError:
        return "Checked by pySHACL, for there is no `shacl` on this machine: the same findings, many times as slowly."
    return ""
