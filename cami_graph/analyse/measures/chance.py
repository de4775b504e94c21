"""Is it more than chance? Null models with fixed seeds: QAP permutation, Curveball, and many tests at once.

Every p is counted as (k+1)/(N+1): the share of random networks, the real one among them, in which the pattern is at
least as strong (Phipson & Smyth 2010, 10.2202/1544-6115.1585), so no p is ever zero and none is smaller than N allows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from cami_graph.analyse.measures.sharing import Counts, Flags, Numbers
from cami_graph.errors import AnalysisError

SEED = 20190925
ROUNDS = 9999


def permutation_p(as_strong: int, rounds: int) -> float:
    """Return (k+1)/(N+1).

    >>> permutation_p(0, 999)
    0.001
    """
    if not 0 <= as_strong <= rounds:
        raise AnalysisError(f"{as_strong} of {rounds} rounds cannot be as strong.")
    return (as_strong + 1) / (rounds + 1)


def adjust_p(values: Sequence[float]) -> list[float]:
    """Return q values by Benjamini and Hochberg: the expected share of false findings among those at most this small.

    Formula: q(k) = min over m >= k of p(m)·n/m, p sorted upward. Benjamini & Hochberg 1995,
    10.1111/j.2517-6161.1995.tb02031.x.

    >>> [round(q, 4) for q in adjust_p([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.0533, 0.0533, 0.5]
    """
    given = np.asarray(values, dtype=np.float64)
    if not len(given):
        return []
    order = np.argsort(given, kind="stable")
    scaled = given[order] * (len(given) / np.arange(1, len(given) + 1))
    smallest = np.minimum.accumulate(scaled[::-1])[::-1].clip(max=1.0)
    result = np.empty_like(smallest)
    result[order] = smallest
    return [float(one) for one in result]


def permute_labels(size: int, rounds: int, seed: int) -> Counts:
    """Return random orders of the labels, one a row; the same seed gives the same orders."""
    generator = np.random.default_rng(seed)
    return np.argsort(generator.random((rounds, size)), axis=1, kind="stable").astype(np.int64)


def permute_ties(ties: Numbers, orders: Counts) -> Numbers:
    """Return the upper triangle of the tie matrix under each order of the labels, one order a row (QAP).

    The network of ties keeps its whole shape; only who sits where in it is drawn anew. Krackhardt 1988,
    10.1016/0378-8733(88)90004-4.
    """
    rows, columns = np.triu_indices(len(ties), k=1)
    return np.asarray(ties[orders[:, rows], orders[:, columns]], dtype=np.float64)


def correlate_ties(left: Numbers, right: Numbers, rounds: int = ROUNDS, seed: int = SEED) -> tuple[float, float]:
    """Return the QAP correlation of two matrices over pairs, and its one-sided p against permuted labels.

    Do countries that share more also work together more? Pairs are not independent of each other, so labels are
    permuted, not pairs. A matrix without any difference between pairs correlates with nothing: NaN and p = 1.
    Krackhardt 1988.

    >>> shared = np.array([[0, 3, 0], [3, 0, 1], [0, 1, 0]], dtype=float)
    >>> round(correlate_ties(shared, shared, rounds=99)[0], 3)
    1.0
    """
    rows, columns = np.triu_indices(len(left), k=1)
    fixed = left[rows, columns] - left[rows, columns].mean()
    drawn = permute_ties(right, permute_labels(len(right), rounds, seed))
    observed = right[rows, columns] - right[rows, columns].mean()
    scale = float(np.sqrt((fixed**2).sum() * (observed**2).sum()))
    if scale == 0.0:
        return float("nan"), 1.0
    products = drawn @ fixed
    strength = float(observed @ fixed)
    as_strong = int((products >= strength - 1e-9 * scale).sum())
    return strength / scale, permutation_p(as_strong, rounds)


def find_rare_absences(ties: Numbers, covariates: Numbers, rounds: int = ROUNDS, seed: int = SEED) -> Numbers:
    """Return for each pair the p of so little joint work, given what the pair shares, under QAP permutation of A.

    The ties over pairs are regressed on the covariates (a row for each pair of the upper triangle, such as the number
    of shared resources and a common border); the statistic of a pair is its residual, negative where less is recorded
    than the sharing lets expect. The labels of the residuals are permuted, added to what was fitted, and the
    regression is done again; p counts how often the pair's residual is as low. So the relation between sharing and
    working together is kept, and a pair is rare only if it falls short of it as few pairs do. A country with no
    partner is compared like all others: its permuted place may have ties. Freedman & Lane 1983,
    10.1080/07350015.1983.10509354; Dekker, Krackhardt & Snijders 2007, 10.1007/s11336-007-9016-1.

    >>> ties = np.array([[0, 2, 0], [2, 0, 0], [0, 0, 0]], dtype=float)
    >>> find_rare_absences(ties, np.array([[2.0], [1.0], [0.0]]), rounds=99).shape
    (3,)
    """
    rows, columns = np.triu_indices(len(ties), k=1)
    if len(covariates) != len(rows):
        raise AnalysisError(f"{len(rows)} pairs need as many rows of covariates, not {len(covariates)}.")
    design = np.column_stack([np.ones(len(rows)), covariates])
    residual_of = np.eye(len(rows)) - design @ np.linalg.pinv(design)
    observed = residual_of @ ties[rows, columns]
    unexplained = np.zeros_like(ties)
    unexplained[rows, columns] = unexplained[columns, rows] = observed
    drawn = permute_ties(unexplained, permute_labels(len(ties), rounds, seed)) @ residual_of
    as_low = (drawn <= observed + 1e-9).sum(axis=0)
    return np.asarray((as_low + 1) / (rounds + 1), dtype=np.float64)


def trade_rows(holds: Flags, generator: np.random.Generator, trades: int) -> Flags:
    """Return a random matrix with the row and column sums of this one, by Curveball trades.

    Two countries put what only one of them holds on the table and draw it anew, each as many as before. Strona et al.
    2014, 10.1038/ncomms5114.

    >>> X = np.array([[True, False, True], [False, True, False]])
    >>> drawn = trade_rows(X, np.random.default_rng(1), 10)
    >>> drawn.sum(axis=0).tolist(), drawn.sum(axis=1).tolist()
    ([1, 1, 1], [2, 1])
    """
    drawn = holds.copy()
    if len(drawn) < 2:
        return drawn
    for _ in range(trades):
        first, second = generator.choice(len(drawn), size=2, replace=False)
        differ = np.flatnonzero(drawn[first] ^ drawn[second])
        keeps = int(drawn[first, differ].sum())
        chosen = generator.permutation(differ)[:keeps]
        drawn[first, differ], drawn[second, differ] = False, True
        drawn[first, chosen], drawn[second, chosen] = True, False
    return drawn


@dataclass(frozen=True)
class Null:
    """An observed number against what random networks give: mean, the middle 95 % of them, and both one-sided p."""

    observed: float
    mean: float
    low: float
    high: float
    p_high: float
    p_low: float


def compare_with_curveball(
    holds: Flags, measure: Callable[[Flags], Numbers], rounds: int = 999, seed: int = SEED
) -> tuple[Null, ...]:
    """Compare numbers measured on X with the same on Curveball matrices (one `Null` for each number measured).

    A chain of trades is run from the observed matrix, five trades for each row between two samples. A country that
    holds nothing stays without in every sample.

    >>> X = np.array([[True, True, False], [True, True, False], [False, False, True]])
    >>> shared = lambda M: np.array([float((M[0] & M[1]).sum())])
    >>> compare_with_curveball(X, shared, rounds=99)[0].observed
    2.0
    """
    generator = np.random.default_rng(seed)
    observed = measure(holds)
    sample, samples = holds, np.empty((rounds, len(observed)))
    sample = trade_rows(sample, generator, 20 * len(holds))
    for step in range(rounds):
        sample = trade_rows(sample, generator, 5 * len(holds))
        samples[step] = measure(sample)
    return tuple(_place_in(float(value), samples[:, index]) for index, value in enumerate(observed))


def _place_in(value: float, sample: Numbers) -> Null:
    """Say where a value lies in a sample."""
    low, high = np.quantile(sample, [0.025, 0.975])
    above, below = int((sample >= value).sum()), int((sample <= value).sum())
    rounds = len(sample)
    return Null(
        value,
        float(sample.mean()),
        float(low),
        float(high),
        permutation_p(above, rounds),
        permutation_p(below, rounds),
    )
