"""`cami check`: the tables against the report and each other, before anything is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import show_line, show_note, write_file

if TYPE_CHECKING:
    from cami_graph.check import Agreement
    from cami_graph.errors import Fault

HELP = """Check the tables of claims against the report and against each other.

Finds quotes that do not stand where they claim to, names, sums and years that the quote does not give, words of the
report that no claim quotes, and differences between readers that nobody settled. Each finding names file, row, column,
value and remedy. Exit code 1 when there are any.

\b
Example:
  cami check
  cami check --agreement
  cami check --data /tmp/copy/data --format tsv
"""
COLUMNS = ("file", "row", "column", "value", "problem", "remedy")


@click.command(help=HELP)
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A copy of data/ to check.")
@click.option("--format", "form", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True)
@click.option("--agreement", is_flag=True, help="Show how far the independent readers agree, facet by facet.")
@click.option("--readme", is_flag=True, help="Write the columns and the agreement into README.md of the data.")
def command(data: Path | None, form: str, agreement: bool, readme: bool) -> int:
    """Check, show the findings, and say by the exit code whether there are any."""
    from cami_graph.paths import DATA

    data = data or DATA
    if readme:
        write_readme(data)
        return 0
    if agreement:
        show_agreement(data / "readings", form)
        return 0
    faults = find_faults(data)
    show_faults(faults, form)
    show_note(summary(data, faults))
    return 1 if faults else 0


def write_readme(data: Path) -> None:
    """Write the generated parts of the README of the data anew."""
    from cami_graph.check import update_readme

    path = data / "README.md"
    write_file(path, update_readme(path.read_text(encoding="utf-8"), data / "readings").encode("utf-8"))


def find_faults(data: Path) -> list[Fault]:
    """Check the tables, and where they hold, what the graph prints against what the readers settled."""
    from cami_graph.check import check_settlements, check_tables
    from cami_graph.paths import VOCABULARIES

    faults = check_tables(data, VOCABULARIES)
    if not faults and (data / "readings" / "settlements.csv").exists():
        faults = list(check_settlements(data / "readings", print_facts(data)))
    return faults


def print_facts(data: Path) -> list[tuple[str, str, str]]:
    """Build the graph of these tables in memory and ask it for its facts."""
    from cami_graph.build import Rooms, build_graph
    from cami_graph.query import Runner
    from cami_graph.store import open_store

    answer = Runner(open_store(build_graph(Rooms(data=data)).dataset)).query("facts")
    return [(str(row["activity"]), str(row["facet"]), str(row["value"])) for row in answer]


def show_faults(faults: Sequence[Fault], form: str) -> None:
    """Print the findings in the form asked for."""
    import json

    records = [{name: getattr(fault, name) for name in COLUMNS} for fault in faults]
    if form == "json":
        show_line(json.dumps(records, ensure_ascii=False, indent=1))
    elif form == "tsv":
        show_line("\t".join(COLUMNS))
        for record in records:
            show_line("\t".join("" if record[name] is None else str(record[name]) for name in COLUMNS))
    else:
        for fault in faults:
            show_line(str(fault))


def summary(data: Path, faults: Sequence[Fault]) -> str:
    """Return how many findings there are and how much of the report is accounted for."""
    from cami_graph.check import check_words, measure_coverage, read_words
    from cami_graph.paths import VOCABULARIES

    words, _ = read_words(data, VOCABULARIES)
    list(check_words(words))
    coverage = measure_coverage(words)
    count = f"{len(faults)} finding{'' if len(faults) == 1 else 's'}" if faults else "nothing to find fault with"
    return f"{count}; {coverage.share:.2%} of {coverage.characters:,} printed characters are accounted for"


def show_agreement(readings: Path, form: str) -> None:
    """Print precision, recall, F1 and kappa of each two readers, facet by facet."""
    import json

    from cami_graph.check import measure_agreement, read_readings

    rows = measure_agreement(read_readings(readings))
    if form == "json":
        show_line(json.dumps([asdict(row) for row in rows], indent=1))
        return
    show_line("\t".join(["facet", "first", "second", "facts", "facts", "common", "precision", "recall", "F1", "kappa"]))
    for row in rows:
        show_line("\t".join(agreement_cells(row)))


def agreement_cells(row: Agreement) -> list[str]:
    """Return one comparison as cells of a table."""
    kappa = "" if row.kappa is None else f"{row.kappa:.3f}"
    shares = [f"{share:.3f}" for share in (row.precision, row.recall, row.f1)]
    counts = [str(row.first_facts), str(row.second_facts), str(row.common)]
    return [row.facet, row.first, row.second, *counts, *shares, kappa]
