"""A possible gap that is no link, before its words are gathered: what it is about, what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cami_graph.analyse.findings.systems import number_ties
from cami_graph.analyse.situation.claims import Name

Reasoned = tuple[str, Name]


@dataclass(frozen=True)
class Candidate:
    """What one measure found: kind, countries, things (the first is the resource or activity), and what was counted.

    `counts` are whole numbers that a reader can count, the first of them the one that matters most; `claims` are the
    claims that bear on it, by group of evidence, each with its reason.
    """

    slug: str
    kind: str
    countries: tuple[str, ...]
    things: tuple[str, ...]
    counts: Mapping[str, int]
    claims: Mapping[str, tuple[Reasoned, ...]] = field(default_factory=dict)
    state: str = ""

    @property
    def order(self) -> tuple[int, ...]:
        """Return what it is ranked by among its kind."""
        return tuple(self.counts.values())


def rank_kind(candidates: Iterable[Candidate]) -> list[tuple[int, Candidate]]:
    """Return candidates of one kind in order, each with its rank; equal counts share a rank.

    >>> one, two = (Candidate(s, "asymmetry", (), (), {"actions": n}) for s, n in (("a", 2), ("b", 5)))
    >>> [(rank, each.slug) for rank, each in rank_kind([one, two])]
    [(1, 'b'), (2, 'a')]
    """
    ordered = sorted(candidates, key=lambda one: (*(-part for part in one.order), one.slug))
    return list(zip(number_ties([one.order for one in ordered]), ordered, strict=True))
