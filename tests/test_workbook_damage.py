"""Damage that a spreadsheet does to a workbook is named by sheet and cell, and then nothing is written."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from damaged import FACTS
from openpyxl import Workbook
from openpyxl.styles import Font
from workbooks import ACTIONS, LINKS, STATUSES, column_of, saved, sheet_of

from cami_graph.errors import TableError
from cami_graph.paths import DATA
from cami_graph.workbook import list_sheets, read_workbook

DAMAGES: dict[str, tuple[str, str, object, str]] = {
    "a formula": (STATUSES, "status", "=A2", "is a formula"),
    "an error value": (STATUSES, "quote", "#N/A", "instead of a value"),
    "a truth": (STATUSES, "item", True, "is a truth"),
    "a code that became a number": (STATUSES, "activity_code", 1.1, "zeros at its ends may be lost"),
    "a code that became a date": (STATUSES, "activity_code", datetime.datetime(2010, 1, 1), "is a date"),
    "a code that became a text of a date": (STATUSES, "activity_code", "01.01.2010", "is a date"),
    "a time": (STATUSES, "item", datetime.time(1, 10), "is a date"),
    "a word of no list": (STATUSES, "state", "seen", "is not one of"),
    "nothing where something must stand": (STATUSES, "quote", None, "The field is empty"),
    "a line break": (ACTIONS, "title_en", "Ranger\ntraining", "line break"),
    "a zero-width space": (ACTIONS, "title_en", "Ranger\u200btraining", "ZERO WIDTH SPACE"),
    "a letter of another script": (ACTIONS, "title_en", "Rаnger training", "CYRILLIC"),
    "mojibake": (ACTIONS, "title_ru", "ÐžÐ±ÑƒÑ‡ÐµÐ½Ð¸Ðµ", "read in another encoding"),
    "letters lost": (ACTIONS, "title_ru", "????????", "no letter"),
    "a sign written as its number": (ACTIONS, "title_en", "Ranger_x000B_training", "written as its number"),
    "a number in words": (ACTIONS, "budget_amount", "2 million", "whole number"),
    "a number with a fraction": (ACTIONS, "budget_amount", 2.5, "whole number"),
    "a number cut short": (ACTIONS, "budget_amount", "2,00E+06", "cut short"),
    "a year with a fraction": (ACTIONS, "start_year", "2018.0", "not written as this column asks"),
    "a number where words stand": (ACTIONS, "title_en", 3.25, "zeros at its ends"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_cell_is_named_by_sheet_row_letter_and_column(book: Workbook, tmp_path: Path, name: str) -> None:
    title, column, value, says = DAMAGES[name]
    page = sheet_of(book, title)
    letter = column_of(page, column)
    page[f"{letter}7"].value = value
    (fault,) = read_workbook(saved(book, tmp_path), list_sheets(DATA)).faults
    assert (fault.file, fault.row, fault.column) == (title, 7, f"{letter}7 ({column})")
    assert says in fault.problem
    assert fault.remedy


def test_words_that_are_struck_through_are_named_and_not_read_as_if_they_stood(book: Workbook, tmp_path: Path) -> None:
    sheet_of(book, ACTIONS)["A5"].font = Font(strike=True)
    (fault,) = read_workbook(saved(book, tmp_path), list_sheets(DATA)).faults
    assert (fault.row, fault.column) == (5, "A5 (action_id)")
    assert "struck through" in fault.problem


def test_all_damages_are_told_at_once(book: Workbook, tmp_path: Path) -> None:
    for number, (title, column, value, _) in enumerate(DAMAGES.values(), 10):
        page = sheet_of(book, title)
        page[f"{column_of(page, column)}{number}"].value = value
    assert len(read_workbook(saved(book, tmp_path), list_sheets(DATA)).faults) == len(DAMAGES)


def merge(book: Workbook) -> None:
    sheet_of(book, LINKS).merge_cells("C3:C5")


def extra_column(book: Workbook) -> None:
    sheet_of(book, LINKS)["I1"] = "remark"
    sheet_of(book, LINKS)["I2"] = "look"


def column_gone(book: Workbook) -> None:
    sheet_of(book, LINKS).delete_cols(2)


def column_twice(book: Workbook) -> None:
    sheet_of(book, LINKS)["I1"] = "quote"


def beyond(book: Workbook) -> None:
    sheet_of(book, LINKS)["K5"] = "a remark beside the table"


def renamed_heading(book: Workbook) -> None:
    sheet_of(book, LINKS)["B1"] = "target"


def another_sheet(book: Workbook) -> None:
    book.create_sheet("my notes")["A1"] = "look"


def another_hidden_sheet(book: Workbook) -> None:
    book.create_sheet("my notes")["A1"] = "look"
    book["my notes"].sheet_state = "hidden"


def renamed_sheet(book: Workbook) -> None:
    book[LINKS].title = "links"


def another_file(book: Workbook) -> None:
    book["contents"]["B2"] = f"{FACTS}/scope.csv"


def emptied(book: Workbook) -> None:
    sheet_of(book, LINKS).delete_rows(1, 20)


def named_twice(book: Workbook) -> None:
    page = sheet_of(book, "contents")
    page["B3"].value = page["B2"].value


def copied(book: Workbook) -> None:
    book.copy_worksheet(sheet_of(book, LINKS))


def exchanged(book: Workbook) -> None:
    one, other = sheet_of(book, LINKS), sheet_of(book, STATUSES)
    one.title, other.title = "aside", LINKS
    one.title = STATUSES


WHOLE: dict[Callable[[Workbook], None], tuple[str, str]] = {
    merge: (LINKS, "C3:C5 are merged"),
    extra_column: (LINKS, "Unknown columns: remark"),
    column_gone: (LINKS, "missing columns: target_code"),
    column_twice: (LINKS, "stands twice"),
    beyond: (LINKS, "11 columns instead of 8"),
    renamed_heading: (LINKS, "Unknown columns: target"),
    another_sheet: ("my notes", "is no table"),
    another_hidden_sheet: ("my notes", "hidden sheet"),
    renamed_sheet: ("links", "is no table"),
    another_file: ("contents", "There is no table"),
    emptied: (LINKS, "missing columns"),
    named_twice: ("contents", "stands twice"),
    copied: (f"{LINKS} Copy", "is no table"),
    exchanged: (LINKS, "Unknown columns"),
}


@pytest.mark.parametrize("damage", WHOLE, ids=lambda one: str(one.__name__))
def test_damage_to_a_whole_sheet_is_named(book: Workbook, tmp_path: Path, damage: Callable[[Workbook], None]) -> None:
    sheet, says = WHOLE[damage]
    damage(book)
    faults = read_workbook(saved(book, tmp_path), list_sheets(DATA)).faults
    assert any(fault.file == sheet and says in fault.problem and fault.remedy for fault in faults)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no workbook"),
        (b"activity_code,status\n", "no workbook"),
        (b"PK\x03\x04 cut short", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "claims.xlsx"
    path.write_bytes(content)
    with pytest.raises(TableError, match=says):
        read_workbook(path, list_sheets(DATA))


def test_a_workbook_without_its_first_sheet_is_refused(book: Workbook, tmp_path: Path) -> None:
    del book["contents"]
    with pytest.raises(TableError, match='The sheet "contents" is missing'):
        read_workbook(saved(book, tmp_path), list_sheets(DATA))
