"""Builds agree byte by byte, whoever builds where; and what lies in data/graph is what the sources give today."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cami_graph.paths import GRAPH, GRAPH_LAYOUT
from cami_graph.store.version import MANIFEST, PARTS, find_version

pytestmark = pytest.mark.slow

HERE = {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"}
THERE = {"LC_ALL": "ru_RU.UTF-8", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7"}
Files = Mapping[str, bytes]


def read_folder(folder: Path) -> Files:
    """Return what the version in use in a folder holds, by name."""
    return {path.name: path.read_bytes() for path in find_version(folder).folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Files]:
    """Two builds side by side: other folder, language, time zone and order of hashing."""
    folders = [tmp_path_factory.mktemp("graph") for _ in range(2)]
    command = [sys.executable, "-m", "cami_graph", "build", "--to"]
    started = [
        subprocess.Popen(
            [*command, str(folder)], env=os.environ | settings, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        for folder, settings in zip(folders, (HERE, THERE), strict=True)
    ]
    said = [build.communicate()[1].decode() for build in started]
    assert [build.returncode for build in started] == [0, 0], said
    return read_folder(folders[0]), read_folder(folders[1])


def list_differences(one: Files, other: Files) -> list[str]:
    """Return the names of files that are not the same in both."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def test_two_builds_into_empty_folders_agree(two_builds: tuple[Files, Files]) -> None:
    first, second = two_builds
    assert {*PARTS, MANIFEST} == set(first)
    assert list_differences(first, second) == []


def test_the_graph_in_use_is_what_its_sources_give(two_builds: tuple[Files, Files]) -> None:
    """Save the places of the drawing, which may have been kept from an earlier build."""
    differences = list_differences(two_builds[0], read_folder(GRAPH))
    remedy = f"{GRAPH} is older than its sources: run `cami build`"
    assert [name for name in differences if name not in (GRAPH_LAYOUT.name, MANIFEST)] == [], remedy
