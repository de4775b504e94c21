"""What a column of a table may hold. Each row type declares its columns with these, so that they are written once."""

# ruff: noqa: ANN401 (what declares a field of a dataclass fits a field of any type)

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar, cast

from cami_graph.errors import Fault

FACTS, REFERENCE, PROGRAMME = "facts", "reference", "programme"
REPORT, DOCUMENT = "report", "document"
SEPARATOR = ";"
ACTIVITY = r"\d+\.\d+\.\d+"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
CLAIM = ACTIVITY + r"-[a-z]+\d+[a-z]?"
ITEM = r"[a-z](-[ivx]+)?"
YEAR = r"(19|20)\d\d"
DAY = YEAR + r"(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
NAME = r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means, whether it must be filled, and what may stand in it."""

    name: str
    meaning: str
    required: bool = False
    many: bool = False
    number: bool = False
    own_words: bool = False
    choices: tuple[str, ...] = ()
    vocabulary: str = ""
    refers: str = ""
    pattern: str = ""
    only: str = ""
    last: bool = False
    barred: tuple[str, ...] = ()
    by: str = ""
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    in_document: Mapping[str, object] = field(default_factory=dict)

    def within(self, row: Mapping[str, object]) -> Column:
        """Return the column as it is in a row: what it names may depend on the kind that another column gives."""
        if not self.by:
            return self
        rules = self.named.get(str(row.get(self.by, "")), {})
        return replace(self, by="", named={}, refers=rules.get("refers", ""), vocabulary=rules.get("vocabulary", ""))

    @property
    def dated(self) -> bool:
        """Say whether a day may stand in it."""
        return self.pattern == DAY

    def parse(self, text: str) -> tuple[object, str]:
        """Return the value of a cell, and what is wrong with it (nothing, mostly)."""
        if "\n" in text or "\r" in text or "\t" in text:
            return text, "a line break or tab stands in it"
        if text != text.strip():
            return text, "spaces stand before or after it"
        if self.required and not text:
            return text, "the field is empty"
        if self.many:
            parts = tuple(part.strip() for part in text.split(SEPARATOR)) if text else ()
            return parts, self._fault_of_many(parts)
        if self.number:
            number = int(text) if text.isdecimal() else None
            return number, "it is not a whole number" if text and number is None else ""
        return text, self._fault_of(text)

    def _fault_of_many(self, parts: tuple[str, ...]) -> str:
        if "" in parts:
            return "an empty value stands between two semicolons"
        if len(set(parts)) < len(parts):
            return "a value stands twice"
        return next((fault for fault in map(self._fault_of, parts) if fault), "")

    def _fault_of(self, text: str) -> str:
        if not text:
            return ""
        if text in self.barred:
            return f'"{text}" is a word of the list, but not for this column'
        if self.choices and text not in self.choices:
            return f'"{text}" is not one of {", ".join(self.choices)}'
        if self.pattern and not re.fullmatch(self.pattern, text):
            return f'"{text}" is not written as this column asks'
        return ""

    def describe(self) -> str:
        """Return what may stand in the column, in a few words, for the documentation."""
        parts = ["several, separated by `; `"] if self.many else []
        parts += ["required"] if self.required else []
        parts += ["our own words"] if self.own_words else []
        parts += ["whole number"] if self.number else []
        parts += [self._target()] if self.refers or self.vocabulary else []
        parts += [f"not `{code}`" for code in self.barred]
        parts += [f"{kind} {self.within({self.by: kind})._target()}" for kind in self.named]
        parts += [" \\| ".join(f"`{choice}`" for choice in self.choices)] if self.choices else []
        return ", ".join(parts)

    def _target(self) -> str:
        return f"→ {self.refers}.csv" if self.refers else f"→ vocabulary {self.vocabulary}"

    def rule(self) -> str:
        """Return the same in plain words, for findings and workbooks."""
        return self.describe().replace(" \\| ", ", ").replace("`; `", "semicolons").replace("`", "")


def declare(meaning: str, **rules: object) -> Any:
    """Declare a column of a row type: its meaning, and the rules of `Column`."""
    return field(metadata={"meaning": meaning, **rules})


@dataclass(frozen=True, slots=True)
class RowRef:
    """Where a thing of the graph was claimed: file under ``data/`` and row, the header being row 1."""

    file: str
    row: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `row` is its number in the file, the header being row 1."""

    TABLE: ClassVar[str] = ""
    FOLDER: ClassVar[str] = FACTS
    KEY: ClassVar[tuple[str, ...]] = ()
    MEANING: ClassVar[str] = ""
    LEAST: ClassVar[int] = 1

    row: int
    file: str

    @property
    def ref(self) -> RowRef:
        """Return the address of this row."""
        return RowRef(self.file, self.row)

    def get(self, name: str) -> object:
        """Return the value of a column by its name."""
        return cast("object", getattr(self, name))

    def values(self, name: str) -> tuple[str, ...]:
        """Return the value of a column as a tuple, empty where the cell is empty."""
        value = self.get(name)
        if isinstance(value, tuple):
            return value
        return () if value in ("", None) else (str(value),)

    def fault(self, problem: str, name: str, remedy: str, value: str | None = None) -> Fault:
        """Return a fault of this row, addressed by file, row and column."""
        shown = "; ".join(self.values(name)) if value is None else value
        return Fault(problem, self.file, self.row, name, shown, remedy)


