"""How large and how quick the single file is, from a cold start in headless Chromium with the network off.

    python benchmarks/explorer.py [FILE]

Makes the file first unless one is named. The goals: at most 4 MB; the front page shows within 0.6 s, on a processor
slowed to a quarter its largest part is painted within 2.5 s; search answers within 2 s; any library query within 0.3 s;
the first graph within 1 s of opening its page; the first answer of SPARQL within 0.6 s, cold or typed after 3 seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cami_graph.explore.bundle import find_node
from cami_graph.explore.record import Record
from cami_graph.explore.single_file import single_file
from cami_graph.explore.site import quads_of
from cami_graph.query import Library
from cami_graph.store import open_store

TIMINGS = Path(__file__).resolve().parents[1] / "tests" / "e2e" / "timings.mjs"
GOALS = {
    "megabytes": 4.0,
    "page_shown": 600,
    "largest_paint_slowed": 2500,
    "search_answers": 2000,
    "graph_drawn": 1000,
    "first_sparql": 600,
    "first_sparql_typed": 600,
    "query_slowest": 300,
}


def make_file(folder: Path) -> Path:
    """Make the single file and say how long that took."""
    start = time.perf_counter()
    record = Record(open_store(), Library.read())
    file = folder / "cami-explorer.html"
    file.write_bytes(single_file(record, quads_of(record.store)))
    print(f"made in {time.perf_counter() - start:.1f} s")
    return file


def measure(file: Path) -> dict[str, float | list[str]]:
    """Run the timings in the browser."""
    done = subprocess.run([*find_node("node"), str(TIMINGS), str(file)], capture_output=True, text=True, check=True)
    found: dict[str, float | list[str]] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print each figure beside its goal."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(sys.argv[1]) if len(sys.argv) > 1 else make_file(Path(folder))
        for name, value in measure(file).items():
            goal = f"  (goal: at most {GOALS[name]})" if name in GOALS else ""
            print(f"{name:18} {value}{goal}")


if __name__ == "__main__":
    main()
