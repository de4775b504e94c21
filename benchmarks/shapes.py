"""Whether pySHACL finds what the engine of the project finds, on the built graph and with mistakes planted into it.

    PYTHONPATH=tests python benchmarks/shapes.py [KIND ...]

Without a kind the graph stays as it is; with kinds of `tests/mistakes.tsv` all mistakes of these kinds are planted into
one graph. pySHACL takes two minutes of processor time on a graph of this size, so this is no test.
"""

from __future__ import annotations

import sys
import time

from mutations import plant, read_base, read_mistakes

from cami_graph.validate import read_shapes
from cami_graph.validate.engine import run_engine
from cami_graph.validate.reference import run_reference


def main(kinds: list[str]) -> int:
    """Run both, print how many findings each has and those of one alone, and return 1 where they differ."""
    shapes = read_shapes().serialize(format="nt")
    mistakes = [one for one in read_mistakes() if one.kind in kinds]
    statements = plant(read_base(), mistakes)
    found = []
    for name, engine in (("shacl", run_engine), ("pySHACL", run_reference)):
        start = time.process_time()
        found.append(set(engine(statements, shapes)))
        print(f"{name}: {len(found[-1])} findings in {time.process_time() - start:.1f} s of processor time", flush=True)
    for one in sorted(found[0] ^ found[1], key=str):
        print("only", "shacl" if one in found[0] else "pySHACL", one)
    print(f"{len(mistakes)} mistakes planted; {'the two agree' if found[0] == found[1] else 'the two differ'}")
    return int(found[0] != found[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
