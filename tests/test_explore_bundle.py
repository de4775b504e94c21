"""The browser side as a bundle: safe with words, from a lock file that names no address, by any Node, made again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from driven import drive

from cami_graph.errors import ExploreError
from cami_graph.explore.bundle import find_node, make_bundle, run_command

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_hostile_labels_stay_text_in_what_the_browser_hands_out() -> None:
    drive("escape.mjs")


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
