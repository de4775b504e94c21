"""From which size on which engine: what a record costs to open, to hold and to ask, in memory and on the disk.

    python benchmarks/sizes.py [--times 1 10] [--write]

`tests/larger.py` says what a larger record is. Each size and engine has a process of its own, so that its memory is its
own. Seconds are of the processor. `--write` puts the table, with the day, into docs/engines.md.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import pyoxigraph as ox
from larger import is_whole, measure, name_of, repeat

from cami_graph.paths import ROOT
from cami_graph.query import Library
from cami_graph.store import EmbeddedStore, open_store
from cami_graph.store.embedded import keep_store
from cami_graph.tables import fill_part

TARGET = ROOT / "docs" / "engines.md"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one engine costs with a record of one size; seconds of each question."""

    engine: str
    statements: int
    opening: float
    megabytes: float
    questions: tuple[float, ...]


def main() -> None:
    """Measure each size, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10], help="how many times as large")
    parser.add_argument("--write", action="store_true", help="write the table into docs/engines.md")
    chosen = parser.parse_args()
    costs = [cost for times in chosen.times for cost in measure_size(times)]
    table = draw(costs, chosen.times)
    print(table)
    if chosen.write:
        TARGET.write_text(fill_part(TARGET.read_text("utf-8"), "sizes", f"\n{table}\n"), encoding="utf-8")


def measure_size(times: int) -> list[Cost]:
    """Write a larger record down, and measure both engines with it."""
    with tempfile.TemporaryDirectory() as place:
        file, folder = Path(place, "larger.nq"), Path(place, "folder")
        _apart(_write, file, times)
        memory = _apart(_measure, "in memory", file)
        _apart(_keep, file, folder)
        return [memory, _apart(_measure, "on the disk", folder)]


def _apart(work: Callable[..., Cost], *given: object) -> Cost:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def _write(file: Path, times: int) -> None:
    quads = [quad for quad in open_store().engine if "/graph/analysis/" not in name_of(quad)]
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{quad} .\n" for quad in repeat(quads, times))


def _keep(file: Path, folder: Path) -> None:
    keep_store(file, folder)


def _measure(engine: str, path: Path) -> Cost:
    """Open a record, wait for its first answer, and ask each question for people."""
    start = process_time()
    store = open_store(path)
    store.ask("ASK {}")
    opening = process_time() - start
    asked = [one for one in Library.read() if one.room == "competency" and is_whole(one)]
    seconds = tuple(measure(store, one, repeats=2) for one in asked)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(engine, count(store), opening, held, seconds)


def count(store: EmbeddedStore) -> int:
    """Return how many statements a store holds."""
    answer = store.engine.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)[0].value)  # type: ignore[union-attr]


def draw(costs: list[Cost], times: list[int]) -> str:
    """Return the table as Markdown, with the day."""
    command = f"python benchmarks/sizes.py --times {' '.join(map(str, times))} --write"
    lines = [
        f"`{command}`, {datetime.now(UTC).date()}: processor seconds;",
        f"{len(costs[0].questions)} questions for people, each alone.",
        "",
        "| statements | engine | open, s | memory, MB | question, median s | longest, s | over 2 s |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.statements:,} | {one.engine} | {one.opening:.1f} | {one.megabytes:,.0f} "
        f"| {statistics.median(one.questions):.3f} | {max(one.questions):.2f} "
        f"| {sum(seconds > 2 for seconds in one.questions)} |"
        for one in costs
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
