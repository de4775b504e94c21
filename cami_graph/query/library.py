"""The library of questions: every `.rq` file under `queries/`, found by the stem of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cami_graph.errors import Fault, QueryError, StoreError, suggest_names
from cami_graph.paths import QUERIES, show_path
from cami_graph.query.bind import bind_terms
from cami_graph.query.head import Head, Parameter, read_head, split_head
from cami_graph.rdf import Term

SUFFIX = ".rq"
ROOMS = ("competency", "analysis", "pages", "export", "rules", "hygiene")


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its name, where it stands, what it says of itself, and its SPARQL."""

    name: str
    room: str
    file: str
    head: Head
    body: str
    text: str

    def bind(self, values: Mapping[str, Sequence[Term]]) -> str:
        """Return the SPARQL to run, with the terms in their places; terms of unknown parameters are refused."""
        for name in values:
            self.parameter(name)
        return bind_terms(self.body, values)

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of this name, or say which ones there are."""
        known = self.head.parameters
        if name in known:
            return known[name]
        remedy = suggest_names(name, known) or f"It knows: {', '.join(known)}." if known else "It knows none."
        raise QueryError(f'"{self.name}" knows no parameter "{name}".', remedy=remedy)


def read_query(path: Path, room: str = "") -> tuple[Query, tuple[Fault, ...]]:
    """Read one query file; the faults of its head come back beside it."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError("cannot be read.", where=show_path(path), remedy=str(error)) from error
    head, faults = read_head(text, show_path(path))
    return Query(path.stem, room, show_path(path), head, split_head(text)[1], text), faults


def _by_room(query: Query) -> tuple[int, str]:
    """Order as in ROOMS, then by name; folders unknown to it come last."""
    return (ROOMS.index(query.room) if query.room in ROOMS else len(ROOMS), query.name)


class Library:
    """All questions, by name; one whose head has faults stops only who asks for it."""

    def __init__(self, queries: Sequence[Query], faults: Mapping[str, Sequence[Fault]] | None = None) -> None:
        self.queries: dict[str, Query] = {}
        self.faults = dict(faults or {})
        for query in queries:
            other = self.queries.setdefault(query.name, query)
            if other is not query:
                raise QueryError(f'Two queries are called "{query.name}".', where=f"{other.file}, {query.file}")

    @classmethod
    def read(cls, folder: Path = QUERIES) -> Library:
        """Read every query file under a folder."""
        read = [read_query(path, path.parent.name) for path in sorted(folder.rglob(f"*{SUFFIX}"))]
        if not read:
            remedy = "Where CAMI_ROOMS names a folder, its queries stand in queries/."
            raise StoreError("There are no questions.", where=show_path(folder), remedy=remedy)
        return cls([query for query, _ in read], {query.name: faults for query, faults in read if faults})

    def __len__(self) -> int:
        return len(self.queries)

    def __iter__(self) -> Iterator[Query]:
        yield from sorted(self.queries.values(), key=_by_room)

    def find(self, name: str) -> Query:
        """Return the question of this name, or say which names are nearest."""
        if name in self.faults:
            raise QueryError.of(self.faults[name])
        if name in self.queries:
            return self.queries[name]
        remedy = suggest_names(name, self.queries) or "`cami query list` prints them all."
        raise QueryError(f'There is no query "{name}".', remedy=remedy)
