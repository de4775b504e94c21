"""A document becomes proposed claims: the same in every form, each with its words, none of them counted as read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from drafted import DRAFTS, HEADS, NEXT, ROW, draft_text, text_of
from openpyxl import Workbook

from cami_graph.cli import cami
from cami_graph.draft import Draft, draft_document, list_facts
from cami_graph.draft.folder import Received, draft_files, write_draft
from cami_graph.draft.paper import TableRow
from cami_graph.draft.reading import read_paper
from cami_graph.errors import ExportError, SourceError
from cami_graph.paths import DATA, DRAFT, VOCABULARIES
from cami_graph.source import pieces
from cami_graph.tables import Record, read_record


@pytest.fixture(scope="module")
def record() -> Record:
    """The tables, which do not know the second report."""
    return read_record(DATA, VOCABULARIES)


@pytest.fixture(scope="module")
def word(record: Record) -> Draft:
    """The second report, drafted from Word."""
    return draft(record, "docx")


def draft(record: Record, form: str) -> Draft:
    return draft_document(DRAFTS / f"second.{form}", record, "cami-2021-2026", NEXT, DRAFT)


def facts_of(drafted: Draft) -> set[tuple[str, str, str]]:
    return {(one.activity, one.facet, one.value) for one in list_facts(drafted.desk)}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_forms_that_keep_paragraphs_give_the_same_facts(form: str, word: Draft, record: Record) -> None:
    assert facts_of(draft(record, form)) == facts_of(word)


OTHER_HEADS = {
    "Activities": "Measures",
    "Responsible": "In charge",
    "Priority": "Level of priority",
    "Actions taken since 2021": "Activities carried out",
    "Implemented by": "Implementing organisations",
    "Recommendations until 2026": "Next steps",
}


@pytest.mark.slow
def test_other_heads_in_another_order_give_the_same_facts(tmp_path: Path, record: Record) -> None:
    turned = []
    for line in (DRAFTS / "second.txt").read_text("utf-8").splitlines():
        cells = [OTHER_HEADS.get(cell, cell) for cell in line.split("\t")]
        turned.append("\t".join([cells[2], cells[0], cells[5], *cells[3:5], cells[1]] if len(cells) == 6 else cells))
    drafted = draft_text(tmp_path, record, "\n".join(turned) + "\n")
    assert drafted.layout.roles == ("activity", "priority", "recommendation", "action", "implementer", "responsible")
    assert facts_of(drafted) == facts_of(draft(record, "txt"))


def test_a_merged_cell_goes_on_below_and_its_neighbours_stay_aligned() -> None:
    rows = [one for one in read_paper(DRAFTS / "second.docx").blocks if isinstance(one, TableRow)]
    academy = next(row for row in rows if "ranger academy" in row.words[3])
    assert academy.words[:3] == ("", "", "")
    assert academy.words[4] == "Government of Kyrgyzstan, supported by Panthera"


def test_heads_that_are_printed_again_are_no_rows(tmp_path: Path, record: Record) -> None:
    drafted = draft_text(tmp_path, record, text_of(ROW, HEADS, ("1.1.2. Count", "NGOs", "Low", "", "", "")))
    assert [code for row in drafted.desk.rows for code in row.codes] == ["1.1.1", "1.1.2"]


def test_every_claim_is_proposed_and_quotes_words_that_stand_where_it_says(word: Draft) -> None:
    text = word.layout.text
    for one in word.desk.proposals:
        assert one.row["state"] == "proposed"
        assert 0 < one.confidence < 1
        assert one.why
        assert pieces(one.row["quote"]) == [text[span.start : span.end].strip() for span in one.spans]


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("Iran: law passed in 2022", ("2022", "2022")),
        ("Iran: joint patrols ended in 2022", ("", "2022")),
        ("Iran: training suspended since 2022", ("", "2022")),
        ("Iran: training ongoing since 2022", ("2022", "")),
        ("Iran: training ongoing until 2022", ("", "2022")),
        ("Iran: survey completed (2021-2022)", ("2021", "2022")),
    ],
)
def test_a_year_alone_is_the_first_or_the_last_as_its_words_say(
    words: str, years: tuple[str, str], tmp_path: Path, record: Record
) -> None:
    (action,) = draft_text(tmp_path, record, text_of((*ROW[:3], words, *ROW[4:]))).desk.of("actions")
    assert (action.row["start_year"], action.row["end_year"]) == years


def test_species_of_the_heading_are_doubted_where_the_activity_names_others(tmp_path: Path, record: Record) -> None:
    rows = (("1.1.1. Count Argali", *ROW[1:]), ("1.1.2. Train rangers", *ROW[1:]))
    drafted = draft_text(tmp_path, record, text_of(*rows, heading="1.1 Argali and Snow Leopard"))
    found = {
        (one.row["activity_codes"], one.row["value"]): (one.row.get("certainty", ""), one.row.get("reason", ""))
        for one in drafted.desk.of("scopes")
        if one.row["kind"] == "species"
    }
    assert found["1.1.1", "argali"] == found["1.1.2", "argali"] == found["1.1.2", "snow-leopard"] == ("", "")
    assert found["1.1.1", "snow-leopard"][0] == "probable"
    assert "speaks of Argali" in found["1.1.1", "snow-leopard"][1]


def test_joint_work_and_states_say_that_a_person_decides(word: Draft) -> None:
    for table in ("cooperations", "statuses"):
        assert {one.why for one in word.desk.of(table)}
        assert all("for a person to say" in one.why and one.confidence <= 0.6 for one in word.desk.of(table))


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes(word: Draft, record: Record) -> None:
    received = Received("second.docx", "0" * 64)
    assert draft_files(word, record, received) == draft_files(draft(record, "docx"), record, received)


def test_names_that_nothing_knows_are_told_with_the_nearest_and_their_places(word: Draft, record: Record) -> None:
    files = draft_files(word, record, Received("second.docx", "0" * 64))
    rows = list(csv.DictReader(io.StringIO(files["draft/unknown_names.csv"].decode())))
    bear = next(row for row in rows if row["proposed_id"] == "gobi-bear")
    assert (bear["kind"], bear["name"]) == ("species", "Gobi Bear")
    assert "2.1.7 column 1" in bear["places"]
    society = next(row for row in rows if row["proposed_id"] == "manul-watch")
    assert society["kind"] == "actor"
    customs = next(row for row in rows if row["proposed_id"] == "customs-service-of-kazakhstan")
    assert customs["nearest"].count("Customs service") == 1, "of each thing one spelling"
    assert any("Institute of Zoology" in row["nearest"] for row in rows if row["kind"] == "actor")


def test_a_programme_that_is_not_known_is_proposed_with_its_plan(word: Draft, record: Record) -> None:
    files = draft_files(word, record, Received("second.docx", "0" * 64))
    programme = files["draft/to_add/programmes/programmes.csv"].decode()
    assert "cami-2021-2026,Programme of Work 2021-2026" in programme
    plan = "draft/to_add/programmes/cami-2021-2026"
    assert len(files[f"{plan}/activities.csv"].decode().splitlines()) == 25
    assert "1.2.1,a,keep the Migration Atlas up to date" in files[f"{plan}/subactivities.csv"].decode()


def test_words_that_no_claim_quotes_are_told(tmp_path: Path, record: Record) -> None:
    row = (*ROW[:4], "DoE, and nine unnamed helpers", ROW[5])
    drafted = draft_text(tmp_path, record, text_of(row, (*ROW[:0], "1.1.2. Wait", "NGOs", "Low", "", "as above", "")))
    files = draft_files(drafted, record, Received("next.txt", "0" * 64))
    assert "as above" in files["draft/unquoted.csv"].decode()


def test_facts_on_standard_output_are_a_fact_table() -> None:
    words = ["draft", str(DRAFTS / "second.docx"), "--programme", "cami-2021-2026", "--report", NEXT, "--format", "csv"]
    result = CliRunner().invoke(cami, words, catch_exceptions=False)
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert rows[0] == ["report", "activity", "facet", "value", "evidence"]
    assert [NEXT, "1.1.1", "priority", "High", "High"] in rows
    assert rows[1:] == sorted(rows[1:])
    assert len({tuple(row[:4]) for row in rows}) == len(rows)


def test_a_draft_is_written_and_overwrites_nothing(tmp_path: Path, word: Draft, record: Record) -> None:
    folder = tmp_path / NEXT
    files = draft_files(word, record, Received("second.docx", "0" * 64))
    write_draft(files, folder)
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == set(files)
    with pytest.raises(ExportError, match="a draft overwrites nothing"):
        write_draft(files, folder)


# Documents that cannot be drafted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (text_of(ROW, heads=("a", "b", "c", "d", "e", "f")), "no table with the heads of a report"),
        (text_of(ROW, heads=(*HEADS[:5], "Mood")), 'the column "Mood" is not known'),
        (text_of(("Train rangers", *ROW[1:])), "no activity has a code such as 1.1.1"),
        (text_of(ROW, heading="Wildlife crime"), 'no heading such as "1.1 Title"'),
        (text_of((*ROW, "more")), "a row of 7 cells under heads of 6"),
        (text_of(ROW) + text_of(ROW, heads=(HEADS[1], HEADS[0], *HEADS[2:])), "differ from those of the first table"),
        (text_of(ROW).replace("training", "train\u202eing"), "a character that no reader sees (U+202E)"),
        (text_of(("1.1.3. Skip", *ROW[1:])), "Activity 1.1.1 was expected"),
    ],
)
def test_what_cannot_be_drafted_is_said_with_place_and_remedy(
    text: str, said: str, tmp_path: Path, record: Record
) -> None:
    with pytest.raises(SourceError) as caught:
        draft_text(tmp_path, record, text)
    message = str(caught.value)
    assert said in message
    assert "next.txt" in message
    assert message.rstrip().endswith(".")


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
def test_a_file_that_is_not_what_its_name_says_is_refused(ending: str, tmp_path: Path, record: Record) -> None:
    path = tmp_path / f"next.{ending}"
    path.write_bytes(b"no such thing")
    with pytest.raises(SourceError, match="cannot be read as"):
        draft_document(path, record, "cami-2021-2026", "next", DRAFT)


def test_an_unknown_ending_is_refused_with_those_that_are_known(tmp_path: Path, record: Record) -> None:
    path = tmp_path / "next.odt"
    path.write_bytes(b"")
    with pytest.raises(SourceError, match=r"Save it as one of \.docx, \.htm"):
        draft_document(path, record, "cami-2021-2026", "next", DRAFT)


def test_a_code_that_a_spreadsheet_turned_into_a_date_is_named_by_its_cell(tmp_path: Path, record: Record) -> None:
    import datetime

    book = Workbook()
    book.active.append(["1.1 Crime"])  # type: ignore[union-attr]
    book.active.append(list(HEADS))  # type: ignore[union-attr]
    book.active.append([datetime.date(2001, 1, 1), *ROW[1:]])  # type: ignore[union-attr]
    book.save(tmp_path / "next.xlsx")
    with pytest.raises(SourceError, match="cell A3: a spreadsheet made a date of it"):
        draft_document(tmp_path / "next.xlsx", record, "cami-2021-2026", "next", DRAFT)


def test_words_that_were_deleted_in_word_are_not_drafted(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Kept")
    run = paragraph.add_run(" and gone")
    paragraph._p.append(_deleted(run._r))
    document.save(str(tmp_path / "next.docx"))
    assert [one.words for one in read_paper(tmp_path / "next.docx").blocks if not isinstance(one, TableRow)] == ["Kept"]


def _deleted(run: object) -> object:
    from docx.oxml import OxmlElement

    gone = OxmlElement("w:del")
    gone.append(run)
    return gone
