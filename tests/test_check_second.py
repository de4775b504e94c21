"""What has a second source is held against it, seals or not: ranges, borders, landscapes, identifiers, names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from damaged import Copy

from cami_graph.check import check_data
from cami_graph.check.years import check_past
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import read_record

CHANGES: dict[str, list[tuple[str, dict[str, str], str, str]]] = {
    "range states that herds and work tell of, and one that borders none": [
        ("reference/species", {"species_id": "saiga"}, "range_state_codes", "BT; MN; RU; TM; UZ"),
        ("reference/species", {"species_id": "snow-leopard"}, "iucn_sis_id", "15733"),
        ("reference/species", {"species_id": "argali"}, "order_name", "Carnivora"),
        ("reference/species", {"species_id": "wild-yak"}, "scientific_name", "bos mutus"),
        ("reference/places", {"place_id": "altay-sayan"}, "country_codes", "CN; KZ; MN; UZ"),
        ("reference/places", {"place_id": "junggar-alatau"}, "lat", "45,06"),
    ],
    "borders on which both sides agree": [
        ("reference/countries", {"country_code": "TJ"}, "neighbour_codes", "AF; CN; KG; KZ; UZ"),
        ("reference/countries", {"country_code": "KZ"}, "neighbour_codes", "CN; KG; RU; TJ; TM; UZ"),
    ],
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=list(CHANGES))
def test_what_a_second_source_denies_is_named_by_cell(
    tmp_path: Path, changes: list[tuple[str, dict[str, str], str, str]]
) -> None:
    copy = Copy(tmp_path)
    planted = {copy.edit(*change) for change in changes}
    faults = {(fault.file, fault.row, fault.column) for fault in check_data(copy.data, VOCABULARIES).faults}
    assert faults == planted


def test_a_country_called_by_the_name_of_another_is_named(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    address = copy.edit("reference/countries", {"country_code": "KG"}, "name_ru", "Казахстан")
    copy.edit("reference/countries", {"country_code": "KZ"}, "name_ru", "Кыргызстан")
    faults = check_data(copy.data, VOCABULARIES).faults
    assert address in {(fault.file, fault.row, fault.column) for fault in faults}


def test_a_letter_that_fonts_lack_is_named_in_a_name(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    address = copy.edit("reference/actors", {"actor_id": "cms"}, "name", "Secretariat 中国")
    (fault,) = check_data(copy.data, VOCABULARIES).faults
    assert (fault.file, fault.row, fault.column) == address


def test_nothing_is_told_as_begun_or_done_after_its_report() -> None:
    one = read_record(DATA, VOCABULARIES).reports[0].tables.actions[0]
    told = [
        replace(one, status=status, start_year=start, end_year=end)
        for status, start, end in (
            ("done", "2020", ""),
            ("done", "2018", "2020"),
            ("ongoing", "2018", "2020"),
            ("planned", "2020", ""),
            ("done", "2018", "2019"),
        )
    ]
    assert [fault.column for fault in check_past(told, "2019-09", ())] == ["start_year", "end_year"]
    at_fault = one.fault("The quote does not name the year.", "start_year", "")
    assert not list(check_past(told, "2019-09", [at_fault]))
