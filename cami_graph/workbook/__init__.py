"""The tables as one workbook, out and in: text in every cell, lists to choose from, and what was edited, cell by cell.

Takes the folder of the data; gives an XLSX of some or all of its tables, and from such a file the changes that people
made in it. Nothing is written to the tables unless it is asked for.
"""

from cami_graph.workbook.changes import Change, compare_tables, describe_changes
from cami_graph.workbook.findings import write_findings
from cami_graph.workbook.layout import TableSheet, list_sheets
from cami_graph.workbook.merge import Merge, merge, start_merge
from cami_graph.workbook.read import Reading, read_workbook
from cami_graph.workbook.save import apply_changes
from cami_graph.workbook.settle import follow_settlements
from cami_graph.workbook.write import write_workbook

__all__ = [
    "Change",
    "Merge",
    "Reading",
    "TableSheet",
    "apply_changes",
    "compare_tables",
    "describe_changes",
    "follow_settlements",
    "list_sheets",
    "merge",
    "read_workbook",
    "start_merge",
    "write_findings",
    "write_workbook",
]
