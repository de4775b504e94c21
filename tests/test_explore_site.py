"""The pages as files: what is gone is taken away, and what others put there stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TINY

from cami_graph.explore.record import Record
from cami_graph.explore.site import LIST, quads_of, take_away, write_site
from cami_graph.graph import open_graph


@pytest.mark.slow
def test_a_second_site_in_the_same_folder_is_as_a_first_one(tmp_path: Path) -> None:
    smaller = tmp_path / "smaller.trig"
    smaller.write_text(TINY.read_text("utf-8").replace("country/UZ", "country/TJ"), "utf-8")
    for path, folder in ((TINY, "both"), (smaller, "both"), (smaller, "first")):
        graph = open_graph(path)
        write_site(Record(graph.store, graph.library), quads_of(graph.store), tmp_path / folder)
    both, first = (
        {path.relative_to(tmp_path / folder) for path in (tmp_path / folder).rglob("*") if path.is_file()}
        for folder in ("both", "first")
    )
    assert both == first
    assert (tmp_path / "both" / LIST).read_text("utf-8") == (tmp_path / "first" / LIST).read_text("utf-8")


def test_only_what_an_earlier_run_wrote_is_taken_away(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    files = [site / "mine.html", site / "en" / "gone.html", site / "en" / "kept.html", tmp_path / "outside.html"]
    for path in files:
        path.write_text("x", "utf-8")
    (site / LIST).write_text("en/gone.html\nen/kept.html\n../outside.html\nnever.html\n", "utf-8")
    take_away(site, ["en/kept.html"])
    assert [path.exists() for path in files] == [True, False, True, True]
