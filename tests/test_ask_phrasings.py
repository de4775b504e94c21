"""The phrasings: every question has some in both languages, and each keeps to its question."""

from __future__ import annotations

from pathlib import Path

import pytest

from cami_graph.ask import Phrasing, lint_phrasings, read_phrasings
from cami_graph.ask.match import Matcher
from cami_graph.ask.words import Meanings, split_words
from cami_graph.errors import QueryError
from cami_graph.query import Library

NAME = "which-countries-cooperate"


def test_the_phrasings_keep_to_the_library(library: Library) -> None:
    """Whoever adds a question adds three phrasings in each language to queries/phrasings.csv."""
    assert [str(fault) for fault in lint_phrasings(read_phrasings(), library)] == []


@pytest.mark.parametrize(
    ("question", "language", "text", "said"),
    [
        ("which-countries-coperate", "en", "Who cooperates?", 'Nearest: "which-countries-cooperate"'),
        (NAME, "de", "Wer?", "is no language here"),
        (NAME, "ru", "Who cooperates?", "is not ru"),
        (NAME, "en", "Кто сотрудничает?", "is not en"),
        (NAME, "en", "Who works with {land}?", "{land} is no parameter of the question. There are: country."),
        ("who-funds-what", "en", "Which countries cooperate?", "asks two questions"),
        ("", "en", "Which countries cooperate?", "asks two questions"),
        ("", "en", "who is king of {land}", "{land} is no kind of thing"),
    ],
)
def test_a_wrong_phrasing_is_told(library: Library, question: str, language: str, text: str, said: str) -> None:
    told = [*read_phrasings(), Phrasing(question, language, text, 9999)]
    faults = [str(fault) for fault in lint_phrasings(told, library)]
    assert len(faults) == 1
    assert said in faults[0]


def test_a_question_without_phrasings_is_told(library: Library) -> None:
    told = [one for one in read_phrasings() if (one.question, one.language) != (NAME, "ru")]
    faults = [str(fault) for fault in lint_phrasings(told, library)]
    assert len(faults) == 1
    assert f"queries/competency/{NAME}.rq: has 0 phrasings in ru, 3 at least are wanted. Add rows to" in faults[0]


def test_other_columns_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "phrasings.csv"
    file.write_text("question,phrasing\n", "utf-8")
    with pytest.raises(QueryError, match="columns are not question, language, phrasing"):
        read_phrasings(file)


@pytest.mark.slow
def test_every_phrasing_without_holes_finds_its_own_question(library: Library) -> None:
    """No phrasing stands nearer to another question than to its own."""
    matcher = Matcher(library, read_phrasings(), Meanings.read())
    lost = []
    for phrasing in read_phrasings():
        if not phrasing.holes:
            words = [word.text for word in split_words(phrasing.text)]
            found = [match.question for match in matcher.rank(matcher.slots(phrasing.text), words)[:2]]
            lost += [] if phrasing.question in found else [(phrasing.text, found)]
    assert lost == []
