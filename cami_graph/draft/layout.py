"""Lay a document out as reports lie in the data: tables found by their heads, a line for each paragraph of a row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from cami_graph.draft.cues import Phrases
from cami_graph.draft.paper import Line, Paper, TableRow
from cami_graph.errors import SourceError, suggest_names
from cami_graph.source import ROLES, Readers, Source
from cami_graph.source.document import OBJECTIVE, SECTION

FEW = 4
CODE = re.compile(r"\d+\.\d+\.\d+\b")
WHOLE = ("responsible", "priority")
FILE = "source.txt"


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a document in the form of the data, and what its description says of it."""

    text: str
    columns: tuple[str, ...]
    roles: tuple[str, ...]
    running_heads: tuple[str, ...]
    title: str
    number: str

    @property
    def sha256(self) -> str:
        """Return the checksum of the text."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def source(self, report: str, programme: str) -> Source:
        """Return the same as a report that nobody has read yet."""
        return Source(
            id=report,
            programme=programme,
            file=FILE,
            sha256=self.sha256,
            title=self.title,
            title_ru="",
            number=self.number,
            issued="",
            publisher="",
            citation="",
            licence="",
            columns=self.columns,
            roles=self.roles,
            running_heads=self.running_heads,
            reading=Readers("proposed", "", ""),
            text=self.text,
            folder=Path(FILE),
        )


def lay_out(paper: Paper, heads: Sequence[tuple[str, Phrases]]) -> Layout:
    """Find the tables of activities by their heads and write them as text; a document without them is refused."""
    paper = _activity_first(paper, heads)
    found = _find_heads(paper, heads)
    columns, roles = _agree(paper, found)
    lines, running = _write(paper, set(found), columns)
    _check_codes(paper, lines)
    title, number = _title(paper)
    return Layout("\n".join(lines) + "\n", columns, roles, tuple(dict.fromkeys(running)), title, number)


def _activity_first(paper: Paper, heads: Sequence[tuple[str, Phrases]]) -> Paper:
    """Bring the column of activities before the others, where a document prints it elsewhere."""
    rows = [block for block in paper.blocks if isinstance(block, TableRow)]
    told = (tuple(_role(cell, heads) for cell in row.words) for row in rows)
    roles = next((one for one in told if len({role for role in one if role}) >= FEW), ())
    at = roles.index(ROLES[0]) if ROLES[0] in roles else 0
    if not at:
        return paper
    turned = (
        replace(block, cells=(block.cells[at], *block.cells[:at], *block.cells[at + 1 :]))
        if isinstance(block, TableRow) and len(block.cells) == len(roles) and any(block.cells[1:])
        else block
        for block in paper.blocks
    )
    return replace(paper, blocks=tuple(turned))


def _find_heads(paper: Paper, heads: Sequence[tuple[str, Phrases]]) -> dict[int, tuple[str, ...]]:
    """Return the rows that head a table, by their place among the blocks, with the role of each column."""
    found = {}
    for number, block in enumerate(paper.blocks):
        if isinstance(block, TableRow) and not CODE.search(block.words[0]):
            roles = tuple(_role(cell, heads) for cell in block.words)
            if len({role for role in roles if role}) >= FEW:
                found[number] = roles
    if not found:
        known = "; ".join(role for role, _ in heads)
        tables = sum(isinstance(block, TableRow) for block in paper.blocks)
        raise SourceError(
            f"no table with the heads of a report stands among its {tables} rows of tables.",
            where=paper.file,
            remedy=f"Give each table a row of heads ({known}); data/draft/heads.csv takes other words for them.",
        )
    return found


def _role(cell: str, heads: Sequence[tuple[str, Phrases]]) -> str:
    """Return what a column of this head holds: the longest words decide, "Activities carried out" are no activities."""
    found = ((len(match[0]), role) for role, words in heads if (match := words.search(cell)))
    return max(found, key=lambda one: one[0], default=(0, ""))[1]


def _agree(paper: Paper, found: dict[int, tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return heads and roles that all tables share, or say which two tables differ."""
    first = next(iter(found))
    for number, roles in found.items():
        block = paper.blocks[number]
        here = f"{paper.file} {_place(block)}"
        _check_roles(roles, block, here)
        if roles != found[first]:
            raise SourceError(
                f"the heads {_shown(block)} differ from those of the first table, {_shown(paper.blocks[first])}.",
                where=here,
                remedy="Give every table the same columns in the same order, or draft each as a document of its own.",
            )
    names = _shared(paper, found)
    return names, found[first]


