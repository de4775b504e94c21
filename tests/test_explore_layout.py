"""The drawn graph: what has a place keeps it, what is new comes among its own, and nobody waits for springs."""

from __future__ import annotations

from math import dist
from pathlib import Path

import networkx as nx
import pytest

from cami_graph.explore.datasets.layout import place_nodes, read_places, write_places
from cami_graph.explore.datasets.network import graph_data, network_of
from cami_graph.explore.record import Record
from cami_graph.graph import CamiGraph


@pytest.fixture(scope="module")
def record(real_graph: CamiGraph) -> Record:
    return Record(real_graph.store, real_graph.library)


def test_the_built_graph_is_drawn_without_waiting(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*words: object, **options: object) -> None:
        raise AssertionError("a thing has no place yet: run `cami build`, and commit data/graph/layout.csv")

    monkeypatch.setattr(nx, "spring_layout", refuse)
    nodes = graph_data(record)["nodes"]
    assert isinstance(nodes, list)
    assert {node[0]: tuple(node[-2:]) for node in nodes} == read_places()


def test_what_is_new_comes_among_its_own_and_nothing_else_moves(record: Record) -> None:
    network, kept = network_of(record), dict(read_places())
    new = "country/KZ"
    del kept[new]
    places = place_nodes(network, kept)
    assert {name: place for name, place in places.items() if name != new} == kept
    away = {name: dist(places[new], place) for name, place in kept.items()}
    near = [away[name] for name in {*network.predecessors(new), *network.successors(new)}]
    assert sum(near) / len(near) < sum(away.values()) / len(away)
    assert places == place_nodes(network, kept)


def test_without_any_place_springs_find_one_for_each(record: Record) -> None:
    few = network_of(record).subgraph(sorted(read_places())[:40])
    places = place_nodes(nx.MultiDiGraph(few), {})
    assert set(places) == set(few)
    assert len(set(places.values())) == len(places)


def test_places_are_read_as_they_were_written(tmp_path: Path) -> None:
    places = {"taxon/saiga": (-3, 1700), "country/KZ": (12, 0)}
    assert read_places(tmp_path / "none.csv") == {}
    write_places(places, tmp_path / "layout.csv")
    assert read_places(tmp_path / "layout.csv") == places
    assert (tmp_path / "layout.csv").read_text("utf-8").splitlines()[1] == "country/KZ,12,0"
