"""What a worker does with a question: a query of a stranger, a question of the library, or a thing to describe.

The desk holds the graph and the library, both read before the workers are forked. It never fails: whatever goes wrong
comes back as an answer with a status and words.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import URIRef

from cami_graph.description import describe_dataset
from cami_graph.errors import CamiError, ExportError, QueryError, StoreError
from cami_graph.explore.guard import RefusedQueryError, check_query, is_update
from cami_graph.explore.limits import REMEDY, Limits, Message
from cami_graph.query import Options, Result, Runner, write_result
from cami_graph.rdf import PREFIXES
from cami_graph.store import EmbeddedStore, open_store

TABLE_FORMS: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}

GRAPH_FORMS: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}


Name = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Answered = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class MergedStore(EmbeddedStore):
    """A store whose default graph is the merge of its named graphs, each statement once, as SPARQL has it.

    Asked for the union of its graphs, the engine gives a statement once per graph that holds it, which miscounts.
    """

    def __init__(self, engine: ox.Store) -> None:
        super().__init__(engine)
        engine.extend([ox.Quad(quad.subject, quad.predicate, quad.object) for quad in engine])

    def ask_engine(self, text: str) -> Answered:
        """Answer a query over the merge, unless the query names its dataset."""
        return self.engine.query(text)

    def quads_count(self) -> int:
        """Return the number of statements, each counted in every named graph that holds it."""
        return sum(1 for quad in self.engine if not isinstance(quad.graph_name, ox.DefaultGraph))


class Desk:
    """The graph, the library and the limits, ready for questions."""

    def __init__(self, store: EmbeddedStore, limits: Limits) -> None:
        self.store, self.limits = store, limits
        self.runner = Runner(store)

    def answer(self, question: Message) -> Message:
        """Answer a question of any kind; whatever goes wrong comes back as a status and words."""
        kinds: dict[str, Callable[[dict[str, Any]], Message]] = {
            "sparql": self.answer_sparql,
            "library": self.answer_library,
            "thing": self.answer_thing,
            "graph": self.answer_graph,
        }
        try:
            return kinds[question.head["kind"]](question.head)
        except RefusedQueryError as error:
            return refuse(403, error)
        except MissingError as error:
            return refuse(404, error)
        except (QueryError, ExportError) as error:
            return refuse(400, error)
        except CamiError as error:
            return refuse(500, error)
        except (MemoryError, RecursionError):
            return refuse(500, StoreError("The query was stopped: it needs more memory than one query may take."))

    # A query of a stranger

    def answer_sparql(self, question: dict[str, Any]) -> Message:
        """Run a query and write its answer in the form that the client likes best among those that fit."""
        answer = self._run(question)
        if isinstance(answer, ox.QueryTriples):
            return self._write_graph(answer, question["graph_media"])
        return self._write_table(answer, question["table_media"])

    def _run(self, question: dict[str, Any]) -> Answered:
        """Run a query over the dataset that the request names, else the query, else all graphs."""
        text = question["query"]
        check_query(text, self.limits.allowed_services)
        default: list[Name] = [ox.NamedNode(name) for name in question["default_graphs"]]
        named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(name) for name in question["named_graphs"]]
        try:
            if default or named:
                return self.store.engine.query(text, default_graph=default, named_graphs=named)
            return self.store.ask_engine(text)
        except SyntaxError as error:
            if is_update(text):
                raise RefusedQueryError("The graph is read-only: updates are refused.") from error
            raise QueryError(f"The query is not SPARQL 1.1: {error}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"The query could not be answered: {error}") from error

    def _write_table(self, answer: ox.QuerySolutions | ox.QueryBoolean, media: str | None) -> Message:
        if media is None:
            return refuse(406, QueryError(f"This query gives a table, in one of: {', '.join(TABLE_FORMS)}."))
        form = TABLE_FORMS[media]
        content = self._collect(lambda file: answer.serialize(file, format=form))
        rows = 1 if isinstance(answer, ox.QueryBoolean) else count_rows(content, form)
        self._check_rows(rows)
        return Message({"status": 200, "media": media, "rows": rows}, content)

    def _write_graph(self, answer: ox.QueryTriples, media: str | None) -> Message:
        if media is None:
            return refuse(406, QueryError(f"This query gives a graph, in one of: {', '.join(GRAPH_FORMS)}."))
        form = GRAPH_FORMS[media]
        prefixed = form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD)
        prefixes = PREFIXES if prefixed else None
        content = self._collect(lambda file: ox.serialize(unique(answer), file, format=form, prefixes=prefixes))
        return Message({"status": 200, "media": media}, content)

    def _collect(self, write: Callable[[Bounded], object]) -> bytes:
        """Return what is written, unless it grows beyond its limit or the engine fails on the way."""
        file = Bounded(self.limits.answer_bytes)
        try:
            write(file)
        except SpaceError as error:
            bound = f"{self.limits.answer_bytes >> 20} MB"
            raise StoreError(f"The query was stopped: its answer is longer than {bound}.", remedy=REMEDY) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"The query could not be answered: {error}") from error
        return file.getvalue()

    def _check_rows(self, rows: int) -> None:
        if rows > self.limits.rows:
            raise StoreError(f"The answer has more than {self.limits.rows} rows.", remedy=REMEDY)

    # A question of the library

    def answer_library(self, question: dict[str, Any]) -> Message:
        """Answer a question of the library in a form named."""
        result = self.runner.query(question["name"], question["values"])
        self._check_rows(len(result))
        content = write_result(result, question["form"], Options(**question["options"]))
        return Message({"status": 200, "rows": len(result)}, content)

    # A thing by its address

    def answer_thing(self, question: dict[str, Any]) -> Message:
        """Say all that is said of a thing, or all that a named graph says; 404 where nothing is."""
        node = URIRef(question["iri"])
        if ox.NamedNode(str(node)) in set(self.store.engine.named_graphs()):
            result = self.runner.ask_text(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {node.n3()} {{ ?s ?p ?o }} }}")
        else:
            result = self.runner.query("thing", {"thing": str(node)})
        if not len(result):
            raise MissingError(f"The graph says nothing of <{node}>.", remedy="Check the spelling of the address.")
        return Message({"status": 200}, write_result(result, question["form"]))

    # The graph as a whole

    def answer_graph(self, question: dict[str, Any]) -> Message:
        """Describe the graph, and the endpoint at an address that answers for it."""
        description = describe_dataset(self.runner, question["endpoint"])
        content = write_result(Result(description, self.runner, None), question["form"])
        return Message({"status": 200}, content)


class MissingError(QueryError):
    """There is no such thing."""


class SpaceError(Exception):
    """An answer has grown beyond its limit."""


class Bounded(io.BytesIO):
    """A file in memory that refuses to grow beyond a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, content: Any, /) -> int:  # noqa: ANN401  (as the base class has it)
        """Take more bytes, or stop."""
        if self.tell() + len(content) > self.limit:
            raise SpaceError
        return super().write(content)


