"""Is it more than chance? Permutation of labels over whole networks (QAP, MRQAP), with fixed seeds.

Every p is counted as (k+1)/(N+1): the share of random networks, the real one among them, in which the pattern is at
least as strong (Phipson & Smyth 2010, 10.2202/1544-6115.1585), so no p is ever zero and none is smaller than N allows.
Nothing is tested for a single pair: with so few cooperations between so few countries no such test has power.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cami_graph.analyse.measures.sharing import Counts, Numbers
from cami_graph.errors import AnalysisError
from cami_graph.late import LateModule

if TYPE_CHECKING:
    import numpy as np
else:
    np = LateModule("numpy")

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


@dataclass(frozen=True)
class Effect:
    """How much one matrix goes with another, the rest held fixed: coefficient, its t value, and its permutation p."""

    name: str
    coefficient: float
    t: float
    p: float


def regress_matrices(
    answer: Numbers, covariates: Mapping[str, Numbers], rounds: int = ROUNDS, seed: int = SEED
) -> tuple[Effect, ...]:
    """Regress one matrix over pairs on several, and test each by permuting what the others leave of it (MRQAP).

    All matrices are square and of one size; a pair counts once. Each covariate is regressed on the others, the labels
    of its residual are permuted, and its t value is computed again with the others in place (double semi-partialling);
    p is one-sided and counts how often t is at least as high. A covariate that the others explain whole has NaN and
    p = 1. Dekker, Krackhardt & Snijders 2007, 10.1007/s11336-007-9016-1.

    >>> shared = np.array([[0, 3, 0], [3, 0, 1], [0, 1, 0]], dtype=float)
    >>> [one.name for one in regress_matrices(shared, {"shared": shared}, rounds=99)]
    ['shared']
    """
    rows, columns = np.triu_indices(len(answer), k=1)
    told = answer[rows, columns].astype(np.float64)
    orders = permute_labels(len(answer), rounds, seed)
    return tuple(_effect(name, told, covariates, (rows, columns), orders) for name in covariates)


def _effect(
    name: str, told: Numbers, covariates: Mapping[str, Numbers], places: tuple[Counts, Counts], orders: Counts
) -> Effect:
    rows, columns = places
    size = len(covariates[name])
    others = [one[rows, columns].astype(np.float64) for key, one in covariates.items() if key != name]
    design = np.column_stack([np.ones(len(rows)), *others])
    keep = np.eye(len(rows)) - design @ np.linalg.pinv(design)
    residual = keep @ covariates[name][rows, columns].astype(np.float64)
    if float(residual @ residual) < 1e-9:
        return Effect(name, float("nan"), float("nan"), 1.0)
    square = np.zeros((size, size))
    square[rows, columns] = square[columns, rows] = residual
    freedom = len(rows) - design.shape[1] - 1
    coefficients, values = _weigh(keep @ told, residual[None, :] @ keep, freedom)
    drawn = _weigh(keep @ told, permute_ties(square, orders) @ keep, freedom)[1]
    as_strong = int((drawn >= values[0] - 1e-9).sum())
    return Effect(name, float(coefficients[0]), float(values[0]), permutation_p(as_strong, len(orders)))


def _weigh(answer: Numbers, parts: Numbers, freedom: int) -> tuple[Numbers, Numbers]:
    """Return the coefficient and t value of each row of `parts`, what others explain taken from all (Frisch-Waugh)."""
    lengths = np.maximum((parts**2).sum(axis=1), 1e-12)
    coefficients = parts @ answer / lengths
    left = float(answer @ answer) - coefficients**2 * lengths
    spread = np.sqrt(np.maximum(left, 1e-12) / max(freedom, 1) / lengths)
    return coefficients, coefficients / spread
