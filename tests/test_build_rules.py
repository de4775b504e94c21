"""Rules derive per document; of one thing the latest that says something is heard, silence last of all."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from cami_graph.build.rules import Speaker, derive
from cami_graph.rdf import Statements, as_dataset, graph_name

RULE = """#+ title: State
#+ title_ru: Состояние
#+ summary: A thing has the state that a document tells.
#+ tags: [rule{tag}]
CONSTRUCT {{ ?thing <urn:state> ?state }} WHERE {{ ?thing <urn:told> ?state }}
"""
SILENCE = "https://w3id.org/cami/vocabulary/status/not-reported"


def derive_states(folder: Path, told: dict[str, tuple[str, str]], tag: str = ", latest") -> dict[str, set[str]]:
    """Derive with documents given by id, date and what they tell of one thing; return the states by derived graph."""
    (folder / "state.rq").write_text(RULE.format(tag=tag), "utf-8")
    statements, speakers = Statements(), []
    for name, (issued, state) in told.items():
        graph = statements.graph(graph_name(f"report/{name}"))
        graph.add((URIRef("urn:thing"), URIRef("urn:told"), URIRef(state)))
        speakers.append(Speaker(name, URIRef(str(graph.identifier)), issued))
    dataset = as_dataset(derive(statements.quads, folder, speakers))
    found: dict[str, set[str]] = {}
    for _, _, value, source in dataset.quads((URIRef("urn:thing"), URIRef("urn:state"), None, None)):
        found.setdefault(str(source).rpartition("/graph/")[2], set()).add(str(value))
    return found


def test_the_latest_document_is_heard_and_the_earlier_stands_apart(tmp_path: Path) -> None:
    told = {"new": ("2020-03", "urn:done"), "old": ("2019", "urn:planned")}
    assert derive_states(tmp_path, told) == {
        "derived/new/state": {"urn:done"},
        "superseded/old/state": {"urn:planned"},
    }


def test_silence_never_outlasts_what_was_told(tmp_path: Path) -> None:
    told = {"new": ("2025", SILENCE), "old": ("2019", "urn:done")}
    assert derive_states(tmp_path, told) == {"derived/old/state": {"urn:done"}, "superseded/new/state": {SILENCE}}
    alone = {"first": ("2019", SILENCE), "second": ("2025", SILENCE)}
    assert derive_states(tmp_path, alone)["derived/second/state"] == {SILENCE}


def test_without_the_tag_all_documents_are_heard(tmp_path: Path) -> None:
    told = {"new": ("2020", "urn:done"), "old": ("2019", "urn:planned")}
    assert set(derive_states(tmp_path, told, "")) == {"derived/new/state", "derived/old/state"}


@pytest.mark.parametrize("issued", ["2019", "2019-12", "2019-12-31"])
def test_a_day_is_as_exact_as_it_is_known(tmp_path: Path, issued: str) -> None:
    told = {"later": ("2020", "urn:done"), "earlier": (issued, "urn:planned")}
    assert derive_states(tmp_path, told)["derived/later/state"] == {"urn:done"}
