"""Readers against each other: agreement as the books say, and differences that nobody settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from cami_graph.check import check_settlements, describe_agreement, find_readings, measure_agreement, settled_facts
from cami_graph.check.agreement import cohen_kappa
from cami_graph.cli.check import print_facts
from cami_graph.paths import DATA
from cami_graph.tables import Settlement


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


def test_readers_of_different_facets_are_not_compared() -> None:
    threats = frozenset({("1.1.1", "threat_rec", "roads")})
    rows = measure_agreement({"a": facts("AF"), "b": facts("AF"), "c": threats, "d": threats})
    assert {(row.first, row.second, row.facet) for row in rows} == {
        *(("a", "b", facet) for facet in ("country", "all")),
        *(("c", "d", facet) for facet in ("threat_rec", "all")),
    }


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
