"""Hide the experts' recommendations, rank, and see how many of them the ranking would have foretold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cami_graph.analyse.findings.candidate import Candidate
from cami_graph.analyse.measures.chance import SEED
from cami_graph.analyse.findings.analysis import rank_candidates
from cami_graph.analyse.measures.sharing import Counts
from cami_graph.analyse.situation.model import Situation
from cami_graph.errors import AnalysisError

CUTS = (5, 10, 20, 50)


@dataclass(frozen=True)
class Target:
    """A recommendation to foretell: its countries and resources, empty where it names none."""

    name: str
    countries: frozenset[str]
    resources: frozenset[str]

    def is_met_by(self, one: Candidate) -> bool:
        """Say whether a gap is what the recommendation asks to close: its countries, and its resource."""
        named = (
            self.countries <= set(one.countries) if len(self.countries) < 3 else set(one.countries) <= self.countries
        )
        return named and (not self.resources or bool(self.resources & set(one.things)))


@dataclass(frozen=True)
class Score:
    """How well a ranking foretells: recall at each cut, mean reciprocal rank, each with a bootstrap interval."""

    ranking: str
    recall: dict[int, float]
    recall_interval: dict[int, tuple[float, float]]
    reciprocal: float
    reciprocal_interval: tuple[float, float]


@dataclass(frozen=True)
class Backtest:
    """The scores of all rankings, and the rank at which ours meets each recommendation (0: never)."""

    gaps: int
    first_ranks: dict[str, int]
    scores: tuple[Score, ...]


def run_backtest(
    situation: Situation, targets: Sequence[Target], draws: int = 1000, shuffles: int = 500, seed: int = SEED
) -> Backtest:
    """Rank the shared-resource gaps without recommendations, and hold it against three other orders of the same gaps.

    Recall at k: the share of recommendations for which a gap among the first k is what they ask to close. Mean
    reciprocal rank: the mean of 1/rank of the first such gap, 0 where there is none. Random: the mean over many
    shuffles. Mentions: by how many reported actions name the two countries. Shared species: by how many species the
    two share. The interval is the middle 95 % when the recommendations are drawn with replacement.
    """
    if not targets:
        raise AnalysisError("There is no recommendation to foretell.")
    ours = [c for c in rank_candidates(situation, recommendations=False) if c.kind == "shared-resource"]
    generator = np.random.default_rng(seed)
    orders = {
        "possible gaps": [list(range(len(ours)))],
        "mentions": [_order(ours, [_mentions(situation, one) for one in ours])],
        "shared species": [_order(ours, [_shared_species(situation, one) for one in ours])],
        "random": [list(generator.permutation(len(ours))) for _ in range(shuffles)],
    }
    meets = np.array([[target.is_met_by(one) for one in ours] for target in targets])
    drawn = generator.integers(0, len(targets), size=(draws, len(targets)))
    scores = tuple(_score(name, meets, chosen, drawn) for name, chosen in orders.items())
    first = _first_ranks(meets, orders["possible gaps"][0])
    return Backtest(len(ours), {t.name: int(rank) for t, rank in zip(targets, first, strict=True)}, scores)


def _mentions(situation: Situation, one: Candidate) -> float:
    return float(sum(situation.volumes[country] for country in one.countries))


def _shared_species(situation: Situation, one: Candidate) -> float:
    held = (r for r in situation.resources.values() if r.kind == "species")
    return float(sum(set(one.countries) <= set(r.holdings) for r in held))


def _order(ours: Sequence[Candidate], weights: Sequence[float]) -> list[int]:
    """Return the places of the gaps by weight, equals by name."""
    return sorted(range(len(ours)), key=lambda place: (-weights[place], ours[place].slug))


def _first_ranks(meets: np.ndarray, order: Sequence[int]) -> Counts:
    """Return for each recommendation the rank of the first gap that meets it, 0 where none does."""
    arranged = meets[:, list(order)]
    return np.where(arranged.any(axis=1), arranged.argmax(axis=1) + 1, 0).astype(np.int64)


def _score(name: str, meets: np.ndarray, orders: Sequence[Sequence[int]], drawn: Counts) -> Score:
    """Score one ranking, or the mean of many."""
    ranks = np.array([_first_ranks(meets, order) for order in orders])
    hits = {cut: ((ranks > 0) & (ranks <= cut)).mean(axis=0) for cut in CUTS}
    reciprocal = np.where(ranks > 0, 1.0 / np.maximum(ranks, 1), 0.0).mean(axis=0)
    return Score(
        name,
        {cut: float(values.mean()) for cut, values in hits.items()},
        {cut: _interval(values[drawn].mean(axis=1)) for cut, values in hits.items()},
        float(reciprocal.mean()),
        _interval(reciprocal[drawn].mean(axis=1)),
    )


def _interval(sample: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(sample, [0.025, 0.975])
    return float(low), float(high)
