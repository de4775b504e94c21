"""`cami load`: the graph in another engine, or in a folder that the embedded engine keeps."""

from __future__ import annotations

from pathlib import Path

import click

from cami_graph.cli.context import Context, pass_context, read_credentials, show_line, show_note, show_progress

HELP = """Send the graph to another engine, or keep it in a folder on disk.

Each named graph of ours is replaced there; nothing else is touched. A load that broke off goes on where it stopped, and
at the end the statements are counted in the engine. Name and password come from CAMI_USER and CAMI_PASSWORD.

\b
Example:
  cami load --endpoint http://127.0.0.1:8890/sparql --graph-store http://127.0.0.1:8890/sparql-graph-crud-auth
  cami load --endpoint http://127.0.0.1:7878/query --update http://127.0.0.1:7878/update
  cami load --folder out/store
"""


@click.command(help=HELP)
@click.option("--endpoint", metavar="URL", help="Where the engine is asked, to count what arrived.")
@click.option("--graph-store", metavar="URL", help="Where it takes graphs (SPARQL 1.1 Graph Store HTTP Protocol).")
@click.option("--update", metavar="URL", help="Where it takes SPARQL 1.1 Update.")
@click.option("--folder", type=click.Path(path_type=Path), help="A folder of the embedded engine instead.")
@click.option("--batch", type=click.IntRange(1), default=2000, show_default=True, help="Statements per request.")
@pass_context
def command(
    context: Context,
    endpoint: str | None,
    graph_store: str | None,
    update: str | None,
    folder: Path | None,
    batch: int,
) -> None:
    """Tell the two uses apart."""
    source = Path(context.path) if context.path else None
    endpoint = endpoint or context.endpoint
    if folder and not endpoint:
        fill_folder(source, folder)
    elif endpoint and not folder and bool(graph_store) + bool(update) == 1:
        send_graph(source, endpoint, graph_store, update, batch)
    else:
        raise click.UsageError("Give --endpoint with --graph-store or with --update, or give --folder.")


def send_graph(source: Path | None, endpoint: str, graph_store: str | None, update: str | None, batch: int) -> None:
    """Send the graph and say what arrived."""
    import hashlib

    from cami_graph.paths import OUT
    from cami_graph.store import GraphStore, UpdateService, load_quads, open_endpoint, read_source
    from cami_graph.store.endpoint import UNION_REMEDY

    credentials = read_credentials()
    target = GraphStore(graph_store, credentials) if graph_store else UpdateService(update or "", credentials)
    journal = OUT / "load" / f"{hashlib.sha256(target.url.encode()).hexdigest()[:16]}.json"
    engine = open_endpoint(endpoint, timeout=300)
    with show_progress("sending") as progress:
        report = load_quads(
            read_source(source),
            target,
            engine,
            batch_size=batch,
            journal=journal,
            progress=progress,
        )
    for graph, count in report.counts.items():
        show_line(f"{count:>9}  {graph}")
    went_on = f", {report.skipped} had arrived before" if report.skipped else ""
    show_line(f"{sum(report.counts.values()):>9}  statements in {endpoint} ({report.sent} batches{went_on})")
    if not engine.sees(next(iter(report.counts))):
        show_note(
            "Note: its default graph is not the union of the named graphs. `cami` names them; other programs do not."
        )
        show_note(f"{UNION_REMEDY}")


def fill_folder(source: Path | None, folder: Path) -> None:
    """Keep the graph in a folder and say how much it holds."""
    from cami_graph.store.embedded import keep_store

    count = keep_store(source, folder)
    show_line(f"{count:>9}  statements in {folder}; ask them with `cami --graph {folder} query …`")
