"""Plain values of the program as bytes and back, so that what was computed once need not be computed again.

Only numbers, texts, lists and our own records are read back: bytes that name anything else are refused, so that a
folder from elsewhere can run nothing.
"""

from __future__ import annotations

import gc
import io
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cami_graph.errors import StoreError

PROTOCOL = 5
UNREADABLE = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, IndexError)


def freeze_value(value: object) -> bytes:
    """Return a value as bytes."""
    return pickle.dumps(value, PROTOCOL)


def thaw_value(content: bytes, rooms: Sequence[str]) -> object:
    """Return a value from bytes; `rooms` begin the names of the modules whose records it may hold.

    Raises StoreError where they are no bytes of ours.
    """
    with _uncollected():
        try:
            return _Values(content, rooms).load()
        except UNREADABLE as error:
            raise StoreError(f"What was kept cannot be read: {error}", remedy="Run `cami build`.") from error


class _Values(pickle.Unpickler):
    """Takes the records of some of our rooms, dataclasses and named tuples, and nothing else."""

    def __init__(self, content: bytes, rooms: Sequence[str]) -> None:
        super().__init__(io.BytesIO(content))
        self.rooms = tuple(rooms)

    def find_class(self, module_name: str, global_name: str, /) -> type:
        """Return a record of ours, or refuse."""
        found = super().find_class(module_name, global_name) if module_name.startswith(self.rooms) else None
        if isinstance(found, type) and (hasattr(found, "__dataclass_fields__") or hasattr(found, "_fields")):
            return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no value of ours")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no garbage be looked for while many small values are made, none of which is garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
