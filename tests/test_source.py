"""The report is read as received, split into the right cells, and refused when it is damaged."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from cami_graph.errors import SourceError
from cami_graph.paths import REPORTS
from cami_graph.source import (
    Cells,
    Correction,
    Source,
    find_quote,
    read_corrections,
    read_source,
    read_sources,
    split_cells,
)

HEADER = (
    "Activities\tResponsible\tPriority\tActions taken since 2014\tImplemented by\t"
    "Recommendations until 2020 for urgency, amendments to activities"
)


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source(REPORTS / "cami2-doc3")


@pytest.fixture(scope="module")
def cells(source: Source) -> Cells:
    return split_cells(source, read_corrections(REPORTS / "cami2-doc3" / "corrections.csv"))


def small(source: Source, *rows: str) -> Source:
    """Return a report of one section with these rows."""
    return replace(source, text="\n".join(["1.1 Hunting", HEADER, *rows]))


def texts(cells: Cells) -> dict[str, str]:
    return {cell.key: cell.text for cell in cells if cell.text}


def test_every_span_gives_its_words(source: Source, cells: Cells) -> None:
    spans = [span for cell in cells for span in cell.spans]
    assert spans
    assert all(source.text[span.start : span.end] == span.words for span in spans)


def test_a_row_without_a_code_continues_the_row_above(source: Source) -> None:
    report = small(source, "1.1.1. Train\tNGOs\tHigh\tIran: done\tDoE\t", " rangers\t\t\tKyrgyzstan: done\tPanthera\t")
    assert texts(split_cells(report)) == {
        "1.1.1-1": "1.1.1. Train rangers",
        "1.1.1-2": "NGOs",
        "1.1.1-3": "High",
        "1.1.1-4": "Iran: done Kyrgyzstan: done",
        "1.1.1-5": "DoE Panthera",
    }


def test_a_row_of_several_activities_shares_all_but_the_first_column(source: Source) -> None:
    report = small(source, "Ustyurt 1.1.1 Monitor. 1.1.2. Promote, see also 1.1.3\tNGOs\tHigh\tDone\t\t")
    cells = split_cells(report)
    assert texts(cells) == {
        "1.1.1-1": "Ustyurt 1.1.1 Monitor.",
        "1.1.2-1": "1.1.2. Promote, see also 1.1.3",
        "1.1.1-2": "NGOs",
        "1.1.1-3": "High",
        "1.1.1-4": "Done",
    }
    assert {cell.activity_codes for cell in cells if cell.column == 4} == {("1.1.1", "1.1.2")}
    assert {cell.subheading.words for cell in cells if cell.subheading} == {"Ustyurt"}
    assert [span.words for span in cells[0].own_words] == ["1.1.1 Monitor."]


def test_a_row_with_a_code_but_no_priority_shares_the_columns_above(source: Source) -> None:
    report = small(source, "1.1.1. Map\tNGOs\tHigh\tDone\t\t", "1.1.2. Plan\t\t\t\t\t")
    assert {cell.activity_codes for cell in split_cells(report) if cell.column == 4} == {("1.1.1", "1.1.2")}


def test_a_repair_changes_the_reading_and_keeps_the_print(source: Source) -> None:
    report = small(source, "1.1.1. border se agencies\tcurity NGOs\tHigh\tDone\t\t")
    repair = Correction(2, 3, 1, "border se agencies", "border security agencies", None, "clipped")
    move = Correction(3, 3, 2, "curity ", "-", 1, "tail of the clipped word")
    cells = split_cells(report, [repair, move])
    assert texts(cells)["1.1.1-1"] == "1.1.1. border security agencies"
    assert texts(cells)["1.1.1-2"] == "NGOs"
    assert cells[0].printed == "1.1.1. border se agencies curity"
    assert [span.words for span in find_quote(cells, "1.1.1", 1, "border se agencies […] curity")] == [
        "border se agencies",
        "curity",
    ]


def test_a_quote_is_found_at_its_exact_place(source: Source, cells: Cells) -> None:
    (span,) = find_quote(cells, "1.1.1", 4, "Iran: ranger training ongoing")
    assert (span.line, span.column) == (51, 4)
    assert source.text[span.start : span.end] == "Iran: ranger training ongoing"


def test_a_heading_is_column_0_and_a_subheading_counts_for_all_under_it(source: Source, cells: Cells) -> None:
    (section,) = find_quote(cells, "2.3.10", 0, "Asiatic Wild Ass", source.headings())
    (inside,) = find_quote(cells, "2.3.10", 1, "Khulan/Onager")
    assert (section.line, inside.line) == (178, 189)


@pytest.mark.parametrize(
    ("code", "column", "quote", "says"),
    [
        ("1.1.1", 5, "Iran: ranger training ongoing", "It stands in 1.1.1 column 4."),
        ("1.1.2", 4, "Iran: ranger training ongoing", "It stands in 1.1.1 column 4."),
        ("1.1.1", 4, "Iran: rangers trained", "It stands in no cell"),
        ("1.1.1", 4, "ongoing", "stands 3 times"),
    ],
)
def test_a_quote_that_does_not_stand_there_once_is_refused(
    cells: Cells, code: str, column: int, quote: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says):
        find_quote(cells, code, column, quote)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the folder of a report that a test may damage."""
    return Path(shutil.copytree(REPORTS / "cami2-doc3", tmp_path / "cami2-doc3"))


