"""Is it more than chance: nominal error under the null, planted effects found, equal seeds, no p of zero."""

from __future__ import annotations

import numpy as np
import pytest

from cami_graph.analyse.measures.chance import correlate_ties, permutation_p, regress_matrices
from cami_graph.errors import AnalysisError

COUNTRIES, RESOURCES = 14, 30


def draw_holdings(generator: np.random.Generator) -> np.ndarray:
    return generator.random((COUNTRIES, RESOURCES)) < 0.35


def count_shared(holds: np.ndarray) -> np.ndarray:
    return np.asarray(holds.astype(np.int64) @ holds.T.astype(np.int64))


def draw_closed(generator: np.random.Generator, shared: np.ndarray, share: float) -> np.ndarray:
    closed = np.triu(generator.binomial(shared, share), k=1)
    return np.asarray(closed + closed.T, dtype=np.float64)


def draw_square(generator: np.random.Generator) -> np.ndarray:
    square = np.triu(generator.normal(size=(COUNTRIES, COUNTRIES)), k=1)
    return np.asarray(square + square.T)


@pytest.mark.slow
def test_under_the_null_no_more_than_the_nominal_share_is_significant() -> None:
    generator = np.random.default_rng(7)
    small = 0
    for run in range(1000):
        shared, border = draw_square(generator), draw_square(generator)
        ties = border + draw_square(generator)  # has to do with borders and nothing with sharing
        small += regress_matrices(ties, {"shared": shared, "border": border}, 199, run)[0].p <= 0.05
    assert 0.02 <= small / 1000 <= 0.07


def test_a_planted_effect_is_found_beside_another_covariate() -> None:
    generator = np.random.default_rng(11)
    found = 0
    for run in range(40):
        shared, border = draw_square(generator), draw_square(generator)
        ties = 0.6 * shared + border + draw_square(generator)
        found += regress_matrices(ties, {"shared": shared, "border": border}, 199, run)[0].p <= 0.05
    assert found >= 38


def test_coefficients_equal_least_squares() -> None:
    generator = np.random.default_rng(13)
    shared, border, ties = (draw_square(generator) for _ in range(3))
    rows, columns = np.triu_indices(COUNTRIES, k=1)
    design = np.column_stack([np.ones(len(rows)), shared[rows, columns], border[rows, columns]])
    wanted = np.linalg.lstsq(design, ties[rows, columns], rcond=None)[0]
    effects = regress_matrices(ties, {"shared": shared, "border": border}, 19)
    np.testing.assert_allclose([one.coefficient for one in effects], wanted[1:], atol=1e-9)


def test_the_same_seed_gives_the_same_p_and_another_seed_another() -> None:
    generator = np.random.default_rng(3)
    shared, ties = draw_square(generator), draw_square(generator)
    first = regress_matrices(ties, {"shared": shared}, 99, seed=1)
    assert first == regress_matrices(ties, {"shared": shared}, 99, seed=1)
    assert first != regress_matrices(ties, {"shared": shared}, 99, seed=2)


def test_what_the_others_explain_whole_says_nothing() -> None:
    generator = np.random.default_rng(4)
    shared, ties = draw_square(generator), draw_square(generator)
    effect = regress_matrices(ties, {"shared": shared, "twice": 2 * shared}, 99)[0]
    assert np.isnan(effect.coefficient)
    assert effect.p == 1.0


def test_qap_finds_a_relation_and_does_not_make_one_up() -> None:
    generator = np.random.default_rng(5)
    shared = count_shared(draw_holdings(generator)).astype(np.float64)
    np.fill_diagonal(shared, 0)
    assert correlate_ties(shared, draw_closed(generator, shared.astype(np.int64), 0.8), 499)[1] < 0.01
    flat = np.zeros_like(shared)
    strength, p = correlate_ties(shared, flat, 99)
    assert np.isnan(strength)
    assert p == 1.0


def test_no_p_is_zero_and_impossible_counts_stop() -> None:
    assert permutation_p(0, 9999) == 0.0001
    assert permutation_p(9, 9) == 1.0
    with pytest.raises(AnalysisError):
        permutation_p(10, 9)
