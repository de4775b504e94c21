"""Questions: `.rq` files with a head, values bound as RDF terms, results that show labels and cite the source."""

from typing import TYPE_CHECKING

from cami_graph.late import late_names

if TYPE_CHECKING:
    from cami_graph.query.citation import Citation
    from cami_graph.query.document import Document, read_documents
    from cami_graph.query.formats import WRITERS, form_of, write_result
    from cami_graph.query.head import Head, Parameter, read_head
    from cami_graph.query.label import Label
    from cami_graph.query.library import Library, Query, read_query
    from cami_graph.query.lint import lint_folder, lint_query
    from cami_graph.query.plain import plain_value
    from cami_graph.query.result import Result
    from cami_graph.query.run import Given, Runner
    from cami_graph.query.table import Options
else:
    __getattr__ = late_names(
        __name__,
        {
            "citation": ("Citation",),
            "document": ("Document", "read_documents"),
            "formats": ("WRITERS", "form_of", "write_result"),
            "head": ("Head", "Parameter", "read_head"),
            "library": ("Library", "Query", "read_query"),
            "lint": ("lint_folder", "lint_query"),
            "plain": ("plain_value",),
            "label": ("Label",),
            "result": ("Result",),
            "run": ("Given", "Runner"),
            "table": ("Options",),
        },
    )

__all__ = [
    "WRITERS",
    "Citation",
    "Document",
    "Given",
    "Head",
    "Label",
    "Library",
    "Options",
    "Parameter",
    "Query",
    "Result",
    "Runner",
    "form_of",
    "lint_folder",
    "lint_query",
    "plain_value",
    "read_documents",
    "read_head",
    "read_query",
    "write_result",
]
