"""`cami import`: an edited workbook back into the tables, first told cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import show_line, show_note

if TYPE_CHECKING:
    from cami_graph.errors import Fault
    from cami_graph.workbook import Change, Reading, TableSheet

HELP = """Bring a workbook of `cami export --to workbook` back into the tables.

Tells what was edited, by table, row and column, and changes nothing; with --write the tables that changed are written,
no others. What a spreadsheet has damaged is named by its cell, and nothing is written then; nor when the check would
find something in the tables that it does not find today, unless --known-faults says that this is known.

\b
Example:
  cami import claims.xlsx
  cami import claims.xlsx --write
"""
COLUMNS = ("file", "row", "name", "what", "column", "old", "new")


@click.command(help=HELP)
@click.argument("workbook", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--write", "writes", is_flag=True, help="Write the tables that changed.")
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A copy of data/.")
@click.option("--format", "form", type=click.Choice(["text", "tsv"]), default="text", show_default=True)
@click.option("--known-faults", is_flag=True, help="Write although the check finds something new.")
def command(workbook: Path, writes: bool, data: Path | None, form: str, known_faults: bool) -> None:
    """Read, compare, tell, and write where that was asked for and nothing stands against it."""
    from cami_graph.errors import TableError
    from cami_graph.paths import DATA
    from cami_graph.workbook import apply_changes, compare_tables, list_sheets, read_workbook

    data = data or DATA
    sheets = list_sheets(data)
    reading = read_workbook(workbook, sheets)
    for note in reading.notes:
        show_note(note)
    if reading.faults:
        raise TableError.of(reading.faults, f"{workbook.name} was not brought in: {len(reading.faults)} to mend.")
    changes = compare_tables(data, sheets, reading.rows)
    show_changes(changes, form)
    if not changes:
        show_note("nothing was edited")
        return
    found = find_new(data, sheets, reading)
    for fault in found:
        show_note(f"would be found: {fault}")
    if not writes:
        show_note(f"{count(changes)}; nothing is written without --write")
        return
    if found and not known_faults:
        remedy = "Mend them in the workbook, or say --known-faults."
        raise TableError(f"Nothing was written: the check would find {len(found)} new.", remedy=remedy)
    for file in apply_changes(data, sheets, reading.rows):
        show_note(f"wrote {file}")


def count(changes: Sequence[Change]) -> str:
    """Say how many rows changed in which way."""
    kinds = [change.what for change in changes]
    return ", ".join(f"{kinds.count(kind)} rows {kind}" for kind in dict.fromkeys(kinds))


def show_changes(changes: Sequence[Change], form: str) -> None:
    """Print what was edited, a line for each cell."""
    from cami_graph.workbook import describe_changes

    if form == "text":
        for line in describe_changes(changes):
            show_line(line)
        return
    show_line("\t".join(COLUMNS))
    for change in changes:
        row = change.old_row if change.old_row is not None else change.new_row
        for cell in change.cells:
            show_line("\t".join([change.file, str(row), change.name, change.what, cell.column, cell.old, cell.new]))


def find_new(data: Path, sheets: Sequence[TableSheet], reading: Reading) -> list[Fault]:
    """Return what the check would find in the tables with these edits, and does not find today."""
    import shutil
    from tempfile import TemporaryDirectory

    from cami_graph.check import check_data
    from cami_graph.paths import VOCABULARIES
    from cami_graph.workbook import apply_changes

    before = {(one.file, one.problem, one.column) for one in check_data(data, VOCABULARIES).refusals}
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(data, Path(folder) / "data", ignore=shutil.ignore_patterns("graph")))
        apply_changes(copy, sheets, reading.rows)
        found = check_data(copy, VOCABULARIES).refusals
    return [one for one in found if (one.file, one.problem, one.column) not in before]
