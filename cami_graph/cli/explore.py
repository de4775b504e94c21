"""`cami explore`: the explorer and the SPARQL endpoint on loopback."""

from __future__ import annotations

from pathlib import Path

import click

from cami_graph.cli.context import Context, pass_context, show_line, show_note
from cami_graph.cli.gate import find_faults, known_faults, pass_gate

HELP = """Look at the graph in the browser, and let other programs ask it.

Serves the pages, briefs for meetings (/brief), a read-only SPARQL 1.1 endpoint (/sparql), the library of questions
(/api) and every thing by its address (/id/...), to this machine only. Each query has limits of time, memory, rows
and size. Tables in which `cami check` finds faults are not shown, unless --known-faults is said.

\b
Example:
  cami explore
  cami explore --no-open --port 8123 --seconds 30
  curl -G http://127.0.0.1:8123/api/query/what-money-is-named -d format=csv
"""


@click.command(help=HELP)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free port.")
@click.option("--open/--no-open", "opens", default=True, help="Open the browser.")
@click.option(
    "--seconds",
    type=click.FloatRange(0.1),
    default=10.0,
    show_default=True,
    help="Processor time for one query; by the clock three times as much.",
)
@click.option("--memory", type=click.IntRange(64), default=1024, show_default=True, help="Memory for one query, in MB.")
@click.option("--rows", type=click.IntRange(1), default=100_000, show_default=True, help="Rows of one answer.")
@click.option("--workers", type=click.IntRange(1), help="Queries that run side by side; as many as processors.")
@click.option("--allow-service", "services", multiple=True, metavar="URL", help="Let queries call this endpoint.")
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="Answer to this name too, not only loopback."
)
@known_faults
@pass_context
def command(
    context: Context,
    port: int,
    opens: bool,
    seconds: float,
    memory: int,
    rows: int,
    workers: int | None,
    services: tuple[str, ...],
    hosts: tuple[str, ...],
    known_faults: bool,
) -> None:
    """Make the pages, start the server, say where it is, and stop at the first interrupt."""
    from cami_graph.app.pages import Pages
    from cami_graph.app.server import create_app, open_port, serve
    from cami_graph.brief import BriefMaker
    from cami_graph.graph import CamiGraph
    from cami_graph.paths import DATA
    from cami_graph.query import Library
    from cami_graph.serve.limits import Limits
    from cami_graph.store import open_store
    from cami_graph.store.version import resolve_version

    if context.endpoint:
        raise click.UsageError("cami explore shows the graph of this machine; --endpoint is for the other verbs.")
    bounds = Limits(seconds=seconds, memory_bytes=memory << 20, rows=rows, allowed_services=services)
    if workers:
        bounds = bounds.with_workers(workers)
    named = Path(context.path) if context.path else None
    version = resolve_version(named)
    graph = version.folder if version else named
    store, library = open_store(graph, context.scope), Library.read()
    if named is None:
        pass_gate(find_faults(DATA), known=known_faults)
    listener = open_port(port)
    pages = Pages(store, library, BriefMaker(CamiGraph(store, library)))
    app = create_app(graph, pages, bounds, hosts)
    pages.prepare()
    serve(app, listener, lambda address: announce(address, opens=opens))


def announce(address: str, *, opens: bool) -> None:
    """Say where the explorer is, and open it where that is wanted."""
    import webbrowser

    show_line(address)
    show_note("Stop with Ctrl-C.")
    if opens:
        webbrowser.open(address)
