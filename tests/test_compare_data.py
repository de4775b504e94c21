"""Two versions of the data compared: exactly the cells that were edited, nothing against itself, the first edition."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from openpyxl import load_workbook
from overlay import LETTER, lay_over, read, write

from cami_graph.compare.changeset import to_turtle
from cami_graph.compare.data import DataDiff, TableChange, compare_versions
from cami_graph.compare.data_told import make_sheets, to_csv, to_json, to_markdown, to_workbook
from cami_graph.compare.versions import read_folder, read_version
from cami_graph.errors import QueryError, TableError
from cami_graph.paths import DATA
from cami_graph.tables.record import PLAN_TABLES

REPORT, PROGRAMME = "cami2-doc3", "cami-2014-2020"
FACTS = f"reports/{REPORT}/facts"
EDITS = (
    (f"{FACTS}/statuses.csv", "status", "ended"),
    (f"{FACTS}/actions.csv", "end_year", "2031"),
    ("reference/species.csv", "note", "A note, with “words” | and more."),
)
Edit = Callable[[Path], dict[str, str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("graph"))


@pytest.fixture
def edited(copy: Path) -> tuple[Path, list[tuple[str, int, str, str, str]]]:
    """A copy with one cell of the third row of three tables edited, and what was edited."""
    edits = []
    for file, column, value in EDITS:
        rows = read(copy / file)
        edits.append((file, 4, column, rows[2][column], value))
        rows[2][column] = value
        write(copy / file, rows, list(rows[0]))
    return copy, edits


def diff(since: Path | str, until: Path) -> DataDiff:
    return compare_versions(read_version(str(since), until), read_folder(until))


def table(found: DataDiff, file: str) -> TableChange:
    return next(one for one in found.tables if one.file == file)


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def cells(found: DataDiff) -> list[tuple[str, int | None, str, str, str]]:
    return [
        (one.file, row.row, cell.column, cell.old, cell.new)
        for one in found.tables
        for row in one.rows
        for cell in row.cells
    ]


def test_a_version_against_itself_changes_nothing() -> None:
    found = diff(DATA, DATA)
    assert (found.tables, found.moved) == ((), ())
    assert "Nothing in any table." in to_markdown(found).decode()
    assert to_csv(found) == b"table,change,row,row_then,key,title,column,old,new\n"


def test_three_edited_cells_are_exactly_these(edited: tuple[Path, list[tuple[str, int, str, str, str]]]) -> None:
    copy, edits = edited
    found = diff(DATA, copy)
    assert sorted(cells(found)) == sorted(edits)
    assert {row.change for one in found.tables for row in one.rows} == {"changed"}


def test_rows_are_matched_by_their_key_not_by_their_place(copy: Path) -> None:
    rows = read(copy / FACTS / "statuses.csv")
    write(copy / FACTS / "statuses.csv", rows[::-1], list(rows[0]))
    assert diff(DATA, copy).tables == ()


def test_a_row_is_added_and_another_withdrawn(copy: Path) -> None:
    rows = read(copy / FACTS / "statuses.csv")
    gone = rows.pop(0)
    write(copy / FACTS / "statuses.csv", rows, list(rows[0]))
    found = table(diff(DATA, copy), f"{FACTS}/statuses.csv")
    assert [(row.change, row.key, row.row, row.old_row) for row in found.rows] == [
        ("withdrawn", (gone["activity_code"], gone["item"]), None, 2)
    ]
    back = table(diff(copy, DATA), f"{FACTS}/statuses.csv")
    assert [(row.change, row.row) for row in back.rows] == [("added", 2)]
    assert {(cell.column, cell.new) for cell in back.rows[0].cells} == {(c, v) for c, v in gone.items() if v}


def test_a_claim_of_a_letter_is_known_by_its_document(copy: Path) -> None:
    lay_over(copy, LETTER)
    found = diff(DATA, copy)
    assert [one.file for one in found.tables] == ["documents/documents.csv", "documents/facts/statuses.csv"]
    assert found.tables[1].rows[0].key == ("letter-tm-2020", "2.5.2", "")


def test_one_of_several_rows_of_one_key_is_found(copy: Path) -> None:
    rows = read(copy / FACTS / "contradictions.csv")
    double = next(n for n, row in enumerate(rows) if rows[n - 1]["contradiction_id"] == row["contradiction_id"])
    quote = rows[double]["quote"]
    rows[double]["quote"] = "other words"
    write(copy / FACTS / "contradictions.csv", rows, list(rows[0]))
    assert cells(diff(DATA, copy)) == [(f"{FACTS}/contradictions.csv", double + 2, "quote", quote, "other words")]


# Tags and the first edition


def make_first_edition(folder: Path) -> Path:
    """Lay the tables as the first edition laid them, with its columns."""
    old = folder / "data"
    shutil.copytree(DATA / "reference", old / "reference", ignore=shutil.ignore_patterns("frameworks.csv"))
    shutil.copytree(DATA / "programmes" / PROGRAMME, old / "facts")
    shutil.copytree(DATA / FACTS, old / "facts", dirs_exist_ok=True)
    (old / "facts" / "continuations.csv").unlink()
    for path in (old / "facts").glob("*.csv"):
        rows = read(path)
        kept = [name for name in rows[0] if name not in ("state", "reader", "read_on", "budget_currency")]
        renamed = ["budget_usd" if name == "budget_amount" else name for name in kept]
        write(path, [dict(zip(renamed, (row[name] for name in kept), strict=True)) for row in rows], renamed)
    return old


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose tag `first` is of the first edition, and whose work tree is of today."""
    folder = tmp_path / "repository"
    folder.mkdir()
    data = make_first_edition(folder)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    git(folder, "tag", "first")
    shutil.rmtree(data)
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("graph"))
    return data


