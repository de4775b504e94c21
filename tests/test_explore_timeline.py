"""The timeline: everything that began, each once, in the year that the record gives; what has no date in no picture."""

from __future__ import annotations

import re
from functools import cache

from shown import record

from cami_graph.explore import Record, render_page
from cami_graph.explore.pages.timeline import TimelinePage, timeline_page


@cache
def timeline() -> tuple[Record, TimelinePage]:
    """The record, and the page."""
    return record(), timeline_page(record())


def test_every_framework_event_and_cooperation_is_listed_once_with_its_date() -> None:
    record, page = timeline()
    memberships = {
        str(row["membership"]): str(row["value"])
        for row in record.rows("page-framework-parties")
        if str(row["field"]) == "since"
    }
    events = {str(row["event"]): str(row["value"]) for row in record.rows("page-events") if str(row["field"]) == "day"}
    work = {one.iri for one in record.claims.values() if one.kind == "cooperation"}
    found = {kind: [one for one in page.rows if one.kind == kind] for kind in ("framework", "event", "work")}
    assert sorted(one.day for one in found["framework"]) == sorted(memberships.values())
    assert {one.thing.iri: one.day for one in found["event"]} == events
    assert {one.thing.iri for one in found["work"]} == work
    assert len(page.rows) == len(memberships) + len(events) + len(work)
    assert [one.day or "9999" for one in page.rows] == sorted(one.day or "9999" for one in page.rows)


def test_pictures_show_each_dated_beginning_in_each_of_its_lanes_and_no_other() -> None:
    record, page = timeline()
    countries, subjects = page.lanes
    assert {thing for thing, _ in countries.lines} == set(record.of_kind("country"))
    for lanes, field in ((countries, "countries"), (subjects, "about")):
        shown = {
            (thing, year, number)
            for thing, cells in lanes.lines
            for year, numbers in zip(page.years, cells, strict=True)
            for number in numbers
        }
        expected = {
            (thing, one.year, number)
            for number, one in enumerate(page.rows, start=1)
            for thing in getattr(one, field)
            if one.day
        }
        assert shown == expected
    iran = next(cells for thing, cells in countries.lines if thing.iri.endswith("/IR"))
    assert not any(iran)


def test_what_is_not_begun_is_hollow_and_every_mark_leads_to_its_line() -> None:
    _, page = timeline()
    markup = render_page(page, "en")
    targets = set(re.findall(r'href="timeline\.html#(began-\d+)"', markup)) or set(
        re.findall(r'href="#(began-\d+)"', markup)
    )
    assert targets
    assert targets <= set(re.findall(r'id="(began-\d+)"', markup))
    called = [number for number, one in enumerate(page.rows, start=1) if not one.is_begun]
    assert called
    for number in called:
        (row,) = re.findall(rf'<tr id="began-{number}".*?</tr>', markup, re.DOTALL)
        assert "is-wished" in row
