"""`cami site`: the pages as plain files for any web host, or all of them in one file that works without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cami_graph.cli.context import Context, pass_context, show_line, show_progress
from cami_graph.errors import ExploreError

if TYPE_CHECKING:
    from cami_graph.brief import BriefMaker, Subject
    from cami_graph.explore.pages import BriefPage

HELP = """Write the pages for any web host, or as one file.

A folder can be served from any address and any path below it. The single file holds pages, data, store and workbench;
it opens by a double click with the network off, and is what a coordinator mails to a colleague.

\b
Example:
  cami site --to out/site
  cami site --single-file out/cami-explorer.html
"""


@click.command(help=HELP)
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder for the pages.")
@click.option(
    "--single-file", "file", type=click.Path(path_type=Path, dir_okay=False), help="One file with everything."
)
@click.option(
    "--address", default="", help="Address at which the folder will stand; writes sitemap.xml and robots.txt."
)
@pass_context
def command(context: Context, folder: Path | None, file: Path | None, address: str) -> None:
    """Write what was asked for, and say how large it is."""
    from cami_graph.brief import BriefMaker
    from cami_graph.explore.record import Record
    from cami_graph.explore.single_file import single_file
    from cami_graph.explore.site import quads_of, write_site
    from cami_graph.files import write_aside

    if not folder and not file:
        raise ExploreError(
            "Nothing says where to write.", remedy="Name a folder with --to, or a file with --single-file."
        )
    graph = context.open()
    record = Record(graph.store, graph.library)
    quads = quads_of(graph.store)
    with show_progress("pages") as advance:
        if folder:
            briefs = make_briefs(BriefMaker(graph, site=address))
            count = write_site(record, quads, folder, advance, address, briefs)
            show_line(f"wrote {count} pages in two languages: {folder}")
        if file:
            content = single_file(record, quads, advance, make_briefs(BriefMaker(graph), in_file=True))
            write_aside(file, content)
            show_line(f"wrote {len(content) / 1e6:.2f} MB: {file}")


def make_briefs(maker: BriefMaker, *, in_file: bool = False) -> list[BriefPage]:
    """Make the briefs of everything as pages; for the one file they are sketched, which takes less room."""
    return [make_page(maker, one, in_file=in_file) for one in maker.list_subjects()]


def make_page(maker: BriefMaker, subject: Subject, *, in_file: bool) -> BriefPage:
    """Make the brief of a subject as a page in both languages."""
    from cami_graph.brief import to_fragment
    from cami_graph.explore.model import Label
    from cami_graph.explore.pages import BriefPage

    both = [maker.make(subject, language) for language in ("en", "ru")]
    title = Label(*(f"{one.title}: {one.words('series')}" for one in both))
    return BriefPage.of(subject.path, title, Label(*(to_fragment(one, sketched=in_file) for one in both)))
