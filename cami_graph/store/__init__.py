"""The engine that holds the graph, behind one small interface: embedded Oxigraph, or any SPARQL 1.1 endpoint.

The default graph of every store is the union of all named graphs, so a query says GRAPH only where it asks for
provenance.
"""

from typing import TYPE_CHECKING

from cami_graph.late import late_names

if TYPE_CHECKING:
    from cami_graph.store.embedded import EmbeddedStore, open_quads, open_store
    from cami_graph.store.endpoint import EndpointStore, open_endpoint
    from cami_graph.store.fetch import fetch_graph, fetch_triples
    from cami_graph.store.load import GraphStore, LoadReport, UpdateService, count_graphs, load_quads
    from cami_graph.store.rows import Rows, Store
    from cami_graph.store.scope import EVERYTHING, Scope, narrow
    from cami_graph.store.version import read_source
else:
    __getattr__ = late_names(
        __name__,
        {
            "embedded": (
                "EmbeddedStore",
                "open_quads",
                "open_store",
            ),
            "endpoint": (
                "EndpointStore",
                "open_endpoint",
            ),
            "fetch": (
                "fetch_graph",
                "fetch_triples",
            ),
            "load": (
                "GraphStore",
                "LoadReport",
                "UpdateService",
                "count_graphs",
                "load_quads",
            ),
            "rows": (
                "Rows",
                "Store",
            ),
            "scope": (
                "EVERYTHING",
                "Scope",
                "narrow",
            ),
            "version": ("read_source",),
        },
    )

__all__ = [
    "EVERYTHING",
    "EmbeddedStore",
    "EndpointStore",
    "GraphStore",
    "LoadReport",
    "Rows",
    "Scope",
    "Store",
    "UpdateService",
    "count_graphs",
    "fetch_graph",
    "fetch_triples",
    "load_quads",
    "narrow",
    "open_endpoint",
    "open_quads",
    "open_store",
    "read_source",
]
