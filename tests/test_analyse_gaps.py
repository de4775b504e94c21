"""From the situation to gaps: what opens and closes one, who bridges, what is written back, what the command prints."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cami_graph.analyse.proof.backtest import Target, run_backtest
from cami_graph.analyse.findings.candidate import FAMILIES, Candidate, put_in_order
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
)
from cami_graph.analyse.findings.analysis import Findings, Settings, analyse, rank_candidates
from cami_graph.analyse.proof.network import measure_all
from cami_graph.analyse.situation.network import NETWORKS, make_network
from cami_graph.analyse.findings.select import Wanted, find_gap, select_gaps, write_gaps
from cami_graph.analyse.findings.sentences import write_sentence
from cami_graph.analyse.situation.model import Situation
from cami_graph.cli import cami
from cami_graph.errors import AnalysisError, QueryError
from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA, GRAPH_ANALYSIS, REPORTS
from cami_graph.publish.analysis import state_findings
from cami_graph.rdf import dataset_quads, new_dataset, nquads_text
from cami_graph.tables import read_rows
from cami_graph.tables.backtest import CrossBorder

QUICK = Settings(permutations=99, trades=49, draws=30)
EQUALS = (("a", ("claim/1",)), ("b", ("claim/1", "claim/2")))
SOURCES = ("programme/cami-2014-2020", "reference", "report/cami2-doc3")
KEYS = {"id", "kind", "countries", "resource", "rank", "score", "parts", "p", "q", "rank_interval", "sentence"} | {
    "evidence_for",
    "evidence_against",
    "brokers",
    "initiatives",
    "recommendations",
}


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
        links=frozenset(),
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
    )


def shared(situation: Situation) -> dict[str, str]:
    return {one.slug: one.state for one in rank_candidates(situation) if one.kind == "shared-resource"}


def without(situation: Situation, key: str) -> Situation:
    return replace(situation, cooperations={k: c for k, c in situation.cooperations.items() if k != key})


def test_gaps_are_the_open_triangles_and_say_whether_they_are_bridged_or_planned(small: Situation) -> None:
    assert shared(small) == {
        "shared-KZ-TM-saiga": "bridged",
        "shared-TM-UZ-saiga": "planned",
        "shared-KZ-TM-ustyurt": "open",
        "shared-KZ-UZ-ustyurt": "open",
        "shared-TM-UZ-ustyurt": "open",
        "shared-KG-KZ-tien-shan": "open",
    }


def test_removing_a_cooperation_opens_exactly_its_triangle_and_adding_it_closes_it(small: Situation) -> None:
    opened = without(small, "cooperation/saiga")
    assert shared(opened).keys() - shared(small).keys() == {"shared-KZ-UZ-saiga"}
    assert shared(small).keys() <= shared(opened).keys()
    again = replace(opened, cooperations={**opened.cooperations, "new": together("new", "action/saiga", "KZ", "UZ")})
    assert shared(again).keys() == shared(small).keys()


def test_a_cooperation_without_resource_closes_nothing_but_speaks_against(small: Situation) -> None:
    assert shared(without(small, "cooperation/general")).keys() == shared(small).keys()
    gap = next(one for one in rank_candidates(small) if one.slug == "shared-KG-KZ-tien-shan")
    assert gap.counter == ("cooperation/general",)


def test_a_plan_or_a_denial_closes_nothing(small: Situation) -> None:
    denied = {**small.actions, "action/saiga": do("action/saiga", "KZ", "UZ", on="taxon/saiga", status="not-done")}
    assert "shared-KZ-UZ-saiga" in shared(replace(small, actions=denied))
    gap = next(one for one in rank_candidates(small) if one.slug == "shared-TM-UZ-saiga")
    assert gap.counter == ("cooperation/plan",)


def test_of_equal_scores_the_one_with_more_claims_comes_first() -> None:
    silent, told = (Candidate(slug, "asymmetry", (), (), {"need": 0.8}, claims=claims) for slug, claims in EQUALS)
    assert put_in_order([silent, told]) == (told, silent)


def test_a_gap_on_which_nobody_is_told_to_act_says_so(small: Situation) -> None:
    sentences = {one.slug: write_sentence(small, one) for one in rank_candidates(small)}
    assert "no action of either" in sentences["shared-KG-KZ-tien-shan"]
    assert "no action of either" not in sentences["shared-KZ-TM-saiga"]


def test_generic_parties_bridge_nothing(small: Situation) -> None:
    gap = next(one for one in rank_candidates(small) if one.slug == "shared-KZ-TM-saiga")
    assert gap.brokers == ("actor/succow",)


def test_recommendations_raise_what_they_name_and_can_be_left_out(small: Situation) -> None:
    echoed = next(one for one in rank_candidates(small) if one.slug == "shared-KZ-TM-ustyurt")
    assert echoed.recommendations == ("recommendation/x",)
    plain = next(one for one in rank_candidates(small, recommendations=False) if one.slug == echoed.slug)
    assert "echo" not in plain.parts
    assert plain.recommendations == ()


def test_a_doubtful_cooperation_makes_its_gap_come_and_go(small: Situation) -> None:
    doubtful = together("cooperation/saiga", "action/saiga", "KZ", "UZ", certainty="doubtful")
    situation = replace(small, cooperations={**small.cooperations, doubtful.key: doubtful})
    firm = next(gap for gap in analyse(situation, QUICK).gaps if gap.slug == "shared-KZ-TM-ustyurt")
    assert firm.kept == 1.0
    opened = without(situation, doubtful.key)
    assert all(gap.is_robust for gap in analyse(opened, QUICK).gaps if gap.kind == "shared-resource")


def test_a_situation_without_any_cooperation_is_analysed_too(small: Situation) -> None:
    silent = replace(small, cooperations={}, actions={}, participations={})
    found = analyse(silent, QUICK)
    assert {gap.slug for gap in found.gaps if gap.kind == "shared-resource"} == {
        *shared(small),
        "shared-KZ-UZ-saiga",
    }
    assert measure_all(found)["bridging_set"] == {
        "actors": [],
        "covered": [],
        "uncovered": [["KG", "KZ"], ["KZ", "TM"], ["KZ", "UZ"], ["TM", "UZ"]],
    }


# On the real graph


@pytest.fixture(scope="module")
def findings(real_findings: Findings) -> Findings:
    return real_findings


def test_ranks_run_from_one_and_families_stand_apart(findings: Findings) -> None:
    assert [gap.rank for gap in findings.gaps] == list(range(1, len(findings.gaps) + 1))
    families = [FAMILIES[gap.kind] for gap in findings.gaps]
    assert families == sorted(families)
    for first, second in zip(findings.gaps, findings.gaps[1:], strict=False):
        assert FAMILIES[first.kind] != FAMILIES[second.kind] or first.score >= second.score
    assert len({gap.slug for gap in findings.gaps}) == len(findings.gaps)


def test_every_gap_speaks_of_a_possible_gap_in_two_languages(findings: Findings) -> None:
    for gap in findings.gaps:
        assert gap.sentence.startswith("Possible gap")
        assert gap.sentence_ru.startswith("Возможный пробел")
        assert "UNEP/CMS/CAMI2/Doc.3" in gap.sentence
        assert "fail" not in gap.sentence.lower()
        if gap.kind == "shared-resource":
            assert "no joint work on it is recorded in UNEP/CMS/CAMI2/Doc.3" in gap.sentence


def test_every_quote_of_every_gap_is_in_the_report(findings: Findings) -> None:
    source = "".join(path.read_text("utf-8") for path in sorted(REPORTS.glob("*/*.txt")))
    for gap in findings.gaps:
        items = [*gap.evidence_for, *gap.evidence_against]
        assert items
        for item in items:
            assert item.quote or item.source
            if item.quote:
                start, _, end = item.evidence.rpartition("/")[2].partition("-")
                assert source[int(start) : int(end)] == item.quote


def test_p_and_q_are_shares_and_q_is_not_below_p(findings: Findings) -> None:
    for gap in findings.gaps:
        if gap.chance:
            assert 1 / 10_000 <= gap.chance.p <= gap.chance.q <= 1.0


def test_removing_a_real_cooperation_opens_exactly_the_triangles_it_closed(real_graph: CamiGraph) -> None:
    situation = real_graph.situation
    before = {one.slug for one in rank_candidates(situation) if one.kind == "shared-resource"}
    for key, cooperation in situation.cooperations.items():
        after = {one.slug for one in rank_candidates(without(situation, key)) if one.kind == "shared-resource"}
        assert before <= after
        for slug in after - before:
            _, first, second, *_ = slug.split("-")
            assert {first, second} <= cooperation.countries


def test_joint_work_on_a_landscape_that_shares_a_part_halves_the_absence(findings: Findings) -> None:
    gaps = {gap.slug: gap for gap in findings.gaps}
    plateau = gaps["shared-CN-IN-qinghai-tibetan-plateau"]
    assert plateau.parts["absence"] == 0.5
    assert any("Mount Kailash" in item.quote for item in plateau.evidence_against)
    assert gaps["shared-BT-CN-qinghai-tibetan-plateau"].parts["absence"] == 1.0


def write_findings(findings: Findings) -> bytes:
    sources = [f"https://w3id.org/cami/graph/{name}" for name in SOURCES]
    dataset = new_dataset()
    state_findings(dataset, findings, "", sources)
    return nquads_text(dataset_quads(dataset))


@pytest.mark.slow
def test_the_same_seed_gives_the_bytes_of_the_build(findings: Findings) -> None:
    written = write_findings(findings)
    assert written == GRAPH_ANALYSIS.read_bytes(), "data/graph is older than its sources: run `cami build`"
    again = analyse(findings.situation, replace(findings.settings, seed=findings.settings.seed + 1))
    assert write_findings(again) != written


def test_json_has_what_the_contract_names(findings: Findings) -> None:
    rows = json.loads(write_gaps(findings.gaps[:3], "json"))
    for row in rows:
        assert row.keys() >= KEYS
        assert {"kind", "id", "label"} <= row["resource"].keys()
    assert write_gaps(findings.gaps, "csv").count(b"\n") >= len(findings.gaps)


def test_filters_choose_and_unknown_names_stop(real_graph: CamiGraph, findings: Findings) -> None:
    resolve = real_graph.runner.resolve
    both = select_gaps(findings.gaps, Wanted.read(resolve, countries=["KZ", "Uzbekistan"]))
    assert both
    assert all({"KZ", "UZ"} <= set(gap.countries) for gap in both)
    saiga = select_gaps(findings.gaps, Wanted.read(resolve, ["open"], species="saiga"), 3)
    assert [gap.state for gap in saiga] == ["open"] * 3
    threatened = select_gaps(findings.gaps, Wanted.read(resolve, threat="barriers"))
    assert threatened
    with pytest.raises(QueryError, match="shared-resource"):
        Wanted.read(resolve, ["shared-resurce"])
    with pytest.raises(QueryError, match="Nearest"):
        find_gap(findings.gaps, "shared-KZ-UZ-ustyrt")


def test_every_network_is_made_and_an_unknown_one_is_refused(real_graph: CamiGraph) -> None:
    for name in NETWORKS:
        assert real_graph.network(name).number_of_nodes() > 0
    with pytest.raises(AnalysisError, match="country-species"):
        make_network(real_graph.situation, "country-specis")


def test_the_backtest_reads_its_table_and_compares_four_rankings(real_graph: CamiGraph) -> None:
    rows = read_rows(DATA / "backtest" / "cross_border_recommendations.csv", CrossBorder)
    source = "".join(path.read_text("utf-8") for path in sorted(REPORTS.glob("*/*.txt")))
    assert [row.recommendation_id for row in rows if row.quote not in source] == []
    resources = {key for row in rows for key in row.resource_keys}
    assert resources <= real_graph.situation.resources.keys()
    targets = [
        Target(row.recommendation_id, frozenset(row.country_codes), frozenset(row.resource_keys))
        for row in rows
        if row.scope != "general"
    ]
    found = run_backtest(real_graph.situation, targets, draws=50, shuffles=20)
    assert [score.ranking for score in found.scores] == ["possible gaps", "mentions", "shared species", "random"]
    assert found == run_backtest(real_graph.situation, targets, draws=50, shuffles=20)
    for score in found.scores:
        assert list(score.recall.values()) == sorted(score.recall.values())


@pytest.mark.slow
def test_the_command_explains_a_gap_and_refuses_an_unknown_kind(tmp_path: Path) -> None:
    runner = CliRunner()
    told = runner.invoke(cami, ["gaps", "--explain", "shared-KZ-TM-ustyurt"])
    assert told.exit_code == 0
    assert "Possible gap: Kazakhstan and Turkmenistan" in told.output
    assert "evidence for:" in told.output
    target = tmp_path / "gaps.json"
    assert runner.invoke(cami, ["gaps", "--top", "2", "--to", str(target)]).exit_code == 0
    assert [row["rank"] for row in json.loads(target.read_text("utf-8"))] == [1, 2]
    refused = runner.invoke(cami, ["gaps", "--kind", "opne"])
    assert isinstance(refused.exception, QueryError)
