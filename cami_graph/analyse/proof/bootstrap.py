"""How far a figure of a network may be trusted: whole countries are drawn anew, not pairs, which hang together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from cami_graph.analyse.measures.chance import SEED
from cami_graph.analyse.measures.sharing import Pair

ROUNDS = 2000
Weights = Mapping[Pair, int]
Interval = tuple[float, float]


def draw_countries(
    countries: Sequence[str],
    pairs: Sequence[Pair],
    measure: Callable[[Weights], float],
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> Interval:
    """Return the middle 95 % of a figure when countries are drawn with replacement.

    `measure` takes how often each pair is in the draw: the product of how often its two countries are. Draws in which
    it is no number are left out; with fewer than two countries there is no interval (NaN). Snijders & Borgatti 1999,
    Connections 22(2):161-170.

    >>> low, high = draw_countries(["A", "B", "C"], [("A", "B"), ("B", "C")], lambda weights: 0.5, 50)
    >>> low, high
    (0.5, 0.5)
    """
    generator = np.random.default_rng(seed)
    names = list(countries)
    found = []
    for _ in range(rounds if len(names) > 1 else 0):
        drawn = generator.integers(0, len(names), size=len(names))
        counts = dict(zip(names, np.bincount(drawn, minlength=len(names)), strict=True))
        value = measure({pair: int(counts[pair[0]] * counts[pair[1]]) for pair in pairs})
        if not np.isnan(value):
            found.append(value)
    if not found:
        return float("nan"), float("nan")
    low, high = np.quantile(np.array(found), [0.025, 0.975])
    return float(low), float(high)
