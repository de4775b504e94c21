"""What a framework between countries binds: which parties, on what, from when, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace

from small_situation import agreed, framework, states

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.situation.known import known_on
from cami_graph.analyse.situation.model import Situation


def test_a_framework_binds_its_parties_on_its_subject_from_its_day_on(small: Situation) -> None:
    both = agreed(small, framework("TM", "UZ"))
    assert states(both)["shared-TM-UZ-saiga"] == "agreed"
    assert states(agreed(small, framework("TM", "UZ", on="landscape/ustyurt")))["shared-TM-UZ-ustyurt"] == "agreed"
    assert states(agreed(small, framework("KZ", "TM", until="2010")))["shared-KZ-TM-saiga"] == "agreed"
    dated = replace(agreed(small, framework("KZ", "TM", since="2006")), documents={}, words={})
    assert known_on(dated, "2005").channels.frameworks == {}
    assert known_on(agreed(small, framework("KZ", "TM", until="2010")), "2019").channels.frameworks == {}


def test_a_broad_framework_joins_no_two_states_in_particular(small: Situation) -> None:
    many = framework("TM", "UZ", *(f"X{i}" for i in range(6)))
    assert states(agreed(small, many))["shared-TM-UZ-saiga"] == "planned"


def test_a_memorandum_on_a_species_joins_all_who_signed_and_one_on_places_where_a_herd_is_known(
    small: Situation,
) -> None:
    five = framework("KZ", "MN", "RU", "TM", "UZ")
    assert {states(agreed(small, five))[f"shared-{pair}-saiga"] for pair in ("TM-UZ", "KZ-TM")} == {"agreed"}
    placed = agreed(small, replace(five, subjects=five.subjects | {"landscape/ustyurt"}))
    assert states(placed)["shared-KZ-TM-saiga"] == "open"


def test_a_framework_in_great_doubt_binds_nobody(small: Situation) -> None:
    sure = framework("TM", "UZ")
    doubted = replace(sure, parties={code: replace(one, certainty="doubtful") for code, one in sure.parties.items()})
    assert states(agreed(small, doubted))["shared-TM-UZ-saiga"] == "planned"


def test_no_framework_of_the_record_is_shown_as_missing_joint_work(real_findings: Findings) -> None:
    """An open link of the first thirty without a group `agreed` has no framework on it, but one that may take it in."""
    for gap in [one for one in real_findings.gaps if one.kind == "shared-resource"][:30]:
        pair = (gap.countries[0], gap.countries[1])
        on_it = [
            one
            for one in real_findings.situation.channels.frameworks.values()
            if one.binds(pair) and gap.resource.key in one.subjects and not one.is_broad
        ]
        if gap.standing != "unknown":
            assert bool(on_it) == (gap.group == "agreed" or any(one.key in gap.covering for one in on_it)), gap.slug


def test_a_meeting_binds_nobody_and_work_that_is_over_is_no_next_step(real_findings: Findings) -> None:
    used = {key for one in real_findings.links for key in one.frameworks}
    assert not [key for key in used if real_findings.situation.channels.frameworks[key].form == "meeting"]
    assert real_findings.situation.actions["action/1.4.3-r2"].until == "2018"
    steps = [gap.step.en for gap in real_findings.gaps if "Kailash" in gap.step.en]
    assert steps
    assert all("did together until 2018" in step for step in steps)
