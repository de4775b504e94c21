"""`cami validate`: the graph against the shapes; each finding with the cell of the table that it came from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_bytes, show_note, write_file

if TYPE_CHECKING:
    from rdflib import Dataset

    from cami_graph.build import Build
    from cami_graph.validate import Finding

HELP = """Check the graph against the shapes and the hygiene questions.

Checked is the graph in use with what the analysis found in it, where it was built from the tables as they are now.
Where it was not, or anything is wrong, the graph is built in memory, so that each finding names table, cell, level,
rule, message and what to do. With `--graph` or `--endpoint` before the verb, the graph
named there is checked instead; findings then name things. Exit code 1 when anything is wrong; warnings alone give 0,
unless `--strict`.

\b
Example:
  cami validate
  cami validate --format github
  cami validate --to findings.xlsx
  cami --endpoint http://127.0.0.1:8890/sparql validate
"""
FORMS = ("text", "tsv", "json", "sarif", "github")
SUFFIXES = {".txt": "text", ".tsv": "tsv", ".json": "json", ".sarif": "sarif"}


@click.command(help=HELP)
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A copy of data/ to check.")
@click.option("--shapes", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Other shapes.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option(
    "--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="File: txt, tsv, json, sarif, xlsx."
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@pass_context
def command(
    context: Context, data: Path | None, shapes: Path | None, form: str, target: Path | None, strict: bool
) -> int:
    """Check, show or write the findings, and say by the exit code whether there are any."""
    from cami_graph.paths import DATA, SHAPES
    from cami_graph.validate import has_errors
    from cami_graph.validate.formats import count_findings

    data = data or DATA
    findings = find(context, data, shapes or SHAPES)
    if target is None:
        from cami_graph.validate import format_findings

        show_bytes(format_findings(findings, form).encode("utf-8"))
    else:
        write(findings, target, data)
        show_note(count_findings(findings))
    return 1 if has_errors(findings) or (strict and findings) else 0


def find(context: Context, data: Path, shapes: Path) -> tuple[Finding, ...]:
    """Check the graph that was named, or the one that the tables give, by shapes and by hygiene questions.

    A built version of these tables is checked as it is; the tables are built only to say where something is wrong.
    """
    from cami_graph.validate import engine_note

    if context.endpoint or context.path:
        found = find_elsewhere(context, shapes)
    else:
        found = () if is_built_sound(data, shapes) else find_in_tables(data, shapes)
    if note := engine_note():
        show_note(note)
    return found


def find_elsewhere(context: Context, shapes: Path) -> tuple[Finding, ...]:
    """Find what is wrong with a graph that was named, which comes from no tables."""
    from cami_graph.store import fetch_graph
    from cami_graph.validate import check_graph, check_hygiene, read_shapes
    from cami_graph.validate.findings import sort_findings

    store = context.open().store
    graph = fetch_graph(store)
    return sort_findings([*check_graph(graph, read_shapes(shapes)), *check_hygiene(store, graph)])


def is_built_sound(data: Path, shapes: Path) -> bool:
    """Say whether there is a version that was built from these tables, and nothing in it breaks a rule."""
    from cami_graph.errors import StoreError
    from cami_graph.paths import GRAPH, SHAPES
    from cami_graph.store.kept import RULES, TABLES, find_kept
    from cami_graph.store.version import GRAPH_PARTS, find_version

    try:
        version = find_version(data / GRAPH.name)
        kept = find_kept(version)
        if kept is None or not kept.fits(TABLES, data):
            return False
        version.check(GRAPH_PARTS)
    except StoreError:
        return False
    if shapes == SHAPES and kept.fits(RULES):
        return True
    from cami_graph.publish.verdict import keep_verdict
    from cami_graph.store import open_store
    from cami_graph.validate import is_sound

    statements = "".join((version.folder / part).read_text("utf-8") for part in GRAPH_PARTS)
    sound = is_sound(statements, open_store(version.folder), shapes)
    if sound and shapes == SHAPES:
        keep_verdict(version)
    return sound


def find_in_tables(data: Path, shapes: Path) -> tuple[Finding, ...]:
    """Build the graph of the tables in memory, and find what is wrong with it cell by cell."""
    from cami_graph.build import Rooms, build_graph

    build = build_graph(Rooms(data=data))
    add_analysis(build.dataset, data)
    return find_in_build(build, data, shapes)


def find_in_build(build: Build, data: Path, shapes: Path) -> tuple[Finding, ...]:
    """Find what is wrong with a graph that was built in memory, cell by cell."""
    from cami_graph.store import open_store
    from cami_graph.validate import check_graph, check_hygiene, join_graphs, read_shapes
    from cami_graph.validate.findings import sort_findings

    graph = join_graphs(build.dataset)
    found = check_graph(graph, read_shapes(shapes), build.origins, data)
    return sort_findings([*found, *check_hygiene(open_store(build.dataset), graph, build.origins, data)])


def add_analysis(dataset: Dataset, data: Path) -> None:
    """Add what the analysis found, where it was found in the graph that the tables give now."""
    from cami_graph.paths import GRAPH, GRAPH_ANALYSIS, GRAPH_NQUADS
    from cami_graph.rdf import dataset_quads, load_dataset, nquads_text
    from cami_graph.store.version import find_current

    built, analysis = (find_current(data / GRAPH.name) / path.name for path in (GRAPH_NQUADS, GRAPH_ANALYSIS))
    if built.is_file() and analysis.is_file() and built.read_bytes() == nquads_text(dataset_quads(dataset)):
        for found in load_dataset(analysis).graphs():
            dataset.graph(found.identifier).__iadd__(found)
    else:
        show_note("The analysis was not checked: it is of another graph. `cami build` makes it anew.")


def write(findings: Sequence[Finding], target: Path, data: Path) -> None:
    """Write the findings in the form that the suffix names."""
    from cami_graph.errors import ExportError
    from cami_graph.validate import format_findings, workbook_bytes

    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        write_file(target, workbook_bytes(findings, data))
    elif suffix in SUFFIXES:
        write_file(target, format_findings(findings, SUFFIXES[suffix]).encode("utf-8"))
    else:
        known = ", ".join([*SUFFIXES, ".xlsx"])
        raise ExportError(f'Findings cannot be written as "{suffix}".', remedy=f"There are: {known}.")
