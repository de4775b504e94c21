"""How many queries per second the endpoint answers, and how long the slow ones take, with 16 clients at once.

    python benchmarks/endpoint.py [--clients 16] [--seconds 20]

Starts `cami explore` on a free port and lets each client ask the questions of the library for people one after the
other, each in an order of its own, over one open connection. Every answer must be 200 and whole. The last part asks the
same while ten queries that never end hold their workers.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from cami_graph.query import Library

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PING = "ASK {}"
FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/sparql-results+json"}


@dataclass
class Tally:
    """What the clients saw."""

    seconds: list[float] = field(default_factory=list)
    rows: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, seconds: float, rows: int) -> None:
        """Take down one answer."""
        with self.lock:
            self.seconds.append(seconds)
            self.rows += rows


@contextmanager
def start_server() -> Iterator[str]:
    """Start the explorer and give host and port."""
    command = [sys.executable, "-m", "cami_graph", "explore", "--no-open", "--port", "0", "--seconds", "10"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield urllib.parse.urlsplit(process.stdout.readline().strip()).netloc
        finally:
            process.terminate()


def ask(connection: http.client.HTTPConnection, query: str) -> tuple[int, bytes]:
    """Post a query and take the whole answer."""
    connection.request("POST", "/sparql", urllib.parse.urlencode({"query": query}), FORM)
    response = connection.getresponse()
    return response.status, response.read()


def run_client(host: str, queries: Sequence[str], end: float, seed: int, tally: Tally) -> None:
    """Ask one query after the other until the time is up."""
    order = random.Random(seed)
    connection = http.client.HTTPConnection(host, timeout=60)
    while time.monotonic() < end:
        start = time.monotonic()
        status, body = ask(connection, order.choice(queries))
        if status != 200:
            raise SystemExit(f"{status}: {body[:300]!r}")
        tally.note(time.monotonic() - start, len(json.loads(body)["results"]["bindings"]) if b"bindings" in body else 0)
    connection.close()


def measure(host: str, queries: Sequence[str], clients: int, seconds: float) -> str:
    """Return the figures as a row of a table."""
    tally, end = Tally(), time.monotonic() + seconds
    people = [threading.Thread(target=run_client, args=(host, queries, end, seed, tally)) for seed in range(clients)]
    start = time.monotonic()
    for person in people:
        person.start()
    for person in people:
        person.join()
    took, ordered = time.monotonic() - start, sorted(tally.seconds)
    p50, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 for part in (0.5, 0.99))
    each = tally.rows / len(ordered)
    return f"{len(ordered) / took:7.0f} | {p50:6.1f} | {p99:6.1f} | {ordered[-1] * 1000:6.0f} | {each:5.0f}"


def disturb(host: str) -> None:
    """Ask a query that never ends, and take the refusal at its deadline."""
    status, _ = ask(http.client.HTTPConnection(host, timeout=60), ENDLESS)
    print(f"an endless query ended with {status}", file=sys.stderr)


def main() -> None:
    """Measure, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=20)
    wanted = parser.parse_args()
    library = [query.bind({}) for query in Library.read() if query.room == "competency"]
    with start_server() as host:
        run_client(host, library, time.monotonic() + 3, 0, Tally())
        print("| what | per second | p50 ms | p99 ms | longest ms | rows each |")
        print("|---|---|---|---|---|---|")
        print(f"| ASK {{}} | {measure(host, [PING], wanted.clients, wanted.seconds / 2)} |")
        print(f"| {len(library)} questions | {measure(host, library, wanted.clients, wanted.seconds)} |")
        abuse = [threading.Thread(target=disturb, args=(host,)) for _ in range(10)]
        for one in abuse:
            one.start()
        print(f"| the same beside ten endless ones | {measure(host, library, wanted.clients, wanted.seconds)} |")
        for one in abuse:
            one.join()


if __name__ == "__main__":
    main()
