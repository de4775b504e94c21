"""Two programmes compared: what the crosswalk prints, row by row; silence is neither progress nor loss nor an end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from compared import EARLIER, LATER, two_programmes
from overlay import SECOND, read
from served import start_explorer
from two import open_two, two_quads

from cami_graph.compare import Comparison, compare_programmes
from cami_graph.compare.model import GapChange, PairChange, Part
from cami_graph.errors import QueryError
from cami_graph.graph import CamiGraph
from cami_graph.paths import PROGRAMMES
from cami_graph.rdf import nquads_text
from cami_graph.store import Scope, open_endpoint

pytestmark = pytest.mark.slow

# What a reader wrote down from the square brackets of the second report, before the comparison was written
CROSSWALK = """
1.1.1 continues 1.1.1
1.1.2 continues 1.1.2
1.1.3 merged 1.1.4; 1.1.6
1.1.4 continues 1.1.3
1.1.5 merged 1.1.8; 1.2.7
1.1.6 continues 1.5.3
1.1.7 none printed
1.2.1 continues 1.3.1
1.2.2 part-of 1.3.4
1.2.3 part-of 1.3.4
1.2.4 continues 2.2.1 b
1.2.5 none printed
1.2.6 none printed
1.2.7 continues 1.3.2
1.2.8 continues 1.3.3 d
2.1.1 continues 2.1.1
2.1.2 continues 2.1.1
2.1.3 none printed
2.1.4 continues 1.1.3; 1.6.3
2.1.5 none printed
2.1.6 none printed
2.1.7 new
2.1.8 continues 2.3.8
2.1.9 none printed
"""
KINDS = {"continues": {"continued", "renumbered", "merged"}, "merged": {"merged"}, "part-of": {"split"}}
READ = [line.split(" ", 2) for line in CROSSWALK.split("\n") if line]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return two_programmes()


def code(part: Part | None) -> str:
    return part.code if part else ""


def pair(comparison: Comparison, *countries: str) -> PairChange:
    return next(row for row in comparison.pairs if row.countries == countries)


def gap(comparison: Comparison, first: str, second: str, resource: str) -> GapChange:
    return next(row for row in comparison.gaps if (*row.countries, row.resource) == (first, second, resource))


# Carried over


@pytest.mark.parametrize(
    ("later", "relation", "former"), [(*row, "")[:3] for row in READ], ids=[row[0] for row in READ]
)
def test_an_activity_continues_what_its_brackets_print(
    comparison: Comparison, later: str, relation: str, former: str
) -> None:
    rows = [row for row in comparison.carried if code(row.later) == later]
    if relation in ("new", "none"):
        assert [(row.change, row.earlier) for row in rows] == [
            ("new" if relation == "new" else "origin-not-printed", None)
        ]
        return
    assert [code(row.earlier) for row in rows] == former.split("; ")
    assert {row.change for row in rows} <= KINDS[relation]
    assert all(row.citations for row in rows)


def test_every_later_activity_is_listed_in_the_order_of_its_plan(comparison: Comparison) -> None:
    listed = [code(row.later) for row in comparison.carried if row.later]
    assert list(dict.fromkeys(listed)) == [row[0] for row in READ]


def test_the_words_of_a_link_are_those_that_the_report_prints(comparison: Comparison) -> None:
    source = (SECOND / "reports" / "cami3-docx" / "source.txt").read_text(encoding="utf-8")
    brackets = set(re.findall(r"\[(?:2014-2020:[^]]*|new)\]", source))
    told = {words.quote for row in comparison.carried for words in row.citations}
    assert told == brackets
    assert {words.dated for row in comparison.carried for words in row.citations} == {"UNEP/CMS/CAMI3/Doc.X, 2025-10"}


def test_two_former_activities_without_the_word_merged_are_probable(comparison: Comparison) -> None:
    rows = [row for row in comparison.carried if code(row.later) == "2.1.4"]
    assert {(row.change, row.certainty) for row in rows} == {("merged", "probable")}


def test_each_earlier_activity_is_carried_over_or_not_printed_again(comparison: Comparison) -> None:
    activities = {row["activity_code"] for row in read(PROGRAMMES / EARLIER / "activities.csv")}
    named = {one for row in READ if len(row) > 2 for one in row[2].split("; ")} - {"printed"}
    gone = {code(row.earlier) for row in comparison.carried if row.change == "not-printed-again"}
    assert gone & activities == activities - {one.partition(" ")[0] for one in named}
    assert gone & named == set()


def test_of_an_activity_named_in_part_the_other_items_are_not_printed_again(comparison: Comparison) -> None:
    gone = {code(row.earlier) for row in comparison.carried if row.change == "not-printed-again"}
    assert {one for one in gone if one.startswith("1.3.3")} == {"1.3.3 a", "1.3.3 b", "1.3.3 c"}
    assert "2.2.1 a" in gone
    assert {"2.2.1", "2.2.1 b", "2.2.1 c-i"} & gone == set()


# States


def test_a_state_is_told_by_a_document_on_a_day(comparison: Comparison) -> None:
    assert len(comparison.states) == sum(1 for row in comparison.carried if row.earlier and row.later)
    for row in comparison.states:
        for state, number in ((row.then, "UNEP/CMS/CAMI2/Doc.3"), (row.now, "UNEP/CMS/CAMI3/Doc.X")):
            assert {words.number for one in state.told for words in one.citations} == {number}
            assert all(words.issued for one in state.told for words in one.citations)


@pytest.mark.parametrize(
    ("earlier", "later", "change"),
    [
        ("1.3.2", "1.2.7", "nothing-told-now"),
        ("1.3.3 d", "1.2.8", "as-then"),
        ("1.3.1", "1.2.1", "item-by-item"),
        ("2.3.8", "2.1.8", "as-then"),
        ("2.2.1 b", "1.2.4", "under-way-in-both"),
    ],
)
def test_what_became_of_a_state(comparison: Comparison, earlier: str, later: str, change: str) -> None:
    row = next(row for row in comparison.states if (row.earlier.code, row.later.code) == (earlier, later))
    assert row.change == change


# Priorities and recommendations


@pytest.mark.parametrize(
    ("earlier", "later", "change"),
    [
        ("1.5.3", "1.1.6", "lowered"),
        ("1.3.4", "1.2.2", "raised"),
        ("1.3.4", "1.2.3", "same"),
        ("1.3.3 d", "1.2.8", "lowered"),
        ("1.6.3", "2.1.4", "not-comparable"),
        ("1.3.1", "1.2.1", "not-comparable"),
    ],
)
def test_how_a_printed_priority_moved(comparison: Comparison, earlier: str, later: str, change: str) -> None:
    row = next(row for row in comparison.priorities if (row.earlier.code, row.later.code) == (earlier, later))
    assert row.change == change
    assert row.citations


def test_a_change_asked_for_now_stands_beside_what_is_printed(comparison: Comparison) -> None:
    rows = [row for row in comparison.priorities if row.later.code == "1.1.5"]
    assert {(row.now.printed, row.now.asked) for row in rows} == {((("1.1.5", "medium"),), ("high",))}


def test_only_what_the_record_can_say_of_a_recommendation_is_said(comparison: Comparison) -> None:
    judged = {code(row.on[0]): row.change for row in comparison.advice if row.asked == ("delete",)}
    assert judged == {"4.2.10": "delete-not-printed-again"}
    assert {row.change for row in comparison.advice if row.asked == ("lower-priority",)} == {
        "lower-priority-not-printed-again"
    }
    added = [row for row in comparison.advice if row.change == "new-activity-printed"]
    assert {tuple(map(code, row.later)) for row in added} == {("2.1.7",)}
    kinds = {"raise-priority", "lower-priority", "delete", "new-activity"}
    assert {row.change for row in comparison.advice if not kinds & set(row.asked)} == {"read-beside"}


def test_every_recommendation_of_the_earlier_programme_is_listed(comparison: Comparison) -> None:
    asked = {row["recommendation"] for row in open_two(EARLIER).query("what-each-recommendation-asks").rows}
    assert {row.recommendation for row in comparison.advice} == asked
    assert all(row.citations for row in comparison.advice)


# Pairs of countries


@pytest.mark.parametrize(
    ("change", "pairs"),
    [
        ("both", "CN-MN KG-KZ KG-TJ KG-UZ KZ-UZ"),
        ("only-now", "AZ-IR AZ-TM CN-KG CN-UZ IR-TM KZ-TJ TJ-UZ"),
        ("ended", "AF-TJ"),
    ],
)
def test_which_pairs_are_told_to_act_together(comparison: Comparison, change: str, pairs: str) -> None:
    assert ["-".join(row.countries) for row in comparison.pairs if row.change == change] == pairs.split()


def test_a_pair_that_is_not_told_again_is_never_ended(comparison: Comparison) -> None:
    silent = [row for row in comparison.pairs if row.then and not row.now]
    assert silent
    assert {row.change for row in silent} <= {"only-then", "planned"}
    for row in comparison.pairs:
        assert (row.change == "ended") == any("ended" in words.quote for words in row.citations)


def test_joint_patrols_on_the_pamir_ended_in_so_many_words(comparison: Comparison) -> None:
    row = pair(comparison, "AF", "TJ")
    assert [(tie.state, tie.about) for tie in row.now] == [("ended", ("landscape/pamir",))]
    assert [words.quote for words in row.citations] == [
        "Pamir: joint patrols of Tajikistan and Afghanistan ended in 2021"
    ]
    assert gap(comparison, "AF", "TJ", "landscape/pamir").change == "ended"


def test_plans_stand_apart_from_work(comparison: Comparison) -> None:
    row = pair(comparison, "TM", "UZ")
    assert row.change == "only-then"
    assert [tie.state for tie in row.now] == ["planned"]


# Gaps


def test_a_gap_is_closed_only_by_joint_work_that_is_told_now(comparison: Comparison) -> None:
    closed = [row for row in comparison.gaps if row.change == "closed"]
    assert ("KG", "UZ", "landscape/hissar-alay") in [(*row.countries, row.resource) for row in closed]
    for row in closed:
        assert (row.then, row.now) in {("open", "joint"), ("planned", "joint")}
        assert {words.number for words in row.citations} == {"UNEP/CMS/CAMI3/Doc.X"}


def test_joint_work_that_is_not_told_again_cites_what_was_told_then(comparison: Comparison) -> None:
    row = gap(comparison, "AF", "CN", "landscape/pamir")
    assert (row.change, row.then, row.now) == ("reopened", "joint", "open")
    assert {words.number for words in row.citations} == {"UNEP/CMS/CAMI2/Doc.3"}


def test_what_does_not_belong_to_the_later_programme_cannot_be_compared(comparison: Comparison) -> None:
    rows = [row for row in comparison.gaps if row.resource == "taxon/goitered-gazelle"]
    assert rows
    assert {(row.change, row.outside) for row in rows} == {("not-comparable", ("taxon/goitered-gazelle",))}


def test_every_row_rests_on_something(comparison: Comparison) -> None:
    for section in ("states", "priorities", "advice", "pairs", "gaps"):
        assert [row for row in getattr(comparison, section) if not row.citations] == []


# How it is asked


def test_the_earlier_programme_stands_first_whichever_is_named_first(comparison: Comparison) -> None:
    assert compare_programmes(open_two, LATER, EARLIER) == comparison


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("cami-2014-2021", LATER, 'no programme "cami-2014-2021". Nearest: "cami-2014-2020"'),
        (LATER, LATER, f"is named twice. Name another beside it: {EARLIER}."),
    ],
)
def test_a_programme_that_is_unknown_or_named_twice_is_refused(first: str, second: str, said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)) as refused:
        compare_programmes(open_two, first, second)
    assert refused.value.exit_code == 2


def test_a_letter_goes_before_the_report_that_it_follows() -> None:
    from cami_graph.compare.reading import Citations, Side, find_programmes
    from cami_graph.compare.states import find_state

    programme, _ = find_programmes(open_two(), EARLIER, LATER)
    side = Side(open_two(EARLIER), programme)
    part = next(part for part in side.parts.values() if part.code == "2.5.2")
    state = find_state(side, part, Citations(open_two()))
    assert [(one.status, one.citations[0].dated) for one in state.told] == [("done", "Letter TM 12/2020, 2020-03-04")]
    assert [one.citations[0].number for one in state.others] == ["UNEP/CMS/CAMI2/Doc.3"]


def test_an_endpoint_answers_of_one_programme_as_the_embedded_engine_does(tmp_path: Path) -> None:
    path = tmp_path / "two.nq"
    path.write_bytes(nquads_text(two_quads()))
    with start_explorer(path, "--seconds", "60") as address:
        for programme in (EARLIER, LATER):
            far = CamiGraph(open_endpoint(f"{address}/sparql", scope=Scope(programme=programme)))
            near = open_two(programme=programme)
            for name in ("how-many-actions-of-each-status-by-country", "which-countries-cooperate"):
                assert list(far.query(name).rows) == list(near.query(name).rows) != []
