"""The tables: a frozen dataclass per CSV file, whose columns document, parse and check themselves.

Takes the folder ``data/``; gives a `Record`, or one error that lists every fault of every table with its file, row,
column, value and remedy. What a row claims about the words of its document is checked later, by ``check``.
"""

from cami_graph.tables.columns import Claim, Column, Row, RowRef, columns_of
from cami_graph.tables.describe import describe_tables, fill_part
from cami_graph.tables.documents import Document, Event, FrameworkParty
from cami_graph.tables.folders import read_record, scan_record
from cami_graph.tables.plan import (
    Activity,
    Continuation,
    Heading,
    LandscapeState,
    Link,
    Membership,
    Objective,
    Priority,
    Programme,
    Responsibility,
    Scope,
    Section,
    SubActivity,
)
from cami_graph.tables.populations import NoCommonHerd, Population
from cami_graph.tables.read import read_rows
from cami_graph.tables.readings import Reading, Settlement
from cami_graph.tables.record import Claims, Record, Report, Tables, table_types
from cami_graph.tables.reference import Actor, Country, Framework, Initiative, Place, Species
from cami_graph.tables.report import (
    Action,
    Contradiction,
    Cooperation,
    Exemption,
    Participation,
    Recommendation,
    Status,
)
from cami_graph.tables.verdicts import Verdict
from cami_graph.tables.vocabulary import read_codes

__all__ = [
    "Action",
    "Activity",
    "Actor",
    "Claim",
    "Claims",
    "Column",
    "Continuation",
    "Contradiction",
    "Cooperation",
    "Country",
    "Document",
    "Event",
    "Exemption",
    "Framework",
    "FrameworkParty",
    "Heading",
    "Initiative",
    "LandscapeState",
    "Link",
    "Membership",
    "NoCommonHerd",
    "Objective",
    "Participation",
    "Place",
    "Population",
    "Priority",
    "Programme",
    "Reading",
    "Recommendation",
    "Record",
    "Report",
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
    "Verdict",
    "columns_of",
    "describe_tables",
    "fill_part",
    "read_codes",
    "read_record",
    "read_rows",
    "scan_record",
    "table_types",
]
