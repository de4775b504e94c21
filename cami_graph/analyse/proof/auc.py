"""How well an order tells what happened from what did not, with an interval, and the power of such a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from cami_graph.analyse.measures.sharing import Flags, Numbers

TRIALS = 2000
SUPPOSED = (0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Accuracy:
    """The area under the curve of an order, and the middle 95 % of it."""

    order: str
    area: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class Power:
    """How large the area must be to beat chance at 5 %, and how often an order of a supposed true area would do so."""

    needed: float
    chances: dict[float, float]


def measure_area(values: Numbers, wanted: Flags) -> float:
    """Return the share of couples, one wanted and one not, that the values put in the right order; ties count a half.

    Formula: the Mann-Whitney U over n1·n0. NaN where there is nothing to tell apart. Hanley & McNeil 1982,
    10.1148/radiology.143.1.7063747.

    >>> measure_area(np.array([3.0, 2.0, 1.0]), np.array([True, False, False]))
    1.0
    """
    high, low = values[wanted], values[~wanted]
    if not len(high) or not len(low):
        return float("nan")
    return float((high[:, None] > low[None, :]).mean() + (high[:, None] == low[None, :]).mean() / 2)


def measure_accuracy(
    order: str, tries: Sequence[tuple[Numbers, Flags]], draws: int, generator: np.random.Generator
) -> Accuracy:
    """Measure an order: over one try its interval comes from drawing pairs anew, over many from the tries themselves.

    Pairs hang together by their countries, so that the interval over one try is rather too narrow. Efron 1979,
    10.1214/aos/1176344552.

    >>> one = (np.array([3.0, 2.0, 1.0, 0.0]), np.array([True, True, False, False]))
    >>> measure_accuracy("ours", [one], 50, np.random.default_rng(1)).area
    1.0
    """
    areas = np.array([measure_area(values, wanted) for values, wanted in tries])
    if len(tries) == 1:
        values, wanted = tries[0]
        picks = generator.integers(0, len(values), size=(draws, len(values)))
        sample = np.array([measure_area(values[pick], wanted[pick]) for pick in picks])
    else:
        sample = areas
    low, high = np.nanquantile(sample, [0.025, 0.975])
    return Accuracy(order, float(np.nanmean(areas)), (float(low), float(high)))


def measure_power(positives: int, negatives: int, generator: np.random.Generator) -> Power:
    """Say what a test of this size can tell, by simulation under the binormal model.

    Values of what happened are normal with mean d, of what did not with mean 0; the true area is Φ(d/√2). Hanley &
    McNeil 1982.

    >>> measure_power(10, 10, np.random.default_rng(1)).chances[0.8] > 0.5
    True
    """
    nothing = _simulate(0.0, positives, negatives, generator)
    needed = float(np.quantile(nothing, 0.95))
    chances = {
        area: float((_simulate(NormalDist().inv_cdf(area) * 2**0.5, positives, negatives, generator) > needed).mean())
        for area in SUPPOSED
    }
    return Power(needed, chances)


def _simulate(distance: float, positives: int, negatives: int, generator: np.random.Generator) -> Numbers:
    wanted = np.arange(positives + negatives) < positives
    drawn = generator.normal(size=(TRIALS, positives + negatives)) + distance * wanted
    return np.array([measure_area(row, wanted) for row in drawn])
