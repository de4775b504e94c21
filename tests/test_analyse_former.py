"""A name that stands no more says why, and what to look at now."""

from __future__ import annotations

import pytest

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.former import find_former
from cami_graph.analyse.findings.select import find_anything


@pytest.mark.parametrize(
    ("name", "why", "see"),
    [
        ("absence-AF-UZ", "Absences that surprise", "AF-UZ"),
        ("connected-AF-UZ-pamir-hissar-alay", "Two landscapes", "AF-UZ"),
        ("shared-KZ-TM-barriers-ustyurt", "A threat in a landscape", "shared-KZ-TM-ustyurt"),
        ("finding/argali-MN-RU", "Joint work of Mongolia and Russia on it is told", "MN-RU"),
        (
            "shared-CN-MN-mongolian-gazelle",
            "Joint work of China and Mongolia on it is told, though in doubt (",
            "CN-MN",
        ),
        ("shared-MN-RU-saiga", "No source of the record", "MN-RU"),
    ],
)
def test_a_name_that_stands_no_more_says_why_and_what_to_look_at(
    real_findings: Findings, name: str, why: str, see: str
) -> None:
    former = find_former(real_findings, name)
    assert former is not None
    assert why in former.why
    assert see in former.see
    assert all(find_anything(real_findings, one) for one in former.see)
    assert (
        find_former(real_findings, name.replace("MN", "XX").replace("AF", "XX").replace("barriers", "bariers")) is None
    )
