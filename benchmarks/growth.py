"""How every question and rule grows: the engine's time on records once, ten and more times as large.

    python benchmarks/growth.py [--times 1 10 30] [--slowest 20] [--only NAME ...] [--write]

`tests/larger.py` says what a larger record is. The exponent is that of n in the time between the two largest records: 1
grows like the data, 2 like its square. A record that no longer fits into the processor's own memory is slower to walk
through, so a plain walk through all quotes is timed beside the questions, and grows with more than 1 at first.
`--write` puts the table into benchmarks/growth.md. Goals: no exponent above 1.3, no more than 2 s at ten times.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from larger import is_whole, larger_stores, measure

from cami_graph.query import Library, Query
from cami_graph.query.own import own_query

TARGET = Path(__file__).with_suffix(".md")
SHORTEST = 0.002
GOALS = (1.3, 2.0)
TEN = 10
WALK = """
PREFIX cami: <https://w3id.org/cami/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?claim ?quote { ?claim cami:isEvidencedBy ?evidence . ?evidence oa:hasSelector ?words . ?words oa:exact ?quote }
"""


@dataclass(frozen=True, slots=True)
class Growth:
    """A question with its processor seconds at each size of the record."""

    name: str
    seconds: dict[int, float]

    @property
    def exponent(self) -> float:
        """Return the exponent of the size in the time; times too short to tell count as the shortest."""
        (small, first), (large, last) = sorted(self.seconds.items())[-2:]
        return math.log(max(last, SHORTEST) / max(first, SHORTEST)) / math.log(large / small)

    @property
    def is_over(self) -> bool:
        """Whether the question misses a goal."""
        return self.exponent > GOALS[0] or self.seconds.get(TEN, 0) > GOALS[1]


def main() -> None:
    """Print the questions that grow worst."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--times", type=int, nargs="+", default=[1, TEN], help="how many times as large the records are"
    )
    parser.add_argument("--slowest", type=int, default=20, help="how many to print")
    parser.add_argument("--only", nargs="*", default=[], help="names of questions")
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/growth.md")
    chosen = parser.parse_args()
    queries = [one for one in Library.read() if is_whole(one) and (not chosen.only or one.name in chosen.only)]
    sizes, grown = grow(queries, chosen.times)
    walk, *asked = grown
    asked.sort(key=lambda one: (-one.exponent, one.name))
    table = draw(asked, walk, sizes, chosen.slowest)
    print(table)
    if chosen.write:
        TARGET.write_text(f"# How questions and rules grow\n\n{table}\n", encoding="utf-8")


def grow(queries: Sequence[Query], times: Sequence[int]) -> tuple[list[int], list[Growth]]:
    """Return how many statements the records hold, and how the plain walk and each question grow."""
    asked = [own_query(WALK), *queries]
    grown, sizes = [Growth(one.name, {}) for one in asked], []
    for one, (size, store) in zip(times, larger_stores(times), strict=True):
        sizes.append(size)
        for query, growth in zip(asked, grown, strict=True):
            growth.seconds[one] = measure(store, query)
    return sizes, grown


def draw(grown: Sequence[Growth], walk: Growth, sizes: Sequence[int], most: int) -> str:
    """Return the table as Markdown, with the day and the sizes."""
    times = list(walk.seconds)
    slow = ", ".join(f"{sum(growth.seconds[one] > GOALS[1] for growth in grown)} at {one}" for one in times)
    over = sum(one.is_over for one in grown)
    lines = [
        f"`python benchmarks/growth.py --times {' '.join(map(str, times))}`, {datetime.now(UTC).date()}:",
        f"processor time of {len(grown)} questions and rules on {', '.join(f'{one:,}' for one in sizes)} statements.",
        f"{over} have an exponent above {GOALS[0]} or take more than {GOALS[1]:g} s at {TEN}.",
        f"Over {GOALS[1]:g} s: {slow} reports. The exponents are those between the two largest; a plain walk through",
        f"all quotes grows with {walk.exponent:.2f}. The load of the machine was {os.getloadavg()[0]:.0f}. The worst:",
        "",
        f"| question | {' | '.join(f'ms at {one}' for one in times)} | exponent |",
        f"|---|{'---:|' * len(times)}---:|",
    ]
    for one in grown[:most]:
        took = " | ".join(f"{1000 * seconds:.1f}" for seconds in one.seconds.values())
        lines.append(f"| {one.name} | {took} | {one.exponent:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
