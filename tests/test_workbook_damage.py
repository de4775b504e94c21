"""Damage that a spreadsheet does to a workbook is named by sheet and cell, and then nothing is written."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from damaged import FACTS
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula
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


def test_damaged_cells_are_named_all_at_once_by_sheet_row_letter_and_column(book: Workbook, tmp_path: Path) -> None:
    planted = {}
    for number, (title, column, value, says) in enumerate(DAMAGES.values(), 7):
        page = sheet_of(book, title)
        letter = column_of(page, column)
        page[f"{letter}{number}"].value = value
        planted[title, number, f"{letter}{number} ({column})"] = says
    faults = read_workbook(saved(book, tmp_path), list_sheets(DATA)).faults
    assert sorted((fault.file, fault.row, fault.column) for fault in faults) == sorted(planted)
    for fault in faults:
        assert planted[fault.file, fault.row or 0, fault.column] in fault.problem
        assert fault.remedy


def in_part(text: str, **form: object) -> CellRichText:
    return CellRichText("Ranger ", TextBlock(InlineFont(**form), text), " begun")  # type: ignore[arg-type]


def struck(cell: Cell) -> None:
    cell.font = Font(strike=True)


def filled(value: object, shown: str = "") -> Callable[[Cell], None]:
    def fill(cell: Cell) -> None:
        cell.value = value  # type: ignore[assignment]
        cell.number_format = shown or cell.number_format

    return fill


SHAPED: dict[str, tuple[str, Callable[[Cell], None], str]] = {
    "words struck through": ("title_en", struck, "struck through"),
    "a part struck through": ("title_en", filled(in_part("training", strike=True)), '"training" is struck through'),
    "a raised number": ("title_en", filled(in_part("2", vertAlign="superscript")), '"2" is raised'),
    "a number per cent": ("budget_amount", filled(12, "0%"), "shown as another number"),
    "a number in thousands": ("budget_amount", filled(12000, "#,##0,"), "shown as another number"),
    "a number with its separators": ("budget_amount", filled("1,200,000"), "not a whole number"),
    "a number with blanks": ("budget_amount", filled("1 200 000"), "not a whole number"),
    "a year shown as a day": ("start_year", filled(2018, "yyyy"), "is a date"),
    "a day as a number of days": ("read_on", filled(46000), "not written as this column asks"),
    "a day with its hour": ("read_on", filled(datetime.datetime(2026, 11, 30, 14, 5)), "is a date"),
    "a day in another order": ("read_on", filled("30.11.2026"), "not written as this column asks"),
    "a formula over many cells": ("title_en", filled(ArrayFormula("A1:A2", "=B1:B2")), "is a formula"),
    "a formula on another workbook": ("title_en", filled("='[other.xlsx]Sheet1'!A1"), "is a formula"),
    "words up to the limit of a cell": ("reason", filled("word " * 6553 + "an"), "its end may be cut off"),
}


def test_damages_of_form_are_named_all_at_once_by_their_cells(book: Workbook, tmp_path: Path) -> None:
    page, planted = sheet_of(book, ACTIONS), {}
    for number, (column, damage, says) in enumerate(SHAPED.values(), 5):
        letter = column_of(page, column)
        cell = page[f"{letter}{number}"]
        assert isinstance(cell, Cell)
        damage(cell)
        planted[number, f"{letter}{number} ({column})"] = says
    faults = read_workbook(saved(book, tmp_path), list_sheets(DATA)).faults
    assert {(fault.row, fault.column) for fault in faults} == set(planted)
    for fault in faults:
        assert planted[fault.row or 0, fault.column] in fault.problem
        assert fault.remedy


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


def renamed_by_case(book: Workbook) -> None:
    book[LINKS].title = "aside"
    book["aside"].title = LINKS.upper()


def merged_heading(book: Workbook) -> None:
    sheet_of(book, LINKS).merge_cells("A1:B1")


def title_above(book: Workbook) -> None:
    sheet_of(book, LINKS).insert_rows(1)
    sheet_of(book, LINKS)["A1"] = "Links between activities"


def heading_again(book: Workbook) -> None:
    sheet_of(book, LINKS).append([cell.value for cell in sheet_of(book, LINKS)[1]])


def total_below(book: Workbook) -> None:
    sheet_of(book, LINKS).append(["Total", 10])


def moved_up(book: Workbook) -> None:
    sheet_of(book, LINKS).move_range("E4:E11", rows=-1)


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
    renamed_by_case: (LINKS.upper(), "is no table"),
    merged_heading: (LINKS, "A1:B1 are merged"),
    title_above: (LINKS, "Unknown columns: Links between"),
    heading_again: (LINKS, "not written as this column asks"),
    total_below: (LINKS, '"Total" is not written'),
    moved_up: (LINKS, "field is empty"),
    another_file: ("contents", "There is no table"),
    emptied: (LINKS, "missing columns"),
    named_twice: ("contents", "stands twice"),
    copied: (f"{LINKS} Copy", "is no table"),
    exchanged: (LINKS, "Unknown columns"),
}


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_workbook_that_lost_a_part_of_its_package_is_refused_in_words(exported: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    for lost in ("xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"):
        with zipfile.ZipFile(exported) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                if name != lost:
                    new.writestr(name, old.read(name))
        with pytest.raises(TableError, match="cannot be opened"):
            read_workbook(path, list_sheets(DATA))
    whole = bytearray(exported.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    path.write_bytes(whole)
    with pytest.raises(TableError, match="cannot be opened"):
        read_workbook(path, list_sheets(DATA))


def test_a_workbook_without_its_first_sheet_is_refused(book: Workbook, tmp_path: Path) -> None:
    del book["contents"]
    with pytest.raises(TableError, match='The sheet "contents" is missing'):
        read_workbook(saved(book, tmp_path), list_sheets(DATA))
