"""Check a graph against the shapes and the hygiene questions, and bring each finding back to the cell it came from.

Takes an rdflib dataset and the build's `origins` (thing -> file and row); gives findings in the manner of the message
table that ontology curators know: table, cell, level, rule, message, suggestion. All findings at once.
"""

from typing import TYPE_CHECKING

from cami_graph.late import late_names

if TYPE_CHECKING:
    from cami_graph.validate.engine import engine_note
    from cami_graph.validate.findings import Finding, has_errors
    from cami_graph.validate.formats import FORMATS, format_findings
    from cami_graph.validate.hygiene import check_hygiene
    from cami_graph.validate.places import Places
    from cami_graph.validate.shapes import check_graph, join_graphs, read_shapes, validate
    from cami_graph.validate.whole import is_sound
    from cami_graph.validate.workbook import workbook_bytes
else:
    __getattr__ = late_names(
        __name__,
        {
            "engine": ("engine_note",),
            "findings": (
                "Finding",
                "has_errors",
            ),
            "formats": (
                "FORMATS",
                "format_findings",
            ),
            "hygiene": ("check_hygiene",),
            "places": ("Places",),
            "shapes": (
                "check_graph",
                "join_graphs",
                "read_shapes",
                "validate",
            ),
            "whole": ("is_sound",),
            "workbook": ("workbook_bytes",),
        },
    )

__all__ = [
    "FORMATS",
    "Finding",
    "Places",
    "check_graph",
    "check_hygiene",
    "engine_note",
    "format_findings",
    "has_errors",
    "is_sound",
    "join_graphs",
    "read_shapes",
    "validate",
    "workbook_bytes",
]
