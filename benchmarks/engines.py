"""How long each engine takes for each question of the library for people.

    python benchmarks/engines.py [NAME=ENDPOINT ...]

The embedded engine is always measured; any other by the address of its SPARQL endpoint, loaded before with `cami load`.
Each question is asked three times, the middle time counts; rows must be as many as in the embedded engine.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Mapping

from cami_graph.query import Library
from cami_graph.store import Store, open_endpoint, open_store

TIMES = 3


def time_query(store: Store, text: str) -> tuple[float, int]:
    """Return the middle time in milliseconds, and the rows."""
    taken, rows = [], 0
    for _ in range(TIMES):
        start = time.perf_counter()
        rows = len(store.select(text))
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), rows


def time_library(store: Store) -> dict[str, tuple[float, int]]:
    """Return time and rows of each question that people ask."""
    return {query.name: time_query(store, query.bind({})) for query in Library.read() if query.room == "competency"}


def show(name: str, times: Mapping[str, tuple[float, int]]) -> str:
    """Return the figures of one engine as a row of a table."""
    taken = {query: time for query, (time, _) in times.items()}
    mean = math.exp(statistics.fmean(math.log(time) for time in taken.values()))
    slowest = max(taken, key=lambda query: taken[query])
    middle, total = statistics.median(taken.values()), sum(taken.values())
    return f"| {name} | {mean:.1f} | {middle:.1f} | {total:.0f} | {taken[slowest]:.0f} | {slowest} |"


def main() -> None:
    """Measure, and print a table in Markdown."""
    engines: dict[str, Store] = {"embedded Oxigraph": open_store()}
    for argument in sys.argv[1:]:
        name, _, address = argument.partition("=")
        engines[name] = open_endpoint(address)
    counts: dict[str, int] = {}
    print(
        "| engine | geometric mean ms | median ms | all together ms | slowest ms | which |\n|---|---|---|---|---|---|"
    )
    for name, store in engines.items():
        times = time_library(store)
        counts = counts or {query: rows for query, (_, rows) in times.items()}
        wrong = [query for query, (_, rows) in times.items() if rows != counts[query]]
        if wrong:
            raise SystemExit(f"{name} gives other rows for {', '.join(wrong)}")
        print(show(name, times))


if __name__ == "__main__":
    main()
