"""The server: pages, the endpoint, the library for programs, and every thing by its address, all at one address.

`create_app` takes the graph's file, the folder of the pages and the limits, and gives a Starlette app; `serve` runs
it on loopback. Nothing here writes.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cami_graph.app.briefs import serve_brief
from cami_graph.app.pages import Pages, serve_asset, serve_endpoint, serve_home, serve_page
from cami_graph.app.things import serve_dataset, serve_description, serve_dump, serve_example, serve_thing
from cami_graph.describe import WELL_KNOWN
from cami_graph.errors import ExploreError
from cami_graph.query import Library
from cami_graph.serve.api import answer_query, describe_interface, list_queries
from cami_graph.serve.limits import Limits
from cami_graph.serve.pool import Pool
from cami_graph.serve.sparql import serve_sparql

LOOPBACK = "127.0.0.1"
METHODS = ["GET", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
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
    Route("/", serve_home),
    Route("/assets/{name}", serve_asset),
    Route("/brief/{kind}/{name}", serve_brief),
    Route("/{language}/{path:path}", serve_page),
)


class Guarded:
    """Puts the security headers on every answer: pages load only what is ours, data runs nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

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
            await send(message)

        await self.app(scope, receive, send_guarded)


def create_app(graph: Path | None = None, pages: Pages | None = None, limits: Limits | None = None) -> Starlette:
    """Return the app that serves a graph, our own where none is named, and its pages where they are given."""
    bounds = limits or Limits()
    pool = Pool(graph, bounds)

    @contextlib.asynccontextmanager
    async def keep_workers(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    app = Starlette(routes=list_routes(pages), middleware=[Middleware(Guarded)], lifespan=keep_workers)
    app.state.pool, app.state.limits, app.state.pages = pool, bounds, pages
    app.state.library = pages.record.library if pages else Library.read()
    return app


def list_routes(pages: Pages | None) -> list[BaseRoute]:
    """Return what is served where."""
    routes: list[BaseRoute] = [
        Route("/sparql", serve_endpoint if pages else serve_sparql, methods=METHODS),
        Route("/api", describe_interface),
        Route("/api/queries", list_queries),
        Route("/api/query/{name}", answer_query, methods=["GET", "OPTIONS"]),
        *(
            Route(f"/{kind}/{{path:path}}", serve_thing, methods=["GET", "OPTIONS"], name=kind)
            for kind in ("id", "vocabulary", "graph", "ontology", "shape")
        ),
        Route(f"/{WELL_KNOWN}", serve_description, methods=["GET", "OPTIONS"]),
        *(Route(f"/{kind}", serve_thing, methods=["GET", "OPTIONS"], name=kind) for kind in ("ontology", "shape")),
        Route("/dataset", serve_dataset, methods=["GET", "OPTIONS"]),
        Route("/dataset/{name}", serve_dump),
        Route("/sparql-examples/{name}", serve_example),
    ]
    return [*routes, *PAGE_ROUTES] if pages else routes


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


def serve(app: Starlette, listener: socket.socket, announce: Callable[[str], object]) -> None:
    """Serve until interrupted; say the address once the graph is read and the workers wait."""
    address = f"http://{LOOPBACK}:{listener.getsockname()[1]}/"

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                announce(address)

    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="on")
    Announcing(config).run(sockets=[listener])
