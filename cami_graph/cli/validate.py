"""`cami validate`: the graph against the shapes; each finding with the cell of the table that it came from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_bytes, show_note, write_file

if TYPE_CHECKING:
    from rdflib import Dataset

    from cami_graph.validate import Finding

HELP = """Check the graph against the shapes and the hygiene questions.

The graph is built from the tables in memory, so that each finding names table, cell, level, rule, message and what to
do; what the analysis found in this graph is checked with it. With `--graph` or `--endpoint` before the verb, the graph
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
    """Check the graph that was named, or the one that the tables give, by shapes and by hygiene questions."""
    from cami_graph.store import fetch_graph, open_store
    from cami_graph.validate import check_graph, check_hygiene, join_graphs, read_shapes
    from cami_graph.validate.findings import sort_findings

    if context.endpoint or context.path:
        store = context.open().store
        graph = fetch_graph(store)
        return sort_findings([*check_graph(graph, read_shapes(shapes)), *check_hygiene(store, graph)])
    from cami_graph.build import Rooms, build_graph

    build = build_graph(Rooms(data=data))
    add_analysis(build.dataset, data)
    graph = join_graphs(build.dataset)
    found = check_graph(graph, read_shapes(shapes), build.origins, data)
    hygiene = check_hygiene(open_store(build.dataset), graph, build.origins, data)
    return sort_findings([*found, *hygiene])


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
