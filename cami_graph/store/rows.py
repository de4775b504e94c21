"""What a store takes and gives: the text of a query in; rows, a truth or a graph out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, runtime_checkable

from cami_graph.errors import QueryError
from cami_graph.prefixes import PREFIXES

if TYPE_CHECKING:
    from rdflib import BNode, Graph, Literal, URIRef

    Cell = URIRef | Literal | BNode | None
    Answer: TypeAlias = "Rows | Graph | bool"

ADDRESS, BLANK = "address", "blank"
PLAIN = f"{PREFIXES['xsd']}string"


class Part(NamedTuple):
    """A term without a library of RDF: its text, and `address`, `blank`, or its datatype; nothing for plain text."""

    text: str
    kind: str


class Rows:
    """The answer to a SELECT: the names of its columns, and its rows of RDF terms (None where unbound)."""

    def __init__(self, variables: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
        self.variables = variables
        self._rows = rows

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of terms."""
        return self._rows

    @property
    def held(self) -> tuple[tuple[Hashable, ...], ...]:
        """The rows as the store has them, to be compared with others of the same store."""
        return self._rows

    @cached_property
    def parts(self) -> tuple[tuple[Part | None, ...], ...]:
        """The rows as text and kind."""
        return tuple(tuple(map(part_of, row)) for row in self._rows)

    def texts(self) -> Iterator[dict[str, str | None]]:
        """Give each row as the text of its terms."""
        for row in self.parts:
            yield {name: part and part.text for name, part in zip(self.variables, row, strict=True)}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and (self.variables, self.rows) == (other.variables, other.rows)

    def __hash__(self) -> int:
        return hash((self.variables, self.rows))

    def __repr__(self) -> str:
        return f"Rows(variables={self.variables!r}, rows={self.rows!r})"

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        for row in self.rows:
            yield dict(zip(self.variables, row, strict=True))

    def column(self, name: str) -> tuple[Cell, ...]:
        """Return one column from top to bottom."""
        place = self.variables.index(name)
        return tuple(row[place] for row in self.rows)


def part_of(term: Cell) -> Part | None:
    """Return a term as text and kind."""
    if term is None:
        return None
    kind = getattr(term, "datatype", ADDRESS)  # only a literal has one, be it none
    if kind == ADDRESS and type(term).__name__ == "BNode":
        kind = BLANK
    return Part(str(term), "" if kind is None else str(kind))


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
        if isinstance(answer, Rows | bool):
            raise QueryError("The query is neither CONSTRUCT nor DESCRIBE, so it gives no graph.")
        return answer
