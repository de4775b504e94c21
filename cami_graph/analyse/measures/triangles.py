"""Triangles of two countries and what both hold, and fit: the social-ecological motifs.

A triangle is two countries and a resource that both hold. It is closed where there is evidence of joint work on that
very resource, open where there is none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import nan

import numpy as np

from cami_graph.analyse.measures.sharing import Counts, Flags, Pair, Sharing, Triangle

CLASSES = ("I.A", "I.B", "I.C", "II.A", "II.B", "II.C")


@dataclass(frozen=True)
class Fit:
    """How many triangles are closed and open, and the share that is closed (NaN where there is no triangle)."""

    closed: int
    open: int

    @property
    def share(self) -> float:
        """Return closed / (closed + open); NaN, not zero, where nothing is shared."""
        total = self.closed + self.open
        return self.closed / total if total else nan


def list_triangles(sharing: Sharing, *, closed: bool, pairs: Collection[Pair] | None = None) -> tuple[Triangle, ...]:
    """List the closed or the open triangles (i, j, r), i before j; only among `pairs` where these are given.

    Two countries that hold the same resource depend on each other's use of it; without a tie each manages its part
    alone. Formula: open(i,j,r) = X[i,r] · X[j,r] · (1 - A[i,j,r]), i < j. A country that shares nothing with anyone is
    in no triangle. Bodin & Tengö 2012, 10.1016/j.gloenvcha.2012.01.005; Kininmonth et al. 2015,
    10.1007/s13280-014-0605-9.

    >>> sharing = Sharing.of({"saiga": ["KZ", "RU", "UZ"]}, [("KZ", "UZ", "saiga")])
    >>> list_triangles(sharing, closed=False)
    (('KZ', 'RU', 'saiga'), ('RU', 'UZ', 'saiga'))
    """
    both = sharing.holds[:, None, :] & sharing.holds[None, :, :]
    found = both & (sharing.joint if closed else ~sharing.joint)
    names, resources = sharing.countries, sharing.resources
    triangles = (
        (names[first], names[second], resources[resource])
        for first, second, resource in np.argwhere(found)
        if first < second
    )
    return tuple(one for one in triangles if pairs is None or one[:2] in pairs)


def measure_fit(sharing: Sharing, pairs: Collection[Pair] | None = None) -> Fit:
    """Measure the fit of the whole network: the share of triangles that is closed.

    Formula: closed / (closed + open). NaN where no two countries share anything. Guerrero et al. 2015, Ecology &
    Society 20(4):41.

    >>> round(measure_fit(Sharing.of({"saiga": ["KZ", "RU", "UZ"]}, [("KZ", "UZ", "saiga")])).share, 3)
    0.333
    """
    closed = len(list_triangles(sharing, closed=True, pairs=pairs))
    return Fit(closed, len(list_triangles(sharing, closed=False, pairs=pairs)))


def count_motifs(holds: Flags, ties: Flags) -> dict[str, int]:
    """Count the motifs of two countries and one resource, by class.

    The Roman numeral says whether the countries are tied (II) or not (I), the letter how many of them hold the resource
    (A none, B one, C both): I.C is the open triangle, II.C the closed one. Formula: sums over i < j of S[i,j] and of
    the degrees, split by A[i,j]. Bodin & Tengö 2012.

    >>> counts = count_motifs(np.array([[True], [True], [False]]), np.zeros((3, 3), dtype=bool))
    >>> counts["I.C"], counts["I.B"], counts["II.C"]
    (1, 2, 0)
    """
    numbers = holds.astype(np.int64)
    both: Counts = np.asarray(numbers @ numbers.T, dtype=np.int64)
    degrees = numbers.sum(axis=1)
    one = degrees[:, None] + degrees[None, :] - 2 * both
    none = numbers.shape[1] - both - one
    upper = np.triu(np.ones(ties.shape, dtype=np.bool_), k=1)
    masks = {"I": upper & ~ties, "II": upper & ties}
    kinds = {"A": none, "B": one, "C": both}
    return {f"{tied}.{held}": int(kinds[held][masks[tied]].sum()) for tied, held in (c.split(".") for c in CLASSES)}
