"""Joint work told around a thing, not of it: what it may cover, and what other documents tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_situation import do, links, together

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.gaps import Gap
from cami_graph.analyse.situation.claims import Activity, Name
from cami_graph.analyse.situation.model import Situation


@pytest.mark.parametrize(
    ("places", "activity", "title", "how"),
    [
        ("landscape/ustyurt", "", "", {"shared-TM-UZ-saiga": "place"}),
        ("landscape/kaplankyr", "", "", {"shared-TM-UZ-ustyurt": "part"}),
        ("", "taxon/saiga taxon/kulan", "", {"shared-TM-UZ-saiga": "heading"}),
        ("", "", "Transboundary talks", {"shared-TM-UZ-saiga": "general", "shared-TM-UZ-ustyurt": "general"}),
        ("", "", "A desert initiative", {}),
        ("landscape/elsewhere", "", "Transboundary talks", {}),
    ],
)
def test_joint_work_around_something_may_cover_it_and_keeps_it_from_the_first_page(
    small: Situation, places: str, activity: str, title: str, how: dict[str, str]
) -> None:
    herd = replace(small.channels.populations["population/ustyurt"], places=frozenset({"landscape/ustyurt"}))
    around = replace(small.resources["landscape/ustyurt"], overlapping=frozenset({"landscape/kaplankyr"}))
    scopes = {"heading": {"species": frozenset(activity.split())}}
    action = replace(do("action/around", "TM", "UZ"), places=frozenset(places.split()))
    situation = replace(
        small,
        resources={**small.resources, around.key: around},
        actions={one.key: one for one in (*small.actions.values(), action) if one.key != "action/saiga"},
        cooperations={"around": together("around", action.key, "TM", "UZ")},
        activities={"activity/1.1.1": Activity("activity/1.1.1", Name("Act"), scopes=scopes)},
        names={action.key: Name(title)},
        channels=replace(small.channels, populations={herd.key: herd}),
    )
    found = {slug: dict(one.covering) for slug, one in links(situation).items() if one.covering}
    assert found == {slug: {"around": told} for slug, told in how.items()}
    assert all(links(situation)[slug].group == "extend" and not links(situation)[slug].is_firm for slug in how)


def test_work_on_it_that_names_both_and_not_that_they_joined_is_named(small: Situation) -> None:
    apart = replace(small, cooperations={})
    assert links(apart)["shared-KZ-UZ-saiga"].covering == {"action/saiga": "names-both"}
    listed = do("action/saiga", "KG", "KZ", "TM", "UZ", on="taxon/saiga")
    assert not links(replace(apart, actions={**apart.actions, listed.key: listed}))["shared-KZ-UZ-saiga"].covering


@pytest.mark.parametrize(
    ("link", "claim", "how"),
    [
        ("CN-NP-qinghai-tibetan-plateau", "1.4.3-r2-c1", "part"),
        ("IN-NP-snow-leopard", "1.4.3-r4-c1", "place"),
        ("CN-MN-asiatic-wild-ass", "2.2.4-r1-c1", "heading"),
        ("KG-UZ-hissar-alay", "1.7.1-r2-c1", "general"),
        ("TM-UZ-asiatic-wild-ass", "4.2.8-r2-c1", "general"),
        ("KZ-RU-saiga", "1.7.5-r3", "names-both"),
        ("AF-PK-snow-leopard", "H05", "possible-place"),
        ("KZ-RU-saiga", "1.7.3-r5", "range-wide"),
    ],
)
def test_joint_work_told_around_something_may_cover_it(
    real_gaps: dict[str, Gap], link: str, claim: str, how: str
) -> None:
    gap = real_gaps[f"shared-{link}"]
    assert {key.rpartition("/")[2]: told for key, told in gap.covering.items()}[claim] == how
    assert any(item.reason.en.startswith("may take it in") for item in gap.evidence["elsewhere"])
    is_named = {"part", "framework"} & set(gap.covering.values())
    assert ("apart from what follows" if is_named else "that names it") in gap.sentence.en


def test_joint_work_of_which_other_documents_tell_leaves_no_gap(
    real_findings: Findings, real_gaps: dict[str, Gap]
) -> None:
    closed = {"MN-RU-argali", "MN-RU-snow-leopard", "AF-TJ-pamir", "KZ-RU-altay-sayan", "CN-PK-argali"}
    closed |= {"MN-RU-mongolian-gazelle", "KG-KZ-snow-leopard", "KG-KZ-argali", "CN-MN-argali", "KG-UZ-west-tien-shan"}
    assert not {f"shared-{one}" for one in closed} & real_gaps.keys()
    near = {one.number for one in real_findings.situation.looking_at([("MN", "RU")])}
    assert "WWF Russia, argali census" in near
    assert "ICIMOD library 34485" not in near
    assert not [one for one in real_findings.findings if "framework/northern-tien-shan" in one.best.frameworks]
