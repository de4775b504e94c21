"""Check a graph against the shapes and the hygiene questions, and bring each finding back to the cell it came from.

Takes an rdflib dataset and the build's `origins` (thing -> file and row); gives findings in the manner of the message
table that ontology curators know: table, cell, level, rule, message, suggestion. All findings at once.
"""

from cami_graph.validate.findings import Finding, has_errors
from cami_graph.validate.formats import FORMATS, format_findings
from cami_graph.validate.hygiene import check_hygiene
from cami_graph.validate.places import Places
from cami_graph.validate.shapes import check_graph, join_graphs, read_shapes, validate
from cami_graph.validate.workbook import workbook_bytes

__all__ = [
    "FORMATS",
    "Finding",
    "Places",
    "check_graph",
    "check_hygiene",
    "format_findings",
    "has_errors",
    "join_graphs",
    "read_shapes",
    "validate",
    "workbook_bytes",
]
