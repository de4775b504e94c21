"""What goes out: each cell a text, headings with their rule, lists to choose from, findings at their cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from damaged import FACTS, Copy
from openpyxl import Workbook, load_workbook
from workbooks import ACTIONS, LINKS, REPORT, STATUSES, column_of, sheet_of, told

from cami_graph.check import Checked
from cami_graph.cli import cami
from cami_graph.errors import CamiError, Fault
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import scan_record
from cami_graph.workbook import list_sheets, write_workbook


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
    monkeypatch.setattr("cami_graph.check.check_data", lambda *_: checked)
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


@pytest.mark.slow
def test_a_table_that_cannot_be_read_whole_is_not_written_out(copy: Copy) -> None:
    copy.replace("facts/links", "see-also,1,", "see-also,1")
    sheets = list_sheets(copy.data, REPORT)
    with pytest.raises(CamiError, match="its rows would be missing"):
        write_workbook(copy.data, sheets, sheets, {})
