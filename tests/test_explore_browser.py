"""The single file in a real browser, opened from disk with the network off: no fault, no request, no mouse needed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, Literal
from served import start_explorer

from cami_graph.brief import BriefMaker
from cami_graph.cli.site import make_briefs
from cami_graph.describe import DATASET, WELL_KNOWN
from cami_graph.errors import ExploreError
from cami_graph.explore.bundle import find_node, make_bundle, run_command
from cami_graph.explore.record import Record
from cami_graph.explore.single_file import policy, single_file
from cami_graph.explore.site import quads_of, write_site
from cami_graph.graph import CamiGraph
from cami_graph.query import Library
from cami_graph.rdf import VOID
from cami_graph.store import open_store

E2E = Path(__file__).parent / "e2e"
MAIL_LIMIT = 4_000_000
MAIL_LIMIT_OF_TWO = 5_000_000
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
KINDS = (
    "index",
    "programme/cami-2014-2020",
    "objective/1",
    "section/1.1",
    "activity/1.1.1",
    "subactivity/1.3.1-a",
    "taxon/saiga",
    "country/MN",
    "landscape/ustyurt",
    "actor/cms",
    "pair/TM-UZ",
    "gaps",
    "timeline",
    "query/index",
    "query/page-statuses",
    "ontology/index",
    "ontology/report",
    "term/Activity",
    "vocabulary/status",
    "browse/actor",
    "graph",
    "map",
    "workbench",
    "workbench?query=page-statuses",
    "about",
    "search?q=fence",
    "missing",
    "report/cami2-doc3",
    "document/asu-altai",
    "framework/saiga-mou",
    "threat/border-fences",
    "browse/document",
    "browse/framework",
    "brief/pair/TM-UZ",
    "browse/event",
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def record() -> Record:
    """The record behind the pages."""
    return Record(open_store(), Library.read())


@pytest.fixture(scope="module")
def explorer(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The single file, made from the real graph."""
    if not any(Path(place).exists() for place in BROWSERS):
        pytest.skip("Chromium is not on this machine: `apt-get install chromium`.")
    file = tmp_path_factory.mktemp("explorer") / "cami-explorer.html"
    briefs = make_briefs(BriefMaker(CamiGraph(record.store, record.library)), in_file=True)
    file.write_bytes(single_file(record, quads_of(record.store), briefs=briefs))
    return file


@pytest.fixture(scope="module")
def two(two_record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The single file of two reports and a letter."""
    if not any(Path(place).exists() for place in BROWSERS):
        pytest.skip("Chromium is not on this machine: `apt-get install chromium`.")
    file = tmp_path_factory.mktemp("two") / "cami-explorer.html"
    file.write_bytes(single_file(two_record, quads_of(two_record.store)))
    return file


def drive(script: str, *arguments: str, timeout: int = 900) -> str:
    """Run a browser script; what it found wrong is the failure."""
    command = [*find_node("node"), str(E2E / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_the_single_file_is_small_enough_to_mail(explorer: Path) -> None:
    assert explorer.stat().st_size <= MAIL_LIMIT


def test_every_kind_of_page_is_without_fault_in_both_themes_and_languages(explorer: Path, record: Record) -> None:
    gap = record.of_kind("gap")[0].path
    initiative = record.of_kind("initiative")[0].path
    drive("single-file.mjs", str(explorer), *KINDS, gap, initiative)


def test_the_switch_shows_one_document_or_programme_alone(two: Path) -> None:
    assert two.stat().st_size <= MAIL_LIMIT_OF_TWO
    drive("switch.mjs", str(two))


def test_the_pages_of_two_reports_are_without_fault(two: Path) -> None:
    paths = ("index", "country/TM", "activity/2.5.2", "browse/action", "document/letter-tm-2020", "gaps")
    drive("single-file.mjs", str(two), *paths)


def test_the_keyboard_alone_leads_from_home_to_the_words_behind_a_pair_and_a_gap(explorer: Path) -> None:
    drive("keyboard.mjs", str(explorer))


def test_the_search_forgives_spelling_and_knows_the_variants(explorer: Path) -> None:
    drive("search.mjs", str(explorer))


def test_a_question_is_answered_in_the_file_itself(explorer: Path) -> None:
    drive("question.mjs", str(explorer))


def test_heads_lists_paper_files_and_keys_are_without_fault(explorer: Path) -> None:
    drive("faults.mjs", str(explorer))


def test_the_picture_of_borders_follows_the_choice_of_a_species(explorer: Path) -> None:
    drive("borders.mjs", str(explorer))


def test_hostile_labels_stay_text_in_what_the_browser_hands_out() -> None:
    drive("escape.mjs")


def test_the_served_pages_are_without_fault_under_the_policy_of_the_server(explorer: Path) -> None:
    assert explorer.is_file()
    with start_explorer(None) as address:
        drive("served.mjs", address)
        assert drive("tasks.mjs", address).count("clicks") > 10


def test_the_islands_do_what_they_offer(explorer: Path) -> None:
    drive("islands.mjs", str(explorer))


def test_the_file_is_quick(explorer: Path) -> None:
    found = json.loads(drive("timings.mjs", str(explorer)))
    assert found["failed"] == []
    assert found["queries"] > 50
    assert found["query_median"] < 300
    assert found["page_shown"] < 2000
    assert found["search_answers"] < 6000


@pytest.fixture(scope="module")
def host(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a web host with the pages below a path."""
    folder = tmp_path_factory.mktemp("host")
    write_site(record, quads_of(record.store), folder / "deep" / "below")
    return folder


def test_a_site_works_on_a_sub_path(host: Path) -> None:
    drive("site.mjs", str(host), "/deep/below/")


def test_a_site_describes_its_graph_and_names_no_endpoint(host: Path, record: Record) -> None:
    stated = Graph().parse(host / "deep" / "below" / WELL_KNOWN, format="turtle")
    assert stated.value(DATASET, VOID.triples) == Literal(record.store.quads_count())
    assert not list(stated.subject_objects(VOID.sparqlEndpoint))


def test_the_policy_names_no_foreign_source() -> None:
    said = policy("script", "style")
    assert said.startswith("default-src 'none'")
    assert "http" not in said
    assert "unsafe-inline" not in said
    assert "'unsafe-eval'" not in said


def test_the_lock_file_names_no_address() -> None:
    lock = (Path(__file__).parents[1] / "cami_graph/explore/web/package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "://" not in lock


def test_where_the_machine_has_no_node_the_one_of_the_wheel_serves_what_it_starts_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    run_command([*find_node("node"), "-e", "require('child_process').execSync('node --version')"])
    with pytest.raises(ExploreError, match="could not be bundled"):
        run_command([*find_node("node"), "-e", "process.exit(1)"])


def test_the_bundle_can_be_made_again() -> None:
    assert shutil.which("node") or find_node("node")
    make_bundle()
