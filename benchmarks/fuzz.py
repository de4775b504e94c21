"""Changed tables, heads, values, requests, queries and Host names, for as long as one likes.

    python benchmarks/fuzz.py [MINUTES] [KIND …]

Prints for each kind how many examples were tried in its share of the time (5 minutes for all, unless said), and those
that broke: what was raised, and the smallest example that raises it.
"""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from fuzzed import KINDS, run_kind

AT_ONCE = 300


def fuzz(kind: str, seconds: float, start: int) -> None:
    """Try examples of a kind, other ones each time, and print what came of them."""
    end, tried, broken = time.monotonic() + seconds, 0, dict[str, str]()
    while time.monotonic() < end:
        try:
            tried += run_kind(kind, AT_ONCE, start)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is what is looked for)
            broken.setdefault(traceback.format_exception_only(error)[0].strip(), "\n".join(error.__notes__))
        start += 1
    print(f"{kind}: {tried} examples held, {len(broken)} kinds of break", flush=True)
    for raised, example in broken.items():
        print(f"  {raised}\n  {example}")


def main() -> None:
    """Share the time among the kinds."""
    kinds = sys.argv[2:] or list(KINDS)
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 5
    for kind in kinds:
        fuzz(kind, minutes * 60 / len(kinds), int(time.time()))


if __name__ == "__main__":
    main()
