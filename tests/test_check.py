"""The check finds every planted mistake at its place, nothing else, and measures agreement as the books say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from damaged import Address, Copy

from cami_graph.check import (
    Coverage,
    Words,
    check_data,
    check_settlements,
    check_words,
    describe_agreement,
    find_readings,
    measure_agreement,
    measure_coverage,
    settled_facts,
    update_readme,
)
from cami_graph.check.agreement import cohen_kappa
from cami_graph.check.elsewhere import check_elsewhere
from cami_graph.check.names import Names
from cami_graph.cli import cami
from cami_graph.cli.check import print_facts
from cami_graph.errors import Fault
from cami_graph.paths import DATA, SHAPES, VOCABULARIES
from cami_graph.source import TO_WRITE
from cami_graph.tables import Action, Settlement, columns_of, read_record
from cami_graph.tables.plan import Continuation
from cami_graph.tables.read import make_row, read_closed_codes

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


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def faults_of(copy: Copy) -> list[Fault]:
    return list(check_data(copy.data, VOCABULARIES).faults)


def found(copy: Copy) -> set[Address]:
    return {(fault.file, fault.row, fault.column) for fault in faults_of(copy)}


def test_nothing_is_found_in_the_real_tables() -> None:
    checked = check_data(DATA, VOCABULARIES)
    assert checked.faults == ()
    assert [report.id for report in checked.reports] == ["cami2-doc3"]


def test_all_planted_mistakes_are_found_at_once_and_nothing_else(copy: Copy) -> None:
    planted = {name: copy.edit(*mistake) for name, mistake in MISTAKES.items()}
    rows = copy.rows("facts/recommendations")
    copy.write("facts/recommendations", [*rows, rows[0]])
    planted["duplicate id"] = ("reports/cami2-doc3/facts/recommendations.csv", len(rows) + 2, "recommendation_id")
    assert len(planted) >= 30
    addresses = found(copy)
    assert {name for name, address in planted.items() if address not in addresses} == set()
    assert addresses - set(planted.values()) == set()


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


def test_every_finding_says_what_to_do(copy: Copy) -> None:
    for mistake in MISTAKES.values():
        copy.edit(*mistake)
    assert all(fault.problem and fault.remedy for fault in faults_of(copy))


def test_what_is_not_known_is_named_with_the_nearest(copy: Copy) -> None:
    copy.edit("facts/scopes", {"kind": "threat"}, "value", "overgrasing")
    copy.edit("facts/scopes", {"kind": "species", "value": "chiru"}, "value", "wild")
    told = [fault.remedy for fault in faults_of(copy)]
    assert any('Nearest: "overgrazing"' in remedy for remedy in told)
    assert any('Nearest: "wild-yak"' in remedy for remedy in told)


def test_words_that_only_a_rejected_claim_quotes_are_accounted_for_by_nobody(copy: Copy) -> None:
    copy.edit("facts/recommendations", {"recommendation_id": "1.1.10-x1"}, "state", "rejected")
    checked = check_data(copy.data, VOCABULARIES)
    assert any(fault.column == "6" and "1.1.10" in fault.problem for fault in checked.faults)
    assert ", 1 rejected" in str(checked.reports[0])


def test_what_was_rejected_is_not_judged(copy: Copy) -> None:
    copy.edit("facts/scopes", {"kind": "species", "value": "chiru"}, "certainty", "doubtful")
    copy.edit("facts/scopes", {"kind": "species", "value": "chiru"}, "state", "rejected")
    assert not [fault for fault in faults_of(copy) if fault.column == "reason"]


def test_a_report_of_which_something_was_read_is_described(copy: Copy) -> None:
    path = copy.data / "reports" / "cami2-doc3" / "report.toml"
    text = re.sub(r'(?m)^title_ru = ".*"$', 'title_ru = ""', path.read_text("utf-8"))
    path.write_text(re.sub(r'(?m)^licence = ".*"$', f'licence = "{TO_WRITE}"', text), "utf-8")
    assert {fault.column for fault in faults_of(copy)} == {"title_ru", "licence"}


def test_items_and_former_activities_are_looked_up_in_the_programme_that_is_named() -> None:
    record = read_record(DATA, VOCABULARIES)
    (report,) = record.reports
    texts = {"activity_code": "1.1.1", "former_programme_id": "cami-2014-2020", "former_code": "1.1.99"}
    strange = make_row(Continuation, "continuations.csv", 2, texts)
    lettered = make_row(Continuation, "continuations.csv", 3, {**texts, "former_code": "1.1.1", "former_item": "q"})
    tables = replace(report.tables, continuations=(strange, lettered))
    action = make_row(Action, "actions.csv", 2, {"activity_codes": "1.1.1", "items": "q"})
    action = replace(action, programme_id="cami-2014-2020")
    claims = replace(record.claims, actions=(action,))
    found = check_elsewhere(replace(record, reports=(replace(report, tables=tables),), claims=claims))
    assert [fault.column for fault in found] == ["items", "former_code", "former_item"]


def test_words_that_no_claim_quotes_are_found_in_the_report(copy: Copy) -> None:
    rows = [row for row in copy.rows("facts/actions") if row["action_id"] != "1.1.10-r1"]
    copy.write("facts/actions", rows)
    for table, column in (("participations", "action_id"), ("statuses", "activity_code")):
        kept = [row for row in copy.rows(f"facts/{table}") if not row[column].startswith("1.1.10")]
        copy.write(f"facts/{table}", kept)
    faults = [fault for fault in faults_of(copy) if fault.file.endswith(".txt")]
    assert {(fault.row, fault.column) for fault in faults} == {(70, "4"), (70, "5")}
    assert all("1.1.10" in fault.problem and "exceptions.csv" in fault.remedy for fault in faults)


def test_every_character_of_the_real_tables_is_accounted_for() -> None:
    coverage = measured()
    assert coverage.open == ()
    assert coverage.claimed + coverage.excepted == coverage.characters
    assert coverage.excepted < coverage.characters / 100
    assert coverage.share == 1


def measured() -> Coverage:
    found = words()
    assert list(check_words(found)) == []
    return measure_coverage(found)


def test_an_activity_without_a_status_is_found(copy: Copy) -> None:
    copy.write("facts/statuses", [row for row in copy.rows("facts/statuses") if row["activity_code"] != "4.1.3"])
    (fault,) = faults_of(copy)
    assert (fault.file, fault.value) == ("reports/cami2-doc3/facts/statuses.csv", "4.1.3")


def test_an_activity_that_the_report_does_not_print_is_found(copy: Copy) -> None:
    rows = copy.rows("facts/activities")
    copy.write("facts/activities", [*rows, {**rows[-1], "activity_code": "4.2.14"}])
    (fault,) = faults_of(copy)
    assert (fault.row, fault.column, fault.value) == (len(rows) + 2, "activity_code", "4.2.14")


@pytest.mark.parametrize(
    ("table", "thing", "quote", "named"),
    [
        ("species", "asiatic-wild-ass", "for Khulan, Goitered Gazelle", True),
        ("species", "snow-leopard", "with benefits for Snow Leopards", True),
        ("species", "przewalskis-gazelle", "plus Przewalski's Gazelle³", True),
        ("species", "przewalskis-gazelle", "Przewalski's Horse", False),
        ("countries", "IR", "Iranian DoE in cooperation", True),
        ("countries", "IN", "Indiana", False),
        ("actors", "dst-india", "Indian Department of […] Science and Technology", True),
    ],
)
def test_a_thing_is_named_by_any_of_its_spellings(table: str, thing: str, quote: str, named: bool) -> None:
    names = Names(words().tables)
    assert names.named(table, thing, quote) is named


def words() -> Words:
    return Words.of(read_record(DATA, VOCABULARIES).report("cami2-doc3"))


def facts(*values: str) -> frozenset[tuple[str, str, str]]:
    return frozenset(("1.1.1", "country", value) for value in values)


def test_agreement_is_precision_recall_and_f1_of_each_two_readers() -> None:
    rows = measure_agreement({"a": facts("AF", "CN", "KZ"), "b": facts("AF", "CN", "MN", "RU")})
    country = next(row for row in rows if row.facet == "country")
    assert (country.common, country.precision) == (2, 0.5)
    assert country.recall == pytest.approx(2 / 3)
    assert country.f1 == pytest.approx(4 / 7)
    assert country.kappa is None
    assert {row.facet for row in rows} == {"country", "all"}


def test_the_tables_show_each_two_readers_and_the_spread_of_each_facet() -> None:
    readings = {"a": facts("AF", "CN"), "b": facts("AF", "CN"), "c": facts("AF", "KZ")}
    lines = describe_agreement(measure_agreement(readings)).splitlines()
    assert "| a, c | 2, 2 | 1 | 0.500 | 0.500 | 0.500 |" in lines
    assert "| country | 2, 2, 2 | 0.667 | 0.500 | 1.000 |  |" in lines


def test_kappa_is_that_of_the_textbook() -> None:
    """Cohen 1960: 50 grants, 20 both yes, 15 both no, 5 and 10 split: observed 0.7, expected 0.5, kappa 0.4."""
    pairs = ["yy"] * 20 + ["yn"] * 5 + ["ny"] * 10 + ["nn"] * 15
    first = {(str(at), ""): pair[0] for at, pair in enumerate(pairs)}
    second = {(str(at), ""): pair[1] for at, pair in enumerate(pairs)}
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_what_all_readers_found_or_what_was_kept_stands() -> None:
    settlements = [
        Settlement(2, "", "1.1.1", "country", "CN", "kept", "named in column 5"),
        Settlement(3, "", "1.1.1", "country", "KZ", "dropped", "a language, not a country"),
    ]
    readings = {"a": facts("AF", "CN"), "b": facts("AF", "KZ")}
    assert settled_facts(readings, settlements) == facts("AF", "CN")


@pytest.mark.slow
def test_the_real_readings_are_settled_and_the_graph_prints_them() -> None:
    printed = print_facts(DATA)
    for report, folder in find_readings(DATA).items():
        assert list(check_settlements(folder, printed[report])) == []


def test_a_difference_that_nobody_settled_is_found(tmp_path: Path) -> None:
    head = "activity,facet,value,evidence\n"
    (tmp_path / "first.csv").write_text(f"{head}1.1.1,country,AF,x\n1.1.1,country,CN,x\n", encoding="utf-8")
    (tmp_path / "second.csv").write_text(f"{head}1.1.1,country,AF,x\n1.1.1,country,KZ,x\n", encoding="utf-8")
    (tmp_path / "settlements.csv").write_text(
        "activity,facet,value,decision,reason\n1.1.1,country,CN,kept,named\n", encoding="utf-8"
    )
    faults = list(check_settlements(tmp_path, facts("AF", "MN")))
    assert [(fault.value, fault.problem) for fault in faults] == [
        ("1.1.1 country KZ", 'The readers differ on "country = KZ" of 1.1.1 and nobody settled it.'),
        ("1.1.1 country CN", '"country = CN" of 1.1.1 is settled, but the graph does not print it.'),
        ("1.1.1 country MN", '"country = MN" of 1.1.1 is printed, but nobody settled it.'),
    ]


def test_the_readme_of_the_data_is_as_the_program_writes_it() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert update_readme(text, DATA) == text, "run: cami check --readme"


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
