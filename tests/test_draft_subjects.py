"""What a claim is about, by its words; and what only the activity, an undertaking or the countries say."""

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


def threats_of(tmp_path: Path, record: Record, activity: str, actions: str, advice: str) -> list[str]:
    """Return the threats of each action and each piece of advice that are proposed."""
    desk = draft_text(tmp_path, record, text_of((activity, *ROW[1:3], actions, "", advice))).desk
    return [one.row["threat_ids"] for table in ("actions", "recommendations") for one in desk.of(table)]


def test_an_item_has_the_threat_of_its_own_words_and_of_those_before_the_first(tmp_path: Path, record: Record) -> None:
    activity = "1.1.1. Plan: a) keep an atlas, b) map border fences"
    told = ("a. Atlas printed in 2021. b. Map drawn", "a. Print more. b. Draw more")
    assert threats_of(tmp_path, record, activity, *told) == ["", "border-fences", "", "border-fences"]
    activity = "1.1.1. Against poaching: a) keep an atlas, b) map herds"
    assert threats_of(tmp_path, record, activity, *told) == ["illegal-hunting"] * 4


def test_advice_to_strike_an_activity_is_about_no_threat(tmp_path: Path, record: Record) -> None:
    told = ("Iran: talks held in 2021", "Could be deleted")
    assert threats_of(tmp_path, record, "1.1.1. Stop poaching", *told) == ["illegal-hunting", ""]


@pytest.mark.parametrize(
    ("activity", "reason"),
    [
        ("1.1.1. Trade in Goitered Gazelle", "the activity, or the full name of the undertaking, names the species"),
        ("1.1.1. Trade in horns", "no other species of this name lives in the countries that are named"),
    ],
)
def test_a_species_that_only_its_last_word_names_has_its_reason(
    activity: str, reason: str, tmp_path: Path, record: Record
) -> None:
    rows = (
        (activity, *ROW[1:3], "Iran: one gazelle seen in 2021", "", ""),
        ("1.1.2. Count Goitered Gazelle", *ROW[1:]),
    )
    first = draft_text(tmp_path, record, text_of(*rows)).desk.of("actions")[0]
    assert (first.row["species_ids"], first.row["reason"]) == ("goitered-gazelle", reason)


def test_a_species_in_the_name_of_an_undertaking_is_in_scope(tmp_path: Path, record: Record) -> None:
    desk = draft_text(tmp_path, record, text_of(("1.1.1. Carry out Project Snow Leopard", *ROW[1:]))).desk
    assert "snow-leopard" in {one.row["value"] for one in desk.of("scopes") if one.row["kind"] == "species"}
