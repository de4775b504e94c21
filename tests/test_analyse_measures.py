"""The single measures: brokerage, programme, asymmetry, quadrants, regression, stability."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import numpy as np
import pytest

from cami_graph.analyse.measures.brokerage import (
    find_bridging_set,
    find_critical_actors,
    find_critical_ties,
    measure_positions,
)
from cami_graph.analyse.measures.programme import (
    find_accountability_gaps,
    find_dependences,
    find_integrative_gaps,
    find_scale_mismatches,
)
from cami_graph.analyse.measures.weighing import find_asymmetries, place_in_quadrants


@pytest.mark.parametrize("seed", range(40))
def test_the_bridging_set_is_as_small_as_brute_force_finds_and_the_first_of_them(seed: int) -> None:
    generator = np.random.default_rng(seed)
    countries = [f"c{i}" for i in range(6)]
    pairs = [pair for pair in itertools.combinations(countries, 2) if generator.random() < 0.5]
    active = {f"a{i}": [c for c in countries if generator.random() < 0.55] for i in range(7)}
    found = find_bridging_set(pairs, active)
    covered = [p for p in sorted(pairs) if any(set(p) <= set(where) for where in active.values())]
    assert list(found.covered) == covered
    assert set(found.covered) | set(found.uncovered) == set(pairs)

    def covers(chosen: tuple[str, ...]) -> bool:
        return all(any(set(pair) <= set(active[actor]) for actor in chosen) for pair in covered)

    size = next(k for k in range(8) if any(covers(chosen) for chosen in itertools.combinations(sorted(active), k)))
    best = next(chosen for chosen in itertools.combinations(sorted(active), size) if covers(chosen))
    assert found.actors == best


def test_an_actor_without_partner_spans_nothing_rather_than_a_hole() -> None:
    network: nx.Graph[str] = nx.Graph([("A", "B")])
    network.add_node("alone")
    alone = next(one for one in measure_positions(network) if one.actor == "alone")
    assert alone.betweenness == 0.0
    assert math.isnan(alone.constraint)
    assert math.isnan(alone.effective_size)


def test_a_tie_that_holds_the_network_together_is_critical() -> None:
    network: nx.Graph[str] = nx.Graph([("AF", "CN"), ("CN", "MN"), ("MN", "RU"), ("RU", "CN")])
    losses = {one.what: one for one in find_critical_ties(network, {("CN", "MN"): 3})}
    assert losses["AF", "CN"].falls_apart
    assert not losses["CN", "MN"].falls_apart
    assert losses["CN", "MN"].triangles_lost == 3
    actor = find_critical_actors(network, {"gap": ["CN"], "other": ["CN", "MN"]})[0]
    assert (actor.what, actor.triangles_lost, actor.falls_apart) == (("CN",), 1, True)


def test_dependent_activities_need_a_common_actor_and_silence_is_no_missing_integration() -> None:
    species, threats = {"1": ["saiga"], "2": ["saiga"], "3": ["saiga"]}, {"1": ["fences"], "2": ["fences"]}
    found = find_dependences([("3", "1")], species, threats, {"1": ["X"], "2": ["X", "Y"], "3": []})
    assert [one.activities for one in found] == [("1", "2"), ("1", "3")]
    assert [one.activities for one in find_integrative_gaps(found)] == [("1", "3")]
    assert find_integrative_gaps(find_dependences([("8", "9")], {}, {}, {})) == ()


def test_not_done_and_not_reported_stay_apart_and_low_priority_is_no_accountability_gap() -> None:
    found = find_accountability_gaps(
        {"a": "high", "b": "high", "c": "low", "d": "high"},
        {"a": "not-done", "c": "not-done", "d": "done"},
        {"d": ["ngo", "government"]},
        {"d": ["ngo"]},
    )
    assert [(one.activity, one.status) for one in found] == [("a", "not-done"), ("b", "not-reported"), ("d", "done")]
    assert found[2].missing_kinds == ("government",)


def test_a_range_wide_task_with_joint_work_or_with_silence_is_no_mismatch() -> None:
    holders = {"plateau": ["CN", "IN", "NP"]}
    tasks = {"x": ["plateau"]}
    assert len(find_scale_mismatches(tasks, holders, {"x": ["CN"]}, {})) == 1
    assert find_scale_mismatches(tasks, holders, {"x": ["CN"]}, {"x": ["CN", "IN"]}) == ()
    assert find_scale_mismatches(tasks, holders, {}, {}) == ()


def test_two_silences_are_no_asymmetry_and_one_action_is_not_enough() -> None:
    holders, neighbours = {"saiga": ["KZ", "RU", "UZ"]}, [("KZ", "UZ"), ("KZ", "RU")]
    found = find_asymmetries(holders, {("KZ", "saiga"): 2, ("RU", "saiga"): 1}, neighbours)
    assert [one.countries for one in found] == [("KZ", "UZ")]
    assert find_asymmetries(holders, {("KZ", "saiga"): 1}, neighbours) == ()


def test_need_and_feasibility_are_never_one_number_and_unknown_need_is_not_low() -> None:
    found = place_in_quadrants({"a": 1.0, "b": 0.2, "c": math.nan}, {"a": 2.0, "b": 0.0})
    assert {one.what: one.name for one in found} == {"a": "needed and feasible", "b": "watch"}
