"""Triangles and motifs: equal to brute force and to an independent implementation on random networks."""

from __future__ import annotations

import itertools
import math
import warnings
from types import ModuleType

import networkx as nx
import numpy as np
import pytest

from cami_graph.analyse.measures.sharing import Sharing
from cami_graph.analyse.measures.triangles import (
    count_motifs,
    list_triangles,
    measure_fit,
)
from cami_graph.errors import AnalysisError

NETWORKS = 200


@pytest.fixture(scope="module")
def sma() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module: ModuleType = pytest.importorskip("sma")
    return module


def draw_network(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    countries, resources = int(generator.integers(2, 9)), int(generator.integers(2, 8))
    holds = generator.random((countries, resources)) < generator.random()
    ties = np.triu(generator.random((countries, countries)) < generator.random(), k=1)
    links = np.triu(generator.random((resources, resources)) < generator.random(), k=1)
    return holds, ties | ties.T, links | links.T


def as_network(sma: ModuleType, holds: np.ndarray, ties: np.ndarray, links: np.ndarray) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from((f"c{i}", {"sesType": sma.NODE_TYPE_SOC}) for i in range(holds.shape[0]))
    network.add_nodes_from((f"r{i}", {"sesType": sma.NODE_TYPE_ECO}) for i in range(holds.shape[1]))
    network.add_edges_from((f"c{i}", f"r{j}") for i, j in np.argwhere(holds))
    network.add_edges_from((f"c{i}", f"c{j}") for i, j in np.argwhere(ties))
    network.add_edges_from((f"r{i}", f"r{j}") for i, j in np.argwhere(links))
    return network


@pytest.mark.parametrize("seed", range(NETWORKS))
def test_motif_counts_equal_an_independent_implementation_and_brute_force(sma: ModuleType, seed: int) -> None:
    holds, ties, links = draw_network(seed)
    counts = count_motifs(holds, ties)
    peer = sma.count3EMotifs(as_network(sma, holds, ties, links), array=False)
    assert counts == {name: peer.get(name, 0) for name in counts}
    brute = dict.fromkeys(counts, 0)
    for i, j in itertools.combinations(range(len(ties)), 2):
        for r in range(holds.shape[1]):
            brute[("II." if ties[i, j] else "I.") + "ABC"[int(holds[i, r]) + int(holds[j, r])]] += 1
    assert counts == brute


@pytest.mark.parametrize("seed", range(20))
def test_open_and_closed_triangles_add_up_to_the_shared_resources(seed: int) -> None:
    holds, ties, _ = draw_network(seed)
    joint = np.repeat(ties[:, :, None], holds.shape[1], axis=2)
    names = tuple(f"c{i}" for i in range(len(ties)))
    sharing = Sharing(names, tuple(f"r{i}" for i in range(holds.shape[1])), holds, joint)
    counts = count_motifs(holds, ties)
    assert len(list_triangles(sharing, closed=False)) == counts["I.C"]
    assert len(list_triangles(sharing, closed=True)) == counts["II.C"]
    assert np.triu(sharing.shared(), k=1).sum() == counts["I.C"] + counts["II.C"]
    assert np.triu(sharing.closed(), k=1).sum() == counts["II.C"]


def test_a_tie_on_one_resource_does_not_close_another() -> None:
    sharing = Sharing.of({"saiga": ["KZ", "UZ"], "Ustyurt": ["KZ", "UZ"]}, [("KZ", "UZ", "saiga")])
    assert list_triangles(sharing, closed=True) == (("KZ", "UZ", "saiga"),)
    assert list_triangles(sharing, closed=False) == (("KZ", "UZ", "Ustyurt"),)
    assert measure_fit(sharing).share == 0.5


def test_only_pairs_that_are_asked_for_are_listed() -> None:
    sharing = Sharing.of({"argali": ["KG", "KZ", "MN"]})
    assert list_triangles(sharing, closed=False, pairs={("KG", "KZ")}) == (("KG", "KZ", "argali"),)


def test_where_nothing_is_shared_there_is_no_fit_rather_than_a_bad_one() -> None:
    assert math.isnan(measure_fit(Sharing.of({"cheetah": ["IR"]}, countries=["BT"])).share)


def test_joint_work_of_an_unknown_country_stops() -> None:
    with pytest.raises(AnalysisError, match="names what is not known"):
        Sharing.of({"saiga": ["KZ", "UZ"]}, [("KZ", "XX", "saiga")])
