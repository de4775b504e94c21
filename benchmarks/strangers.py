"""Strangers at the service: idle, half-sent and endless requests beside good ones, and processes that are killed.

    python benchmarks/strangers.py [--kills 20]

Starts `cami explore` on a free port of loopback. 500 connections stay idle, 200 send half a head or half a body, 50 ask
what never ends, and 100 good questions are asked at once; then each kind of process is killed, or stopped, again and
again, with a good question within two seconds after each. Prints what was answered, how long it took, what was logged,
and the memory before and after.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE, Popen
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from served import family_of, plain_environment

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GOOD = "PREFIX cami: <https://w3id.org/cami/ontology#> SELECT ?a { ?a a cami:Activity } ORDER BY ?a"
FORM = "application/x-www-form-urlencoded"
IDLE, HALVES, ENDLESSES, GOODS = 500, 200, 50, 100


def open_idle(host: str, port: int, said: bytes) -> socket.socket:
    """Open a connection, say a part of a request or nothing, and leave it."""
    connection = socket.create_connection((host, port), timeout=10)
    connection.sendall(said)
    return connection


def ask(address: str, query: str) -> tuple[int, float]:
    """Ask once, over a connection of its own; return status and seconds."""
    start = time.monotonic()
    try:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        connection.request("POST", "/sparql", urlencode({"query": query}), {"content-type": FORM})
        response = connection.getresponse()
        response.read()
        status = response.status
        connection.close()
    except OSError:
        status = 0
    return status, time.monotonic() - start


def memory_of(number: int) -> int:
    """Return the memory of a process and all that it started, in MB, what they share counted once."""
    total = 0
    for one in (number, *family_of(number)):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text("ascii").splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total >> 10


def crowd(address: str, number: int) -> None:
    """Let all come at once, and print who was answered."""
    host, port = urlsplit(address).hostname or "", urlsplit(address).port or 0
    before = memory_of(number)
    half_body = b"POST /sparql HTTP/1.1\r\nhost: %s\r\ncontent-length: 500\r\n\r\nquery=" % host.encode()
    halves = [b"GET /sparql HTTP/1.1\r\nho", half_body]
    idle = [open_idle(host, port, b"") for _ in range(IDLE)]
    idle += [open_idle(host, port, halves[one % 2]) for one in range(HALVES)]
    with ThreadPoolExecutor(ENDLESSES + GOODS) as people:
        endless = [people.submit(ask, address, ENDLESS) for _ in range(ENDLESSES)]
        good = [people.submit(ask, address, GOOD) for _ in range(GOODS)]
        answers = sorted(seconds for status, seconds in (one.result() for one in good) if status == 200)
        refused = sorted({one.result()[0] for one in endless})
    time.sleep(5)
    after = memory_of(number)
    for one in idle:
        one.close()
    print(f"good: {len(answers)} of {GOODS} answered; median {answers[len(answers) // 2]:.2f} s, "
          f"p99 {answers[int(len(answers) * 0.99) - 1]:.2f} s, last {answers[-1]:.2f} s")  # fmt: skip
    print(f"endless: {refused}; memory {before} MB before, {after} MB five seconds after")


def kill_each(address: str, number: int, kills: int, how: signal.Signals) -> None:
    """Kill or stop a process of each kind again and again, and ask within two seconds."""
    for kind in ("worker", "fork server"):
        whole, slowest = 0, 0.0
        for _ in range(kills):
            (forkserver, *_), workers = family_of(number)[:1], family_of(family_of(number)[0])
            os.kill(workers[0] if kind == "worker" and workers else forkserver, how)
            start, statuses = time.monotonic(), []
            while time.monotonic() - start < 2:
                statuses.append(ask(address, GOOD))
                time.sleep(0.2)
            whole += all(status == 200 for status, _ in statuses)
            slowest = max(slowest, *(seconds for _, seconds in statuses))
            while not family_of(number):
                time.sleep(0.2)
        print(f"{how.name} of a {kind}: whole {whole} of {kills}; slowest answer {slowest:.2f} s")


def is_alive(number: int) -> bool:
    """Say whether a process runs; one that has ended may wait to be noticed."""
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text("ascii")
    except OSError:
        return False


def main() -> None:
    """Start the service, let the strangers come, and end it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    kills = parser.parse_args().kills
    command = [sys.executable, "-m", "cami_graph", "explore", "--no-open", "--port", "0", "--seconds", "5"]
    with tempfile.TemporaryFile() as log, Popen(command, stdout=PIPE, stderr=log, env=plain_environment()) as server:
        assert server.stdout is not None
        address = server.stdout.readline().decode().strip()
        threading.Thread(target=server.stdout.read, daemon=True).start()
        try:
            ask(address, GOOD)
            crowd(address, server.pid)
            for how in (signal.SIGKILL, signal.SIGSTOP):
                kill_each(address, server.pid, kills, how)
        finally:
            left = family_of(server.pid)
            start = time.monotonic()
            server.send_signal(signal.SIGTERM)
            server.wait(30)
        ended = time.monotonic() - start
        alive = [one for one in left if is_alive(one)]
        print(f"SIGTERM: ended after {ended:.1f} s, {len(alive)} processes left; log {log.seek(0, 2)} bytes")


if __name__ == "__main__":
    main()
