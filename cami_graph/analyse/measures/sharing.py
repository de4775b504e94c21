"""Who holds what, and who works with whom on it: the two matrices on which the measures of shared resources stand.

Letters as in the design: countries i, j; resources r, s. X[i,r] is true where i holds r (`holds`); A[i,j,r] is true
where there is evidence of joint work of i and j on r (`joint`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from cami_graph.errors import AnalysisError
from cami_graph.late import LateModule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = LateModule("numpy")

Flags: TypeAlias = "NDArray[np.bool_]"
Counts: TypeAlias = "NDArray[np.int64]"
Numbers: TypeAlias = "NDArray[np.float64]"
Pair: TypeAlias = tuple[str, str]
Triangle: TypeAlias = tuple[str, str, str]


def pair_of(first: str, second: str) -> Pair:
    """Return two names as one pair, in the order of the alphabet.

    >>> pair_of("UZ", "KZ")
    ('KZ', 'UZ')
    """
    return (first, second) if first <= second else (second, first)


@dataclass(frozen=True)
class Sharing:
    """Countries, resources, who holds what, and on what which two work together."""

    countries: tuple[str, ...]
    resources: tuple[str, ...]
    holds: Flags
    joint: Flags

    def __post_init__(self) -> None:
        size = (len(self.countries), len(self.resources))
        if self.holds.shape != size or self.joint.shape != (size[0], *size):
            raise AnalysisError(
                f"{size[0]} countries and {size[1]} resources need matrices of that size.",
                remedy=f"Given were {self.holds.shape} and {self.joint.shape}.",
            )

    @classmethod
    def of(
        cls,
        holdings: Mapping[str, Iterable[str]],
        joint: Iterable[Triangle] = (),
        countries: Sequence[str] = (),
    ) -> Sharing:
        """Make it from `{resource: countries}` and triples (country, country, resource); unknown names stop.

        >>> Sharing.of({"saiga": ["KZ", "UZ"]}, [("UZ", "KZ", "saiga")]).joint[0, 1, 0]
        np.True_
        """
        kept = {resource: frozenset(holders) for resource, holders in holdings.items()}
        names = tuple(sorted({*countries}.union(*kept.values())))
        resources = tuple(sorted(kept))
        place = {name: index for index, name in enumerate(names)}
        row = {name: index for index, name in enumerate(resources)}
        holds = np.zeros((len(names), len(resources)), dtype=np.bool_)
        for resource, holders in kept.items():
            holds[[place[one] for one in holders], row[resource]] = True
        cube = np.zeros((len(names), len(names), len(resources)), dtype=np.bool_)
        for first, second, resource in joint:
            if first not in place or second not in place or resource not in row:
                raise AnalysisError(f"Joint work of {first} and {second} on {resource} names what is not known.")
            cube[place[first], place[second], row[resource]] = True
            cube[place[second], place[first], row[resource]] = True
        return cls(names, resources, holds, cube)

    def ties(self) -> Flags:
        """Return the countries' own network: true where two work together on anything at all."""
        return np.asarray(self.joint.any(axis=2), dtype=np.bool_)

    def shared(self) -> Counts:
        """Return S = X Xᵀ: how many resources two countries both hold (the diagonal: how many one holds)."""
        return np.asarray(self.holds.astype(np.int64) @ self.holds.T.astype(np.int64), dtype=np.int64)

    def closed(self) -> Counts:
        """Return how many of the resources that two countries both hold they work on together."""
        both = self.holds[:, None, :] & self.holds[None, :, :]
        return np.asarray((both & self.joint).sum(axis=2), dtype=np.int64)
