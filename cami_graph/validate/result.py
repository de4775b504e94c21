"""What an engine for shapes gives, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One result: the shape, the node looked at, the link and the value at fault where there are any, and the words."""

    shape: str
    focus: str
    path: str
    value: str
    severity: str
    message: str
