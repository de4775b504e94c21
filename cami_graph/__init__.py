"""CAMI Graph: the Central Asian Mammals Initiative as a knowledge graph that answers and proves its answers.

>>> from cami_graph import open_graph
>>> graph = open_graph()
>>> graph.query("facts").df()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cami_graph.errors import CamiError
    from cami_graph.graph import CamiGraph, open_graph
    from cami_graph.query import Result

    __version__: str

__all__ = ["CamiError", "CamiGraph", "Result", "open_graph"]

HOMES = {
    "CamiError": "cami_graph.errors",
    "CamiGraph": "cami_graph.graph",
    "Result": "cami_graph.query",
    "open_graph": "cami_graph.graph",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  (a module may hold anything)
    """Fetch a public name when it is first used, so that `cami --help` need not load every library."""
    from importlib import import_module

    if name == "__version__":
        from importlib.metadata import version

        return version("cami-graph")
    if name not in HOMES:
        raise AttributeError(f"cami_graph has no {name}")
    return getattr(import_module(HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
