"""Cues: phrases that say what words of a report mean. They stand in ``data/draft/``, so that anyone can add one.

A phrase is words as printed, in small or capital letters. `*` stands for any letters, ` ... ` for words in between
within a sentence, `^` for the start of what is told. Several phrases of one row are parted by `; `.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cami_graph.errors import SourceError
from cami_graph.source import read_sheet

COLUMNS = ("use", "value", "words", "unless", "note")
HEADS = ("role", "words")


@dataclass(frozen=True)
class Phrases:
    """Phrases of one cue, ready to be found."""

    words: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds one of the phrases."""
        return re.compile(
            "|".join(_pattern(one.strip()) for one in self.words.split(";") if one.strip()), re.IGNORECASE
        )

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first of the phrases that stands in the text."""
        return self.pattern.search(text) if self.words else None


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: what its phrases mean for one use, unless others stand beside them."""

    use: str
    value: str
    words: Phrases
    unless: Phrases

    def search(self, text: str) -> re.Match[str] | None:
        """Return where the cue stands in the text."""
        found = self.words.search(text)
        return found if found and not self.unless.search(text) else None


@dataclass(frozen=True)
class Cues:
    """All cues, in the order of their table: where one value is wanted, the first that stands there decides."""

    rows: tuple[Cue, ...]

    def of(self, use: str) -> tuple[Cue, ...]:
        """Return the cues of one use."""
        return tuple(row for row in self.rows if row.use == use)

    def first(self, use: str, text: str) -> str:
        """Return the value of the first cue that stands in the text, or nothing."""
        return next((row.value for row in self.of(use) if row.search(text)), "")

    def all(self, use: str, text: str) -> tuple[str, ...]:
        """Return the values of all cues that stand in the text, each once."""
        return tuple(dict.fromkeys(row.value for row in self.of(use) if row.search(text)))

    def phrases(self, use: str) -> re.Pattern[str]:
        """Return what finds any phrase of a use."""
        words = "; ".join(row.words.words for row in self.of(use))
        return Phrases(words).pattern if words else re.compile(r"(?!)")


def read_cues(folder: Path) -> Cues:
    """Read the cues of ``data/draft/``."""
    return Cues(
        tuple(
            Cue(row["use"], row["value"], Phrases(row["words"]), Phrases(row["unless"]))
            for row in _read(folder / "cues.csv", COLUMNS)
        )
    )


def read_heads(folder: Path) -> tuple[tuple[str, Phrases], ...]:
    """Read which words head which column, by role."""
    return tuple(
        (row["role"], Phrases("; ".join(f"^{one.strip()}" for one in row["words"].split(";"))))
        for row in _read(folder / "heads.csv", HEADS)
    )


def _read(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    sheet = read_sheet(path, f"draft/{path.name}", columns)
    if sheet.faults:
        first = sheet.faults[0]
        raise SourceError(first.problem, where=first.place(), remedy=first.remedy, faults=sheet.faults[1:])
    return [dict(zip(columns, values, strict=True)) for _, values in sheet.rows]


def _pattern(phrase: str) -> str:
    start = r"(?:^|(?<=\A))\W*" if phrase.startswith("^") else ""
    phrase = phrase.removeprefix("^").strip()
    parts = [re.escape(part).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+") for part in phrase.split(" ... ")]
    left = "" if start else r"(?<![\w-])" if phrase[:1].isalnum() or phrase.startswith("*") else ""
    right = r"(?![\w])" if phrase[-1:].isalnum() else ""
    return f"{start}{left}{r'[^.;]*?'.join(parts)}{right}"
