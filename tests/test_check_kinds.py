"""A name that says what its thing is, where it sits and how it is called is held against its row."""

from __future__ import annotations

from dataclasses import fields

import pytest

from cami_graph.check.kinds import check_classes, check_kinds
from cami_graph.tables import Actor, Country, Place, Row
from cami_graph.tables.read import make_row
from cami_graph.tables.record import Reference
from cami_graph.tables.vocabulary import LISTS

MONGOLIA = make_row(Country, "countries.csv", 2, {"country_code": "MN", "name": "Mongolia", "fact_key": "MN"})
KAZAKHSTAN = make_row(Country, "countries.csv", 3, {"country_code": "KZ", "name": "Kazakhstan", "fact_key": "KZ"})
MINISTRY = {
    "actor_id": "ministry",
    "name": "Ministry of Nature of Mongolia",
    "actor_type": "government",
    "country_code": "MN",
    "fact_key": "ministry",
}
HERDERS = {"actor_id": "herders", "name": "Herders", "actor_type": "generic", "fact_key": "Herders"}
PARK = {"place_id": "park", "name": "Gobi National Park", "place_type": "protected-area", "fact_key": "park"}


def reference(table: str, *rows: Row) -> Reference:
    """Return two countries and the rows of one table more."""
    tables = {"countries": (MONGOLIA, KAZAKHSTAN), table: rows}
    return Reference(**{one.name: tables.get(one.name, ()) for one in fields(Reference)})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "changed", "column"),
    [
        (MINISTRY, {}, ""),
        (MINISTRY, {"actor_type": "research"}, "actor_type"),
        (MINISTRY, {"name": "Academy of Sciences of Mongolia"}, "actor_type"),
        (MINISTRY, {"country_code": "KZ"}, "country_code"),
        (MINISTRY, {"name": "Ministry of Mongolia and Kazakhstan", "country_code": "KZ"}, ""),
        (MINISTRY, {"stands_for": "herders"}, "stands_for"),
        (MINISTRY, {"fact_key": "bureau"}, "fact_key"),
        (HERDERS, {}, ""),
        (HERDERS, {"website_domain": "example.org"}, "website_domain"),
        (HERDERS, {"fact_key": "shepherds"}, "fact_key"),
    ],
)
def test_a_body_is_of_the_kind_and_in_the_country_of_its_name(
    cells: dict[str, str], changed: dict[str, str], column: str
) -> None:
    found = check_kinds(reference("actors", make_row(Actor, "actors.csv", 2, {**cells, **changed})))
    assert [fault.column for fault in found] == [column] * bool(column)


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({}, ""),
        ({"place_type": "infrastructure"}, "place_type"),
        ({"name": "Trans-Mongolian railway"}, "place_type"),
        ({"fact_key": "gobi national park"}, ""),
        ({"fact_key": "gobi"}, "fact_key"),
    ],
)
def test_a_place_is_of_the_kind_and_has_the_key_of_its_name(changed: dict[str, str], column: str) -> None:
    found = check_kinds(reference("places", make_row(Place, "places.csv", 2, {**PARK, **changed})))
    assert [fault.column for fault in found] == [column] * bool(column)


def test_the_depth_and_the_parent_of_a_class_are_those_of_its_code() -> None:
    kind = next(one for one in LISTS if "level" in {field.name for field in fields(one)})
    told = [("4", "1", ""), ("4.1", "2", "4"), ("4.2", "3", "4"), ("4.3", "2", "5"), ("4.3.1", "3", "4.3")]
    rows = [
        make_row(kind, "classes.csv", number, {"code": code, "level": level, "parent_code": parent})
        for number, (code, level, parent) in enumerate(told, start=2)
    ]
    assert [(fault.row, fault.column) for fault in check_classes({"classes": rows})] == [
        (4, "level"),
        (5, "parent_code"),
    ]
