"""The library of questions: every `.rq` file under `queries/`, found by the stem of its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cami_graph.errors import Fault, QueryError, StoreError, suggest_names
from cami_graph.paths import QUERIES, show_path
from cami_graph.query.bind import bind_terms
from cami_graph.query.head import Head, Parameter, read_head, split_head

if TYPE_CHECKING:
    import pyoxigraph as ox

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

    def bind(self, values: Mapping[str, Sequence[Term | ox.NamedNode]]) -> str:
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
    """All questions, by name; each file is read when it is first asked for, and faults stop only who asks for it."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.files: dict[str, Path] = {}
        for path in files:
            other = self.files.setdefault(path.stem, path)
            if other != path:
                where = f"{show_path(other)}, {show_path(path)}"
                raise QueryError(f'Two queries are called "{path.stem}".', where=where)
        self._read: dict[str, tuple[Query, tuple[Fault, ...]]] = {}

    @classmethod
    def read(cls, folder: Path = QUERIES) -> Library:
        """Look up every query file under a folder."""
        files = sorted(folder.rglob(f"*{SUFFIX}"))
        if not files:
            remedy = "Where CAMI_ROOMS names a folder, its queries stand in queries/."
            raise StoreError("There are no questions.", where=show_path(folder), remedy=remedy)
        return cls(files)

    def __len__(self) -> int:
        return len(self.files)

    def __repr__(self) -> str:
        return f"<Library of {len(self)} questions: {', '.join(list(self.files)[:3])} …>"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.files)

    def __getitem__(self, name: str) -> Query:
        return self.find(name)

    def __iter__(self) -> Iterator[Query]:
        yield from sorted((self._open(name)[0] for name in self.files), key=_by_room)

    def __contains__(self, name: str) -> bool:
        return name in self.files

    def find(self, name: str) -> Query:
        """Return the question of this name, or say which names are nearest."""
        if not isinstance(name, str):
            raise QueryError(f"{name!r} is no name of a question.", remedy="Give its name as text.")
        if name not in self.files:
            own = "SPARQL of your own goes to `graph.ask_text`, or `cami query --file`." if "{" in name else ""
            remedy = own or suggest_names(name, self.files) or "`cami query list` prints them all."
            raise QueryError(f'There is no query "{name}".', remedy=remedy)
        query, faults = self._open(name)
        if faults:
            raise QueryError.of(faults)
        return query

    def _open(self, name: str) -> tuple[Query, tuple[Fault, ...]]:
        """Read a file once."""
        if name not in self._read:
            path = self.files[name]
            self._read[name] = read_query(path, path.parent.name)
        return self._read[name]
