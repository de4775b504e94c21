"""What a check found as a workbook: a list of every finding, and the tables with the findings at their cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cami_graph.errors import ExportError, Fault
from cami_graph.tables.read import Codes
from cami_graph.workbook.layout import TableSheet
from cami_graph.workbook.write import write_workbook


def write_findings(data: Path, known: Sequence[TableSheet], codes: Codes, findings: Sequence[Fault]) -> bytes:
    """Return the workbook of the tables in which something was found, in a form that `cami import` brings back.

    `known` are all tables. One that cannot be read whole has no sheet, since its rows would be lost on the way back;
    its findings stand in the list like all others.
    """
    files = {fault.file for fault in findings}
    sheets = [sheet for sheet in known if sheet.file in files and _is_whole(data, sheet)]
    return write_workbook(data, sheets, known, codes, findings)


def _is_whole(data: Path, sheet: TableSheet) -> bool:
    try:
        write_workbook(data, [sheet], [], {})
    except ExportError:
        return False
    return True
