"""The wheel carries all it needs: taken out of the work tree, it lists its questions and answers one."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from cami_graph.paths import ROOT
from cami_graph.store.version import MANIFEST, PARTS

pytestmark = pytest.mark.slow

PIP_WHEEL = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w"]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the work tree without asking any registry, and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP_WHEEL, str(folder), str(ROOT)], check=True, capture_output=True, cwd=folder)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def run_cami(site: Path, *words: str) -> str:
    """Run `cami` from the unpacked wheel."""
    return run_python(site, f"from cami_graph.cli import cami; cami.main({list(words)!r}, prog_name='cami')")


def run_python(site: Path, program: str) -> str:
    """Run a program on the unpacked wheel, in a folder that is not the project's."""
    environment = {name: value for name, value in os.environ.items() if name not in {"CAMI_ROOMS", "CAMI_DATA"}}
    environment |= {"PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_wheel_answers_questions_by_itself(unpacked: Path) -> None:
    assert "  facts " in run_cami(unpacked, "query", "list")
    rows = run_cami(unpacked, "query", "labels", "-p", "thing=id:country/KZ", "--format", "csv").splitlines()
    assert rows[1].split(",")[1] == "Kazakhstan"


def test_the_wheel_carries_the_graph_that_was_built(unpacked: Path) -> None:
    built, carried = ROOT / "data" / "graph", unpacked / "cami_graph" / "_rooms" / "data" / "graph"
    names = sorted((*PARTS, MANIFEST))
    assert filecmp.cmpfiles(carried, built, names, shallow=False)[0] == names


def test_a_tree_in_which_nothing_is_built_makes_no_wheel_and_says_what_to_do(tmp_path: Path) -> None:
    tree, kept = tmp_path / "tree", shutil.ignore_patterns("data", "out", "node_modules", "__pycache__")
    for name in ("cami_graph", ".ci"):
        shutil.copytree(ROOT / name, tree / name, ignore=kept)
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, tree / name)
    done = subprocess.run([*PIP_WHEEL, str(tmp_path), str(tree)], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "data/graph/cami.nq" in done.stderr
    assert "Run `make build web` first." in done.stderr
    assert not list(tmp_path.glob("*.whl"))


@pytest.mark.parametrize("words", [["build"], ["gaps", "--write"]])
def test_nothing_is_written_into_an_installation_unasked(unpacked: Path, words: list[str]) -> None:
    program = (
        "from click.testing import CliRunner; from cami_graph.cli import cami; "
        f"print(CliRunner().invoke(cami, {words}).exception)"
    )
    assert "written into the installation" in run_python(unpacked, program)


def test_the_wheel_bundles_nothing_again_whatever_was_installed_last(unpacked: Path) -> None:
    later = time.time() + 60
    os.utime(unpacked / "cami_graph" / "explore" / "web" / "src" / "app.js", (later, later))
    assert run_python(unpacked, "from cami_graph.explore.bundle import is_stale; print(is_stale())") == "False\n"


def test_the_wheel_holds_the_rooms_and_the_browser_side_but_no_tests(unpacked: Path) -> None:
    assert (unpacked / "cami_graph" / "explore" / "web" / "out" / "app.js").is_file()
    assert {path.name for path in (unpacked / "cami_graph" / "_rooms").iterdir()} == {
        "data",
        "ontology",
        "queries",
        "shapes",
    }
    assert not list(unpacked.rglob("test_*.py"))
    assert not list(unpacked.rglob("node_modules"))
