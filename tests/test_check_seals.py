"""What was read stays as it was read: exchanged identifiers and lost range states are named by their cell."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from damaged import Copy

from cami_graph.check import SEALS, check_data, seal_data
from cami_graph.cli.gate import find_faults
from cami_graph.errors import Fault
from cami_graph.paths import VOCABULARIES

pytestmark = pytest.mark.slow

Where = dict[str, str]


@pytest.fixture(scope="module")
def seals(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The seals of the tables that the tests run on."""
    copy = Copy(tmp_path_factory.mktemp("sealed"))
    seal_data(copy.data, VOCABULARIES)
    return (copy.data / SEALS).read_bytes()


@pytest.fixture
def copy(tmp_path: Path, seals: bytes) -> Copy:
    copy = Copy(tmp_path)
    (copy.data / SEALS).write_bytes(seals)
    return copy


def faults_of(copy: Copy) -> tuple[Fault, ...]:
    return check_data(copy.data, VOCABULARIES).faults


CHANGED: dict[str, tuple[str, Where, str, str]] = {
    "a range state is gone": ("reference/species", {"species_id": "wild-yak"}, "range_state_codes", "CN; IN"),
    "a key of another species": ("reference/species", {"species_id": "kiang"}, "gbif_taxon_key", "2440902"),
    "another Red List category": ("reference/species", {"species_id": "white-lipped-deer"}, "red_list_2019_code", "LC"),
    "another seat": ("reference/actors", {"actor_id": "undp"}, "country_code", "IN"),
    "another website": ("reference/actors", {"actor_id": "acbk"}, "website_domain", "saiga.example"),
    "another role": ("facts/participations", {"action_id": "4.1.3-r1", "role": "implementing"}, "role", "supporting"),
    "another currency": ("facts/actions", {"action_id": "1.1.1-r1"}, "budget_currency", "EUR"),
    "another threat": ("reference/threats", {"threat_id": "hydropower"}, "iucn_code", "7.3"),
}


def test_what_was_changed_since_it_was_read_is_named_by_its_cell(copy: Copy) -> None:
    planted = {name: copy.edit(*cell) for name, cell in CHANGED.items()}
    found = {(fault.file, fault.row, fault.column) for fault in faults_of(copy)}
    assert {name for name, address in planted.items() if address not in found} == set()
    assert len(found) == len(planted)


@pytest.mark.parametrize(
    ("table", "key", "column"),
    [
        ("reference/species", ("kiang", "saiga"), "wikidata_qid"),
        ("reference/species", ("kiang", "saiga"), "name_ru"),
        ("reference/actors", ("wcs", "tnc"), "ror_id"),
        ("reference/actors", ("wcs", "tnc"), "actor_id"),
    ],
)
def test_what_was_exchanged_is_named_at_both_rows(copy: Copy, table: str, key: tuple[str, str], column: str) -> None:
    rows = copy.rows(table)
    first = next(iter(rows[0]))
    one, other = (next(at for at, row in enumerate(rows) if row[first] == name) for name in key)
    rows[one][column], rows[other][column] = rows[other][column], rows[one][column]
    copy.write(table, rows)
    assert {one + 2, other + 2} <= {fault.row for fault in faults_of(copy)}


def test_a_row_that_is_gone_is_missed_by_its_name(copy: Copy) -> None:
    rows = copy.rows("reference/threat_mappings")
    copy.write("reference/threat_mappings", rows[1:])
    gone = f"{rows[0]['cmp_code']} {rows[0]['iucn_code']}"
    assert (2, gone) in {(fault.row, fault.value) for fault in faults_of(copy) if "gone" in fault.problem}


def test_a_claim_that_was_read_anew_may_differ(copy: Copy) -> None:
    table, where, column, value = CHANGED["another role"]
    copy.edit(table, where, column, value)
    assert len(faults_of(copy)) == 1
    copy.edit(table, where | {column: value}, "read_on", "2026-11-30")
    assert faults_of(copy) == ()


