"""The report's text: read as received, repaired by reviewed rows, split into cells, and searched for quotes.

Takes a folder of ``data/reports/``; gives cells with exact character spans. Every other stage names a place in the
report only through a `Span` that comes from here.
"""

from cami_graph.source.cell import Cell, Cells
from cami_graph.source.cells import split_cells
from cami_graph.source.corrections import Correction, read_corrections, without_marks
from cami_graph.source.document import (
    DAY,
    DESCRIPTION,
    ROLES,
    STATES,
    TO_WRITE,
    Heading,
    Readers,
    Source,
    Span,
    read_source,
    read_sources,
)
from cami_graph.source.quotes import GAP, find_quote, pieces, where_found
from cami_graph.source.sheet import Sheet, arrange, letter_of, read_sheet

__all__ = [
    "DAY",
    "DESCRIPTION",
    "GAP",
    "ROLES",
    "STATES",
    "TO_WRITE",
    "Cell",
    "Cells",
    "Correction",
    "Heading",
    "Readers",
    "Sheet",
    "Source",
    "Span",
    "arrange",
    "find_quote",
    "letter_of",
    "pieces",
    "read_corrections",
    "read_sheet",
    "read_source",
    "read_sources",
    "split_cells",
    "where_found",
    "without_marks",
]
