"""Each table is read strictly; everything that is wrong is said at once, with file, row, column and remedy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from damaged import Copy

from cami_graph.errors import TableError
from cami_graph.paths import DATA, REFERENCE, VOCABULARIES
from cami_graph.tables import (
    Action,
    Actor,
    Column,
    Reading,
    Tables,
    columns_of,
    describe_tables,
    fill_part,
    read_codes,
    read_record,
    read_rows,
    scan_record,
)


def read_first(data: Path, *, partial: bool = False) -> Tables:
    """Return the tables that the first report sees."""
    return read_record(data, VOCABULARIES, partial=partial).report("cami2-doc3").tables


def faults_of(copy: Copy) -> list[str]:
    """Return the lines of the error that reading the copy stops with, the count aside."""
    with pytest.raises(TableError) as caught:
        read_record(copy.data, VOCABULARIES)
    return str(caught.value).splitlines()[1:]


def test_the_real_tables_are_sound() -> None:
    record, faults = scan_record(DATA, VOCABULARIES)
    assert faults == []
    assert len(record.report("cami2-doc3").tables.activities) == 114


def test_a_list_is_split_and_a_number_read() -> None:
    action = next(row for row in read_first(DATA).actions if row.budget_amount and row.species_ids)
    assert isinstance(action.budget_amount, int)
    assert isinstance(action.species_ids, tuple)
    assert action.values("country_codes") == action.country_codes


@pytest.mark.parametrize(
    ("column", "text", "value", "wrong"),
    [
        (Column("a", "", many=True), "x; y", ("x", "y"), ""),
        (Column("a", "", many=True), "", (), ""),
        (Column("a", "", many=True), "x;; y", ("x", "", "y"), "an empty value stands between two semicolons"),
        (Column("a", "", many=True), "x; x", ("x", "x"), "a value stands twice"),
        (Column("a", "", number=True), "2000000", 2000000, ""),
        (Column("a", "", number=True), "2 million", None, "it is not a whole number"),
        (Column("a", "", required=True), "", "", "the field is empty"),
        (Column("a", ""), " x", " x", "spaces stand before or after it"),
        (Column("a", ""), "x\ny", "x\ny", "a line break or tab stands in it"),
        (Column("a", "", choices=("x", "y")), "z", "z", '"z" is not one of x, y'),
        (Column("a", "", pattern=r"\d+"), "z", "z", '"z" is not written as this column asks'),
    ],
)
def test_a_cell_is_parsed_by_its_column(column: Column, text: str, value: object, wrong: str) -> None:
    assert column.parse(text) == (value, wrong)


def test_an_unknown_name_is_refused_with_the_nearest(copy: Copy) -> None:
    copy.edit("facts/responsibilities", {"activity_code": "1.1.6", "actor_id": "traffic"}, "actor_id", "trafic")
    (line,) = faults_of(copy)
    assert line.startswith(
        'reports/cami2-doc3/facts/responsibilities.csv row 14 column actor_id: "trafic" is not in actors.csv.'
    )
    assert 'Nearest: "traffic"' in line


def test_an_unknown_code_of_a_vocabulary_is_refused(copy: Copy) -> None:
    row_file, row, _ = copy.edit("facts/statuses", {"activity_code": "1.1.1"}, "status", "finished")
    (line,) = faults_of(copy)
    assert line.startswith(f'{row_file} row {row} column status: "finished" is not in the vocabulary status.')


def test_a_duplicate_code_is_refused(copy: Copy) -> None:
    copy.edit("facts/sections", {"section_code": "1.2"}, "section_code", "1.1")
    lines = faults_of(copy)
    duplicate = (
        'programmes/cami-2014-2020/sections.csv row 3 column section_code: "1.1" stands a second time, first in row 2.'
    )
    assert any(line.startswith(duplicate) for line in lines)


def test_all_faults_of_all_tables_are_said_at_once(copy: Copy) -> None:
    copy.edit("facts/actions", {"action_id": "1.1.1-r2"}, "start_year", "20x8")
    copy.edit("reference/species", {"species_id": "argali"}, "rank", "kind")
    assert [line.split(":")[0] for line in faults_of(copy)] == [
        "reference/species.csv row 2 column rank",
        "reports/cami2-doc3/facts/actions.csv row 3 column start_year",
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("activity_code,target_code", "activity,target_code", "row 1: Unknown columns: activity; missing columns"),
        (
            "1.2.3,1.2.11,see-also,1,",
            "1.2.3,1.2.11,see-also,",
            "row 2 column read_on: 7 columns instead of 8. Look for a missing comma",
        ),
        ("1.2.3,1.2.11,see-also,1,", '1.2.3,1.2.11,see-also,1,"x"y', "Broken CSV"),
        ("1.2.3,1.2.11,see-also,1,", "<<<<<<< ours\n1.2.3,1.2.11,see-also,1,", "row 2 column A: A sign of a merge"),
    ],
)
def test_a_table_of_another_form_is_refused(copy: Copy, old: str, new: str, says: str) -> None:
    copy.replace("facts/links", old, new)
    assert any(says in line and "reports/cami2-doc3/facts/links.csv" in line for line in faults_of(copy))


def test_a_table_in_another_encoding_is_refused(copy: Copy) -> None:
    path = copy.path("facts/objectives")
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1251", errors="replace"))
    assert any(
        "programmes/cami-2014-2020/objectives.csv: Byte" in line and "Save it as UTF-8" in line
        for line in faults_of(copy)
    )


def test_a_missing_table_is_refused_and_let_through_only_on_request(copy: Copy) -> None:
    copy.path("facts/contradictions").unlink()
    assert faults_of(copy) == ["reports/cami2-doc3/facts/contradictions.csv: The table is missing. Put the file back."]
    assert read_first(copy.data, partial=True).contradictions == ()


def test_our_own_words_may_be_missing_only_on_request(copy: Copy) -> None:
    copy.edit("facts/sections", {"section_code": "1.1"}, "title_ru", "")
    assert "programmes/cami-2014-2020/sections.csv row 2 column title_ru: The field is empty." in faults_of(copy)[0]
    assert read_first(copy.data, partial=True).sections[0].title_ru == ""


def test_a_reading_by_itself_is_read_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "first.csv"
    path.write_text("activity,facet,value,evidence\n1.1.1,priority,High,High\n", encoding="utf-8")
    assert [(row.activity, row.facet, row.value) for row in read_rows(path, Reading)] == [("1.1.1", "priority", "High")]
    path.write_text("activity,facet,value,evidence\n1.1.1,colour,High,High\n", encoding="utf-8")
    with pytest.raises(TableError, match='"colour" is not one of priority'):
        read_rows(path, Reading)


def test_a_row_tells_its_own_faults() -> None:
    row = read_first(DATA).actors[0]
    fault = row.fault("Nothing is wrong.", "name", "Leave it.")
    assert (fault.file, fault.row, fault.column, fault.value) == ("reference/actors.csv", 2, "name", row.name)
    assert replace(row, row=9).ref.row == 9


def test_the_codes_of_vocabularies_are_those_of_the_closed_lists_and_tables() -> None:
    codes = read_codes(VOCABULARIES, REFERENCE)
    assert codes["status"] >= {"done", "partial", "ongoing", "planned", "reported", "not-done", "not-reported"}
    assert "barriers" in codes["threat"]
    assert "9.2" in codes["action-2.0"]


def test_every_column_of_every_table_is_documented() -> None:
    text = describe_tables()
    for kind, folder in ((Action, "reports/<id>/facts"), (Actor, "reference"), (Reading, "reports/<id>/readings")):
        assert f"`{folder}/{kind.TABLE}.csv`" in text
        assert all(f"| `{column.name}` |" in text for column in columns_of(kind))
        assert all(column.meaning for column in columns_of(kind))


def test_a_part_between_markers_is_written_anew_and_the_rest_kept() -> None:
    text = "before\n<!-- columns:start -->\nold\n<!-- columns:end -->\nafter\n"
    assert fill_part(text, "columns", "new\n") == text.replace("old", "new")


def test_a_text_without_markers_is_refused() -> None:
    with pytest.raises(TableError, match="the markers of the part columns are missing"):
        fill_part("no markers", "columns", "")
