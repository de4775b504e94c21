"""`cami brief`: two pages for a meeting on a landscape, a country, a species or a pair of countries."""

from __future__ import annotations

import re
from pathlib import Path

import click

from cami_graph.cli.context import Context, pass_context, write_file

HELP = """Write two pages for a meeting: one to read, one of proof.

The first holds the finding, a map, who does what on what is shared, what happened since, three questions to raise and
who could help; the second the words behind each line. The subject is a landscape, a country, a species, or two
countries in either order. The suffix of the file tells the form: pdf, docx, html, md, xlsx.

\b
Example:
  cami brief TM-UZ --to out/tm-uz.pdf
  cami brief Kyrgyzstan --language ru --by "A. Name, Ministry" --to out/kg.docx
"""


@click.command(help=HELP)
@click.argument("subject", nargs=-1, required=True, metavar="LANDSCAPE|COUNTRY|SPECIES|PAIR")
@click.option("--language", type=click.Choice(["en", "ru"]), help="Language of the brief.")
@click.option("--by", default="", metavar="NAME", help="Who hands it out; without it, a line to write on.")
@click.option("--site", default="", metavar="ADDRESS", help="Where the pages stand: address and QR code lead there.")
@click.option("-o", "--to", "to", required=True, type=click.Path(path_type=Path), help="Write here.")
@pass_context
def command(context: Context, subject: tuple[str, ...], language: str | None, by: str, site: str, to: Path) -> None:
    """Find the subject, make the brief, write it."""
    from cami_graph.brief import BriefMaker, find_subject, write_brief
    from cami_graph.brief.write import check_form, form_of

    if site and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", site):
        raise click.BadParameter(f'"{site}" is no address; it begins with https://', param_hint="--site")
    form = check_form(form_of(to))
    graph = context.open(briefly=True)
    found = find_subject(subject, graph.runner.resolve)
    brief = BriefMaker(graph, by, site).make(found, language or context.language)
    write_file(to, write_brief(brief, form))
