"""Which question all phrasings together lead a sentence to: kernel ridge regression on what sentences are made of.

A phrasing is a row of shares: of its meanings and kinds of names, of two of these that are neighbours or have one
between them, of its stems, and of runs of four letters, each weighed by how few questions have it. How near two rows
are is their cosine raised to DEGREE, so that what is shared together counts for more than each part alone. Each
question is fitted as 1 for its own phrasings and 0 for all others, with a penalty on large weights (Saunders, Gammerman
& Vovk 1998, Ridge regression learning algorithm in dual variables). That is one system of linear equations with one
solution: nothing is drawn by chance, and the same phrasings always give the same weights.

Only who fits waits for the libraries of numbers: to ask, the weights of the MOST nearest phrasings are added up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cami_graph.ask.words import fold, stem
from cami_graph.late import LateModule

if TYPE_CHECKING:
    import numpy as np
    from scipy import linalg, sparse
else:
    np, linalg, sparse = LateModule("numpy"), LateModule("scipy.linalg"), LateModule("scipy.sparse")

PENALTY = 0.1
DEGREE = 1.5
MOST = 200
LETTERS = 4
DIGITS = 4  # of a weight; those beyond differ from one processor to another
ANYTHING = "@iri"  # every name is one of these, so it tells nothing
PAIR, APART, STEM, RUN = 0.5, 0.4, 0.4, 0.18
"""What two neighbours, two with one between them, a stem, and a run of letters count beside a meaning."""

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
    shares |= {f"{one} _ {other}": APART for one, other in zip(leading, leading[2:], strict=False)}
    for word in words:
        shares[f"={stem(word)}"] = STEM
        for run in _runs(f"_{fold(word)}_"):
            shares[f"#{run}"] += RUN
    return shares


def _runs(text: str) -> Iterator[str]:
    return (text[place : place + LETTERS] for place in range(len(text) - LETTERS + 1))


@dataclass(frozen=True, slots=True)
class Regression:
    """The phrasings, by what they are made of, and how much each speaks for each question.

    `starts` says for each feature, in its place, where its phrasings begin among `rows`, and `shares` what it counts in
    each; `weights` holds one number of each question for each phrasing. All are bytes, as they are kept on the disk.
    """

    questions: tuple[str, ...]
    places: Mapping[str, int]
    rarities: Sequence[float]
    starts: bytes
    rows: bytes
    shares: bytes
    weights: bytes

    def leaning(self, features: Features) -> dict[str, float]:
        """Return how much a sentence leans to each question: about 1 to its own, about 0 to others."""
        count, numbers = len(self.questions), memoryview(self.weights).cast("f")
        found = [0.0] * count
        for row, near in nlargest(MOST, self._near(features).items(), key=itemgetter(1)):
            value = near**DEGREE
            weights = numbers[row * count : (row + 1) * count]
            found = [held + value * weight for held, weight in zip(found, weights, strict=True)]
        return dict(zip(self.questions, found, strict=True))

    def _near(self, features: Features) -> dict[int, float]:
        """Return for each phrasing that shares anything with a sentence the cosine of the two."""
        starts, rows = memoryview(self.starts).cast("I"), memoryview(self.rows).cast("H")
        shares = memoryview(self.shares).cast("f")
        near: dict[int, float] = defaultdict(float)
        for place, value in weigh(features, self.places, self.rarities, len(self.questions)).items():
            held = slice(starts[place], starts[place + 1])
            for row, share in zip(rows[held], shares[held], strict=True):
                near[row] += value * share
        return near


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
    near = (rows @ rows.T).toarray() ** DEGREE
    near[np.diag_indices_from(near)] += PENALTY
    weights = np.round(linalg.solve(near, wanted, assume_a="sym"), DIGITS).astype(np.float32)
    turned = rows.tocsc()
    parts = turned.indptr.astype(np.uint32), turned.indices.astype(np.uint16), turned.data.astype(np.float32), weights
    return Regression(tuple(questions), places, rarities, *(part.tobytes() for part in parts))


def _matrix(rows: Sequence[Mapping[int, float]], width: int) -> Any:  # noqa: ANN401  (scipy has no types)
    lengths = [0, *accumulate(map(len, rows))]
    columns = [place for row in rows for place in row]
    values = np.array([value for row in rows for value in row.values()], dtype=np.float32)
    return sparse.csr_matrix((values, columns, lengths), shape=(len(rows), width))
