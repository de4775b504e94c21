"""The small data sets that scripts read beside the pages: each a JSON value made from the record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from cami_graph.explore.datasets.library import library_data
from cami_graph.explore.datasets.maps import map_data
from cami_graph.explore.datasets.network import graph_data
from cami_graph.explore.datasets.schema import schema_data
from cami_graph.explore.datasets.search import search_data
from cami_graph.explore.record import Record

DATASETS: Mapping[str, Callable[[Record], object]] = {
    "search": search_data,
    "graph": graph_data,
    "map": map_data,
    "library": library_data,
    "schema": schema_data,
}


def dataset_text(record: Record, name: str) -> str:
    """Return one data set as JSON, the same bytes each time."""
    return json.dumps(DATASETS[name](record), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


__all__ = ["DATASETS", "dataset_text"]
