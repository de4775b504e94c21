"""Things of the record that a sentence names: labels, aliases, codes, in both languages, inflected or mistyped.

A name is found as the run of its stems, so that `снежных барсов` is `снежный барс`; the longest run wins. Codes of two
or three capitals count only as capitals. A word that neither names nor phrasings know is read as the nearest that they
know, within one edit, or two in words of eight letters and more; what was read otherwise is told.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from cami_graph.ask.words import CYRILLIC, Word, fold, split_words, stem
from cami_graph.errors import QueryError
from cami_graph.late import LateModule
from cami_graph.paths import QUERIES, show_path
from cami_graph.prefixes import CAMI, ID, PREFIXES, VOCABULARY
from cami_graph.query.names import LOWEST, RANKS

if TYPE_CHECKING:
    from rapidfuzz import distance, fuzz, process
else:
    distance, fuzz, process = (LateModule(f"rapidfuzz.{name}") for name in ("distance", "fuzz", "process"))

SPOKEN, SPOKEN_RANK = QUERIES / "spoken_names.csv", LOWEST + 1
UNSPOKEN = (f"{CAMI}factKey", f"{PREFIXES['schema']}identifier")
CODES = ("activity", "section")
SOFT = ("role", "certainty", "recommendation-type")  # their names are words of everyday use
ORDINARY = frozenset({"smart", "secur", "paw", "mail", "doe", "mas", "ic", "goa", "other"})
CODE = re.compile(r"\d+(\.\d+)+[a-z]?")
BRACKETS = re.compile(r"\s*[(\[].*?[)\]]")
CASES: dict[str, tuple[str, ...]] = {
    "й": ("я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"),
    "ь": ("я", "ю", "ем", "е", "и", "ей", "ью", "ям", "ями", "ях"),
    "а": ("ы", "и", "е", "у", "ой", "ам", "ами", "ах"),
    "я": ("и", "е", "ю", "ей", "ям", "ями", "ях"),
    "о": ("а", "у", "ом", "е", "ам", "ами", "ах"),
    "е": ("я", "ю", "ем", "и", "ям"),
    "": ("а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах"),
}  # by the last letter of a name: the endings of its other cases
MOST_MEANINGS, MOST_SPELLED, NEAR = 4, 3, 50
SHORTEST, LONG = 5, 9
LONG_NAME = 4  # words that stand side by side by chance no more, but for titles of the plan


class Name(NamedTuple):
    """One name of one thing."""

    kind: str
    iri: str
    text: str
    rank: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of words that names things: per kind the things it may mean, best known first.

    `soft` names are words of everyday use, too; `exact` ones are capitals as the record has them.
    """

    first: int
    last: int
    text: str
    things: Mapping[str, tuple[str, ...]]
    soft: bool = False
    exact: bool = False
    meanings: frozenset[str] = frozenset()

    def of_type(self, kind: str) -> tuple[str, ...]:
        """Return the things of a kind that it may mean; of no kind asked, those of its first."""
        return self.things.get(kind) or next(iter(self.things.values()))

    @property
    def is_plain(self) -> bool:
        """Say whether each of its words is one of the table of meanings, such as donors or NGOs."""
        return all(meaning[:1] == "~" for meaning in self.meanings)

    @property
    def words(self) -> range:
        """The places of its words in the sentence."""
        return range(self.first, self.last + 1)


def short_thing(iri: str) -> str:
    """Return an address without what all share: `country/KG`, `threat/overgrazing`."""
    return iri.removeprefix(ID).removeprefix(VOCABULARY)


