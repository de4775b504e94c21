"""A sentence that tells several things, each with its year, is several actions: each has the words of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafted import ROW, draft_text, text_of

from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import Record, read_record


@pytest.fixture(scope="module")
def record() -> Record:
    """The tables, which do not know the second report."""
    return read_record(DATA, VOCABULARIES)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Iran and Iraq: herd of Onagers moved in 2021, border fence opened in 2024 for Goitered Gazelle",
            [
                ("Herd of Onagers moved in 2021", "Iran and Iraq: herd of Onagers moved in 2021"),
                (
                    "Border fence opened in 2024 for Goitered Gazelle",
                    "Iran and Iraq: […] border fence opened in 2024 for Goitered Gazelle",
                ),
            ],
        ),
        (
            "Hunting laws adopted: Iran (2021), Nepal (2024)",
            [
                ("Hunting laws adopted: Iran (2021)", "Hunting laws adopted: Iran (2021)"),
                ("Hunting laws adopted: Nepal (2024)", "Hunting laws adopted: […] Nepal (2024)"),
            ],
        ),
        (
            "Iran: meetings held in 2021 and 2023",
            [("Meetings held in 2021 and 2023", "Iran: meetings held in 2021 and 2023")] * 2,
        ),
        (
            "Iran: reserve (of 2021, enlarged in 2023) fenced",
            [("Reserve (of 2021, enlarged in 2023) fenced", "Iran: reserve (of 2021, enlarged in 2023) fenced")] * 2,
        ),
    ],
)
def test_each_year_has_its_clause_where_the_words_part(
    words: str, told: list[tuple[str, str]], tmp_path: Path, record: Record
) -> None:
    actions = draft_text(tmp_path, record, text_of((*ROW[:3], words, *ROW[4:]))).desk.of("actions")
    assert [(one.row["title_en"], one.row["quote"]) for one in actions] == told


def test_what_one_clause_names_is_not_said_of_the_other(tmp_path: Path, record: Record) -> None:
    words = "Iran: Asiatic Cheetah counted in 2021, road fenced in 2024"
    first, second = draft_text(tmp_path, record, text_of((*ROW[:3], words, *ROW[4:]))).desk.of("actions")
    assert (first.row["species_ids"], second.row["species_ids"]) == ("asiatic-cheetah", "")
    assert (first.row["threat_ids"], second.row["threat_ids"]) == ("", "roads")


def test_a_title_has_no_letter_no_code_and_no_word_that_excepts(tmp_path: Path, record: Record) -> None:
    row = (
        "1.1.1. Help: a) train rangers, b) write a manual",
        *ROW[1:3],
        "a. Not done, except a survey in Iran",
        "a. DoE",
        "b. Translate it",
    )
    desk = draft_text(tmp_path, record, text_of(row)).desk
    titles = [one.row["title_en"] for table in ("actions", "recommendations") for one in desk.of(table)]
    assert titles == ["Not done", "A survey in Iran", "Translate it"]
