"""What two neighbours share is a link: what opens and closes it, how it stands, what is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_situation import do, links, states, together, without

from cami_graph.analyse.findings.analysis import Findings, analyse
from cami_graph.analyse.findings.gaps import Gap
from cami_graph.analyse.findings.links import TOGETHER
from cami_graph.analyse.situation.model import Situation


def test_links_are_those_of_neighbours_with_their_state_and_standing(small: Situation) -> None:
    assert states(small) == {
        "shared-KZ-TM-saiga": "open",
        "shared-KZ-UZ-saiga": "together",
        "shared-TM-UZ-saiga": "planned",
        "shared-KZ-TM-ustyurt": "open",
        "shared-KZ-UZ-ustyurt": "open",
        "shared-TM-UZ-ustyurt": "open",
        "shared-KG-KZ-tien-shan": "open",
    }
    standing = {slug: one.standing for slug, one in links(small).items()}
    assert standing["shared-TM-UZ-saiga"] == "herd"
    assert standing["shared-KZ-TM-saiga"] == "unknown"
    assert standing["shared-KZ-TM-ustyurt"] == "place"


def test_removing_a_cooperation_opens_exactly_its_link_and_adding_it_closes_it(small: Situation) -> None:
    opened = without(small, "cooperation/saiga")
    changed = {slug for slug, state in states(opened).items() if state != states(small)[slug]}
    assert changed == {"shared-KZ-UZ-saiga"}
    again = replace(opened, cooperations={**opened.cooperations, "new": together("new", "action/saiga", "KZ", "UZ")})
    assert states(again) == states(small)


def test_a_cooperation_without_resource_closes_nothing_and_is_a_tie(small: Situation) -> None:
    link = links(small)["shared-KG-KZ-tien-shan"]
    assert (link.state, link.group, link.items["tie"]) == ("open", "extend", True)
    bare = links(without(small, "cooperation/general"))["shared-KG-KZ-tien-shan"]
    assert (bare.group, bare.items["tie"]) == ("no-channel", False)


def test_a_plan_or_a_denial_closes_nothing(small: Situation) -> None:
    denied = {**small.actions, "action/saiga": do("action/saiga", "KZ", "UZ", on="taxon/saiga", status="not-done")}
    assert states(replace(small, actions=denied))["shared-KZ-UZ-saiga"] == "open"
    assert links(small)["shared-TM-UZ-saiga"].planned == ("cooperation/plan",)


def test_a_plan_that_names_both_is_a_plan_without_a_cooperation(small: Situation) -> None:
    assert states(without(small, "cooperation/plan"))["shared-TM-UZ-saiga"] == "planned"


def test_doubtful_joint_work_makes_no_gap_and_is_no_tie(small: Situation) -> None:
    doubtful = together("cooperation/saiga", "action/saiga", "KZ", "UZ", certainty="doubtful")
    situation = replace(small, cooperations={**small.cooperations, doubtful.key: doubtful})
    link = links(situation)["shared-KZ-UZ-saiga"]
    assert (link.state, link.doubt) == ("together", True)
    assert not links(situation)["shared-KZ-UZ-ustyurt"].items["tie"]
    assert links(situation)["shared-KZ-UZ-ustyurt"].group == "extend"


def test_neighbours_told_to_share_no_herd_are_no_link_unless_they_work_together(small: Situation) -> None:
    apart = replace(small.channels, apart={"taxon/saiga": frozenset({("KZ", "TM"), ("KZ", "UZ")})})
    found = states(replace(small, channels=apart))
    assert "shared-KZ-TM-saiga" not in found
    assert found["shared-KZ-UZ-saiga"] == "together"


def test_each_count_is_the_sum_of_a_checklist_of_yes_and_no(small: Situation) -> None:
    for link in analyse(small).links:
        assert set(link.items) == {"border", "asks", "act", "tie", "framework"}
        assert link.count == sum(link.items.values())
    for pair in analyse(small).pairs:
        assert pair.count == sum(pair.items.values())


def test_a_plan_is_kept_beside_what_is_done(real_findings: Findings) -> None:
    link = next(one for one in real_findings.links if one.slug == "shared-CN-MN-wild-camel")
    assert [real_findings.situation.name(key).en for key in link.planned] == [
        "Estimate how permeable the border fence is for Wild Camel"
    ]
    assert (link.state, link.frameworks) == ("together", ("framework/wild-camel-letter",))
    assert [real_findings.situation.name(key).en for key in link.plans] == [
        "Ranger workshops across the border planned"
    ]


def test_doubtful_joint_work_shows_its_doubt_and_is_no_gap(real_findings: Findings, real_gaps: dict[str, Gap]) -> None:
    link = next(one for one in real_findings.links if one.slug == "shared-CN-MN-mongolian-gazelle")
    assert (link.state, link.doubt) == (TOGETHER, True)
    assert "shared-CN-MN-mongolian-gazelle" not in real_gaps


@pytest.mark.slow
def test_removing_a_real_cooperation_opens_exactly_the_links_it_closed(real_findings: Findings) -> None:
    before = {one.slug for one in real_findings.links if one.state != TOGETHER}
    for key, cooperation in real_findings.situation.cooperations.items():
        after = {one.slug for one in analyse(without(real_findings.situation, key)).links if one.state != TOGETHER}
        assert before <= after
        for slug in after - before:
            _, first, second, *_ = slug.split("-")
            assert {first, second} <= cooperation.countries


def test_saiga_of_mongolia_and_russia_and_deer_of_china_are_no_gaps(real_gaps: dict[str, Gap]) -> None:
    assert "shared-MN-RU-saiga" not in real_gaps
    assert not [slug for slug in real_gaps if slug.endswith("-bukhara-deer") and "CN" in slug.split("-")]
