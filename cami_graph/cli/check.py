"""`cami check`: the tables against the report and each other, before anything is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli import gate
from cami_graph.cli.context import Context, pass_context, show_line, show_note, write_file

if TYPE_CHECKING:
    from cami_graph.check import Agreement, Checked
    from cami_graph.errors import Fault

HELP = """Check the tables of claims against the report and against each other.

Finds quotes that do not stand where they claim to, names, sums and years that the quote does not give, words of the
report that no claim quotes, and differences between readers that nobody settled. Each finding names file, row, column,
value and remedy. Exit code 1 when there are any. Where documents tell different states, these are listed beside.

Beside the words that are accounted for stands how many claims a person has read: proposed ones are no mistake and are
not published; a claim that counts as read and names nobody who read it is one. --to writes the findings as a workbook:
a list, and the tables with each finding at its cell, which `cami import` brings back once they are mended.

\b
Example:
  cami check
  cami check --agreement
  cami check --report cami2-doc3
  cami check --to findings.xlsx
  cami check --data /tmp/copy/data --format tsv
"""
COLUMNS = ("file", "row", "column", "value", "problem", "remedy")


@click.command(help=HELP)
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A copy of data/ to check.")
@click.option("--format", "form", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True)
@click.option("--agreement", is_flag=True, help="Show how far the independent readers agree, facet by facet.")
@click.option("--seal", is_flag=True, help="Seal the tables as they stand, once all that changed was read.")
@click.option("--strict", is_flag=True, help="What was changed and not read since is as bad as a mistake.")
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the findings, as XLSX.")
@click.option("--readme", is_flag=True, help="Write the columns and the agreement into README.md of the data.")
@pass_context
def command(
    context: Context,
    data: Path | None,
    form: str,
    agreement: bool,
    seal: bool,
    strict: bool,
    target: Path | None,
    readme: bool,
) -> int:
    """Check, show the findings, and say by the exit code whether there are any."""
    from cami_graph.check import check_data
    from cami_graph.paths import DATA, VOCABULARIES

    data = data or DATA
    check_target(target)
    if readme:
        write_readme(data)
        return 0
    if agreement:
        show_agreement(data, context.report, form)
        return 0
    checked = check_data(data, VOCABULARIES, context.report)
    if seal:
        return seal_tables(data, checked.faults, form)
    if target is not None:
        write_findings(data, target, checked.faults)
    else:
        show_faults(checked.faults, form)
    count, unread = tell_check(checked)
    return 1 if count or (strict and unread) else 0


def tell_check(checked: Checked) -> tuple[int, int]:
    """Say beside the faults how documents differ, how far each report is accounted for, and how many faults there are.

    Return how many faults there are, and how many cells were changed and not read since.
    """
    for conflict in checked.conflicts:
        show_note(str(conflict))
    for report in checked.reports:
        show_note(str(report))
    count = len(checked.refusals)
    unread = len(checked.faults) - count
    none = "nothing else to find fault with" if unread else "nothing to find fault with"
    show_note(f"{count} finding{'' if count == 1 else 's'}" if count else none)
    if unread:
        show_note(f"{unread} cell{'' if unread == 1 else 's'} or rows changed and not read since")
    return count, unread


def check_target(target: Path | None) -> None:
    """Stop at a file that would be no workbook, before the check is made."""
    if target is not None and target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{target.name}: findings go into a workbook, such as findings.xlsx.")


def write_findings(data: Path, target: Path, faults: Sequence[Fault]) -> None:
    """Write the findings as a workbook."""
    from cami_graph import workbook
    from cami_graph.paths import VOCABULARIES
    from cami_graph.tables import read_codes

    sheets = workbook.list_sheets(data)
    codes = read_codes(VOCABULARIES, data / "reference")
    write_file(target, workbook.write_findings(data, sheets, codes, faults))


def seal_tables(data: Path, faults: Sequence[Fault], form: str) -> int:
    """Seal the tables where nothing else is wrong with them, and tell what differs from what was read before."""
    from cami_graph.check import SEALS, SealFault, seal_data
    from cami_graph.paths import VOCABULARIES

    show_faults(faults, form)
    if any(not isinstance(fault, SealFault) for fault in faults):
        show_note("nothing is sealed: mend the tables first")
        return 1
    seal_data(data, VOCABULARIES)
    show_note(f"sealed: {SEALS}; {len(faults)} cells or rows differ from what was read before")
    return 0


def write_readme(data: Path) -> None:
    """Write the generated parts of the README of the data anew."""
    from cami_graph.check import update_readme

    path = data / "README.md"
    write_file(path, update_readme(path.read_text(encoding="utf-8"), data).encode("utf-8"))


def print_facts(data: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Build the graph of these tables in memory and ask it for the facts of each document."""
    from cami_graph.build import Rooms, build_graph

    return gate.print_facts(build_graph(Rooms(data=data)).quads)


def show_faults(faults: Sequence[Fault], form: str) -> None:
    """Print the findings in the form asked for."""
    import json

    from cami_graph.tables.letters import visible

    records = [{name: getattr(fault, name) for name in COLUMNS} for fault in faults]
    if form == "json":
        show_line(json.dumps(records, ensure_ascii=False, indent=1))
    elif form == "tsv":
        show_line("\t".join(COLUMNS))
        for record in records:
            show_line("\t".join("" if record[name] is None else visible(str(record[name])) for name in COLUMNS))
    else:
        for fault in faults:
            show_line(visible(str(fault)))


def show_agreement(data: Path, report: str, form: str) -> None:
    """Print precision, recall, F1 and kappa of each two readers of each report, facet by facet."""
    import json

    from cami_graph.check import find_readings, measure_agreement, read_readings

    found = {
        name: measure_agreement(read_readings(folder))
        for name, folder in find_readings(data).items()
        if report in ("", name)
    }
    if form == "json":
        show_line(
            json.dumps([{"report": name, **asdict(row)} for name, rows in found.items() for row in rows], indent=1)
        )
        return
    heads = ["report", "facet", "first", "second", "facts", "facts", "common", "precision", "recall", "F1", "kappa"]
    show_line("\t".join(heads))
    for name, rows in found.items():
        for row in rows:
            show_line("\t".join([name, *agreement_cells(row)]))


def agreement_cells(row: Agreement) -> list[str]:
    """Return one comparison as cells of a table."""
    kappa = "" if row.kappa is None else f"{row.kappa:.3f}"
    shares = [f"{share:.3f}" for share in (row.precision, row.recall, row.f1)]
    counts = [str(row.first_facts), str(row.second_facts), str(row.common)]
    return [row.facet, row.first, row.second, *counts, *shares, kappa]
