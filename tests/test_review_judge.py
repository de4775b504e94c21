"""What the check would refuse is refused with the key: at once, by its column, also an acceptance."""

from __future__ import annotations

from pathlib import Path

import pytest
from overlay import read, write
from reviewed import ANNA, find_claim, sit_down

from cami_graph.errors import TableError
from cami_graph.review.shown import tell_row


@pytest.mark.parametrize(
    ("table", "name", "cells", "column", "says"),
    [
        ("actions", "1.1.1-r1", {"certainty": "probable"}, "reason", "no reason"),
        ("actions", "1.1.1-r1", {"threat_ids": "mining", "threat_certainty": "doubtful"}, "threat_reason", "no reason"),
        ("actions", "1.1.1-r1", {"end_year": "2020"}, "end_year", "before it starts"),
        ("actions", "1.1.1-r1", {"start_year": "2021"}, "start_year", "does not name the year"),
        ("actions", "1.1.1-r1", {"status": "not-reported", "reason": "Nothing."}, "status", "not for this column"),
        ("actions", "1.1.1-r1", {"items": "a"}, "items", "no item"),
        ("actions", "1.1.1-r1", {"title_ru": "Training"}, "title_ru", "No Russian letter"),
        ("participations", "", {"country_codes": "MN"}, "country_codes", "no country of 1.1.1-r1"),
        ("cooperations", "", {"country_codes": "KZ"}, "country_codes", "of one country"),
        ("priorities", "", {"level": "low"}, "level", "does not say"),
    ],
)
def test_what_the_check_refuses_is_refused_with_the_key(
    folder: Path, table: str, name: str, cells: dict[str, str], column: str, says: str
) -> None:
    desk = sit_down(folder, ANNA)
    with pytest.raises(TableError, match=says) as caught:
        desk.decide([find_claim(desk, table, name).id], "change", cells)
    assert {fault.column for fault in caught.value.faults} == {column}


def test_an_acceptance_is_held_to_the_same_rules_and_the_page_tells_what_is_wrong_before(folder: Path) -> None:
    path = folder / "facts" / "actions.csv"
    path.write_text(path.read_text("utf-8").replace(",2022,2022,", ",2029,2029,"), "utf-8")
    desk = sit_down(folder, ANNA)
    action = find_claim(desk, "actions", "1.1.1-r1")
    told = next(one for one in tell_row(desk, 0)["claims"] if one["id"] == action.id)
    assert [fault["column"] for fault in told["faults"]] == ["start_year", "end_year"]
    with pytest.raises(TableError, match="does not name the year 2029"):
        desk.decide([action.id], "accept")
    with pytest.raises(TableError, match=r"actions 1\.1\.1-r1: "):
        desk.decide([action.id, find_claim(desk, "priorities").id], "accept")
    desk.decide([action.id], "unsure")


def test_the_only_body_of_an_action_needs_no_reason(folder: Path) -> None:
    path = folder / "facts" / "participations.csv"
    rows = [row | {"certainty": "", "reason": ""} for row in read(path)]
    write(path, rows, list(rows[0]))
    desk = sit_down(folder, ANNA)
    part = find_claim(desk, "participations")
    told = next(one for one in tell_row(desk, 0)["claims"] if one["id"] == part.id)
    assert "role" not in {fault["column"] for fault in told["faults"]}


def test_an_action_does_not_lose_a_country_in_which_somebody_was_said_to_act(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    action, part = find_claim(desk, "actions", "1.1.1-r1"), find_claim(desk, "participations")
    desk.decide([part.id], "change", {"country_codes": "UZ"})
    with pytest.raises(TableError, match=f"participations {part.name}: UZ acts here"):
        desk.decide([action.id], "change", {"country_codes": "KZ"})
    desk.decide([part.id], "open")
    desk.decide([action.id], "change", {"country_codes": "KZ"})
    with pytest.raises(TableError, match="The action is in KZ"):
        desk.decide([part.id], "change", {"country_codes": "UZ"})


def test_a_body_has_one_role_in_an_action_unless_there_is_a_reason(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    part = find_claim(desk, "participations")
    other = {**part.cells, "role": "supporting"}
    with pytest.raises(TableError, match=f"is implementing in row {part.row} already") as caught:
        desk.add("participations", other)
    assert {fault.column for fault in caught.value.faults} == {"role"}
