"""A file of a table that a spreadsheet saved is read as if it were right where nothing was lost, else named once."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable
from operator import itemgetter

import pytest
from damaged import FACTS, PROGRAMME, Bytes, Copy, apart, damage_file, faults_of, name_of, rewritten, same

from cami_graph.paths import VOCABULARIES
from cami_graph.tables import read_record

pytestmark = pytest.mark.slow

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


@pytest.mark.parametrize("names", apart({name: table for name, (table, _) in HARMLESS.items()}), ids=itemgetter(0))
def test_what_lost_nothing_is_read_as_if_it_were_right(copy: Copy, names: list[str]) -> None:
    for name in names:
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
    "an outline with a ring that does not close": (
        "reference/geo/countries.geojson",
        lambda data: data.replace(b",[66.523,37.349]]]", b"]]", 1),
        "A ring does not end",
    ),
    "a line break in the name of a threat": (
        "reference/threats",
        lambda data: data.replace(b"Illegal hunting,", b'"Illegal\nhunting",', 1),
        "A line break or tab",
    ),
    "an outline file cut short": ("reference/geo/countries.geojson", lambda data: data[:5000], "It is no JSON"),
    "repairs without a header": ("reports/corrections", lambda data: data.partition(b"\n")[2], "the header is wrong"),
    "repairs emptied": ("reports/corrections", lambda data: b"", "empty"),
}


@pytest.mark.parametrize("names", apart({name: table for name, (table, _, _) in WHOLE.items()}), ids=itemgetter(0))
def test_a_table_that_lost_its_rows_is_named_once_and_no_sound_row_is_blamed(copy: Copy, names: list[str]) -> None:
    said = {damage_file(copy, *WHOLE[name][:2]): WHOLE[name][2] for name in names}
    faults = faults_of(copy)
    assert sorted(fault.file for fault in faults) == sorted(said)
    assert [fault for fault in faults if said[fault.file] not in fault.problem or not fault.remedy] == []


def at_row(number: int, change: Callable[[bytes], bytes]) -> Bytes:
    """Return a damage of one line; the header is row 1."""

    def damage(data: bytes) -> bytes:
        lines = data.split(b"\n")
        lines[number - 1] = change(lines[number - 1])
        return b"\n".join(lines)

    return damage


BROKEN: dict[str, tuple[str, Bytes, int | None]] = {
    "a byte mark in the middle": ("reference/species", at_row(6, lambda line: codecs.BOM_UTF8 + line), 6),
    "one row by semicolons": ("facts/links", at_row(3, lambda line: line.replace(b",", b";")), 3),
    "zero bytes after the end": ("facts/priorities", lambda data: data + b"\0" * 512, 123),
    "the mark of an old end of file": ("facts/responsibilities", lambda data: data + b"\x1a", 314),
    "the end cut off within a row": ("facts/landscape_states", lambda data: data[:-30], 38),
    "a blank before a quotation mark": ("facts/actions", at_row(6, lambda line: line.replace(b',"', b', "')), 6),
    "words after a quotation mark": ("reference/actors", at_row(5, lambda line: b'"x"y,' + line), 5),
    "a row in another encoding": (
        *("reference/initiatives", at_row(4, lambda line: line.decode().encode("windows-1251", "replace"))),
        None,
    ),
    "commas masked by a stroke": ("facts/scopes", at_row(4, lambda line: line.replace(b",", b"\\,", 1)), 4),
    "a cell that pushes others aside": ("facts/statuses", at_row(4, lambda line: b"," + line), 4),
    "the number of each row before it": (
        *("reference/populations", rewritten(lambda rows: [[str(at or ""), *row] for at, row in enumerate(rows)])),
        2,
    ),
    "single quotation marks": ("facts/exceptions", at_row(2, lambda line: b"'" + line.replace(b",", b"',", 1)), 2),
}


def test_tables_that_programs_broke_are_named_by_their_rows_all_at_once(copy: Copy) -> None:
    files = {name: damage_file(copy, table, damage) for name, (table, damage, _) in BROKEN.items()}
    found = {(fault.file, fault.row) for fault in faults_of(copy)}
    assert [name for name, (_, _, row) in BROKEN.items() if (files[name], row) not in found] == []


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


LEFT = (
    *("reference/._species.csv", f"{FACTS}/._actions.csv", "reports/cami2-doc3/readings/._first.csv"),
    *("reference/~$species.xlsx", f"{PROGRAMME}/.DS_Store"),
)


def test_what_systems_leave_beside_the_tables_is_passed_over(copy: Copy) -> None:
    for file in LEFT:
        (copy.data / file).parent.mkdir(parents=True, exist_ok=True)
        (copy.data / file).write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X\xb0")
    assert faults_of(copy) == []


UNREAD = {
    **{name: name for name in ("reference/species (1).csv", "reference/species.xlsx", f"{FACTS}/action.csv")},
    "reports/another/facts/actions.csv": "reports/another",
    "programmes/cami-2021/activities.csv": "programmes/cami-2021",
}


def test_a_file_that_nothing_reads_is_named(copy: Copy) -> None:
    for file in UNREAD:
        (copy.data / file).parent.mkdir(parents=True, exist_ok=True)
        (copy.data / file).write_text("a,b\n", encoding="utf-8")
    faults = faults_of(copy)
    assert sorted(fault.file for fault in faults) == sorted(UNREAD.values())
    assert all("Nothing reads this" in fault.problem for fault in faults)


def test_a_table_may_be_empty_where_the_report_says_so(copy: Copy) -> None:
    damage_file(copy, "facts/contradictions", lambda data: data.split(b"\n")[0] + b"\n")
    assert len(faults_of(copy)) == 1
    description = copy.data / "reports/cami2-doc3/report.toml"
    text = description.read_text(encoding="utf-8")
    description.write_text(text.replace("[reading]", 'empty = ["contradictions"]\n\n[reading]'), encoding="utf-8")
    assert faults_of(copy) == []
