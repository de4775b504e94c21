"""The pool of worker processes that answer queries for the server, each with a deadline and a bound on memory.

pyoxigraph cannot stop a query that it has begun, so a query is stopped by ending the process that runs it. A worker
that has been busy for a while no longer holds the others up: it is sent to the back of the line for the processor
and replaced, so that slow queries wait for slow ones only.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from cami_graph.errors import CamiError, StoreError
from cami_graph.serve.limits import LENGTHS, REMEDY, Limits, Message, read_message

GRACE_SECONDS = 2.0
START_SECONDS = 300.0
NICENESS = 19
OUT_OF_TIME = (signal.SIGALRM, signal.SIGKILL)


class LimitError(CamiError):
    """A query met one of its limits; the status is the one to answer with."""

    def __init__(self, status: int, problem: str, *, remedy: str = "") -> None:
        super().__init__(problem, remedy=remedy)
        self.status = status


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

    def end(self) -> None:
        """End the process, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        self.writer.close()


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

    def close(self) -> None:
        """Let the process go, and wait until it is gone."""
        self.answers.close()
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE_SECONDS)
        self.process.kill()
        self.process.wait()


class Pool:
    """Workers at rest and at work; use it as `async with Pool(graph, limits) as pool`.

    Another process begins to read the graph when the pool is made, while this one does what else is to be done.
    """

    def __init__(self, graph: Path | None, limits: Limits) -> None:
        self.limits, self.forkserver = limits, ForkServer(graph, limits)
        self.idle: asyncio.Queue[Worker] = asyncio.Queue()
        self.workers: set[Worker] = set()
        self.tasks: set[asyncio.Task[Message]] = set()
        self.waiting = self.slow = 0

    async def __aenter__(self) -> Pool:
        await asyncio.to_thread(self.forkserver.wait_for_graph)
        for _ in range(self.limits.workers):
            await self._add_worker()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for worker in tuple(self.workers):
            await self._bury(worker)
        await asyncio.to_thread(self.forkserver.close)

    async def ask(self, question: dict[str, Any]) -> Message:
        """Have a worker answer; a limit that is met, and a full house, come back as an error."""
        if self.waiting >= self.limits.waiting:
            raise LimitError(503, "Too many queries wait already.", remedy="Try again in some seconds.")
        self.waiting += 1
        try:
            worker = await self.idle.get()
        finally:
            self.waiting -= 1
        work = asyncio.create_task(self._run(worker, Message(question)))
        self.tasks.add(work)
        work.add_done_callback(self.tasks.discard)
        return await asyncio.shield(work)  # a client who leaves must not leave a worker behind that nobody watches

    async def _run(self, worker: Worker, question: Message) -> Message:
        """Wait for the answer no longer than allowed, and see to the worker afterwards."""
        conversation = asyncio.create_task(worker.converse(question))
        is_aside = await self._finds_room_aside(conversation)
        is_refused = not conversation.done() and not is_aside
        if is_aside:
            await self._set_aside(worker)
            await asyncio.wait({conversation}, timeout=self.limits.seconds + GRACE_SECONDS)
            self.slow -= 1
        answer = conversation.result() if conversation.done() else None
        if answer is not None and not answer.head["leaves"] and not is_aside:
            self.idle.put_nowait(worker)
            return answer
        conversation.cancel()
        ended_by = await self._bury(worker)
        if not is_aside:
            await self._add_worker()
        if is_refused:
            raise LimitError(503, "Too many slow queries run already.", remedy="Try again in some seconds.")
        if answer is None:
            raise self._explain(ended_by)
        return answer

    async def _finds_room_aside(self, conversation: asyncio.Task[Message | None]) -> bool:
        """Wait a while, and say whether a query that has not ended by then may run on beside the others."""
        limits = self.limits
        for patience in (limits.slow_after_seconds, limits.refused_after_seconds - limits.slow_after_seconds):
            await asyncio.wait({conversation}, timeout=patience)
            if conversation.done() or self.slow < limits.slow_workers:
                return not conversation.done()
        return False

    async def _set_aside(self, worker: Worker) -> None:
        """Let a slow worker run on behind all others, with a fresh one in its place."""
        self.slow += 1
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, worker.number, NICENESS)
        await self._add_worker()

    async def _add_worker(self) -> None:
        async with self.forkserver.lock:
            number, connection = await asyncio.to_thread(self.forkserver.fork)
        reader, writer = await asyncio.open_connection(sock=connection)
        worker = Worker(number, reader, writer)
        self.workers.add(worker)
        self.idle.put_nowait(worker)

    async def _bury(self, worker: Worker) -> int:
        """End a worker and return the signal that it died of."""
        self.workers.discard(worker)
        worker.end()
        async with self.forkserver.lock:
            return await asyncio.to_thread(self.forkserver.reap, worker.number)

    def _explain(self, ended_by: int) -> LimitError:
        """Say which limit ended a worker."""
        if ended_by in OUT_OF_TIME:
            return LimitError(504, f"The query was stopped after {self.limits.seconds:g} seconds.", remedy=REMEDY)
        bound = f"more than {self.limits.memory_bytes >> 20} MB of memory"
        return LimitError(500, f"The query was stopped: it needs {bound}, or is nested too deeply.", remedy=REMEDY)
