"""A SPARQL engine on loopback for the tests: queries, updates and the Graph Store Protocol, and faults on demand."""

from __future__ import annotations

import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket

import pyoxigraph as ox


@dataclass
class SmallEngine:
    """What the server holds, and how it misbehaves."""

    store: ox.Store = field(default_factory=ox.Store)
    address: str = ""
    requests: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    cut: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    refuse_after: int | None = None
    lose: bool = False
    union: bool = True
    """Whether its default graph is the union of the named graphs, unless the request names some; as in Fuseki: no."""
    deaf: bool = False
    """Whether it does not hear which graphs a request names."""

    @property
    def query_url(self) -> str:
        """Where it is asked."""
        return f"{self.address}/query"

    @property
    def update_url(self) -> str:
        """Where it takes updates."""
        return f"{self.address}/update"

    @property
    def store_url(self) -> str:
        """Where it takes graphs."""
        return f"{self.address}/store"

    def read_graphs(self, asked: dict[str, list[str]], kind: str) -> list[ox.NamedNode]:
        """Return the graphs that a request names."""
        return [] if self.deaf else [ox.NamedNode(one) for one in asked.get(f"{kind}-graph-uri", [])]

    def answer_query(self, asked: dict[str, list[str]]) -> tuple[int, str, bytes]:
        """Answer as the SPARQL protocol says."""
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*self.read_graphs(asked, "default")]
        named: list[ox.NamedNode | ox.BlankNode] = [*self.read_graphs(asked, "named")]
        joined = self.union and not default
        try:
            answer = self.store.query(
                asked["query"][0],
                use_default_graph_as_union=joined,
                default_graph=default or None,
                named_graphs=named or None,
            )
        except SyntaxError as error:
            return 400, "text/plain", str(error).encode()
        if isinstance(answer, ox.QueryTriples):
            return 200, "text/turtle", answer.serialize(format=ox.RdfFormat.TURTLE) or b""
        content = answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
        return 200, "application/sparql-results+json", content

    def change(self, method: str, path: str, body: str) -> int:
        """Take an update or a graph."""
        if self.refuse_after is not None:
            self.refuse_after -= 1
            if self.refuse_after < 0:
                return 503
        if self.lose and method == "POST":
            return 204
        parts = urllib.parse.urlsplit(path)
        if parts.path == "/update":
            self.store.update(urllib.parse.parse_qs(body)["update"][0])
            return 204
        graph = ox.NamedNode(urllib.parse.parse_qs(parts.query)["graph"][0])
        if method == "DELETE":
            found = self.store.contains_named_graph(graph)
            self.store.remove_graph(graph)
            return 204 if found else 404
        self.store.load(input=body.encode(), format=ox.RdfFormat.TURTLE, to_graph=graph)
        return 204


@contextmanager
def start_engine() -> Iterator[SmallEngine]:
    """Serve on a free port of loopback until the test is over."""
    engine = SmallEngine()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, engine))
    engine.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield engine
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    """Takes requests for an engine, and keeps what was asked."""

    def __init__(
        self, engine: SmallEngine, request: socket, client: tuple[str, int], server: ThreadingHTTPServer
    ) -> None:
        self.engine = engine
        super().__init__(request, client, server)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (named so by the base class)
        """Say nothing."""

    def do_POST(self) -> None:
        """Answer a query, or take an update or a graph."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.engine.requests.append(f"POST {self.path.split('?')[0]}")
        self.engine.bodies.append(body)
        if self.path == "/query":
            self.reply(*self.engine.answer_query(urllib.parse.parse_qs(body)))
        else:
            self.reply(self.engine.change("POST", self.path, body), "text/plain", b"")

    def do_DELETE(self) -> None:
        """Take a graph away."""
        self.engine.requests.append(f"DELETE {self.path.split('?')[0]}")
        self.reply(self.engine.change("DELETE", self.path, ""), "text/plain", b"")

    def reply(self, status: int, form: str, content: bytes) -> None:
        """Send an answer, cut short where the engine is told to."""
        content = content[: len(content) - self.engine.cut]
        self.send_response(status)
        self.send_header("Content-Type", form)
        for name, value in self.engine.headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
