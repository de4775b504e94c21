"""The check finds every planted mistake at its place and nothing else, and says what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from click.testing import CliRunner
from damaged import Address, Copy, faults_of

from cami_graph.check import check_data, update_readme
from cami_graph.cli import cami
from cami_graph.paths import DATA, SHAPES, VOCABULARIES
from cami_graph.source import TO_WRITE
from cami_graph.tables import Action, columns_of
from cami_graph.tables.read import read_closed_codes

Mistake = tuple[str, Mapping[str, str], str, str]


MISTAKES: dict[str, Mistake] = {
    "wrong code": ("facts/actions", {"action_id": "1.1.1-r2"}, "activity_codes", "1.1.2"),
    "unknown code": ("facts/actions", {"action_id": "1.1.4-r1"}, "activity_codes", "9.9.9"),
    "code of no activity": ("facts/statuses", {"activity_code": "1.1.6"}, "activity_code", "1.1.11"),
    "quote not in source": ("facts/actions", {"action_id": "1.1.10-r1"}, "quote", "a moratorium of five years"),
    "quote of another cell": ("facts/statuses", {"activity_code": "1.1.9"}, "quote", "Iran: ranger training ongoing"),
    "wrong column": ("facts/statuses", {"activity_code": "1.2.9"}, "column", "5"),
    "unknown species": ("facts/actions", {"action_id": "1.1.1-r6"}, "species_ids", "argaly"),
    "species not named": ("facts/actions", {"action_id": "1.2.7-r1"}, "species_ids", "saiga"),
    "place not named": ("facts/actions", {"action_id": "1.2.9-r1"}, "place_ids", "ustyurt"),
    "country not named": ("facts/actions", {"action_id": "1.2.10-r1"}, "country_codes", "NP"),
    "swapped countries": ("facts/cooperations", {"cooperation_id": "1.3.4-r6-c1"}, "country_codes", "CN; KZ; RU"),
    "one country together": ("facts/cooperations", {"cooperation_id": "1.7.1-r1-c1"}, "country_codes", "KZ"),
    "cooperation of another action": ("facts/cooperations", {"cooperation_id": "1.7.3-r1-c1"}, "action_id", "1.7.3-r6"),
    "budget in millions": ("facts/actions", {"action_id": "1.1.1-r1"}, "budget_amount", "2"),
    "budget in words": ("facts/actions", {"action_id": "1.1.1-r5"}, "budget_amount", "59.7 million"),
    "years out of order": ("facts/actions", {"action_id": "1.1.2-r7"}, "end_year", "2013"),
    "year not in quote": ("facts/actions", {"action_id": "1.1.2-r6"}, "start_year", "2009"),
    "year of five digits": ("facts/actions", {"action_id": "1.2.4-r2"}, "start_year", "20155"),
    "funder not called one": (
        *("facts/participations", {"action_id": "1.1.1-r3", "actor_id": "panthera"}),
        *("role", "funding"),
    ),
    "actor not named": (
        *("facts/participations", {"action_id": "1.1.1-r4", "actor_id": "interpol"}),
        *("actor_id", "traffic"),
    ),
    "actor in another country": (
        *("facts/participations", {"action_id": "1.1.1-r2", "actor_id": "doe-iran"}),
        *("country_codes", "MN"),
    ),
    "unknown actor": ("facts/responsibilities", {"activity_code": "1.1.2"}, "actor_id", "goverment-agencies"),
    "party to be confirmed made sure": (
        *("facts/responsibilities", {"activity_code": "1.1.6", "actor_id": "traffic"}),
        *("certainty", "probable"),
    ),
    "letter not in activity": ("facts/statuses", {"activity_code": "1.3.3", "item": "d"}, "item", "f"),
    "unknown status": ("facts/statuses", {"activity_code": "4.1.2"}, "status", "finished"),
    "doubt without a reason": ("facts/recommendations", {"recommendation_id": "1.1.2-x1"}, "reason", ""),
    "unknown certainty": ("facts/recommendations", {"recommendation_id": "1.1.10-x1"}, "certainty", "maybe"),
    "unknown recommendation type": ("facts/recommendations", {"recommendation_id": "1.1.9-x1"}, "type_ids", "more"),
    "wrong priority": ("facts/priorities", {"activity_code": "1.1.4"}, "level", "low"),
    "wrong reference": ("facts/links", {"activity_code": "1.7.4"}, "target_code", "1.7.2"),
    "reference to nothing": ("facts/links", {"activity_code": "3.1.2"}, "target_code", "3.1.9"),
    "wrong range state": (
        *("facts/landscape_states", {"landscape_id": "gobi", "country_code": "MN"}),
        *("country_code", "UZ"),
    ),
    "species not in scope": (
        *("facts/scopes", {"activity_codes": "2.2.6", "kind": "species"}),
        *("value", "saiga"),
    ),
    "unknown species in scope": ("facts/scopes", {"kind": "species", "value": "chiru"}, "value", "chirru"),
    "species as a threat in scope": ("facts/scopes", {"activity_codes": "1.1.6", "kind": "threat"}, "value", "wood"),
    "silence as an action": ("facts/actions", {"action_id": "1.1.2-r1"}, "status", "not-reported"),
    "plan of no report": ("programmes/programmes", {"programme_id": "cami-2014-2020"}, "document_id", "cami9-doc9"),
    "member that is nothing": ("programmes/memberships", {"kind": "species"}, "value", "unicorn"),
    "border of another herd": ("reference/populations", {"population_id": "saiga-ural"}, "crossing_pairs", "KG-KZ"),
    "activity of no programme": ("backtest/cross_border_recommendations", {}, "activity_code", "9.9.9"),
    "country of no table": (
        *("backtest/cross_border_recommendations", {"scope": "pair"}),
        *("country_codes", "XX"),
    ),
    "section of another objective": ("facts/sections", {"section_code": "2.1"}, "objective_code", "1"),
}


def found(copy: Copy) -> set[Address]:
    return {(fault.file, fault.row, fault.column) for fault in faults_of(copy)}


@pytest.mark.slow
def test_nothing_is_found_in_the_real_tables() -> None:
    checked = check_data(DATA, VOCABULARIES)
    assert checked.faults == ()
    assert [report.id for report in checked.reports] == ["cami2-doc3"]


@pytest.mark.slow
def test_all_planted_mistakes_are_found_at_once_and_nothing_else(copy: Copy) -> None:
    planted = {name: copy.edit(*mistake) for name, mistake in MISTAKES.items()}
    rows = copy.rows("facts/recommendations")
    copy.write("facts/recommendations", [*rows, rows[0]])
    planted["duplicate id"] = ("reports/cami2-doc3/facts/recommendations.csv", len(rows) + 2, "recommendation_id")
    assert len(planted) >= 30
    faults = faults_of(copy)
    addresses = {(fault.file, fault.row, fault.column) for fault in faults}
    assert {name for name, address in planted.items() if address not in addresses} == set()
    assert all(fault.problem and fault.remedy for fault in faults)
    assert addresses - set(planted.values()) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        *("wrong code", "unknown code", "code of no activity", "quote of another cell", "country not named"),
        *("one country together", "letter not in activity", "section of another objective"),
    ],
)
def test_a_planted_mistake_is_found_alone(copy: Copy, name: str) -> None:
    address = copy.edit(*MISTAKES[name])
    assert found(copy) == {address}


def test_what_is_not_known_is_named_with_the_nearest(copy: Copy) -> None:
    copy.edit("facts/scopes", {"kind": "threat"}, "value", "overgrasing")
    copy.edit("facts/scopes", {"kind": "species", "value": "chiru"}, "value", "wild")
    told = [fault.remedy for fault in faults_of(copy)]
    assert any('Nearest: "overgrazing"' in remedy for remedy in told)
    assert any('Nearest: "wild-yak"' in remedy for remedy in told)


@pytest.mark.slow
def test_what_was_rejected_is_not_judged(copy: Copy) -> None:
    copy.edit("facts/scopes", {"kind": "species", "value": "chiru"}, "certainty", "doubtful")
    copy.edit("facts/scopes", {"kind": "species", "value": "chiru"}, "state", "rejected")
    assert not [fault for fault in faults_of(copy) if fault.column == "reason"]


def test_a_report_of_which_something_was_read_is_described(copy: Copy) -> None:
    path = copy.data / "reports" / "cami2-doc3" / "report.toml"
    text = re.sub(r'(?m)^title_ru = ".*"$', 'title_ru = ""', path.read_text("utf-8"))
    path.write_text(re.sub(r'(?m)^licence = ".*"$', f'licence = "{TO_WRITE}"', text), "utf-8")
    assert {fault.column for fault in faults_of(copy)} == {"title_ru", "licence"}


@pytest.mark.slow
def test_an_activity_without_a_status_is_found(copy: Copy) -> None:
    copy.write("facts/statuses", [row for row in copy.rows("facts/statuses") if row["activity_code"] != "4.1.3"])
    (fault,) = faults_of(copy)
    assert (fault.file, fault.value) == ("reports/cami2-doc3/facts/statuses.csv", "4.1.3")


def test_an_activity_that_the_report_does_not_print_is_found(copy: Copy) -> None:
    rows = copy.rows("facts/activities")
    copy.write("facts/activities", [*rows, {**rows[-1], "activity_code": "4.2.14"}])
    (fault,) = faults_of(copy)
    assert (fault.row, fault.column, fault.value) == (len(rows) + 2, "activity_code", "4.2.14")


def test_the_readme_of_the_data_is_as_the_program_writes_it() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert update_readme(text, DATA) == text, "run: cami check --readme"


@pytest.mark.slow
def test_the_command_prints_findings_and_says_by_its_exit_code(copy: Copy) -> None:
    file, row, column = copy.edit(*MISTAKES["budget in millions"])
    result = CliRunner().invoke(cami, ["check", "--data", str(copy.data)], standalone_mode=False)
    assert result.return_value == 1
    assert result.stdout.startswith(f"{file} row {row} column {column}: The quote does not give USD 2.")
    assert "1 finding" in result.stderr
    table = CliRunner().invoke(cami, ["check", "--data", str(copy.data), "--format", "tsv"], standalone_mode=False)
    assert table.stdout.splitlines()[1].startswith(f"{file}\t{row}\t{column}\tUSD 2\t")


def test_the_check_lets_an_action_have_the_states_that_the_shapes_let_it_have() -> None:
    shapes = (SHAPES / "core" / "report.ttl").read_text("utf-8")
    listed = re.search(r"shape:action-has-one-status\n.*?sh:in \(([^)]*)\)", shapes, re.DOTALL)
    assert listed
    column = next(one for one in columns_of(Action) if one.name == "status")
    codes = read_closed_codes(VOCABULARIES)["status"]
    assert codes - set(column.barred) == {one.removeprefix("status:") for one in listed[1].split()}
