"""How every question and rule grows: the engine's time on the record once, ten times and a hundred times as large.

    python benchmarks/growth.py [--times 10] [--slowest 20] [--only NAME ...] [--write]

`tests/larger.py` says what a larger record is. The exponent is that of n in the time: 1 grows like the data, 2 like its
square. `--write` puts the table into benchmarks/growth.md. Goals: no exponent above 1.3, no more than 2 s at ten times.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from larger import is_whole, larger_stores, measure

from cami_graph.query import Library

TARGET = Path(__file__).with_suffix(".md")
SHORTEST = 0.002
GOALS = (1.3, 2.0)


@dataclass(frozen=True, slots=True)
class Growth:
    """A question with its processor seconds at each size of the record."""

    name: str
    seconds: tuple[float, float]
    times: int

    @property
    def exponent(self) -> float:
        """Return the exponent of the size in the time; times too short to tell count as the shortest."""
        first, last = (max(one, SHORTEST) for one in self.seconds)
        return math.log(last / first) / math.log(self.times)


def main() -> None:
    """Print the questions that grow worst."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10, help="how many times as large the largest record is")
    parser.add_argument("--slowest", type=int, default=20, help="how many to print")
    parser.add_argument("--only", nargs="*", default=[], help="names of questions")
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/growth.md")
    chosen = parser.parse_args()
    queries = [one for one in Library.read() if is_whole(one) and (not chosen.only or one.name in chosen.only)]
    seconds: dict[str, list[float]] = {one.name: [] for one in queries}
    sizes = []
    for size, store in larger_stores((1, chosen.times)):
        sizes.append(size)
        for query in queries:
            seconds[query.name].append(measure(store, query))
    grown = [Growth(name, (first, last), chosen.times) for name, (first, last) in seconds.items()]
    grown.sort(key=lambda one: (-one.exponent, one.name))
    table = draw(grown[: chosen.slowest], sizes, len(grown), sum(is_over(one) for one in grown))
    print(table)
    if chosen.write:
        TARGET.write_text(f"# How questions and rules grow\n\n{table}\n", encoding="utf-8")


def is_over(one: Growth) -> bool:
    """Say whether a question misses a goal."""
    return one.exponent > GOALS[0] or one.seconds[-1] > GOALS[1]


def draw(grown: Sequence[Growth], sizes: Sequence[int], total: int, over: int) -> str:
    """Return the table as Markdown, with the day and the sizes."""
    day = datetime.now(UTC).date()
    lines = [
        f"`python benchmarks/growth.py`, {day}: {total} questions and rules on {sizes[0]:,} and {sizes[-1]:,}",
        f"statements; {over} grow with an exponent above {GOALS[0]} or take more than {GOALS[1]:g} s. The worst:",
        "",
        "| question | ms once | ms on the larger | exponent |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one.name} | {1000 * one.seconds[0]:.1f} | {1000 * one.seconds[-1]:.0f} | {one.exponent:.2f} |"
        for one in grown
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
