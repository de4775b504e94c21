"""A body that was asked and one that acts: when one stands for the other, and what the report refutes."""

from __future__ import annotations

import pytest

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.gaps import Gap
from cami_graph.analyse.findings.standing_for import stands_for


@pytest.mark.parametrize(
    ("asked", "acting"),
    [
        ("government-agencies", "national-governments"),
        ("government-agencies", "range-states"),
        ("government-agencies", "gov-kg"),
        ("scientific-institutions", "international-scientific-institutions"),
        ("gslep-secretariat", "gslep"),
        ("ngos", "wwf-mongolia"),
        ("cms", "cami"),
        ("herders", "local-communities"),
        ("various-actors", "wwf"),
    ],
)
def test_a_body_asked_and_a_body_acting_are_the_same_when_one_stands_for_the_other(
    real_findings: Findings, asked: str, acting: str
) -> None:
    assert stands_for(real_findings.situation, f"actor/{asked}", f"actor/{acting}")


@pytest.mark.parametrize(("asked", "acting"), [("ngos", "gov-kg"), ("scientific-institutions", "wwf"), ("wwf", "wcs")])
def test_strangers_do_not_stand_for_each_other(real_findings: Findings, asked: str, acting: str) -> None:
    assert not stands_for(real_findings.situation, f"actor/{asked}", f"actor/{acting}")


def test_accountability_gaps_that_the_report_refutes_are_gone(
    real_findings: Findings, real_gaps: dict[str, Gap]
) -> None:
    assert "accountability-1.7.3" not in real_gaps
    refuted = {"2.4.4": "Government", "1.1.3": "Government", "1.7.1": "Government", "2.1.1": "GSLEP Secretariat"}
    for code, body in refuted.items():
        if f"accountability-{code}" in real_gaps:
            assert body not in real_gaps[f"accountability-{code}"].sentence.en.partition("UNEP")[0] or code == "2.1.1"
    if "accountability-2.1.1" in real_gaps:
        assert "Snow Leopard" not in real_gaps["accountability-2.1.1"].sentence.en
    for gap in real_findings.gaps:
        if gap.kind == "accountability":
            assert gap.state != "done"
            assert set(gap.evidence) == {"told"}
