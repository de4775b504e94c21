"""The graph on another machine: any SPARQL 1.1 endpoint, asked through SPARQLWrapper, its answers read strictly."""

from __future__ import annotations

import http.client
import urllib.error
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from SPARQLWrapper import BASIC, JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from cami_graph.errors import QueryError, StoreError
from cami_graph.rdf import GEO, bind_prefixes, from_engine, graph_name
from cami_graph.store.embedded import EngineRows
from cami_graph.store.rows import Answering, Rows
from cami_graph.store.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from cami_graph.store.rows import Answer, Cell

Term = TypeVar("Term", bound="Cell")
TABULAR = ("SELECT", "ASK")
UNDESCRIBED = ("ontology", "vocabularies")
GRAPHS_THERE = (
    "PREFIX dcterms: <http://purl.org/dc/terms/> SELECT DISTINCT ?graph ?programme WHERE { GRAPH ?graph { "
    "?graph a <http://www.w3.org/ns/prov#Entity> OPTIONAL { ?graph dcterms:subject ?programme } } }"
)
UNION_REMEDY = (
    "Let its default graph be the union of the named graphs: tdb:unionDefaultGraph in Fuseki, --union-default-graph in "
    "the server of Oxigraph."
)
VIRTUOSO_OUTLINE = URIRef("http://www.openlinksw.com/schemas/virtrdf#Geometry")


class EndpointStore(Answering):
    """A store behind a SPARQL endpoint."""

    def __init__(
        self,
        url: str,
        *,
        timeout: int = 60,
        credentials: tuple[str, str] | None = None,
        graphs: Sequence[str] = (),
        scope: Scope = EVERYTHING,
    ) -> None:
        self.url, self.timeout, self.credentials = url, timeout, credentials
        self.named, self.scope = tuple(graphs), scope

    def run(self, text: str) -> Answer:
        """Answer a query of any form."""
        return self._ask(text, self.graphs)

    @cached_property
    def graphs(self) -> tuple[str, ...]:
        """The graphs that questions see: those named, else those of the scope; none where the default graph will do.

        The engine is asked once which graphs of ours it holds. Where all of them belong to everything, and everything
        is wanted, its default graph is asked as it is, with whatever else stands beside ours; unless it is no union of
        the named graphs, as in Fuseki: then they are named with each question. An engine that does not hear that stops.
        """
        if self.named:
            return self.named
        rows = self._ask(GRAPHS_THERE, ())
        found = [(str(row["graph"]), str(row["programme"] or "")) for row in rows] if isinstance(rows, Rows) else []
        names = {graph for graph, _ in found} | {str(graph_name(one)) for one in UNDESCRIBED}
        about: dict[str, set[str]] = {}
        for graph, programme in ((graph, programme) for graph, programme in found if programme):
            about.setdefault(graph.rpartition("/")[2], set()).add(programme.rpartition("/")[2])
        chosen = self.scope.choose(names, {one: frozenset(these) for one, these in about.items()})
        held = next((graph for graph, _ in found if graph in chosen), "")
        if self.scope == EVERYTHING and chosen == names and (not held or self.sees(held)):
            return ()
        if held and not self.sees(held, sorted(chosen)):
            raise StoreError("The engine does not see the graphs that are named.", where=self.url, remedy=UNION_REMEDY)
        return tuple(sorted(chosen))

    def sees(self, graph: str, named: Sequence[str] = ()) -> bool:
        """Say whether the default graph, or that made of the graphs that are named, holds what a named graph does."""
        return bool(self._ask(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} ?s ?p ?o }}", named))

    def _ask(self, text: str, graphs: Sequence[str]) -> Answer:
        """Send a query over these graphs and read its answer."""
        wrapper = self._wrapper(text, graphs)
        content = self._fetch(wrapper)
        try:
            return _read_table(content) if wrapper.queryType in TABULAR else _read_turtle(content)
        except SyntaxError as error:
            raise StoreError(
                f"The answer is cut or damaged: {error}",
                where=self.url,
                remedy="The engine may have met its own limit of time; ask for less, or raise that limit.",
            ) from error

    def quads_count(self) -> int:
        """Return the number of statements, each counted in every graph that holds it."""
        rows = self.select("SELECT (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } }")
        return int(str(rows.rows[0][0]))

    def _wrapper(self, text: str, graphs: Sequence[str]) -> Any:  # noqa: ANN401  (SPARQLWrapper has no types)
        """Make the request; the graphs named form the default graph and the named graphs of the query."""
        wrapper = SPARQLWrapper(self.url, agent="cami-graph")
        wrapper.setQuery(text)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(self.timeout)
        wrapper.setReturnFormat(JSON if wrapper.queryType in TABULAR else TURTLE)
        for graph in graphs:
            wrapper.addParameter("default-graph-uri", graph)
            wrapper.addParameter("named-graph-uri", graph)
        if self.credentials:
            wrapper.setHTTPAuth(BASIC)
            wrapper.setCredentials(*self.credentials)
        return wrapper

    def _fetch(self, wrapper: Any) -> bytes:  # noqa: ANN401  (SPARQLWrapper has no types)
        """Send the request and return the body of the answer, or say why there is none."""
        try:
            response = wrapper.query().response
            content = bytes(response.read())
        except QueryBadFormed as error:
            raise QueryError(f"The endpoint refuses the query: {_reason(error)}", where=self.url) from error
        except SPARQLWrapperException as error:
            raise StoreError(f"The endpoint failed: {_reason(error)}", where=self.url) from error
        except urllib.error.HTTPError as error:
            raise StoreError(f"The endpoint answered {error.code} {error.reason}.", where=self.url) from error
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
            remedy = "Check the address, and that the engine runs."
            raise StoreError(f"The endpoint cannot be reached: {error}.", where=self.url, remedy=remedy) from error
        self._refuse_shortened(response.info())
        return content

    def _refuse_shortened(self, headers: Any) -> None:  # noqa: ANN401  (SPARQLWrapper has no types)
        """Stop where Virtuoso says that it gave only the first rows: a part must never pass for the whole."""
        if limit := headers.get("X-SPARQL-MaxRows"):
            raise StoreError(
                f"The endpoint gave only the first {limit} rows.",
                where=self.url,
                remedy="Raise ResultSetMaxRows in its settings, or ask for less.",
            )


