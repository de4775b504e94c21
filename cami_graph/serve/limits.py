"""How much one query may take, and how the two ends of a worker's socket write to each other.

A message is a small JSON object and a body of bytes, each behind its length. Nothing else passes between the server
and its workers, so neither can hurt the other by what it sends.
"""

from __future__ import annotations

import json
import os
import struct
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol

REMEDY = "Ask for less: name more, add LIMIT, or take the graph file and ask it on your own machine."
LENGTHS = struct.Struct("!IQ")
CLOCK_PER_PROCESSOR = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one query, and how many run side by side.

    `seconds` are of processor time, so that a query is not stopped because the machine has other work; so that none is
    held for ever, it ends also when three times as many have passed.
    """

    seconds: float = 10.0
    memory_bytes: int = 1 << 30
    rows: int = 100_000
    answer_bytes: int = 32 << 20
    request_bytes: int = 1 << 20
    kept_bytes: int = 32 << 20
    workers: int = max(4, min(8, os.cpu_count() or 2))
    slow_after_seconds: float = 0.4
    pressed_after_seconds: float = 0.06
    patience_seconds: float = 5.0
    refused_after_seconds: float = 2.0
    slow_workers: int = 8
    waiting: int = 256
    allowed_services: tuple[str, ...] = ()

    @property
    def waited_seconds(self) -> float:
        """Return after how many seconds by the clock a query ends, whatever it got of the processor."""
        return self.seconds * CLOCK_PER_PROCESSOR

    def with_workers(self, workers: int) -> Limits:
        """Return the same limits with another number of workers."""
        return replace(self, workers=workers)

    def write(self) -> str:
        """Return the limits as text for the command line of a child."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Limits:
        """Take the limits from that text."""
        values = json.loads(text)
        return cls(**values | {"allowed_services": tuple(values["allowed_services"])})


@dataclass(frozen=True, slots=True)
class Message:
    """A question to a worker, or its answer."""

    head: dict[str, Any]
    body: bytes = b""

    def write(self) -> bytes:
        """Return the bytes that carry the message."""
        head = json.dumps(self.head).encode()
        return LENGTHS.pack(len(head), len(self.body)) + head + self.body


class Reader(Protocol):
    """Anything that gives exactly as many bytes as asked, or fewer at its end."""

    def read(self, size: int, /) -> bytes:
        """Give bytes."""
        ...


def read_message(source: Reader) -> Message | None:
    """Wait for the next message; None when the other end is gone."""
    lengths = source.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head_size, body_size = LENGTHS.unpack(lengths)
    head, body = source.read(head_size), source.read(body_size)
    return Message(json.loads(head), body) if len(head) + len(body) == head_size + body_size else None
