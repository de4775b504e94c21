"""What is chosen and listed: by unit, filter and name, in every form of file, at the command line and in Python."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.forms import write_chosen
from cami_graph.analyse.findings.gaps import Gap
from cami_graph.analyse.findings.select import Wanted, choose, find_anything
from cami_graph.cli import cami
from cami_graph.errors import QueryError
from cami_graph.graph import CamiGraph


def test_pairs_come_as_a_list_of_all_neighbours_in_order(real_graph: CamiGraph) -> None:
    done = CliRunner().invoke(cami, ["gaps", "--by", "pair", "--format", "json"])
    rows = json.loads(done.output)
    assert {tuple(row["countries"]) for row in rows} == real_graph.situation.neighbours
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    for row in rows:
        assert row.keys() >= {"countries", "rank", "group", "count", "checklist", "systems", "frameworks", "since"}
        assert all(one["told"] in ("together", "alone", "not told") for one in row["systems"])
    silent = {tuple(row["countries"]) for row in rows if row["group"] == "no-channel"}
    assert ("AF", "TM") in silent
    assert len(silent) == 8
    sentences = {tuple(row["countries"]): row["sentence"] for row in rows}
    assert sentences["AF", "TM"] == "Afghanistan and Turkmenistan: no herd or landscape is known to be shared."
    assert sentences["IN", "PK"].endswith(": one herd or landscape is known to be shared; no joint work is told on it.")
    assert sentences["IN", "NP"].endswith("known to be shared; joint work is told on none of them.")


def test_a_pair_is_told_in_whatever_order_it_is_named() -> None:
    told = [
        CliRunner().invoke(cami, ["gaps", "--explain", name]).output for name in ("CN-MN", "MN-CN", "Mongolia-China")
    ]
    assert told[0].startswith("China and Mongolia: ")
    assert told[1:] == told[:1] * 2


@pytest.mark.parametrize("unit", ["system", "pair", "link"])
def test_each_unit_has_the_same_rows_in_every_form(real_findings: Findings, unit: str) -> None:
    chosen = choose(real_findings, unit, None, 7)
    assert len(json.loads(write_chosen(real_findings, unit, chosen, "json"))) == 7
    text = write_chosen(real_findings, unit, chosen, "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 8
    assert all(len(row) == len(rows[0]) for row in rows)
    sheet = load_workbook(io.BytesIO(write_chosen(real_findings, unit, chosen, "xlsx"))).active
    assert sheet is not None
    assert sheet.max_row == 8
    assert write_chosen(real_findings, unit, chosen, "markdown").decode().count("\n") == 9


def test_python_gives_a_frame_and_analyses_once(real_graph: CamiGraph) -> None:
    pairs = real_graph.gaps(by="pair", country="KZ")
    frame = pairs.df()
    assert len(frame) == len(pairs) > 0
    assert all("KZ" in one.countries for one in pairs)
    assert real_graph.find_gaps() is real_graph.find_gaps()


def test_filters_choose_and_unknown_names_stop(real_graph: CamiGraph, real_findings: Findings) -> None:
    resolve = real_graph.runner.resolve
    both = choose(real_findings, "link", Wanted.read(resolve, countries=["KZ", "Uzbekistan"]))
    assert both
    assert all({"KZ", "UZ"} <= set(gap.countries) for gap in both)
    assert choose(real_findings, "link", Wanted.read(resolve, threat="barriers"))
    agreed = choose(real_findings, "system", Wanted.read(resolve, groups=["agreed"], species="saiga"))
    assert agreed
    read = choose(real_findings, "link", Wanted.read(resolve, verdicts=["holds"]))
    assert {gap.verdict for gap in read if isinstance(gap, Gap)} == {"holds"}
    for given, wanted in (({"kinds": ["shared-resurce"]}, "shared-resource"), ({"groups": ["agred"]}, "agreed")):
        with pytest.raises(QueryError, match=wanted):
            Wanted.read(resolve, **given)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="Nearest"):
        find_anything(real_findings, "shared-KZ-TM-ustyrt")


def test_an_empty_answer_says_so_in_words() -> None:
    done = CliRunner().invoke(cami, ["gaps", "--by", "link", "--verdict", "differ", "--species", "saiga"])
    assert done.exit_code == 0
    assert "Nothing by link fits" in done.stderr


def test_everything_is_told_of_a_finding_a_pair_and_a_link() -> None:
    for name, words in (
        ("ustyurt", "next steps: Ask"),
        ("TM-UZ", "frameworks of both"),
        ("absence-AF-UZ", "stands no more"),
    ):
        done = CliRunner().invoke(cami, ["gaps", "--explain", name])
        assert done.exit_code == 0
        assert words in done.output
