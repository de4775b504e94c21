"""`cami merge`: two things of the reference tables become one, or one gets another name; everything follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import show_line, show_note, write_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cami_graph.tables import Row
    from cami_graph.workbook import Change, Merge

HELP = """Join a thing of the reference tables with another, or give it another name.

KIND is species, actor, place, initiative, framework or population. Where INTO has a row, the row of ID is taken away
and its spellings go to that of INTO; else ID is renamed. Every table that names it follows, so do the settlements
between readers and what readers decided about drafts, and replaced.csv keeps the old address, which leads to the new
one for good. What changes is told; nothing is written without --write, nor when the check would find something new.

\b
Example:
  cami merge actor wwf-mongolia wwf
  cami merge place gobi gobi-desert --write
"""


@click.command(help=HELP)
@click.argument("kind")
@click.argument("name", metavar="ID")
@click.argument("into")
@click.option("--write", "writes", is_flag=True, help="Write the tables that change.")
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A copy of data/.")
def command(kind: str, name: str, into: str, writes: bool, data: Path | None) -> None:
    """Work everything out on a copy, check it, tell it, and write it where that was asked for."""
    import shutil
    from functools import partial
    from tempfile import TemporaryDirectory

    from cami_graph.check import SEALS, seal_renamed
    from cami_graph.errors import TableError
    from cami_graph.paths import DATA, VOCABULARIES
    from cami_graph.workbook import apply_changes, compare_tables, describe_changes, list_sheets, start_merge

    data = data or DATA
    sheets = list_sheets(data)
    one, rows = start_merge(data, sheets, kind, name, into)
    decided = follow_decisions(data, one)
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(data, Path(folder) / "data", ignore=shutil.ignore_patterns("graph")))
        apply_changes(copy, sheets, rows)
        rows |= settle(copy, f"{name} was joined with {into}")
        apply_changes(copy, sheets, rows)
        sealed = seal_renamed(data, copy, VOCABULARIES, partial(rename_key, one))
        found = find_new(data, copy)
    changes: list[Change] = compare_tables(data, sheets, rows)
    for line in describe_changes(changes):
        show_line(line)
    for file in decided:
        show_line(f"{file}: the decisions follow")
    for fault in found:
        show_note(f"would be found: {fault}")
    if not writes:
        show_note(f"{len(changes)} rows; nothing is written without --write")
        return
    if found:
        raise TableError("Nothing was written: the check would find something new.", remedy="Mend the tables first.")
    for file in apply_changes(data, sheets, rows):
        show_note(f"wrote {file}")
    for file, content in decided.items():
        write_file(data / file, content)
    if sealed:
        write_file(data / SEALS, sealed)


def follow_decisions(data: Path, one: Merge) -> dict[str, bytes]:
    """Return the files of what readers decided about drafts that change, under the new name, with their content."""
    from cami_graph.review.renamed import follow_names
    from cami_graph.tables import columns_of, table_types

    def rename(table: str, cells: Mapping[str, str]) -> dict[str, str]:
        columns = [column for column in columns_of(table_types()[table]) if column.name in cells]
        names = [column.name for column in columns]
        told = dict(zip(names, one.follow_row(columns, tuple(map(cells.__getitem__, names))), strict=True))
        return {name: told.get(name, text) for name, text in cells.items()}

    reports = sorted((data / "reports").iterdir())
    found = {report.name: follow_names(report, rename) for report in reports if report.is_dir()}
    return {f"reports/{name}/{file}": content for name, files in found.items() for file, content in files.items()}


def rename_key(one: Merge, row: Row, key: str) -> str:
    """Return the key by which a row is known under the new name."""
    from cami_graph.check import names_of_key
    from cami_graph.tables.columns import declared

    if one.kind.table == row.TABLE:
        return one.new if key == one.old else key
    columns = declared(type(row))
    cells = one.follow_row(columns, tuple("; ".join(row.values(column.name)) for column in columns))
    told = dict(zip((column.name for column in columns), cells, strict=True))
    return " ".join(told.get(name, "; ".join(row.values(name))) for name in names_of_key(row))


def settle(data: Path, reason: str) -> dict[str, dict[int, tuple[str, ...]]]:
    """Return the settlements of each report as they must stand for what its graph prints now."""
    from cami_graph.check import find_readings, read_readings, settled_facts
    from cami_graph.cli.check import print_facts
    from cami_graph.tables import Settlement, read_rows
    from cami_graph.workbook import follow_settlements, list_sheets
    from cami_graph.workbook.changes import read_rows as read_cells

    readings = find_readings(data)
    printed = print_facts(data) if readings else {}
    sheets = {sheet.file: sheet for sheet in list_sheets(data)}
    found = {}
    for report, folder in readings.items():
        file = f"reports/{report}/readings/settlements.csv"
        settled = settled_facts(read_readings(folder), read_rows(folder / "settlements.csv", Settlement))
        found[file] = follow_settlements(read_cells(data, sheets[file]), printed.get(report, []), settled, reason)
    return found


def find_new(data: Path, copy: Path) -> list[str]:
    """Return what the check finds in the copy and not in the data, the settlements among it."""
    from cami_graph.check import check_data
    from cami_graph.paths import VOCABULARIES

    before = {(fault.file, fault.problem) for fault in check_data(data, VOCABULARIES).refusals}
    found = check_data(copy, VOCABULARIES).refusals
    return [str(fault) for fault in found if (fault.file, fault.problem) not in before]
