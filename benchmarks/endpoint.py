"""How much the endpoint answers for each second of processor time, beside Oxigraph's own server on the same machine.

    python -m venv /tmp/peer && /tmp/peer/bin/pip install oxigraph
    python benchmarks/endpoint.py --peer /tmp/peer/bin/oxigraph [--clients 16] [--seconds 8] [--rounds 3] [--write]

Starts `cami explore` and, where its program is named, `oxigraph serve --union-default-graph` with the same graph, and
lets them answer in turn. Each client asks the questions of the library for people, with their default values, in an
order of its own over one open connection; what is refused is counted, and both must give as many rows. A comment that
is never the same ends each question, so that no answer is kept from before; the last rows are asked without it. The
processor time is that of all processes of a server. Then the same beside queries that never end.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cami_graph.query import Library
from cami_graph.store import open_store
from cami_graph.store.version import GRAPH_PARTS, find_version

TARGET = Path(__file__).with_suffix(".md")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/sparql-results+json"}
CROWDS = (10, 60)
FRESH = itertools.count()
OURS, THEIRS = "`cami explore`", "`oxigraph serve`"


@dataclass(frozen=True, slots=True)
class Server:
    """An endpoint that runs, with the process that was started for it."""

    name: str
    host: str
    path: str
    number: int


@dataclass
class Tally:
    """What the clients saw, and what the server took of the processor for it."""

    seconds: list[float] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    took: float = 0.0
    processor: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, seconds: float, query: str, rows: int) -> None:
        """Take down one answer."""
        with self.lock:
            self.seconds.append(seconds)
            self.rows[query] = rows

    def rank(self, part: float) -> float:
        """Return how many milliseconds this part of the answers took at most."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000

    @property
    def rate(self) -> float:
        """How many answers came for each second of processor time."""
        return len(self.seconds) / self.processor


