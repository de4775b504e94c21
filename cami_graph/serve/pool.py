"""The pool of worker processes that answer queries for the server, each with a deadline and a bound on memory.

pyoxigraph cannot stop a query that it has begun, so a query is stopped by ending the process that runs it. A worker
that has been busy for a while no longer holds the others up: it is sent to the back of the line for the processor
and replaced, so that slow queries wait for slow ones only.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from cami_graph.errors import StoreError
from cami_graph.serve.kept import KeptAnswers
from cami_graph.serve.limits import REMEDY, Limits, Message
from cami_graph.serve.line import LimitError, Line
from cami_graph.serve.processes import GRACE_SECONDS, ForkServer, Worker, end_stopped, processor_seconds

__all__ = ["LimitError", "Pool"]

NICENESS = 19
SECONDS_BETWEEN_LOOKS = 0.2
BEFORE_REFUSAL = 2
SHORTEST = 0.01  # the system counts the processor's time no finer
MOST_FAILURES = 3.0
PATIENCE_WITH_KILLS = 0.02  # somebody who kills it may stop; what cannot be read will not mend itself
ASKED_AGAIN = 2
Gone = Callable[[], Awaitable[bool]]


class Pool:
    """Workers at rest and at work; use it as `async with Pool(graph, limits) as pool`.

    Another process begins to read the graph when the pool is made, while this one does what else is to be done. A
    worker that dies is replaced; so is the process that forks them, and the workers go on meanwhile.
    """

    def __init__(self, graph: Path | None, limits: Limits) -> None:
        self.graph, self.limits = graph, limits
        self.forkserver = ForkServer(graph, limits)
        self.idle: list[Worker] = []
        self.line, self.kept = Line(limits), KeptAnswers(limits.kept_bytes)
        self.workers: set[Worker] = set()
        self.tasks: set[asyncio.Task[Message]] = set()
        self.slow = self.answered = 0
        self.failures = 0.0
        self.starting: ForkServer | None = None
        self.watches: list[asyncio.Task[None]] = []
        self.buried: set[asyncio.Future[Any]] = set()

    async def __aenter__(self) -> Pool:
        await asyncio.to_thread(self.forkserver.wait_for_graph)
        for _ in range(self.limits.workers):
            await self._add_worker()
        self.watches = [asyncio.create_task(look()) for look in (self._watch, self._end_stopped)]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in (*self.watches, *self.tasks):
            task.cancel()
        await asyncio.gather(*self.watches, *self.tasks, return_exceptions=True)
        for worker in tuple(self.workers):
            worker.end()
        await asyncio.to_thread(self.forkserver.close)

    async def ask(self, question: dict[str, Any], gone: Gone | None = None) -> Message:
        """Have a worker answer; a limit that is met, and a full house, come back as an error.

        `gone` says whether whoever asked has left: then nothing is run for them any longer.
        """
        asked = Message(question)
        if (known := self.kept.find(asked)) is not None:
            return known
        work = asyncio.create_task(self._ask(asked))
        self.tasks.add(work)
        work.add_done_callback(self.tasks.discard)
        try:
            while not (await asyncio.wait({work}, timeout=SECONDS_BETWEEN_LOOKS if gone else None))[0]:
                if gone and await gone():
                    raise LimitError(499, "Whoever asked has left.")
        except BaseException:
            work.cancel()
            raise
        self.kept.keep(asked, work.result())
        return work.result()

    async def _ask(self, question: Message) -> Message:
        """Have a worker answer; where one was ended from outside, another is asked, once."""
        for _ in range(ASKED_AGAIN):
            answer = await self._run(await self._find_worker(question), question)
            if answer is not None:
                return answer
        raise LimitError(500, "The process that answered was ended from outside, twice.", remedy="Ask again.")

    async def _find_worker(self, question: Message) -> Worker:
        """Wait for a worker at rest, no longer than people wait; one that has died meanwhile is replaced."""
        while self.idle and not self.line:
            worker = self.idle.pop()
            if not worker.is_gone:
                return worker
            await self._replace(worker)
        return await self.line.wait(question)

    def _rest(self, worker: Worker) -> None:
        """Give a worker that has nothing to do to whoever is next."""
        if not self.line.serve(worker):
            self.idle.append(worker)

    async def _run(self, worker: Worker, question: Message) -> Message | None:
        """Wait for the answer no longer than allowed, and see to the worker afterwards; None where it was ended."""
        begun = processor_seconds(worker.number)
        conversation = asyncio.create_task(worker.converse(question))
        is_aside = False
        try:
            is_aside = await self._finds_room_aside(conversation, lambda: processor_seconds(worker.number) - begun)
            is_refused = not conversation.done() and not is_aside
            if is_aside or is_refused:
                self.line.note_slow(question)
            if is_aside:
                await self._set_aside(worker)
                await asyncio.wait({conversation}, timeout=self.limits.waited_seconds + GRACE_SECONDS)
        except asyncio.CancelledError:
            conversation.cancel()
            self._let_go(worker, is_aside=is_aside)
            raise
        answer = conversation.result() if conversation.done() else None
        self.answered += answer is not None
        if answer is not None and not answer.head["leaves"] and not is_aside:
            self._rest(worker)
            return answer
        is_ours = not conversation.done()
        conversation.cancel()
        ended_by = await self._bury(worker, reason_wanted=answer is None and not is_ours)
        self.slow -= is_aside
        if not is_aside:
            await self._add_worker()
        if is_refused:
            raise LimitError(503, "Too many slow queries run already.", remedy="Try again in some seconds.")
        if answer is None and (is_ours or ended_by not in (0, signal.SIGKILL, signal.SIGTERM)):
            raise self._explain(signal.SIGALRM if is_ours else ended_by)
        return answer

    def _let_go(self, worker: Worker, *, is_aside: bool) -> None:
        """End the work for a client who has left; another worker takes the place."""
        self.slow -= is_aside
        task: asyncio.Future[Any] = asyncio.ensure_future(self._bury(worker) if is_aside else self._replace(worker))
        self.buried.add(task)
        task.add_done_callback(self.buried.discard)

    async def _finds_room_aside(self, conversation: asyncio.Task[Message | None], took: Callable[[], float]) -> bool:
        """Wait a while, and say whether a query that has not ended by then may run on beside the others.

        While others wait, the while is short: a query that is slow then holds nobody up. It is one of the processor's
        time: a query that got hardly any may be quick, and the machine busy; a new process for each would cost more.
        Where there is no room the while is longer, since a query is refused then; by the clock it ends for all.
        """
        limits = self.limits
        start = asyncio.get_running_loop().time()
        while True:
            room = self.slow < limits.slow_workers
            patience = limits.slow_after_seconds if room else limits.refused_after_seconds
            pressed = limits.pressed_after_seconds * (1 if room else BEFORE_REFUSAL)
            allowed = pressed if self.line.is_pressed else patience
            waited = asyncio.get_running_loop().time() - start
            left = allowed - min(waited, took())
            if left <= 0 or waited > limits.refused_after_seconds:
                return room
            await asyncio.wait({conversation}, timeout=min(max(left, SHORTEST), limits.pressed_after_seconds))
            if conversation.done():
                return False

    async def _set_aside(self, worker: Worker) -> None:
        """Let a slow worker run on behind all others, with a fresh one in its place."""
        self.slow += 1
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, worker.number, NICENESS)
        await self._add_worker()

    async def _add_worker(self) -> None:
        """Fork a worker; where the process that forks is gone, the next one will."""
        async with self.forkserver.lock:
            try:
                number, connection = await asyncio.to_thread(self.forkserver.fork)
            except (OSError, StoreError):
                return
        reader, writer = await asyncio.open_connection(sock=connection)
        worker = Worker(number, reader, writer)
        self.workers.add(worker)
        self._rest(worker)

    async def _replace(self, worker: Worker) -> None:
        await self._bury(worker)
        await self._add_worker()

    async def _bury(self, worker: Worker, *, reason_wanted: bool = False) -> int:
        """End a worker and return the signal that it died of; where that is wanted, it has died by itself."""
        self.workers.discard(worker)
        if not reason_wanted:
            worker.end()
        async with self.forkserver.lock:
            try:
                ended_by = await asyncio.to_thread(self.forkserver.reap, worker.number)
            except (OSError, StoreError, ValueError):
                ended_by = 0
        worker.end()
        return ended_by

    async def _end_stopped(self) -> None:
        """End processes that somebody stopped, also one that still reads the graph: they are replaced like others."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            servers = [self.forkserver, *([self.starting] if self.starting else [])]
            for number in (*(one.process.pid for one in servers), *(one.number for one in self.workers)):
                end_stopped(number)

    async def _watch(self) -> None:
        """See to it that the process that forks is there, and as many workers as should be; else end with words.

        Where somebody waits and nobody has an answer since the last look, one more worker helps until it is at rest.
        """
        while True:
            answered = self.answered
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            stands_still = self.line.is_pressed and self.answered == answered
            if stands_still and len(self.workers) < self.limits.workers + self.limits.slow_workers:
                await self._add_worker()
            if self.forkserver.is_gone:
                await self._restart()
            for worker in [one for one in self.idle if one.is_gone]:
                self.idle.remove(worker)
                await self._replace(worker)
            while self.idle and len(self.workers) - self.slow > self.limits.workers:
                await self._bury(self.idle.pop())

    async def _restart(self) -> None:
        """Start the process that holds the graph anew, and fork what is missing; the other workers go on meanwhile."""
        fresh = self.starting = ForkServer(self.graph, self.limits)
        try:
            await asyncio.to_thread(fresh.wait_for_graph)
        except asyncio.CancelledError:
            fresh.process.kill()
            raise
        except (OSError, StoreError) as error:
            self.failures += PATIENCE_WITH_KILLS if (fresh.process.returncode or 0) < 0 else 1
            if self.failures >= MOST_FAILURES:
                print(f"cami: {error} The server ends.", file=sys.stderr, flush=True)  # noqa: T201
                os.kill(os.getpid(), signal.SIGTERM)
            return
        finally:
            self.starting = None
        self.failures = 0
        self.kept.forget()
        old, self.forkserver = self.forkserver, fresh
        await asyncio.to_thread(old.close)
        for _ in range(self.limits.workers - len(self.workers) + self.slow):
            await self._add_worker()

    def _explain(self, ended_by: int) -> LimitError:
        """Say which limit ended a worker."""
        if ended_by in (signal.SIGALRM, signal.SIGPROF):
            after = self.limits.seconds if ended_by == signal.SIGPROF else self.limits.waited_seconds
            return LimitError(504, f"The query was stopped after {after:g} seconds.", remedy=REMEDY)
        bound = f"more than {self.limits.memory_bytes >> 20} MB of memory"
        return LimitError(500, f"The query was stopped: it needs {bound}, or is nested too deeply.", remedy=REMEDY)
