"""Which question all phrasings together lead a sentence to: ridge regression on what sentences are made of.

A phrasing is a row of shares: of its meanings and kinds of names, of two neighbours among these, of its stems, and of
runs of four letters, each weighed by how few questions have it. Each question is fitted as 1 for its own phrasings and
0 for all others, with a penalty on large weights (Hoerl & Kennard 1970, doi:10.2307/1267351). That is one system of
linear equations with one solution: nothing is drawn by chance, and the same phrasings always give the same weights.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
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


class Regression:
    """The weights of everything that phrasings are made of, for each question."""

    def __init__(self, samples: Sequence[tuple[str, Features]]) -> None:
        self.questions = sorted({question for question, _ in samples})
        held: dict[str, set[str]] = defaultdict(set)
        for question, features in samples:
            for feature in features:
                held[feature].add(question)
        self.places = {feature: place for place, feature in enumerate(held)}
        self.rarity = {feature: self._rare(len(questions)) for feature, questions in held.items()}
        rows = self._matrix([features for _, features in samples])
        wanted = np.zeros((len(samples), len(self.questions)), dtype=np.float32)
        for row, (question, _) in enumerate(samples):
            wanted[row, self.questions.index(question)] = 1
        near = (rows @ rows.T).toarray()
        near[np.diag_indices_from(near)] += PENALTY
        self.weights = np.asarray(rows.T @ linalg.solve(near, wanted, assume_a="pos"))

    def _rare(self, count: int) -> float:
        return math.log(1 + len(self.questions) / count)

    def _matrix(self, rows: Sequence[Features]) -> Any:  # noqa: ANN401  (scipy has no types)
        unseen = self._rare(1)
        places, columns, values = [], [], []
        for place, features in enumerate(rows):
            weighed = {one: share * self.rarity.get(one, unseen) for one, share in features.items()}
            length = math.sqrt(sum(value**2 for value in weighed.values())) or 1.0
            for one in weighed.keys() & self.places.keys():
                places.append(place)
                columns.append(self.places[one])
                values.append(weighed[one] / length)
        shape = len(rows), len(self.places)
        return sparse.csr_matrix((np.array(values, dtype=np.float32), (places, columns)), shape=shape)

    def leaning(self, features: Features) -> dict[str, float]:
        """Return how much a sentence leans to each question: about 1 to its own, about 0 to others."""
        found = (self._matrix([features]) @ self.weights)[0]
        return dict(zip(self.questions, found.tolist(), strict=True))
