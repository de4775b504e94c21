"""Who is answered next: questions in the order in which they came, behind them those that have proved slow before.

Nobody waits without a bound, and what has held a worker up once holds nobody up again who asks something else.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict

from cami_graph.errors import CamiError
from cami_graph.serve.limits import Limits, Message
from cami_graph.serve.processes import Worker

REMEMBERED = 1000


class LimitError(CamiError):
    """A query met one of its limits; the status is the one to answer with."""

    def __init__(self, status: int, problem: str, *, remedy: str = "") -> None:
        super().__init__(problem, remedy=remedy)
        self.status = status


class Line:
    """The questions that wait for a worker."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.waiters: list[tuple[str, asyncio.Future[Worker]]] = []
        self.slow: OrderedDict[str, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self.waiters)

    @property
    def is_pressed(self) -> bool:
        """Whether somebody waits whose question is not known to be slow."""
        return any(name not in self.slow for name, _ in self.waiters)

    async def wait(self, question: Message) -> Worker:
        """Wait for a worker no longer than people wait."""
        if len(self.waiters) >= self.limits.waiting:
            raise LimitError(503, "Too many queries wait already.", remedy="Try again in some seconds.")
        coming: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        place = (name_question(question), coming)
        self.waiters.append(place)
        try:
            async with asyncio.timeout(self.limits.patience_seconds):
                return await coming
        except TimeoutError as error:
            raise LimitError(503, "No worker was free in time.", remedy="Try again in some seconds.") from error
        finally:
            if place in self.waiters:
                self.waiters.remove(place)

    def serve(self, worker: Worker) -> bool:
        """Give a worker to who is next, and say whether there is anybody."""
        open_places = [place for place in self.waiters if not place[1].done()]
        if not open_places:
            return False
        place = next((one for one in open_places if one[0] not in self.slow), open_places[0])
        self.waiters.remove(place)
        place[1].set_result(worker)
        return True

    def note_slow(self, question: Message) -> None:
        """Remember that a question is slow; the oldest of very many is forgotten."""
        name = name_question(question)
        self.slow[name] = None
        self.slow.move_to_end(name)
        if len(self.slow) > REMEMBERED:
            self.slow.popitem(last=False)


def name_question(question: Message) -> str:
    """Return a short name of a question: the same question has the same."""
    return hashlib.sha256(question.write()).hexdigest()[:16]
