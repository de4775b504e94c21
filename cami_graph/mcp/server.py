"""The server: over a pipe to one assistant, or as streamable HTTP on loopback."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings

from cami_graph.app.server import serve
from cami_graph.mcp.asking import Asking
from cami_graph.mcp.texts import add_texts
from cami_graph.mcp.tools import add_tools

INSTRUCTIONS = """The record of the Central Asian Mammals Initiative: what was agreed, reported and recommended for
migratory mammals in fourteen countries, each claim with the words of the document that makes it.

Ground names with find_things, ask with ask or run_question, and give the words (`citations`) with what you say. Rows
tell what documents tell: "not done", "planned" and "nothing told" are three different things. Never invent an address
or a name; an error says what is near. SPARQL is the last resort: describe_schema first.
"""


def make_server(asking: Asking) -> MCPServer[Any]:
    """Return the server over workers, which whoever runs it starts."""
    server: MCPServer[Any] = MCPServer(
        "cami-graph", title="CAMI Graph", instructions=INSTRUCTIONS, version=version("cami-graph"), log_level="WARNING"
    )
    add_tools(server, asking)
    add_texts(server, asking)
    return server


def serve_stdio(asking: Asking) -> None:
    """Serve one assistant over the standard pipes until it leaves."""

    async def run() -> None:
        async with asking.pool:
            await make_server(asking).run_stdio_async()

    asyncio.run(run())


def serve_http(asking: Asking, listener: socket.socket, announce: Callable[[str], object]) -> None:
    """Serve streamable HTTP at /mcp on a socket of loopback until interrupted; other hosts' pages are refused."""
    port = listener.getsockname()[1]
    here = [f"127.0.0.1:{port}", f"localhost:{port}"]
    security = TransportSecuritySettings(allowed_hosts=here, allowed_origins=[f"http://{one}" for one in here])
    app = make_server(asking).streamable_http_app(transport_security=security, stateless_http=True)
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def both(held: Any) -> AsyncIterator[Any]:  # noqa: ANN401  (an app of Starlette, which stays in `serve`)
        async with asking.pool, inner(held) as state:
            yield state

    app.router.lifespan_context = both
    serve(app, listener, lambda address: announce(f"{address}mcp"))
