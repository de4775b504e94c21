"""Connections with an end: whoever sends nothing, half a request, or takes no answer, is let go after some seconds.

uvicorn ends connections that are idle after an answer, and no others. Here each connection owes something within a
time: a head, a body, or room for its answer. There is a most of them; the longest idle makes room for a new one, and
where none is idle the new one is told 503.
"""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import dataclass
from typing import cast

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

HEAD_SECONDS = 10.0
BODY_SECONDS = 20.0
UNREAD_SECONDS = 15.0
SECONDS_BETWEEN_LOOKS = 0.5
MOST = 1000
SPARE_FILES = 64
WIRE_BYTES = 8 << 20
"""How much of one request may come over the wire: a body of the largest size, even in the smallest pieces."""
MOST_LOGGED, MOST_TRACED = 200, 10
LATE = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
LARGE = b"HTTP/1.1 413 Content Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
FULL_TEXT = b"Too many connections. Try again in some seconds.\n"
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\nretry-after: 5\r\n"
    b"connection: close\r\ncontent-length: %d\r\n\r\n%s" % (len(FULL_TEXT), FULL_TEXT)
)


def allow_connections() -> int:
    """Let the process open as many files as it may, and return how many connections that allows."""
    if os.name == "nt":
        return MOST
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST if soft == resource.RLIM_INFINITY else max(1, min(MOST, soft - SPARE_FILES))


@dataclass(slots=True)
class Debt:
    """What a connection owes: since when it owes it, how much came of its request, how much of its answer waits."""

    since: float
    received: int = 0
    waiting: int = 0
    moved: float = 0.0


class Connection(H11Protocol):
    """A connection of uvicorn that ends when it does not do its part."""

    most = MOST

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or make room for it, or say that there is none."""
        super().connection_made(transport)
        self.debt = Debt(self.loop.time())
        self.served = self.cycle
        if len(self.connections) > self.most and not self._make_room():
            self._end(FULL)

    def data_received(self, data: bytes) -> None:
        """Take what comes, up to a bound for one request."""
        self.debt.received += len(data)
        if self.debt.received > WIRE_BYTES:
            self._end(LARGE)
            return
        super().data_received(data)
        if self.cycle is not self.served:
            self.served, self.debt = self.cycle, Debt(self.loop.time(), len(data))

    @property
    def owes_head(self) -> bool:
        """Whether no request is at work: none came yet, or the last one has its answer."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return cycle is None or cycle.response_complete

    @property
    def owes_body(self) -> bool:
        """Whether a request at work is not here in full."""
        return not self.owes_head and self.cycle.more_body

    def on_response_complete(self) -> None:
        """Let the next request begin its time."""
        self.debt = Debt(self.loop.time(), 0, self.debt.waiting, self.debt.moved)
        super().on_response_complete()

    def look(self, now: float) -> None:
        """End the connection where it has owed something for too long."""
        waiting = self.transport.get_write_buffer_size()
        if waiting == 0 or waiting < self.debt.waiting or not self.debt.moved:
            self.debt.moved = now
        self.debt.waiting = waiting
        if waiting and now - self.debt.moved > UNREAD_SECONDS:
            self.transport.abort()
        elif self.owes_head and now - self.debt.since > HEAD_SECONDS and not waiting:
            self._end(LATE if self.debt.received else b"")
        elif self.owes_body and now - self.debt.since > BODY_SECONDS:
            self._end(LATE)

    def _make_room(self) -> bool:
        """Let the connection go that has been idle longest, where one is idle."""
        others = [cast("Connection", one) for one in self.connections if one is not self]
        idle = [one for one in others if one.owes_head and not one.transport.is_closing()]
        if not idle:
            return False
        min(idle, key=lambda one: one.debt.since)._end(b"")
        return True

    def _end(self, words: bytes) -> None:
        """Say why, where there is something to say, and close."""
        if not self.transport.is_closing():
            if words:
                self.transport.write(words)
            self.transport.close()
        self.connections.discard(self)


async def watch_connections(connections: set[object]) -> None:
    """Look at each connection every now and then, until cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        for one in tuple(connections):
            if isinstance(one, Connection):
                one.look(loop.time())


class BoundedLog(logging.Filter):
    """Lets the first lines through, says that there are more, and then is silent: a log fills no disk."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a line may be written."""
        self.count += 1
        if self.count > MOST_TRACED:
            record.exc_info = None
        if self.count == MOST_LOGGED:
            record.msg, record.args, record.exc_info = "Nothing more is logged: it would be too much.", (), None
        return self.count <= MOST_LOGGED
