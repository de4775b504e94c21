"""The findings of the record itself: evidence in groups, sentences, the order of pairs, filters, files, proof."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from cami_graph.analyse.findings.analysis import Findings, Settings, analyse
from cami_graph.analyse.findings.former import find_former
from cami_graph.analyse.findings.forms import write_chosen
from cami_graph.analyse.findings.gaps import ARGUMENTS, KINDS, Gap
from cami_graph.analyse.findings.links import HEARD, TOGETHER
from cami_graph.analyse.findings.saying import say_finding
from cami_graph.analyse.findings.select import Wanted, choose, find_anything
from cami_graph.analyse.findings.standing_for import stands_for
from cami_graph.analyse.findings.systems import Finding
from cami_graph.analyse.findings.wider_work import NAMING
from cami_graph.analyse.proof.backtest import run_backtest
from cami_graph.analyse.proof.coverage import Wish, cover_wishes
from cami_graph.analyse.proof.network import measure_all
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.network import NETWORKS, make_network
from cami_graph.analyse.situation.work import ACROSS
from cami_graph.cli import cami
from cami_graph.errors import AnalysisError, QueryError
from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA, GRAPH_ANALYSIS, REPORTS
from cami_graph.publish.analysis import state_findings
from cami_graph.rdf import dataset_quads, new_dataset, nquads_text
from cami_graph.tables import read_rows
from cami_graph.tables.backtest import CrossBorder

SOURCES = ("programme/cami-2014-2020", "reference", "report/cami2-doc3")


@pytest.fixture(scope="module")
def found(real_findings: Findings) -> Findings:
    return real_findings


@pytest.fixture(scope="module")
def gaps(found: Findings) -> dict[str, Gap]:
    return {one.slug: one for one in found.gaps}


# Evidence


def test_joint_work_never_stands_as_evidence_for_a_gap(found: Findings) -> None:
    """No cooperation, no action that one goes through, no words that overlap with joint work or speak of it."""
    situation = found.situation
    joint = {*situation.cooperations, *(one.action for one in situation.cooperations.values())}
    spans = {words.evidence for key in joint for words in situation.words.get(key, ())}
    for gap in found.gaps:
        for item in (*gap.evidence.get("share", ()), *gap.evidence.get("alone", ())):
            assert item.claim not in joint, gap.slug
            assert item.evidence not in spans or not item.evidence, gap.slug
        for item in gap.evidence.get("alone", ()):
            assert not ACROSS.search(item.quote), (gap.slug, item.quote)
            assert len(situation.actions[item.claim].countries) == 1


def test_the_snow_leopard_of_china_and_afghanistan_counts_its_joint_words(gaps: dict[str, Gap]) -> None:
    gap = gaps["shared-AF-CN-snow-leopard"]
    quoted = {group: " ".join(item.quote for item in items) for group, items in gap.evidence.items()}
    assert "2016 Snow Leopard transboundary cooperation" in quoted["elsewhere"]
    assert "wildlife guards in the border region" in quoted["elsewhere"]
    assert "transboundary" not in quoted["share"] + quoted["alone"]
    doubts = [item.doubt for item in gap.evidence["elsewhere"] if "2016 Snow" in item.quote]
    assert doubts[0].startswith("doubtful: ")


def test_ranger_meetings_of_four_countries_temper_each_of_their_gaps(found: Findings) -> None:
    met = {"KZ", "MN", "RU", "UZ"}
    concerned = [gap for gap in found.gaps if gap.kind == "shared-resource" and set(gap.countries) <= met]
    assert concerned
    for gap in concerned:
        assert any("ranger meetings held" in item.quote for item in gap.evidence["elsewhere"]), gap.slug


def test_a_plan_is_kept_beside_what_is_done(found: Findings) -> None:
    link = next(one for one in found.links if one.slug == "shared-CN-MN-wild-camel")
    assert [found.situation.name(key).en for key in link.planned] == [
        "Estimate how permeable the border fence is for Wild Camel"
    ]
    assert (link.state, link.frameworks) == ("together", ("framework/wild-camel-letter",))
    assert [found.situation.name(key).en for key in link.plans] == ["Ranger workshops across the border planned"]


def test_no_framework_of_the_record_is_shown_as_missing_joint_work(found: Findings) -> None:
    """An open link of the first thirty without a group `agreed` has no framework on its very resource."""
    for gap in [one for one in found.gaps if one.kind == "shared-resource"][:30]:
        pair = (gap.countries[0], gap.countries[1])
        on_it = [
            one
            for one in found.situation.channels.frameworks.values()
            if one.binds(pair) and gap.resource.key in one.subjects and not one.is_broad
        ]
        if gap.standing != "unknown":
            assert bool(on_it) == (gap.group == "agreed"), gap.slug


def test_doubtful_joint_work_shows_its_doubt_and_is_no_gap(found: Findings, gaps: dict[str, Gap]) -> None:
    link = next(one for one in found.links if one.slug == "shared-KG-TJ-hissar-alay")
    assert (link.state, link.doubt) == (TOGETHER, True)
    assert "shared-KG-TJ-hissar-alay" not in gaps


def test_a_stretch_of_words_stands_in_one_group_with_its_reason_in_two_languages(found: Findings) -> None:
    for gap in found.gaps:
        seen = [item.evidence for group in ARGUMENTS for item in gap.evidence.get(group, ()) if item.evidence]
        assert len(seen) == len(set(seen)), gap.slug
        for item in gap.items:
            assert item.reason.en
            assert re.search("[а-я]", item.reason.ru)
            assert item.quote or item.source


def test_every_quote_of_every_gap_is_in_the_report(found: Findings) -> None:
    source = "".join(path.read_text("utf-8") for path in sorted(REPORTS.glob("*/*.txt")))
    for gap in found.gaps:
        for item in gap.items:
            if item.quote:
                start, _, end = item.evidence.rpartition("/")[2].partition("-")
                assert source[int(start) : int(end)] == item.quote


def test_each_kind_has_a_sentence_in_two_languages_that_speaks_of_a_possible_gap(found: Findings) -> None:
    assert {one.kind for one in found.gaps} == set(KINDS)
    for gap in found.gaps:
        assert gap.sentence.en.startswith("Possible gap: ")
        assert gap.sentence.ru.startswith("Возможный пробел: ")
        assert "fail" not in gap.sentence.en.lower()
        assert "UNEP/CMS/CAMI2/Doc.3" in gap.sentence.en


def test_two_countries_share_a_plateau_in_plain_russian(gaps: dict[str, Gap]) -> None:
    told = gaps["shared-CN-KZ-saur-tarbagatay"].sentence.ru
    assert "Китай и Казахстан делят ландшафт «Саур-Тарбагатай»; о совместной работе там" in told


# Accountability


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
    found: Findings, asked: str, acting: str
) -> None:
    assert stands_for(found.situation, f"actor/{asked}", f"actor/{acting}")


@pytest.mark.parametrize(("asked", "acting"), [("ngos", "gov-kg"), ("scientific-institutions", "wwf"), ("wwf", "wcs")])
def test_strangers_do_not_stand_for_each_other(found: Findings, asked: str, acting: str) -> None:
    assert not stands_for(found.situation, f"actor/{asked}", f"actor/{acting}")


def test_accountability_gaps_that_the_report_refutes_are_gone(found: Findings, gaps: dict[str, Gap]) -> None:
    assert "accountability-1.7.3" not in gaps
    refuted = {"2.4.4": "Government", "1.1.3": "Government", "1.7.1": "Government", "2.1.1": "GSLEP Secretariat"}
    for code, body in refuted.items():
        if f"accountability-{code}" in gaps:
            assert body not in gaps[f"accountability-{code}"].sentence.en.partition("UNEP")[0] or code == "2.1.1"
    if "accountability-2.1.1" in gaps:
        assert "Snow Leopard" not in gaps["accountability-2.1.1"].sentence.en
    for gap in found.gaps:
        if gap.kind == "accountability":
            assert gap.state != "done"
            assert set(gap.evidence) == {"told"}


# Order


def test_ranks_follow_counts_and_equals_share_a_rank(found: Findings) -> None:
    for kind in KINDS:
        ranked = [
            (one.standing == "unknown", bool(set(one.covering.values()) - {"range-wide"}), -one.count, one.rank)
            for one in found.gaps
            if one.kind == kind
        ]
        assert ranked[0][3] == 1
        assert [one[3] for one in ranked] == sorted(one[3] for one in ranked)
        if kind == "shared-resource":
            assert ranked == sorted(ranked)
    assert len({gap.slug for gap in found.gaps}) == len(found.gaps)


def test_the_first_page_holds_what_can_be_put_to_both_countries(found: Findings) -> None:
    """At most twelve; shared or asked by name; both act or the experts wish it; each tells of it; no work names it."""
    first = [one for one in found.findings if one.is_first]
    assert 5 <= len(first) <= 12
    for one in first:
        assert one.kind != "range" or one.is_named
        assert not one.doubt
        assert one.checklist["asks"]
        assert one.checklist["act"] or one.best.wishes
        assert one.best.is_told
        assert not NAMING & set(one.best.covering.values())
        assert min(found.situation.volumes[code] for code in one.best.countries) >= HEARD
    assert {"kiang-CN-IN", "asiatic-wild-ass-TM-UZ"} <= {one.slug for one in first}


@pytest.mark.parametrize(
    ("link", "claim", "how"),
    [
        ("CN-NP-qinghai-tibetan-plateau", "1.4.3-r2-c1", "part"),
        ("IN-NP-snow-leopard", "1.4.3-r4-c1", "place"),
        ("CN-MN-mongolian-gazelle", "2.2.4-r1-c1", "heading"),
        ("KG-UZ-hissar-alay", "1.7.1-r2-c1", "general"),
        ("TM-UZ-asiatic-wild-ass", "4.2.8-r2-c1", "general"),
        ("KZ-RU-saiga", "1.7.5-r3", "names-both"),
        ("AF-PK-snow-leopard", "H05", "possible-place"),
        ("KZ-RU-saiga", "1.7.3-r5", "range-wide"),
    ],
)
def test_joint_work_told_around_something_may_cover_it(gaps: dict[str, Gap], link: str, claim: str, how: str) -> None:
    gap = gaps[f"shared-{link}"]
    assert {key.rpartition("/")[2]: told for key, told in gap.covering.items()}[claim] == how
    assert any(item.reason.en.startswith("may take it in") for item in gap.evidence["elsewhere"])
    is_named = {"part", "framework"} & set(gap.covering.values())
    assert ("apart from what follows" if is_named else "that names it") in gap.sentence.en


def test_joint_work_of_which_other_documents_tell_leaves_no_gap(found: Findings, gaps: dict[str, Gap]) -> None:
    closed = {"MN-RU-argali", "MN-RU-snow-leopard", "AF-TJ-pamir", "KZ-RU-altay-sayan", "CN-PK-argali"}
    closed |= {"MN-RU-mongolian-gazelle", "KG-KZ-snow-leopard"}
    assert not {f"shared-{one}" for one in closed} & gaps.keys()
    near = {one.number for one in found.situation.looking_at([("MN", "RU")])}
    assert "WWF Russia, argali census" in near
    assert "ICIMOD library 34485" not in near
    assert not [one for one in found.findings if "framework/northern-tien-shan" in one.best.frameworks]


def test_what_stands_on_the_first_page_is_listed_first(found: Findings) -> None:
    listed = choose(found, "system")
    first = [one for one in listed if isinstance(one, Finding) and one.is_first]
    assert list(listed[: len(first)]) == first
    covered = [bool(one.best.covering) for one in first]
    assert covered == sorted(covered)


def test_a_sentence_names_what_may_cover_a_finding_and_what_joins_its_countries(found: Findings) -> None:
    gazelle = next(one for one in found.findings if one.slug == "mongolian-gazelle-CN-MN")
    told = say_finding(found.situation, gazelle)
    assert "China and Mongolia probably share a herd" in told.en
    assert "(Trilateral Agreement on the International Protected Area Dauria)" in told.en
    assert "Planned for both: China and Mongolia (Ranger workshops across the border planned)." in told.en
    assert "Трёхстороннее соглашение о международном заповеднике «Даурия»" in told.ru
    saiga = say_finding(found.situation, next(one for one in found.findings if one.slug == "saiga-KZ-RU"))
    assert "Work on it that names no country is told, too: " in saiga.en
    assert "altai" not in saiga.en


def test_a_meeting_binds_nobody_and_work_that_is_over_is_no_next_step(found: Findings) -> None:
    used = {key for one in found.links for key in one.frameworks}
    assert not [key for key in used if found.situation.channels.frameworks[key].form == "meeting"]
    assert found.situation.actions["action/1.4.3-r2"].until == "2018"
    steps = [gap.step.en for gap in found.gaps if "Kailash" in gap.step.en]
    assert steps
    assert all("did together until 2018" in step for step in steps)


def test_herds_that_sources_tell_of_later_are_not_known_before(real_graph: CamiGraph) -> None:
    herds = {
        day: set(real_graph.find_gaps(Settings(as_of=day)).situation.channels.populations) for day in ("2019", "2026")
    }
    assert herds["2026"] - herds["2019"] >= {
        "population/kulan-ustyurt",
        "population/goitered-gazelle-kaplankyr",
        "population/snow-leopard-eastern-sayan",
        "population/snow-leopard-kangchenjunga-china",
    }


def test_saiga_of_mongolia_and_russia_and_deer_of_china_are_no_gaps(gaps: dict[str, Gap]) -> None:
    assert "shared-MN-RU-saiga" not in gaps
    assert not [slug for slug in gaps if slug.endswith("-bukhara-deer") and "CN" in slug.split("-")]


def test_the_order_of_pairs_beats_mentions_and_chance_on_what_the_record_tells_later(real_graph: CamiGraph) -> None:
    tested = run_backtest(real_graph.situation, halves=20, draws=200)
    later = {one.order: one.area for one in tested.later.scores}
    assert later["pairs by checklist"] >= 0.75
    assert later["pairs by checklist"] > max(later["mentions"], later["random"])
    assert 0.4 < later["random"] < 0.6
    assert tested.later.pairs == len(real_graph.situation.neighbours)
    assert tested.later.power.chances[0.8] > tested.later.power.chances[0.6]


def without(situation: Situation, key: str) -> Situation:
    return replace(situation, cooperations={k: c for k, c in situation.cooperations.items() if k != key})


def test_removing_a_real_cooperation_opens_exactly_the_links_it_closed(found: Findings) -> None:
    before = {one.slug for one in found.links if one.state != TOGETHER}
    for key, cooperation in found.situation.cooperations.items():
        after = {one.slug for one in analyse(without(found.situation, key)).links if one.state != TOGETHER}
        assert before <= after
        for slug in after - before:
            _, first, second, *_ = slug.split("-")
            assert {first, second} <= cooperation.countries


def test_as_known_later_the_ustyurt_is_agreed_and_then_worked_on(real_graph: CamiGraph) -> None:
    states = {}
    for day in ("2019", "2022", "2026"):
        links = real_graph.find_gaps(Settings(as_of=day)).links
        states[day] = next(one.state for one in links if one.slug == "shared-TM-UZ-ustyurt")
    assert states == {"2019": "open", "2022": "agreed", "2026": "together"}


# Files and filters


def test_pairs_come_as_a_list_of_all_neighbours_in_order(real_graph: CamiGraph) -> None:
    done = CliRunner().invoke(cami, ["gaps", "--by", "pair", "--format", "json"])
    rows = json.loads(done.output)
    assert {tuple(row["countries"]) for row in rows} == real_graph.situation.neighbours
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    for row in rows:
        assert row.keys() >= {"countries", "rank", "group", "count", "checklist", "systems", "frameworks", "since"}
        assert all(one["told"] in ("together", "alone", "not told") for one in row["systems"])
    silent = {tuple(row["countries"]) for row in rows if row["group"] == "no-channel"}
    assert ("AF", "TM") in silent
    assert len(silent) == 8


@pytest.mark.parametrize("unit", ["system", "pair", "link"])
def test_each_unit_has_the_same_rows_in_every_form(found: Findings, unit: str) -> None:
    chosen = choose(found, unit, None, 7)
    assert len(json.loads(write_chosen(found, unit, chosen, "json"))) == 7
    text = write_chosen(found, unit, chosen, "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 8
    assert all(len(row) == len(rows[0]) for row in rows)
    sheet = load_workbook(io.BytesIO(write_chosen(found, unit, chosen, "xlsx"))).active
    assert sheet is not None
    assert sheet.max_row == 8
    assert write_chosen(found, unit, chosen, "markdown").decode().count("\n") == 9


def test_python_gives_a_frame_and_analyses_once(real_graph: CamiGraph) -> None:
    pairs = real_graph.gaps(by="pair", country="KZ")
    frame = pairs.df()
    assert len(frame) == len(pairs) > 0
    assert all("KZ" in one.countries for one in pairs)
    assert real_graph.find_gaps() is real_graph.find_gaps()


def test_filters_choose_and_unknown_names_stop(real_graph: CamiGraph, found: Findings) -> None:
    resolve = real_graph.runner.resolve
    both = choose(found, "link", Wanted.read(resolve, countries=["KZ", "Uzbekistan"]))
    assert both
    assert all({"KZ", "UZ"} <= set(gap.countries) for gap in both)
    assert choose(found, "link", Wanted.read(resolve, threat="barriers"))
    agreed = choose(found, "system", Wanted.read(resolve, groups=["agreed"], species="saiga"))
    assert agreed
    read = choose(found, "link", Wanted.read(resolve, verdicts=["holds"]))
    assert {gap.verdict for gap in read if isinstance(gap, Gap)} == {"holds"}
    for given, wanted in (({"kinds": ["shared-resurce"]}, "shared-resource"), ({"groups": ["agred"]}, "agreed")):
        with pytest.raises(QueryError, match=wanted):
            Wanted.read(resolve, **given)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="Nearest"):
        find_anything(found, "shared-KZ-TM-ustyrt")


def test_an_empty_answer_says_so_in_words() -> None:
    done = CliRunner().invoke(cami, ["gaps", "--by", "link", "--verdict", "differ", "--species", "saiga"])
    assert done.exit_code == 0
    assert "Nothing by link fits" in done.stderr


def test_everything_is_told_of_a_finding_a_pair_and_a_link() -> None:
    for name, words in (("ustyurt", "links:"), ("TM-UZ", "frameworks of both"), ("absence-AF-UZ", "stands no more")):
        done = CliRunner().invoke(cami, ["gaps", "--explain", name])
        assert done.exit_code == 0
        assert words in done.output


@pytest.mark.parametrize(
    ("name", "why", "see"),
    [
        ("absence-AF-UZ", "Absences that surprise", "AF-UZ"),
        ("connected-AF-UZ-pamir-hissar-alay", "Two landscapes", "AF-UZ"),
        ("shared-KZ-TM-barriers-ustyurt", "A threat in a landscape", "shared-KZ-TM-ustyurt"),
        ("finding/argali-MN-RU", "Joint work of Mongolia and Russia on it is told", "MN-RU"),
        ("shared-MN-RU-saiga", "No source of the record", "MN-RU"),
    ],
)
def test_a_name_that_stands_no_more_says_why_and_what_to_look_at(
    found: Findings, name: str, why: str, see: str
) -> None:
    former = find_former(found, name)
    assert former is not None
    assert why in former.why
    assert see in former.see
    assert all(find_anything(found, one) for one in former.see)
    assert find_former(found, name.replace("MN", "XX").replace("AF", "XX").replace("barriers", "bariers")) is None


def test_every_network_is_made_and_an_unknown_one_is_refused(real_graph: CamiGraph) -> None:
    for name in NETWORKS:
        assert real_graph.network(name).number_of_nodes() > 0
    with pytest.raises(AnalysisError, match="country-species"):
        make_network(real_graph.situation, "country-specis")


# Proof


def test_measures_say_what_they_tell_and_carry_intervals(found: Findings) -> None:
    measures = measure_all(replace(found, settings=Settings(permutations=199)))
    fit = measures["fit"]
    assert isinstance(fit, dict)
    low, high = fit["known to be shared"]["interval"]
    assert low <= fit["known to be shared"]["share"] <= high
    lists = measures["two lists"]
    assert isinstance(lists, dict)
    assert lists["by pair"]["share"] > lists["by link"]["share"]
    assert lists["assumes"]
    effects = measures["what goes with joint work"]
    assert isinstance(effects, dict)
    assert [one["name"] for one in effects["effects"]] == ["shared systems", "border", "reporting volume"]


def test_the_wishes_of_experts_are_a_table_of_what_is_covered(found: Findings) -> None:
    rows = read_rows(DATA / "backtest" / "cross_border_recommendations.csv", CrossBorder)
    source = "".join(path.read_text("utf-8") for path in sorted(REPORTS.glob("*/*.txt")))
    assert [row.recommendation_id for row in rows if row.quote not in source] == []
    wishes = [
        Wish(row.recommendation_id, frozenset(row.country_codes), frozenset(row.resource_keys))
        for row in rows
        if row.scope != "general"
    ]
    covered = {one.wish: one for one in cover_wishes(found, wishes)}
    assert covered["2.1.1-west-tien-shan"].findings == ("west-tien-shan",)
    assert covered["2.2.1-border-fences"].together
    assert covered["2.2.7-russia"].open == covered["2.2.7-russia"].together == ()


# Written back


def write_findings(findings: Findings) -> bytes:
    sources = [f"https://w3id.org/cami/graph/{name}" for name in SOURCES]
    dataset = new_dataset()
    state_findings(dataset, findings, "", sources)
    return nquads_text(dataset_quads(dataset))


def test_the_same_settings_give_the_same_bytes(found: Findings) -> None:
    again = analyse(found.situation, found.settings)
    assert write_findings(again) == write_findings(found)
    written = GRAPH_ANALYSIS.read_bytes()
    assert all(line in written for line in write_findings(found).splitlines() if b"cami/graph/document" not in line)
