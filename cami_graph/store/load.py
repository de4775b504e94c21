"""The graph sent to another engine in batches, by the Graph Store Protocol or SPARQL Update, and counted afterwards.

A load that broke off goes on where it stopped: which batches arrived is kept in a small file until the counts agree. An
engine may say that all went well and yet hold less, so nothing is believed but the count.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from cami_graph.errors import StoreError
from cami_graph.files import write_aside
from cami_graph.store.rows import Store

Credentials = tuple[str, str] | None
Progress = Callable[[int, int], None]


class Target(Protocol):
    """An engine that takes statements, one graph at a time."""

    @property
    def url(self) -> str:
        """Where it takes them."""
        ...

    def clear(self, graph: str) -> None:
        """Empty a named graph, or do nothing where there is none."""
        ...

    def add(self, graph: str, lines: Sequence[str]) -> None:
        """Add statements, each a line of N-Triples, to a named graph."""
        ...


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A target that speaks the SPARQL 1.1 Graph Store HTTP Protocol."""

    url: str
    credentials: Credentials = None
    timeout: int = 300

    def clear(self, graph: str) -> None:
        """Delete the graph; that there was none is no mistake."""
        _send(self, "DELETE", self._address(graph), allowed=(404,))

    def add(self, graph: str, lines: Sequence[str]) -> None:
        """Post the statements as Turtle, of which N-Triples is a part, because every engine reads it."""
        body = "".join(f"{line}\n" for line in lines).encode()
        _send(self, "POST", self._address(graph), body, "text/turtle; charset=utf-8")

    def _address(self, graph: str) -> str:
        return f"{self.url}?{urllib.parse.urlencode({'graph': graph})}"


@dataclass(frozen=True, slots=True)
class UpdateService:
    """A target that takes SPARQL 1.1 Update."""

    url: str
    credentials: Credentials = None
    timeout: int = 300

    def clear(self, graph: str) -> None:
        """Empty the graph, silently where there is none."""
        self._update(f"CLEAR SILENT GRAPH <{graph}>")

    def add(self, graph: str, lines: Sequence[str]) -> None:
        """Insert the statements."""
        self._update("\n".join([f"INSERT DATA {{ GRAPH <{graph}> {{", *lines, "} }"]))

    def _update(self, text: str) -> None:
        body = urllib.parse.urlencode({"update": text}).encode()
        _send(self, "POST", self.url, body, "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: statements per graph as counted in the engine, batches sent now, batches found there."""

    counts: Mapping[str, int]
    sent: int
    skipped: int


def _opener(target: GraphStore | UpdateService) -> urllib.request.OpenerDirector:
    """Make an opener that answers when the engine asks who is there, in the way the engine asks."""
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    if target.credentials:
        passwords.add_password(None, target.url, *target.credentials)
    return urllib.request.build_opener(
        urllib.request.HTTPDigestAuthHandler(passwords), urllib.request.HTTPBasicAuthHandler(passwords)
    )


def _send(
    target: GraphStore | UpdateService,
    method: str,
    url: str,
    body: bytes | None = None,
    form: str = "",
    allowed: Sequence[int] = (),
) -> None:
    """Send one request; anything but success stops the load with the engine's own words."""
    request = urllib.request.Request(url, data=body, method=method)  # noqa: S310  (the address was checked by its maker)
    request.add_header("User-Agent", "cami-graph")
    if form:
        request.add_header("Content-Type", form)
    try:
        with _opener(target).open(request, timeout=target.timeout) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        with error:
            said = error.read().decode("utf-8", "replace").strip()[:600]
        if error.code not in allowed:
            raise StoreError(f"The engine answered {error.code}: {said}", where=target.url) from error
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        raise StoreError(f"The engine cannot be reached: {error}.", where=target.url) from error


def load_quads(
    quads: Iterable[ox.Quad],
    target: Target,
    counter: Store,
    *,
    batch_size: int = 2000,
    journal: Path | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Send all graphs to the engine, replacing what these graphs held there, and prove by counting that all arrived."""
    graphs = group_lines(quads)
    notes = Journal.open(journal, fingerprint(target.url, graphs, batch_size))
    total = sum(-(-len(lines) // batch_size) for lines in graphs.values())
    sent = skipped = 0
    for graph, number, batch in _batches(graphs, batch_size):
        if number <= notes.done.get(graph, 0):
            skipped += 1
        else:
            if number == 1:
                target.clear(graph)
            target.add(graph, batch)
            notes.write(graph, number)
            sent += 1
        if progress:
            progress(sent + skipped, total)
    notes.close()
    return LoadReport(check_counts(counter, graphs, target.url), sent, skipped)


def _batches(graphs: Mapping[str, Sequence[str]], size: int) -> Iterator[tuple[str, int, Sequence[str]]]:
    """Cut each graph into numbered batches."""
    for graph, lines in graphs.items():
        for number, start in enumerate(range(0, len(lines), size), start=1):
            yield graph, number, lines[start : start + size]


def group_lines(quads: Iterable[ox.Quad]) -> dict[str, list[str]]:
    """Return the lines of N-Triples of each named graph, sorted, none twice; the default graph may hold nothing."""
    graphs: dict[str, set[str]] = {}
    for quad in quads:
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise StoreError(
                "A statement stands in no named graph.", remedy="Give each statement a graph; see `cami build`."
            )
        graphs.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .")
    return {graph: sorted(graphs[graph]) for graph in sorted(graphs)}


def check_counts(counter: Store, graphs: Mapping[str, Sequence[str]], url: str) -> dict[str, int]:
    """Count what the engine holds of each graph; stop where it is more or less than was sent."""
    held = count_graphs(counter)
    wrong = [
        f"{graph} holds {held.get(graph, 0)} statements, not {len(lines)}."
        for graph, lines in graphs.items()
        if held.get(graph, 0) != len(lines)
    ]
    if wrong:
        raise StoreError(" ".join(wrong), where=url, remedy="Load again; if it stays so, look into the engine's log.")
    return {graph: held[graph] for graph in graphs}


def count_graphs(store: Store) -> dict[str, int]:
    """Return the number of statements in each named graph of a store."""
    rows = store.select("SELECT ?graph (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph")
    return {str(row["graph"]): int(str(row["count"])) for row in rows}


def fingerprint(url: str, graphs: Mapping[str, Sequence[str]], size: int) -> str:
    """Return a name for exactly this load: same engine, same statements, same batches."""
    mark = hashlib.sha256(f"{url}\n{size}\n".encode())
    for graph, lines in graphs.items():
        mark.update("\n".join([graph, *lines]).encode())
    return mark.hexdigest()


@dataclass(frozen=True, slots=True)
class Journal:
    """How many batches of each graph have arrived, kept in a file so that a load that broke off can go on."""

    path: Path | None
    load: str
    done: dict[str, int]

    @classmethod
    def open(cls, path: Path | None, load: str) -> Journal:
        """Read the file; where it tells of another load, or cannot be read, begin anew."""
        try:
            noted = json.loads(path.read_text("utf-8")) if path else {}
            done = {str(graph): int(count) for graph, count in noted["done"].items()} if noted["load"] == load else {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            done = {}
        return cls(path, load, done)

    def write(self, graph: str, number: int) -> None:
        """Note that this batch of the graph has arrived."""
        self.done[graph] = number
        if self.path:
            write_aside(self.path, json.dumps({"load": self.load, "done": self.done}, indent=1).encode())

    def close(self) -> None:
        """Forget the load: it is complete."""
        if self.path:
            self.path.unlink(missing_ok=True)
