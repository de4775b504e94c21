"""Two things become one, or one gets another name: every table follows, and the old address leads on."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from conftest import TINY
from damaged import FACTS, Copy
from rdflib.namespace import DCTERMS
from reviewed import ANNA, BORIS, draft_small, rows_of, sit_down
from served import start_explorer

from cami_graph.build.former_addresses import build_replaced
from cami_graph.build.statements import Builder
from cami_graph.check import SealFault, check_data, seal_data
from cami_graph.cli import cami
from cami_graph.errors import CamiError
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.rdf import ID, from_engine
from cami_graph.review.folder import Claim
from cami_graph.tables import read_record
from cami_graph.workbook import TableSheet, apply_changes, list_sheets, merge
from cami_graph.workbook.merge import join_rows


def joined(copy: Copy, kind: str, old: str, new: str) -> None:
    sheets = list_sheets(copy.data)
    apply_changes(copy.data, sheets, merge(copy.data, sheets, kind, old, new))


def cells_of(data: Path) -> set[str]:
    """Return every value that stands in a cell, lists taken apart."""
    found: set[str] = set()
    for path in data.rglob("*.csv"):
        if path.name != "replaced.csv":
            with path.open(encoding="utf-8", newline="") as lines:
                found.update(part for row in csv.reader(lines) for cell in row for part in cell.split("; "))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "old", "new", "address"),
    [
        ("species", "kiang", "tibetan-wild-ass", "taxon"),
        ("actor", "tnc", "nature-conservancy", "actor"),
        ("place", "ustyurt", "ustyurt-plateau", "landscape"),
        ("initiative", "capacity-programme-uz", "ranger-programme-uz", "initiative"),
        ("framework", "bukhara-deer-mou", "bukhara-deer-memorandum", "framework"),
        ("population", "saiga-ural", "saiga-volga-ural", "population"),
    ],
)
def test_a_new_name_is_followed_by_all_tables(copy: Copy, kind: str, old: str, new: str, address: str) -> None:
    keys = {"kiang", "tnc", "ustyurt"}  # values of the fact table, which a new name leaves as they are
    joined(copy, kind, old, new)
    assert old not in cells_of(copy.data) - keys
    assert new in cells_of(copy.data)
    assert copy.rows("reference/replaced") == [{"kind": address, "id": old, "into": new}]
    assert check_data(copy.data, VOCABULARIES).faults == ()


@pytest.mark.slow
def test_spellings_go_along_and_a_second_name_leads_to_the_last(copy: Copy) -> None:
    joined(copy, "actor", "wwf-mongolia", "wwf")
    (row,) = [one for one in copy.rows("reference/actors") if one["actor_id"] == "wwf"]
    assert "WWF Mongolia" in row["aliases"]
    assert row["parent_id"] != "wwf"
    joined(copy, "actor", "wwf", "world-wide-fund")
    assert [(one["id"], one["into"]) for one in copy.rows("reference/replaced")] == [
        ("wwf-mongolia", "world-wide-fund"),
        ("wwf", "world-wide-fund"),
    ]
    assert check_data(copy.data, VOCABULARIES).faults == ()


def test_verdicts_on_links_and_shared_systems_follow_the_resource(copy: Copy) -> None:
    before = copy.data / "findings" / "verdicts.csv"
    rows = before.read_text("utf-8").count("-ustyurt,")
    assert rows > 1
    joined(copy, "place", "ustyurt", "ustyurt-plateau")
    assert before.read_text("utf-8").count("-ustyurt-plateau,") == rows
    joined(copy, "species", "saiga", "saiga-antelope")
    told = before.read_text("utf-8")
    assert "finding/saiga-antelope-KZ-RU," in told
    assert "-saiga," not in told


def test_a_chain_of_names_leads_to_the_last_and_back(copy: Copy) -> None:
    for old, new in (("tnc", "b"), ("b", "c"), ("c", "d")):
        joined(copy, "actor", old, new)
    assert {(one["id"], one["into"]) for one in copy.rows("reference/replaced")} == {
        ("tnc", "d"),
        ("b", "d"),
        ("c", "d"),
    }
    joined(copy, "actor", "d", "tnc")
    assert {(one["id"], one["into"]) for one in copy.rows("reference/replaced")} == {
        ("b", "tnc"),
        ("c", "tnc"),
        ("d", "tnc"),
    }


def test_an_old_address_is_given_to_nothing_else(copy: Copy) -> None:
    joined(copy, "actor", "wwf-mongolia", "wwf")
    before = {path: path.read_bytes() for path in copy.data.rglob("*.csv")}
    with pytest.raises(CamiError, match='"wwf-mongolia" is an old address of "wwf"'):
        joined(copy, "actor", "tnc", "wwf-mongolia")
    assert {path: path.read_bytes() for path in copy.data.rglob("*.csv")} == before


def parties(*rows: str) -> dict[int, tuple[str, ...]]:
    """Return rows of responsibilities: activity, item, actor, certainty, reason, quote, and who read it."""
    return {number: (*row.split("|"), "", "", "") for number, row in enumerate(rows, 2)}


def responsibilities() -> TableSheet:
    return next(sheet for sheet in list_sheets(DATA) if sheet.file == f"{FACTS}/responsibilities.csv")


def test_rows_that_become_one_are_joined_where_they_agree() -> None:
    rows = parties("1.1.1||wwf|||WWF", "1.1.1||wwf|||WWF Mongolia", "1.1.2||wwf|||WWF")
    found = join_rows(responsibilities(), rows, {3})
    assert [cells[5] for cells in found.values()] == ["WWF […] WWF Mongolia", "WWF"]


def test_rows_that_were_alike_before_are_left_to_the_check() -> None:
    rows = parties("1.1.1||wwf|||WWF", "1.1.1||wwf|||WWF Mongolia", "1.1.2||tnc|||TNC")
    assert join_rows(responsibilities(), rows, {4}) == rows


def test_rows_that_tell_different_things_stop_it_with_both_named() -> None:
    rows = parties("1.1.1||wwf|probable|because|WWF", "1.1.1||wwf|doubtful|tbc|WWF Mongolia")
    with pytest.raises(CamiError) as caught:
        join_rows(responsibilities(), rows, {3})
    (fault,) = caught.value.faults
    assert (fault.file, fault.row, fault.column) == (f"{FACTS}/responsibilities.csv", 3, "certainty")
    assert "row 2" in fault.problem


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("country", "KZ", "KG"), '"country" cannot be joined'),
        (("actor", "wfw", "wwf"), 'There is no actor "wfw"'),
        (("actor", "wwf", "WWF International"), "not written as this column asks"),
        (("actor", "wwf", "wwf"), "cannot be joined with itself"),
    ],
)
def test_what_cannot_be_joined_is_refused_in_words(words: tuple[str, str, str], says: str) -> None:
    with pytest.raises(CamiError, match=says):
        merge(DATA, list_sheets(DATA), *words)


@pytest.mark.slow
def test_beside_a_report_under_review_everything_follows_and_nothing_else_counts_as_read(tmp_path: Path) -> None:
    """One joining and one renaming by the command: claims, decisions, settlements, verdicts, seals, old addresses."""
    data = Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("graph")))
    folder = put_under_review(data, tmp_path / "home")
    facts = folder / "facts" / "participations.csv"
    claim = judge_drafts(folder)
    seal_data(data, VOCABULARIES)
    actors = data / "reference" / "actors.csv"
    actors.write_text(actors.read_text("utf-8").replace(",wcs.org,", ",wcs.example,"), "utf-8")
    unread = {str(one) for one in check_data(data, VOCABULARIES).faults if isinstance(one, SealFault)}
    assert len(unread) == 1
    verdicts = data / "findings" / "verdicts.csv"
    judged = verdicts.read_text("utf-8").count("-ustyurt,")

    done = run_merge(data, "actor", "wwf-mongolia", "wwf")
    assert "wrote reports/cami2-doc3/readings/settlements.csv" in done
    assert "wrote reports/small/facts/participations.csv" in done
    assert {row["actor_id"] for row in rows_of(facts)} == {"acbk", "wwf"}
    assert not {row["actor_id"] for row in rows_of(data / "reference" / "actors.csv")} & {"wwf-mongolia"}
    assert not any("wwf-mongolia" in path.read_text("utf-8") for path in (folder / "review").iterdir())
    run_merge(data, "place", "ustyurt", "ustyurt-plateau")
    assert verdicts.read_text("utf-8").count("-ustyurt-plateau,") == judged > 0

    again = sit_down(folder, BORIS)
    held = [one for one in again.log.holding().values() if one.now]
    assert {one.now["actor_id"] for one in held} == {"wwf"}
    assert again.progress()[0] == 2
    (settled,) = sit_down(folder, "C. Chair", settle=True).log.holding().values()
    assert settled.row.startswith(f"{claim.cells['action_id']} wwf ")
    assert {str(one) for one in check_data(data, VOCABULARIES).faults if isinstance(one, SealFault)} == unread
    builder = Builder(read_record(data, VOCABULARIES))
    build_replaced(builder, data)
    assert {tuple(map(from_engine, quad.triple)) for quad in builder.stated.quads} == {
        (ID["actor/wwf-mongolia"], DCTERMS.isReplacedBy, ID["actor/wwf"]),
        (ID["landscape/ustyurt"], DCTERMS.isReplacedBy, ID["landscape/ustyurt-plateau"]),
    }


def put_under_review(data: Path, home: Path) -> Path:
    """Put a small drafted report among the tables; it names the national office of an actor."""
    folder = Path(shutil.move(draft_small(home), data / "reports" / "small"))
    told = folder / "report.toml"
    told.write_text(told.read_text("utf-8").replace('"cami-2021-2026"', '"cami-2014-2020"'), "utf-8")
    facts = folder / "facts" / "participations.csv"
    facts.write_text(facts.read_text("utf-8").replace(",wwf,", ",wwf-mongolia,"), "utf-8")
    return folder


def judge_drafts(folder: Path) -> Claim:
    """Let two readers and a chair decide about claims that name the national office; return the one settled."""
    anna, boris = sit_down(folder, ANNA), sit_down(folder, BORIS)
    claim = next(one for one in anna.claims.values() if one.cells.get("actor_id") == "wwf-mongolia")
    own = next(one for one in anna.claims.values() if one.cells.get("actor_id") == "acbk")
    anna.decide([claim.id], "change", {"reason": "The national office."})
    boris.decide([claim.id], "change", {"certainty": "doubtful", "reason": "It is not printed which office."})
    boris.decide([own.id], "change", {"actor_id": "wwf-mongolia", "reason": "The text of 1.1.1 names it."})
    chair = sit_down(folder, "C. Chair", settle=True)
    chair.decide([claim.id], "change", {"certainty": "probable", "reason": "It stands beside it."})
    return claim


def run_merge(data: Path, *words: str) -> str:
    done = CliRunner().invoke(cami, ["merge", *words, "--data", str(data), "--write"], standalone_mode=False)
    assert done.exception is None, f"what the check would find now is not written: {done.stderr}"
    return done.stderr


@pytest.mark.slow
def test_the_command_tells_and_writes_only_when_asked(copy: Copy) -> None:
    before = {path: path.read_bytes() for path in copy.data.rglob("*.csv")}
    words = ["merge", "actor", "wwf-mongolia", "wwf", "--data", str(copy.data)]
    done = CliRunner().invoke(cami, words, standalone_mode=False)
    assert 'actor_id: "wwf-mongolia" -> "wwf"' in done.stdout
    assert {path: path.read_bytes() for path in copy.data.rglob("*.csv")} == before


@pytest.mark.posix
@pytest.mark.slow
def test_the_old_address_leads_to_the_new_one(tmp_path: Path) -> None:
    quads = list(ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG))
    graph = ox.NamedNode("https://w3id.org/cami/graph/reference")
    old, new = (ox.NamedNode(str(ID[f"country/{code}"])) for code in ("XX", "KZ"))
    quads.append(ox.Quad(old, ox.NamedNode(str(DCTERMS.isReplacedBy)), new, graph))
    path = tmp_path / "graph.nq"
    path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    with start_explorer(path) as address, httpx.Client(base_url=address, trust_env=False) as client:
        for accept, code, to in (("text/turtle", 301, "/id/country/KZ"), ("text/html", 303, "/en/country/KZ.html")):
            answer = client.get("/id/country/XX", headers={"accept": accept})
            assert (answer.status_code, answer.headers["location"]) == (code, to)
        assert client.get("/id/country/YY", headers={"accept": "text/turtle"}).status_code == 404
