"""The networks, and what is measured of the whole: shares, intervals, effects, who bridges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cami_graph.analyse.findings.analysis import Findings, Settings, analyse
from cami_graph.analyse.proof.network import measure_all
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.network import NETWORKS, make_network
from cami_graph.errors import AnalysisError
from cami_graph.graph import CamiGraph


def test_a_situation_without_any_cooperation_is_analysed_too(small: Situation) -> None:
    silent = replace(small, cooperations={}, actions={}, participations={})
    found: Findings = analyse(silent)
    assert {one.state for one in found.links} == {"open"}
    assert measure_all(found)["bridging_set"] == {
        "actors": [],
        "covered": [],
        "uncovered": [["KG", "KZ"], ["KZ", "TM"], ["KZ", "UZ"], ["TM", "UZ"]],
    }


def test_every_network_is_made_and_an_unknown_one_is_refused(real_graph: CamiGraph) -> None:
    for name in NETWORKS:
        assert real_graph.network(name).number_of_nodes() > 0
    with pytest.raises(AnalysisError, match="country-species"):
        make_network(real_graph.situation, "country-specis")


def test_measures_say_what_they_tell_and_carry_intervals(real_findings: Findings) -> None:
    measures = measure_all(replace(real_findings, settings=Settings(permutations=199)))
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
