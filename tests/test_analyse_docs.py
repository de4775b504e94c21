"""What docs/gaps.md says of the report is what the analysis gives; the verbs it names work."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.proof.network import measure_all
from cami_graph.cli import cami
from cami_graph.paths import ROOT

pytestmark = pytest.mark.slow

PAGE = ROOT / "docs" / "gaps.md"
ROW = re.compile(r"^\| (\d+)(?:[–,] ?(\d+))? \| ([^|]+) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def findings(real_findings: Findings) -> Findings:
    return real_findings


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def test_the_first_thirty_are_the_ones_that_were_read(findings: Findings, page: str) -> None:
    rows = {rank: text for first, last, text in ROW.findall(page) for rank in range(int(first), int(last or first) + 1)}
    assert sorted(rows) == list(range(1, 31))
    for gap in findings.gaps[:30]:
        assert "–".join(gap.countries) in rows[gap.rank]
        assert gap.resource.en.split()[0].lower() in rows[gap.rank].lower()


def test_the_figures_are_those_of_the_analysis(findings: Findings, page: str) -> None:
    states = Counter(gap.state for gap in findings.gaps if gap.kind == "shared-resource")
    assert f"| {states.total()} ({states['open']} open, {states['bridged']} bridged) |" in page
    fit = measure_all(findings)["fit"]
    assert isinstance(fit, dict)
    near = fit["neighbours"]
    assert f"{near['closed']} of {near['closed'] + near['open']} triangles closed" in page
    smallest = min((gap.chance for gap in findings.gaps if gap.chance), key=lambda chance: chance.p)
    assert f"the smallest p is {smallest.p:.3f}" in page
    assert f"q = {smallest.q:.2f}" in page


def test_the_backtest_prints_the_table_of_the_page(page: str) -> None:
    printed = CliRunner().invoke(cami, ["backtest"])
    assert printed.exit_code == 0
    for line in printed.output.splitlines():
        if line.startswith("possible gaps"):
            cells = re.findall(r"\d\.\d+ \([\d.]+–[\d.]+\)", line)
            row = next(row for row in page.splitlines() if row.startswith("| possible gaps |"))
            assert cells
            assert cells == re.findall(r"\d\.\d+ \([\d.]+–[\d.]+\)", row.replace("**", ""))


def test_the_brief_is_written_by_its_suffix(tmp_path: Path) -> None:
    target = tmp_path / "ustyurt.docx"
    done = CliRunner().invoke(cami, ["brief", "Ustyurt", "--language", "ru", "--to", str(target)])
    assert done.exit_code == 0
    assert target.read_bytes()[:2] == b"PK"


def test_help_of_each_verb_shows_an_example() -> None:
    for verb in ("gaps", "backtest", "brief"):
        shown = CliRunner().invoke(cami, [verb, "--help"])
        assert shown.exit_code == 0
        assert f"cami {verb}" in shown.output.split("Example:")[1]
