"""The graph in this process: Oxigraph, in memory from a file or a dataset, or from its own folder on disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from cami_graph.errors import StoreError
from cami_graph.paths import show_path
from cami_graph.prefixes import PREFIXES
from cami_graph.store.answers import Answers
from cami_graph.store.dataset import Named, do_overlap, merge_graphs, read_dataset
from cami_graph.store.kept import ENGINE, STORE, Kept, find_kept
from cami_graph.store.local_names import escape_dots
from cami_graph.store.rows import ADDRESS, BLANK, PLAIN, Answering, Part, Rows
from cami_graph.store.scope import ABOUT, EVERYTHING, Scope, narrow, read_about
from cami_graph.store.syntax_errors import explain_mistake
from cami_graph.store.version import GRAPH_PARTS, REBUILD, Version, read_source, resolve_version

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

    from cami_graph.store.rows import Answer, Cell

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

BYTE_ORDER_MARK = "\ufeff"


class EmbeddedStore(Answering):
    """A store in this process, its default graph the union of all named graphs, or of those that are named."""

    def __init__(self, engine: ox.Store | Callable[[], ox.Store], graphs: Collection[str] | None = None) -> None:
        self._given = engine
        self.answers: Answers | None = None
        self.source: tuple[Path | None, Scope] | None = None
        self.version: Version | None = None
        self.is_apart = False
        self.graphs = None if graphs is None else [ox.NamedNode(name) for name in sorted(graphs)]

    @cached_property
    def engine(self) -> ox.Store:
        """The engine, opened when it must answer."""
        return self._given if isinstance(self._given, ox.Store) else self._given()

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as the file or folder that it was opened from."""
        if self.source is None:
            raise StoreError(
                "A graph held in memory only cannot be pickled.", remedy="Write it to a file, and open that."
            )
        return open_store, self.source

    def run(self, text: str) -> Answer:
        """Answer a query of any form."""
        text = text.removeprefix(BYTE_ORDER_MARK)
        known = self.answers.read(text) if self.answers else None
        return self._compute(text) if known is None else known

    def _compute(self, text: str) -> Answer:
        """Have the engine answer, and keep the rows where answers are kept."""
        try:
            answer = self.ask_engine(text)
            if isinstance(answer, ox.QueryBoolean):
                return bool(answer)
            if not isinstance(answer, ox.QuerySolutions):
                return read_graph(answer)
            rows = EngineRows(answer)
            if self.answers:
                self.answers.keep(text, rows.variables, rows.held)
            return rows
        except SyntaxError as error:
            raise explain_mistake(text, error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"The query could not be answered: {error}") from error

    def ask_engine(self, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer a query in the engine's own terms and with its own errors."""
        text = escape_dots(text)
        if (dataset := read_dataset(text)) is not None:
            return self._ask_dataset(dataset)
        return self.ask_whole(text)

    def ask_whole(self, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer a query that names no graphs with FROM: all that this store sees."""
        if self.merged is not None:
            return self.merged.query(text, prefixes=PREFIXES)
        if self.graphs is None:
            return self.engine.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*self.graphs]
        return self.engine.query(text, prefixes=PREFIXES, default_graph=default, named_graphs=[*self.graphs])

    def sees(self, name: str) -> bool:
        """Say whether a query may name this graph."""
        return self.graphs is None or ox.NamedNode(name) in self.graphs

    @cached_property
    def merged(self) -> ox.Store | None:
        """The same graphs with their merge as default graph, where a statement stands in several; None where none does.

        Asked for the union of graphs, the engine counts a statement once for each that holds it.
        """
        if self.is_apart or not do_overlap(self.engine, self.graphs):
            return None
        graphs = self.engine.named_graphs() if self.graphs is None else self.graphs
        names = tuple(str(one.value) for one in graphs)
        store = merge_graphs(self.engine, names, names)
        if self.graphs is None:
            store.extend(self.engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        return store

    def _ask_dataset(self, dataset: Named) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer a query over the graphs that it names itself, as far as this store sees them."""
        default, named = (tuple(filter(self.sees, names)) for names in (dataset.default, dataset.named))
        return merge_graphs(self.engine, default, named).query(dataset.text, prefixes=PREFIXES)

    def quads_count(self) -> int:
        """Return the number of statements, each counted in every graph that holds it."""
        if self.graphs is None:
            return len(self.engine)
        return sum(1 for graph in self.graphs for _ in self.engine.quads_for_pattern(None, None, None, graph))

    def narrowed(self, scope: Scope) -> EmbeddedStore:
        """Return a store of its own that holds what a scope sees of this one."""
        return open_quads(self.engine, scope)

    def as_rdflib(self) -> Dataset:
        """Return an rdflib dataset on top of the engine: rdflib's API, the engine's speed."""
        from oxrdflib import OxigraphStore  # it loads all of rdflib's own engine
        from rdflib import Dataset

        from cami_graph.rdf import bind_prefixes

        dataset = Dataset(store=OxigraphStore(store=self.engine), default_union=True)
        bind_prefixes(dataset)
        return dataset


class EngineRows(Rows):
    """Rows in the engine's terms; rdflib is loaded, and they become its terms, when somebody asks for those."""

    def __init__(self, answer: ox.QuerySolutions) -> None:
        variables = tuple(variable.value for variable in answer.variables)
        self._solutions: tuple[tuple[Term | None, ...], ...] = tuple(map(tuple, answer))
        super().__init__(variables, ())

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of terms of rdflib."""
        from cami_graph.rdf import from_engine

        return tuple(tuple(None if term is None else from_engine(term) for term in row) for row in self._solutions)

    @property
    def held(self) -> tuple[tuple[Term | None, ...], ...]:
        """The rows in the engine's own terms."""
        return self._solutions

    @cached_property
    def parts(self) -> tuple[tuple[Part | None, ...], ...]:
        """The rows as text and kind."""
        return tuple(tuple(map(_part_of, row)) for row in self._solutions)

    def __len__(self) -> int:
        return len(self._solutions)


def _part_of(term: Term | None) -> Part | None:
    """Return a term of the engine as text and kind."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Part(term.value, ADDRESS)
    if isinstance(term, ox.Literal):
        kind = "" if term.language else term.datatype.value
        return Part(term.value, "" if kind == PLAIN else kind)
    if isinstance(term, ox.BlankNode):
        return Part(term.value, BLANK)
    raise StoreError("A triple stands inside a triple; we neither write nor read these.")


def read_graph(triples: ox.QueryTriples) -> Graph:
    """Take the triples of the engine as an rdflib graph."""
    from rdflib import Graph

    from cami_graph.rdf import bind_prefixes, from_engine

    graph = Graph()
    bind_prefixes(graph)
    for triple in triples:
        graph.add((from_engine(triple.subject), from_engine(triple.predicate), from_engine(triple.object)))
    return graph


def open_store(
    source: Path | Dataset | None = None, scope: Scope = EVERYTHING, *, briefly: bool = False
) -> EmbeddedStore:
    """Open the graph: our own where none is named, a version of it, a file of RDF, a folder of the engine, a dataset.

    `scope` chooses the part of the record that questions see; nothing else is read into memory. `briefly` leaves a
    version on the disk, where its build kept the engine's own folder: open at once, and gone with the version.
    """
    if source is not None and not isinstance(source, Path):
        from cami_graph.rdf import dataset_quads

        return open_quads(dataset_quads(source), scope)
    path = None if source is None else Path(source)
    version = resolve_version(path)
    kept = find_kept(version) if briefly and version and scope == EVERYTHING else None
    if version is None and path is not None and path.is_dir():
        store = _open_folder(path, scope)
    elif kept is not None and version is not None and kept.lists(ENGINE):
        store = EmbeddedStore(partial(_open_kept, version, kept))
        store.is_apart = True  # its build kept it because no statement stands in two of its graphs
        store.answers = Answers(kept)
    elif version is not None:
        store = _load_version(version, scope)
    else:
        store = open_quads(read_source(path), scope)
    store.version, store.source = version, (path, scope)
    return store


def _open_kept(version: Version, kept: Kept) -> ox.Store:
    """Open the folder of the engine that a build kept; read the version into memory where that does not fit."""
    folder = kept.find(ENGINE, STORE)
    return ox.Store.read_only(str(folder)) if folder else _load_version(version, EVERYTHING).engine


def open_quads(quads: Iterable[ox.Quad], scope: Scope = EVERYTHING) -> EmbeddedStore:
    """Read the statements that a scope sees into memory."""
    engine = ox.Store()
    engine.bulk_extend(narrow(list(quads), scope))
    return EmbeddedStore(engine)


def _load_version(version: Version, scope: Scope) -> EmbeddedStore:
    """Read a version into memory, file by file, and take away again what the scope does not see."""
    version.check(GRAPH_PARTS)
    engine = ox.Store()
    for part in GRAPH_PARTS:
        try:  # what has the checksum of what was written needs no second look at its form
            engine.bulk_load(path=str(version.folder / part), format=ox.RdfFormat.N_QUADS, lenient=True)
        except SyntaxError as error:
            raise StoreError(str(error), where=show_path(version.folder / part), remedy=REBUILD) from error
    chosen = scope.choose(*_list_graphs(engine))
    for name in list(engine.named_graphs()):
        if name.value not in chosen:
            engine.remove_graph(name)
    return EmbeddedStore(engine)


def _list_graphs(engine: ox.Store) -> tuple[set[str], Mapping[str, frozenset[str]]]:
    """Return the names of all graphs, and which programmes each document is about."""
    names = {str(name.value) for name in engine.named_graphs()}
    return names, read_about(engine.quads_for_pattern(None, ox.NamedNode(ABOUT), None, None))


def _open_folder(path: Path, scope: Scope) -> EmbeddedStore:
    """Open a folder that the engine keeps, for reading only, so that several programs may."""
    try:
        engine = ox.Store.read_only(str(path))
    except OSError as error:
        remedy = "Fill it with `cami load --folder`."
        raise StoreError(f"This is no folder of the engine: {error}", where=show_path(path), remedy=remedy) from error
    names, about = _list_graphs(engine)
    chosen = scope.choose(names, about)
    store = EmbeddedStore(engine, None if chosen == names else chosen)
    store.is_apart = True  # it may be larger than memory, where no merge can be made of it
    return store


def keep_store(source: Path | None, folder: Path) -> int:
    """Fill a new folder of the engine from a file of RDF, for graphs larger than memory; return what it holds."""
    if folder.exists() and any(folder.iterdir()):
        raise StoreError("The folder is not empty.", where=show_path(folder), remedy="Name a new one, or empty it.")
    quads = read_source(source)
    engine = ox.Store(str(folder))
    engine.bulk_extend(quads)
    engine.flush()
    engine.optimize()
    return len(engine)
