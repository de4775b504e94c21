"""A possible gap before its evidence is gathered: what it is between, the parts of its score, and the order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan, prod

FAMILIES: dict[str, int] = {
    "shared-resource": 0,
    "connected-resource": 1,
    "surprising-absence": 1,
    "asymmetry": 1,
    "critical-tie": 1,
    "scale-mismatch": 2,
    "integrative": 2,
    "accountability": 2,
}
KINDS = tuple(FAMILIES)
FLOOR = 0.1


@dataclass(frozen=True)
class Candidate:
    """A finding of one measure: kind, countries, what it is about, and the parts of its score (each from 0 to 1).

    `things` are the keys of what it is about, the first of them the resource; `state` is `open`, `bridged` or `planned`
    for shared resources; `claims` are the claims that speak for it and `counter` those that speak against it.
    """

    slug: str
    kind: str
    countries: tuple[str, ...]
    things: tuple[str, ...]
    parts: Mapping[str, float]
    state: str = ""
    claims: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    brokers: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """Return range times the geometric mean of the other parts.

        A geometric mean, because the parts are conditions of each other: a resource that two countries alone share,
        that is not threatened and for which nobody asks is less of a gap than the sum of its parts. A part below a
        tenth counts as a tenth, so that one lack does not hide all else. `range` says how well it is known that the
        countries hold the resource at all (1 where nothing is said of it). A part that is not known (NaN) is left
        out, not counted as zero.

        >>> Candidate("x", "asymmetry", (), (), {"need": 1.0, "border": float("nan"), "voice": 0.25}).score
        0.5
        >>> Candidate("x", "shared-resource", (), (), {"need": 1.0, "range": 0.5}).score
        0.5
        """
        known = [max(value, FLOOR) for name, value in self.parts.items() if name != "range" and not isnan(value)]
        return round(self.parts.get("range", 1.0) * prod(known) ** (1 / len(known)), 6) if known else 0.0


def put_in_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Put candidates in the order of rank: by family, in a family by score, equals by how many claims speak for them.

    What is left equal stands in the order of names.

    Scores of different families answer different questions and are not compared: first come shared resources, then the
    other findings between countries, then those inside the programme.

    >>> one = Candidate("b", "accountability", (), (), {"need": 1.0})
    >>> two = Candidate("a", "shared-resource", (), (), {"need": 0.2})
    >>> [c.slug for c in put_in_order([one, two])]
    ['a', 'b']
    """
    return tuple(sorted(candidates, key=_place))


def _place(one: Candidate) -> tuple[int, float, int, str]:
    return FAMILIES[one.kind], -one.score, -len(set(one.claims)), one.slug
