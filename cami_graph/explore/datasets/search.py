"""What the search of the scripts knows: every thing, claim, question and term, and what `search.yaml` says of words."""

from __future__ import annotations

from cami_graph.explore.pages.search import search_documents
from cami_graph.explore.record import Record
from cami_graph.explore.search import read_settings


def search_data(record: Record) -> dict[str, object]:
    """Return the documents, the words to pass over, and the weights of kinds."""
    settings = read_settings()
    return {"documents": search_documents(record), "stop": sorted(settings.stop), "weigh": dict(settings.weigh)}
