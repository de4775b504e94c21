"""What readers of a report settled is held against its claims, row by row, without a graph and without seals."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from damaged import FACTS, Copy, faults_of

from cami_graph.check import SEALS
from cami_graph.paths import DATA

pytestmark = pytest.mark.slow

READINGS = "reports/cami2-doc3/readings"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The tables with their readings, and without seals."""
    copy = Copy(tmp_path)
    shutil.copytree(DATA / READINGS, copy.data / READINGS)
    (copy.data / SEALS).unlink(missing_ok=True)
    return copy


CHANGED: dict[str, tuple[str, dict[str, str], str, str]] = {
    "two species of six are gone": ("actions", {"action_id": "1.6.2-r3"}, "species_ids", "snow-leopard; saiga; argali"),
    "an action of another activity counts": ("scopes", {"value": "barriers"}, "activity_codes", "1.3.1; 1.2.5"),
    "a year for which there is a reason": ("actions", {"action_id": "1.4.3-r5"}, "end_year", "2041"),
    "another threat": ("actions", {"action_id": "1.3.4-r4"}, "threat_ids", "disease"),
    "planned is called done": ("actions", {"action_id": "1.7.5-r4"}, "status", "reported"),
    "another kind of wish": ("recommendations", {"recommendation_id": "2.3.5-x3"}, "type_ids", "funding"),
    "the letter of another item": ("priorities", {"activity_code": "1.3.1", "item": "f"}, "item", "d"),
}


def test_claims_that_nobody_settled_are_named_by_their_cell(copy: Copy) -> None:
    planted = {
        copy.edit(f"facts/{table}", where, column, value): name
        for name, (table, where, column, value) in CHANGED.items()
    }
    found = {(fault.file, fault.row, fault.column) for fault in faults_of(copy)}
    assert {name for place, name in planted.items() if place not in found} == set()


def test_a_row_that_is_gone_is_missed_by_the_fact_that_it_told(copy: Copy) -> None:
    rows = copy.rows("facts/cooperations")
    copy.write("facts/cooperations", [row for row in rows if row["cooperation_id"] != "2.2.7-r1-c1"])
    (fault,) = faults_of(copy)
    assert (fault.file, fault.row, fault.column) == (f"{FACTS}/cooperations.csv", None, "country_codes")
    assert fault.value == "2.2.7 joint CN|KZ|MN"


def test_a_key_that_no_reading_uses_is_one_finding(copy: Copy) -> None:
    address = copy.edit("reference/actors", {"actor_id": "undp"}, "fact_key", "UNDP")
    (fault,) = faults_of(copy)
    assert (fault.file, fault.row, fault.column) == address


def test_a_reader_who_stands_alone_is_named_by_row(copy: Copy) -> None:
    path = copy.data / READINGS / "third.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    at = next(at for at, row in enumerate(rows) if row[1] == "country" and row[2] == "MN")
    rows[at][2] = "BT"
    rows[at + 40][3] = "Words that nobody printed"
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)
    found = {(fault.row, fault.column) for fault in faults_of(copy) if fault.file == f"{READINGS}/third.csv"}
    assert found == {(at + 1, "value"), (at + 41, "evidence")}
