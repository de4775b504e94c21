"""Neighbours weighed: asymmetry of reported action, and need against feasibility."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

from cami_graph.analyse.measures.sharing import Pair
from cami_graph.late import LateModule

if TYPE_CHECKING:
    import numpy as np
else:
    np = LateModule("numpy")

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
