"""What has a second source is held against it, seals or not: ranges, borders, landscapes, identifiers, names."""

from __future__ import annotations

from pathlib import Path

import pytest
from damaged import Copy

from cami_graph.check import check_data
from cami_graph.paths import VOCABULARIES

pytestmark = pytest.mark.slow

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
