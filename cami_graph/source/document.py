"""Read a report exactly as received, and refuse it when it is not what its description says it is."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cami_graph.errors import SourceError, suggest_names

DESCRIPTION = "report.toml"
OBJECTIVE = r"Objective (\d+)\. "
SECTION = re.compile(r"(\d+\.\d+)\.? \S")
ROLES = ("activity", "responsible", "priority", "action", "implementer", "recommendation")
STATES = ("proposed", "read", "rejected")
DAY = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?")
PUBLISHED = "published"
TO_WRITE = "To be written by whoever reads this draft."


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
class Readers:
    """Who read a report into claims, and on which day, where a claim says nothing else."""

    state: str
    reader: str
    read_on: str


@dataclass(frozen=True, slots=True)
class Source:
    """One report: its text as received, its checksum and full citation, and the layout of its tables.

    `roles` says what each printed column holds; claims name a column by the number of its role (1 activity, 2
    responsible, 3 priority, 4 action, 5 implementer, 6 recommendation), wherever the report prints it. `empty` names
    the tables that rightly hold no row, since the report tells nothing of the kind.
    """

    id: str
    programme: str
    file: str
    sha256: str
    title: str
    title_ru: str
    number: str
    issued: str
    publisher: str
    citation: str
    licence: str
    columns: tuple[str, ...]
    roles: tuple[str, ...]
    running_heads: tuple[str, ...]
    reading: Readers
    text: str
    addresses: str = ""
    paragraphs: str = "kept"
    objective: str = OBJECTIVE
    landscape_list: str = ""
    empty: tuple[str, ...] = ()
    folder: Path = field(default=Path(), compare=False)

    @property
    def prefix(self) -> str:
        """Return what leads the addresses of its claims; nothing where they were published without it."""
        return "" if self.addresses == PUBLISHED else f"{self.id}/"

    def role(self, name: str) -> int:
        """Return the printed column, counted from 0, that holds this role."""
        return self.roles.index(name)

    def number_of(self, printed: int) -> int:
        """Return the number by which claims name a printed column (counted from 1): that of its role."""
        return ROLES.index(self.roles[printed - 1]) + 1

    def lines(self) -> list[Span]:
        """Return every line of the report as a span with column 0, numbered from 1."""
        spans, start = [], 0
        for number, words in enumerate(self.text.split("\n"), 1):
            spans.append(Span(start, start + len(words), number, 0, words))
            start += len(words) + 1
        return spans

    def headings(self) -> tuple[Heading, ...]:
        """Return objectives and sections in order; the table of contents, whose lines hold tabs, is not among them."""
        objective, found = re.compile(self.objective), []
        for line in self.lines():
            match = objective.match(line.words) or SECTION.match(line.words)
            if match and "\t" not in line.words:
                found.append(Heading(match[1], line))
        return tuple(found)


def read_sources(folder: Path) -> tuple[Source, ...]:
    """Read every report that lies in a folder of its own under ``folder``, in the order of their ids."""
    sources = [read_source(path.parent) for path in sorted(folder.glob(f"*/{DESCRIPTION}"))]
    for source in sources:
        if source.folder.name != source.id:
            raise SourceError(
                f'the report calls itself "{source.id}" and lies in the folder "{source.folder.name}".',
                where=f"{source.folder.name}/{DESCRIPTION}",
                remedy="Give both the same name.",
            )
    return tuple(sources)


def read_source(folder: Path) -> Source:
    """Read the report that ``report.toml`` in this folder describes."""
    path = folder / DESCRIPTION
    return _load(path, _read_description(path))


def _read_description(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        remedy = "Describe the report as the other folders do."
        raise SourceError(
            f"the description cannot be read ({error.strerror}).", where=_place(path), remedy=remedy
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            f"not a readable description: {error}.", where=_place(path), remedy="Correct that line."
        ) from error


def _place(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _load(path: Path, values: dict[str, Any]) -> Source:
    try:
        file = path.parent / values["file"]
        data = _read_bytes(file)
        text = _decode(file, data)
        _check_sum(file, data, values)
        lists = {name: tuple(values[name]) for name in ("columns", "running_heads")}
        lists["empty"] = tuple(values.get("empty", ()))
        roles = tuple(values.get("roles", ROLES))
        given = {
            **values,
            **lists,
            "roles": roles,
            "reading": Readers(**values["reading"]),
            "issued": str(values["issued"]),
        }
        source = Source(
            **{name: given[name] for name in given if name not in ("meeting", "received")},
            text=text,
            folder=path.parent,
        )
    except (KeyError, TypeError) as error:
        raise SourceError(
            f"{error} is missing or unknown.", where=_place(path), remedy="Describe the report as the other folders do."
        ) from error
    _check_layout(source, _place(path))
    return source


def _check_layout(source: Source, where: str) -> None:
    """Stop where columns, roles, dates or states are not what the parser can work with."""
    if len(source.roles) != len(source.columns) or sorted(source.roles) != sorted(ROLES):
        wrong = next((role for role in source.roles if role not in ROLES), "")
        remedy = f"Give each column one of {', '.join(ROLES)}. {suggest_names(wrong, ROLES) if wrong else ''}".strip()
        raise SourceError(
            f"the roles {', '.join(source.roles)} do not fit its {len(source.columns)} columns.",
            where=where,
            remedy=remedy,
        )
    if source.reading.state not in STATES:
        raise SourceError(
            f'"{source.reading.state}" is no state of a claim.',
            where=where,
            remedy=f"Write one of {', '.join(STATES)}.",
        )
    for day in (source.issued, source.reading.read_on):
        if not DAY.fullmatch(day):
            raise SourceError(f'"{day}" is no date.', where=where, remedy="Write 2019, 2019-09 or 2019-09-25.")
    if source.paragraphs not in ("kept", "lost"):
        raise SourceError(
            f'"{source.paragraphs}" is not what becomes of paragraphs.', where=where, remedy='Write "kept" or "lost".'
        )


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
        remedy="Take it again from where it was received; repairs of damaged words belong in its corrections.csv.",
    )
