"""From the situation to links, findings, pairs and gaps: what opens and closes one, what is counted, what is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cami_graph.analyse.findings.analysis import Findings, Settings, analyse
from cami_graph.analyse.findings.links import Link
from cami_graph.analyse.findings.systems import number_ties
from cami_graph.analyse.proof.network import measure_all
from cami_graph.analyse.situation.channels import Channels, Event, Framework, Party, Population, Verdict
from cami_graph.analyse.situation.claims import (
    Action,
    Activity,
    Actor,
    Cooperation,
    Holding,
    Name,
    Participation,
    Recommendation,
    Resource,
    Words,
)
from cami_graph.analyse.situation.known import known_on
from cami_graph.analyse.situation.model import Situation
from cami_graph.errors import AnalysisError
from cami_graph.query.document import Document


def hold(kind: str, key: str, *countries: str, category: str = "VU", wider: str = "") -> Resource:
    holdings = {c: Holding(c, frozenset({"report", "reference"}), ()) for c in countries}
    around = frozenset({wider}) if wider else frozenset()
    return Resource(key, kind, Name(key), holdings, wider=around, category=category)


def do(key: str, *countries: str, on: str = "", status: str = "ongoing", certainty: str = "sure") -> Action:
    species = frozenset({on}) if on.startswith("taxon/") else frozenset()
    places = frozenset({on}) if on.startswith("landscape/") else frozenset()
    return Action(
        key,
        frozenset({"activity/1.1.1"}),
        frozenset(countries),
        species=species,
        places=places,
        statuses=frozenset({status}),
        certainty=certainty,
    )


def together(key: str, action: str, *countries: str, certainty: str = "sure") -> Cooperation:
    return Cooperation(key, frozenset(countries), action, certainty)


@pytest.fixture
def small() -> Situation:
    actions = [
        do("action/saiga", "KZ", "UZ", on="taxon/saiga"),
        do("action/general", "KG", "KZ"),
        do("action/plan", "TM", "UZ", on="taxon/saiga", status="planned"),
        do("action/tm", "TM", on="taxon/saiga"),
        do("action/kz", "KZ", on="taxon/saiga"),
    ]
    cooperations = [
        together("cooperation/saiga", "action/saiga", "KZ", "UZ"),
        together("cooperation/general", "action/general", "KG", "KZ"),
        together("cooperation/plan", "action/plan", "TM", "UZ"),
    ]
    resources = [
        hold("species", "taxon/saiga", "KZ", "TM", "UZ", category="CR"),
        hold("landscape", "landscape/ustyurt", "KZ", "TM", "UZ"),
        hold("landscape", "landscape/tien-shan", "KG", "KZ"),
    ]
    herd = Population(
        "population/ustyurt",
        Name("Ustyurt herd"),
        "taxon/saiga",
        frozenset({"KZ", "UZ"}),
        frozenset({("KZ", "UZ"), ("TM", "UZ")}),
    )
    participations = [
        Participation("p1", "action/tm", "actor/succow", "implementing", frozenset({"TM"})),
        Participation("p2", "action/kz", "actor/succow", "supporting", frozenset({"KZ"})),
        Participation("p3", "action/kz", "actor/ngos", "implementing", frozenset({"KZ"})),
        Participation("p4", "action/tm", "actor/ngos", "implementing", frozenset({"TM"})),
    ]
    return Situation(
        countries={code: Name(code) for code in ("KG", "KZ", "TM", "UZ")},
        neighbours=frozenset({("KG", "KZ"), ("KG", "UZ"), ("KZ", "TM"), ("KZ", "UZ"), ("TM", "UZ")}),
        resources={one.key: one for one in resources},
        actions={one.key: one for one in actions},
        cooperations={one.key: one for one in cooperations},
        participations={one.key: one for one in participations},
        actors={
            "actor/succow": Actor("actor/succow", Name("Succow"), "ingo"),
            "actor/ngos": Actor("actor/ngos", Name("NGOs"), "generic"),
        },
        activities={"activity/1.1.1": Activity("activity/1.1.1", Name("Act"), frozenset({"high"}))},
        recommendations={
            "recommendation/x": Recommendation(
                "recommendation/x",
                Name("Ask"),
                types=frozenset({"transboundary"}),
                countries=frozenset({"KZ", "TM"}),
                places=frozenset({"landscape/ustyurt"}),
            )
        },
        names={},
        words={},
        channels=Channels(populations={herd.key: herd}),
    )


def links(situation: Situation) -> dict[str, Link]:
    return {one.slug: one for one in analyse(situation).links}


def states(situation: Situation) -> dict[str, str]:
    return {slug: one.state for slug, one in links(situation).items()}


def without(situation: Situation, key: str) -> Situation:
    return replace(situation, cooperations={k: c for k, c in situation.cooperations.items() if k != key})


def framework(*countries: str, on: str = "taxon/saiga", since: str = "2006", until: str = "") -> Framework:
    parties = {code: Party(since, until, f"framework-party/{code}") for code in countries}
    return Framework("framework/mou", Name("Saiga memorandum"), "memorandum", parties, frozenset({on}))


def agreed(situation: Situation, *frameworks: Framework) -> Situation:
    kept = {one.key: one for one in frameworks}
    return replace(situation, channels=replace(situation.channels, frameworks=kept))


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


def test_a_memorandum_of_a_range_counts_where_a_herd_of_both_is_known(small: Situation) -> None:
    five = agreed(small, framework("KZ", "MN", "RU", "TM", "UZ"))
    assert states(five)["shared-TM-UZ-saiga"] == "agreed"
    assert states(five)["shared-KZ-TM-saiga"] == "open"


def test_a_framework_in_great_doubt_binds_nobody(small: Situation) -> None:
    sure = framework("TM", "UZ")
    doubted = replace(sure, parties={code: replace(one, certainty="doubtful") for code, one in sure.parties.items()})
    assert states(agreed(small, doubted))["shared-TM-UZ-saiga"] == "planned"


def test_a_herd_is_known_from_the_day_it_is_attested(small: Situation) -> None:
    herd = replace(small.channels.populations["population/ustyurt"], attested="2023-05")
    situation = replace(told(small), channels=replace(small.channels, populations={herd.key: herd}))
    standing = {
        day: {one.slug: one.standing for one in analyse(situation, Settings(as_of=day)).links}
        for day in ("2019", "2024")
    }
    assert standing["2019"]["shared-TM-UZ-saiga"] == "unknown"
    assert standing["2024"]["shared-TM-UZ-saiga"] == "herd"


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
        actions={**small.actions, action.key: action},
        cooperations={"around": together("around", action.key, "TM", "UZ")},
        activities={"activity/1.1.1": Activity("activity/1.1.1", Name("Act"), scopes=scopes)},
        names={action.key: Name(title)},
        channels=replace(small.channels, populations={herd.key: herd}),
    )
    found = {slug: dict(one.covering) for slug, one in links(situation).items() if one.covering}
    assert found == {slug: {"around": told} for slug, told in how.items()}
    assert all(links(situation)[slug].group == "extend" and not links(situation)[slug].is_firm for slug in how)


def test_two_countries_that_experts_name_are_asked_though_no_herd_is_known(small: Situation) -> None:
    wish = replace(small.recommendations["recommendation/x"], places=frozenset(), species=frozenset({"taxon/saiga"}))
    found = analyse(replace(small, recommendations={"recommendation/x": wish})).findings
    named = next(one for one in found if one.slug == "saiga-KZ-TM")
    assert (named.kind, named.is_named, [one.slug for one in named.links]) == ("range", True, ["shared-KZ-TM-saiga"])


def test_neighbours_told_to_share_no_herd_are_no_link_unless_they_work_together(small: Situation) -> None:
    apart = replace(small.channels, apart={"taxon/saiga": frozenset({("KZ", "TM"), ("KZ", "UZ")})})
    found = states(replace(small, channels=apart))
    assert "shared-KZ-TM-saiga" not in found
    assert found["shared-KZ-UZ-saiga"] == "together"


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


def test_each_count_is_the_sum_of_a_checklist_of_yes_and_no(small: Situation) -> None:
    for link in analyse(small).links:
        assert set(link.items) == {"border", "asks", "act", "tie", "framework"}
        assert link.count == sum(link.items.values())
    for pair in analyse(small).pairs:
        assert pair.count == sum(pair.items.values())


def test_all_neighbours_are_ranked_and_equal_counts_share_a_rank(small: Situation) -> None:
    pairs = analyse(small).pairs
    assert {one.countries for one in pairs} == small.neighbours
    assert [one.rank for one in pairs] == number_ties([one.order for one in pairs])
    assert sorted([one.order for one in pairs], reverse=True) == [one.order for one in pairs]


def told(situation: Situation) -> Situation:
    """The same, told by a report of 2019."""
    words = {key: (Words(f"evidence/{key}", "cell/1.1.1-4", 0, 9, key, "report/r"),) for key in situation.actions}
    documents = {"report/r": Document("https://w3id.org/cami/id/report/r", "R", "2019")}
    return replace(situation, words=words, documents=documents)


def happen(day: str, form: str = "project") -> Event:
    return Event(
        "event/x", Name("Met"), form, "started", day, frozenset({"KZ", "TM"}), frozenset({"landscape/ustyurt"})
    )


@pytest.mark.parametrize(("form", "state"), [("project", "together"), ("memorandum", "agreed"), ("call", "open")])
def test_a_later_event_is_since_then_and_counts_only_once_it_is_known(small: Situation, form: str, state: str) -> None:
    event = happen("2021-03", form)
    situation = told(replace(small, channels=replace(small.channels, events={event.key: event})))
    plain = told(small)
    assert [one.to_json() | {"since": []} for one in analyse(situation).gaps] == [
        one.to_json() | {"since": []} for one in analyse(plain).gaps
    ]
    gap = next(one for one in analyse(situation).gaps if one.slug == "shared-KZ-TM-ustyurt")
    assert [one.day for one in gap.since] == ["2021-03"]
    later = analyse(situation, Settings(as_of="2022"))
    assert {one.slug: one.state for one in later.links}["shared-KZ-TM-ustyurt"] == state
    assert later.situation.channels.events == {}


def test_a_day_before_everything_stops_in_words(small: Situation) -> None:
    with pytest.raises(AnalysisError, match="Nothing in the record was told by 2001"):
        known_on(told(small), "2001")


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


def test_a_situation_without_any_cooperation_is_analysed_too(small: Situation) -> None:
    silent = replace(small, cooperations={}, actions={}, participations={})
    found: Findings = analyse(silent)
    assert {one.state for one in found.links} == {"open"}
    assert measure_all(found)["bridging_set"] == {
        "actors": [],
        "covered": [],
        "uncovered": [["KG", "KZ"], ["KZ", "TM"], ["KZ", "UZ"], ["TM", "UZ"]],
    }
