"""How many of the mistakes that were written before any rule was read the rules find, each planted alone.

    PYTHONPATH=tests python benchmarks/blind.py

`blind.tsv` has the form of `tests/mistakes.tsv`; its kinds are the three sets into which lot shared them out. The rule
is one that names the thing now; what was found at first sight stands in `ontology/README.md`.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import mutations
from mutations import plant, read_base, read_mistakes

from cami_graph.validate import read_shapes
from cami_graph.validate.engine import run_engine


def main() -> int:
    """Print each mistake that no finding names, and the score of each set; return 1 where the graph breaks a rule."""
    mutations.FILE = Path(__file__).with_name("blind.tsv")
    base, shapes = read_base(), read_shapes().serialize(format="nt")
    before = set(run_engine(plant(base, []), shapes))
    planted, found, named = Counter[str](), Counter[str](), Counter[str]()
    for one in read_mistakes():
        results = set(run_engine(plant(base, [one]), shapes)) - before
        hits = {result for result in results if one.is_named_by(result.focus) or one.is_named_by(result.value)}
        planted[one.kind] += 1
        found[one.kind] += bool(results)
        named[one.kind] += bool(hits)
        if not hits:
            print("found elsewhere:" if results else "not found:", one.mistake, flush=True)
    for kind in planted:
        print(f"{kind}: {planted[kind]} planted, {found[kind]} found, {named[kind]} by a finding that names the thing")
    print(f"{len(before)} findings on the graph as it is")
    return int(bool(before))


if __name__ == "__main__":
    sys.exit(main())
