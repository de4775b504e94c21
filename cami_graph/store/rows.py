"""What a store takes and gives: the text of a query in; rows, a truth or a graph out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from rdflib import BNode, Graph, Literal, URIRef

from cami_graph.errors import QueryError

Cell = URIRef | Literal | BNode | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: the names of its columns, and its rows of RDF terms (None where unbound)."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        for row in self.rows:
            yield dict(zip(self.variables, row, strict=True))

    def column(self, name: str) -> tuple[Cell, ...]:
        """Return one column from top to bottom."""
        place = self.variables.index(name)
        return tuple(row[place] for row in self.rows)


Answer = Rows | Graph | bool


@runtime_checkable
class Store(Protocol):
    """Anything that answers SPARQL queries over the graph."""

    def select(self, text: str) -> Rows:
        """Answer a SELECT query."""
        ...

    def ask(self, text: str) -> bool:
        """Answer an ASK query."""
        ...

    def construct(self, text: str) -> Graph:
        """Answer a CONSTRUCT or DESCRIBE query."""
        ...

    def run(self, text: str) -> Answer:
        """Answer a query of any form."""
        ...

    def quads_count(self) -> int:
        """Return the number of statements, each counted in every graph that holds it."""
        ...


class Answering(ABC):
    """The three forms of answer, each refused where the query has another form; a store only has to run."""

    @abstractmethod
    def run(self, text: str) -> Answer:
        """Answer a query of any form."""

    def select(self, text: str) -> Rows:
        """Answer a SELECT query."""
        answer = self.run(text)
        if not isinstance(answer, Rows):
            raise QueryError("The query is no SELECT, so it gives no rows.")
        return answer

    def ask(self, text: str) -> bool:
        """Answer an ASK query."""
        answer = self.run(text)
        if not isinstance(answer, bool):
            raise QueryError("The query is no ASK, so it is neither true nor false.")
        return answer

    def construct(self, text: str) -> Graph:
        """Answer a CONSTRUCT or DESCRIBE query."""
        answer = self.run(text)
        if not isinstance(answer, Graph):
            raise QueryError("The query is neither CONSTRUCT nor DESCRIBE, so it gives no graph.")
        return answer
