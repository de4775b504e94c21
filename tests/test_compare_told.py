"""Comparisons on the command line: tables, files, both languages, and refusals."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from compared import EARLIER, LATER, two_programmes
from openpyxl import load_workbook
from two import two_quads

from cami_graph.analyse.situation.claims import Name
from cami_graph.cli import run
from cami_graph.compare.advice import JUDGES, Outcomes
from cami_graph.compare.model import Carried, Part, PriorityMove, Urgency
from cami_graph.compare.rules import (
    ANY,
    GAPS,
    HALTED,
    PAIRS,
    SILENT,
    STATES,
    UNDER_WAY,
    judge_gap,
    judge_pair,
    judge_states,
)
from cami_graph.compare.sheets import write_csv, write_markdown, write_workbook
from cami_graph.compare.told import LAYOUT, make_sheets, title_of, to_json
from cami_graph.compare.words import CHANGES
from cami_graph.paths import DATA
from cami_graph.rdf import nquads_text

pytestmark = pytest.mark.slow

Tell = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("two") / "two.nq"
    path.write_bytes(nquads_text(two_quads()))
    return path


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Tell:
    """Run `cami` in this process, as a terminal would."""

    def tell(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["cami", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            run()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return int(ended.value.code or 0), out.decode(), err.decode()

    return tell


# Rules and their words


@pytest.mark.parametrize("then", sorted(ANY))
@pytest.mark.parametrize("now", sorted(ANY))
def test_every_two_states_have_a_rule_and_silence_is_no_verdict(then: str, now: str) -> None:
    change = judge_states({then}, {now})
    assert (change in ("nothing-told-now", "silent-in-both")) == (now in SILENT)
    assert (change in ("told-now", "silent-in-both")) >= (then in SILENT and now not in SILENT | HALTED)
    assert (change == "done-now") == (now == "done" and then not in SILENT | {"done"})
    assert (change == "told-again") == (then == "done" and now in UNDER_WAY)
    if change in ("ended-now", "suspended-now"):
        assert now == change.removesuffix("-now")


@pytest.mark.parametrize("then", ["", "worked", "planned", "ended", "suspended", "denied"])
@pytest.mark.parametrize("now", ["", "worked", "planned", "ended", "suspended", "denied"])
def test_a_pair_is_ended_only_where_something_ended(then: str, now: str) -> None:
    change = judge_pair({then} - {""}, {now} - {""})
    assert change != "ended" or "ended" in (then, now)
    assert (change == "both") == (then == now == "worked")


def test_what_is_no_gap_on_either_side_is_not_listed() -> None:
    assert judge_gap("outside", "joint") == ""
    assert judge_gap("planned", "open") == "still-open"


def test_every_change_has_words_in_both_languages() -> None:
    assert {change for change, *_ in STATES} <= set(CHANGES["states"])
    assert {change for change, *_ in PAIRS} == set(CHANGES["pairs"])
    assert {change for change, *_ in GAPS} == set(CHANGES["gaps"])
    for words in CHANGES.values():
        assert all(english and russian and english != russian for english, russian in words.values())


# What the record can say of a recommendation

FIRST, SECOND, LATER_PART = (Part(f"id:{code}", code, Name(code)) for code in ("1.1.1", "1.1.2", "2.1.1"))
UNPRINTED = Urgency("untold")


def outcomes(first: str, second: str, *moves: tuple[Part, str]) -> Outcomes:
    """Return what became of two parts, and how the priorities of some moved."""
    carried = [
        Carried(change, part, None if change == "not-printed-again" else LATER_PART)
        for part, change in ((FIRST, first), (SECOND, second))
    ]
    return Outcomes(
        carried,
        [PriorityMove(change, "", "continued", part, LATER_PART, UNPRINTED, UNPRINTED) for part, change in moves],
    )


@pytest.mark.parametrize(
    ("asked", "found", "change"),
    [
        ("raise-priority", outcomes("continued", "continued", (FIRST, "raised"), (SECOND, "raised")), "-printed"),
        ("raise-priority", outcomes("continued", "continued", (FIRST, "raised"), (SECOND, "same")), "-printed-in-part"),
        ("raise-priority", outcomes("continued", "not-printed-again", (FIRST, "raised")), "-printed-in-part"),
        ("lower-priority", outcomes("continued", "continued", (FIRST, "raised"), (SECOND, "same")), "-not-printed"),
        ("lower-priority", outcomes("not-printed-again", "not-printed-again"), "-not-printed-again"),
        ("delete", outcomes("not-printed-again", "not-printed-again"), "-not-printed-again"),
        ("delete", outcomes("merged", "merged"), "-merged"),
        ("delete", outcomes("merged", "continued"), "-carried-over"),
    ],
)
def test_what_is_printed_is_held_against_what_was_asked_for(asked: str, found: Outcomes, change: str) -> None:
    told = JUDGES[asked](found, (FIRST, SECOND), asked)
    assert told == f"{asked}{change}"
    assert told in CHANGES["advice"]


def test_where_nothing_is_printed_as_new_nothing_is_said_of_a_new_activity() -> None:
    assert JUDGES["new-activity"](outcomes("continued", "merged"), (FIRST,), "new-activity") == "read-beside"


# Forms


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_section_is_a_table_with_a_cell_for_each_column(language: str) -> None:
    comparison = two_programmes()
    for sheet in make_sheets(comparison, language):
        assert [key for key, _ in sheet.columns] == list(LAYOUT[sheet.key])
        assert len(sheet.rows) == len(getattr(comparison, sheet.key))
        assert all(row[LAYOUT[sheet.key].index("change")] for row in sheet.rows)


def test_a_state_is_said_with_its_document_and_day() -> None:
    states = next(sheet for sheet in make_sheets(two_programmes()) if sheet.key == "states")
    row = next(row for row in states.rows if row[0].startswith("2.3.8 "))
    assert row[2:5] == (
        "reported (UNEP/CMS/CAMI2/Doc.3, 2019)",
        "reported (UNEP/CMS/CAMI3/Doc.X, 2025-10)",
        "told as then",
    )


def test_csv_markdown_workbook_and_json_hold_every_row() -> None:
    comparison = two_programmes()
    sheets = make_sheets(comparison)
    total = sum(len(sheet.rows) for sheet in sheets)
    assert len(list(csv.DictReader(io.StringIO(write_csv(sheets).decode())))) == total
    text = write_markdown(title_of(comparison), sheets).decode()
    assert f"## Pairs of countries together ({len(comparison.pairs)})" in text
    assert sum(line.startswith("| ") for line in text.splitlines()) == total + len(sheets)
    book = load_workbook(io.BytesIO(write_workbook(sheets)))
    assert {name: book[name].max_row - 1 for name in book.sheetnames} == {s.key: len(s.rows) for s in sheets}
    told = json.loads(to_json(comparison))
    assert {name: len(told[name]) for name in LAYOUT} == {sheet.key: len(sheet.rows) for sheet in sheets}
    assert all(row["citations"] for row in told["pairs"])


# The verbs


def test_sections_are_chosen_and_programmes_put_in_order(tell: Tell, graph: Path) -> None:
    code, out, err = tell("--graph", graph, "compare", LATER, EARLIER, "--section", "pairs", "--format", "csv")
    assert (code, err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["section"] for row in rows} == {"pairs"}
    assert [row["countries"] for row in rows if row["change"] == "ended, in so many words"] == [
        "Afghanistan – Tajikistan"
    ]


def test_a_table_for_a_terminal_speaks_russian_too(tell: Tell, graph: Path) -> None:
    code, out, _ = tell("--graph", graph, "--language", "ru", "compare", EARLIER, LATER, "--section", "pairs")
    assert code == 0
    assert "Пары стран, действующие вместе (" in out
    assert "Афганистан" in out


def test_the_suffix_of_the_file_tells_the_form(tell: Tell, graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "programmes.xlsx"
    assert tell("--graph", graph, "compare", EARLIER, LATER, "--to", path) == (0, "", f"wrote {path}\n")
    assert load_workbook(path).sheetnames == list(LAYOUT)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compare", "cami-2014-2021", LATER), 'Nearest: "cami-2014-2020", "cami-2021-2026"'),
        (("compare", LATER, LATER), "is named twice"),
        (("compare", EARLIER, LATER, "--to", "a.doc"), '"doc" is no form'),
        (("--programme", EARLIER, "compare", EARLIER, LATER), "Name the two programmes alone"),
        (("diff", "--since", "no-such-version"), "is neither a folder nor a tag or commit"),
        (("diff", "--since", str(DATA), "--to", "a.doc"), '"doc" is no form'),
    ],
)
def test_a_wrong_command_ends_with_2_and_says_what_is_wrong(
    tell: Tell, graph: Path, words: tuple[str, ...], said: str
) -> None:
    code, out, err = tell("--graph", graph, *words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_difference_is_printed_and_written(tell: Tell, tmp_path: Path) -> None:
    code, out, _ = tell("diff", "--since", DATA)
    assert code == 0
    assert out.endswith("Nothing in any table.\n")
    path = tmp_path / "changes.ttl"
    assert tell("diff", "--since", DATA, "--to", path) == (0, "", f"wrote {path}\n")
    assert "prov:Activity" in path.read_text(encoding="utf-8")
