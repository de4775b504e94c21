"""Strangers: nobody who sends nothing, half a request, or takes no answer holds the service up, or the machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from conftest import TINY
from served import family_of, plain_environment

from cami_graph.app import connections
from cami_graph.app.server import HOSTS, Guarded

pytestmark = [pytest.mark.posix, pytest.mark.slow]
ASK = {"query": "ASK {}"}
ENDLESS = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"}
SHORT = """
import sys
from cami_graph.app import connections
connections.HEAD_SECONDS, connections.BODY_SECONDS, connections.UNREAD_SECONDS = 1.0, 1.5, 1.5
connections.MOST = int(sys.argv.pop(1))
from cami_graph.cli import run; run()
"""


@contextmanager
def start(most: int = 1000, seconds: str = "20") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the service with short times and few connections; give its process and address."""
    words = ["--graph", str(TINY), "explore", "--no-open", "--port", "0", "--seconds", seconds]
    command = [sys.executable, "-c", SHORT, str(most), *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=plain_environment()
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with start() as (_, address):
        yield address


def say(address: str, words: bytes) -> socket.socket:
    """Open a connection and say something."""
    parts = urlsplit(address)
    connection = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10)
    connection.sendall(words)
    return connection


def hear(connection: socket.socket) -> bytes:
    """Return all that comes until the other side closes."""
    with connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))


def get(address: str, **headers: str) -> httpx.Response:
    """Ask a good question."""
    return httpx.get(f"{address}sparql", params=ASK, headers=headers, trust_env=False, timeout=10)


HALVES = {
    "nothing": (b"", b""),
    "half a head": (b"GET / HTTP/1.1\r\nhost: 127", b"408"),
    "half a body": (b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nquer", b"408"),
    "half a second head": (b"GET /api HTTP/1.1\r\nhost: localhost\r\n\r\nGET /a", b"200"),
}


@pytest.mark.parametrize("half", HALVES)
def test_half_a_request_ends(address: str, half: str) -> None:
    begun = time.monotonic()
    words, status = HALVES[half]
    assert status in hear(say(address, words))
    assert time.monotonic() - begun < 5
    assert get(address).status_code == 200


def test_an_answer_that_nobody_takes_ends(address: str) -> None:
    with say(address, b"") as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wanted = b"GET /assets/oxigraph.wasm HTTP/1.1\r\nhost: localhost\r\n\r\n"
        for _ in range(20):
            connection.sendall(wanted)
        time.sleep(4)
        with pytest.raises(OSError, match=r"reset|[Bb]roken"):  # noqa: PT012  (the first may still be taken)
            for _ in range(200):
                connection.sendall(wanted)
                time.sleep(0.02)
    assert get(address).status_code == 200


def test_the_longest_idle_makes_room(tmp_path: Path) -> None:
    with start(most=20) as (_, address), ExitStack() as opened:
        for _ in range(60):
            opened.enter_context(say(address, b""))
        assert get(address).status_code == 200


def test_where_nobody_is_idle_there_is_a_clear_refusal() -> None:
    with start(most=5) as (_, address), ExitStack() as opened:
        for _ in range(5):
            body = b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nq"
            opened.enter_context(say(address, body))
        time.sleep(0.3)
        refused = hear(say(address, b""))
        assert refused.startswith(b"HTTP/1.1 503")
        assert b"retry-after" in refused


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::1", "localhost:80@x", "", "a b"])
def test_another_host_is_not_answered_for(address: str, host: str) -> None:
    for path in (b"/", b"/api", b"/sparql?query=ASK%20%7B%7D", b"/en/index.html"):
        told = hear(say(address, b"GET %s HTTP/1.1\r\nhost: %s\r\nconnection: close\r\n\r\n" % (path, host.encode())))
        assert told.split(b" ", 2)[1] in (b"421", b"400")


@pytest.mark.parametrize("host", ["127.0.0.1:80", "LOCALHOST", "localhost.:8765", "[::1]:8765"])
def test_every_name_of_loopback_is_answered_for(address: str, host: str) -> None:
    assert get(address, host=host).status_code == 200


def test_a_name_that_was_allowed_is_answered_for() -> None:
    async def nothing(*_: object) -> None: ...

    guard = Guarded(nothing, hosts={*HOSTS, "maps.example"})
    for name, known in ((b"maps.example:80", True), (b"other.example", False)):
        assert guard.knows({"headers": [(b"host", name)], "http_version": "1.1"}) == known


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGKILL"])
def test_every_signal_ends_it_soon_whoever_holds_on(name: str) -> None:
    with start() as (process, address), ExitStack() as opened:
        opened.enter_context(say(address, HALVES["half a body"][0]))
        opened.enter_context(say(address, b"GET /assets/oxigraph.wasm HTTP/1.1\r\nhost: localhost\r\n\r\n"))
        for _ in range(3):
            head = b"GET /sparql?query=%s HTTP/1.1\r\nhost: localhost\r\n\r\n"
            opened.enter_context(say(address, head % httpx.QueryParams(ENDLESS)["query"].replace(" ", "%20").encode()))
        time.sleep(0.7)
        family = family_of(process.pid)
        begun = time.monotonic()
        process.send_signal(getattr(signal, name))
        process.wait(10)
        assert time.monotonic() - begun < 3
        while any(map(is_alive, family)):
            assert time.monotonic() - begun < 4, "a busy worker goes on"
            time.sleep(0.05)


def is_alive(number: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text("ascii")
    except OSError:
        return False


@pytest.mark.parametrize(("how", "times"), [(signal.SIGKILL, 2), (signal.SIGSTOP, 1)])
@pytest.mark.parametrize("kind", ["worker", "fork server"])
def test_a_process_that_is_killed_or_stopped_is_replaced_and_nobody_notices(kind: str, how: int, times: int) -> None:
    with start() as (process, address):
        for _ in range(times):
            forkserver, *workers = family_of(process.pid)
            for victim in [forkserver] if kind == "fork server" else workers:
                os.kill(victim, how)
            begun = time.monotonic()
            while time.monotonic() - begun < 1.5:
                assert get(address).status_code == 200
                time.sleep(0.1)
            assert family_of(process.pid)[0] != forkserver or kind == "worker"


def test_for_a_client_who_has_left_nothing_is_run() -> None:
    with start() as (process, address):
        head = b"GET /sparql?query=%s HTTP/1.1\r\nhost: localhost\r\n\r\n"
        query = ENDLESS["query"].replace(" ", "%20").encode()
        for _ in range(4):
            say(address, head % query).close()
        time.sleep(2)
        busy = [one for one in family_of(process.pid) if is_running(one)]
        assert busy == []
        assert get(address).status_code == 200


def is_running(number: int) -> bool:
    return ") R " in Path(f"/proc/{number}/stat").read_text("ascii")


def test_a_log_fills_no_disk() -> None:
    with start() as (process, address):
        for _ in range(1000):
            hear(say(address, b"\x00\x01 no http\r\n\r\n"))
        process.terminate()
        assert process.stderr is not None
        said = process.stderr.read()
        assert len(said) < 100_000
        assert "Nothing more is logged" in said


def test_a_process_may_open_what_its_connections_need() -> None:
    assert connections.allow_connections() >= 100