def test_a_tag_of_the_first_edition_is_read_without_a_checkout(repository: Path) -> None:
    before = sorted(repository.rglob("*"))
    found = diff("first", repository)
    assert sorted(repository.rglob("*")) == before
    homes = dict(found.moved)
    assert homes["facts/statuses.csv"] == f"{FACTS}/statuses.csv"
    assert {homes[f"facts/{name}.csv"] for name in PLAN_TABLES} == {
        f"programmes/{PROGRAMME}/{name}.csv" for name in PLAN_TABLES
    }
    assert [row for one in found.tables if one.file.startswith(FACTS) for row in one.rows] == []


def test_columns_that_are_new_or_renamed_are_told_once(repository: Path) -> None:
    actions = table(diff("first", repository), f"{FACTS}/actions.csv")
    assert [(one.column, one.into) for one in actions.renamed] == [("budget_usd", ("budget_amount", "budget_currency"))]
    assert [name for name, _ in actions.new_columns] == ["state", "reader", "read_on"]
    text = to_markdown(diff("first", repository)).decode()
    assert text.count("The column budget\\_usd became budget\\_amount, budget\\_currency.") == 1


def test_a_version_that_is_nowhere_is_refused_with_the_nearest_tag(repository: Path) -> None:
    with pytest.raises(
        QueryError, match=re.escape('"frist" is neither a folder nor a tag or commit. Nearest: "first"')
    ):
        diff("frist", repository)
    with pytest.raises(QueryError, match="neither a folder nor a tag"):
        diff("--output=x", repository)


def test_a_folder_outside_git_asks_for_a_folder(copy: Path) -> None:
    with pytest.raises(QueryError, match=r"not kept in git; name a folder"):
        diff("v1", copy)


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="holds no tables"):
        read_folder(tmp_path)


@pytest.mark.parametrize("text", ["", "a,b\n1\n", 'a,b\n"1,2\n'], ids=["empty", "short", "unclosed"])
def test_a_table_that_cannot_be_read_is_named(copy: Path, text: str) -> None:
    (copy / FACTS / "links.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=r"facts/links\.csv: The table cannot be read"):
        diff(DATA, copy)


# Forms


def test_markdown_says_each_cell_then_and_now(edited: tuple[Path, list[tuple[str, int, str, str, str]]]) -> None:
    text = to_markdown(diff(DATA, edited[0])).decode()
    status = next(edit for edit in edited[1] if edit[2] == "status")
    assert "Rows changed: 3, added: 0, withdrawn: 0, in 3 tables." in text
    assert "## Status of activities and items\n" in text
    assert f"(row 4): status “{status[3]}” → “ended”" in text
    assert "“A note, with “words” \\| and more.”" in text


def test_the_other_forms_hold_the_same_cells(edited: tuple[Path, list[tuple[str, int, str, str, str]]]) -> None:
    found, edits = diff(DATA, edited[0]), edited[1]
    rows = list(csv.DictReader(io.StringIO(to_csv(found).decode())))
    assert sorted((r["table"], int(r["row"]), r["column"], r["old"], r["new"]) for r in rows) == sorted(edits)
    told = json.loads(to_json(found))
    assert sorted(
        (one["file"], row["row"], cell["column"], cell["old"], cell["new"])
        for one in told["tables"]
        for row in one["rows"]
        for cell in row["cells"]
    ) == sorted(edits)
    book = load_workbook(io.BytesIO(to_workbook(found)))
    assert book.sheetnames == ["summary", *(sheet.key for sheet in make_sheets(found))]
    assert [cell.value for cell in book[f"statuses {REPORT}"][2]][-3:] == ["status", edits[0][3], "ended"]


def test_no_two_sheets_have_one_name(repository: Path) -> None:
    names = [sheet.key for sheet in make_sheets(diff("first", repository))]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 31


def test_a_changed_row_is_a_revision_of_the_row_it_was(
    edited: tuple[Path, list[tuple[str, int, str, str, str]]],
) -> None:
    found = diff(DATA, edited[0])
    content = to_turtle(found)
    assert content == to_turtle(diff(DATA, edited[0]))
    store = ox.Store()
    store.load(input=content, format=ox.RdfFormat.TURTLE)
    rows = store.query(
        """PREFIX prov: <http://www.w3.org/ns/prov#>
           SELECT ?column ?old ?new WHERE {
             ?after prov:wasRevisionOf ?before ; prov:wasGeneratedBy ?revision ; ?column ?new .
             ?before prov:wasInvalidatedBy ?revision .
             OPTIONAL { ?before ?column ?old }
             FILTER(CONTAINS(STR(?column), "/id/table/"))
           }"""
    )
    assert isinstance(rows, ox.QuerySolutions)
    told = {
        (row["column"].value.rpartition("/id/table/")[2], row["old"].value if row["old"] else "", row["new"].value)
        for row in rows
    }
    assert told == {(f"{file}#{column}", old, new) for file, _, column, old, new in edited[1]}


def test_a_row_that_was_added_is_a_revision_of_nothing(copy: Path) -> None:
    lay_over(copy, LETTER)
    store = ox.Store()
    store.load(input=to_turtle(diff(DATA, copy)), format=ox.RdfFormat.TURTLE)
    prov = "http://www.w3.org/ns/prov#"
    revised = {str(quad.subject) for quad in store.quads_for_pattern(None, ox.NamedNode(f"{prov}wasRevisionOf"), None)}
    added = {str(quad.subject) for quad in store.quads_for_pattern(None, ox.NamedNode(f"{prov}wasGeneratedBy"), None)}
    assert len(added - revised) == 2
    assert not any(store.quads_for_pattern(None, ox.NamedNode(f"{prov}wasInvalidatedBy"), None))
