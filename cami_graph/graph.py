"""The graph as Python users meet it: open it, ask it by name, take a data frame, follow the citations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from rdflib import Dataset

from cami_graph.errors import StoreError
from cami_graph.query import Given, Library, Result, Runner
from cami_graph.store import EmbeddedStore, Store, open_endpoint, open_store


class CamiGraph:
    """A graph that answers questions, embedded or on another machine."""

    def __init__(self, store: Store, library: Library | None = None, language: str = "en") -> None:
        self.store = store
        self.runner = Runner(store, library, language)

    @cached_property
    def library(self) -> Library:
        """The questions that the graph can be asked by name."""
        return self.runner.library

    def query(self, name: str, **values: Given) -> Result:
        """Answer a question of the library: `graph.query("actions-by-country", country="KZ")`."""
        return self.runner.query(name, values)

    def ask_text(self, text: str) -> Result:
        """Answer SPARQL of your own."""
        return self.runner.ask_text(text)

    def as_rdflib(self) -> Dataset:
        """Return an rdflib dataset over the embedded engine, for work with rdflib's API."""
        if isinstance(self.store, EmbeddedStore):
            return self.store.as_rdflib()
        raise StoreError("A remote graph cannot be taken as an rdflib dataset.", remedy="Open a file of it instead.")

    def __len__(self) -> int:
        return self.store.quads_count()

    def __repr__(self) -> str:
        return f"<CamiGraph of {len(self)} statements>"


def open_graph(
    path: Path | str | None = None,
    endpoint: str | None = None,
    *,
    credentials: tuple[str, str] | None = None,
    graphs: Sequence[str] = (),
    timeout: int = 60,
    language: str = "en",
) -> CamiGraph:
    """Open the built graph, a file or folder of your own, or the graph behind a SPARQL endpoint.

    >>> graph = open_graph()
    >>> graph = open_graph(endpoint="http://127.0.0.1:8890/sparql")
    """
    if endpoint:
        if path is not None:
            raise StoreError("A graph is opened from a path or from an endpoint, not from both.")
        store: Store = open_endpoint(endpoint, timeout=timeout, credentials=credentials, graphs=graphs)
    else:
        store = open_store(Path(path) if path is not None else None)
    return CamiGraph(store, language=language)
