"""Neighbours weighed: asymmetry of reported action, need against feasibility, and absences that surprise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from cami_graph.analyse.measures.sharing import Numbers, Pair
from cami_graph.errors import AnalysisError

THREATENED = {"EX": 1.0, "EW": 1.0, "CR": 1.0, "EN": 0.8, "VU": 0.6, "NT": 0.4, "LC": 0.2}


@dataclass(frozen=True)
class Asymmetry:
    """Two neighbours, a resource both hold, and how many actions each reports on it."""

    countries: Pair
    resource: str
    actions: tuple[int, int]

    @property
    def difference(self) -> float:
        """Return |E(i) - E(j)| / (E(i) + E(j)); NaN where neither reports anything."""
        total = sum(self.actions)
        return abs(self.actions[0] - self.actions[1]) / total if total else nan


def find_asymmetries(
    holders: Mapping[str, Collection[str]],
    actions: Mapping[tuple[str, str], int],
    neighbours: Collection[Pair],
    least: int = 2,
) -> tuple[Asymmetry, ...]:
    """Find neighbours of whom one reports at least `least` actions on what both hold and the other none.

    Formula: d(i,j,r) = |E[i,r] - E[j,r]| / (E[i,r] + E[j,r]), listed where d = 1 and the total is at least `least`.
    Where neither reports, d is NaN and nothing is listed: two silences are equal, not balanced. A country without a
    neighbour that holds r is in none. Thornton et al. 2018, Conservation Letters 11:e12430.

    >>> find_asymmetries({"saiga": ["KZ", "UZ"]}, {("KZ", "saiga"): 3}, [("KZ", "UZ")])[0].difference
    1.0
    """
    found = []
    for resource, states in sorted(holders.items()):
        for pair in sorted(set(neighbours)):
            if set(pair) <= set(states):
                one = Asymmetry(
                    pair, resource, (actions.get((pair[0], resource), 0), actions.get((pair[1], resource), 0))
                )
                if sum(one.actions) >= least and one.difference == 1.0:
                    found.append(one)
    return tuple(found)


@dataclass(frozen=True)
class Quadrant:
    """A pair of countries or a resource by two numbers that are never added: how needed, how feasible."""

    what: str
    need: float
    feasibility: float
    name: str


QUADRANTS = {
    (True, True): "needed and feasible",
    (True, False): "needed, groundwork first",
    (False, True): "feasible, less pressing",
    (False, False): "watch",
}


def place_in_quadrants(need: Mapping[str, float], feasibility: Mapping[str, float]) -> tuple[Quadrant, ...]:
    """Place each thing by need and by feasibility, split at the medians; the two are never made one number.

    `need` is the threat to what is shared, `feasibility` counts existing ties, agreements and brokers. Formula: high
    where at least the median over all things. What has no known need (NaN) is left out: unknown is not low. Mason et
    al. 2020, 10.1038/s41559-020-1160-3.

    >>> [q.name for q in place_in_quadrants({"a": 1.0, "b": 0.2}, {"a": 0.0, "b": 3.0})]
    ['needed, groundwork first', 'feasible, less pressing']
    """
    known = sorted(name for name, value in need.items() if not np.isnan(value))
    if not known:
        return ()
    middle_need = float(np.median([need[name] for name in known]))
    middle_ease = float(np.median([feasibility.get(name, 0.0) for name in known]))
    return tuple(
        Quadrant(name, need[name], ease, QUADRANTS[need[name] >= middle_need, ease >= middle_ease])
        for name, ease in ((name, feasibility.get(name, 0.0)) for name in known)
    )


@dataclass(frozen=True)
class Expectation:
    """A pair of countries, whether joint work is recorded, and how probable that is from what else is known."""

    countries: Pair
    tied: bool
    probability: float


@dataclass(frozen=True)
class Regression:
    """The regression of ties on what pairs have in common: coefficients, and a row for each pair."""

    names: tuple[str, ...]
    coefficients: tuple[float, ...]
    pairs: tuple[Expectation, ...]

    def surprising(self, least: float = 0.5) -> tuple[Expectation, ...]:
        """Return the pairs without record that the model expects to work together, likeliest first."""
        found = [one for one in self.pairs if not one.tied and one.probability >= least]
        return tuple(sorted(found, key=lambda one: (-one.probability, one.countries)))


def expect_ties(
    pairs: Sequence[Pair], tied: Sequence[bool], covariates: Mapping[str, Sequence[float]], ridge: float = 1.0
) -> Regression:
    """Estimate how probable a recorded tie is from border, shared resources and reporting volume.

    A logistic regression with a ridge of 1 on standardised covariates, so that it has one answer even where a covariate
    separates tied from untied. Formula: logit π(i,j) = b0 + Σ b(k)·z(k,i,j); minimise -log L + ridge/2·Σ b(k)². The
    volume of reporting is one of the covariates because a country that is named ten times as often has ten times the
    chance of being named beside another. A country with no partner stays in: its pairs say when nothing is expected.
    Hoerl & Kennard 1970; le Cessie & van Houwelingen 1992, 10.2307/2347628.

    >>> model = expect_ties([("A", "B"), ("A", "C")], [True, False], {"border": [1.0, 0.0]})
    >>> model.pairs[0].probability > model.pairs[1].probability
    True
    """
    names = tuple(covariates)
    if any(len(covariates[name]) != len(pairs) for name in names) or len(tied) != len(pairs):
        raise AnalysisError("Each pair needs one value of each covariate.")
    if not pairs:
        return Regression(names, tuple(0.0 for _ in names), ())
    columns = np.array([covariates[name] for name in names], dtype=np.float64).reshape(len(names), len(pairs)).T
    scale = columns.std(axis=0)
    design = np.column_stack([np.ones(len(pairs)), (columns - columns.mean(axis=0)) / np.where(scale > 0, scale, 1.0)])
    answer = np.array(tied, dtype=np.float64)
    weights = _fit_logistic(design, answer, ridge)
    chances = 1.0 / (1.0 + np.exp(-(design @ weights)))
    rows = tuple(Expectation(p, bool(t), float(c)) for p, t, c in zip(pairs, tied, chances, strict=True))
    return Regression(names, tuple(float(one) for one in weights[1:]), rows)


def _fit_logistic(design: Numbers, answer: Numbers, ridge: float) -> Numbers:
    """Return the coefficients by Newton's method; the constant is shrunk only so that it stays finite."""
    penalty = np.diag([1e-3, *[ridge] * (design.shape[1] - 1)])
    weights = np.zeros(design.shape[1])
    for _ in range(100):
        chances = 1.0 / (1.0 + np.exp(-(design @ weights)))
        slope = design.T @ (answer - chances) - penalty @ weights
        curve = (design.T * (chances * (1.0 - chances))) @ design + penalty
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-10:
            return np.asarray(weights, dtype=np.float64)
    raise AnalysisError("The regression of ties did not settle.", remedy="Look for a covariate without meaning.")
