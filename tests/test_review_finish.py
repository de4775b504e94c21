"""What readers decided comes into the tables, row by row; what was edited there since lies before them again."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from reviewed import ANNA, BORIS, draft_small, find_claim, rows_of, sit_down

from cami_graph.errors import TableError
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.review import finish, open_folder
from cami_graph.review.folder import ONE_BY_ONE, READING
from cami_graph.tables import read_record


def test_what_came_into_the_tables_can_be_changed_again_and_goes_back_to_the_draft(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    part = find_claim(desk, "participations")
    for country in ("KZ", "UZ"):
        desk = sit_down(folder, ANNA)
        desk.decide([part.id], "change", {"country_codes": country})
        finish(open_folder(folder))
        assert rows_of(folder / "facts" / "participations.csv")[0]["country_codes"] == country
    desk.decide([part.id], "accept")
    finish(open_folder(folder))
    assert rows_of(folder / "facts" / "participations.csv")[0]["country_codes"] == part.cells["country_codes"]


@pytest.mark.parametrize("finished", [False, True])
def test_a_key_that_was_changed_away_is_free_until_it_is_taken(folder: Path, finished: bool) -> None:
    desk = sit_down(folder, ANNA)
    part = find_claim(desk, "participations")
    desk.decide([part.id], "change", {"role": "supporting"})
    if finished:
        finish(open_folder(folder))
        desk = sit_down(folder, ANNA)
    said = {name: text for name, text in part.cells.items() if name not in READING}
    with pytest.raises(TableError, match="says this already"):
        desk.add("participations", {**said, "role": "supporting"})
    desk.add("participations", {**said, "reason": "It did both."})
    with pytest.raises(TableError, match="says this already"):
        desk.decide([part.id], "open")
    finish(open_folder(folder))
    roles = [row["role"] for row in rows_of(folder / "facts" / "participations.csv") if row["state"] == "read"]
    assert sorted(roles) == sorted(("supporting", part.cells["role"]))


def test_a_row_that_was_edited_since_lies_before_the_reader_again(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    accepted, changed = find_claim(desk, "participations"), find_claim(desk, "actions", "1.1.1-r1")
    desk.decide([accepted.id], "accept")
    desk.decide([changed.id], "change", {"title_ru": "Обучение"})
    extra = {"activity_codes": "1.1.2", "type_ids": "continue", "title_en": "Count again", "title_ru": "Ещё раз"}
    desk.add("recommendations", {**extra, "quote": "Count"})
    total = desk.progress()[1]
    finish(open_folder(folder))
    edit(folder, "participations", 0, {"certainty": "doubtful", "reason": "Somebody thought so."})
    edit(folder, "actions", 0, {"title_ru": "Учёба"})
    edit(folder, "recommendations", -1, {"recommendation_id": "1.1.2-x9"})
    again = sit_down(folder, ANNA)
    assert again.progress() == (0, total + 1)
    assert find_claim(again, "participations").cells["certainty"] == "doubtful"
    assert find_claim(again, "actions", "1.1.1-r1").cells["title_ru"] == "Учёба"
    done = finish(open_folder(folder))
    assert (done.read, done.added) == (0, 0)
    assert rows_of(folder / "facts" / "actions.csv")[0]["state"] == "proposed"
    assert finish(open_folder(folder)).files == ()
    assert len(rows_of(folder / "facts" / "recommendations.csv")) == 2 + 1
    again = sit_down(folder, ANNA)
    again.decide([find_claim(again, "participations").id], "accept")
    assert finish(open_folder(folder)).read == 1


def test_a_row_that_somebody_read_anew_by_hand_stands(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    desk.decide([find_claim(desk, "participations").id], "accept")
    finish(open_folder(folder))
    edit(folder, "participations", 0, {"certainty": "doubtful", "reason": "So it reads.", "reader": "A Steward"})
    before = (folder / "facts" / "participations.csv").read_bytes()
    assert finish(open_folder(folder)).files == ()
    assert (folder / "facts" / "participations.csv").read_bytes() == before


def edit(folder: Path, table: str, at: int, cells: dict[str, str]) -> None:
    """Change cells of a row of a table, as a workbook that is brought back does."""
    path = folder / "facts" / f"{table}.csv"
    rows = rows_of(path)
    rows[at].update(cells)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_what_was_decided_comes_into_the_tables_and_nothing_else_does(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    action, status = find_claim(desk, "actions", "1.1.1-r1"), find_claim(desk, "statuses", "1.1.1")
    desk.decide([action.id], "change", {"title_ru": "Обучение", "country_codes": "KZ"})
    desk.decide([find_claim(desk, "actions", "1.1.2-r1").id], "accept")
    desk.decide([status.id], "reject")
    desk.decide([find_claim(desk, "cooperations").id], "unsure")
    before = {path.name: path.read_bytes() for path in (folder / "facts").iterdir()}
    done = finish(open_folder(folder))
    assert (done.read, done.rejected, done.added) == (1, 1, 0)
    assert [(claim.name, lacks) for claim, lacks in done.waiting] == [("1.1.2-r1", ("title_ru",))]
    assert done.undecided == desk.progress()[1] - 3
    after = {path.name: path.read_bytes() for path in (folder / "facts").iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"actions.csv", "statuses.csv"}
    first, *_, second = rows_of(folder / "facts" / "actions.csv")
    assert (first["state"], first["reader"], first["country_codes"], len(first["read_on"])) == ("read", ANNA, "KZ", 10)
    assert second["state"] == "proposed"
    assert find_claim(sit_down(folder, BORIS), "actions", "1.1.1-r1").cells["country_codes"] == "KZ; UZ"
    assert finish(open_folder(folder)).files == ()
    desk.decide([action.id], "open")
    finish(open_folder(folder))
    assert (folder / "facts" / "actions.csv").read_bytes() == before["actions.csv"]
    assert sit_down(folder, ANNA).progress()[0] == 3


def test_nothing_of_a_draft_counts_before_a_person_said_yes(folder: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("graph")))
    home = data / "reports" / "small"
    shutil.copytree(folder, home)
    plan = folder / "draft" / "to_add" / "programmes"
    shutil.copytree(plan / "cami-2021-2026", data / "programmes" / "cami-2021-2026")
    with (data / "programmes" / "programmes.csv").open("a", encoding="utf-8") as lines:
        lines.write((plan / "programmes.csv").read_text("utf-8").partition("\n")[2])

    def counted() -> set[str]:
        tables = read_record(data, VOCABULARIES, partial=True).report("small").tables.read_only()
        return {name for name in (*ONE_BY_ONE, "actions") if tables.rows(name)}

    assert counted() == set()
    desk = sit_down(home, ANNA)
    desk.decide([find_claim(desk, "cooperations").id], "accept")
    finish(open_folder(home))
    assert counted() == set(), "joint work through an action that nobody has read"
    desk.decide([find_claim(desk, "actions", "1.1.1-r1").id], "change", {"title_ru": "Обучение"})
    finish(open_folder(home))
    assert counted() == {"actions", "cooperations"}


def test_a_draft_of_the_same_words_keeps_what_was_decided(folder: Path, tmp_path: Path) -> None:
    desk = sit_down(folder, ANNA)
    desk.decide([find_claim(desk, "priorities").id], "accept")
    again = draft_small(tmp_path / "again")
    shutil.copytree(folder / "review", again / "review")
    path = again / "facts" / "priorities.csv"
    assert sit_down(again, ANNA).progress()[0] == 1
    path.write_text(path.read_text("utf-8").replace("printed,high", "printed,low"), "utf-8")
    assert sit_down(again, ANNA).progress()[0] == 0
