"""How near a sentence is to each question: cosine of weighted meanings, to its nearest phrasing and to all of them.

Each meaning weighs ln(1 + N/n), with n of N questions having it in some phrasing (inverse document frequency: Spärck
Jones 1972, doi:10.1108/eb026526). A place of the sentence may match in several ways: a name as its kind (`@country`),
a word by its meaning or, for less, by how it begins; the best counts. The nearest phrasing counts for NEAREST of the
score, the question as a whole for the rest; to both comes what all phrasings lean to, LEANING times.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from cami_graph.ask.phrasings import LANGUAGES, NOWHERE, Phrasing, asked_questions, hole_kinds
from cami_graph.ask.regression import features_of, fit
from cami_graph.ask.words import Meanings, beginning_of, split_words
from cami_graph.query import Library, Query

NEAREST = 0.7
LEANING = 1.2
SAME, GAIN = 0.985, 0.1  # from what nearness on a phrasing is the sentence itself, and what that adds
KIND = 2.5  # what a name counts, whatever its kind
UNKNOWN = 3.5  # what a word counts that no phrasing has
BEGUN = 0.7  # what a word counts that only begins alike
TAKEN = 0.35  # what a name counts against a phrasing without a place for it, where the question has one

NOT = "~not"
DENIED = 2  # how many places a denial reaches
STRESS = {NOT: 1.6, "~number": 1.6}  # what turns a question into another weighs more than it is rare

Slot = Mapping[str, float]  # the ways to match one place of a sentence, and what each counts


class Entry(NamedTuple):
    """One phrasing as meanings."""

    phrasing: Phrasing
    tokens: frozenset[str]
    length: float


@dataclass(frozen=True, slots=True)
class Match:
    """One question, how near it is, its nearest phrasing, and the parameters that people give two values."""

    question: str
    score: float
    phrasing: Phrasing
    tokens: frozenset[str]
    paired: frozenset[str] = frozenset()


def kind_token(kind: str) -> str:
    """Return what stands for a thing of a kind, or for a plain value."""
    return f"@{kind}"


def slots_of(word: str, meanings: Meanings) -> Iterator[dict[str, float]]:
    """Give the ways to match a word: none where it means nothing here, two where it denies (`unplanned`)."""
    for part in meanings.parts(word):
        if meaning := meanings.of(part):
            begun = beginning_of(meaning)
            yield {meaning: 1.0} | ({begun: BEGUN} if begun else {})


def denied_slots(slots: Sequence[Slot]) -> Iterator[Slot]:
    """Give for each denial what it denies, the next places: `not in the plan` is not `in the plan, not …`."""
    for place, slot in enumerate(slots):
        if NOT in slot:
            before = [
                {f"{token}!": 1.0 for token in near if token[0] != "^"} for near in slots[max(place - 1, 0) : place]
            ]
            after = slots[place + 1 : place + 1 + DENIED]
            yield from [*before, *({f"!{token}": 1.0 for token in near if token[0] != "^"} for near in after)]


class Matcher:
    """All phrasings as meanings, ready to be compared with."""

    def __init__(self, library: Library, phrasings: Iterable[Phrasing], meanings: Meanings) -> None:
        self.questions, self.meanings = asked_questions(library), meanings
        told = [*phrasings, *self._heads()]
        known = {NOWHERE, *self.questions}
        slots = [(phrasing, self._slots(phrasing)) for phrasing in told if phrasing.question in known]
        read = [(phrasing, _tokens(its)) for phrasing, its in slots]
        self.regression = fit([(phrasing.question, _features(phrasing, its)) for phrasing, its in slots])
        by_question: dict[str, Counter[str]] = defaultdict(Counter)
        for phrasing, tokens in read:
            by_question[phrasing.question].update(tokens)
        spread = Counter(token for tokens in by_question.values() for token in tokens)
        self.weights = {
            token: KIND if token[0] == "@" else math.log(1 + len(self.questions) / count) * STRESS.get(token, 1.0)
            for token, count in spread.items()
        }
        self.entries = [Entry(phrasing, frozenset(tokens), self._length(tokens)) for phrasing, tokens in read]
        self.holders: dict[str, list[int]] = {}
        for place, entry in enumerate(self.entries):
            for token in entry.tokens:
                self.holders.setdefault(token, []).append(place)
        self.wholes = {name: self._whole(counts) for name, counts in by_question.items()}
        self.paired = _paired(phrasing for phrasing, _ in read)
        self.kinds = {NOWHERE: frozenset[str]()} | {
            name: frozenset(kind_token(one.type) for one in query.head.parameters.values())
            for name, query in self.questions.items()
        }

    @property
    def state(self) -> dict[str, Any]:
        """All that is read from phrasings, as it may be kept."""
        return {name: held for name, held in vars(self).items() if name != "meanings"}

    @classmethod
    def of(cls, state: Mapping[str, Any], meanings: Meanings) -> Self:
        """Return the phrasings that were kept."""
        new = cls.__new__(cls)
        vars(new).update(state, meanings=meanings)
        return new

    def _heads(self) -> list[Phrasing]:
        """Return titles and summaries, which are phrasings too."""
        return [
            Phrasing(query.name, language, text, 0)
            for query in self.questions.values()
            for language, texts in zip(LANGUAGES, _texts(query), strict=True)
            for text in texts
        ]

    def _slots(self, phrasing: Phrasing) -> list[Slot]:
        kinds = hole_kinds(phrasing, self.questions)
        slots: list[Slot] = []
        for word in split_words(phrasing.text):
            if not word.hole:
                slots += slots_of(word.text, self.meanings)
            elif word.text in kinds:
                slots.append({kind_token(kinds[word.text]): 1.0})
        return slots

    def _length(self, tokens: Iterable[str]) -> float:
        return math.sqrt(math.fsum(self.weights[one] ** 2 for one in tokens if not one.startswith("^"))) or 1.0

    def _whole(self, counts: Counter[str]) -> tuple[Mapping[str, float], float]:
        """Return how much each meaning says in a question as a whole, and the length of that."""
        shares = {
            token: self.weights[token] * math.sqrt(count / max(counts.values())) for token, count in counts.items()
        }
        return shares, math.sqrt(math.fsum(share**2 for token, share in shares.items() if token[0] != "^")) or 1.0

    def vocabulary(self) -> set[str]:
        """Return the stems and words of all phrasings of questions."""
        told = (entry.phrasing for entry in self.entries if entry.phrasing.question != NOWHERE)
        words = (word for phrasing in told for word in split_words(phrasing.text) if not word.hole)
        return {text for word in words for text in (word.stem, word.text.casefold())}

    def slots(self, text: str) -> list[Slot]:
        """Return the ways to match the words of a text that names nothing."""
        return [slot for word in split_words(text) for slot in slots_of(word.text, self.meanings)]

    def rank(self, slots: Sequence[Slot], words: Iterable[str]) -> list[Match]:
        """Return the questions by their nearness to a sentence, the nearest first; `words` are all but its names.

        Among them is NOWHERE, by its nearness to what no question answers.
        """
        leaning = self.regression.leaning(features_of(slots, words))
        slots = [*slots, *denied_slots(slots)]
        near = self._near_entries(slots)
        size = self.size(slots)
        names = [
            (slot.keys(), (1 - TAKEN) * self._heaviest(slot) ** 2)
            for slot in slots
            if any(token[0] == "@" for token in slot)
        ]
        best: dict[str, tuple[float, int]] = {}
        for place, product in near.items():
            entry = self.entries[place]
            cosine = product / (entry.length * self._size_beside(entry, names, size))
            if cosine > best.get(entry.phrasing.question, (0.0, 0))[0]:
                best[entry.phrasing.question] = (cosine, place)
        matches = [
            Match(
                name,
                (
                    NEAREST * cosine
                    + (1 - NEAREST) * self._nearness(name, slots, size)
                    + LEANING * max(leaning[name], 0.0)
                )
                / (1 + LEANING)
                + GAIN * (cosine > SAME),
                self.entries[at].phrasing,
                self.entries[at].tokens,
                self.paired.get(name, frozenset()),
            )
            for name, (cosine, at) in best.items()
        ]
        return sorted(matches, key=lambda match: (-match.score, match.question))

    def size(self, slots: Sequence[Slot]) -> float:
        """Return what the places of a sentence weigh together."""
        return math.sqrt(sum(self._heaviest(slot) ** 2 for slot in slots)) or 1.0

    def _size_beside(self, entry: Entry, names: Sequence[tuple[Set[str], float]], size: float) -> float:
        """Return the size of a sentence beside a phrasing: names count less that only its question has a place for."""
        kinds = self.kinds[entry.phrasing.question]
        spared = 0.0
        for tokens, spare in names:
            if entry.tokens.isdisjoint(tokens) and not kinds.isdisjoint(tokens):
                spared += spare
        return math.sqrt(size**2 - spared) or 1.0

    def _near_entries(self, slots: Sequence[Slot]) -> dict[int, float]:
        """Return for each phrasing that shares anything with the sentence the product of the two."""
        products: dict[int, float] = defaultdict(float)
        used: set[tuple[int, str]] = set()
        for slot in slots:
            shared: dict[int, tuple[float, str]] = {}
            for token, share in slot.items():
                value = share * self.weights.get(token, 0.0) ** 2
                for place in self.holders.get(token, ()):
                    if (place, token) not in used:
                        shared[place] = max((value, token), shared.get(place, (0.0, "")))
            for place, (value, token) in shared.items():
                products[place] += value
                used.add((place, token))
        return products

    def _heaviest(self, slot: Slot) -> float:
        """Return what a place of the sentence weighs; a word that no phrasing has weighs UNKNOWN."""
        known = [self.weights[token] * share for token, share in slot.items() if token in self.weights]
        return max(known, default=0.0 if not slot or min(slot)[0] == "!" else UNKNOWN)

    def _nearness(self, name: str, slots: Sequence[Slot], size: float) -> float:
        shares, length = self.wholes[name]
        product = sum(
            max((shares.get(t, 0.0) * share * self.weights.get(t, 0.0) for t, share in slot.items()), default=0)
            for slot in slots
        )
        return product / (length * size)


def _tokens(slots: Sequence[Slot]) -> set[str]:
    return {token for slot in [*slots, *denied_slots(slots)] for token in slot}


def _features(phrasing: Phrasing, slots: Sequence[Slot]) -> dict[str, float]:
    return features_of(slots, (word.text for word in split_words(phrasing.text) if not word.hole))


def _texts(query: Query) -> tuple[tuple[str, str], tuple[str, str]]:
    head = query.head
    return (head.title, head.summary), (head.title_ru, head.summary_ru)


def _paired(phrasings: Iterable[Phrasing]) -> dict[str, frozenset[str]]:
    """Return for each question the parameters that some phrasing has two places for."""
    held: dict[str, frozenset[str]] = {}
    for one in phrasings:
        twice = {name for name, count in Counter(one.holes).items() if count > 1}
        held[one.question] = held.get(one.question, frozenset()) | twice
    return held
