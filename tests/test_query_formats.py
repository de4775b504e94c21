"""A result written out: the same rows in every form, and text that stays text."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import polars
import pyoxigraph as ox
import pytest
from conftest import TINY
from openpyxl import load_workbook

from cami_graph.errors import ExportError
from cami_graph.graph import CamiGraph
from cami_graph.query import Options, Result, form_of, write_result
from cami_graph.query.geojson import read_wkt
from cami_graph.rdf import ID

ACTIVITIES = """
PREFIX cami: <https://w3id.org/cami/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?activity ?title ?count { ?activity a cami:Activity ; skos:prefLabel ?title FILTER(LANG(?title) = "en")
BIND(-1 AS ?count) } ORDER BY ?activity"""
HOSTILE = "=SUM(A1) | <b>bold</b>"


@pytest.fixture
def result(tiny_graph: CamiGraph) -> Result:
    return tiny_graph.ask_text(ACTIVITIES)


def test_csv_is_plain_unless_a_guard_is_asked_for(result: Result) -> None:
    rows = list(csv.reader(io.StringIO(write_result(result, "csv").decode())))
    assert rows[0] == ["activity", "title", "count"]
    assert rows[2] == [f"{ID}activity/1.1.2", HOSTILE, "-1"]
    guarded = list(csv.reader(io.StringIO(write_result(result, "csv", Options(guard=True)).decode())))
    assert guarded[2] == [f"{ID}activity/1.1.2", f"'{HOSTILE}", "-1"]


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_the_guard_stands_before_everything_a_spreadsheet_would_calculate(
    tiny_graph: CamiGraph, form: str, start: str
) -> None:
    escaped = start.replace("\t", "\\t")
    result = tiny_graph.ask_text(f'SELECT ("{escaped}1" AS ?a) {{}}')
    assert write_result(result, form, Options(guard=True)).decode().splitlines()[1].lstrip('"').startswith("'")


CODES = ("1.1.10", "0012", "2E5", "1-2", "3/4", "12 000", "50%", "Mar 5", "1 янв", "TRUE", "(1)")
WORDS = ("Saiga", "1.1.1 Train rangers", "A1", "March of rangers", "KZ-UZ", "")


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_the_guard_keeps_codes_that_a_spreadsheet_would_turn_into_dates_and_numbers(
    tiny_graph: CamiGraph, form: str
) -> None:
    values = " ".join(f'"{one}"' for one in (*CODES, *WORDS))
    result = tiny_graph.ask_text(f"SELECT ?x {{ VALUES ?x {{ {values} }} }}")
    lines = write_result(result, form, Options(guard=True)).decode().splitlines()[1:]
    assert lines[: len(CODES)] == [f"'{one}" for one in CODES]
    assert not any(line.startswith("'") for line in lines[len(CODES) :])


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_the_mark_that_spreadsheets_know_utf_8_by_stands_where_it_is_asked_for(result: Result, form: str) -> None:
    assert write_result(result, form, Options(mark=True)) == b"\xef\xbb\xbf" + write_result(result, form)


def test_a_label_that_the_question_gives_itself_does_not_stand_there_twice(tiny_graph: CamiGraph) -> None:
    text = ACTIVITIES.replace("?title", "?activityLabel")
    lines = write_result(tiny_graph.ask_text(text), "csv", Options(labels=True)).decode().splitlines()
    assert lines[0] == "activity,activity_label,count"


def test_labels_stand_beside_addresses(result: Result) -> None:
    lines = write_result(result, "csv", Options(labels=True)).decode().splitlines()
    assert lines[0] == "activity,activity_label,title,count"
    assert lines[1] == f"{ID}activity/1.1.1,1.1.1 Train rangers,Train rangers,-1"


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers(result: Result) -> None:
    book = load_workbook(io.BytesIO(write_result(result, "xlsx", Options(cite=True))))
    cell = book["rows"]["B3"]
    assert (cell.value, cell.data_type) == (HOSTILE, "s")
    assert (book["rows"]["C3"].value, book["rows"]["C3"].data_type) == (-1, "n")
    assert book["citations"]["A2"].value == "Train rangers"


def test_a_workbook_bears_characters_that_excel_does_not(tiny_graph: CamiGraph) -> None:
    result = tiny_graph.ask_text('SELECT ("a\\u0007b" AS ?a) {}')
    assert load_workbook(io.BytesIO(write_result(result, "xlsx")))["rows"]["A2"].value == "a\ufffdb"


def test_json_is_a_list_of_rows_and_with_citations_an_object(result: Result) -> None:
    rows = json.loads(write_result(result, "json"))
    assert rows[1] == {"activity": f"{ID}activity/1.1.2", "title": HOSTILE, "count": -1}
    cited = json.loads(write_result(result, "json", Options(cite=True)))
    assert cited["rows"] == rows
    assert cited["citations"][0]["quote"] == "Train rangers"
    assert cited["citations"][0]["things"] == [f"{ID}activity/1.1.1"]


def test_json_holds_no_number_that_json_has_no_word_for(tiny_graph: CamiGraph) -> None:
    double = "http://www.w3.org/2001/XMLSchema#double"
    asked = f'SELECT (1e400 AS ?a) (-1e400 AS ?b) ("NaN"^^<{double}> AS ?c) {{}}'
    assert json.loads(write_result(tiny_graph.ask_text(asked), "json")) == [{"a": "INF", "b": "-INF", "c": "NaN"}]


@pytest.mark.slow
@pytest.mark.posix
def test_a_workbook_that_finds_no_room_says_so_in_one_sentence(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
    limited = f"{limit}; from cami_graph.cli import run; run()"
    words = ["--graph", str(TINY), "export", "--to", str(tmp_path / "all.xlsx")]
    done = subprocess.run([sys.executable, "-c", limited, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n"), list(tmp_path.iterdir())) == (3, 1, [])
    assert "File too large" in done.stderr


def test_sparql_json_is_read_by_other_tools(result: Result, tiny_graph: CamiGraph) -> None:
    answer = ox.parse_query_results(write_result(result, "srj"), format=ox.QueryResultsFormat.JSON)
    assert isinstance(answer, ox.QuerySolutions)
    assert [str(row["title"]) for row in answer] == ['"Train rangers"@en', f'"{HOSTILE}"@en']
    assert json.loads(write_result(tiny_graph.ask_text("ASK {}"), "srj")) == {"head": {}, "boolean": True}


def test_markdown_keeps_its_columns_whatever_the_text(result: Result) -> None:
    lines = write_result(result, "md", Options(cite=True)).decode().splitlines()
    assert lines[0] == "| activity | title | count | words |"
    assert lines[3].count(" | ") == 3  # the bars of the hostile title are escaped
    assert "\\<b\\>bold" in lines[3]
    assert lines[5].startswith("1. “Train rangers”")


def test_tsv_keeps_one_row_on_one_line(tiny_graph: CamiGraph) -> None:
    result = tiny_graph.ask_text('SELECT ("a\\tb\\nc\\\\d" AS ?a) {}')
    assert write_result(result, "tsv").decode() == "a\na\\tb\\nc\\\\d\n"


@pytest.mark.parametrize(
    ("form", "name"), [("ttl", "TURTLE"), ("nt", "N_TRIPLES"), ("rdf", "RDF_XML"), ("jsonld", "JSON_LD")]
)
def test_a_graph_is_written_in_forms_of_rdf(tiny_graph: CamiGraph, form: str, name: str) -> None:
    built = tiny_graph.ask_text("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o ; a <https://w3id.org/cami/ontology#Country> }")
    content = write_result(built, form)
    read = {quad.triple for quad in ox.parse(content, format=getattr(ox.RdfFormat, name))}
    assert len(read) == len(built.graph) == 8
    assert content == write_result(built, form)


def test_rows_are_no_graph_and_unknown_forms_name_the_near_ones(result: Result) -> None:
    with pytest.raises(ExportError, match="no graph"):
        write_result(result, "ttl")
    with pytest.raises(ExportError, match='Nearest: "xlsx"'):
        write_result(result, "xls")


def test_places_are_drawn_where_they_lie_with_their_row_beside(real_graph: CamiGraph) -> None:
    states = real_graph.query("what-do-range-states-do-in-a-landscape", landscape="Ustyurt")
    content = json.loads(write_result(states, "geojson", Options(language="ru")))
    assert content == states.geojson("ru")
    assert content["type"] == "FeatureCollection"
    drawn = {one["properties"]["place"]: one for one in content["features"]}
    assert [one["id"] for one in content["features"]] == list(drawn)  # each once, though several rows name it
    assert drawn[f"{ID}landscape/ustyurt"]["properties"]["rows"] == len(states) > 1
    assert {f"{ID}country/KZ", f"{ID}country/UZ", f"{ID}landscape/ustyurt"} <= set(drawn)
    kazakhstan = drawn[f"{ID}country/KZ"]
    assert "Казахстан" in kazakhstan["properties"].values()
    ring = kazakhstan["geometry"]["coordinates"][0]
    points = ring if isinstance(ring[0][0], float) else ring[0]
    assert points[0] == points[-1]
    assert all(46 < east < 88 and 40 < north < 56 for east, north in points)


def test_rows_without_a_place_are_no_map(result: Result) -> None:
    with pytest.raises(ExportError, match="no place that has an outline"):
        write_result(result, "geojson")


@pytest.mark.parametrize(
    ("text", "kind", "coordinates"),
    [
        ("POINT (70.5 -4.1e1)", "Point", [70.5, -41.0]),
        ("LINESTRING (1 2, 3 4)", "LineString", [[1.0, 2.0], [3.0, 4.0]]),
        (
            "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> multipoint((1 2),3 4)",
            "MultiPoint",
            [[1.0, 2.0], [3.0, 4.0]],
        ),
        (
            "POLYGON((190 60,359 60,0 61,190 60))",
            "Polygon",
            [[[-170.0, 60.0], [-1.0, 60.0], [0.0, 61.0], [-170.0, 60.0]]],
        ),
    ],
)
def test_well_known_text_becomes_a_geometry(text: str, kind: str, coordinates: object) -> None:
    assert read_wkt(text) == {"type": kind, "coordinates": coordinates}


def test_the_suffix_tells_the_form() -> None:
    assert form_of(Path("a/b.XLSX")) == "xlsx"
    assert form_of(Path("b.geojson")) == "geojson"
    with pytest.raises(ExportError, match="tells no form"):
        form_of(Path("a/b.doc"))


def test_parquet_and_sqlite_keep_rows_types_and_what_was_asked(result: Result, tmp_path: Path) -> None:
    frame = polars.read_parquet(io.BytesIO(write_result(result, "parquet", Options(labels=True))))
    assert frame.columns == ["activity", "activity_label", "title", "count"]
    assert frame["count"].to_list()[1] == -1
    result.to_sqlite(tmp_path / "rows.sqlite")
    with sqlite3.connect(tmp_path / "rows.sqlite") as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        assert tables == {"query", "citations", "about"}
        assert connection.execute("SELECT title, count FROM query").fetchall()[1] == (HOSTILE, -1)
        assert connection.execute("SELECT quote FROM citations").fetchall() == [("Train rangers",)]
        about = dict(connection.execute("SELECT what, text FROM about"))
    assert about["written by"].startswith("CAMI Graph ")
    assert about["rests on"]
    assert "https://w3id.org/cami/" in about["cite as"]
    assert about["licence of the data"].startswith("https://creativecommons.org/")


@pytest.mark.slow
def test_a_workbook_says_which_version_of_the_graph_answered(real_graph: CamiGraph) -> None:
    assert real_graph.version
    book = load_workbook(io.BytesIO(write_result(real_graph.query("facts"), "xlsx")))
    assert ("version of the graph", real_graph.version) in book["about"].iter_rows(values_only=True)
