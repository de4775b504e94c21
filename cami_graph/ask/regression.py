"""Which question all phrasings together lead a sentence to: ridge regression on what sentences are made of.

A phrasing is a row of shares: of its meanings and kinds of names, of two neighbours among these, of its stems, and of
runs of four letters, each weighed by how few questions have it. Each question is fitted as 1 for its own phrasings and
0 for all others, with a penalty on large weights (Hoerl & Kennard 1970, doi:10.2307/1267351). That is one system of
linear equations with one solution: nothing is drawn by chance, and the same phrasings always give the same weights.

Only who fits waits for the libraries of numbers: to ask, a hundred rows of weights are added up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from cami_graph.ask.words import fold, stem
from cami_graph.late import LateModule

if TYPE_CHECKING:
    import numpy as np
    from scipy import linalg, sparse
else:
    np, linalg, sparse = LateModule("numpy"), LateModule("scipy.linalg"), LateModule("scipy.sparse")

PENALTY = 0.3
LETTERS = 4
DIGITS = 4  # of a weight; those beyond differ from one processor to another
ANYTHING = "@iri"  # every name is one of these, so it tells nothing
PAIR, STEM, RUN = 0.5, 0.5, 0.18  # what two neighbours, a stem, and a run of letters count beside a meaning

Features = Mapping[str, float]


def features_of(slots: Sequence[Mapping[str, float]], words: Iterable[str]) -> dict[str, float]:
    """Return what a sentence is made of, with shares; `slots` are its meanings, `words` all that are not names."""
    shares: dict[str, float] = defaultdict(float)
    told = [{token: share for token, share in slot.items() if token != ANYTHING} for slot in slots]
    for slot in told:
        for token, share in slot.items():
            shares[token] = max(shares[token], share)
    leading = ["<", *(max(slot, key=lambda token: (slot[token], token)) for slot in told if slot), ">"]
    shares |= {f"{one} {other}": PAIR for one, other in pairwise(leading)}
    for word in words:
        shares[f"={stem(word)}"] = STEM
        for run in _runs(f"_{fold(word)}_"):
            shares[f"#{run}"] += RUN
    return shares


def _runs(text: str) -> Iterator[str]:
    return (text[place : place + LETTERS] for place in range(len(text) - LETTERS + 1))


@dataclass(frozen=True, slots=True)
class Regression:
    """The weights of everything that phrasings are made of: for each feature, in its place, one of each question.

    `weights` are numbers of four bytes, row after row, as they are kept on the disk.
    """

    questions: tuple[str, ...]
    places: Mapping[str, int]
    rarities: Sequence[float]
    weights: bytes

    def leaning(self, features: Features) -> dict[str, float]:
        """Return how much a sentence leans to each question: about 1 to its own, about 0 to others."""
        count, numbers = len(self.questions), memoryview(self.weights).cast("f")
        found = [0.0] * count
        for place, value in weigh(features, self.places, self.rarities, count).items():
            row = numbers[place * count : (place + 1) * count]
            found = [held + value * weight for held, weight in zip(found, row, strict=True)]
        return dict(zip(self.questions, found, strict=True))


def weigh(features: Features, places: Mapping[str, int], rarities: Sequence[float], questions: int) -> dict[int, float]:
    """Return the known features of a sentence by their places, weighed, the whole sentence being of length 1."""
    unseen = rarity(1, questions)
    weighed = {one: share * (rarities[places[one]] if one in places else unseen) for one, share in features.items()}
    length = math.sqrt(sum(value**2 for value in weighed.values())) or 1.0
    return {places[one]: value / length for one, value in weighed.items() if one in places}


def rarity(count: int, questions: int) -> float:
    """Return what a feature weighs that so many of all questions have."""
    return math.log(1 + questions / count)


def fit(samples: Sequence[tuple[str, Features]]) -> Regression:
    """Fit the weights to phrasings, each a question and its features."""
    questions = sorted({question for question, _ in samples})
    held: dict[str, set[str]] = defaultdict(set)
    for question, features in samples:
        for feature in features:
            held[feature].add(question)
    places = {feature: place for place, feature in enumerate(held)}
    rarities = [rarity(len(having), len(questions)) for having in held.values()]
    rows = _matrix([weigh(features, places, rarities, len(questions)) for _, features in samples], len(places))
    wanted = np.zeros((len(samples), len(questions)), dtype=np.float32)
    for row, (question, _) in enumerate(samples):
        wanted[row, questions.index(question)] = 1
    near = (rows @ rows.T).toarray()
    near[np.diag_indices_from(near)] += PENALTY
    weights = np.round(rows.T @ linalg.solve(near, wanted, assume_a="pos"), DIGITS).astype(np.float32)
    return Regression(tuple(questions), places, rarities, weights.tobytes())


def _matrix(rows: Sequence[Mapping[int, float]], width: int) -> Any:  # noqa: ANN401  (scipy has no types)
    lengths = [0, *accumulate(map(len, rows))]
    columns = [place for row in rows for place in row]
    values = np.array([value for row in rows for value in row.values()], dtype=np.float32)
    return sparse.csr_matrix((values, columns, lengths), shape=(len(rows), width))
