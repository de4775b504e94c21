"""`cami compare`: two programmes of work side by side, by what is recorded."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, read_credentials, show_bytes, table_width, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cami_graph.compare import Comparison
    from cami_graph.compare.sheets import Sheet
    from cami_graph.graph import CamiGraph

FORMS = ("table", "json", "csv", "xlsx", "md")
SECTIONS = ("carried", "states", "priorities", "advice", "pairs", "gaps")
HELP = """Compare two programmes of work by what is recorded.

What was carried over, by printed words; how it stood then and stands now; how priorities moved; what became of
recommendations; which countries act together in both; which possible gaps closed, opened or still stand. Silence, then
or now, is neither progress nor loss, and what is not printed or told again is neither dropped nor ended.

\b
Example:
  cami compare cami-2014-2020 cami-2021-2026
  cami compare cami-2014-2020 cami-2021-2026 --section pairs --section gaps
  cami compare cami-2014-2020 cami-2021-2026 --to out/programmes.xlsx
"""


@click.command(help=HELP)
@click.argument("first", metavar="PROGRAMME")
@click.argument("second", metavar="PROGRAMME")
@click.option(
    "--section", "sections", multiple=True, type=click.Choice(SECTIONS), help="Only this; repeat for several."
)
@click.option("--format", "form", type=click.Choice(FORMS), help="table on a terminal; json, csv, xlsx, md.")
@click.option("-o", "--to", "to", type=click.Path(path_type=Path), help="Write here; the suffix tells the form.")
@pass_context
def command(
    context: Context, first: str, second: str, sections: tuple[str, ...], form: str | None, to: Path | None
) -> None:
    """Compare, then say it in the form that was asked for."""
    from cami_graph.compare import compare_programmes

    if context.report or context.programme:
        raise click.UsageError("Name the two programmes alone; --report and --programme narrow other verbs.")
    form = form or (to.suffix.lstrip(".").lower() if to else "table")
    if form not in FORMS:
        raise click.UsageError(f'"{form}" is no form of a comparison; choose one of {", ".join(FORMS)}.')
    if form == "xlsx" and not to and sys.stdout.isatty():
        raise click.UsageError("xlsx is no text; name a file with --to, or send it through a pipe.")
    comparison = compare_programmes(lambda programme: open_for(context, programme), first, second)
    content = write_comparison(comparison, form, sections or SECTIONS, context.language)
    write_file(to, content) if to else show_bytes(content)


def open_for(context: Context, programme: str) -> CamiGraph:
    """Open the graph that was named, for one programme or whole."""
    from cami_graph.graph import open_graph

    return open_graph(
        context.path,
        context.endpoint,
        language=context.language,
        credentials=read_credentials(),
        programme=programme,
    )


def write_comparison(comparison: Comparison, form: str, sections: Sequence[str], language: str) -> bytes:
    """Return the chosen sections of a comparison in the form of this name."""
    from cami_graph.compare.sheets import write_csv, write_markdown, write_workbook
    from cami_graph.compare.told import make_sheets, title_of, to_json

    if form == "json":
        return to_json(comparison, sections)
    sheets = [sheet for sheet in make_sheets(comparison, language) if sheet.key in sections]
    if form == "csv":
        return write_csv(sheets)
    if form == "xlsx":
        return write_workbook(sheets)
    if form == "md":
        return write_markdown(title_of(comparison, language), sheets)
    return draw_sheets(title_of(comparison, language), sheets)


def draw_sheets(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Return the sections as tables for a terminal; words and documents are left to the files."""
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    file = io.StringIO()
    console = Console(file=file, width=table_width(), color_system=None)
    console.print(Text(title))
    for sheet in sheets:
        kept = [place for place, (key, _) in enumerate(sheet.columns) if key not in ("words", "documents")]
        columns = [Column(Text(sheet.columns[place][1]), overflow="fold") for place in kept]
        table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for row in sheet.rows:
            table.add_row(*(Text(row[place]) for place in kept))
        console.print(Text(f"\n{sheet.title} ({len(sheet.rows)})\n"))
        console.print(table)
    return ("\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n").encode()
