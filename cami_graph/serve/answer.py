"""What a worker does with a question: a query of a stranger, a question of the library, or a thing to describe.

The answerer holds the graph and the library, both read before the workers are forked. It never fails: whatever goes
wrong comes back as an answer with a status and words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib.namespace import DCTERMS

from cami_graph.ask import Asker, answer_json, find_things, open_asker
from cami_graph.errors import CamiError, ExportError, QueryError, StoreError
from cami_graph.query import Options, Runner, write_result
from cami_graph.query.formats import list_citations
from cami_graph.query.own import find_doubts
from cami_graph.rdf import ID, PREFIXES
from cami_graph.serve.described import (
    NAME,
    asks_of_description,
    describe_record,
    write_description,
    write_service,
    write_triples,
)
from cami_graph.serve.forbidden import RefusedQueryError, check_query, is_update
from cami_graph.serve.limits import Limits, Message
from cami_graph.serve.results import Answered, check_rows, refuse, write_graph, write_table
from cami_graph.store import EVERYTHING, EmbeddedStore, Scope, count_graphs, open_store, read_source
from cami_graph.store.dataset import Named, merge_graphs, read_dataset
from cami_graph.store.embedded import BYTE_ORDER_MARK
from cami_graph.store.local_names import escape_dots
from cami_graph.store.scope import ABOUT, read_about
from cami_graph.store.syntax_errors import explain_mistake
from cami_graph.store.version import Version, is_build, resolve_version

KIND = re.compile(f"{re.escape(ID)}[a-z-]+")
REPLACED_BY = ox.NamedNode(str(DCTERMS.isReplacedBy))
MAY_NAME_GRAPHS = re.compile(r"\bgraph\b|\\u", re.IGNORECASE)
FEW = 2  # where fewer rows are found than these, a count may be one of nothing: what cannot be meant is told
Name = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class MergedStore(EmbeddedStore):
    """A store whose default graph is the merge of its named graphs, each statement once, as SPARQL has it.

    Asked for the union of its graphs, the engine gives a statement once per graph that holds it, which miscounts. The
    merge stands in a store of its own as well: the engine walks through all graphs of a store, whichever are asked.
    """

    def __init__(self, engine: ox.Store, graphs: Collection[str]) -> None:
        super().__init__(engine)
        held = [quad for quad in engine if isinstance(quad.graph_name, ox.NamedNode)]
        seen = [quad for quad in held if quad.graph_name.value in graphs]
        merge = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in seen]
        engine.extend(merge)
        self.alone = ox.Store()
        self.alone.bulk_extend(merge)
        self.seen = [ox.NamedNode(name) for name in sorted({quad.graph_name.value for quad in seen})]

    def ask_whole(self, text: str) -> Answered:
        """Answer a query over the merge and the graphs in it; it sees the description only where it asks of it."""
        told = [NAME] if asks_of_description(text) else []
        if not told and not MAY_NAME_GRAPHS.search(text):
            return self.alone.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.DefaultGraph(), *told]
        named: list[ox.NamedNode | ox.BlankNode] = [*self.seen, *told]
        return self.engine.query(text, prefixes=PREFIXES, default_graph=default, named_graphs=named)

    def sees(self, name: str) -> bool:
        """Say whether a query may name this graph: one of the record as everybody sees it, or the description."""
        return ox.NamedNode(name) in (*self.seen, NAME)

    def quads_count(self) -> int:
        """Return the number of statements of the record, each counted in every named graph that holds it."""
        return sum(1 for quad in self.engine if quad.graph_name not in (ox.DefaultGraph(), NAME))


class Answerer:
    """The graph, the library and the limits, ready for questions."""

    def __init__(self, store: EmbeddedStore, limits: Limits, version: Version | None = None) -> None:
        self.store, self.limits = store, limits
        self.runner = Runner(store)
        self.about = read_about(store.engine.quads_for_pattern(None, ox.NamedNode(ABOUT), None, None))
        self.runners: dict[Scope, Runner] = {EVERYTHING: self.runner}
        self.asker = open_asker(self.runner, version)
        self.askers: dict[Scope, Asker] = {EVERYTHING: self.asker}

    @cached_property
    def described(self) -> list[ox.Triple]:
        """What can be said of the record as a whole, made when it is first asked for."""
        return describe_record(self.runner)

    def answer(self, question: Message) -> Message:
        """Answer a question of any kind; whatever goes wrong comes back as a status and words."""
        kinds: dict[str, Callable[[dict[str, Any]], Message]] = {
            "sparql": self.answer_sparql,
            "cite": self.answer_cite,
            "library": self.answer_library,
            "ask": self.answer_ask,
            "find": self.answer_find,
            "thing": self.answer_thing,
            "graph": self.answer_graph,
            "service": self.answer_service,
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
        except (ValueError, OSError) as error:
            return refuse(500, StoreError(f"The question could not be answered: {error}"))

    # A query of a stranger

    def answer_sparql(self, question: dict[str, Any]) -> Message:
        """Run a query and write its answer in the form that the client likes best among those that fit."""
        answer = self._run(question)
        if isinstance(answer, ox.QueryTriples):
            written = write_graph(answer, question["graph_media"], self.limits)
        else:
            written = write_table(answer, question["table_media"], self.limits)
        if written.head.get("rows", 0) < FEW:
            written.head["doubts"] = find_doubts(question["query"], self.store)
        return written

    def _run(self, question: dict[str, Any]) -> Answered:
        """Run a query over the dataset that the request names, else the query, else all that the scope sees."""
        text = escape_dots(question["query"].removeprefix(BYTE_ORDER_MARK))
        check_query(text, self.limits.allowed_services)
        asked = self._dataset_of(question, text)
        try:
            if asked is None:
                return self.store.ask_engine(text)
            return merge_graphs(self.store.engine, asked.default, asked.named).query(asked.text, prefixes=PREFIXES)
        except SyntaxError as error:
            if is_update(text):
                raise RefusedQueryError("The graph is read-only: updates are refused.") from error
            raise explain_mistake(text, error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"The query could not be answered: {error}") from error

    def _dataset_of(self, question: Mapping[str, Any], text: str) -> Named | None:
        """Return the graphs to ask, none that the scope does not see; None where nothing chooses any."""
        scoped = self.graphs_of(read_scope(question))
        requested = Named(text, tuple(question["default_graphs"]), tuple(question["named_graphs"]))
        inside = read_dataset(text)
        chosen = requested if requested.default or requested.named else inside
        if chosen is None:
            return Named(text, tuple(scoped), tuple(scoped)) if scoped else None
        sees = scoped.__contains__ if scoped else self.store.sees
        default, named = (tuple(filter(sees, names)) for names in (chosen.default, chosen.named))
        return Named(inside.text if inside else text, default, named)

    def answer_cite(self, question: dict[str, Any]) -> Message:
        """Return the words that the rows of a stranger's SELECT rest on, and why some have none, as JSON."""
        text = escape_dots(question["query"].removeprefix(BYTE_ORDER_MARK))
        check_query(text, self.limits.allowed_services)
        result = self.runner_of(read_scope(question)).ask_text(text)
        content = {"citations": list_citations(result), "note": result.support.why}
        return Message({"status": 200}, json.dumps(content, ensure_ascii=False).encode())

    def graphs_of(self, scope: Scope) -> list[str]:
        """Return the graphs that a scope sees; none for everything, which is the default graph."""
        if scope == EVERYTHING:
            return []
        names = {str(name.value) for name in self.store.engine.named_graphs()}
        return sorted(scope.choose(names, self.about))

    # A question of the library

    def runner_of(self, scope: Scope) -> Runner:
        """Return who answers questions over a scope."""
        if scope not in self.runners:
            self.runners[scope] = Runner(EmbeddedStore(self.store.engine, self.graphs_of(scope)), self.runner.library)
        return self.runners[scope]

    def answer_library(self, question: dict[str, Any]) -> Message:
        """Answer a question of the library in a form named."""
        result = self.runner_of(read_scope(question)).query(question["name"], question["values"])
        check_rows(len(result), self.limits)
        content = write_result(result, question["form"], Options(**question["options"]))
        return Message({"status": 200, "rows": len(result)}, content)

    # A question in plain words

    def answer_ask(self, question: dict[str, Any]) -> Message:
        """Answer a question in plain words as JSON; where nothing was understood, with status 404."""
        scope = read_scope(question)
        if scope not in self.askers:
            self.askers[scope] = Asker(self.runner_of(scope), self.asker)
        answer = self.askers[scope].ask(question["text"], language=question["language"], top=question["top"])
        check_rows(len(answer.rows), self.limits)
        return Message(
            {"status": 200 if answer.result is not None else 404, "rows": len(answer.rows)}, answer_json(answer)
        )

    def answer_find(self, question: dict[str, Any]) -> Message:
        """Return the things of a name, and those called nearly so, as JSON."""
        found = find_things(self.asker, question["text"], question["kinds"])
        return Message({"status": 200}, json.dumps(found, ensure_ascii=False).encode())

    # A thing by its address

    def answer_thing(self, question: dict[str, Any]) -> Message:
        """Say all that is said of a thing or of a kind of things, or what a named graph says; 404 where nothing is."""
        try:
            name = ox.NamedNode(question["iri"])
        except ValueError as error:
            raise MissingError("There is no such address.", remedy=str(error)) from error
        if (new := self._replaced_by(name)) is not None:
            return Message({"status": 301, "location": new}, b"")
        if whole := self._triples_of(name):
            return Message({"status": 200}, write_triples(whole, question["form"]))
        result = self.runner.query("thing", {"thing": name.value})
        if not len(result):
            raise MissingError(
                f"The graph says nothing of <{name.value}>.", remedy="Check the spelling of the address."
            )
        return Message({"status": 200}, write_result(result, question["form"]))

    def _triples_of(self, name: ox.NamedNode) -> list[ox.Triple]:
        """Return what a named graph says, or what is said of all things of a kind; nothing where it is neither."""
        if KIND.fullmatch(name.value):
            start = f"{name.value}/"
            return [quad.triple for quad in self.store.engine if getattr(quad.subject, "value", "").startswith(start)]
        return [quad.triple for quad in self.store.engine.quads_for_pattern(None, None, None, name)]

    def _replaced_by(self, old: ox.NamedNode) -> str | None:
        """Return the address that took the place of one which is no longer in use."""
        quads = self.store.engine.quads_for_pattern(old, REPLACED_BY, None, None)
        return next((str(quad.object.value) for quad in quads if isinstance(quad.object, ox.NamedNode)), None)

    # The graph as a whole

    def answer_graph(self, question: dict[str, Any]) -> Message:
        """Describe the graph, and the endpoint at an address that answers for it."""
        return Message({"status": 200}, write_description(self.described, question["endpoint"], question["form"]))

    def answer_service(self, question: dict[str, Any]) -> Message:
        """Describe the endpoint at an address, its graphs and the record that it answers for."""
        sizes = dict(count_graphs(self.store))
        if self.store.sees(NAME.value) and NAME in self.store.engine.named_graphs():
            sizes[NAME.value] = len(self.described)
        return Message({"status": 200}, write_service(self.described, question["endpoint"], sizes, question["form"]))


