"""Words of a sentence, and what they mean: stems of two languages, joined where `queries/words.csv` joins them.

A row of that table is one meaning with the words that have it; `fund*` stands for every word that begins so, `pay` for
that word alone, and a row without a meaning holds words that mean nothing here. Stems are those of Snowball
(https://snowballstem.org).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from cami_graph.errors import QueryError
from cami_graph.paths import QUERIES, show_path

WORDS = QUERIES / "words.csv"
WORD = re.compile(r"\{(?P<hole>\w+)\}|(?P<code>\d+(?:\.\d+)+[a-z]?\b)|(?P<word>w/o\b|won['’]t\b|[^\W_]+)")
QUOTED = re.compile(r"[«“„\"](?P<text>[^«»“”„\"]+)[»”“\"]")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
POSSESSIVE = re.compile(r"['’]s\b")
DENIALS = {"un": "not", "не": "не"}
KEPT = 20_000  # words remembered; whoever asks may bring any number of others
ELSEWHERE = "~elsewhere"  # the meaning of words that lead away; only these may be several
BEGINNING = 5  # letters that words of one root share, as a rule, in both languages


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence as it was written, and its stem; a hole of a phrasing is a word of its own."""

    text: str
    stem: str
    start: int
    end: int
    hole: bool = False

    @property
    def is_capital(self) -> bool:
        """Say whether it is written as a name is."""
        return self.text[:1].isupper()


@lru_cache(maxsize=KEPT)
def fold(text: str) -> str:
    """Return a text without regard to case, ё as е."""
    return text.casefold().replace("ё", "е").replace("’", "'")


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)


@lru_cache(maxsize=KEPT)
def stem(word: str) -> str:
    """Return the stem of a word in the language of its letters."""
    folded = fold(word)
    cyrillic = "а" <= folded[:1] <= "я"
    return str(_stemmer("russian" if cyrillic else "english").stemWord(folded))


def split_words(text: str) -> list[Word]:
    """Return the words of a text in their order; codes such as 1.3.4 are one word."""
    plain = POSSESSIVE.sub(lambda match: " " * len(match[0]), text)
    words = []
    for found in WORD.finditer(plain):
        if hole := found["hole"]:
            words.append(Word(hole, hole, found.start(), found.end(), hole=True))
        else:
            words.append(Word(found[0], found[0] if found["code"] else stem(found[0]), found.start(), found.end()))
    return words


class Meanings:
    """What words mean, however they are inflected: a meaning of the table, or else the stem itself."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self.exact: dict[str, str] = {}
        self.beginnings: dict[str, str] = {}
        self.elsewhere: list[str] = []
        for meaning, word in rows:
            if " " in word:
                self.elsewhere.append(fold(word))
                continue
            held = self.beginnings if word.endswith("*") else self.exact
            held[fold(word.rstrip("*"))] = meaning
        self._kept = lru_cache(maxsize=KEPT)(self._find)

    @classmethod
    def read(cls, path: Path = WORDS) -> Meanings:
        """Read the table of meanings."""
        try:
            with path.open(encoding="utf-8", newline="") as file:
                return cls(list(meanings_in(csv.DictReader(file))))
        except (OSError, UnicodeDecodeError, KeyError) as error:
            raise QueryError("cannot be read.", where=show_path(path), remedy=str(error)) from error

    def of(self, word: str) -> str:
        """Return the meaning of a word: `~fund`, a stem, or nothing where it means nothing here."""
        return self._kept(fold(word))

    def _find(self, word: str) -> str:
        if word in self.exact:
            return self._mark(self.exact[word])
        for length in range(len(word), 1, -1):
            if word[:length] in self.beginnings:
                return self._mark(self.beginnings[word[:length]])
        return stem(word)

    @staticmethod
    def _mark(meaning: str) -> str:
        return f"~{meaning}" if meaning else ""

    def parts(self, word: str) -> tuple[str, ...]:
        """Return a word, or what denies in it and the rest: `unplanned` says `not` and `planned`."""
        for prefix, denial in DENIALS.items():
            rest = fold(word).removeprefix(prefix)
            if rest != fold(word) and not self.knows(word) and self.knows(rest):
                return denial, rest
        return (word,)

    def strays(self, words: Sequence[Word]) -> list[str]:
        """Return the words that are of everyday things which the record does not tell of, and such runs of words."""
        line = f" {' '.join(fold(word.text) for word in words)} "
        runs = [run for run in self.elsewhere if f" {run} " in line]
        return [*runs, *(word.text for word in words if self.of(word.text) == ELSEWHERE)]

    def knows(self, word: str) -> bool:
        """Say whether the table has this word."""
        return self._kept(fold(word)) != stem(word)


def meanings_in(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Give each word of the table after its meaning."""
    for row in rows:
        for language in ("en", "ru"):
            yield from ((row["meaning"], word.strip()) for word in row[language].split(";") if word.strip())


def beginning_of(meaning: str) -> str:
    """Return a token for the first letters of a long stem, which inflection leaves alone; nothing for other words."""
    return f"^{meaning[:BEGINNING]}" if len(meaning) > BEGINNING and meaning[0] not in "~@^" else ""
