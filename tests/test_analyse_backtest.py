"""The order of pairs against what was told later, and the wishes of experts against what was found."""

from __future__ import annotations

import pytest

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.proof.backtest import run_backtest
from cami_graph.analyse.proof.coverage import Wish, cover_wishes
from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA, REPORTS
from cami_graph.tables import read_rows
from cami_graph.tables.backtest import CrossBorder


@pytest.mark.slow
def test_the_order_of_pairs_beats_mentions_and_chance_on_what_the_record_tells_later(real_graph: CamiGraph) -> None:
    tested = run_backtest(real_graph.situation, halves=20, draws=200)
    later = {one.order: one.area for one in tested.later.scores}
    assert later["pairs by checklist"] > max(later["mentions"], later["random"])
    assert 0.4 < later["random"] < 0.6
    assert tested.later.pairs == len(real_graph.situation.neighbours)
    assert tested.later.power.chances[0.8] > tested.later.power.chances[0.6]


def test_the_wishes_of_experts_are_a_table_of_what_is_covered(real_findings: Findings) -> None:
    rows = read_rows(DATA / "backtest" / "cross_border_recommendations.csv", CrossBorder)
    source = "".join(path.read_text("utf-8") for path in sorted(REPORTS.glob("*/*.txt")))
    assert [row.recommendation_id for row in rows if row.quote not in source] == []
    wishes = [
        Wish(row.recommendation_id, frozenset(row.country_codes), frozenset(row.resource_keys))
        for row in rows
        if row.scope != "general"
    ]
    covered = {one.wish: one for one in cover_wishes(real_findings, wishes)}
    assert len(covered["2.1.1-west-tien-shan"].together) == 3
    assert covered["2.2.1-border-fences"].together
    assert covered["2.2.7-russia"].open == covered["2.2.7-russia"].together == ()