class MissingError(QueryError):
    """There is no such thing."""


def read_scope(question: Mapping[str, Any]) -> Scope:
    """Return the part of the record that a question names; everything where it names none."""
    return Scope(question.get("report", ""), question.get("programme", ""))


def open_answerer(graph: Path | None, limits: Limits) -> Answerer:
    """Read the graph and the library, and load all that answers are written with.

    A worker may open no file, so it could load nothing later.
    """
    is_folder = graph is not None and graph.is_dir() and not is_build(graph)
    version = resolve_version(graph)
    store = open_store(graph) if is_folder else _open_whole(version.folder if version else graph)
    answerer = Answerer(store, limits, version)
    list(answerer.runner.library)
    if not is_folder:  # what the engine keeps may be large, and is described when somebody asks
        store.engine.extend([ox.Quad(one.subject, one.predicate, one.object, NAME) for one in answerer.described])
    write_result(answerer.runner.ask_text("ASK {}"), "xlsx")
    answerer.asker.gazetteer.nearest("Mongolia")
    answerer.asker.understand("who works in Mongolai?")
    return answerer


def _open_whole(graph: Path | None) -> MergedStore:
    """Read all graphs of a file, whatever their scope; their default graph is what everything sees."""
    engine = ox.Store()
    engine.bulk_extend(read_source(graph))
    names = {str(name.value) for name in engine.named_graphs()}
    about = read_about(engine.quads_for_pattern(None, ox.NamedNode(ABOUT), None, None))
    return MergedStore(engine, EVERYTHING.choose(names, about))
