"""One interface, two kinds of store, the same answers; a load is believed only when counted."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import TINY
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF
from small_engine import SmallEngine

from cami_graph.errors import QueryError, StoreError
from cami_graph.graph import CamiGraph
from cami_graph.rdf import CAMI, load_dataset, read_quads, thing
from cami_graph.store import (
    EmbeddedStore,
    GraphStore,
    Rows,
    Store,
    UpdateService,
    count_graphs,
    fetch_graph,
    fetch_triples,
    load_quads,
    open_endpoint,
    open_store,
)
from cami_graph.store.embedded import keep_store

NO_YEAR = f"OPTIONAL {{ ?country <{CAMI.startYear}> ?year }}"
COUNTRIES = f"SELECT ?country ?year {{ ?country a <{CAMI.Country}> {NO_YEAR} }} ORDER BY ?country"
ASKED = f"ASK {{ ?country a <{CAMI.Country}> }}"
BUILT = f"CONSTRUCT {{ ?s a <{CAMI.Country}> }} WHERE {{ ?s a <{CAMI.Country}> }}"


@pytest.fixture(params=["embedded", "endpoint"])
def store(request: pytest.FixtureRequest, tiny_store: EmbeddedStore, engine: SmallEngine) -> Store:
    if request.param == "embedded":
        return tiny_store
    engine.store.extend(read_quads(TINY))
    return open_endpoint(engine.query_url)


def test_every_store_gives_the_same_rows(store: Store) -> None:
    assert isinstance(store, Store)
    rows = store.select(COUNTRIES)
    assert rows == Rows(("country", "year"), ((thing("country", "KZ"), None), (thing("country", "UZ"), None)))
    assert next(iter(rows)) == {"country": thing("country", "KZ"), "year": None}
    assert rows.column("country") == (thing("country", "KZ"), thing("country", "UZ"))


def test_every_store_answers_ask_and_construct_and_counts(store: Store) -> None:
    assert store.ask(ASKED) is True
    graph = store.construct(BUILT)
    assert isinstance(graph, Graph)
    assert len(graph) == 2
    assert store.quads_count() == len(list(read_quads(TINY)))


def test_a_query_of_another_form_is_refused(store: Store) -> None:
    for asked, text in ((store.select, ASKED), (store.ask, BUILT), (store.construct, COUNTRIES)):
        with pytest.raises(QueryError):
            asked(text)


def test_a_query_that_is_no_sparql_says_where(store: Store) -> None:
    with pytest.raises(QueryError, match=r"1:\d+"):
        store.select("SELECT ?x WHERE {")


def test_terms_keep_language_and_datatype(store: Store) -> None:
    rows = store.select("SELECT ?o { ?s ?p ?o FILTER(LANG(?o) = 'ru' || ?o = 12000) } ORDER BY ?o")
    assert Literal("сайгак", lang="ru") in rows.column("o")
    assert next(str(term) for term in rows.column("o") if isinstance(term, Literal) and term.datatype) == "12000"


def test_a_dataset_in_memory_is_opened_as_it_is() -> None:
    dataset = load_dataset(TINY)
    assert open_store(dataset).quads_count() == len(list(read_quads(TINY)))


def test_rdflib_works_on_top_of_the_engine(tiny_store: EmbeddedStore) -> None:
    dataset = tiny_store.as_rdflib()
    assert isinstance(dataset, Dataset)
    names = {str(row[0]) for row in dataset.query(COUNTRIES)}  # type: ignore[index]
    assert names == {str(thing("country", "KZ")), str(thing("country", "UZ"))}


def test_a_graph_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="spelling"):
        open_store(tmp_path / "none.nq")


def test_a_folder_keeps_the_graph_and_is_not_filled_twice(tmp_path: Path) -> None:
    count = keep_store(TINY, tmp_path / "kept")
    assert open_store(tmp_path / "kept").quads_count() == count
    with pytest.raises(StoreError, match="not empty"):
        keep_store(TINY, tmp_path / "kept")


def test_an_answer_that_is_cut_is_never_taken_for_whole(engine: SmallEngine) -> None:
    engine.store.extend(read_quads(TINY))
    engine.cut = 5
    with pytest.raises(StoreError, match="cut or damaged"):
        open_endpoint(engine.query_url).select(COUNTRIES)


def test_the_first_rows_are_never_taken_for_all(engine: SmallEngine) -> None:
    engine.headers["X-SPARQL-MaxRows"] = "10000"
    with pytest.raises(StoreError, match="only the first 10000"):
        open_endpoint(engine.query_url).select(COUNTRIES)


def test_an_engine_whose_default_graph_is_no_union_is_asked_so_that_it_does_not_matter(engine: SmallEngine) -> None:
    engine.store.extend(read_quads(TINY))
    for graph in list(engine.store.named_graphs()):
        engine.store.add(ox.Quad(graph, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(PROV.Entity)), graph))
    engine.union = False
    remote = open_endpoint(engine.query_url)
    assert set(remote.graphs) >= {graph.value for graph in engine.store.named_graphs()}
    assert remote.select(COUNTRIES) == open_store(TINY).select(COUNTRIES)
    engine.union = True
    assert open_endpoint(engine.query_url).graphs == ()
    engine.union, engine.deaf = False, True
    with pytest.raises(StoreError, match=r"does not see the graphs that are named.*unionDefaultGraph"):
        open_endpoint(engine.query_url).select(COUNTRIES)


def test_an_engine_that_is_away_says_so() -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        open_endpoint("http://127.0.0.1:9/sparql").select(COUNTRIES)
    with pytest.raises(StoreError, match="http://"):
        open_endpoint("ftp://127.0.0.1")


@pytest.mark.parametrize("kind", ["graphs", "updates"])
def test_a_load_brings_every_graph_and_replaces_what_was_there(engine: SmallEngine, kind: str) -> None:
    target = GraphStore(engine.store_url) if kind == "graphs" else UpdateService(engine.update_url)
    engine.store.update("INSERT DATA { GRAPH <https://w3id.org/cami/graph/reference> { <http://a> <http://b> 'old' } }")
    seen: list[tuple[int, int]] = []
    report = load_quads(
        read_quads(TINY), target, open_endpoint(engine.query_url), batch_size=10, progress=lambda *at: seen.append(at)
    )
    assert report.counts == count_graphs(open_store(TINY))
    assert seen[-1] == (report.sent, report.sent)
    assert set(engine.store) == set(read_quads(TINY))


def test_a_load_that_broke_off_goes_on_where_it_stopped(engine: SmallEngine, tmp_path: Path) -> None:
    journal = tmp_path / "journal.json"
    target, counter = UpdateService(engine.update_url), open_endpoint(engine.query_url)
    engine.refuse_after = 4
    with pytest.raises(StoreError, match="503"):
        load_quads(read_quads(TINY), target, counter, batch_size=10, journal=journal)
    engine.refuse_after = None
    report = load_quads(read_quads(TINY), target, counter, batch_size=10, journal=journal)
    assert report.skipped >= 1
    assert set(engine.store) == set(read_quads(TINY))
    assert not journal.exists()


def test_a_journal_of_another_load_is_not_followed(engine: SmallEngine, tmp_path: Path) -> None:
    journal = tmp_path / "journal.json"
    journal.write_text('{"load": "another", "done": {"https://w3id.org/cami/graph/reference": 99}}', "utf-8")
    report = load_quads(
        read_quads(TINY), GraphStore(engine.store_url), open_endpoint(engine.query_url), journal=journal
    )
    assert report.skipped == 0


def test_an_engine_that_says_yes_and_keeps_nothing_is_found_out(engine: SmallEngine) -> None:
    engine.lose = True
    with pytest.raises(StoreError, match="holds 0 statements, not"):
        load_quads(read_quads(TINY), GraphStore(engine.store_url), open_endpoint(engine.query_url))


def test_a_statement_in_no_graph_is_not_sent(engine: SmallEngine, tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("<http://a> <http://p> <http://b> .\n", "utf-8")
    with pytest.raises(StoreError, match="no named graph"):
        load_quads(read_quads(path), GraphStore(engine.store_url), open_endpoint(engine.query_url))


def test_blank_addresses_are_rdflib_terms(tiny_store: EmbeddedStore) -> None:
    assert all(isinstance(term, URIRef) for term in tiny_store.select(COUNTRIES).column("country"))


# A graph brought here whole


def test_small_parts_make_the_same_graph(real_graph: CamiGraph) -> None:
    name = URIRef("https://w3id.org/cami/graph/reference")
    whole = set(fetch_triples(real_graph.store, name))
    assert set(fetch_triples(real_graph.store, name, at_once=200)) == whole
    assert len(whole) > 4000


def test_parts_are_whole_where_an_answer_would_be_cut(
    tiny_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, asked = set(fetch_graph(tiny_store)), EmbeddedStore.construct
    monkeypatch.setattr(EmbeddedStore, "construct", lambda self, text: asked(self, f"{text} LIMIT 4"))
    with pytest.raises(StoreError, match="It cuts its answers"):
        fetch_graph(tiny_store)
    assert set(fetch_graph(tiny_store, at_once=1)) == whole
