"""Which bodies of column 5 took part in which action of column 4, and where that is a guess."""

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


def parts_of(tmp_path: Path, record: Record, actions: str, bodies: str) -> list[tuple[str, str, str]]:
    """Return action, body and doubt of each participation that is proposed for two cells."""
    desk = draft_text(tmp_path, record, text_of((*ROW[:3], actions, bodies, ROW[5]))).desk
    return [
        (one.row["action_id"], one.row["actor_id"], one.row.get("certainty", "")) for one in desk.of("participations")
    ]


def test_a_body_that_is_said_to_act_in_one_country_stands_with_the_action_there_alone(
    tmp_path: Path, record: Record
) -> None:
    actions = "Iran: hunting law passed in 2021. Tajikistan: hunting law passed in 2022"
    bodies = "Governments of the respective countries, in Tajikistan with support of GIZ"
    assert parts_of(tmp_path, record, actions, bodies) == [
        ("1.1.1-r1", "gov-ir", ""),
        ("1.1.1-r2", "gov-tj", ""),
        ("1.1.1-r2", "giz", ""),
    ]


def test_a_body_at_home_nowhere_that_is_printed_once_beside_two_actions_is_doubted(
    tmp_path: Path, record: Record
) -> None:
    actions = "Iran: hunting law passed in 2021. Tajikistan: hunting law passed in 2022"
    assert parts_of(tmp_path, record, actions, "WWF") == [
        ("1.1.1-r1", "wwf", "probable"),
        ("1.1.1-r2", "wwf", "probable"),
    ]
    assert parts_of(tmp_path, record, actions.partition(". ")[0], "WWF") == [("1.1.1-r1", "wwf", "")]
