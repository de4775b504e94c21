"""Whatever people and their spreadsheets do to a table is read as if it were right, or named by its cell; never passed.

Each damage is done to a copy of the real tables. `READ` means that nothing was lost: the same rows are read. All others
are named, each once, by file, row and column.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from damaged import FACTS, PROGRAMME, Copy, name_of

from cami_graph.check import check_data
from cami_graph.errors import Fault, TableError
from cami_graph.paths import VOCABULARIES
from cami_graph.tables import read_record
from cami_graph.tables.letters import find_damage

Bytes = Callable[[bytes], bytes]
Where = Mapping[str, str]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def faults_of(copy: Copy) -> list[Fault]:
    return list(check_data(copy.data, VOCABULARIES).faults)


def as_text(change: Callable[[str], str]) -> Bytes:
    return lambda data: change(data.decode("utf-8")).encode("utf-8")


def rewritten(change: Callable[[list[list[str]]], list[list[str]]], **form: str) -> Bytes:
    """Return a damage that works on rows of cells."""

    def damage(data: bytes) -> bytes:
        rows = change(list(csv.reader(io.StringIO(data.decode("utf-8")))))
        out = io.StringIO()
        csv.writer(out, lineterminator="\n", **form).writerows(rows)  # type: ignore[arg-type]
        return out.getvalue().encode("utf-8")

    return damage


def same(rows: list[list[str]]) -> list[list[str]]:
    return rows


HARMLESS: dict[str, tuple[str, Bytes]] = {
    "a byte mark": ("facts/statuses", lambda data: b"\xef\xbb\xbf" + data),
    "a byte mark before the threats": ("reference/threats", lambda data: b"\xef\xbb\xbf" + data),
    "a byte mark before the kinds of action": ("reference/actions", lambda data: b"\xef\xbb\xbf" + data),
    "semicolons": ("reference/countries", rewritten(same, delimiter=";")),
    "tabs": ("facts/links", rewritten(same, delimiter="\t")),
    "the line of Excel that names its separator": (
        "facts/links",
        lambda data: b"sep=;\r\n" + rewritten(same, delimiter=";")(data),
    ),
    "line ends of Windows": ("facts/actions", lambda data: data.replace(b"\n", b"\r\n")),
    "line ends of old Macs": ("facts/links", lambda data: data.replace(b"\n", b"\r")),
    "UTF-16 as Excel writes it": ("reference/species", lambda data: data.decode("utf-8").encode("utf-16")),
    "every cell in quotation marks": ("facts/participations", rewritten(same, quoting=csv.QUOTE_ALL)),  # type: ignore[arg-type]
    "blanks and non-breaking blanks around the cells": (
        "reference/actors",
        rewritten(lambda rows: [[f" {cell}\u00a0 " if cell else "" for cell in row] for row in rows]),
    ),
    "blanks in empty cells": (
        "facts/links",
        rewritten(lambda rows: [[cell or "\u00a0" for cell in row] for row in rows]),
    ),
    "columns in another order": ("facts/statuses", rewritten(lambda rows: [row[::-1] for row in rows])),
    "names of columns in capitals": (
        "facts/statuses",
        rewritten(lambda rows: [[name.upper() for name in rows[0]], *rows[1:]]),
    ),
    "empty columns after the last": ("facts/statuses", rewritten(lambda rows: [[*row, "", ""] for row in rows])),
    "an empty line at the end": ("reference/actions", lambda data: data + b"\n"),
    "rows of commas at the end": ("reference/frameworks", lambda data: data + b",,,,,,\n" * 3),
    "an empty row in the middle": (
        "facts/links",
        rewritten(lambda rows: [*rows[:4], [""] * len(rows[0]), *rows[4:]]),
    ),
    "an empty row before the header": ("facts/links", lambda data: b"\n" + data),
    "a byte mark before the outlines": ("reference/geo/countries.geojson", lambda data: b"\xef\xbb\xbf" + data),
    "a byte mark before the repairs": ("reports/corrections", lambda data: b"\xef\xbb\xbf" + data),
}


def file_of(table: str) -> str:
    if table == "reports/corrections":
        return "reports/cami2-doc3/corrections.csv"
    return table if "." in table else name_of(table)


def damage_file(copy: Copy, table: str, damage: Bytes) -> str:
    file = file_of(table)
    path = copy.data / file
    before = path.read_bytes()
    path.write_bytes(damage(before))
    assert path.read_bytes() != before
    return file


@pytest.mark.parametrize("name", HARMLESS)
def test_what_lost_nothing_is_read_as_if_it_were_right(copy: Copy, name: str) -> None:
    damage_file(copy, *HARMLESS[name])
    assert faults_of(copy) == []


def test_a_table_saved_by_a_spreadsheet_holds_the_same_rows(copy: Copy) -> None:
    before = read_record(copy.data, VOCABULARIES).report("cami2-doc3").tables.statuses
    damage_file(copy, "facts/statuses", lambda data: rewritten(lambda rows: [row[::-1] for row in rows])(data))
    damage_file(copy, "facts/statuses", lambda data: data.decode("utf-8").replace("\n", "\r\n").encode("utf-16"))
    assert read_record(copy.data, VOCABULARIES).report("cami2-doc3").tables.statuses == before


WHOLE: dict[str, tuple[str, Bytes, str]] = {
    "0 bytes": ("facts/contradictions", lambda data: b"", "empty: 0 bytes"),
    "the header only": ("facts/links", lambda data: data.split(b"\n")[0] + b"\n", "holds no row"),
    "no header": ("facts/links", lambda data: data.partition(b"\n")[2], "missing columns: activity_code"),
    "windows-1251": (
        "reference/countries",
        lambda data: data.decode("utf-8").encode("cp1251", "replace"),
        "in windows-1251, but letters may be lost",
    ),
    "Latin-1": (
        "reference/actors",
        lambda data: data.decode("utf-8").encode("latin-1", "replace"),
        "is not UTF-8: row",
    ),
    "UTF-16 without its mark": (
        "facts/links",
        lambda data: data.decode("utf-8").encode("utf-16-le"),
        "UTF-16 without its mark",
    ),
    "a workbook with the name of a table": ("facts/links", lambda data: b"PK\x03\x04" + data, "It is a workbook"),
    "a web page with the name of a table": ("facts/links", lambda data: b"<html>" + data, "It is a web page"),
    "a column renamed": (
        "reference/places",
        lambda data: data.replace(b"place_type", b"type", 1),
        "Unknown columns: type; missing columns: place_type",
    ),
    "a column cut out": (
        "facts/actions",
        rewritten(lambda rows: [[*row[:5], *row[6:]] for row in rows]),
        "missing columns: status",
    ),
    "a column added": (
        "facts/statuses",
        rewritten(lambda rows: [[*rows[0], "remark"], *([*row, "look here"] for row in rows[1:])]),
        "Unknown columns: remark",
    ),
    "a column twice": (
        "facts/statuses",
        rewritten(lambda rows: [[*row, row[2]] for row in rows]),
        "The column status stands twice",
    ),
    "an open quotation mark": (
        "facts/links",
        lambda data: data.replace(b"See also", b'"See also', 1),
        "Broken CSV",
    ),
    "a species table cut in the middle of a cell": (
        "reference/species",
        lambda data: data[:3000],
        "14 columns instead of 27",
    ),
    "an outline file cut short": ("reference/geo/countries.geojson", lambda data: data[:5000], "It is no JSON"),
    "repairs without a header": ("reports/corrections", lambda data: data.partition(b"\n")[2], "the header is wrong"),
    "repairs emptied": ("reports/corrections", lambda data: b"", "empty"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_table_that_lost_its_rows_is_named_once_and_no_sound_row_is_blamed(copy: Copy, name: str) -> None:
    table, damage, says = WHOLE[name]
    file = damage_file(copy, table, damage)
    (fault,) = faults_of(copy)
    assert fault.file == file
    assert says in fault.problem
    assert fault.remedy


@pytest.mark.parametrize("table", ["facts/contradictions", "facts/exceptions", "facts/links"])
def test_a_row_that_was_pasted_twice_is_named_also_where_rows_have_no_key(copy: Copy, table: str) -> None:
    rows = copy.rows(table)
    copy.write(table, [*rows, rows[-1]])
    (fault,) = faults_of(copy)
    assert (fault.file, fault.row) == (name_of(table), len(rows) + 2)
    assert f"first in row {len(rows) + 1}" in fault.problem


def test_a_header_pasted_into_the_rows_is_told_and_stops_nothing(copy: Copy) -> None:
    rows = copy.rows("facts/links")
    copy.write("facts/links", [*rows, {name: name for name in rows[0]}])
    assert {(fault.file, fault.row) for fault in faults_of(copy)} == {(name_of("facts/links"), len(rows) + 2)}


def test_a_missing_table_is_named_once(copy: Copy) -> None:
    (copy.data / "reference" / "places.csv").unlink()
    (fault,) = faults_of(copy)
    assert (fault.file, fault.problem) == ("reference/places.csv", "The table is missing.")


CELLS: dict[str, tuple[str, Where, str, str]] = {
    "a Cyrillic letter in a Latin name": ("reference/species", {"species_id": "argali"}, "name", "Аrgali"),
    "a Greek letter in a name": ("reference/species", {"species_id": "kiang"}, "name", "Κiang"),
    "a zero-width space": ("reference/species", {"species_id": "argali"}, "name", "Arga\u200bli"),
    "a non-breaking space": ("reference/species", {"species_id": "snow-leopard"}, "name", "Snow\u00a0leopard"),
    "a soft hyphen": ("reference/species", {"species_id": "saiga"}, "name_ru", "Сай\u00adгак"),
    "a direction mark": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "Ranger \u202etraining"),
    "a vertical tab": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "Ranger\x0btraining"),
    "a zero byte": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "Ranger\x00training"),
    "an escape sequence": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "Ranger\x1b[31mtraining"),
    "a line break": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "Ranger\ntraining"),
    "letters in two signs": (
        *("reference/countries", {"country_code": "CN"}),
        *("name_ru", unicodedata.normalize("NFD", "Китай")),
    ),
    "UTF-8 read as windows-1252": ("reference/countries", {"country_code": "CN"}, "name_ru", "ÐšÐ¸Ñ‚Ð°Ð¹"),
    "UTF-8 read as windows-1251": ("reference/countries", {"country_code": "CN"}, "name_ru", "РљРёС‚Р°Р№"),
    "windows-1251 read as Latin-1": ("reference/countries", {"country_code": "CN"}, "name_ru", "Êèòàé"),
    "KOI8-R read as windows-1251": ("reference/countries", {"country_code": "CN"}, "name_ru", "лХРЮИ"),
    "question marks for letters": ("reference/countries", {"country_code": "CN"}, "name_ru", "?????"),
    "a replacement character": ("reference/countries", {"country_code": "CN"}, "name_ru", "Кита\ufffd"),
    "an error value": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "#NAME?"),
    "an error value in Russian": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_ru", "#ЗНАЧ!"),
    "a value not available": ("reference/species", {"species_id": "argali"}, "family_name", "#N/A"),
    "a column too narrow": ("facts/actions", {"action_id": "1.1.1-r1"}, "budget_amount", "#######"),
    "a dash": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "-"),
    "a truth for yes": ("facts/recommendations", {"recommendation_id": "1.1.1-x1"}, "is_problem", "TRUE"),
    "a truth in a title": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_ru", "ИСТИНА"),
    "a program's nothing": ("reference/species", {"species_id": "argali"}, "order_name", "NaN"),
    "a sign as a web page writes it": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "Police &amp; customs"),
    "a decimal comma": ("reference/places", {"place_id": "junggar-alatau"}, "lat", "45,2"),
    "a column by its name": ("facts/links", {"activity_code": "1.7.4"}, "column", "column"),
    "a formula": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", '=HYPERLINK("http://x";"y")'),
    "a formula that adds": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "+A1+A2"),
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
    "English in Russian": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_ru", "Ranger training"),
    "Russian in English": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "Обучение рейнджеров"),
    "a word without end": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "x" * 300),
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
    "two blanks": ("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "Ranger  training"),
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
    """Put damages of different rows together, so that they are looked for at once; those of words stand alone."""
    alone = [name for name, (_, _, column, _) in CELLS.items() if column in ("status", "quote", "item")]
    found: list[list[str]] = [[name] for name in alone]
    together: list[list[str]] = []
    for name in (name for name in CELLS if name not in alone):
        table, where, _, _ = CELLS[name]
        free = (group for group in together if (table, where) not in [CELLS[one][:2] for one in group])
        group = next(free, None)
        if group is None:
            together.append([name])
        else:
            group.append(name)
    return [*found, *together]


@pytest.mark.parametrize("names", groups(), ids=lambda names: names[0])
def test_damaged_cells_are_named_by_file_row_and_column_all_at_once(copy: Copy, names: list[str]) -> None:
    planted = {name: copy.edit(*CELLS[name]) for name in names}
    faults = faults_of(copy)
    addresses = {(fault.file, fault.row, fault.column) for fault in faults}
    assert {name for name, address in planted.items() if address not in addresses} == set()
    assert all(fault.problem and fault.remedy for fault in faults)
    assert len(faults) <= len(planted) + 1


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


@pytest.mark.parametrize(
    "file",
    [
        *("reference/._species.csv", f"{FACTS}/._actions.csv", "reports/cami2-doc3/readings/._first.csv"),
        *("reference/~$species.xlsx", f"{PROGRAMME}/.DS_Store"),
    ],
)
def test_what_systems_leave_beside_the_tables_is_passed_over(copy: Copy, file: str) -> None:
    path = copy.data / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X\xb0")
    assert faults_of(copy) == []


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("reference/species (1).csv", "reference/species (1).csv"),
        ("reference/species.xlsx", "reference/species.xlsx"),
        (f"{FACTS}/action.csv", f"{FACTS}/action.csv"),
        ("reports/another/facts/actions.csv", "reports/another"),
        ("programmes/cami-2021/activities.csv", "programmes/cami-2021"),
    ],
)
def test_a_file_that_nothing_reads_is_named(copy: Copy, file: str, named: str) -> None:
    path = copy.data / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a,b\n", encoding="utf-8")
    (fault,) = faults_of(copy)
    assert fault.file == named
    assert "Nothing reads this" in fault.problem


def test_a_table_may_be_empty_where_the_report_says_so(copy: Copy) -> None:
    damage_file(copy, "facts/contradictions", lambda data: data.split(b"\n")[0] + b"\n")
    assert len(faults_of(copy)) == 1
    description = copy.data / "reports/cami2-doc3/report.toml"
    text = description.read_text(encoding="utf-8")
    description.write_text(text.replace("[reading]", 'empty = ["contradictions"]\n\n[reading]'), encoding="utf-8")
    assert faults_of(copy) == []


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
