"""Words reduced to what they mean, in two languages."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cami_graph.ask.words import WORDS, Meanings, beginning_of, fold, meanings_in, split_words, stem
from cami_graph.errors import QueryError


def test_words_codes_and_holes_are_told_apart() -> None:
    words = split_words("What does WWF's team do on 1.3.4-a in {country}?")
    assert [word.text for word in words] == ["What", "does", "WWF", "team", "do", "on", "1.3.4", "a", "in", "country"]
    assert [word.text for word in words if word.hole] == ["country"]
    assert [word.is_capital for word in words[:3]] == [True, False, True]


@pytest.mark.parametrize(
    ("one", "other"), [("leopards", "leopard"), ("барсов", "барс"), ("Монголии", "Монголия"), ("ёлки", "елка")]
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_the_longest_beginning_gives_the_meaning_and_whole_words_come_first() -> None:
    meanings = Meanings([("fund", "fund*"), ("money", "fundament*"), ("", "funds"), ("not", "not"), ("done", "done")])
    assert meanings.of("Funding") == "~fund"
    assert meanings.of("fundamentals") == "~money"
    assert meanings.of("funds") == ""
    assert meanings.of("rangers") == stem("rangers")
    assert meanings.parts("undone") == ("not", "done")
    assert meanings.parts("under") == ("under",)


def test_only_stems_have_a_beginning() -> None:
    assert beginning_of("contradict") == "^contr"
    assert beginning_of("~contradict") == beginning_of("saiga") == ""


def test_no_word_has_two_meanings() -> None:
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = [(fold(word), meaning) for meaning, word in meanings_in(csv.DictReader(file))]
    held: dict[str, set[str]] = {}
    for word, meaning in rows:
        held.setdefault(word, set()).add(meaning)
    assert {word: found for word, found in held.items() if len(found) > 1} == {}


def test_a_table_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="cannot be read"):
        Meanings.read(tmp_path / "words.csv")
