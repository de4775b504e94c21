"""The words behind a gap: each in one group, with its reason, as the report prints it."""

from __future__ import annotations

import re

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.gaps import ARGUMENTS, Gap
from cami_graph.analyse.situation.work import ACROSS
from cami_graph.paths import REPORTS


def test_joint_work_never_stands_as_evidence_for_a_gap(real_findings: Findings) -> None:
    """No cooperation, no action that one goes through, no words that overlap with joint work or speak of it."""
    situation = real_findings.situation
    joint = {*situation.cooperations, *(one.action for one in situation.cooperations.values())}
    spans = {words.evidence for key in joint for words in situation.words.get(key, ())}
    for gap in real_findings.gaps:
        for item in (*gap.evidence.get("share", ()), *gap.evidence.get("alone", ())):
            assert item.claim not in joint, gap.slug
            assert item.evidence not in spans or not item.evidence, gap.slug
        for item in gap.evidence.get("alone", ()):
            assert not ACROSS.search(item.quote), (gap.slug, item.quote)
            assert len(situation.actions[item.claim].countries) == 1


def test_the_snow_leopard_of_china_and_afghanistan_counts_its_joint_words(real_gaps: dict[str, Gap]) -> None:
    gap = real_gaps["shared-AF-CN-snow-leopard"]
    quoted = {group: " ".join(item.quote for item in items) for group, items in gap.evidence.items()}
    assert "2016 Snow Leopard transboundary cooperation" in quoted["elsewhere"]
    assert "wildlife guards in the border region" in quoted["elsewhere"]
    assert "transboundary" not in quoted["share"] + quoted["alone"]
    doubts = [item.doubt for item in gap.evidence["elsewhere"] if "2016 Snow" in item.quote]
    assert doubts[0].startswith("doubtful: ")


def test_ranger_meetings_of_four_countries_temper_each_of_their_gaps(real_findings: Findings) -> None:
    met = {"KZ", "MN", "RU", "UZ"}
    concerned = [gap for gap in real_findings.gaps if gap.kind == "shared-resource" and set(gap.countries) <= met]
    assert concerned
    for gap in concerned:
        assert any("ranger meetings held" in item.quote for item in gap.evidence["elsewhere"]), gap.slug


def test_a_stretch_of_words_stands_in_one_group_with_its_reason_in_two_languages(real_findings: Findings) -> None:
    for gap in real_findings.gaps:
        seen = [item.evidence for group in ARGUMENTS for item in gap.evidence.get(group, ()) if item.evidence]
        assert len(seen) == len(set(seen)), gap.slug
        for item in gap.items:
            assert item.reason.en
            assert re.search("[а-я]", item.reason.ru)
            assert item.quote or item.source


def test_every_quote_of_every_gap_is_in_the_report(real_findings: Findings) -> None:
    source = "".join(path.read_text("utf-8") for path in sorted(REPORTS.glob("*/*.txt")))
    for gap in real_findings.gaps:
        for item in gap.items:
            if item.quote:
                start, _, end = item.evidence.rpartition("/")[2].partition("-")
                assert source[int(start) : int(end)] == item.quote
