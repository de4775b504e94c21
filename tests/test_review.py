"""The review: every key is on the disk before it is told, with reader and time; nobody's yes is taken for granted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reviewed import ANNA, BORIS, find_claim, rows_of, sit_down

from cami_graph.errors import QueryError, TableError
from cami_graph.review import find_differences, finish, measure_readers, open_folder
from cami_graph.review.decisions import SETTLED, read_log, read_logs
from cami_graph.review.differences import settle
from cami_graph.review.folder import ONE_BY_ONE

# A decision


def test_a_decision_is_kept_with_reader_and_time_and_another_sitting_finds_it(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    claim = find_claim(desk, "cooperations")
    desk.decide([claim.id], "unsure")
    desk.decide([claim.id], "accept")
    first, second = rows_of(folder / "review" / "anna-a.csv")
    assert (first["decision"], second["decision"], second["reader"]) == ("unsure", "accept", ANNA)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", second["decided_at"])
    assert sit_down(folder, ANNA).log.holding()[claim.id].decision == "accept"
    assert sit_down(folder, ANNA).progress()[0] == 1
    other = sit_down(folder, ANNA)
    other.decide([find_claim(other, "priorities").id], "accept")
    desk.decide([claim.id], "open")
    assert set(sit_down(folder, ANNA).log.holding()) == {find_claim(other, "priorities").id}


def test_joint_work_who_acted_where_and_states_are_never_accepted_in_a_bundle(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    plain = find_claim(desk, "priorities")
    for table in ("cooperations", "participations", "statuses"):
        with pytest.raises(QueryError, match="one by one"):
            desk.decide([plain.id, find_claim(desk, table).id], "accept")
    assert desk.progress()[0] == 0
    assert set(ONE_BY_ONE) == {"cooperations", "participations", "statuses"}


def test_a_change_must_fit_its_columns_its_names_and_the_printed_words(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    claim = find_claim(desk, "actions", "1.1.1-r1")
    wrong = {"country_codes": "KZ; XX", "start_year": "22", "status": "over"}
    with pytest.raises(TableError) as caught:
        desk.decide([claim.id], "change", wrong)
    assert {fault.column for fault in caught.value.faults} == set(wrong)
    for quote, says in (("joint game", "does not stand"), ("n", "times")):
        with pytest.raises(TableError, match=says):
            desk.decide([claim.id], "change", {"quote": quote})
    with pytest.raises(TableError, match="name of a row stays"):
        desk.decide([claim.id], "change", {"action_id": "1.1.1-r9"})
    assert not (folder / "review").exists()
    short = {"quote": "joint ranger training held", "title_ru": "Обучение"}
    with pytest.raises(TableError, match="does not name") as caught:
        desk.decide([claim.id], "change", short)
    assert {fault.column for fault in caught.value.faults} == {"country_codes", "start_year", "end_year"}
    desk.decide([claim.id], "change", short | {"reason": "The beginning of the cell says so."})
    held = sit_down(folder, ANNA).log.holding()[claim.id]
    assert (held.was["quote"][:10], held.now["quote"]) == ("Kazakhstan", "joint ranger training held")


def test_with_a_rejected_action_goes_what_hangs_on_it(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    desk.decide([find_claim(desk, "actions", "1.1.1-r1").id], "reject")
    rejected = {desk.claims[one.claim].table for one in desk.log.holding().values()}
    assert rejected == {"actions", "participations", "cooperations"}


def test_a_claim_that_the_draft_lacks_gets_the_next_free_name(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    cells = {
        "activity_codes": "1.1.2",
        "title_en": "Saiga counted",
        "title_ru": "Учёт",
        "status": "done",
        "column": "4",
    }
    made = desk.add("actions", {**cells, "quote": "saiga counted in 2023"})
    assert made.now["action_id"] == "1.1.2-r2"
    with pytest.raises(QueryError, match="no table of claims"):
        desk.add("species", cells)


def test_a_damaged_decision_is_named_and_nothing_is_written_over_it(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    desk.decide([find_claim(desk, "priorities").id], "accept")
    path = folder / "review" / "anna-a.csv"
    path.write_text(path.read_text("utf-8").replace("accept", "yes"), "utf-8")
    with pytest.raises(TableError, match=r"review/anna-a.csv row 2 column decision: It is no decision"):
        sit_down(folder, ANNA)
    with pytest.raises(QueryError, match="no name of a reader"):
        sit_down(folder, SETTLED)


# Two readers


def test_readers_do_not_see_each_other_and_their_differences_wait_to_be_settled(folder: Path) -> None:
    anna, boris = sit_down(folder, ANNA), sit_down(folder, BORIS)
    names = [claim.id for claim in anna.claims.values()]
    joint, status = find_claim(anna, "cooperations"), find_claim(anna, "statuses", "1.1.2")
    for name in names:
        anna.decide([name], "accept")
        boris.decide([name], "reject" if name == joint.id else "accept")
    for desk, word in ((anna, "done"), (boris, "ongoing")):
        desk.decide([status.id], "change", {"status": word})
    extra = {"activity_codes": "1.1.2", "type_ids": "continue", "title_en": "Count again", "title_ru": "Ещё раз"}
    added = boris.add("recommendations", {**extra, "quote": "Count"})
    assert sit_down(folder, BORIS).progress() == (len(names), len(names))

    logs = read_logs(folder)
    found = {one.claim: one for one in find_differences(open_folder(folder), logs)}
    assert set(found) == {joint.id, status.id, added.claim}
    assert found[added.claim].by_reader["anna-a"] is None
    everything = measure_readers(logs)[-1]
    assert (everything.both, everything.same, everything.added) == (len(names), len(names) - 2, (0, 1, 0))
    assert 0 < (everything.kappa or 0) < 1

    done = finish(open_folder(folder))
    assert (done.differing, done.undecided) == (3, 0)
    published = (folder / "review" / "agreement.tsv").read_text("utf-8").splitlines()
    assert published[-1].split("\t")[:5] == ["all", "anna-a", "boris-b", str(len(names)), str(len(names) - 2)]
    kept = {row["cooperation_id"]: row["state"] for row in rows_of(folder / "facts" / "cooperations.csv")}
    assert kept == {joint.name: "proposed"}

    person = sit_down(folder, "Chair", settle=True)
    person.take(joint.id, "anna-a")
    person.take(status.id, "boris-b")
    person.take(added.claim, "anna-a")
    assert settle(open_folder(folder), logs, read_log(folder, SETTLED))[1] == []
    finish(open_folder(folder))
    assert rows_of(folder / "facts" / "cooperations.csv")[0]["reader"] == "Chair"
    assert rows_of(folder / "facts" / "statuses.csv")[1]["status"] == "ongoing"
    assert len(rows_of(folder / "facts" / "recommendations.csv")) == 2
    assert rows_of(folder / "facts" / "priorities.csv")[0]["reader"] == f"{ANNA}; {BORIS}"
