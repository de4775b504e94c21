"""The pool's handles on its processes: a worker that answers, and the one that holds the graph and forks workers."""

from __future__ import annotations

import asyncio
import contextlib
import io
import math
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from cami_graph.errors import StoreError
from cami_graph.serve.limits import LENGTHS, Limits, Message, read_message

GRACE_SECONDS = 1.0
CLOSE_SECONDS = 0.2
START_SECONDS = 300.0
STAT_BYTES = 4096


def end_stopped(number: int) -> None:
    """End a process that somebody stopped (SIGSTOP): it would hold up whoever asks until it is let go on."""
    try:
        state = Path(f"/proc/{number}/stat").read_text("utf-8", errors="replace").rpartition(") ")[2][:1]
    except OSError:
        return
    if state == "T":
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker process and the pool's end of its socket."""

    number: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def converse(self, question: Message) -> Message | None:
        """Put a question and wait for the answer; None when the worker is gone."""
        try:
            self.writer.write(question.write())
            await self.writer.drain()
            lengths = await self.reader.readexactly(LENGTHS.size)
            content = await self.reader.readexactly(sum(LENGTHS.unpack(lengths)))
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        return read_message(io.BytesIO(lengths + content))

    @property
    def is_gone(self) -> bool:
        """Whether the process has ended while it had nothing to do."""
        return self.reader.at_eof()

    def end(self) -> None:
        """End the process, whatever it does; one that was sent to the back of the line comes forward to die."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, self.number, 0)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        self.writer.close()


def processor_seconds(number: int) -> float:
    """Return how much of the processor a process took so far, in seconds; infinite where the system does not say."""
    try:
        with Path(f"/proc/{number}/stat").open("rb", buffering=0) as file:
            fields = file.read(STAT_BYTES).rpartition(b")")[2].split()
    except OSError:
        return math.inf
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class ForkServer:
    """The pool's handle on the process that holds the graph and forks the workers; it reads the graph at once."""

    def __init__(self, graph: Path | None, limits: Limits) -> None:
        self.control, theirs = socket.socketpair()
        self.control.settimeout(START_SECONDS)
        command = [
            sys.executable,
            "-m",
            "cami_graph.serve.forkserver",
            str(theirs.fileno()),
            str(graph or ""),
            limits.write(),
        ]
        self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        theirs.close()
        self.answers = cast("BinaryIO", self.control.makefile("rb"))
        self.lock = asyncio.Lock()

    def wait_for_graph(self) -> int:
        """Wait until the graph is read, and return its size."""
        said = read_message(self.answers)
        if said is None or "error" in said.head:
            self.process.wait(START_SECONDS)
            self.close()
            raise StoreError(said.head["error"] if said else "The process that holds the graph did not start.")
        return int(said.head["quads"])

    def fork(self) -> tuple[int, socket.socket]:
        """Fork a worker; return its number and our end of its socket."""
        self.control.sendall(Message({"fork": True}).write())
        content, numbers, _, _ = socket.recv_fds(self.control, 4096, 1)
        if not numbers:
            raise StoreError("The process that holds the graph is gone.", remedy="Start the server again.")
        said = read_message(io.BytesIO(content))
        return int(cast("Message", said).head["worker"]), socket.socket(fileno=numbers[0])

    def reap(self, number: int) -> int:
        """Return the signal that ended a worker."""
        self.control.sendall(Message({"reap": number}).write())
        said = read_message(self.answers)
        return int(said.head["signal"]) if said else 0

    @property
    def is_gone(self) -> bool:
        """Whether the process has ended."""
        return self.process.poll() is not None

    def close(self) -> None:
        """Let the process go, and wait until it is gone."""
        with contextlib.suppress(OSError):
            self.control.shutdown(socket.SHUT_RDWR)  # whoever waits for it in a thread is let go
            self.answers.close()
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(CLOSE_SECONDS)
        self.process.kill()
        self.process.wait()
