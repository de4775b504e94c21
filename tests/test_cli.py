"""The command line: answers on one stream, remarks on the other, exit codes that scripts can trust."""

from __future__ import annotations

import csv
import json
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import TINY
from openpyxl import load_workbook
from small_engine import SmallEngine

from cami_graph.cli import list_verbs, run
from cami_graph.paths import DATA, PACKAGE, QUERIES
from cami_graph.rdf import read_quads

COUNTRIES = "SELECT ?country { ?country a <https://w3id.org/cami/ontology#Country> } ORDER BY ?country"


@dataclass(frozen=True)
class Told:
    """What a command printed, where, and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Teller:
    return Teller(monkeypatch, capfdbinary)


@dataclass(frozen=True)
class Teller:
    """Runs `cami` in this process as a terminal would."""

    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[bytes]

    def __call__(self, *words: str | Path) -> Told:
        self.monkeypatch.setattr(sys, "argv", ["cami", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            run()
        sys.stdout.flush()
        out, err = self.capture.readouterr()
        return Told(int(ended.value.code or 0), out.decode(), err.decode())


@pytest.fixture
def own_query(tmp_path: Path) -> Path:
    path = tmp_path / "countries.rq"
    path.write_text(COUNTRIES, "utf-8")
    return path


def test_a_table_shows_labels_and_the_number_of_rows(tell: Teller, own_query: Path) -> None:
    told = tell("--graph", TINY, "query", "--file", own_query)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == "country"
    assert told.out.splitlines()[2:] == ["Kazakhstan", "Uzbekistan", "", "2 rows"]
    assert "Казахстан" in tell("--graph", TINY, "--language", "ru", "query", "-f", own_query).out


def test_machine_forms_print_nothing_but_the_answer(tell: Teller, own_query: Path) -> None:
    told = tell("--graph", TINY, "query", "-f", own_query, "--format", "csv")
    assert told.out.splitlines() == [
        "country",
        "https://w3id.org/cami/id/country/KZ",
        "https://w3id.org/cami/id/country/UZ",
    ]
    assert json.loads(tell("--graph", TINY, "query", "-f", own_query, "--format", "json").out)[0]["country"].endswith(
        "KZ"
    )


def test_the_suffix_of_the_file_tells_the_form(tell: Teller, own_query: Path, tmp_path: Path) -> None:
    told = tell("--graph", TINY, "query", "-f", own_query, "--to", tmp_path / "a.xlsx")
    assert (told.code, told.out) == (0, "")
    assert told.err == f"wrote {tmp_path / 'a.xlsx'}\n"
    assert load_workbook(tmp_path / "a.xlsx")["rows"]["B2"].value == "Kazakhstan"


def test_a_question_of_the_library_takes_values(tell: Teller) -> None:
    told = tell(
        "--graph", TINY, "query", "labels", "-p", "thing=id:country/KZ", "-p", "thing=id:country/UZ", "--format", "csv"
    )
    assert [row[1] for row in csv.reader(told.out.splitlines())][1:] == [
        "Kazakhstan",
        "Казахстан",
        "Uzbekistan",
        "Узбекистан",
    ]
    assert tell("--graph", TINY, "query", "run", "labels", "-p", "thing=id:country/KZ").code == 0


def test_one_document_is_asked_wherever_on_the_line_it_is_named(tell: Teller) -> None:
    words = ("query", "which-documents-are-there", "--format", "csv")
    everything = tell(*words).out.splitlines()
    before, behind = tell("--report", "cami2-doc3", *words), tell(*words, "--report", "cami2-doc3")
    assert before == behind
    assert len(before.out.splitlines()) == 2 < len(everything)


def test_citations_end_the_answer_where_asked(tell: Teller, tmp_path: Path) -> None:
    path = tmp_path / "a.rq"
    path.write_text("SELECT ?a { ?a a <https://w3id.org/cami/ontology#ReportedAction> }", "utf-8")
    told = tell("--graph", TINY, "query", "-f", path, "--cite")
    assert told.out.splitlines()[-1] == "[2] “in 2017” (A tiny report, activity 1.1.1, column 4, characters 40–47)"


def test_a_plain_question_is_answered_with_rows_words_and_candidates_that_run(tell: Teller) -> None:
    told = tell("ask", "who", "works", "on", "argali", "in", "Tajikistan?")
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0] == "Who works on which species, and where — species: Argali; country: Tajikistan; actor: any."
    assert any(line.startswith("[1] “") for line in lines)
    place = lines.index("Or did you mean:")
    assert len(lines[place + 1 :]) == 2
    for line in lines[place + 1 :]:
        assert tell("query", *shlex.split(line)[1:]).code == 0


def test_a_plain_question_is_json_with_nothing_else(tell: Teller) -> None:
    told = tell("--language", "ru", "ask", "who funds what?", "--format", "json", "--top", "1")
    answer = json.loads(told.out)
    assert list(answer) == ["sentence", "question", "values", "rows", "citations", "candidates"]
    assert (told.code, answer["question"], len(answer["candidates"])) == (0, "who-funds-what", 1)
    assert answer["sentence"].startswith("Кто финансирует")


def test_a_plain_question_not_understood_ends_with_2_and_says_what_is_near(tell: Teller) -> None:
    told = tell("ask", "who works in Atlantis?")
    assert (told.code, told.out) == (2, "")
    assert "The record knows no “Atlantis”." in told.err
    told = tell("ask", "who works in Atlantis?", "--format", "json")
    assert told.code == 2
    assert json.loads(told.out)["question"] is None


def test_questions_are_listed_by_folder_and_shown_whole(tell: Teller) -> None:
    listed = tell("query", "list").out
    assert "pages:\n" in listed
    assert "  labels " in listed
    assert "labels" not in tell("query", "list", "--tag", "rule").out
    shown = tell("query", "show", "labels").out
    assert shown.splitlines()[1] == "What is each of these things called, in which language, and by which code?"
    assert "--param thing=…  iri: The things, by address; required" in shown
    assert "SELECT DISTINCT ?thing ?label" in shown


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("query", "labls"), 2, 'There is no query "labls". Nearest: "labels"'),
        (("query", "labels", "-p", "thing"), 2, "is not NAME=VALUE"),
        (("query", "labels", "-p", "thng=x"), 2, 'Nearest: "thing"'),
        (("query", "labels"), 2, "wants a iri"),
        (("query", "SELECT ?a { ?a a ?b }"), 2, "SPARQL of your own goes to"),
        (("query",), 2, "Give one name"),
        (("query", "-f", "none.rq"), 2, "none.rq cannot be read"),
        (("query", "list", "--tag", "labell"), 2, 'Nearest: "label"'),
        (("query", "labels", "-p", "thing=id:country/KZ", "--format", "xls"), 2, 'Nearest: "xlsx"'),
        (("query", "labels", "-p", "thing=id:country/KZ", "--to", "a.doc"), 2, "tells no form"),
        (
            ("query", "labels", "-p", "thing=id:country/KZ", "--format", "csv", "--to", "a.xlsx"),
            2,
            "names another form than csv",
        ),
        (("gaps", "--format", "csv", "--to", "a.xlsx"), 2, "names another form than csv"),
        (("gaps", "--by", "pair", "--first"), 2, "--first is of findings"),
        (("brief", "KZ-UZ", "--site", "not-one", "--to", "a.md"), 2, '"not-one" is no address'),
        (("export", "--to", "out/all"), 2, "Name it all.jsonld"),
        (("wuery",), 2, "No such command"),
        (("query", "names", "-p", "class=cami:Country", "--report", "tinny"), 2, 'no document "tinny"'),
        (("--programme", "x", "query", "names", "-p", "class=cami:Country"), 2, 'no programme "x"'),
        (("load",), 2, "Give --endpoint"),
    ],
)
def test_a_wrong_command_ends_with_2_and_says_what_is_wrong(
    tell: Teller, words: tuple[str, ...], code: int, said: str
) -> None:
    told = tell("--graph", TINY, *words)
    assert told.code == code
    assert said in told.err
    assert told.out == ""


def test_a_graph_that_is_not_there_ends_with_3(tell: Teller, tmp_path: Path, own_query: Path) -> None:
    told = tell("--graph", tmp_path / "none.nq", "query", "-f", own_query)
    assert told.code == 3
    assert "There is no graph." in told.err


def test_the_same_question_is_answered_by_a_remote_engine(tell: Teller, engine: SmallEngine, own_query: Path) -> None:
    load = tell("--graph", TINY, "load", "--endpoint", engine.query_url, "--graph-store", engine.store_url)
    assert load.code == 0
    assert load.out.splitlines()[-1].split()[0] == str(len(list(read_quads(TINY))))
    assert "union" not in load.err
    told = tell("--endpoint", engine.query_url, "query", "-f", own_query, "--format", "csv")
    assert told.out == tell("--graph", TINY, "query", "-f", own_query, "--format", "csv").out
    engine.union = False
    load = tell("--graph", TINY, "load", "--endpoint", engine.query_url, "--update", engine.update_url)
    assert "its default graph is not the union" in load.err
    assert "tdb:unionDefaultGraph" in load.err


def test_a_folder_answers_like_the_file_it_was_filled_from(tell: Teller, tmp_path: Path, own_query: Path) -> None:
    assert tell("--graph", TINY, "load", "--folder", tmp_path / "kept").code == 0
    told = tell("--graph", tmp_path / "kept", "query", "-f", own_query, "--format", "csv")
    assert len(told.out.splitlines()) == 3


def test_a_query_comes_through_a_pipe_from_a_program_of_its_own() -> None:
    words = [sys.executable, "-m", "cami_graph", "--graph", str(TINY), "query", "-f", "-", "--format", "tsv"]
    done = subprocess.run(words, input=COUNTRIES, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "country"


HEAVY = {"docx", "networkx", "openpyxl", "oxrdflib", "pandas", "pyshacl", "scipy", "typst"}
READING = {"jinja2", "numpy", "pyoxigraph", "rdflib", "starlette", "yaml"}


@pytest.mark.parametrize(
    ("program", "unwanted"),
    [
        ("cami.main(['--help'], standalone_mode=False)", HEAVY | READING),
        ("cami.main(['query', 'facts', '--format', 'csv'], standalone_mode=False)", HEAVY),
        ("import cami_graph.brief, cami_graph.app.server, cami_graph.app.pages", HEAVY - {"networkx"}),
    ],
    ids=["help", "a question", "the explorer"],
)
def test_nobody_waits_for_a_library_that_is_not_used(program: str, unwanted: set[str]) -> None:
    text = f"import sys; from cami_graph.cli import cami; {program}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "cami_graph.cli" in loaded
    assert sorted(loaded & unwanted) == []


NEEDS_THE_GRAPH = {
    "load": ("--folder", "out/engine"),
    "query": ("facts",),
    "ask": ("who works in Mongolia?",),
    "gaps": (),
    "backtest": (),
    "compare": ("cami-2014-2020", "cami-2021-2026"),
    "brief": ("Ustyurt", "--to", "out/ustyurt.pdf"),
    "explore": ("--no-open",),
    "site": ("--to", "out/site"),
    "mcp": (),
    "export": ("--to", "out/cami.nq"),
}
NEEDS_THE_TABLES = {"draft", "review", "import", "check", "merge", "build", "validate", "diff"}
BEFORE_THE_BUILD = """
import json, sys
from click.testing import CliRunner
from cami_graph.cli import cami
print(*(CliRunner().invoke(cami, words).exception for words in json.loads(sys.argv[1])), sep="\\n")
"""


def test_every_verb_that_needs_the_graph_says_how_to_build_it(tmp_path: Path) -> None:
    assert set(NEEDS_THE_GRAPH) | NEEDS_THE_TABLES == set(list_verbs())
    shutil.copytree(QUERIES, tmp_path / "queries")
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("graph"))
    asked = json.dumps([[verb, *words] for verb, words in NEEDS_THE_GRAPH.items()])
    command = [sys.executable, "-c", BEFORE_THE_BUILD, asked]
    settings = {name: value for name, value in os.environ.items() if name != "CAMI_DATA"}
    settings |= {"CAMI_ROOMS": str(tmp_path), "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, text=True, check=True)
    said = "data/graph/cami.nq: There is no graph. Run `cami build` first."
    assert done.stdout.splitlines() == [said] * len(NEEDS_THE_GRAPH)
    assert {path.name for path in tmp_path.iterdir()} == {"data", "queries"}


def test_help_lists_the_verbs_in_the_order_of_the_data(tell: Teller) -> None:
    told = tell("--help")
    places = [told.out.index(f"  {verb} ") for verb in list_verbs()]
    assert told.code == 0
    assert places == sorted(places)


@pytest.mark.parametrize("verb", list_verbs())
def test_every_verb_has_help_with_an_example(tell: Teller, verb: str) -> None:
    told = tell(verb, "--help")
    assert told.code == 0
    assert f"  cami {verb}" in told.out
    assert "Example" in told.out