ADDRESS = ("row", "file")


DECLARED: dict[type[Row], tuple[Column, ...]] = {}


def declared(kind: type[Row]) -> tuple[Column, ...]:
    """Return every column that a row type declares, wherever its file may lie."""
    if kind not in DECLARED:
        DECLARED[kind] = tuple(Column(one.name, **one.metadata) for one in fields(kind) if one.name not in ADDRESS)
    return DECLARED[kind]


def columns_of(kind: type[Row], place: str = REPORT) -> tuple[Column, ...]:
    """Return the columns of a row type in the order of its file, which lies in a report's folder or among documents."""
    here = [column for column in declared(kind) if column.only in ("", place)]
    if place == DOCUMENT:
        here = [replace(column, **cast("dict[str, Any]", dict(column.in_document))) for column in here]
    return tuple(sorted(here, key=lambda column: column.last))


@dataclass(frozen=True, slots=True)
class Claim(Row):
    """What one document says, read by someone on a day.

    In a report's folder the document is the report; where state, reader and day are empty, the description of the
    report says them. Among the other documents each row names its document, and where in it the words stand.
    """

    document_id: str = field(
        metadata={"meaning": "The document that says it.", "required": True, "refers": "documents", "only": DOCUMENT}
    )
    programme_id: str = field(
        metadata={
            "meaning": "The programme whose activities it names; empty where it names none.",
            "refers": "programmes",
            "only": DOCUMENT,
        }
    )
    locator: str = field(
        metadata={
            "meaning": "Where in the document it stands: page, paragraph, heading.",
            "only": DOCUMENT,
            "last": True,
        }
    )
    state: str = field(
        metadata={
            "meaning": "Whether a person has read it: only what was read enters graph, gaps and briefs.",
            "choices": ("proposed", "read", "rejected"),
            "last": True,
        }
    )
    reader: str = field(metadata={"meaning": "Who read it.", "last": True})
    read_on: str = field(metadata={"meaning": "When it was read.", "pattern": DAY, "last": True})


# Columns that many tables share


def title_en() -> Any:
    """Declare a short title in English."""
    return declare("Short title.", required=True, own_words=True)


def title_ru() -> Any:
    """Declare the same title in Russian."""
    return declare("The same in Russian.", required=True, own_words=True)


LETTER = "Letter of the item inside the activity, such as `a` or `c-i`; empty for the activity as a whole."
QUOTE = "Exact words of the report; pieces joined by ` […] `. Each piece stands in one cell, and once."
QUOTE_OF_DOCUMENT = "Its exact words, few and short, where it may be quoted."


def quote() -> Any:
    """Declare the column that holds the words; of a document that may not be quoted there are none."""
    return declare(QUOTE, required=True, in_document={"required": False, "meaning": QUOTE_OF_DOCUMENT})


def printed_column(*allowed: str) -> Any:
    """Declare the column that says where the words stand in the table of a report."""
    meaning = "Column of the quote, by what it holds (1 activity … 6 recommendation); 0 is the heading over the table."
    return declare(meaning, required=True, choices=allowed, only=REPORT)


def codes(meaning: str = "Activities that it belongs to.") -> Any:
    """Declare a column of one or several activities; other documents may tell of none."""
    return declare(
        meaning, required=True, many=True, pattern=ACTIVITY, refers="activities", in_document={"required": False}
    )


def code() -> Any:
    """Declare a column of one activity."""
    return declare("Activity code.", required=True, pattern=ACTIVITY, refers="activities")


def certainty() -> Any:
    """Declare how sure the reading is."""
    return declare("Empty = sure; otherwise give the reason.", vocabulary="certainty", choices=("probable", "doubtful"))


def reason() -> Any:
    """Declare why a claim is not sure, or why it goes beyond its quote."""
    return declare("Why it is not sure, or why more is claimed than the quoted words say.")


def links(meaning: str, table: str) -> Any:
    """Declare a column that names rows of another table."""
    return declare(meaning, many=True, refers=table)


def threats() -> Any:
    """Declare the threats that a claim is about."""
    meaning = "Threats that it is about, as narrow as the words allow; its words or the cell around them name them."
    return declare(meaning, many=True, vocabulary="threat")


def threat_certainty() -> Any:
    """Declare how sure it is that a claim is about its threats."""
    meaning = "How sure that is; empty = sure, otherwise give the reason."
    return declare(meaning, vocabulary="certainty", choices=("probable", "doubtful"))


def threat_reason() -> Any:
    """Declare why it is not sure that a claim is about its threats."""
    return declare("Why that is not sure.")


def action_types() -> Any:
    """Declare the kinds of conservation action that a claim tells of or asks for."""
    return declare("Kinds of action (CMP Conservation Actions 2.0).", many=True, vocabulary="action-2.0")


def problem() -> Any:
    """Declare whether a claim tells a problem or an obstacle rather than something done or asked for."""
    return declare("`yes` where it tells a problem rather than an action or a wish.", choices=("yes",))
