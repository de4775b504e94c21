"""What is built and committed is what the sources give today, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cami_graph.paths import GRAPH

BUILT = [path.name for path in sorted(GRAPH.iterdir()) if path.is_file()]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph built again, in another folder, language, time zone and order of hashing."""
    folder = tmp_path_factory.mktemp("graph")
    environment = os.environ | {"LC_ALL": "C", "TZ": "Asia/Almaty", "PYTHONHASHSEED": "7"}
    words = [sys.executable, "-m", "cami_graph", "build", "--to", str(folder)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", BUILT)
def test_a_built_file_is_what_its_sources_give(rebuilt: Path, name: str) -> None:
    assert (rebuilt / name).read_bytes() == (GRAPH / name).read_bytes(), f"{name} is stale: run `make build`, commit it"


@pytest.mark.slow
def test_a_build_writes_all_that_is_kept_and_nothing_else(rebuilt: Path) -> None:
    assert sorted(path.name for path in rebuilt.iterdir()) == BUILT
