"""Whatever people and their spreadsheets do to a cell or a row is named by file, row and column; never passed.

Each damage is done to a copy of the real tables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

import pytest
from damaged import FACTS, Copy, apart, as_text, damage_file, faults_of, name_of, read_rows

from cami_graph.errors import TableError
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import read_record
from cami_graph.tables.letters import find_damage

pytestmark = pytest.mark.slow

Where = Mapping[str, str]
ACTIONS: Iterator[Where] = ({"action_id": row["action_id"]} for row in read_rows(DATA / name_of("facts/actions"))[50:])

CELLS: dict[str, tuple[str, Where, str, str]] = {
    "a Cyrillic letter in a Latin name": ("reference/species", {"species_id": "argali"}, "name", "Аrgali"),
    "a Greek letter in a name": ("reference/species", {"species_id": "kiang"}, "name", "Κiang"),
    "a zero-width space": ("reference/species", {"species_id": "argali"}, "name", "Arga\u200bli"),
    "a non-breaking space": ("reference/species", {"species_id": "snow-leopard"}, "name", "Snow\u00a0leopard"),
    "a soft hyphen": ("reference/species", {"species_id": "saiga"}, "name_ru", "Сай\u00adгак"),
    "a direction mark": ("facts/actions", next(ACTIONS), "title_en", "Ranger \u202etraining"),
    "a vertical tab": ("facts/actions", next(ACTIONS), "title_en", "Ranger\x0btraining"),
    "a zero byte": ("facts/actions", next(ACTIONS), "title_en", "Ranger\x00training"),
    "an escape sequence": ("facts/actions", next(ACTIONS), "title_en", "Ranger\x1b[31mtraining"),
    "a line break": ("facts/actions", next(ACTIONS), "title_en", "Ranger\ntraining"),
    "letters in two signs": (
        *("reference/countries", {"country_code": "CN"}),
        *("name_ru", unicodedata.normalize("NFD", "Китай")),
    ),
    "UTF-8 read as windows-1252": ("reference/countries", {"country_code": "IN"}, "name_ru", "ÐšÐ¸Ñ‚Ð°Ð¹"),
    "UTF-8 read as windows-1251": ("reference/countries", {"country_code": "MN"}, "name_ru", "РљРёС‚Р°Р№"),
    "windows-1251 read as Latin-1": ("reference/countries", {"country_code": "NP"}, "name_ru", "Êèòàé"),
    "KOI8-R read as windows-1251": ("reference/countries", {"country_code": "RU"}, "name_ru", "лХРЮИ"),
    "question marks for letters": ("reference/countries", {"country_code": "UZ"}, "name_ru", "?????"),
    "a replacement character": ("reference/countries", {"country_code": "TM"}, "name_ru", "Кита\ufffd"),
    "an error value": ("facts/actions", next(ACTIONS), "title_en", "#NAME?"),
    "an error value in Russian": ("facts/actions", next(ACTIONS), "title_ru", "#ЗНАЧ!"),
    "a value not available": ("reference/species", {"species_id": "argali"}, "family_name", "#N/A"),
    "a column too narrow": ("facts/actions", {"action_id": "1.1.1-r1"}, "budget_amount", "#######"),
    "a dash": ("facts/actions", next(ACTIONS), "title_en", "-"),
    "a truth for yes": ("facts/recommendations", {"recommendation_id": "1.1.1-x1"}, "is_problem", "TRUE"),
    "a truth in a title": ("facts/actions", next(ACTIONS), "title_ru", "ИСТИНА"),
    "a program's nothing": ("reference/species", {"species_id": "argali"}, "order_name", "NaN"),
    "a sign as a web page writes it": ("facts/actions", next(ACTIONS), "title_en", "Police &amp; customs"),
    "a decimal comma": ("reference/places", {"place_id": "junggar-alatau"}, "lat", "45,2"),
    "a column by its name": ("facts/links", {"activity_code": "1.7.4"}, "column", "column"),
    "a formula": ("facts/actions", next(ACTIONS), "title_en", '=HYPERLINK("http://x";"y")'),
    "a formula that adds": ("facts/actions", next(ACTIONS), "title_en", "+A1+A2"),
    "a code turned into a date": ("facts/links", {"activity_code": "1.7.4"}, "activity_code", "01.07.2004"),
    "a code turned into a day and month": (
        *("facts/priorities", {"activity_code": "1.1.10"}),
        *("activity_code", "1-Jan-10"),
    ),
    "a code turned into a number of days": ("facts/priorities", {"activity_code": "1.1.10"}, "activity_code", "40179"),
    "a large number cut short": ("facts/actions", {"action_id": "1.1.1-r1"}, "budget_amount", "2,00E+06"),
    "a number in words": ("facts/actions", {"action_id": "1.1.1-r1"}, "budget_amount", "2 million"),
    "a number with a fraction": ("facts/actions", {"action_id": "1.1.1-r1"}, "start_year", "2018.0"),
    "digits of another script": ("facts/actions", {"action_id": "1.1.1-r1"}, "start_year", "٢٠١٨"),
    "a code without its first zeros": ("reference/countries", {"country_code": "AF"}, "m49_code", "4"),
    "English in Russian": ("facts/actions", next(ACTIONS), "title_ru", "Ranger training"),
    "Russian in English": ("facts/actions", next(ACTIONS), "title_en", "Обучение рейнджеров"),
    "a word without end": ("facts/actions", next(ACTIONS), "title_en", "x" * 300),
    "curly quotation marks around a code": ("facts/links", {"activity_code": "1.7.4"}, "link_type", "“see-also”"),
    "a list with a curly separator": (
        "facts/actions",
        {"action_id": "1.1.1-r5"},
        "threat_ids",
        "illegal-hunting； disease",
    ),
    "an identifier of another thing": ("reference/actors", {"actor_id": "wcs"}, "wikidata_qid", "Q7131819"),
    "an item of another table": ("reference/actors", {"actor_id": "wcs"}, "wikidata_qid", "Q30197"),
    "an item that is none": ("reference/species", {"species_id": "argali"}, "wikidata_qid", "Q0186267"),
    "a wrong check digit": ("reference/actors", {"actor_id": "wcs"}, "ror_id", "https://ror.org/01xnsst09"),
    "a code of another country": ("reference/countries", {"country_code": "KZ"}, "m49_code", "417"),
    "letters of another country": ("reference/countries", {"country_code": "KZ"}, "iso_alpha3", "KGZ"),
    "a seat in no country": ("reference/actors", {"actor_id": "wcs"}, "country_code", "UK"),
    "a website that is a script": ("reference/actors", {"actor_id": "wcs"}, "website_domain", "javascript:alert(1)"),
    "an alias of another thing": ("reference/species", {"species_id": "saiga"}, "aliases", "Saiga; Chiru"),
    "a body above itself": ("reference/actors", {"actor_id": "wcs"}, "parent_id", "wcs"),
    "a place within itself": ("reference/places", {"place_id": "junggar-alatau"}, "within_ids", "junggar-alatau"),
    "a subspecies of another species": (
        *("reference/species", {"species_id": "kulan-turkmen"}),
        *("parent_id", "cheetah"),
    ),
    "a rank that the name denies": ("reference/species", {"species_id": "kiang"}, "rank", "subspecies"),
    "a Red List category that is none": ("reference/species", {"species_id": "kiang"}, "red_list_2019_code", "XX"),
    "an appendix that is none": ("reference/species", {"species_id": "kiang"}, "cites_appendix_2019", "IV"),
    "a latitude off the Earth": ("reference/places", {"place_id": "altay-sayan"}, "lat", "505"),
    "a longitude on the other side": ("reference/places", {"place_id": "junggar-alatau"}, "lon", "-79.88"),
    "a place without its longitude": ("reference/places", {"place_id": "junggar-alatau"}, "lon", ""),
    "an outline that is not drawn": ("reference/places", {"place_id": "junggar-alatau"}, "region_name", "Alataw"),
    "a neighbour of one side": ("reference/countries", {"country_code": "BT"}, "neighbour_codes", "CN"),
    "a link that its words deny": ("facts/links", {"activity_code": "1.2.3"}, "link_type", "same-as"),
    "letters joined in one sign": ("facts/actions", next(ACTIONS), "title_en", "Training of oﬃcers"),
    "a number in one sign": ("facts/actions", next(ACTIONS), "title_en", "Part Ⅳ of training"),
    "a line through a letter": ("facts/actions", next(ACTIONS), "title_en", "Range\u0336r training"),
    "a sign that chooses a picture": ("facts/actions", next(ACTIONS), "title_en", "Training\ufe0f"),
    "a place for a picture": ("facts/actions", next(ACTIONS), "title_en", "Training \ufffc"),
    "a hyphen that breaks no line": ("facts/actions", next(ACTIONS), "title_en", "Hissar\u2011Alay"),
    "a minus for a dash": ("facts/actions", next(ACTIONS), "title_en", "Training \u2212 1"),
    "a Korean sign that nobody sees": ("facts/actions", next(ACTIONS), "title_en", "Ran\u3164ger"),
    "an apostrophe that leads": ("facts/actions", next(ACTIONS), "title_en", "'Ranger training"),
    "quotation marks with strokes": ("facts/actions", next(ACTIONS), "title_en", '\\"Ranger\\" training'),
    "quotation marks twice": ("facts/actions", next(ACTIONS), "title_en", '""Ranger"" training'),
    "letters as an address writes them": ("facts/actions", next(ACTIONS), "title_ru", "%D0%9A%D0%B8т"),
    "letters as a program writes them": ("facts/actions", next(ACTIONS), "title_ru", "\\u041a\\u0438т"),
    "letters as a mail writes them": ("facts/actions", next(ACTIONS), "title_ru", "=D0=9A=D0=B8т"),
    "layout of a web page": ("facts/actions", next(ACTIONS), "title_en", "<b>Ranger</b> training"),
    "a quarrel of git": ("facts/actions", next(ACTIONS), "title_en", "<<<<<<< HEAD"),
    "two blanks": ("facts/actions", next(ACTIONS), "title_en", "Ranger  training"),
    "a party before its accession": ("reference/countries", {"country_code": "AF"}, "cms_party_2019", "no"),
    "a document of a day that is none": (
        *("documents/documents", {"document_id": "asu-altai"}),
        *("read_on", "2026-13-29"),
    ),
    "a denial called done": ("facts/statuses", {"status": "not-done", "activity_code": "2.2.6"}, "status", "done"),
    "a denial called reported": ("facts/actions", {"action_id": "2.2.6-r1"}, "status", "reported"),
    "a plan called ongoing": ("facts/actions", {"action_id": "1.2.2-r3"}, "status", "ongoing"),
    "a part called done": ("facts/statuses", {"activity_code": "1.3.1", "item": "a"}, "status", "done"),
    "an end that no word tells": ("facts/actions", {"action_id": "1.1.1-r2"}, "status", "ended"),
    "a break that no word tells": ("facts/actions", {"action_id": "1.1.1-r2"}, "status", "suspended"),
    "a quote of another row": (
        *("facts/actions", {"action_id": "2.1.1-r4"}),
        *("quote", "Population monitoring and protection was the focus of many national projects"),
    ),
    "the letter of another item": ("facts/statuses", {"activity_code": "2.2.1", "item": "d"}, "item", "b"),
}


def groups() -> list[list[str]]:
    """Put damages of different rows together; those of quotes and states are looked for where all else is sound."""
    rows = {name: (table, tuple(where.items())) for name, (table, where, _, _) in CELLS.items()}
    kinds = (("quote",), ("status", "item"))
    words = [{name: rows.pop(name) for name, cell in CELLS.items() if cell[2] in columns} for columns in kinds]
    return [group for places in (*words, rows) for group in apart(places)]


@pytest.mark.parametrize("names", groups(), ids=lambda names: names[0])
def test_damaged_cells_are_named_by_file_row_and_column_all_at_once(copy: Copy, names: list[str]) -> None:
    planted = {name: copy.edit(*CELLS[name]) for name in names}
    faults = faults_of(copy)
    addresses = {(fault.file, fault.row, fault.column) for fault in faults}
    assert {name for name, address in planted.items() if address not in addresses} == set()
    assert all(fault.problem and fault.remedy for fault in faults)
    assert len(addresses - set(planted.values())) <= 2  # words that nobody quotes now, a title alone


def test_the_same_action_under_another_name_is_named(copy: Copy) -> None:
    rows = copy.rows("facts/actions")
    again = {**rows[1], "action_id": "1.1.1-r9", "title_en": "Rangers are trained"}
    copy.write("facts/actions", [*rows, again])
    assert (f"{FACTS}/actions.csv", len(rows) + 2, "quote") in {
        (one.file, one.row, one.column) for one in faults_of(copy)
    }


def test_exchanged_titles_are_named_both(copy: Copy) -> None:
    rows = copy.rows("facts/actions")
    one, other = (
        next(at for at, row in enumerate(rows) if row["action_id"] == name) for name in ("1.1.1-r1", "1.3.4-r7")
    )
    for name in ("title_en", "title_ru"):
        rows[one][name], rows[other][name] = rows[other][name], rows[one][name]
    copy.write("facts/actions", rows)
    found = {(fault.row, fault.column) for fault in faults_of(copy)}
    assert found == {(one + 2, "title_en"), (other + 2, "title_en")}


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("facts/landscape_states", {"landscape_id": "gobi", "country_code": "MN"}),
        ("facts/links", {"activity_code": "1.2.3"}),
        ("facts/subactivities", {"activity_code": "1.2.1", "item": "b"}),
        ("programmes/memberships", {"letter": "c"}),
    ],
)
def test_a_row_that_is_gone_is_missed_by_what_is_printed(copy: Copy, table: str, where: Where) -> None:
    rows = copy.rows(table)
    kept = [row for row in rows if not where.items() <= row.items()]
    assert len(kept) == len(rows) - 1
    copy.write(table, kept)
    assert faults_of(copy)


def test_bodies_above_each_other_are_named(copy: Copy) -> None:
    one = copy.edit("reference/actors", {"actor_id": "wcs"}, "parent_id", "tnc")
    other = copy.edit("reference/actors", {"actor_id": "tnc"}, "parent_id", "wcs")
    assert {(fault.file, fault.row, fault.column) for fault in faults_of(copy)} == {one, other}


def test_exchanged_coordinates_are_called_so(copy: Copy) -> None:
    place = {"place_id": "junggar-alatau"}
    copy.edit("reference/places", place, "lat", "79.88")
    copy.edit("reference/places", place, "lon", "45.06")
    (fault,) = faults_of(copy)
    assert "exchanged" in fault.remedy


def test_a_row_with_a_cell_too_few_hides_no_name_from_others(copy: Copy) -> None:
    copy.replace("reference/species", "\nargali,Argali,", "\nargali,Argali")
    (fault,) = faults_of(copy)
    assert (fault.file, fault.row) == ("reference/species.csv", 2)


def test_curly_quotation_marks_for_straight_ones_are_named_as_such(copy: Copy) -> None:
    damage_file(copy, "facts/links", as_text(lambda text: text + "1.2.4,1.2.5,see-also,1,“See also, 1.2.5”,,,\n"))
    (fault,) = faults_of(copy)
    assert (fault.row, "Curly" in fault.problem) == (12, True)


def test_reading_alone_refuses_damaged_cells_too(copy: Copy) -> None:
    copy.edit(*CELLS["a zero-width space"])
    with pytest.raises(TableError, match="ZERO WIDTH SPACE"):
        read_record(copy.data, VOCABULARIES)


@pytest.mark.parametrize(
    "text",
    ["Fondation Segré", "Сайгак", "für", "«Алтай»", "2.1.10", "CAMI-программа", "Who? They.", "https://a.b/c?d=e"],
)
def test_sound_words_are_left_in_peace(text: str) -> None:
    assert find_damage(text) is None
