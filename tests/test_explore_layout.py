"""The drawn graph: what has a place keeps it, what is new comes among its own, and nobody waits for springs."""

from __future__ import annotations

from collections import Counter
from math import dist
from pathlib import Path

import networkx as nx
import pytest

from cami_graph.explore.datasets import layout
from cami_graph.explore.datasets.layout import Places, place_nodes, read_places, write_places
from cami_graph.explore.datasets.network import graph_data, network_of
from cami_graph.explore.record import Record
from cami_graph.graph import CamiGraph


@pytest.fixture(scope="module")
def record(real_graph: CamiGraph) -> Record:
    return Record(real_graph.store, real_graph.library)


@pytest.fixture(scope="module")
def network(record: Record) -> nx.MultiDiGraph[str]:
    return network_of(record)


@pytest.fixture(scope="module")
def few(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The things around three countries: enough for springs to have work."""
    centres = ("country/KZ", "country/UZ", "country/TM")
    return nx.MultiDiGraph(network.subgraph({*centres, *(one for name in centres for one in network.pred[name])}))


@pytest.fixture(scope="module")
def places(few: nx.MultiDiGraph[str]) -> Places:
    return place_nodes(few, {})


def test_the_built_graph_is_drawn_without_waiting(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*words: object, **options: object) -> None:
        raise AssertionError("data/graph is older than its sources, and a thing has no place yet: run `cami build`")

    monkeypatch.setattr(nx, "spring_layout", refuse)
    nodes = graph_data(record)["nodes"]
    assert isinstance(nodes, list)
    assert {node[0]: tuple(node[-2:]) for node in nodes} == read_places()
    sizes = Counter(node[-3] for node in nodes)
    clusters = [sizes[number] for number in sorted(sizes) if number >= 0]
    assert len(clusters) > 3
    assert clusters == sorted(clusters, reverse=True)
    assert min(clusters) > 1


def test_many_things_come_where_networkx_would_put_them(
    network: nx.MultiDiGraph[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "ROUNDS", 6)
    assert len(network) >= layout.LARGE
    places = place_nodes(network, {})
    monkeypatch.setattr(layout, "LARGE", len(network) + 1)
    assert places == place_nodes(network, {})


def test_what_is_new_comes_among_its_own_and_nothing_else_moves(few: nx.MultiDiGraph[str], places: Places) -> None:
    new = "country/KZ"
    kept = {name: place for name, place in places.items() if name != new}
    found = place_nodes(few, kept)
    assert {name: place for name, place in found.items() if name != new} == kept
    away = {name: dist(found[new], place) for name, place in kept.items()}
    near = [away[name] for name in {*few.predecessors(new), *few.successors(new)}]
    assert sum(near) / len(near) < sum(away.values()) / len(away)
    assert found == place_nodes(few, kept)


def test_what_is_gone_is_forgotten(few: nx.MultiDiGraph[str], places: Places) -> None:
    fewer: nx.MultiDiGraph[str] = nx.MultiDiGraph(few.subgraph(sorted(few)[1:]))
    assert place_nodes(fewer, places) == {name: places[name] for name in fewer}


def test_without_any_place_the_graph_alone_decides_in_whatever_order_it_comes(
    few: nx.MultiDiGraph[str], places: Places
) -> None:
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(few)))
    turned.add_edges_from((target, source) for source, target in reversed(list(few.edges())))
    assert place_nodes(turned, {}) == places
    assert set(places) == set(few)
    assert len(set(places.values())) == len(places)


def test_places_are_read_as_they_were_written(tmp_path: Path) -> None:
    places = {"taxon/saiga": (-3, 1700), "country/KZ": (12, 0)}
    assert read_places(tmp_path / "none.csv") == {}
    write_places(places, tmp_path / "layout.csv")
    assert read_places(tmp_path / "layout.csv") == places
    assert (tmp_path / "layout.csv").read_text("utf-8").splitlines()[1] == "country/KZ,12,0"
