"""The search without a browser: words folded and stemmed, an index over documents, and countries named in pairs.

Scripts do the same over the same documents (`web/src/index.js`); this one answers where there is no script.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import snowballstemmer
import yaml

FILE = Path(__file__).with_name("search.yaml")
SPACES = re.compile(r"[\s,;:()/|\"“”«»?!–—-]+")
DROPPED = re.compile("[\u0300-\u036f\u02bc'’`]")
CYRILLIC = re.compile("[а-я]")
FIELDS = {"code": 4.0, "en": 2.0, "ru": 2.0, "other": 1.5, "also": 1.0}
PREFIX, NEAR, NAMED = 0.7, 0.4, 3
SHORTEST = 4

Document = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """What `search.yaml` says: words to pass over, groups of words for the same, ways to parts of pages, weights."""

    stop: frozenset[str]
    same: tuple[tuple[str, ...], ...]
    ways: tuple[Document, ...]
    weigh: Mapping[str, float]


@cache
def read_settings() -> Settings:
    """Read the settings once."""
    content = yaml.safe_load(FILE.read_text("utf-8"))
    stop = frozenset(fold(word) for words in content["stop"] for word in words)
    same = tuple(tuple(dict.fromkeys(map(str, words))) for words in content["same"])
    return Settings(stop, same, tuple(content["ways"]), content["weigh"])


def fold(text: str) -> str:
    """Return letters without accents, ё as е, without apostrophes, small.

    >>> fold("Тянь-Шань"), fold("Pérez’s")
    ('тянь-шань', 'perezs')
    """
    kept = text.replace("й", "\0").replace("Й", "\0")
    return DROPPED.sub("", unicodedata.normalize("NFKD", kept)).replace("\0", "й").lower().replace("ё", "е")


@cache
def stem(word: str) -> str:
    """Return a folded word without its Russian ending; words of other letters stay.

    >>> stem("барса"), stem("барс"), stem("fences")
    ('барс', 'барс', 'fences')
    """
    return str(_russian().stemWord(word)) if CYRILLIC.search(word) else word


@cache
def _russian() -> snowballstemmer.basestemmer.BaseStemmer:
    return snowballstemmer.stemmer("russian")


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index keeps them.

    >>> words_of("Заборы на границе, 1.1.10")
    ['забор', 'на', 'границ', '1.1.10']
    """
    return [stem(word) for part in SPACES.split(fold(text)) if (word := part.strip("."))]


def wanted_words(text: str) -> list[str]:
    """Return the words to look for: all that do not lead nowhere, or all where nothing else is left."""
    stop = {stem(word) for word in read_settings().stop}
    found = words_of(text)
    return [word for word in found if word not in stop] or found


def other_words(text: str) -> str:
    """Return what else people call the things that a text names."""
    said = f" {' '.join(words_of(text))} "
    found: dict[str, None] = {}
    for group in read_settings().same:
        if any(f" {' '.join(words_of(one))} " in said for one in group):
            found |= dict.fromkeys(group)
    return " | ".join(word for word in found if f" {' '.join(words_of(word))} " not in said)


def countries_in(text: str, countries: Sequence[Document]) -> list[Document]:
    """Return the countries that a text names, in the order in which it does; each once."""
    said = f" {' '.join(words_of(text))} "
    found: dict[str, tuple[int, Document]] = {}
    for one in countries:
        for name in (one["en"], one["ru"], one["code"], *_parts(one["other"]), *_parts(one.get("also", ""))):
            if _is_small_word(name, text):
                continue
            at = said.find(f" {' '.join(words_of(name))} ")
            if at >= 0:
                found[one["path"]] = min(found.get(one["path"], (at, one)), (at, one), key=lambda pair: pair[0])
    return [one for _, one in sorted(found.values(), key=lambda pair: pair[0])]


def _is_small_word(name: str, text: str) -> bool:
    """Say whether a name is only a small word of a text: `in` is no India, `IN` is."""
    return fold(name) in read_settings().stop and name not in SPACES.split(text)


def names_of(document: Document) -> list[list[str]]:
    """Return the words of each name of a document."""
    return [words_of(name) for name in (document["code"], document["en"], document["ru"], *_parts(document["other"]))]


def _parts(names: str) -> list[str]:
    return [name for name in names.split(" | ") if name]


class Index:
    """Documents by their words. `find` gives them with the best first."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.postings: dict[str, dict[int, float]] = defaultdict(dict)
        for at, document in enumerate(documents):
            for field, weight in FIELDS.items():
                for word in words_of(document.get(field, "")):
                    known = self.postings[word]
                    known[at] = max(weight, known.get(at, 0.0))

    def find(self, text: str) -> list[Document]:
        """Return the documents with all the words of a text; where there is none, those with some of them."""
        scores = [self._scores(word) for word in wanted_words(text)]
        everywhere = set.intersection(*(set(one) for one in scores)) if scores else set()
        found = everywhere or {at for one in scores for at in one}
        weigh, asked = read_settings().weigh, words_of(text)

        def rank(at: int) -> tuple[float, int]:
            document = self.documents[at]
            total = sum(one.get(at, 0.0) for one in scores) * weigh.get(document["kind"], 1.0)
            return (-total * (NAMED if asked in names_of(document) else 1), at)

        return [self.documents[at] for at in sorted(found, key=rank)]

    def _scores(self, word: str) -> dict[int, float]:
        """Return how well each document fits one word."""
        found: dict[int, float] = {}
        for term, likeness in self._alike(word):
            rarity = math.log(1 + len(self.documents) / len(self.postings[term]))
            for at, weight in self.postings[term].items():
                found[at] = max(found.get(at, 0.0), weight * likeness * rarity)
        return found

    def _alike(self, word: str) -> Iterator[tuple[str, float]]:
        """Give the words of the index that a word may stand for: itself, longer ones, ones spelled nearly so."""
        longer = [term for term in self.postings if term.startswith(word)]
        yield from ((term, 1.0 if term == word else PREFIX) for term in longer)
        if word not in self.postings and len(word) >= SHORTEST and not any(sign.isdigit() for sign in word):
            near = get_close_matches(word, self.postings, n=8, cutoff=0.8)
            yield from ((term, NEAR) for term in near if not term.startswith(word))
