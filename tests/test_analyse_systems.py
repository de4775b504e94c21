"""Findings in their order: what comes first, what last, and what moves no rank."""

from __future__ import annotations

from dataclasses import replace

from small_situation import hold

from cami_graph.analyse.findings.analysis import Findings, analyse
from cami_graph.analyse.findings.gaps import KINDS
from cami_graph.analyse.findings.own_work import HEARD
from cami_graph.analyse.findings.select import choose
from cami_graph.analyse.findings.systems import Finding, number_ties
from cami_graph.analyse.findings.wider_work import NAMING
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation


def test_two_countries_that_experts_name_are_asked_though_no_herd_is_known(small: Situation) -> None:
    wish = replace(small.recommendations["recommendation/x"], places=frozenset(), species=frozenset({"taxon/saiga"}))
    found = analyse(replace(small, recommendations={"recommendation/x": wish})).findings
    named = next(one for one in found if one.slug == "saiga-KZ-TM")
    assert (named.kind, named.is_named, [one.slug for one in named.links]) == ("range", True, ["shared-KZ-TM-saiga"])


def test_a_range_without_a_known_herd_comes_last_and_never_first(small: Situation) -> None:
    found = analyse(small).findings
    unknown = [one for one in found if one.kind == "range"]
    assert [one.slug for one in unknown] == ["saiga-range"]
    assert not any(one.is_first for one in unknown)
    same = [one for one in found if one.group == unknown[0].group]
    assert same[-1] == unknown[0]


def test_a_species_or_country_beside_the_programme_moves_no_rank(small: Situation) -> None:
    before = {one.slug: (one.rank, one.group) for one in analyse(small).findings}
    more = replace(
        small,
        countries={**small.countries, "XX": Name("XX")},
        resources={**small.resources, "taxon/yak": hold("species", "taxon/yak", "XX", "KZ", category="CR")},
        neighbours=small.neighbours | {("KZ", "XX")},
    )
    after = {one.slug: (one.rank, one.group) for one in analyse(more).findings}
    assert {slug: after[slug] for slug in before} == before


def test_the_threat_to_it_ranks_nothing(small: Situation) -> None:
    safe = {k: replace(one, category="LC") for k, one in small.resources.items()}
    assert [one.slug for one in analyse(small).gaps] == [
        one.slug for one in analyse(replace(small, resources=safe)).gaps
    ]


def test_all_neighbours_are_ranked_and_equal_counts_share_a_rank(small: Situation) -> None:
    pairs = analyse(small).pairs
    assert {one.countries for one in pairs} == small.neighbours
    assert [one.rank for one in pairs] == number_ties([one.order for one in pairs])
    assert sorted([one.order for one in pairs], reverse=True) == [one.order for one in pairs]


def test_ranks_follow_counts_and_equals_share_a_rank(real_findings: Findings) -> None:
    for kind in KINDS:
        ranked = [
            (one.standing == "unknown", bool(set(one.covering.values()) - {"range-wide"}), -one.count, one.rank)
            for one in real_findings.gaps
            if one.kind == kind
        ]
        assert [one[3] for one in ranked[:1]] == [1][: len(ranked)]
        assert [one[3] for one in ranked] == sorted(one[3] for one in ranked)
        if kind == "shared-resource":
            assert ranked == sorted(ranked)
    assert len({gap.slug for gap in real_findings.gaps}) == len(real_findings.gaps)


def test_the_first_page_holds_what_can_be_put_to_both_countries(real_findings: Findings) -> None:
    """At most twelve; shared or asked by name; both act or the experts wish it; each tells of it; no work names it."""
    first = [one for one in real_findings.findings if one.is_first]
    assert 5 <= len(first) <= 12
    for one in first:
        assert one.kind != "range" or one.is_named
        assert not one.doubt
        assert one.checklist["asks"]
        assert one.checklist["act"] or one.best.wishes
        assert not one.best.silent
        assert not NAMING & set(one.best.covering.values())
        assert min(real_findings.situation.volumes[code] for code in one.best.countries) >= HEARD
    assert {"kiang-CN-IN", "asiatic-wild-ass-TM-UZ"} <= {one.slug for one in first}


def test_what_stands_on_the_first_page_is_listed_first_and_what_one_side_is_silent_of_last(
    real_findings: Findings,
) -> None:
    listed = choose(real_findings, "system")
    due = [one.best.is_due for one in listed if isinstance(one, Finding)]
    assert due == sorted(due, reverse=True)
    assert any(due[12:])
    first = [one for one in listed if isinstance(one, Finding) and one.is_first]
    assert list(listed[: len(first)]) == first
    covered = [bool(one.best.covering) for one in first]
    assert covered == sorted(covered)
