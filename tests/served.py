"""The explorer's server for the tests: started as a user starts it, on a port that is free, and ended afterwards."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox

PATIENCE = 60.0
COUNTRIES = ["https://w3id.org/cami/id/country/KZ", "https://w3id.org/cami/id/country/UZ"]  # of tests/tiny.trig


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def start_explorer(graph: Path | None, *options: str) -> Iterator[str]:
    """Start `cami explore` on a graph, or our own, and give its address; it has stopped when the block ends."""
    named = ["--graph", str(graph)] if graph else []
    command = [sys.executable, "-m", "cami_graph", *named, "explore", "--no-open", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=plain_environment()) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            assert address.startswith("http://127.0.0.1:"), "the server did not start"
            yield address.rstrip("/")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def plain_environment() -> dict[str, str]:
    """Return the environment without what would lead requests away from loopback."""
    return {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}


def wait_for(address: str, process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until something answers at an address, whatever it says."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            assert process is None or process.poll() is None, "it ended before it answered"
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def family_of(number: int) -> Sequence[int]:
    """Return the processes that a process has started, and those that they have started."""
    children = Path(f"/proc/{number}/task/{number}/children").read_text("ascii").split()
    return [found for child in map(int, children) for found in (child, *family_of(child))]


def count(response: httpx.Response) -> int:
    """Return the one number that an answer holds."""
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def subjects(response: httpx.Response) -> set[str]:
    """Return what a graph in any form of RDF speaks of."""
    form = ox.RdfFormat.from_media_type(response.headers["content-type"].split(";")[0])
    return {quad.subject.value for quad in ox.parse(response.content, format=form)}
