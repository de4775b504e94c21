"""`cami diff`: what changed between two versions of the data, as people read it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import show_bytes, write_file

if TYPE_CHECKING:
    from cami_graph.compare.data import DataDiff

FORMS = ("md", "xlsx", "ttl", "json", "csv")
HELP = """Tell what changed between two versions of the data: rows added, changed cell by cell, withdrawn.

A version is a folder that holds the content of data/, or a tag or commit of git, which is read without a checkout. Rows
are matched by the key of their table; tables of the first edition are found where they lie today. A column that is new,
gone or renamed is told once.

\b
Example:
  cami diff --since v0.1.0
  cami diff --since HEAD --to out/changes.xlsx
  cami diff --since /tmp/copy/data --format json
"""


@click.command(help=HELP)
@click.option("--since", required=True, metavar="TAG|FOLDER", help="The version to start from.")
@click.option(
    "--data", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The version to end with [data/]."
)
@click.option("--format", "form", type=click.Choice(FORMS), help="md on a terminal; xlsx, ttl, json, csv.")
@click.option("-o", "--to", "to", type=click.Path(path_type=Path), help="Write here; the suffix tells the form.")
def command(since: str, data: Path | None, form: str | None, to: Path | None) -> None:
    """Compare, then write the changes in the form that was asked for."""
    from cami_graph.compare.data import compare_versions
    from cami_graph.compare.versions import read_folder, read_version
    from cami_graph.paths import DATA

    form = form or (to.suffix.lstrip(".").lower() if to else "md")
    if form not in FORMS:
        raise click.UsageError(f'"{form}" is no form of a list of changes; choose one of {", ".join(FORMS)}.')
    if form == "xlsx" and not to and sys.stdout.isatty():
        raise click.UsageError("xlsx is no text; name a file with --to, or send it through a pipe.")
    data = data or DATA
    content = find_writer(form)(compare_versions(read_version(since, data), read_folder(data)))
    write_file(to, content) if to else show_bytes(content)


def find_writer(form: str) -> Callable[[DataDiff], bytes]:
    """Return what writes the changes in this form."""
    from cami_graph.compare.changeset import to_turtle
    from cami_graph.compare.data_told import to_csv, to_json, to_markdown, to_workbook

    writers: Mapping[str, Callable[[DataDiff], bytes]] = {
        "md": to_markdown,
        "xlsx": to_workbook,
        "ttl": to_turtle,
        "json": to_json,
        "csv": to_csv,
    }
    return writers[form]
