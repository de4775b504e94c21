"""Null models: the nominal share of false findings, planted gaps found, fixed seeds."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from cami_graph.analyse.measures.chance import (
    adjust_p,
    compare_with_curveball,
    correlate_ties,
    find_rare_absences,
    permutation_p,
    trade_rows,
)
from cami_graph.analyse.measures.sharing import Numbers
from cami_graph.errors import AnalysisError

COUNTRIES, RESOURCES = 14, 30


def draw_holdings(generator: np.random.Generator) -> np.ndarray:
    return generator.random((COUNTRIES, RESOURCES)) < 0.35


def count_shared(holds: np.ndarray) -> np.ndarray:
    return np.asarray(holds.astype(np.int64) @ holds.T.astype(np.int64))


def upper(matrix: Numbers) -> Numbers:
    return np.asarray(matrix[np.triu_indices(len(matrix), k=1)], dtype=np.float64)


def draw_closed(generator: np.random.Generator, shared: np.ndarray, share: float) -> np.ndarray:
    closed = np.triu(generator.binomial(shared, share), k=1)
    return np.asarray(closed + closed.T, dtype=np.float64)


@pytest.mark.slow
def test_under_the_null_no_more_than_the_nominal_share_is_significant() -> None:
    generator = np.random.default_rng(7)
    small, false, pairs = 0, 0, 0
    for run in range(1000):
        shared = upper(count_shared(draw_holdings(generator)))
        ties = draw_closed(generator, np.full((COUNTRIES, COUNTRIES), 3), 0.3)  # has nothing to do with sharing
        p = find_rare_absences(ties, shared[:, None], rounds=199, seed=run)
        small += int((p <= 0.05).sum())
        pairs += len(p)
        false += int(min(adjust_p(list(p))) <= 0.05)
    assert small / pairs <= 0.05
    assert false / 1000 <= 0.05


def test_planted_gaps_are_found() -> None:
    generator = np.random.default_rng(11)
    found, planted_count = 0, 0
    for run in range(40):
        shared = count_shared(draw_holdings(generator))
        ties = draw_closed(generator, shared, 0.9)
        all_pairs = list(itertools.combinations(range(COUNTRIES), 2))
        rich = [index for index, pair in enumerate(all_pairs) if shared[pair] >= 5]
        planted = generator.choice(rich, size=3, replace=False)
        for index in planted:
            first, second = all_pairs[index]
            ties[first, second] = ties[second, first] = 0
        p = find_rare_absences(ties, upper(shared)[:, None], rounds=999, seed=run)
        found += sum(p[index] <= 0.05 for index in planted)
        planted_count += len(planted)
    assert found / planted_count >= 0.95


def test_the_same_seed_gives_the_same_p_and_another_seed_another() -> None:
    generator = np.random.default_rng(3)
    shared = count_shared(draw_holdings(generator))
    ties = draw_closed(generator, shared, 0.5)
    first = find_rare_absences(ties, upper(shared)[:, None], 99, seed=1)
    assert first.tobytes() == find_rare_absences(ties, upper(shared)[:, None], 99, seed=1).tobytes()
    assert first.tobytes() != find_rare_absences(ties, upper(shared)[:, None], 99, seed=2).tobytes()


def test_qap_finds_a_relation_and_does_not_make_one_up() -> None:
    generator = np.random.default_rng(5)
    shared = count_shared(draw_holdings(generator)).astype(np.float64)
    np.fill_diagonal(shared, 0)
    assert correlate_ties(shared, draw_closed(generator, shared.astype(np.int64), 0.8), 499)[1] < 0.01
    flat = np.zeros_like(shared)
    strength, p = correlate_ties(shared, flat, 99)
    assert np.isnan(strength)
    assert p == 1.0


def test_curveball_keeps_the_sums_and_moves_the_rest() -> None:
    generator = np.random.default_rng(1)
    holds = draw_holdings(generator)
    drawn = trade_rows(holds, generator, 200)
    assert (drawn.sum(axis=0) == holds.sum(axis=0)).all()
    assert (drawn.sum(axis=1) == holds.sum(axis=1)).all()
    assert (drawn != holds).any()


def test_curveball_sees_that_two_countries_share_more_than_chance() -> None:
    generator = np.random.default_rng(2)
    holds = draw_holdings(generator)
    holds[0] = holds[1]
    null = compare_with_curveball(holds, lambda drawn: np.array([float((drawn[0] & drawn[1]).sum())]), rounds=199)[0]
    assert null.p_high <= 0.02
    assert null.observed > null.high


def test_benjamini_hochberg_equals_the_library() -> None:
    stats = pytest.importorskip("scipy.stats")
    values = np.random.default_rng(4).random(50)
    np.testing.assert_allclose(adjust_p(list(values)), stats.false_discovery_control(values), rtol=1e-12)
    assert adjust_p([]) == []


def test_no_p_is_zero_and_impossible_counts_stop() -> None:
    assert permutation_p(0, 9999) == 0.0001
    assert permutation_p(9, 9) == 1.0
    with pytest.raises(AnalysisError):
        permutation_p(10, 9)