def test_a_truncated_report_is_refused(folder: Path) -> None:
    (file,) = folder.glob("*.txt")
    file.write_bytes(file.read_bytes()[:60000])
    with pytest.raises(SourceError, match=r"Doc3\.txt: .*cut short or edited: 60000 bytes.*Take it again"):
        read_source(folder)


def test_a_report_in_another_encoding_is_refused(folder: Path) -> None:
    (file,) = folder.glob("*.txt")
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252", errors="replace"))
    with pytest.raises(SourceError, match=r"Doc3\.txt line \d+: .*not UTF-8.*Take the file again"):
        read_source(folder)


def test_a_report_that_is_missing_is_refused(folder: Path) -> None:
    next(folder.glob("*.txt")).unlink()
    with pytest.raises(SourceError, match=r"Doc3\.txt: .*cannot be read.*Put the file back"):
        read_source(folder)


def test_a_report_in_a_folder_of_another_name_is_refused(folder: Path) -> None:
    folder.rename(folder.parent / "cami3")
    with pytest.raises(SourceError, match=r'cami3/report\.toml: the report calls itself "cami2-doc3"'):
        read_sources(folder.parent)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"implementer"', '"implementor"', r"the roles .* do not fit .*Nearest: \"implementer\""),
        ('"implementer", ', "", r"the roles .* do not fit its 6 columns"),
        ('state = "read"', 'state = "seen"', r'"seen" is no state of a claim.*proposed, read, rejected'),
        ('issued = "2019"', 'issued = "autumn"', r'"autumn" is no date.*2019-09'),
        ('paragraphs = "lost"', 'paragraphs = "gone"', r'"gone" is not what becomes of paragraphs'),
    ],
)
def test_a_description_that_the_parser_cannot_follow_is_refused(folder: Path, old: str, new: str, says: str) -> None:
    (file,) = folder.glob("*.toml")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=says):
        read_source(folder)


def test_columns_are_told_by_their_roles_not_by_their_order(source: Source) -> None:
    order = [0, 2, 1, 4, 3, 5]
    turned = replace(
        source, columns=tuple(source.columns[at] for at in order), roles=tuple(source.roles[at] for at in order)
    )
    row = ["1.1.1. Train", "NGOs", "High", "Iran: done", "DoE", "more"]
    lines = ["\t".join(values[at] for at in order) for values in (HEADER.split("\t"), row)]
    cells = split_cells(replace(turned, text="\n".join(["1.1 Hunting", *lines])))
    assert texts(cells) == texts(split_cells(small(source, "\t".join(row))))


def test_a_code_counts_at_the_start_of_a_paragraph_unless_paragraphs_were_lost(source: Source) -> None:
    rows = (
        "1.1.1. Train [2014-2020: 1.1.2 and 1.1.6, merged]\tNGOs\tHigh\tDone\t\t",
        "1.1.2. Map\tNGOs\tLow\tDone\t\t",
    )
    kept = replace(small(source, *rows), paragraphs="kept")
    assert [cell.activity_codes for cell in split_cells(kept) if cell.column == 1] == [("1.1.1",), ("1.1.2",)]


