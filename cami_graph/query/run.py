"""A store and the library together: a name and values in, a result out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from cami_graph.errors import QueryError
from cami_graph.query.citation import Citation
from cami_graph.query.label import Label
from cami_graph.query.library import Library, Query
from cami_graph.query.programme import mark_elements, read_programmes
from cami_graph.query.result import Result
from cami_graph.query.types import ENTITIES, read_plain
from cami_graph.store import EmbeddedStore, Rows, Store

if TYPE_CHECKING:
    from rdflib import URIRef

    from cami_graph.query.names import Names
    from cami_graph.rdf import Term

Value = str | int | float | bool
Given = Value | Sequence[Value] | None
BATCH = 400


class Runner:
    """Answers questions: finds the query, reads the values, binds them, asks the store."""

    def __init__(self, store: Store, library: Library | None = None, language: str = "en") -> None:
        self.store, self.language = store, language
        self._library = library
        self._names: dict[str, Names] = {}

    @cached_property
    def library(self) -> Library:
        """The library of questions, read when first needed."""
        return self._library if self._library is not None else Library.read()

    @property
    def version(self) -> str:
        """The name of the version of the graph that is asked; nothing where it is not one that was built here."""
        version = self.store.version if isinstance(self.store, EmbeddedStore) else None
        return version.name if version else ""

    def query(self, name: str, values: Mapping[str, Given] | None = None) -> Result:
        """Answer a question of the library."""
        query = self.library.find(name)
        text = self.prepare(query, values or {})
        return Result(self.store.run(text), self, query, text)

    def query_terms(self, name: str, terms: Mapping[str, Sequence[Term | ox.NamedNode]]) -> Result:
        """Answer a question of the library whose values are known to be terms of the graph."""
        query = self.library.find(name)
        text = query.bind(terms)
        return Result(self.store.run(text), self, query, text)

    def ask_text(self, text: str, values: Mapping[str, Given] | None = None) -> Result:
        """Answer SPARQL that is in no file of the library; what in it cannot be meant stands in `doubts`.

        Each name in `values` stands in the text as `VALUES ?name { UNDEF }`. Its type is what the head of the text
        says; without a head, what the name says (`country`, `species` …), else any text.
        """
        from cami_graph.query.own import find_doubts, own_query

        if values:
            text = self.prepare(own_query(text), values)
        return Result(self.store.run(text), self, None, text, find_doubts(text, self.store))

    def prepare(self, query: Query, values: Mapping[str, Given]) -> str:
        """Return the SPARQL of a question with the values in their places."""
        terms = {name: self.read_values(query, name, given) for name, given in values.items() if given is not None}
        for name, parameter in query.head.parameters.items():
            if parameter.required and not terms.get(name):
                remedy = f"Give it one: --param {name}={parameter.example}"
                raise QueryError(f'"{query.name}" wants a {parameter.type} for "{name}".', remedy=remedy)
        return query.bind(terms)

    def read_values(self, query: Query, name: str, given: Given) -> tuple[Term, ...]:
        """Return the RDF terms that values for a parameter mean."""
        parameter = query.parameter(name)
        several = [given] if isinstance(given, str | int | float) or given is None else list(given)
        return tuple(self._read_value(str(value), parameter.type, parameter.choices, name) for value in several)

    def _read_value(self, value: str, kind: str, choices: Sequence[str], name: str) -> Term:
        if choices and value not in choices:
            raise QueryError(f'"{value}" is no choice for "{name}".', remedy=f"Choose one of: {', '.join(choices)}.")
        return self.resolve(value, kind) if kind in ENTITIES else read_plain(value, kind)

    def resolve(self, value: str, kind: str) -> URIRef:
        """Return the thing that a code, name or address means, or say which names are near."""
        from cami_graph.query.names import Names

        if kind not in self._names:
            self._names[kind] = Names.collect(kind, self.named(kind))
        return self._names[kind].find(value)

    def named(self, kind: str) -> Iterator[tuple[str, str, str]]:
        """Give the names of all things of a kind: the thing, the property that names it, the name."""
        for row in self._service("names", "class", ENTITIES[kind]):
            yield str(row["thing"]), str(row["naming"]), str(row["name"])

    def labels(self, things: Iterable[str], language: str | None = None) -> dict[str, Label]:
        """Return what things are called in a language, or in English where that has no word for it."""
        wanted = language or self.language
        best: dict[str, tuple[int, Label]] = {}
        for row in self._service("labels", "thing", sorted(set(things))):
            iri, spoken = str(row["thing"]), str(row["language"])
            rank = 0 if spoken == wanted else 1 if spoken == "en" else 2
            if iri not in best or rank < best[iri][0]:
                best[iri] = (rank, Label(str(row["label"]), str(row["notation"] or ""), self._marks.get(iri, "")))
        return {iri: label for iri, (_, label) in best.items()}

    def citations(self, things: Iterable[str]) -> tuple[Citation, ...]:
        """Return the words that things rest on, each once, in the order of the source."""
        held: dict[str, Citation] = {}
        for row in self._service("citations", "thing", sorted(set(things))):
            citation = Citation.of(row)
            known = held.get(citation.evidence)
            held[citation.evidence] = known.join(citation) if known else citation
        return tuple(sorted(held.values(), key=lambda one: one.order))

    def select(self, text: str) -> Rows:
        """Answer a SELECT."""
        return self.store.select(text)

    def outlines(self, things: Iterable[str]) -> dict[str, str]:
        """Return the outline of each thing that is a place with one, as well-known text."""
        named, query = [ox.NamedNode(iri) for iri in sorted(set(things))], self.library.find("outlines")
        held: dict[str, str] = {}
        for start in range(0, len(named), BATCH):
            graph = self.store.construct(query.bind({"thing": named[start : start + BATCH]}))
            held |= {str(thing): str(text) for thing, text in sorted(graph.subject_objects())}
        return held

    @cached_property
    def _marks(self) -> Mapping[str, str]:
        """Which programme each element of the plan is of; nothing where there is one programme."""
        programmes = read_programmes(self.query("page-programmes").rows)
        return mark_elements(programmes, self.query("page-plan").rows if len(programmes) > 1 else ())

    def _service(self, name: str, parameter: str, things: Sequence[str]) -> Iterator[dict[str, str | None]]:
        """Ask a query of the library about many things, some hundreds at a time."""
        query = self.library.find(name)
        for start in range(0, len(things), BATCH):
            some = [ox.NamedNode(iri) for iri in things[start : start + BATCH]]
            yield from self.store.select(query.bind({parameter: some})).texts()
