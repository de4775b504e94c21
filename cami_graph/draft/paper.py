"""What every reader of a document gives: its lines, and the rows of its tables, cell by cell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cami_graph.errors import SourceError

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

Paragraphs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside the tables."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the paragraphs of each cell, none where the cell goes on from above; `table` counts from 1."""

    cells: tuple[Paragraphs, ...]
    table: int
    place: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of each cell, its paragraphs joined."""
        return tuple(" ".join(cell) for cell in self.cells)


Block = Line | TableRow


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it was read: its blocks in order."""

    file: str
    blocks: tuple[Block, ...]


def clean(words: str, file: str, place: str) -> str:
    """Return the words of one paragraph on one line; a character that no reader sees stops the reading."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", words))
    if found := FORBIDDEN.search(text):
        raise SourceError(
            f"a character that no reader sees (U+{ord(found[0]):04X}) stands in {text.strip()[:40]!r}.",
            where=f"{file} {place}",
            remedy="Delete it in the document, and draft again.",
        )
    return " ".join(text.split())


def paragraphs(pieces: list[str], file: str, place: str) -> Paragraphs:
    """Return the paragraphs of a cell, empty ones left out."""
    return tuple(kept for piece in pieces if (kept := clean(piece, file, place)))


def cannot_read(file: str, kind: str, reason: str) -> SourceError:
    """Return the error for a file that is not what its name says."""
    return SourceError(
        f"it cannot be read as {kind} ({reason}).",
        where=file,
        remedy=f"Open it in the program it was written with and save it again as {kind}.",
    )
