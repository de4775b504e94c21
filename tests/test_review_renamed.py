"""A thing that is joined or renamed takes the decisions of readers along: none is lost, none is asked again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reviewed import ANNA, BORIS, find_claim, sit_down

from cami_graph.review.decisions import read_log
from cami_graph.review.renamed import follow_names

OLD, NEW = "acbk", "conservation-kz"


def rename(table: str, cells: Mapping[str, str]) -> dict[str, str]:
    return {name: NEW if (name, text) == ("actor_id", OLD) else text for name, text in cells.items()}


def test_decisions_of_every_kind_hold_for_the_claims_under_the_new_name(folder: Path) -> None:
    anna, boris = sit_down(folder, ANNA), sit_down(folder, BORIS)
    first, second = (one for one in anna.claims.values() if one.cells.get("actor_id") == OLD)
    anna.decide([first.id], "change", {"certainty": "probable", "reason": "So it reads."})
    anna.decide([second.id], "unsure")
    boris.decide([first.id], "reject")
    boris.decide([find_claim(boris, "priorities").id], "accept")
    said = {**first.cells, "role": "supporting", "certainty": "probable", "reason": "It pays as well."}
    anna.add("participations", {name: said[name] for name in said if name not in ("state", "reader", "read_on")})
    done = anna.progress()
    files = follow_names(folder, rename)
    assert set(files) == {"review/anna-a.csv", "review/boris-b.csv"}
    path = folder / "facts" / "participations.csv"
    path.write_text(path.read_text("utf-8").replace(f",{OLD},", f",{NEW},"), "utf-8")
    assert sit_down(folder, BORIS).progress()[0] == 1, "without that, decisions are lost"
    for file, content in files.items():
        (folder / file).write_bytes(content)
    again = sit_down(folder, ANNA)
    assert again.progress() == done
    held = [one for one in again.log.holding().values() if one.now]
    assert {one.now["actor_id"] for one in held} == {NEW}
    assert all(NEW in one.row for one in held)
    assert sorted(one.decision for one in again.log.holding().values()) == ["add", "change", "unsure"]
    assert sit_down(folder, BORIS).progress()[0] == 2
    assert [one.decided_at for one in read_log(folder, "anna-a").decisions]


def test_a_report_that_nobody_reviews_has_nothing_to_follow(folder: Path) -> None:
    assert follow_names(folder, rename) == {}
