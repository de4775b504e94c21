"""The small data sets that scripts read beside the pages: each a JSON value made from the record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cami_graph.late import late_names

if TYPE_CHECKING:
    from cami_graph.explore.record import Record

DATASETS = ("search", "graph", "map", "library", "schema")
find_maker = late_names(
    __name__,
    {
        "search": ("search_data",),
        "network": ("graph_data",),
        "maps": ("map_data",),
        "library": ("library_data",),
        "schema": ("schema_data",),
    },
)


def dataset_text(record: Record, name: str) -> str:
    """Return one data set as JSON, the same bytes each time."""
    data = find_maker(f"{name}_data")(record)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


__all__ = ["DATASETS", "dataset_text"]
