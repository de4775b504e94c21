"""Public names of a package that are fetched when they are first used, so that no verb loads what it does not need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any


def late_names(package: str, homes: Mapping[str, Iterable[str]]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package (PEP 562); `homes` gives the names that each of its modules holds."""
    found = {name: f"{package}.{module}" for module, names in homes.items() for name in names}

    def fetch(name: str) -> Any:  # noqa: ANN401  (a module may hold anything)
        if name not in found:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(found[name]), name)

    return fetch


class LateModule:
    """A library that is loaded when something of it is first used.

    >>> LateModule("math").sqrt(16)
    4.0
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (a module may hold anything)
        value = getattr(import_module(self._name), name)
        setattr(self, name, value)
        return value
