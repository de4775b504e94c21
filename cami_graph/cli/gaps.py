"""`cami gaps`: the possible gaps in joint work, ranked, filtered, explained; or written beside the graph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_bytes, show_line, table_width, write_file
from cami_graph.cli.gate import refuse_installation
from cami_graph.cli.table import draw_table
from cami_graph.files import is_special

if TYPE_CHECKING:
    from cami_graph.analyse.findings import Findings, Settings
    from cami_graph.analyse.gaps import Gap

FORMS = ("table", "json", "csv", "tsv")
TEXTS = (".txt", ".md")
COLUMNS = ("rank", "id", "score", "ranks", "sentence")
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
@click.option("--seed", type=click.IntRange(0), metavar="N", help="Begin the random draws elsewhere.")
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
    chosen_gaps = any((kinds, countries, landscape, species, threat, top))
    if write:
        refuse_beside("--write", chosen_gaps or form or to or explain or measures)
        write_graph(settings)
        return
    refuse_beside("--measures", measures and (chosen_gaps or form or explain))
    refuse_beside("--explain", explain and chosen_gaps)
    graph = context.open()
    wanted = Wanted.read(graph.runner.resolve, kinds, countries, landscape, species, threat)
    findings = graph.find_gaps(settings)
    if measures:
        show_measures(findings, to)
    elif explain:
        show_one(find_gap(findings.gaps, explain), context.language, form, to)
    else:
        show_gaps(select_gaps(findings.gaps, wanted, top), form, to, context.language)


def refuse_beside(option: str, others: object) -> None:
    """Refuse options that another one leaves nothing to do."""
    if others:
        raise click.UsageError(f"{option} takes no choice of gaps or form beside it.")


def write_graph(settings: Settings) -> None:
    """Write the analysis of the built graph, and say so."""
    from cami_graph.paths import GRAPH_ANALYSIS, GRAPH_LAYOUT, GRAPH_NQUADS, GRAPH_TURTLE, show_path
    from cami_graph.publish.analysis import write_analysis
    from cami_graph.publish.version import publish_version, share_parts
    from cami_graph.store.version import find_version

    refuse_installation("The analysis", "Write it beside a graph of your own, with `cami build --to FOLDER`.")
    before = find_version()
    before.check()

    def make(new: Path) -> None:
        share_parts(before, new, (GRAPH_NQUADS.name, GRAPH_TURTLE.name, GRAPH_LAYOUT.name))
        count = write_analysis(new, settings)
        show_line(f"found {count} possible gaps: {show_path(GRAPH_ANALYSIS.parent)}/{GRAPH_ANALYSIS.name}")

    show_line(f"version {publish_version(make).name} is in use")


def show_measures(findings: Findings, to: Path | None) -> None:
    """Print the measures of the network as JSON."""
    import json

    from cami_graph.analyse.measures import measure_all

    content = (json.dumps(measure_all(findings), ensure_ascii=False, indent=2) + "\n").encode()
    write_file(to, content) if to else show_bytes(content)


def show_gaps(gaps: tuple[Gap, ...], form: str | None, to: Path | None, language: str) -> None:
    """Print or write a list of gaps."""
    from cami_graph.analyse.select import write_gaps

    form = form or form_of(to, FORMS[1:])
    if form not in FORMS:
        raise click.UsageError(f'"{form}" is no form of a list of gaps; choose one of {", ".join(FORMS)}.')
    give(draw_gaps(gaps, language).encode() if form == "table" else write_gaps(gaps, form, language), to)


def form_of(to: Path | None, forms: Sequence[str]) -> str:
    """Return the form that the suffix of a file tells; text where no file is named, or one of text."""
    if to is None or to.suffix.lower() in TEXTS or is_special(to):
        return "table"
    form = to.suffix.lstrip(".").lower()
    if form not in forms:
        suffixes = ", ".join([*TEXTS, *(f".{one}" for one in forms)])
        raise click.UsageError(f'The suffix of "{to.name}" tells no form; use one of {suffixes}, or --format.')
    return form


def give(content: bytes, to: Path | None) -> None:
    """Write a file where one is named, or print."""
    write_file(to, content) if to else show_bytes(content)


def draw_gaps(gaps: tuple[Gap, ...], language: str) -> str:
    """Return gaps as a table for people, or one field a line where a table finds no room."""
    rows = [gap_cells(gap, language) for gap in gaps]
    doubtful = any(not gap.is_robust for gap in gaps)
    note = "? = the rank changes when doubtful claims are drawn anew\n" if doubtful else ""
    return draw_table(COLUMNS, rows, ("rank", "score", "ranks"), table_width()) + "\n" + note


def gap_cells(gap: Gap, language: str) -> tuple[str, ...]:
    """Return one gap as cells of the table."""
    interval = f"{gap.rank_interval[0]}–{gap.rank_interval[1]}{'' if gap.is_robust else ' ?'}"
    sentence = gap.sentence_ru if language == "ru" else gap.sentence
    return (str(gap.rank), gap.slug, f"{gap.score:.3f}", interval, sentence)


def show_one(gap: Gap, language: str, form: str | None, to: Path | None) -> None:
    """Tell everything about one gap, as text or as JSON."""
    import json

    from cami_graph.analyse.select import explain_gap

    form = form or form_of(to, ("json",))
    if form not in ("table", "json"):
        raise click.UsageError(f"One gap is told as text or as json, not as {form}.")
    lines = explain_gap(gap, language)
    text = json.dumps(gap.to_json(), ensure_ascii=False, indent=2) if form == "json" else "\n".join(lines)
    give(f"{text}\n".encode(), to)
