"""The tables: a frozen dataclass per CSV file, whose columns document, parse and check themselves.

Takes the folder ``data/``; gives `Tables`, or one error that lists every fault of every table with its file, row,
column, value and remedy. What a row claims about the report's words is checked later, by ``check``.
"""

from cami_graph.tables.columns import Column, Row, RowRef, columns_of
from cami_graph.tables.document import describe_tables, fill_part
from cami_graph.tables.plan import (
    Activity,
    Heading,
    LandscapeState,
    Link,
    Objective,
    Priority,
    Responsibility,
    Scope,
    Section,
    SubActivity,
)
from cami_graph.tables.read import Tables, read_codes, read_rows, read_tables, scan_tables
from cami_graph.tables.readings import Reading, Settlement
from cami_graph.tables.reference import Actor, Country, Initiative, Place, Species
from cami_graph.tables.report import (
    Action,
    Contradiction,
    Cooperation,
    Exemption,
    Participation,
    Recommendation,
    Status,
)

__all__ = [
    "Action",
    "Activity",
    "Actor",
    "Column",
    "Contradiction",
    "Cooperation",
    "Country",
    "Exemption",
    "Heading",
    "Initiative",
    "LandscapeState",
    "Link",
    "Objective",
    "Participation",
    "Place",
    "Priority",
    "Reading",
    "Recommendation",
    "Responsibility",
    "Row",
    "RowRef",
    "Scope",
    "Section",
    "Settlement",
    "Species",
    "Status",
    "SubActivity",
    "Tables",
    "columns_of",
    "describe_tables",
    "fill_part",
    "read_codes",
    "read_rows",
    "read_tables",
    "scan_tables",
]
