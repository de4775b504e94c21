"""How far a rank may be trusted: doubtful claims are drawn anew, and the ranking is made each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cami_graph.analyse.chance import SEED

CERTAINTY = {"sure": 1.0, "probable": 0.8, "doubtful": 0.5}
ROUNDS = 200


@dataclass(frozen=True)
class RankInterval:
    """The ranks between which a gap stays in 95 of 100 draws, how often it is a gap at all, and the verdict."""

    low: int
    high: int
    kept: float
    is_robust: bool


def draw_claims(certainties: Mapping[str, str], rounds: int, seed: int = SEED) -> tuple[frozenset[str], ...]:
    """Draw the claims that hold, once a round: sure ones always, probable in 80, doubtful in 50 of 100.

    Formula: claim c holds in a round with probability 1.0, 0.8 or 0.5. The draw of a claim depends on the seed and on
    the order of names, so that the same claims give the same draws.

    >>> [sorted(one) for one in draw_claims({"a": "sure", "b": "doubtful"}, 3, seed=1)]
    [['a'], ['a'], ['a', 'b']]
    """
    names = sorted(certainties)
    chance = np.array([CERTAINTY[certainties[name]] for name in names])
    drawn = np.random.default_rng(seed).random((rounds, len(names))) < chance
    return tuple(frozenset(name for name, holds in zip(names, row, strict=True) if holds) for row in drawn)


def measure_stability(
    rank: Callable[[frozenset[str]], Sequence[str]],
    certainties: Mapping[str, str],
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> dict[str, RankInterval]:
    """Rank under each draw of the claims, and give each gap the interval of its ranks.

    `rank` takes the claims that hold and returns gap names in order. A gap that is missing from a draw (a doubtful
    cooperation closes it, say) counts in `kept`, not in the interval. Robust: a gap in at least 95 of 100 draws, and
    the interval no wider than a tenth of the list, or five places where that is more; else fragile.

    >>> intervals = measure_stability(lambda held: ["x", "y"] if "a" in held else ["y"], {"a": "doubtful"}, 100, 1)
    >>> intervals["y"].low, intervals["y"].high, intervals["y"].kept
    (1, 2, 1.0)
    """
    ranks: dict[str, list[int]] = {}
    lengths: list[int] = []
    seen: dict[frozenset[str], Sequence[str]] = {}
    for held in draw_claims(certainties, rounds, seed):
        order = seen[held] if held in seen else seen.setdefault(held, rank(held))
        lengths.append(len(order))
        for place, name in enumerate(order, start=1):
            ranks.setdefault(name, []).append(place)
    width = max(5.0, float(np.mean(lengths)) / 10) if lengths else 5.0
    return {name: _bound(places, rounds, width) for name, places in sorted(ranks.items())}


def _bound(places: Sequence[int], rounds: int, width: float) -> RankInterval:
    """Return the middle 95 % of the ranks and the verdict."""
    low, high = np.quantile(np.array(places), [0.025, 0.975], method="closest_observation")
    kept = len(places) / rounds
    return RankInterval(int(low), int(high), kept, kept >= 0.95 and float(high - low) <= width)