def _reason(error: SPARQLWrapperException) -> str:
    """Return what the engine itself said, without the wrapping."""
    said = str(error).split("Response:\n", 1)[-1].strip()
    if said.startswith(("b'", 'b"')):
        said = said[2:-1].encode("latin-1", "replace").decode("unicode_escape", "replace")
    return said[:600]


def _read_table(content: bytes) -> Rows | bool:
    """Read the JSON form of an answer to SELECT or ASK, strictly."""
    answer = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    found = EngineRows(answer)
    return Rows(found.variables, tuple(tuple(map(_mend_term, row)) for row in found.rows))


def _read_turtle(content: bytes) -> Graph:
    """Read the Turtle form of an answer to CONSTRUCT or DESCRIBE, strictly."""
    graph = Graph()
    bind_prefixes(graph)
    for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
        graph.add((from_engine(quad.subject), from_engine(quad.predicate), _mend_term(from_engine(quad.object))))
    return graph


def _mend_term(term: Term) -> Term | Literal:
    """Name an outline as GeoSPARQL does, as it was named when it was loaded: Virtuoso gives it a name of its own."""
    if isinstance(term, Literal) and term.datatype == VIRTUOSO_OUTLINE:
        return Literal(str(term), datatype=GEO.wktLiteral)
    return term


def open_endpoint(
    url: str,
    *,
    timeout: int = 60,
    credentials: tuple[str, str] | None = None,
    graphs: Sequence[str] = (),
    scope: Scope = EVERYTHING,
) -> EndpointStore:
    """Open the graph behind a SPARQL endpoint; nothing is sent before the first query."""
    if not url.startswith(("http://", "https://")):
        raise StoreError(f'"{url}" is no address of an endpoint.', remedy="It begins with http:// or https://.")
    return EndpointStore(url, timeout=timeout, credentials=credentials, graphs=graphs, scope=scope)
