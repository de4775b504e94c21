"""The server: pages, the endpoint, the library for programs, and every thing by its address, all at one address.

`create_app` takes the graph's file, the folder of the pages and the limits, and gives a Starlette app; `serve` runs
it on loopback. Nothing here writes.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from pathlib import Path
from typing import cast

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cami_graph.app.briefs import serve_brief
from cami_graph.app.connections import BoundedLog, Connection, allow_connections, watch_connections
from cami_graph.app.pages import Pages, serve_asset, serve_endpoint, serve_page
from cami_graph.app.things import serve_dataset, serve_description, serve_dump, serve_example, serve_root, serve_thing
from cami_graph.describe import WELL_KNOWN
from cami_graph.errors import ExploreError
from cami_graph.query import Library
from cami_graph.serve.api import answer_ask, answer_query, describe_interface, list_queries
from cami_graph.serve.limits import Limits
from cami_graph.serve.pool import Pool
from cami_graph.serve.sparql import serve_sparql
from cami_graph.store.version import resolve_version

LOOPBACK = "127.0.0.1"
HOSTS = ("127.0.0.1", "localhost", "[::1]")
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]/@\s]+?)\.?(?::[0-9]{1,5})?", re.IGNORECASE)
GRACE_SECONDS = 1
METHODS = ["GET", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
READING = ["GET", "OPTIONS"]
PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
DATA_POLICY = "default-src 'none'; sandbox"


PAGE_ROUTES = (
    Route("/", serve_root),
    Route("/assets/{name}", serve_asset),
    Route("/brief/{kind}/{name}", serve_brief),
    Route("/{language}/{path:path}", serve_page),
)


class Guarded:
    """Puts security headers and the version of the graph on every answer: pages load only ours, data runs nothing."""

    def __init__(self, app: ASGIApp, version: str = "", hosts: Collection[str] = HOSTS) -> None:
        self.app, self.version, self.hosts = app, version, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith(("text/html", "text/javascript"))
                headers["content-security-policy"] = PAGE_POLICY if is_page else DATA_POLICY
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
                if self.version:
                    headers["cami-version"] = self.version
            await send(message)

        if self.knows(scope):
            with contextlib.suppress(ClientDisconnect):  # who leaves in the middle of a request gets no answer
                await self.app(scope, receive, send_guarded)
        else:
            words = "This server does not answer for that host. Say --allow-host NAME to let it.\n"
            await PlainTextResponse(words, 421)(scope, receive, send_guarded)

    def knows(self, scope: Scope) -> bool:
        """Say whether a request means this machine: a page elsewhere may lead its own name here and read all."""
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        found = HOST.fullmatch(named[0]) if len(named) == 1 else None
        return (not named and scope["http_version"] == "1.0") or bool(found and found[1].lower() in self.hosts)


def create_app(
    graph: Path | None = None,
    pages: Pages | None = None,
    limits: Limits | None = None,
    hosts: Collection[str] = (),
) -> Starlette:
    """Return the app that serves a graph, our own where none is named, and its pages where they are given.

    It answers to the names of loopback, and to `hosts`.
    """
    bounds = limits or Limits()
    pool = Pool(graph, bounds)

    @contextlib.asynccontextmanager
    async def keep_workers(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    version = resolve_version(graph)
    guard = Middleware(Guarded, version=version.name if version else "", hosts={*HOSTS, *map(str.lower, hosts)})
    app = Starlette(routes=list_routes(pages), middleware=[guard], lifespan=keep_workers)
    app.state.pool, app.state.limits, app.state.pages = pool, bounds, pages
    app.state.library = pages.record.library if pages else Library.read()
    return app


def list_routes(pages: Pages | None) -> list[BaseRoute]:
    """Return what is served where."""
    routes: list[BaseRoute] = [
        *spell_twice("/sparql", serve_endpoint if pages else serve_sparql, METHODS),
        *spell_twice("/api", describe_interface, ["GET"]),
        *spell_twice("/api/queries", list_queries, ["GET"]),
        *spell_twice("/api/ask", answer_ask, READING),
        *spell_twice("/api/query/{name}", answer_query, READING),
        *(
            Route(f"/{kind}/{{path:path}}", serve_thing, methods=READING, name=kind)
            for kind in ("id", "vocabulary", "graph", "ontology", "shape", "claims")
        ),
        *spell_twice(f"/{WELL_KNOWN}", serve_description, READING),
        *(Route(f"/{kind}", serve_thing, methods=READING, name=kind) for kind in ("ontology", "shape", "claims")),
        *spell_twice("/dataset", serve_dataset, READING),
        Route("/dataset.{form}", serve_dataset),
        Route("/dataset/{name}", serve_dump),
        Route("/sparql-examples/{name}", serve_example),
    ]
    return [*routes, *PAGE_ROUTES] if pages else routes


def spell_twice(path: str, answer: Callable[[Request], Awaitable[Response]], methods: list[str]) -> list[Route]:
    """Return the routes of one address without and with a line behind it."""
    return [Route(f"{path}{slash}", answer, methods=methods) for slash in ("", "/")]


def open_port(port: int) -> socket.socket:
    """Return a listening socket on loopback; port 0 takes any free one."""
    # The protocol is named because asyncio sends small answers at once only on sockets that say they are TCP.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        remedy = "Choose another with --port, or 0 for any that is free."
        raise ExploreError(f"Port {port} cannot be used: {error.strerror}.", remedy=remedy) from error
    return listener


def serve(app: ASGIApp, listener: socket.socket, announce: Callable[[str], object]) -> None:
    """Serve until interrupted; say the address once the graph is read and the workers wait."""
    address = f"http://{LOOPBACK}:{listener.getsockname()[1]}/"

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            end_by_hangup(self)
            self.watch = asyncio.create_task(watch_connections(cast("set[object]", self.server_state.connections)))
            if self.started:
                announce(address)

    Connection.most = allow_connections()
    bound = BoundedLog()
    for name in ("uvicorn.error", "asyncio"):
        logging.getLogger(name).addFilter(bound)
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    Announcing(config).run(sockets=[listener])


def end_by_hangup(server: uvicorn.Server) -> None:
    """End the server when its terminal is gone or it is told to quit, as it ends by an interrupt."""
    for name in ("SIGHUP", "SIGQUIT"):
        if number := getattr(signal, name, None):
            asyncio.get_running_loop().add_signal_handler(number, server.handle_exit, number, None)
