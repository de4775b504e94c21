"""Every finding leads back to its cell, in each form in which findings are told."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rdflib import Graph, Literal, URIRef

from cami_graph.build import build_graph
from cami_graph.errors import ExportError, ValidationError
from cami_graph.paths import DATA, SHAPES
from cami_graph.rdf import CAMI, OA, thing
from cami_graph.store import open_quads
from cami_graph.tables import RowRef
from cami_graph.validate import (
    FORMATS,
    Finding,
    check_graph,
    engine_note,
    format_findings,
    is_sound,
    read_shapes,
    validate,
    workbook_bytes,
)
from cami_graph.validate.shapes import SHAPE, join_graphs

INVALID = Path(__file__).parent / "invalid"


# From a finding to its cell


WRONG_QUOTE = "2.2.6"
NO_CERTAINTY = ("2.2.2", "1.2.11")


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    """What is wrong when two statuses lose their certainty, one its words, and a country its code."""
    built = build_graph()
    graph = join_graphs(built.dataset)
    for code in NO_CERTAINTY:
        graph.remove((thing("status", code), CAMI.hasCertainty, None))
    graph.remove((thing("country", "KG"), CAMI.isoAlpha2, None))
    evidence = graph.value(thing("status", WRONG_QUOTE), CAMI.isEvidencedBy)
    graph.set((URIRef(f"{evidence}/quote"), OA.exact, Literal("Not implementd")))
    return tuple(one for one in validate(graph, built.origins) if one.level == "error")


def row_of(table: str, key: str, value: str) -> int:
    """Return the number of the first row of a table with this value, as spreadsheets count."""
    with (DATA / table).open(encoding="utf-8", newline="") as file:
        return next(number for number, row in enumerate(csv.DictReader(file), 2) if row[key] == value)


@pytest.mark.slow
def test_a_finding_names_the_cell_it_came_from(found: tuple[Finding, ...]) -> None:
    (finding,) = (one for one in found if one.thing == str(thing("status", NO_CERTAINTY[0])))
    number = row_of("reports/cami2-doc3/facts/statuses.csv", "activity_code", NO_CERTAINTY[0])
    assert (finding.table, finding.cell, finding.column) == (
        "reports/cami2-doc3/facts/statuses.csv",
        f"D{number}",
        "certainty",
    )
    assert finding.rule == "claim-has-one-certainty"
    assert finding.message == "A claim has exactly one certainty: sure, probable or doubtful."
    assert finding.suggestion


@pytest.mark.slow
def test_a_claim_that_the_build_states_by_itself_leads_to_the_row_it_was_stated_for(found: tuple[Finding, ...]) -> None:
    (finding,) = (one for one in found if one.thing == str(thing("status", NO_CERTAINTY[1])))
    number = row_of("programmes/cami-2014-2020/activities.csv", "activity_code", NO_CERTAINTY[1])
    assert (finding.table, finding.row) == ("programmes/cami-2014-2020/activities.csv", number)


@pytest.mark.slow
def test_a_wrong_quote_leads_to_the_quote_of_its_claim(found: tuple[Finding, ...]) -> None:
    wrong = [one for one in found if one.rule in {"span-gives-its-quote", "quote-stands-in-its-cell"}]
    assert {one.rule for one in wrong} == {"span-gives-its-quote", "quote-stands-in-its-cell"}
    assert {one.column for one in wrong} == {"quote"}
    assert all("/facts/" in one.table or one.table.startswith("programmes/") for one in wrong)


@pytest.mark.slow
def test_all_findings_come_at_once_grouped_by_rule(found: tuple[Finding, ...]) -> None:
    rules = [one.rule for one in found]
    assert rules == sorted(rules)
    assert rules.count("claim-has-one-certainty") == len(NO_CERTAINTY)
    assert rules.count("country-has-one-code") == 1
    assert len(rules) == 8


# Forms

FINDING = Finding(
    table="facts/actions.csv",
    cell="L3",
    level="error",
    rule="years-run-forward",
    message="=An action ends: before,\nit starts.",
    suggestion="Correct the years.",
    thing="https://w3id.org/cami/id/action/1.1.1-r1",
    value="2019",
    row=3,
    line=3,
    column="start_year",
    name='"Ranger training" (id:action/1.1.1-r1)',
)


def test_text_says_rule_place_and_remedy() -> None:
    told = format_findings([FINDING])
    assert told.startswith(
        'error: years-run-forward (1)\n  Correct the years.\n  facts/actions.csv L3 "Ranger training"'
    )
    assert told.endswith("1 error.\n")
    assert format_findings([]) == "Nothing breaks a rule.\n"


def test_tsv_is_the_message_table_and_holds_no_formula() -> None:
    header, row = csv.reader(io.StringIO(format_findings([FINDING], "tsv")), delimiter="\t")
    assert header == ["table", "cell", "level", "rule", "message", "suggestion"]
    assert row[:4] == ["facts/actions.csv", "L3", "error", "years-run-forward"]
    assert row[4] == "'=An action ends: before, it starts."


def test_json_keeps_every_field() -> None:
    (record,) = json.loads(format_findings([FINDING], "json"))
    assert Finding(**record) == FINDING


def test_sarif_points_at_the_line() -> None:
    (run,) = json.loads(format_findings([FINDING], "sarif"))["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "data/facts/actions.csv"}, "region": {"startLine": 3}}
    assert result["level"] == "error"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["years-run-forward"]


def test_annotations_are_one_line_each_and_escaped() -> None:
    told = format_findings([FINDING], "github")
    assert told.count("\n") == 1
    assert told.startswith("::error file=data/facts/actions.csv,line=3,title=years-run-forward::L3: =An action ends")
    assert "%0A" in told


def test_an_unknown_form_is_refused_with_the_nearest() -> None:
    with pytest.raises(ExportError, match=r"jsn.*Nearest.*json"):
        format_findings([FINDING], "jsn")
    assert set(FORMATS) == {"text", "tsv", "json", "sarif", "github"}


def test_the_workbook_marks_the_cell_and_says_what_to_do(tmp_path: Path) -> None:
    table = tmp_path / "facts" / "actions.csv"
    table.parent.mkdir()
    table.write_text("action_id,start_year\nx,=1+1\ny,2019\n", encoding="utf-8")
    finding = Finding(**{name: getattr(FINDING, name) for name in Finding.__slots__} | {"cell": "B3"})
    book = load_workbook(io.BytesIO(workbook_bytes([finding], tmp_path)))
    assert book.sheetnames == ["findings", "actions"]
    cell = book["actions"]["B3"]
    assert cell.value == "2019"
    assert cell.comment is not None
    assert "Correct the years." in cell.comment.text
    assert cell.fill.fgColor.rgb == "00F8CBAD"
    assert book["actions"]["B2"].data_type == "s"
    assert book["findings"]["B2"].hyperlink is not None


# Engines


@pytest.mark.slow
def test_where_there_is_no_engine_another_finds_the_same_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt, shapes = (INVALID / "country-has-one-code.ttl").read_text("utf-8"), read_shapes()
    graph = Graph().parse(data=spoilt, format="turtle")
    found = check_graph(graph, shapes)
    assert found
    assert not engine_note()
    monkeypatch.setitem(sys.modules, "shacl", None)
    assert check_graph(graph, shapes) == found
    assert "pySHACL" in engine_note()


def test_a_graph_is_sound_where_nothing_is_found() -> None:
    for name, sound in (("reference", False), ("empty", True)):
        text = (INVALID / "country-has-one-code.ttl").read_text("utf-8") if name == "reference" else ""
        statements = Graph().parse(data=text, format="turtle").serialize(format="nt")
        assert is_sound(statements, open_quads(())) == sound


# What cannot be used


def test_rows_are_counted_by_lines_where_cells_hold_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,quote\na,"two\nlines"\nb,one\n', encoding="utf-8")
    from cami_graph.validate import Places

    node = URIRef("https://w3id.org/cami/id/status/b")
    place = Places(Graph(), {node: RowRef("t.csv", 3)}, tmp_path).find("any", CAMI.isEvidencedBy, node)
    assert (place.cell, place.row, place.line) == ("B3", 3, 4)


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="no shapes"):
        read_shapes(tmp_path)


def test_shapes_that_are_not_turtle_are_named(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(ValidationError, match=r"broken\.ttl"):
        read_shapes(tmp_path)


# The command


def run_cami(*words: str) -> tuple[int, str]:
    """Run the command line as a script would, and return its exit code and what it printed."""
    done = subprocess.run([sys.executable, "-m", "cami_graph", *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_the_command_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text((INVALID / "country-has-one-code.ttl").read_text(encoding="utf-8"), encoding="utf-8")
    code, told = run_cami("--graph", str(path), "validate")
    assert code == 1
    assert "error: country-has-one-code (1)" in told
    assert "Use the ISO 3166 alpha-2 code." in told


@pytest.mark.slow
def test_warnings_fail_only_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text((INVALID / "thing-has-a-russian-label.ttl").read_text(encoding="utf-8"), encoding="utf-8")
    shapes = tmp_path / "shapes"
    shapes.mkdir()
    (shapes / "labels.ttl").write_text((SHAPES / "style" / "labels.ttl").read_text(encoding="utf-8"), encoding="utf-8")
    asked = ("--graph", str(path), "validate", "--shapes", str(shapes))
    assert run_cami(*asked)[0] == 0
    assert run_cami(*asked, "--strict")[0] == 1


@pytest.mark.slow
def test_the_command_writes_by_suffix_and_refuses_others(tmp_path: Path) -> None:
    path, target = tmp_path / "graph.ttl", tmp_path / "findings.sarif"
    path.write_text((INVALID / "country-has-one-code.ttl").read_text(encoding="utf-8"), encoding="utf-8")
    code, told = run_cami("--graph", str(path), "validate", "--to", str(target))
    assert code == 1
    assert "3 errors" in told
    assert json.loads(target.read_text(encoding="utf-8"))["version"] == "2.1.0"
    code, told = run_cami("--graph", str(path), "validate", "--to", str(tmp_path / "findings.doc"))
    assert code == 2
    assert '".doc"' in told


def test_every_column_that_a_finding_may_name_exists() -> None:
    from cami_graph.validate.places import COLUMNS, RULE_COLUMNS

    known: set[str] = set()
    for path in DATA.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            known |= set(next(csv.reader(file)))
    named = {column for columns in (*COLUMNS.values(), *RULE_COLUMNS.values()) for column in columns}
    assert named <= known
    assert {URIRef(SHAPE + rule) for rule in RULE_COLUMNS} <= set(read_shapes().subjects())
