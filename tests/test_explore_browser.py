"""The single file in a real browser, opened from disk with the network off: no fault, no request, no mouse needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from driven import drive
from shown import record

from cami_graph.brief import BriefMaker
from cami_graph.cli.site import make_briefs
from cami_graph.explore.single_file import policy, single_file
from cami_graph.explore.site import quads_of
from cami_graph.graph import CamiGraph

MAIL_LIMIT = 4_000_000
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
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The single file, made from the real graph."""
    file = tmp_path_factory.mktemp("explorer") / "cami-explorer.html"
    briefs = make_briefs(BriefMaker(CamiGraph(record().store, record().library)), in_file=True)
    file.write_bytes(single_file(record(), quads_of(record().store), briefs=briefs))
    return file


def test_the_single_file_is_small_enough_to_mail(explorer: Path) -> None:
    assert explorer.stat().st_size <= MAIL_LIMIT


def test_every_kind_of_page_is_without_fault_in_both_themes_and_languages(explorer: Path) -> None:
    gap = record().of_kind("gap")[0].path
    initiative = record().of_kind("initiative")[0].path
    drive("single-file.mjs", str(explorer), *KINDS, gap, initiative)


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


def test_the_islands_do_what_they_offer(explorer: Path) -> None:
    drive("islands.mjs", str(explorer))


def test_the_file_is_quick(explorer: Path) -> None:
    found = json.loads(drive("timings.mjs", str(explorer)))
    assert found["failed"] == []
    assert found["queries"] > 50
    assert found["query_median"] < 300
    assert found["page_shown"] < 2000
    assert found["search_answers"] < 6000


def test_the_policy_names_no_foreign_source() -> None:
    said = policy("script", "style")
    assert said.startswith("default-src 'none'")
    assert "http" not in said
    assert "unsafe-inline" not in said
    assert "'unsafe-eval'" not in said
