"""The review: every key is on the disk before it is told, with reader and time; nobody's yes is taken for granted."""

from __future__ import annotations

import csv
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from driven import drive
from reviewed import HOSTILE, draft_small, find_claim, sit_down, start_review
from starlette.testclient import TestClient

from cami_graph.errors import QueryError, TableError
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.review import find_differences, finish, measure_readers, open_folder
from cami_graph.review.app import LARGEST, create_review
from cami_graph.review.decisions import SETTLED, read_log, read_logs
from cami_graph.review.differences import settle
from cami_graph.review.folder import ONE_BY_ONE, READING
from cami_graph.review.shown import tell_row
from cami_graph.tables import read_record

ANNA, BORIS = "Anna A.", "Boris B."


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small drafted report."""
    return draft_small(tmp_path_factory.mktemp("review"))


@pytest.fixture
def folder(drafted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drafted, tmp_path / "small"))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


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
    assert done.differing == 3
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


# What the check refuses, the page refuses at once


@pytest.mark.parametrize(
    ("table", "name", "cells", "column", "says"),
    [
        ("actions", "1.1.1-r1", {"certainty": "probable"}, "reason", "no reason"),
        ("actions", "1.1.1-r1", {"threat_ids": "mining", "threat_certainty": "doubtful"}, "threat_reason", "no reason"),
        ("actions", "1.1.1-r1", {"end_year": "2020"}, "end_year", "before it starts"),
        ("actions", "1.1.1-r1", {"start_year": "2021"}, "start_year", "does not name the year"),
        ("actions", "1.1.1-r1", {"status": "not-reported", "reason": "Nothing."}, "status", "not for this column"),
        ("actions", "1.1.1-r1", {"items": "a"}, "items", "no item"),
        ("actions", "1.1.1-r1", {"title_ru": "Training"}, "title_ru", "No Russian letter"),
        ("participations", "", {"country_codes": "MN"}, "country_codes", "no country of 1.1.1-r1"),
        ("cooperations", "", {"country_codes": "KZ"}, "country_codes", "of one country"),
        ("priorities", "", {"level": "low"}, "level", "does not say"),
    ],
)
def test_what_the_check_refuses_is_refused_with_the_key(
    folder: Path, table: str, name: str, cells: dict[str, str], column: str, says: str
) -> None:
    desk = sit_down(folder, ANNA)
    with pytest.raises(TableError, match=says) as caught:
        desk.decide([find_claim(desk, table, name).id], "change", cells)
    assert {fault.column for fault in caught.value.faults} == {column}


def test_an_acceptance_is_held_to_the_same_rules_and_the_page_tells_what_is_wrong_before(folder: Path) -> None:
    path = folder / "facts" / "actions.csv"
    path.write_text(path.read_text("utf-8").replace(",2022,2022,", ",2029,2029,"), "utf-8")
    desk = sit_down(folder, ANNA)
    action = find_claim(desk, "actions", "1.1.1-r1")
    told = next(one for one in tell_row(desk, 0)["claims"] if one["id"] == action.id)
    assert [fault["column"] for fault in told["faults"]] == ["start_year", "end_year"]
    with pytest.raises(TableError, match="does not name the year 2029"):
        desk.decide([action.id], "accept")
    with pytest.raises(TableError, match=r"actions 1\.1\.1-r1: "):
        desk.decide([action.id, find_claim(desk, "priorities").id], "accept")
    desk.decide([action.id], "unsure")


def test_an_action_does_not_lose_a_country_in_which_somebody_was_said_to_act(folder: Path) -> None:
    desk = sit_down(folder, ANNA)
    action, part = find_claim(desk, "actions", "1.1.1-r1"), find_claim(desk, "participations")
    desk.decide([part.id], "change", {"country_codes": "UZ"})
    with pytest.raises(TableError, match=f"participations {part.name}: UZ acts here"):
        desk.decide([action.id], "change", {"country_codes": "KZ"})
    desk.decide([part.id], "open")
    desk.decide([action.id], "change", {"country_codes": "KZ"})
    with pytest.raises(TableError, match="The action is in KZ"):
        desk.decide([part.id], "change", {"country_codes": "UZ"})


# Into the tables


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


# The page


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_review(sit_down(folder, ANNA), "ru")) as found:
        yield found


def token_of(page: str) -> str:
    return re.search(r'name="cami-token" content="([^"]+)"', page)[1]  # type: ignore[index]


def test_another_page_in_the_browser_cannot_decide(client: TestClient, folder: Path) -> None:
    claim = client.get("/row/0").json()["claims"][0]["id"]
    body = {"claims": [claim], "decision": "accept"}
    token = {"x-cami-token": token_of(client.get("/").text)}
    for headers in ({}, {"x-cami-token": "x"}, token | {"sec-fetch-site": "cross-site"}):
        assert client.post("/decide", json=body, headers=headers).status_code == 403
    assert client.post("/decide", content=b"x" * (LARGEST + 1), headers=token).status_code == 422
    assert client.post("/decide", content=b"[", headers=token).status_code == 422
    assert client.post("/decide", json=body | {"claims": ["none"]}, headers=token).status_code == 422
    assert not (folder / "review").exists()
    told = client.post("/decide", json=body, headers=token)
    assert told.json()["row"]["claims"][0]["decision"]["reader"] == ANNA
    assert (client.get("/row/9").status_code, client.get("/assets/words.yaml").status_code) == (404, 404)


def test_the_page_speaks_both_languages_and_hostile_words_are_plain_text_in_it(client: TestClient) -> None:
    page = client.get("/").text
    assert 'lang="ru"' in page
    assert HOSTILE not in page
    sitting = client.get("/sitting").json()
    assert sitting["words"]["accept"] == "Верно"
    words = [text for cell in client.get("/row/0").json()["cells"] for text in cell["passages"]]
    assert any(HOSTILE in text for text in words)


@pytest.mark.slow
@pytest.mark.posix
def test_a_killed_server_has_lost_no_decision_and_answers_to_loopback_alone(folder: Path) -> None:
    with start_review(folder, ANNA) as (address, process), httpx.Client(base_url=address, trust_env=False) as browser:
        assert browser.get("/", headers={"host": "evil.example"}).status_code == 421
        page = browser.get("/")
        assert "script-src 'self'" in page.headers["content-security-policy"]
        told = decide_until_killed(browser, token_of(page.text), process)
    holding = read_log(folder, "anna-a").holding()
    assert len(told) > 3
    assert {claim: holding[claim].decision for claim in told} == told


def decide_until_killed(browser: httpx.Client, token: str, process: subprocess.Popen[str]) -> dict[str, str]:
    """Decide claim after claim, kill the server in the middle, and return what it said was kept."""
    claims = [claim["id"] for row in (0, 1) for claim in browser.get(f"/row/{row}").json()["claims"]]
    told: dict[str, str] = {}
    try:
        for number, claim in enumerate(claims):
            decision = ("accept", "reject", "unsure")[number % 3]
            if number == len(claims) // 2:
                os.kill(process.pid, signal.SIGKILL)
            body = {"claims": [claim], "decision": decision}
            if browser.post("/decide", json=body, headers={"x-cami-token": token}).status_code == 200:
                told[claim] = decision
    except httpx.TransportError:
        return told
    raise AssertionError("the server outlived its end")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.posix
def test_the_page_is_without_fault_by_keyboard_alone_in_every_shape(folder: Path) -> None:
    with start_review(folder, ANNA) as (address, _):
        drive("review.mjs", address.rstrip("/"))


def test_a_draft_of_the_same_words_keeps_what_was_decided(folder: Path, tmp_path: Path) -> None:
    desk = sit_down(folder, ANNA)
    desk.decide([find_claim(desk, "priorities").id], "accept")
    again = draft_small(tmp_path / "again")
    shutil.copytree(folder / "review", again / "review")
    path = again / "facts" / "priorities.csv"
    assert sit_down(again, ANNA).progress()[0] == 1
    path.write_text(path.read_text("utf-8").replace("printed,high", "printed,low"), "utf-8")
    assert sit_down(again, ANNA).progress()[0] == 0
