"""`cami brief`: two pages for a meeting on a landscape, a country, a species or a pair of countries."""

from __future__ import annotations

from pathlib import Path

import click

from cami_graph.cli.context import Context, pass_context, write_file

HELP = """Write two pages for a meeting: map, who shares what, joint work, possible gaps, who could bridge them.

The subject is a landscape, a country, a species, or two countries. The suffix of the file tells the form: pdf, docx,
html, md.

\b
Example:
  cami brief Ustyurt --to out/ustyurt.pdf
  cami brief KZ UZ --language ru --to out/kz-uz.docx
"""


@click.command(help=HELP)
@click.argument("subject", nargs=-1, required=True, metavar="LANDSCAPE|COUNTRY|SPECIES|PAIR")
@click.option("--language", type=click.Choice(["en", "ru"]), help="Language of the brief.")
@click.option("-o", "--to", "to", required=True, type=click.Path(path_type=Path), help="Write here.")
@pass_context
def command(context: Context, subject: tuple[str, ...], language: str | None, to: Path) -> None:
    """Find the subject, make the brief, write it."""
    from cami_graph.brief import BriefMaker, find_subject, write_brief
    from cami_graph.brief.write import form_of

    graph = context.open(briefly=True)
    found = find_subject(subject, graph.runner.resolve)
    brief = BriefMaker(graph).make(found, language or context.language)
    write_file(to, write_brief(brief, form_of(to)))
