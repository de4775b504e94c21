"""How the analysis grows: each part timed on random networks, up to 100 countries, 1,000 resources and 10,000 actors.

python benchmarks/analysis.py            prints the table
python benchmarks/analysis.py --write    writes benchmarks/analysis.md
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import networkx as nx
import numpy as np

from cami_graph.analyse.measures.brokerage import find_bridging_set
from cami_graph.analyse.measures.chance import regress_matrices
from cami_graph.analyse.measures.sharing import Sharing
from cami_graph.analyse.measures.triangles import count_motifs, list_triangles, measure_fit

SIZES = ((14, 36, 130), (30, 100, 1000), (60, 300, 3000), (100, 1000, 10000))
SEED = 20190925
EXACT = 1500
SAMPLE = 100


@dataclass(frozen=True)
class World:
    """A random record: who holds and works on what, where actors act, and who works with whom."""

    sharing: Sharing
    active: dict[str, list[str]]
    actors: nx.Graph[int]


def draw_world(countries: int, resources: int, actors: int) -> World:
    """Draw a record shaped like ours: few holders of a resource, little joint work, most actors in one country."""
    generator = np.random.default_rng(SEED)
    names = tuple(f"c{i:03d}" for i in range(countries))
    holds = generator.random((countries, resources)) < 5 / countries
    joint = np.triu(generator.random((resources, countries, countries)) < 0.1, k=1).transpose(1, 2, 0)
    joint = joint & holds[:, None, :] & holds[None, :, :]
    sharing = Sharing(names, tuple(f"r{i:04d}" for i in range(resources)), holds, joint | joint.transpose(1, 0, 2))
    reach = np.minimum(generator.geometric(0.7, size=actors), 8)
    active = {f"a{i:05d}": sorted(generator.choice(names, size=int(k), replace=False)) for i, k in enumerate(reach)}
    return World(sharing, active, nx.barabasi_albert_graph(actors, 3, seed=SEED))


def parts(world: World) -> dict[str, Callable[[], object]]:
    """Return the parts of the analysis, each ready to run."""
    sharing = world.sharing
    shared = sharing.shared().astype(np.float64)
    closed = sharing.closed().astype(np.float64)
    gaps = list_triangles(sharing, closed=False)
    small = len(world.actors) <= EXACT

    return {
        "open triangles, listed": lambda: list_triangles(sharing, closed=False),
        "fit": lambda: measure_fit(sharing),
        "motif classes": lambda: count_motifs(sharing.holds, sharing.ties()),
        "MRQAP, 999 permutations": lambda: regress_matrices(closed, {"shared": shared}, 999),
        "smallest bridging set, exact": lambda: find_bridging_set([gap[:2] for gap in gaps], world.active),
        "betweenness of actors": lambda: nx.betweenness_centrality(
            world.actors, k=None if small else SAMPLE, seed=SEED
        ),
        "effective size of actors": lambda: nx.effective_size(world.actors),
    }


def measure() -> list[tuple[str, list[float]]]:
    """Time every part at every size."""
    times: dict[str, list[float]] = {}
    for size in SIZES:
        world = draw_world(*size)
        for name, run in parts(world).items():
            start = perf_counter()
            run()
            times.setdefault(name, []).append(perf_counter() - start)
            print(f"{size}  {name:<32} {times[name][-1]:8.3f} s", file=sys.stderr, flush=True)
    return list(times.items())


def make_table(rows: list[tuple[str, list[float]]]) -> str:
    """Return the times as a table, the part that dominates each size in bold."""
    worst = [max(times[place] for _, times in rows) for place in range(len(SIZES))]
    lines = [
        "# How the analysis grows",
        "",
        "Seconds on two cores, one run of `python benchmarks/analysis.py` on random networks with a fixed seed.",
        f"Betweenness is exact up to {EXACT:,} actors, estimated from {SAMPLE} sources above. Bold: what dominates.",
        "",
        f"| part | {' | '.join(f'{c} countries, {r:,} resources, {a:,} actors' for c, r, a in SIZES)} |",
        f"|---|{'---:|' * len(SIZES)}",
    ]
    for name, times in rows:
        cells = [f"**{t:.3f}**" if t == worst[i] else f"{t:.3f}" for i, t in enumerate(times)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    total = [f"{sum(times[i] for _, times in rows):.2f}" for i in range(len(SIZES))]
    return "\n".join([*lines, f"| together | {' | '.join(total)} |", ""])


if __name__ == "__main__":
    table = make_table(measure())
    if "--write" in sys.argv[1:]:
        Path(__file__).with_suffix(".md").write_text(table, "utf-8")
    else:
        print(table)
