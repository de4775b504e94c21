"""The documentation as a site: it builds without a warning, holds every question and verb, and calls nobody."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cami_graph.cli import list_verbs
from cami_graph.paths import ROOT
from cami_graph.query import Library

LOADED = re.compile(r'<(?:script|img|link)[^>]+(?:src|href)="(?:https?:)?//[^"]*"')

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built with every warning an error."""
    folder = tmp_path_factory.mktemp("docs")
    words = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-E",
        "-b",
        "html",
        "-d",
        str(folder / "trees"),
    ]
    done = subprocess.run([*words, "docs", str(folder / "html")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_every_question_and_every_verb_has_its_place(site: Path) -> None:
    questions = (site / "reference" / "questions.html").read_text("utf-8")
    assert {one.name for one in Library.read() if one.room == "competency" and one.name not in questions} == set()
    verbs = (site / "reference" / "command-line.html").read_text("utf-8")
    assert {one for one in list_verbs() if f"cami {one}<" not in verbs} == set()
    assert "open_graph" in (site / "reference" / "python.html").read_text("utf-8")


def test_the_pages_load_nothing_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    assert {page.name for page in pages if LOADED.search(page.read_text("utf-8"))} == set()