def test_a_paragraph_over_a_code_is_a_heading_inside_the_table(source: Source) -> None:
    rows = ("Cats\tNGOs\tHigh\tfirst\t\t", "1.1.1. Count\t\t\tsecond\t\t", "1.1.2. Map\t\t\t\t\t")
    cells = split_cells(replace(small(source, *rows), paragraphs="kept"))
    assert texts(cells)["1.1.1-1"] == "Cats 1.1.1. Count"
    assert texts(cells)["1.1.1-4"] == "first second"
    assert {cell.subheading.words for cell in cells if cell.subheading} == {"Cats"}
    alone = replace(small(source, "Cats\tNGOs\tHigh\tfirst\t\t"), paragraphs="kept")
    with pytest.raises(SourceError, match="a row with its own priority names no activity: 'Cats'"):
        split_cells(alone)


def test_an_activity_without_an_objective_line_parses(source: Source) -> None:
    report = small(source, "1.1.1. Train\tNGOs\tHigh\tDone\t\t")
    assert [heading.code for heading in report.headings()] == ["1.1"]
    assert split_cells(report)


def test_a_broken_description_is_refused(folder: Path) -> None:
    (file,) = folder.glob("*.toml")
    file.write_text(file.read_text(encoding="utf-8").replace("citation =", "citatoin ="), encoding="utf-8")
    with pytest.raises(SourceError, match=r"cami2-doc3/report\.toml: .*citatoin"):
        read_source(folder)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Iran: ranger training ongoing\t", "Iran: ranger training ongoing ", r"line 51: a table row with 5 columns"),
        (
            "\t\t\tIran: ranger training ongoing",
            "Iran: ranger training ongoing",
            r"line 51: a table row with 3 columns",
        ),
        (
            "1.1.5. Promote",
            "7.7.7. Promote",
            r"line 63 column 1: activity 7\.7\.7 is not known here.*1\.1\.5 was expected",
        ),
        ("1.1.5. Promote", "1.1.4. Promote", r"line 63 column 1: activity 1\.1\.4 stands here a second time"),
        ("1.1.5. Promote", "Promote", r"line 63 column 1: .*names no activity.*1\.1\.5 was expected"),
        ("Political dialogue 2.2.4.", "Political dialogue 2.4.2.", r"line 173 column 1: .*2\.2\.4 was expected"),
        (
            "1.1.5. Promote the use of new technologies",
            "Promote\n1.1.5. the use of new",
            r"line 63: .*neither a heading",
        ),
    ],
)
def test_a_damaged_row_is_refused_with_its_line(source: Source, old: str, new: str, says: str) -> None:
    assert source.text.count(old) == 1
    with pytest.raises(SourceError, match=says):
        split_cells(replace(source, text=source.text.replace(old, new)))


def test_a_report_without_a_table_is_refused(source: Source) -> None:
    with pytest.raises(SourceError, match="no table found"):
        split_cells(replace(source, text="Nothing here"))


def test_a_stale_correction_is_refused(source: Source) -> None:
    stale = Correction(7, 51, 4, "ranger trainning", "ranger training", None, "misprint")
    with pytest.raises(SourceError, match=r"corrections\.csv row 7 column printed: .*stands 0 times in line 51.*stale"):
        split_cells(source, [stale])


def test_words_cannot_move_into_a_first_column_of_several_activities(source: Source) -> None:
    move = Correction(4, 188, 2, "Government agencies", "", 1, "why")
    with pytest.raises(SourceError, match=r"corrections\.csv row 4 column to_column: .*2\.3\.6, 2\.3\.7, 2\.3\.8"):
        split_cells(source, [move])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("line,column,printed\n", "row 1: the header is wrong"),
        ("{head}\n51,4,a,b\n", "row 2 column to_column: 4 columns instead of 6"),
        ("{head}\n51,4,a,b,,\n", "row 2 column reason: the field is empty"),
        ("{head}\n51,4,a,,,why\n", "row 2: nothing is repaired"),
        ("{head}\n51,9,a,b,,why\n", "row 2 column column: '9' is no such number"),
        ("{head}\nx,4,a,b,,why\n", "row 2 column line: 'x' is no such number"),
        ('{head}\n51,4,"a"b,b,,why\n', "row 2: broken CSV"),
    ],
)
def test_a_broken_table_of_corrections_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(text.format(head="line,column,printed,read_as,to_column,reason"), encoding="utf-8")
    with pytest.raises(SourceError, match=says):
        read_corrections(path)