@contextmanager
def start_ours() -> Iterator[Server]:
    """Start the explorer."""
    command = [sys.executable, "-m", "cami_graph", "explore", "--no-open", "--port", "0", "--seconds", "10"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            host = urllib.parse.urlsplit(process.stdout.readline().strip()).netloc
            yield Server(OURS, host, "/sparql", process.pid)
        finally:
            process.terminate()


@contextmanager
def start_theirs(program: str) -> Iterator[Server]:
    """Start the engine's own server with our graph in its memory."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [program, "serve", "--bind", host, "--union-default-graph"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            fill(host)
            yield Server(THEIRS, host, "/query", process.pid)
        finally:
            process.terminate()


def fill(host: str) -> None:
    """Send the files of the version in use, once the server listens."""
    for part in GRAPH_PARTS:
        for _ in range(100):
            try:
                connection = http.client.HTTPConnection(host, timeout=120)
                content = (find_version().folder / part).read_bytes()
                connection.request("POST", "/store", content, {"content-type": "application/n-quads"})
                assert connection.getresponse().status in (200, 201, 204)
                break
            except ConnectionRefusedError:
                time.sleep(0.2)


def processor_seconds(root: int) -> float:
    """Return how much of the processor a process and all below it took so far, those that ended with them."""
    found = {int(path.name): read_stat(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    tree, total = [root], 0.0
    while tree:
        number = tree.pop()
        total += sum(map(int, found.get(number, [])[11:15]))
        tree += [child for child, fields in found.items() if fields and int(fields[1]) == number]
    return total / os.sysconf("SC_CLK_TCK")


def read_stat(process: Path) -> list[str]:
    """Return what the system says of a process, behind its name; nothing where it has just ended."""
    try:
        return (process / "stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def ask(connection: http.client.HTTPConnection, path: str, query: str) -> tuple[int, bytes]:
    """Post a query and take the whole answer."""
    connection.request("POST", path, urllib.parse.urlencode({"query": query}), FORM)
    response = connection.getresponse()
    return response.status, response.read()


def run_client(server: Server, queries: Sequence[str], end: float, seed: int, tally: Tally, *, fresh: bool) -> None:
    """Ask one query after the other until the time is up."""
    order = random.Random(seed)
    connection = http.client.HTTPConnection(server.host, timeout=60)
    while time.monotonic() < end:
        query, start = order.choice(queries), time.monotonic()
        status, body = ask(connection, server.path, f"{query}\n# {next(FRESH)}" if fresh else query)
        if status != 200:
            tally.refused += 1
            continue
        tally.note(time.monotonic() - start, query, len(json.loads(body)["results"]["bindings"]))
    connection.close()


def measure(server: Server, queries: Sequence[str], wanted: argparse.Namespace, *, fresh: bool = True) -> Tally:
    """Let all clients ask for a while."""
    tally, start, before = Tally(), time.monotonic(), processor_seconds(server.number)
    people = [
        threading.Thread(
            target=run_client,
            args=(server, queries, start + wanted.seconds, random.random(), tally),
            kwargs={"fresh": fresh},
        )
        for _ in range(wanted.clients)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    tally.took, tally.processor = time.monotonic() - start, processor_seconds(server.number) - before
    return tally


def disturb(server: Server) -> None:
    """Ask a query that never ends, and take the refusal at its deadline."""
    ask(http.client.HTTPConnection(server.host, timeout=120), server.path, f"{ENDLESS} # {next(FRESH)}")


def measure_beside(server: Server, queries: Sequence[str], wanted: argparse.Namespace, crowd: int) -> Tally:
    """Let all clients ask while this many queries that never end are asked as well."""
    abuse = [threading.Thread(target=disturb, args=(server,)) for _ in range(crowd)]
    for one in abuse:
        one.start()
    tally = measure(server, queries, wanted)
    for one in abuse:
        one.join()
    return tally


def draw(what: str, server: str, tallies: Sequence[Tally]) -> str:
    """Return the figures as a row of a table: of each, the median of the rounds; the longest of all."""
    figures = [
        statistics.median(len(one.seconds) / one.took for one in tallies),
        statistics.median(one.rate for one in tallies),
        statistics.median(one.rank(0.5) for one in tallies),
        statistics.median(one.rank(0.99) for one in tallies),
        max(one.rank(1) for one in tallies),
    ]
    figures.append(sum(one.refused for one in tallies))
    return f"| {what} | {server} | " + " | ".join(f"{one:,.0f}" for one in figures) + " |"


def compare(servers: Sequence[Server], queries: Sequence[str], wanted: argparse.Namespace) -> Iterator[str]:
    """Let the servers answer in turn, and give their rows, the ratio of the rounds, and what is kept."""
    asked = f"{len(queries)} questions"
    rounds = [[measure(server, queries, wanted) for server in servers] for _ in range(wanted.rounds)]
    for place, server in enumerate(servers):
        yield draw(asked, server.name, [one[place] for one in rounds])
    if len(servers) > 1:
        for ours, theirs in rounds:
            other = [query for query in ours.rows if ours.rows[query] != theirs.rows.get(query, ours.rows[query])]
            assert not other, other
        ratio = [ours.rate / theirs.rate for ours, theirs in rounds]
        told = ", ".join(f"{one:.2f}" for one in ratio)
        yield f"| ratio for each second of the processor ({told}) | | | {statistics.median(ratio):.2f} | | | | |"
    for server in servers:
        connection = http.client.HTTPConnection(server.host, timeout=60)
        for query in queries:
            ask(connection, server.path, query)
        yield draw("the same, asked before", server.name, [measure(server, queries, wanted, fresh=False)])


def main() -> None:
    """Measure, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="the program `oxigraph` from the package of this name")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=8, help="of each slice")
    parser.add_argument("--rounds", type=int, default=3, help="slices of each server, in turn")
    parser.add_argument("--crowds", type=int, nargs="*", default=CROWDS, help="how many endless queries stand beside")
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/endpoint.md")
    wanted = parser.parse_args()
    library = [query.bind({}) for query in Library.read() if query.room == "competency"]
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        servers = [stack.enter_context(start_ours())]
        servers += [stack.enter_context(start_theirs(wanted.peer))] if wanted.peer else []
        for server in servers:
            measure(server, library, wanted)
        lines = list(compare(servers, library, wanted))
        for crowd in wanted.crowds:
            tally = measure_beside(servers[0], library, wanted, crowd)
            lines.append(draw(f"the same beside {crowd} endless ones", servers[0].name, [tally]))
    report(lines, wanted, (load, os.getloadavg()[0]))


def report(lines: Sequence[str], wanted: argparse.Namespace, loads: tuple[float, float]) -> None:
    """Print the table with its day and the load of the machine, and write it where that is wanted."""
    command = f"python benchmarks/endpoint.py --peer oxigraph --seconds {wanted.seconds:g} --rounds {wanted.rounds}"
    table = [
        f"`{command}`, {datetime.now(UTC):%Y-%m-%d %H:%M}:",
        f"{wanted.clients} clients on the same machine of {os.cpu_count()} processors, with a load of {loads[0]:.0f}",
        f"before and {loads[1]:.0f} after; {open_store().quads_count():,} statements; median of the rounds.",
        "",
        "| what | server | answers per second | per second of the processor | p50 ms | p99 ms | longest ms | refused |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
        *lines,
    ]
    print("\n".join(table))
    if wanted.write:
        TARGET.write_text("# How much the endpoint bears\n\n" + "\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
