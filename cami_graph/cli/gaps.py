"""`cami gaps`: where joint work could be missing, by shared system, pair of neighbours or link."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_bytes, show_line, show_note, table_width, write_file

if TYPE_CHECKING:
    from cami_graph.analyse.findings.analysis import Findings, Settings
    from cami_graph.analyse.findings.select import Chosen

FORMS = ("table", "json", "csv", "tsv", "xlsx", "markdown")
SUFFIXES = {"md": "markdown", "txt": "table"}
HELP = """Show where joint work could be missing.

A finding is a shared system, a herd that crosses borders or a landscape, with its links between neighbours on which no
joint work is told. It stands in one of three groups: agreed (a framework names it, nothing is told), extend (they work
together on something near), no-channel. Silence of a report is no proof that nothing was done: read the evidence, with
--explain. Ranks count a checklist of five: border, the programme asks, both act, joint work elsewhere, a framework.

\b
Example:
  cami gaps
  cami gaps --by pair --country KZ
  cami gaps --by link --country KZ --country UZ --format json
  cami gaps --explain ustyurt
  cami gaps --as-of 2021 --by pair --to pairs.xlsx
"""


@click.command(help=HELP)
@click.option("--by", "unit", default=None, metavar="UNIT", help="system (the default), pair, or link.")
@click.option(
    "--group", "groups", multiple=True, metavar="GROUP", help="Only agreed, extend, no-channel (pairs: together)."
)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only links or other gaps of this kind or state.")
@click.option(
    "--verdict", "verdicts", multiple=True, metavar="VERDICT", help="Only holds, silence, likely-artefact, not-read."
)
@click.option(
    "--country", "countries", multiple=True, metavar="NAME", help="Only those of this country; repeat for pairs."
)
@click.option("--landscape", metavar="NAME", help="Only those on this landscape.")
@click.option("--species", metavar="NAME", help="Only those on this species.")
@click.option("--threat", metavar="NAME", help="Only those on which this threat bears.")
@click.option("--as-of", "as_of", default="", metavar="DATE", help="As known then: 2019, 2019-03 or 2019-03-04.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the first N.")
@click.option("--first", "first", is_flag=True, help="Only the findings of the first page.")
@click.option("--format", "form", type=click.Choice(FORMS), help="table on a terminal; json, csv, tsv, xlsx, markdown.")
@click.option("-o", "--to", "to", type=click.Path(path_type=Path), help="Write here; the suffix tells the form.")
@click.option("--explain", "about", metavar="ID", help="Tell everything about one finding, pair (KZ-UZ) or link.")
@click.option("--without-recommendations", is_flag=True, help="Leave out what the experts ask for; it ranks nothing.")
@click.option("--seed", type=int, metavar="N", help="Begin the random draws of --measures elsewhere.")
@click.option("--measures", is_flag=True, help="The measures of the whole network instead, as JSON.")
@click.option("--write", "write", is_flag=True, help="Write the analysis beside the graph, as `cami build` does.")
@pass_context
def command(
    context: Context,
    unit: str | None,
    groups: tuple[str, ...],
    kinds: tuple[str, ...],
    verdicts: tuple[str, ...],
    countries: tuple[str, ...],
    landscape: str | None,
    species: str | None,
    threat: str | None,
    as_of: str,
    top: int | None,
    first: bool,
    form: str | None,
    to: Path | None,
    about: str | None,
    without_recommendations: bool,
    seed: int | None,
    measures: bool,
    write: bool,
) -> None:
    """Analyse, choose, print."""
    from cami_graph.analyse.findings.analysis import Settings
    from cami_graph.analyse.findings.select import Wanted, choose

    chosen = Settings(as_of=read_day(as_of), recommendations=not without_recommendations)
    settings = chosen if seed is None else Settings(seed, as_of=chosen.as_of, recommendations=chosen.recommendations)
    if write:
        write_graph(settings)
        return
    graph = context.open()
    wanted = Wanted.read(graph.runner.resolve, kinds, countries, landscape, species, threat, groups, verdicts)
    found = graph.find_gaps(settings)
    if measures:
        show_measures(found, to)
    elif about:
        show_one(found, about, context.language, form)
    else:
        by = unit or ("link" if kinds else "system")
        rows = choose(found, by, wanted)
        rows = tuple(one for one in rows if getattr(one, "is_first", True)) if first else rows  # type: ignore[assignment]
        show_chosen(found, by, rows[:top], form, to, context.language)


def read_day(text: str) -> str:
    """Return a year, month or day, or say how one is written."""
    import re

    if text and not re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise click.BadParameter(f'"{text}" is no date; write 2019, 2019-03 or 2019-03-04.', param_hint="--as-of")
    return text


def write_graph(settings: Settings) -> None:
    """Write the analysis of the built graph, and say so."""
    from cami_graph.paths import GRAPH_ANALYSIS, show_path
    from cami_graph.publish.analysis import write_analysis

    count = write_analysis(settings=settings)
    show_line(f"found {count} possible gaps: {show_path(GRAPH_ANALYSIS)}")


def show_measures(found: Findings, to: Path | None) -> None:
    """Print the measures of the network as JSON."""
    import json

    from cami_graph.analyse.proof.network import measure_all

    content = (json.dumps(measure_all(found), ensure_ascii=False, indent=2) + "\n").encode()
    write_file(to, content) if to else show_bytes(content)


def show_chosen(found: Findings, unit: str, rows: Chosen, form: str | None, to: Path | None, language: str) -> None:
    """Print or write what was chosen; an empty answer says so in words."""
    from cami_graph.analyse.findings.forms import write_chosen

    suffix = to.suffix.lstrip(".") if to else ""
    form = form or SUFFIXES.get(suffix, suffix) or "table"
    if form not in FORMS:
        raise click.UsageError(f'"{form}" is no form of a list of gaps; choose one of {", ".join(FORMS)}.')
    if not rows:
        show_note(f"Nothing by {unit} fits all that was asked; take away a filter.")
    if form == "xlsx" and not to:
        raise click.UsageError("An Excel workbook goes into a file: say --to gaps.xlsx.")
    if form == "table":
        show_table(found, unit, rows, language)
        return
    content = write_chosen(found, unit, rows, form, language)
    write_file(to, content) if to else show_bytes(content)


def show_table(found: Findings, unit: str, rows: Chosen, language: str) -> None:
    """Print a table for people: the rank, what it is, what was counted, and the sentence."""
    from rich.console import Console
    from rich.table import Table

    from cami_graph.analyse.findings.forms import HEADS, table_rows

    shown = {
        "system": ("rank", "group", "first page", "id", "items", "need", "verdict", "sentence"),
        "pair": ("rank", "countries", "group", "items", "together", "agreed", "open", "frameworks"),
        "link": ("rank", "id", "group", "items", "verdict", "sentence"),
    }[unit]
    places = [HEADS[unit].index(name) for name in shown]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in shown:
        table.add_column(name, justify="right" if name in ("rank", "items") else "left", overflow="fold")
    for row in table_rows(found, rows, language):
        table.add_row(*(str(row[place]) for place in places))
    Console(width=table_width()).print(table)


def show_one(found: Findings, name: str, language: str, form: str | None) -> None:
    """Print everything about one finding, pair or gap."""
    from cami_graph.analyse.findings.forms import write_chosen
    from cami_graph.analyse.findings.gaps import Gap
    from cami_graph.analyse.findings.select import find_anything
    from cami_graph.analyse.findings.systems import Finding
    from cami_graph.analyse.findings.telling import explain

    one = find_anything(found, name)
    if form == "json":
        unit = "link" if isinstance(one, Gap) else "system" if isinstance(one, Finding) else "pair"
        show_bytes(write_chosen(found, unit, (one,), form, language))  # type: ignore[arg-type]
        return
    for line in explain(found, one, language):
        show_line(line)
