"""Rows of several tables that tell of one thing agree, or one of them is named: shown on a record of a few rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from cami_graph.check.between import check_between
from cami_graph.tables import (
    Claims,
    Country,
    Event,
    Framework,
    FrameworkParty,
    Membership,
    Place,
    Population,
    Programme,
    Record,
    Row,
    Species,
    Verdict,
)
from cami_graph.tables.read import make_row
from cami_graph.tables.record import Reference
from cami_graph.tables.reference import Replacement

ROWS: dict[str, tuple[type[Row], dict[str, str]]] = {
    "countries": (Country, {"country_code": "KZ", "name": "Kazakhstan"}),
    "uzbekistan": (Country, {"country_code": "UZ", "name": "Uzbekistan"}),
    "mongolia": (Country, {"country_code": "MN", "name": "Mongolia"}),
    "species": (Species, {"species_id": "saiga", "name": "Saiga Antelope", "aliases": "Saiga"}),
    "kulan": (Species, {"species_id": "kulan", "name": "Kulan"}),
    "place": (Place, {"place_id": "ustyurt", "place_type": "priority-landscape", "country_codes": "KZ; UZ"}),
    "herd": (
        Population,
        {
            "population_id": "saiga-ustyurt",
            "name": "Saiga of the Ustyurt",
            "species_id": "saiga",
            "state_codes": "KZ; UZ",
            "crossing_pairs": "KZ-UZ",
            "standing": "crosses",
            "place_ids": "ustyurt",
        },
    ),
    "framework": (Framework, {"framework_id": "mou", "name": "Memorandum of Kazakhstan and Uzbekistan"}),
    "party": (FrameworkParty, {"framework_id": "mou", "country_codes": "KZ; UZ"}),
    "event": (
        Event,
        {
            "event_id": "met",
            "title_en": "Uzbekistan and Kazakhstan met",
            "framework_id": "mou",
            "country_codes": "KZ; UZ",
            "place_ids": "ustyurt",
        },
    ),
    "programme": (Programme, {"programme_id": "first", "start_year": "2014", "end_year": "2020"}),
    "member": (
        Membership,
        {"programme_id": "first", "kind": "landscape", "value": "ustyurt", "start_year": "2014", "end_year": "2020"},
    ),
    "verdict": (Verdict, {"about": "gap/shared-KZ-UZ-saiga"}),
}


def record(changed: str = "", **texts: str) -> Record:
    """Return a record in which all agree, but for what is changed in one row."""
    made = {
        name: make_row(kind, f"{kind.TABLE}.csv", 2, {**cells, **(texts if name == changed else {})})
        for name, (kind, cells) in ROWS.items()
    }
    tables = {kind.TABLE: tuple(one for one in made.values() if isinstance(one, kind)) for kind, _ in ROWS.values()}
    reference = Reference(**{one.name: tables.get(one.name, ()) for one in fields(Reference)})  # type: ignore[arg-type]
    claims = Claims(**{one.name: tables.get(one.name, ()) for one in fields(Claims)})  # type: ignore[arg-type]
    return Record(
        reference,
        tables["programmes"],  # type: ignore[arg-type]
        tables["memberships"],  # type: ignore[arg-type]
        (),
        (),
        claims,
        tables["verdicts"],  # type: ignore[arg-type]
    )


def faults_of(one: Record) -> Iterator[tuple[str, str]]:
    return ((fault.file, fault.column) for fault in check_between(one, (), frozenset()))


def test_where_all_agree_nothing_is_found() -> None:
    assert list(faults_of(record())) == []


@pytest.mark.parametrize(
    ("changed", "texts", "fault"),
    [
        ("event", {"place_ids": "ustyurt", "country_codes": "MN", "title_en": "Met", "framework_id": ""}, "place_ids"),
        ("place", {"country_codes": "MN"}, "country_codes"),
        ("place", {"place_type": "region"}, "place_type"),
        ("herd", {"crossing_pairs": ""}, "standing"),
        ("herd", {"standing": "separated"}, "standing"),
        ("herd", {"state_codes": "KZ; MN; UZ"}, "state_codes"),
        ("herd", {"name": "Kulan of the Ustyurt"}, "species_id"),
        ("herd", {"name": "Saiga of Mongolia"}, "state_codes"),
        ("party", {"country_codes": "UZ"}, "country_codes"),
        ("framework", {"name": "Memorandum of Kazakhstan, Mongolia and Uzbekistan"}, "country_codes"),
        ("event", {"country_codes": "KZ; MN; UZ"}, "country_codes"),
        ("event", {"title_en": "Mongolia, Uzbekistan and Kazakhstan met"}, "country_codes"),
        ("member", {"start_year": "2012"}, "start_year"),
        ("member", {"end_year": "2021"}, "end_year"),
        ("verdict", {"about": "gap/shared-KZ-XX-saiga"}, "about"),
        ("verdict", {"about": "gap/shared-KZ-UZ-siaga"}, "about"),
    ],
)
def test_a_row_that_others_deny_is_named_by_its_column(changed: str, texts: dict[str, str], fault: str) -> None:
    assert fault in {column for _, column in faults_of(record(changed, **texts))}


def test_a_name_that_was_replaced_may_still_be_judged() -> None:
    one = record("verdict", about="gap/shared-KZ-UZ-old-name")
    former = make_row(Replacement, "replacements.csv", 2, {"id": "old-name"})
    assert list(check_between(one, (former,), frozenset())) == []
    (fault,) = check_between(one, (), frozenset())
    assert 'old-name" is about no species and no place' in fault.problem


def test_nothing_is_said_while_a_table_could_not_be_read_whole() -> None:
    wrong = replace(record("herd", standing="separated"), verdicts=())
    assert list(check_between(wrong, (), frozenset())) != []
    assert list(check_between(wrong, (), frozenset({"places"}))) == []