def refuse(status: int, error: CamiError) -> Message:
    """Return an answer that says why there is none."""
    return Message({"status": status, "media": "text/plain"}, f"{error}\n".encode())


def unique(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Give each triple once: a graph is a set, though the engine may give a triple for every match."""
    seen: set[ox.Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def count_rows(content: bytes, form: ox.QueryResultsFormat) -> int:
    """Count the solutions in an answer as written, whatever its strings hold."""
    if form == ox.QueryResultsFormat.XML:
        return content.count(b"<result>")
    if form == ox.QueryResultsFormat.TSV:
        return content.count(b"\n") - 1
    if form == ox.QueryResultsFormat.CSV:
        return sum(part.count(b"\n") for part in content.split(b'"')[::2]) - 1
    outside = content.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2]
    return sum(part.count(b"},{") for part in outside) + int(not content.endswith(b'"bindings":[]}}'))


def open_desk(graph: Path | None, limits: Limits) -> Desk:
    """Read the graph and the library, load all that answers are written with, and sit down.

    A worker may open no file, so it could load nothing later.
    """
    store = open_store(graph)
    desk = Desk(store if graph and graph.is_dir() else MergedStore(store.engine), limits)
    len(desk.runner.library)
    write_result(desk.runner.ask_text("ASK {}"), "xlsx")
    return desk