def _shared(paper: Paper, found: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the heads of the first table, each as short as one of the tables prints it."""
    rows = [block.words for number in found if isinstance(block := paper.blocks[number], TableRow)]
    return tuple(min(column, key=len) for column in zip(*rows, strict=True))


def _check_roles(roles: tuple[str, ...], block: object, here: str) -> None:
    words = block.words if isinstance(block, TableRow) else ()
    for role, word in zip(roles, words, strict=True):
        if not role or roles.count(role) > 1:
            raise SourceError(
                f'the column "{word}" is {"not known" if not role else f"a second one for {role}"}.',
                where=here,
                remedy=f"Delete it, or add its words to data/draft/heads.csv. {suggest_names(word, ROLES)}".strip(),
            )
    if missing := [role for role in ROLES if role not in roles]:
        remedy = "Add the column, empty if need be, or its words to data/draft/heads.csv."
        raise SourceError(f"no column holds the {missing[0]}.", where=here, remedy=remedy)


def _write(paper: Paper, heads: set[int], columns: tuple[str, ...]) -> tuple[list[str], list[str]]:
    lines: list[str] = []
    running: list[str] = []
    table, above = 0, ""
    for number, block in enumerate(paper.blocks):
        if isinstance(block, Line):
            lines.append(block.words)
            if table and not _is_heading(block.words):
                running.append(block.words)
        elif number in heads:
            lines.append("\t".join(columns))
            table = block.table
        elif not table:
            lines.append(" ".join(word for word in block.words if word))
        else:
            above = _write_row(lines, block, columns, paper, above)
    return lines, running


def _write_row(lines: list[str], row: TableRow, columns: tuple[str, ...], paper: Paper, above: str) -> str:
    """Write a row, a line for each paragraph; return words of a row of its own that head what follows."""
    cells = [list(cell) for cell in row.cells]
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()
    if len(cells) != len(columns):
        raise SourceError(
            f"a row of {len(cells)} cells under heads of {len(columns)}: {' '.join(row.words)[:60]!r}.",
            where=f"{paper.file} {row.place}",
            remedy="Give the row as many cells as its heads, or its table heads of its own.",
        )
    if above:
        cells[0].insert(0, above)
    if len([cell for cell in cells if cell]) == 1 and cells[0] and not CODE.search(" ".join(cells[0])):
        return " ".join(cells[0])
    cells[0] = _split_codes(cells[0], lines)
    cells[1:3] = [[" ".join(cell)] if cell else [] for cell in cells[1:3]]
    lines.extend("\t".join(line) for line in zip_longest(*cells, fillvalue=""))
    return ""


def _split_codes(cell: list[str], lines: Sequence[str]) -> list[str]:
    """Cut a cell before each code that is the next one, where the paragraphs of the document ran together."""
    code = _next_code(lines)
    parts: list[str] = []
    for words in cell:
        rest = words
        while code and (match := re.search(rf"(?:^|(?<= )){re.escape(code)}(?=\.? [A-Z])", rest)):
            parts.append(rest[: match.start()])
            rest, code = rest[match.start() :], _after(code)
            if following := re.search(rf" (?={re.escape(code)}\.? [A-Z])", rest):
                parts.append(rest[: following.start()])
                rest = rest[following.end() :]
            else:
                break
        parts.append(rest)
    return [part.strip() for part in parts if part.strip()]


def _next_code(lines: Sequence[str]) -> str:
    """Return the code that comes next after these lines, or nothing before the first section."""
    for line in reversed(lines):
        if match := CODE.match(line):
            return _after(match[0])
        if "\t" not in line and (section := SECTION.match(line)):
            return f"{section[1]}.1"
    return ""


def _after(code: str) -> str:
    section, _, number = code.rpartition(".")
    return f"{section}.{int(number) + 1}"


def _is_heading(words: str) -> bool:
    return bool(re.match(OBJECTIVE, words) or SECTION.match(words))


def _check_codes(paper: Paper, lines: Sequence[str]) -> None:
    if not any("\t" in line and CODE.match(line) for line in lines):
        raise SourceError(
            "no activity has a code such as 1.1.1 at the start of its cell.",
            where=paper.file,
            remedy="Write the codes as text (Word may number them by itself: turn its numbering into text).",
        )
    if not any(SECTION.match(line) and "\t" not in line for line in lines):
        raise SourceError(
            'no heading such as "1.1 Title" stands over the tables.',
            where=paper.file,
            remedy="Write the number and title of each section over its table, as text.",
        )


def _title(paper: Paper) -> tuple[str, str]:
    """Return title and number of the document, as far as its first lines say them."""
    lines = [block.words for block in paper.blocks if isinstance(block, Line)][:20]
    title = next((line for line in lines if re.search(r"overview|report|implementation", line, re.IGNORECASE)), "")
    number = next((found[0] for line in lines if (found := re.search(r"\bUNEP/CMS/[\w./-]+", line))), "")
    return title or (lines[0] if lines else paper.file), number


def _place(block: object) -> str:
    return block.place if isinstance(block, (Line, TableRow)) else ""


def _shown(block: object) -> str:
    return " | ".join(block.words) if isinstance(block, TableRow) else ""
