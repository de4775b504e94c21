"""The engine that holds the graph, behind one small interface: embedded Oxigraph, or any SPARQL 1.1 endpoint.

The default graph of every store is the union of all named graphs, so a query says GRAPH only where it asks for
provenance.
"""

from cami_graph.store.embedded import EmbeddedStore, open_quads, open_store
from cami_graph.store.endpoint import EndpointStore, open_endpoint
from cami_graph.store.fetch import fetch_graph, fetch_triples
from cami_graph.store.load import GraphStore, LoadReport, UpdateService, count_graphs, load_quads
from cami_graph.store.rows import Answer, Rows, Store
from cami_graph.store.scope import EVERYTHING, Scope, narrow
from cami_graph.store.version import read_source

__all__ = [
    "EVERYTHING",
    "Answer",
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
