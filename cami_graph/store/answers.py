"""Answers to a SELECT kept beside the version that gave them, so that who asks the same again waits for no engine.

Each is a file: a checksum of what it rests on, of the question and of the rows, and then the rows. One that does not
fit is passed over.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from cami_graph.store.kept import ANSWERS, Kept
from cami_graph.store.rows import ADDRESS, PLAIN, Part, Rows

if TYPE_CHECKING:
    from cami_graph.store.rows import Cell

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    Written = tuple[str, str] | tuple[str, str, str]

FOLDER = "answers"
MOST = 500
"""How many answers are kept beside one version; the oldest go first."""
MOST_BYTES = 1_000_000
"""How large an answer may be that is kept."""
OTHERWISE_EACH_TIME = re.compile(r"\b(now|rand|uuid|struuid|bnode|service)\b", re.IGNORECASE)


class KnownRows(Rows):
    """Rows that were kept; they become terms of the engine or of rdflib when somebody asks for those."""

    def __init__(self, variables: tuple[str, ...], written: list[list[Written | None]]) -> None:
        super().__init__(variables, ())
        self._written = written

    @cached_property
    def parts(self) -> tuple[tuple[Part | None, ...], ...]:
        """The rows as text and kind."""
        return tuple(tuple(None if cell is None else Part(cell[0], cell[1]) for cell in row) for row in self._written)

    @cached_property
    def held(self) -> tuple[tuple[Term | None, ...], ...]:
        """The rows in the engine's own terms."""
        return tuple(tuple(map(_term_of, row)) for row in self._written)

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of terms of rdflib."""
        from cami_graph.rdf import from_engine

        return tuple(tuple(None if term is None else from_engine(term) for term in row) for row in self.held)

    def __len__(self) -> int:
        return len(self._written)


class Answers:
    """The answers beside one version."""

    def __init__(self, kept: Kept) -> None:
        self.folder = kept.folder / FOLDER

    @cached_property
    def _ground(self) -> bytes:
        return ANSWERS.digest().encode()

    def read(self, text: str) -> KnownRows | None:
        """Return the rows that answer a query; None where they must be computed."""
        try:
            proof, _, content = self._path(text).read_bytes().partition(b"\n")
            if proof != self._proof(text, content):
                return None
            said = json.loads(content)
            return KnownRows(tuple(said["variables"]), said["rows"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, text: str, variables: tuple[str, ...], rows: tuple[tuple[Term | None, ...], ...]) -> None:
        """Keep an answer that is the same each time, where there is room and the folder can be written to."""
        if OTHERWISE_EACH_TIME.search(text) or not all(_is_plain(term) for row in rows for term in row):
            return
        said = {"variables": variables, "rows": [list(map(_write_term, row)) for row in rows]}
        content = json.dumps(said, ensure_ascii=False).encode()
        if len(content) > MOST_BYTES:
            return
        path = self._path(text)
        aside = path.with_name(f".{secrets.token_hex(6)}")
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            for old in sorted(self.folder.iterdir(), key=lambda one: one.stat().st_mtime_ns)[: 1 - MOST]:
                old.unlink(missing_ok=True)
            aside.write_bytes(self._proof(text, content) + b"\n" + content)
            aside.replace(path)  # a disk that fails now leaves a file that its checksum refuses

    def _path(self, text: str) -> Path:
        return self.folder / hashlib.sha256(text.encode()).hexdigest()

    def _proof(self, text: str, content: bytes) -> bytes:
        parts = (self._ground, text.encode(), content)
        return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest().encode()


def _is_plain(term: Term | None) -> bool:
    """Say whether a term means the same to everyone: a blank node has its name from the engine that is open."""
    return term is None or isinstance(term, ox.NamedNode | ox.Literal)


def _write_term(term: Term | None) -> Written | None:
    if isinstance(term, ox.NamedNode):
        return (term.value, ADDRESS)
    if not isinstance(term, ox.Literal):
        return None
    kind = term.datatype.value
    return (term.value, "", term.language) if term.language else (term.value, "" if kind == PLAIN else kind)


def _term_of(written: Written | None) -> Term | None:
    if written is None:
        return None
    text, kind, *language = written
    if kind == ADDRESS:
        return ox.NamedNode(text)
    return (
        ox.Literal(text, language=language[0]) if language else ox.Literal(text, datatype=ox.NamedNode(kind or PLAIN))
    )