def read_spoken(path: Path = SPOKEN) -> tuple[tuple[str, str], ...]:
    """Read names that people use and no document prints: rows of thing, as `country/KG`, and name."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple((row["thing"], row["name"]) for row in csv.DictReader(file))
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise QueryError("cannot be read.", where=show_path(path), remedy=str(error)) from error


class Gazetteer:
    """All names, by the stems of their words."""

    def __init__(self, names: Iterable[Name], vocabulary: Iterable[str], knows: Callable[[str], bool]) -> None:
        self.runs: dict[tuple[str, ...], list[Name]] = {}
        self.capitals: dict[str, list[Name]] = {}
        self.codes: dict[str, list[Name]] = {}
        self.texts: dict[str, Name] = {}
        self.vocabulary, self.knows = set(vocabulary), knows
        for name in names:
            self._add(name)
        self.longest = max(map(len, self.runs), default=1)
        self.name_stems = {one for run in self.runs for one in run}
        self.stems = {one: stem(one) if stem(one) in self.vocabulary else one for one in self.vocabulary}
        self.stems |= {one: one for one in self.name_stems}
        self.by_stem: dict[str, list[str]] = {}
        self.spellings: dict[str, str] = {}
        for text in self.texts:
            for word in split_words(text):
                self.by_stem.setdefault(word.stem, []).append(text)
                self.spellings.setdefault(word.stem, word.text)
                self.stems.setdefault(fold(word.text), word.stem)
        self.forms = sorted(self.stems)

    @property
    def state(self) -> dict[str, Any]:
        """All that is read from names, as it may be kept."""
        return {name: held for name, held in vars(self).items() if name != "knows"}

    @classmethod
    def of(cls, state: Mapping[str, Any], knows: Callable[[str], bool]) -> Self:
        """Return the names that were kept."""
        new = cls.__new__(cls)
        vars(new).update(state, knows=knows)
        return new

    def _add(self, name: Name) -> None:
        """Enter a name under its words, without what stands in brackets too."""
        if name.kind in CODES and name.text[:1].isdigit():
            self.codes.setdefault(name.text, []).append(name)
            return
        if len(name.text) < 2:  # the letter of an item is no name
            return
        self.texts.setdefault(name.text, name)
        for text in {name.text, BRACKETS.sub("", name.text).strip()}:
            if stem(text) in ORDINARY and text[:1].islower():
                continue
            if stem(text) in ORDINARY or (text.isupper() and (len(text) == 2 or name.kind == "country")):
                self.capitals.setdefault(text, []).append(name)
            else:
                for run in spelled_runs(split_words(text)):
                    self.runs.setdefault(run, []).append(name)

    # A sentence

    def correct(self, words: Sequence[Word]) -> tuple[list[Word], dict[str, str]]:
        """Return the words with misspelt ones read as the nearest known, and how each was read."""
        read: list[Word] = []
        told: dict[str, str] = {}
        for word in words:
            near = "" if self._is_known(word) else self._nearest(word)
            told |= {word.text: self.spellings.get(near, near)} if near else {}
            read.append(replace(word, stem=near) if near else word)
        return read, told

    def _is_known(self, word: Word) -> bool:
        """Say whether a word is one of ours, a code, or too short to be guessed at."""
        if len(word.text) < SHORTEST or not word.text.isalpha() or word.text in self.capitals:
            return True
        return word.stem in self.name_stems or word.stem in self.vocabulary or self.knows(word.text)

    def _nearest(self, word: Word) -> str:
        """Return the known stem nearest to this word, by its stem or as it is written; those of names come first."""
        near: list[tuple[int, bool, str]] = []
        for wrong in {word.stem, fold(word.text)}:
            edits = (len(wrong) >= SHORTEST) + (len(wrong) >= LONG)
            found = process.extract(wrong, self.forms, scorer=distance.OSA.distance, score_cutoff=edits, limit=10)
            near += [(distance, self._is_plain(form), form) for form, distance, _ in found if form[0] == wrong[0]]
        likely = [one for one in near if not one[1] or (len(word.text) > SHORTEST and one[0] <= 1)]
        return self.stems[min(likely)[2]] if likely else ""

    def _is_plain(self, form: str) -> bool:
        """Say whether a known form of a word is none of a name."""
        return self.stems[form] not in self.name_stems

    def find(self, words: Sequence[Word]) -> list[Mention]:
        """Return the names in a sentence, the longest first at each place, none within another."""
        mentions, place = [], 0
        while place < len(words):
            found = self._longest_at(words, place)
            if found:
                mentions.append(found)
                place = found.last + 1
            else:
                place += 1
        return mentions

    def _longest_at(self, words: Sequence[Word], place: int) -> Mention | None:
        for length in range(min(self.longest, len(words) - place), 0, -1):
            part = words[place : place + length]
            names = self.runs.get(tuple(word.stem for word in part), ())
            if length == 1:
                alike = [name for name in names if self.knows(name.text) or not self.knows(part[0].text)]
                names = [*alike, *self.capitals.get(part[0].text, ()), *self.codes.get(part[0].text, ())]
            if names:
                text = " ".join(word.text for word in part)
                things = _by_kind(names)
                proper = len(part) >= LONG_NAME and set(things).isdisjoint(CODES)
                soft = not proper and all(word.stem in self.vocabulary for word in part)
                exact = text.isupper() and any(name.text == text for name in names)
                return Mention(place, place + length - 1, text, things, soft or set(things) <= set(SOFT), exact)
        return None

    def unknown(self, words: Sequence[Word], mentions: Sequence[Mention]) -> list[str]:
        """Return what is written as a name, and is none that the record knows."""
        named = {place for mention in mentions for place in mention.words}
        free = [place for place in range(len(words)) if place not in named]
        capital = [place for place in free if place and words[place].is_capital]
        shouted = sum(word.is_capital for word in words) > len(words) / 2
        strange = [p for p in capital if not shouted and not self._is_word(words[p])]
        codes = [place for place in free if CODE.fullmatch(words[place].text) and not self._is_word(words[place])]
        names: list[str] = []
        last = -LONG
        for place in sorted({*strange, *codes}):
            names[-1:] = [f"{names[-1]} {words[place].text}"] if place == last + 1 else [*names[-1:], words[place].text]
            last = place
        return names

    def unread(self, words: Sequence[Word], mentions: Sequence[Mention]) -> list[str]:
        """Return the words that neither names nor phrasings have."""
        named = {place for mention in mentions for place in mention.words}
        free = [word for place, word in enumerate(words) if place not in named and word.text.isalpha()]
        return [word.text for word in free if len(word.text) > 2 and not self._is_word(word)]

    def _is_word(self, word: Word) -> bool:
        return word.stem in self.vocabulary or word.text in self.capitals or self.knows(word.text)

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Return the known names that look most like this one; first those that have it as one of their words."""
        shared = Counter(text for word in split_words(name) for text in self.by_stem.get(word.stem, ()))
        parts = sorted(shared, key=lambda text: (-shared[text], len(text), text))
        proper = [text for text in self.texts if text[0].isupper()]
        near = process.extract(name, proper, scorer=fuzz.ratio, score_cutoff=NEAR, limit=count, processor=fold)
        found: dict[str, str] = {}
        for text in [*parts, *(text for text, _, _ in near)]:
            found.setdefault(fold(text), text)
        return tuple(found.values())[:count]


