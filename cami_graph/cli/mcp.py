"""`cami mcp`: the record for an assistant, by the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from cami_graph.cli.context import Context, pass_context, show_line

HELP = """Let an assistant ask the record, by the Model Context Protocol.

Without --http it speaks over the standard pipes, as assistants start it; with --http it serves streamable HTTP to this
machine only. Every tool reads, within limits of time and memory, and every answer carries the words that it rests on.

\b
Example:
  cami mcp
  cami mcp --http --port 8766
  {"mcpServers": {"cami": {"command": "cami", "args": ["mcp"]}}}
"""
MISSING = "The SDK of the Model Context Protocol is not installed."


@click.command(help=HELP)
@click.option("--http", is_flag=True, help="Serve streamable HTTP on loopback, not the pipes.")
@click.option("--port", type=click.IntRange(0, 65535), default=8766, show_default=True, help="0 takes any free port.")
@click.option("--seconds", type=click.FloatRange(0.1), default=10.0, show_default=True, help="Time for one query.")
@click.option("--memory", type=click.IntRange(64), default=1024, show_default=True, help="Memory for one query, in MB.")
@click.option("--rows", type=click.IntRange(1), default=100_000, show_default=True, help="Rows of one answer.")
@pass_context
def command(context: Context, http: bool, port: int, seconds: float, memory: int, rows: int) -> None:
    """Start the workers and serve until the assistant leaves."""
    from cami_graph.errors import ExportError
    from cami_graph.query import Library
    from cami_graph.serve.limits import Limits
    from cami_graph.serve.pool import Pool

    if context.endpoint:
        raise click.UsageError("cami mcp asks the graph of this machine; --endpoint is for the other verbs.")
    graph = Path(context.path) if context.path else None
    try:
        from cami_graph.mcp import Asking, serve_http, serve_stdio
    except ModuleNotFoundError as error:
        raise ExportError(MISSING, remedy="pip install 'cami-graph[mcp]'") from error
    pool = Pool(graph, Limits(seconds=seconds, memory_bytes=memory << 20, rows=rows))
    if http:
        from cami_graph.app.server import open_port

        serve_http(Asking(pool, Library.read(), context.scope), open_port(port), show_line)
    else:
        serve_stdio(Asking(pool, Library.read(), context.scope))
