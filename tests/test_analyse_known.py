"""The analysis as known on a day: herds, frameworks and events count from the day they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_situation import told

from cami_graph.analyse.findings.analysis import Settings, analyse
from cami_graph.analyse.situation.channels import Event
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.known import known_on
from cami_graph.analyse.situation.model import Situation
from cami_graph.errors import AnalysisError
from cami_graph.graph import CamiGraph


def test_a_herd_is_known_from_the_day_it_is_attested(small: Situation) -> None:
    herd = replace(small.channels.populations["population/ustyurt"], attested="2023-05")
    situation = replace(told(small), channels=replace(small.channels, populations={herd.key: herd}))
    standing = {
        day: {one.slug: one.standing for one in analyse(situation, Settings(as_of=day)).links}
        for day in ("2019", "2024")
    }
    assert standing["2019"]["shared-TM-UZ-saiga"] == "unknown"
    assert standing["2024"]["shared-TM-UZ-saiga"] == "herd"


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


def test_as_known_later_the_ustyurt_is_agreed_and_then_worked_on(real_graph: CamiGraph) -> None:
    states = {}
    for day in ("2019", "2022", "2026"):
        links = real_graph.find_gaps(Settings(as_of=day)).links
        states[day] = next(one.state for one in links if one.slug == "shared-TM-UZ-ustyurt")
    assert states == {"2019": "open", "2022": "agreed", "2026": "together"}
