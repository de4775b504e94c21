"""The tables go out as one workbook and come back: without an edit not a byte changes, with edits exactly these."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from damaged import FACTS, Copy
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from workbooks import ACTIONS, LINKS, STATUSES, column_of, contents_of, saved, sheet_of, told

from cami_graph.cli import cami
from cami_graph.errors import TableError
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import read_codes
from cami_graph.workbook import apply_changes, compare_tables, list_sheets, read_workbook, write_workbook


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


# In


@pytest.mark.slow
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


@pytest.mark.slow
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


def hide_parts(page: Worksheet) -> None:
    page.row_dimensions[3].hidden = page.column_dimensions["B"].hidden = page.protection.sheet = True
    page.auto_filter.ref = "A1:H11"


@pytest.mark.slow
@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda page: page.insert_rows(3), id="an empty row"),
        pytest.param(lambda page: page.insert_cols(3), id="an empty column"),
        pytest.param(lambda page: page.cell(300, 1, " \u00a0"), id="blanks below"),
        pytest.param(lambda page: page.cell(2, 1, f" {page['A2'].value}\u00a0"), id="blanks around"),
        pytest.param(lambda page: setattr(page, "sheet_state", "hidden"), id="hidden"),
        pytest.param(lambda page: hide_parts(page), id="a row and a column hidden, a filter, a lock"),
        pytest.param(lambda page: page.insert_rows(1), id="an empty row above the heading"),
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


@pytest.mark.slow
def test_a_sheet_that_is_gone_is_told_and_its_table_stays(book: Workbook, tmp_path: Path) -> None:
    del book[LINKS]
    path = saved(book, tmp_path)
    assert read_workbook(path, list_sheets(DATA)).notes == [
        f"The sheet {LINKS} is not there: {FACTS}/links.csv stays as it is."
    ]
    assert told(DATA, path) == []


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


@pytest.mark.slow
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
    edits = {
        "Ranger training": "Training of rangers",
        "See also 1.2.11": "see also 1.2.11",
        "Kyrgyzstan: fines (amounts for compensation of damage) raised": "Kyrgyzstan: fines […] raised",
    }
    convert(exported, "fods", tmp_path)
    flat = tmp_path / "report.fods"
    text = flat.read_text(encoding="utf-8")
    for old, new in edits.items():
        assert f">{old}<" in text
        text = text.replace(f">{old}<", f">{new}<", 1)
    flat.write_text(text, encoding="utf-8")
    convert(flat, "ods", tmp_path)
    convert(tmp_path / "report.ods", "xlsx", tmp_path / "back")
    path = tmp_path / "back" / "report.xlsx"
    assert read_workbook(path, list_sheets(DATA)).notes == [], (
        "our own comments come back as ours, without their author"
    )
    lines = told(DATA, path)
    assert {line.partition(": ")[2] for line in lines} == {f'"{old}" -> "{new}"' for old, new in edits.items()}
    assert {line.split(" row ")[0].rpartition("/")[2] for line in lines} == {"actions.csv", "links.csv", "statuses.csv"}


def convert(path: Path, form: str, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
