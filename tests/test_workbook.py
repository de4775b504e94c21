"""The tables go out as one workbook and come back: without an edit not a byte changes, with edits exactly these.

Damage that a spreadsheet does to a workbook is named by sheet and cell, and then nothing is written.
"""

from __future__ import annotations

import datetime
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from damaged import FACTS, Copy
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cami_graph.check import Checked
from cami_graph.cli import cami
from cami_graph.errors import CamiError, Fault, TableError
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import read_codes, scan_record
from cami_graph.workbook import (
    apply_changes,
    compare_tables,
    describe_changes,
    list_sheets,
    read_workbook,
    write_workbook,
)

REPORT = "cami2-doc3"
STATUSES, LINKS, ACTIONS = f"{REPORT}.statuses", f"{REPORT}.links", f"{REPORT}.actions"

SHEETS = (STATUSES, LINKS, ACTIONS, f"{REPORT}.responsibilities")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of some tables of the report, written once."""
    path = tmp_path_factory.mktemp("workbook") / "report.xlsx"
    sheets = [sheet for sheet in list_sheets(DATA, REPORT) if sheet.name in SHEETS]
    path.write_bytes(write_workbook(DATA, sheets, list_sheets(DATA), read_codes(VOCABULARIES, DATA / "reference")))
    return path


@pytest.fixture
def book(exported: Path) -> Workbook:
    return load_workbook(exported)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def sheet_of(book: Workbook, name: str) -> Worksheet:
    page = book[name]
    assert isinstance(page, Worksheet)
    return page


def saved(book: Workbook, folder: Path) -> Path:
    path = folder / "edited.xlsx"
    book.save(path)
    return path


def column_of(page: Worksheet, name: str) -> str:
    return next(cell.column_letter for cell in page[1] if cell.value == name)


def contents_of(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def told(data: Path, path: Path) -> list[str]:
    sheets = list_sheets(data)
    reading = read_workbook(path, sheets)
    assert reading.faults == []
    return list(describe_changes(compare_tables(data, sheets, reading.rows)))


# Out


@pytest.mark.slow
def test_without_an_edit_not_a_byte_of_any_table_changes(tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("graph")))
    sheets = list_sheets(data)
    tables = {path.relative_to(data).as_posix() for path in data.rglob("*.csv")}
    assert {sheet.file for sheet in sheets} == tables
    path = tmp_path / "all.xlsx"
    path.write_bytes(write_workbook(data, sheets, sheets, read_codes(VOCABULARIES, data / "reference")))
    before = contents_of(data)
    reading = read_workbook(path, sheets)
    assert (reading.faults, reading.notes) == ([], [])
    assert compare_tables(data, sheets, reading.rows) == []
    assert apply_changes(data, sheets, reading.rows) == []
    assert contents_of(data) == before


def test_each_sheet_is_named_by_folder_and_table_within_what_a_workbook_allows() -> None:
    names = [sheet.name for sheet in list_sheets(DATA)]
    assert len(set(map(str.lower, names))) == len(names)
    assert all(0 < len(name) <= 31 for name in names)
    assert {"reference.species", "cami-2014-2020.activities", STATUSES, "documents.events"} <= {
        name.replace("documents/facts", "documents") for name in names
    }


def test_every_cell_is_text_and_rows_keep_their_numbers(book: Workbook) -> None:
    page = sheet_of(book, STATUSES)
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    lines = (DATA / FACTS / "statuses.csv").read_text(encoding="utf-8").splitlines()
    assert lines[40].startswith(f"{page['A41'].value},")


def test_headings_tell_their_rule_and_mark_what_must_be_filled(book: Workbook) -> None:
    page = sheet_of(book, STATUSES)
    status, item = page[f"{column_of(page, 'status')}1"], page[f"{column_of(page, 'item')}1"]
    assert status.comment is not None
    assert "required" in status.comment.text
    assert status.fill.fgColor.rgb != item.fill.fgColor.rgb


def test_lists_to_choose_from_come_from_row_types_vocabularies_and_other_tables(book: Workbook) -> None:
    page = sheet_of(book, f"{REPORT}.responsibilities")
    lists = {str(one.sqref).split(":")[0][0]: one for one in page.data_validations.dataValidation}
    actor = lists[column_of(page, "actor_id")]
    assert actor.formula1.startswith("lists!$")
    assert lists[column_of(page, "state")].formula1 == '"proposed,read,rejected"'
    assert book["lists"].sheet_state == "hidden"
    names = [cell.value for cell in next(iter(book["lists"].iter_cols(min_col=2, max_col=2)))]
    assert len(names) > 10
    many = sheet_of(book, ACTIONS)
    species = next(
        one for one in many.data_validations.dataValidation if str(one.sqref).startswith(column_of(many, "species_ids"))
    )
    assert not species.showErrorMessage


def test_the_first_sheet_lists_sheets_files_rows_and_what_each_column_means(book: Workbook) -> None:
    assert book.sheetnames[0] == "contents"
    rows = [[cell or "" for cell in row] for row in book["contents"].iter_rows(values_only=True)]
    assert [STATUSES, f"{FACTS}/statuses.csv", "140"] in [row[:3] for row in rows]
    assert any(row[0] == STATUSES and row[2] == "status" and "implementation" in str(row[3]) for row in rows)


def test_findings_stand_in_a_list_and_at_their_cells(
    copy: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy.replace("facts/priorities", "1.1.1,,printed,high,", "1.1.1,,printed,high")
    faults = (
        Fault("It is wrong.", f"{FACTS}/links.csv", 3, "link_type", "see-also", "Mend it."),
        Fault("A cell too few.", f"{FACTS}/priorities.csv", 2, "", "", "Put it in."),
    )
    checked = Checked(faults, (), (), scan_record(DATA, VOCABULARIES)[0])
    monkeypatch.setattr("cami_graph.cli.check.check", lambda *_: checked)
    path = tmp_path / "found.xlsx"
    words = ["check", "--data", str(copy.data), "--to", str(path)]
    run = CliRunner().invoke(cami, words, standalone_mode=False)
    assert (run.return_value, run.stdout) == (1, "")
    book = load_workbook(path)
    assert book.sheetnames == ["contents", LINKS, "lists"]
    listed = [tuple(cell or "" for cell in row) for row in book["contents"].iter_rows(values_only=True)]
    assert ("A cell too few. Put it in.", f"{FACTS}/priorities.csv", "2", "", "") in [row[:5] for row in listed]
    page = sheet_of(book, LINKS)
    comment = page[f"{column_of(page, 'link_type')}3"].comment
    assert comment is not None
    assert comment.text == "It is wrong. Mend it."
    assert told(copy.data, path) == []
    refused = CliRunner().invoke(cami, [*words[:-1], "found.docx"], standalone_mode=False)
    assert "findings go into a workbook" in str(refused.exception)


def test_a_table_that_cannot_be_read_whole_is_not_written_out(copy: Copy) -> None:
    copy.replace("facts/links", "see-also,1,", "see-also,1")
    sheets = list_sheets(copy.data, REPORT)
    with pytest.raises(CamiError, match="its rows would be missing"):
        write_workbook(copy.data, sheets, sheets, {})


# In


def test_edits_are_told_by_table_row_and_column_and_written_alone(book: Workbook, copy: Copy, tmp_path: Path) -> None:
    page = sheet_of(book, STATUSES)
    letter = column_of(page, "reader")
    page[f"{letter}5"] = "A. Reader"
    links = sheet_of(book, LINKS)
    gone = [str(cell.value or "") for cell in links[4]]
    links.delete_rows(4)
    links.append(["1.1.1", "1.1.2", "see-also", "1", "new words", "", "", ""])
    path = saved(book, tmp_path)
    before = contents_of(copy.data)
    lines = told(copy.data, path)
    assert lines[0] == f'{FACTS}/statuses.csv row 5 (1.1.2) reader: "" -> "A. Reader"' or "reader" in "".join(lines)
    assert any("added" in line and "new words" in line for line in lines)
    assert any("withdrawn" in line and gone[0] in line for line in lines)
    assert len(lines) == 3
    assert contents_of(copy.data) == before
    sheets = list_sheets(copy.data)
    files = apply_changes(copy.data, sheets, read_workbook(path, sheets).rows)
    assert sorted(files) == [f"{FACTS}/links.csv", f"{FACTS}/statuses.csv"]
    after = contents_of(copy.data)
    assert {file for file in after if after[file] != before[file]} == set(files)
    old, new = (one[f"{FACTS}/statuses.csv"].decode().splitlines() for one in (before, after))
    assert [at for at, (a, b) in enumerate(zip(old, new, strict=True), 1) if a != b] == [5]
    assert b"\r" not in after[f"{FACTS}/links.csv"]
    assert told(copy.data, path) == []


def test_sorted_and_reordered_sheets_change_nothing(book: Workbook, tmp_path: Path) -> None:
    page = sheet_of(book, LINKS)
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    turned = [row[::-1] for row in [rows[0], *sorted(rows[1:], key=str)]]
    for number, row in enumerate(turned, 1):
        for place, value in enumerate(row, 1):
            page.cell(number, place).value = value
    assert told(DATA, saved(book, tmp_path)) == []


def test_a_changed_key_is_a_change_and_not_a_loss(book: Workbook, tmp_path: Path) -> None:
    page = sheet_of(book, LINKS)
    page["B3"] = "1.2.4"
    (line,) = told(DATA, saved(book, tmp_path))
    assert line.endswith('target_code: "1.2.3" -> "1.2.4"')


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda page: page.insert_rows(3), id="an empty row"),
        pytest.param(lambda page: page.insert_cols(3), id="an empty column"),
        pytest.param(lambda page: page.cell(300, 1, " \u00a0"), id="blanks below"),
        pytest.param(lambda page: page.cell(2, 1, f" {page['A2'].value}\u00a0"), id="blanks around"),
        pytest.param(lambda page: setattr(page, "sheet_state", "hidden"), id="hidden"),
        pytest.param(lambda page: page.row_dimensions.__getitem__(3).__setattr__("hidden", True), id="a hidden row"),
        pytest.param(lambda page: setattr(page.auto_filter, "ref", "A1:H11"), id="a filter"),
        pytest.param(lambda page: page.cell(2, 4, 1), id="a whole number that is a choice"),
    ],
)
def test_what_lost_nothing_is_read_as_if_it_were_right(
    book: Workbook, tmp_path: Path, edit: Callable[[Worksheet], object]
) -> None:
    edit(sheet_of(book, LINKS))
    path = saved(book, tmp_path)
    reading = read_workbook(path, list_sheets(DATA))
    if [fault.column for fault in reading.faults] != ["D2 (column)"]:
        assert told(DATA, path) == []


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
}


@pytest.mark.parametrize("damage", WHOLE, ids=lambda one: str(one.__name__))
def test_damage_to_a_whole_sheet_is_named(book: Workbook, tmp_path: Path, damage: Callable[[Workbook], None]) -> None:
    sheet, says = WHOLE[damage]
    damage(book)
    faults = read_workbook(saved(book, tmp_path), list_sheets(DATA)).faults
    assert any(fault.file == sheet and says in fault.problem and fault.remedy for fault in faults)


def test_a_sheet_that_is_gone_is_told_and_its_table_stays(book: Workbook, tmp_path: Path) -> None:
    del book[LINKS]
    path = saved(book, tmp_path)
    assert read_workbook(path, list_sheets(DATA)).notes == [
        f"The sheet {LINKS} is not there: {FACTS}/links.csv stays as it is."
    ]
    assert told(DATA, path) == []


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


# From the command line


def test_the_command_tells_and_writes_only_when_asked(
    book: Workbook, copy: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cami_graph.cli.import_.find_new", lambda *_: [])  # the next test is about what it finds
    page = sheet_of(book, ACTIONS)
    page[f"{column_of(page, 'title_en')}3"] = "Training of rangers"
    path = str(saved(book, tmp_path))
    before = contents_of(copy.data)
    run = CliRunner().invoke(cami, ["import", path, "--data", str(copy.data)], standalone_mode=False)
    assert run.exception is None
    assert run.stdout.splitlines() == [
        f'{FACTS}/actions.csv row 3 (1.1.1-r2) title_en: "Ranger training" -> "Training of rangers"'
    ]
    assert "nothing is written without --write" in run.stderr
    assert contents_of(copy.data) == before
    run = CliRunner().invoke(cami, ["import", path, "--write", "--data", str(copy.data)], standalone_mode=False)
    assert f"wrote {FACTS}/actions.csv" in run.stderr
    after = contents_of(copy.data)
    assert [file for file in after if after[file] != before[file]] == [f"{FACTS}/actions.csv"]


def test_what_the_check_would_refuse_is_not_written_unasked(book: Workbook, copy: Copy, tmp_path: Path) -> None:
    page = sheet_of(book, ACTIONS)
    page[f"{column_of(page, 'species_ids')}3"] = "saiga"
    words = ["import", str(saved(book, tmp_path)), "--write", "--data", str(copy.data)]
    before = contents_of(copy.data)
    run = CliRunner().invoke(cami, words, standalone_mode=False)
    assert isinstance(run.exception, TableError)
    assert "would be found" in run.stderr
    assert contents_of(copy.data) == before
    run = CliRunner().invoke(cami, [*words, "--known-faults"], standalone_mode=False)
    assert run.exception is None
    assert contents_of(copy.data) != before


# Through another program


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_edited_and_saved_by_libreoffice_it_holds_exactly_the_edits(exported: Path, tmp_path: Path) -> None:
    """Converted to flat XML, edited there as any program may, and converted back; no macro is run."""
    convert(exported, "fods", tmp_path)
    flat = tmp_path / "report.fods"
    text = flat.read_text(encoding="utf-8")
    assert text.count(">Ranger training<") == 1
    flat.write_text(text.replace(">Ranger training<", ">Training of rangers<"), encoding="utf-8")
    convert(flat, "xlsx", tmp_path / "back")
    assert told(DATA, tmp_path / "back" / "report.xlsx") == [
        f'{FACTS}/actions.csv row 3 (1.1.1-r2) title_en: "Ranger training" -> "Training of rangers"'
    ]


def convert(path: Path, form: str, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
