"""Read the report exactly as received, and refuse it when it is not what its citation file says it is."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cami_graph.errors import SourceError

OBJECTIVE = re.compile(r"Objective (\d+)\. ")
SECTION = re.compile(r"(\d+\.\d+)\.? \S")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of the report and where they stand: characters `start` to `end` (exclusive), printed line and column."""

    start: int
    end: int
    line: int
    column: int
    words: str

    def part(self, start: int, end: int) -> Span:
        """Return the piece of this span between two character offsets of the report."""
        return Span(start, end, self.line, self.column, self.words[start - self.start : end - self.start])

    def find(self, words: str) -> list[Span]:
        """Return every place in this span where these words stand."""
        found, at = [], self.words.find(words) if words else -1
        while at >= 0:
            found.append(self.part(self.start + at, self.start + at + len(words)))
            at = self.words.find(words, at + 1)
        return found


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between the tables that opens an objective (`code` "1") or a section (`code` "1.1")."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme of work that the report is about, and the words that name it."""

    id: str
    title: str
    title_ru: str
    start_year: int
    end_year: int
    quote: str


@dataclass(frozen=True)
class Source:
    """One report: its text as received, its checksum and full citation, and the layout of its tables."""

    id: str
    file: str
    sha256: str
    title: str
    title_ru: str
    number: str
    issued: int
    publisher: str
    citation: str
    licence: str
    columns: tuple[str, ...]
    running_heads: tuple[str, ...]
    programme: Programme
    text: str

    def lines(self) -> list[Span]:
        """Return every line of the report as a span with column 0, numbered from 1."""
        spans, start = [], 0
        for number, words in enumerate(self.text.split("\n"), 1):
            spans.append(Span(start, start + len(words), number, 0, words))
            start += len(words) + 1
        return spans

    def headings(self) -> tuple[Heading, ...]:
        """Return objectives and sections in order; the table of contents, whose lines hold tabs, is not among them."""
        found = []
        for line in self.lines():
            match = OBJECTIVE.match(line.words) or SECTION.match(line.words)
            if match and "\t" not in line.words:
                found.append(Heading(match[1], line))
        return tuple(found)


def read_source(folder: Path, report: str = "") -> Source:
    """Read the report that ``folder`` describes in its ``.toml``; name one by `report` where there are several."""
    described = {}
    for path in sorted(folder.glob("*.toml")):
        described[path] = _read_description(path)
    chosen = [path for path, values in described.items() if report in ("", values.get("id"))]
    if len(chosen) != 1:
        names = ", ".join(str(values.get("id")) for values in described.values()) or "none"
        raise SourceError(
            f"{'more than one' if chosen else 'no'} report fits {report or 'the request'}.",
            where=str(folder),
            remedy=f"Described there: {names}. Name one of them.",
        )
    return _load(chosen[0], described[chosen[0]])


def _read_description(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            f"not a readable description: {error}.", where=path.name, remedy="Correct that line."
        ) from error


def _load(path: Path, values: dict[str, Any]) -> Source:
    try:
        file = path.parent / values["file"]
        data = _read_bytes(file)
        text = _decode(file, data)
        _check_sum(file, data, values)
        return Source(
            id=values["id"],
            file=values["file"],
            sha256=values["sha256"],
            title=values["title"],
            title_ru=values["title_ru"],
            number=values["number"],
            issued=values["issued"],
            publisher=values["publisher"],
            citation=values["citation"],
            licence=values["licence"],
            columns=tuple(values["columns"]),
            running_heads=tuple(values["running_heads"]),
            programme=Programme(**values["programme"]),
            text=text,
        )
    except (KeyError, TypeError) as error:
        raise SourceError(
            f"{error} is missing or unknown.", where=path.name, remedy="Describe the report as the other files do."
        ) from error


def _read_bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SourceError(
            f"the report's text cannot be read ({error.strerror}).", where=file.name, remedy="Put the file back."
        ) from error


def _decode(file: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SourceError(
            f"byte {error.start} ({data[error.start : error.start + 4]!r}) is not UTF-8: another encoding.",
            where=f"{file.name} line {line}",
            remedy="Take the file again from where it was received.",
        ) from error


def _check_sum(file: Path, data: bytes, values: dict[str, Any]) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found == values["sha256"]:
        return
    raise SourceError(
        f"not the text that was received, but cut short or edited: {len(data)} bytes with sha256 {found}, "
        f"expected {values['sha256']}.",
        where=file.name,
        remedy="Take it again from where it was received; repairs of damaged words belong in data/corrections.csv.",
    )
