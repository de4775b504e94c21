"""Who could help with a gap, what experts recommend there, and what readers thought of it."""

from __future__ import annotations

from dataclasses import replace

from cami_graph.analyse.findings.analysis import analyse
from cami_graph.analyse.findings.judged import digest
from cami_graph.analyse.findings.telling import explain_gap
from cami_graph.analyse.situation.channels import Verdict
from cami_graph.analyse.situation.claims import Actor, Name, Participation
from cami_graph.analyse.situation.model import Situation


def test_generic_parties_bridge_nothing_and_bodies_are_named(small: Situation) -> None:
    gap = next(one for one in analyse(small).gaps if one.slug == "shared-KZ-TM-saiga")
    assert [(one.key, one.note.en) for one in gap.brokers] == [("actor/succow", "acts on it in both")]


def test_without_a_body_in_both_a_third_country_is_a_way(small: Situation) -> None:
    parts = [
        Participation("p5", "action/tm", "actor/a", "implementing", frozenset({"TM", "KZ"})),
        Participation("p6", "action/kz", "actor/b", "implementing", frozenset({"KZ", "UZ"})),
    ]
    actors = {key: Actor(key, Name(key), "ngo") for key in ("actor/a", "actor/b")}
    situation = replace(small, participations={one.key: one for one in parts}, actors=actors)
    gap = next(one for one in analyse(situation).gaps if one.slug == "shared-TM-UZ-ustyurt")
    assert {one.key for one in gap.brokers} == {"actor/a", "actor/b"}
    assert all("where it could meet" in one.note.en for one in gap.brokers)


def test_recommendations_are_listed_and_rank_nothing(small: Situation) -> None:
    gap = next(one for one in analyse(small).gaps if one.slug == "shared-KZ-TM-ustyurt")
    assert [one.key for one in gap.recommendations] == ["recommendation/x"]
    silent = analyse(replace(small, recommendations={}))
    assert [one.slug for one in silent.gaps] == [one.slug for one in analyse(small).gaps]


def test_several_readers_may_judge_and_what_nobody_read_says_so(small: Situation) -> None:
    judged = tuple(
        Verdict("gap/shared-KZ-TM-ustyurt", what, Name("why"), reader, "2026-11-29")
        for reader, what in (("first", "holds"), ("second", "silence"))
    )
    channels = replace(small.channels, verdicts={"gap/shared-KZ-TM-ustyurt": judged})
    gaps = {one.slug: one for one in analyse(replace(small, channels=channels)).gaps}
    assert gaps["shared-KZ-TM-ustyurt"].verdict == "differ"
    assert gaps["shared-KZ-UZ-ustyurt"].verdict == "not-read"
    present = replace(judged[1], wording=digest(gaps["shared-KZ-TM-ustyurt"].sentence.en))
    channels = replace(small.channels, verdicts={"gap/shared-KZ-TM-ustyurt": (judged[0], present)})
    again = next(one for one in analyse(replace(small, channels=channels)).gaps if one.slug == "shared-KZ-TM-ustyurt")
    assert (again.verdict, again.to_json()["verdict_on"]) == ("silence", "present")
    told = "\n".join(explain_gap(again))
    assert "verdict: silence (silence 1)\n" in told
    assert "actions of reports and events of other documents naming the countries: KZ " in told
    assert "holds (first, 2026-11-29, on an earlier wording): why" in told
    before = "\n".join(explain_gap(gaps["shared-KZ-TM-ustyurt"]))
    assert "verdict: differ (holds 1, silence 1), read on an earlier wording" in before