def test_another_order_of_rows_and_lists_is_left_in_peace(copy: Copy) -> None:
    copy.edit("reference/species", {"species_id": "saiga"}, "range_state_codes", "UZ; TM; RU; MN; KZ")
    for table in ("reference/species", "facts/actions", "reference/places"):
        copy.write(table, copy.rows(table)[::-1])
    assert faults_of(copy) == ()


def test_our_own_words_are_read_as_well_and_hinder_nothing(copy: Copy) -> None:
    planted = {
        copy.edit("reference/species", {"species_id": "saiga"}, "note", "Our own words, written anew."),
        copy.edit("reference/actors", {"actor_id": "wcs"}, "aliases", "WCS; Wildlife Conservation Soc."),
        copy.edit("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "Rangers are trained in many places"),
        copy.edit("findings/verdicts", {"about": "gap/shared-CN-TJ-pamir"}, "reason_en", "Nothing is told."),
        copy.edit("backtest/cross_border_recommendations", {"activity_code": "1.5.2"}, "reading", "It names nobody."),
    }
    found = check_data(copy.data, VOCABULARIES)
    assert {(fault.file, fault.row, fault.column) for fault in found.faults} == planted
    assert found.refusals == ()


def test_a_row_without_a_key_is_known_by_its_words(copy: Copy) -> None:
    rows = copy.rows("facts/contradictions")
    (lost,) = [row for row in rows if row["quote"] == "ci. Oyu Tolgoi project funded a legal review"]
    at = rows.index(lost)
    copy.write("facts/contradictions", [row for row in rows if row is not lost])
    (fault,) = [fault for fault in faults_of(copy) if "gone" in fault.problem]
    assert (fault.row, fault.column, lost["quote"] in fault.value) == (at + 2, "quote", True)


def test_tables_that_were_sealed_anew_hold(copy: Copy) -> None:
    copy.edit(*CHANGED["another seat"])
    assert len(faults_of(copy)) == 1
    seal_data(copy.data, VOCABULARIES)
    assert faults_of(copy) == ()


@pytest.mark.parametrize("said", ["{", "[]", '{"reference/species.csv": {"columns": [], "rows": {"argali": 1}}}'])
def test_seals_that_cannot_be_read_are_a_fault_that_stops_the_build(copy: Copy, said: str) -> None:
    (copy.data / SEALS).write_text(said, "utf-8")
    checked = check_data(copy.data, VOCABULARIES)
    assert [fault.file for fault in checked.refusals] == [SEALS]


def test_of_two_rows_with_one_key_the_one_that_was_changed_is_named(copy: Copy) -> None:
    address = copy.edit("facts/statuses", {"activity_code": "1.3.4", "item": "a"}, "item", "b")
    assert address in {(fault.file, fault.row, fault.column) for fault in faults_of(copy)}


def test_a_new_row_and_a_new_column_have_no_seal_yet(copy: Copy, seals: bytes) -> None:
    path = copy.path("reference/initiatives")
    with path.open(encoding="utf-8", newline="") as lines:
        head = next(csv.reader(lines))
    cells = {
        "initiative_id": "new-one",
        "name": "Something new",
        "name_ru": "Нечто новое",
        "initiative_type": "project",
    }
    with path.open("a", encoding="utf-8", newline="") as lines:
        csv.DictWriter(lines, head, lineterminator="\n").writerow(cells)
    (copy.data / SEALS).write_bytes(seals.replace(b'"initiative_type"', b'"a_column_of_old"'))
    assert [fault for fault in faults_of(copy) if "read" in fault.problem] == []


def test_what_was_changed_is_told_and_built_all_the_same(copy: Copy) -> None:
    copy.edit(*CHANGED["another seat"])
    words = [sys.executable, "-m", "cami_graph", "check", "--data", str(copy.data)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, "1 cell or rows changed and not read since" in done.stderr) == (0, True)
    assert "column country_code" in done.stdout
    assert subprocess.run([*words, "--strict"], capture_output=True, check=False).returncode == 1
    assert find_faults(copy.data) == ()
