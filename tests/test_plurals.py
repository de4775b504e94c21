"""Numbers ask for forms of words: every counted word of the interface has those of its language, and agrees."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cami_graph.explore.model import LANGUAGES
from cami_graph.explore.numbers import count_countries
from cami_graph.explore.words import read_words, word
from cami_graph.plurals import agree, plural_category, whole_categories

COUNTED = [
    (room, key, language, pair[at])
    for room, words in read_words().items()
    for key, pair in words.items()
    for at, language in enumerate(LANGUAGES)
    if isinstance(pair[at], Mapping)
]


@pytest.mark.parametrize(
    ("count", "category"),
    [(0, "many"), (1, "one"), (2, "few"), (5, "many"), (11, "many"), (14, "many"), (21, "one"), (22, "few")],
)
def test_russian_numbers_fall_into_the_categories_of_the_language(count: int, category: str) -> None:
    assert plural_category(count, "ru") == category


def test_a_missing_form_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(KeyError):
        agree({"one": "gap"}, 2, "en")


@pytest.mark.parametrize(("room", "key", "language", "forms"), COUNTED)
def test_every_counted_word_has_exactly_the_forms_of_its_language(
    room: str, key: str, language: str, forms: Mapping[str, str]
) -> None:
    assert forms.keys() == whole_categories(language), f"{room}.{key}"


def test_a_word_that_is_counted_in_one_language_is_counted_in_both() -> None:
    alone = [
        key for words in read_words().values() for key, pair in words.items() if len({type(one) for one in pair}) > 1
    ]
    assert alone == []


@pytest.mark.parametrize(
    ("key", "language", "count", "said"),
    [
        ("cooperations", "en", 1, "recorded cooperation"),
        ("cooperations", "ru", 3, "записанных случая сотрудничества"),
        ("recommendations", "ru", 21, "рекомендация"),
        ("activities", "ru", 12, "мероприятий"),
        ("state_now", "ru", 121, "Состояние 121 мероприятия"),
        ("query_all", "en", 1, "1 row"),
        ("query_all", "ru", 4, "4 строки"),
    ],
)
def test_words_agree_with_their_number(key: str, language: str, count: int, said: str) -> None:
    assert word(key, language, count=count) == said


def test_a_counted_word_without_its_number_is_refused() -> None:
    with pytest.raises(KeyError):
        word("cooperations", "en")


def test_countries_agree_in_sentences() -> None:
    assert count_countries(1, "en")["countries"] == "one country"
    assert count_countries(21, "ru")["of_countries"] == "21 страны"
    assert count_countries(14, "ru") == {
        "countries": "четырнадцать стран",
        "Countries": "Четырнадцать стран",
        "of_countries": "четырнадцати стран",
    }
