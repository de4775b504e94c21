"""`cami gaps`: the possible gaps in joint work, ranked, filtered, explained; or written beside the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_bytes, show_line, table_width, write_file

if TYPE_CHECKING:
    from cami_graph.analyse.findings import Findings, Settings
    from cami_graph.analyse.gaps import Gap

FORMS = ("table", "json", "csv", "tsv")
HELP = """Rank the possible gaps in joint work.

First come resources that two countries share without recorded joint work, then other findings between countries, then
those inside the programme. Silence of the report is no proof that nothing was done: read the evidence, with --explain.

\b
Example:
  cami gaps --top 10
  cami gaps --country KZ --country UZ --format json
  cami gaps --explain shared-KZ-TM-saiga
"""


@click.command(help=HELP)
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only gaps of this kind, or open, bridged, planned."
)
@click.option(
    "--country", "countries", multiple=True, metavar="NAME", help="Only gaps of this country; repeat for pairs."
)
@click.option("--landscape", metavar="NAME", help="Only gaps on this landscape.")
@click.option("--species", metavar="NAME", help="Only gaps on this species.")
@click.option("--threat", metavar="NAME", help="Only gaps on which this threat bears.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the first N.")
@click.option("--format", "form", type=click.Choice(FORMS), help="table on a terminal; json, csv, tsv.")
@click.option("-o", "--to", "to", type=click.Path(path_type=Path), help="Write here; the suffix tells the form.")
@click.option("--explain", metavar="ID", help="Tell everything about one gap.")
@click.option("--without-recommendations", is_flag=True, help="Rank without the experts' column of the report.")
@click.option("--seed", type=int, metavar="N", help="Begin the random draws elsewhere.")
@click.option("--measures", is_flag=True, help="The measures of the whole network instead, as JSON.")
@click.option("--write", "write", is_flag=True, help="Write the analysis beside the graph, as `cami build` does.")
@pass_context
def command(
    context: Context,
    kinds: tuple[str, ...],
    countries: tuple[str, ...],
    landscape: str | None,
    species: str | None,
    threat: str | None,
    top: int | None,
    form: str | None,
    to: Path | None,
    explain: str | None,
    without_recommendations: bool,
    seed: int | None,
    measures: bool,
    write: bool,
) -> None:
    """Analyse, choose, print."""
    from cami_graph.analyse.findings import Settings
    from cami_graph.analyse.select import Wanted, find_gap, select_gaps

    chosen = Settings(recommendations=not without_recommendations)
    settings = chosen if seed is None else Settings(seed=seed, recommendations=chosen.recommendations)
    if write:
        write_graph(settings)
        return
    graph = context.open()
    wanted = Wanted.read(graph.runner.resolve, kinds, countries, landscape, species, threat)
    findings = graph.find_gaps(settings)
    if measures:
        show_measures(findings, to)
    elif explain:
        show_one(find_gap(findings.gaps, explain), context.language, form)
    else:
        show_gaps(select_gaps(findings.gaps, wanted, top), form, to, context.language)


def write_graph(settings: Settings) -> None:
    """Write the analysis of the built graph, and say so."""
    from cami_graph.paths import GRAPH_ANALYSIS, show_path
    from cami_graph.publish.analysis import write_analysis

    count = write_analysis(settings=settings)
    show_line(f"found {count} possible gaps: {show_path(GRAPH_ANALYSIS)}")


def show_measures(findings: Findings, to: Path | None) -> None:
    """Print the measures of the network as JSON."""
    import json

    from cami_graph.analyse.measures import measure_all

    content = (json.dumps(measure_all(findings), ensure_ascii=False, indent=2) + "\n").encode()
    write_file(to, content) if to else show_bytes(content)


def show_gaps(gaps: tuple[Gap, ...], form: str | None, to: Path | None, language: str) -> None:
    """Print or write a list of gaps."""
    from cami_graph.analyse.select import write_gaps

    form = form or (to.suffix.lstrip(".") if to else "table")
    if form == "table":
        show_table(gaps, language)
        return
    if form not in FORMS:
        raise click.UsageError(f'"{form}" is no form of a list of gaps; choose one of {", ".join(FORMS)}.')
    content = write_gaps(gaps, form, language)
    write_file(to, content) if to else show_bytes(content)


def show_table(gaps: tuple[Gap, ...], language: str) -> None:
    """Print gaps as a table for people."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for title, justify in (
        ("rank", "right"),
        ("id", "left"),
        ("score", "right"),
        ("ranks", "right"),
        ("sentence", "left"),
    ):
        table.add_column(title, justify="right" if justify == "right" else "left", overflow="fold")
    for gap in gaps:
        interval = f"{gap.rank_interval[0]}–{gap.rank_interval[1]}{'' if gap.is_robust else ' ?'}"
        sentence = gap.sentence_ru if language == "ru" else gap.sentence
        table.add_row(str(gap.rank), gap.slug, f"{gap.score:.3f}", interval, sentence)
    console = Console(width=table_width())
    console.print(table)
    if any(not gap.is_robust for gap in gaps):
        console.print("? = the rank changes when doubtful claims are drawn anew")


def show_one(gap: Gap, language: str, form: str | None) -> None:
    """Print everything about one gap."""
    import json

    from cami_graph.analyse.select import explain_gap

    if form == "json":
        show_line(json.dumps(gap.to_json(), ensure_ascii=False, indent=2))
        return
    for line in explain_gap(gap, language):
        show_line(line)
