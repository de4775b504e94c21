"""The regression over all phrasings: it separates what it was fitted on, is the same each time, and sees letters."""

from __future__ import annotations

import pytest

from cami_graph.ask.regression import Regression, features_of, fit

TOLD = {
    "who-pays": ["donors of the work", "who funds the work"],
    "who-works": ["people at work", "who works there"],
    "where-it-lives": ["range of the animal", "where it lives"],
}


def read(text: str) -> dict[str, float]:
    words = text.split()
    return features_of([{word: 1.0} for word in words], words)


@pytest.fixture(scope="module")
def regression() -> Regression:
    return fit([(question, read(text)) for question, texts in TOLD.items() for text in texts])


def test_each_phrasing_leans_to_its_own_question(regression: Regression) -> None:
    for question, texts in TOLD.items():
        for text in texts:
            leaning = regression.leaning(read(text))
            assert max(leaning, key=leaning.__getitem__) == question
            assert leaning[question] > 0.5


def test_letters_lead_where_a_word_is_misspelt(regression: Regression) -> None:
    leaning = regression.leaning(read("donoors"))
    assert max(leaning, key=leaning.__getitem__) == "who-pays"


def test_what_no_phrasing_has_leans_nowhere(regression: Regression) -> None:
    assert set(regression.leaning({"zzzz": 1.0}).values()) == {0.0}


def test_the_same_phrasings_give_the_same_weights(regression: Regression) -> None:
    again = fit([(question, read(text)) for question, texts in TOLD.items() for text in texts])
    assert again == regression


def test_neighbours_count_in_their_order() -> None:
    one, other = (features_of([{first: 1.0}, {second: 1.0}], []) for first, second in (("a", "b"), ("b", "a")))
    assert one["a b"] == other["b a"] == 0.5
    assert "b a" not in one
    assert "@iri" not in features_of([{"@iri": 1.0, "@country": 1.0}], [])
