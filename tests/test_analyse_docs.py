"""What docs/gaps.md says is what the analysis gives; the verbs it names work."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.links import UNKNOWN
from cami_graph.analyse.proof.network import measure_all
from cami_graph.cli import cami
from cami_graph.paths import ROOT

pytestmark = pytest.mark.slow

PAGE = ROOT / "docs" / "gaps.md"


@pytest.fixture(scope="module")
def findings(real_findings: Findings) -> Findings:
    return real_findings


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def test_the_counts_are_those_of_the_analysis(findings: Findings, page: str) -> None:
    groups = Counter(one.group for one in findings.findings)
    first = sum(one.is_first for one in findings.findings)
    told = f"{groups['agreed']} agreed, {groups['extend']} extend, {groups['no-channel']} without a channel; {first} on"
    assert f"{groups.total()}: {told}" in page
    links = Counter(one.group or "together" for one in findings.links)
    known = sum(one.standing != UNKNOWN for one in findings.links)
    counts = f"{links['together']} together, {links['agreed']} agreed, {links['extend']} extend"
    assert f"{links.total()}: {counts}, {links['no-channel']} no channel; of {known} it is known" in page
    pairs = Counter(one.group for one in findings.pairs)
    assert f"{pairs.total()}: {pairs['together']} are told to work together, {pairs['agreed']} with a framework" in page


def test_the_measures_are_those_of_the_analysis(findings: Findings, page: str) -> None:
    measures = json.loads(json.dumps(measure_all(findings)))
    fit = measures["fit"]["known to be shared"]
    assert f"{fit['closed']} of {fit['closed'] + fit['open']} links known to be shared" in page
    assert f"{fit['share']:.1%}".replace("%", " %") in page
    shared = measures["what goes with joint work"]["effects"][0]
    assert f"(t {shared['t']:.1f}, p {shared['p']})" in page
    pairs, links = measures["two lists"]["by pair"], measures["two lists"]["by link"]
    assert f"of {pairs['second']} pairs with a framework they tell joint work of {pairs['matched']}" in page
    assert f"of {links['second']} links with a framework, of {links['matched']}" in page


def test_the_backtest_prints_the_table_of_the_page(page: str) -> None:
    printed = CliRunner().invoke(cami, ["backtest"])
    assert printed.exit_code == 0
    areas = re.findall(r"^([^\d\n]+?) +(\d\.\d\d)  (\(.+\))$", printed.output, re.MULTILINE)
    assert len(areas) == 12
    for (order, later, spread), (_, hidden, other) in zip(areas[:6], areas[6:], strict=True):
        assert f"| {order} | {later} {spread} | {hidden} {other} |" in page


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