def spelled_runs(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    """Give the runs of stems that a name may be found by.

    A Russian name has several: `Китай` has the stem `кита`, and `Китая` the stem `кит`.
    """
    ways = [sorted(russian_stems(word)) if CYRILLIC.search(word.text) else [word.stem] for word in words]
    if len(ways) <= MOST_SPELLED:
        yield from (run for run in product(*ways) if run)
    else:
        yield tuple(word.stem for word in words)


def russian_stems(word: Word) -> set[str]:
    """Return the stems of a Russian noun in all its cases, and the word itself."""
    text = fold(word.text)
    base = text[:-1] if text[-1] in "йьаяое" else text
    endings = CASES.get(text[-1], CASES[""]) if base else ()
    return {word.stem, text, *(stem(base + ending) for ending in endings)}


def _by_kind(names: Iterable[Name]) -> dict[str, tuple[str, ...]]:
    """Return for each kind the things that are best known by a name."""
    ranks: dict[str, dict[str, int]] = defaultdict(dict)
    for name in names:
        held = ranks[name.kind]
        held[name.iri] = min(name.rank, held.get(name.iri, name.rank))
    best = {kind: min(held.values()) for kind, held in ranks.items()}
    return {
        kind: tuple(sorted(iri for iri, rank in held.items() if rank == best[kind]))[:MOST_MEANINGS]
        for kind, held in sorted(ranks.items())
    }


def collect_names(kind: str, rows: Iterable[tuple[str, str, str]]) -> Iterator[Name]:
    """Take rows of thing, naming property and name, as the query `names` gives them; keys and numbers are no names."""
    for iri, naming, text in rows:
        if naming not in UNSPOKEN:
            yield Name(kind, iri, text, RANKS.get(naming, LOWEST))


def collect_spoken(spoken: Iterable[tuple[str, str]], kinds: Mapping[str, str]) -> Iterator[Name]:
    """Give the spoken names of things whose kind is known."""
    known = {short_thing(iri): (iri, kind) for iri, kind in kinds.items()}
    for thing, text in spoken:
        if thing in known:
            iri, kind = known[thing]
            yield Name(kind, iri, text, SPOKEN_RANK)
