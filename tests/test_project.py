"""What stands around the program: metadata that agree, workflows and forms as their schemas ask, decisions in a row."""

from __future__ import annotations

import json
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp
import networkx
import pytest
import yaml

from cami_graph.explore.bundle import BUNDLE, WEB
from cami_graph.paths import ONTOLOGY, PACKAGE, ROOT

GITHUB = ROOT / ".github"
DECISIONS = ROOT / "docs" / "decisions"
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
FORMS = {
    "github-workflows": sorted(GITHUB.glob("workflows/*.yml")),
    "github-issue-forms": sorted(set(GITHUB.glob("ISSUE_TEMPLATE/*.yml")) - {GITHUB / "ISSUE_TEMPLATE" / "config.yml"}),
    "github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "citation-file-format": [ROOT / "CITATION.cff"],
}


# Metadata


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"])


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8")))


@pytest.fixture(scope="module")
def zenodo() -> dict[str, Any]:
    return dict(json.loads((ROOT / ".zenodo.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def codemeta() -> dict[str, Any]:
    return dict(json.loads((ROOT / "codemeta.json").read_text("utf-8")))


def test_all_say_one_version(
    project: dict[str, Any], citation: dict[str, Any], zenodo: dict[str, Any], codemeta: dict[str, Any]
) -> None:
    ontology = re.search(r'owl:versionInfo "(.+)"', (ONTOLOGY / "cami.ttl").read_text("utf-8"))
    changes = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert ontology
    assert changes
    said = [citation["version"], zenodo["version"], codemeta["version"], ontology[1], changes[1]]
    assert said == [project["version"]] * len(said)
    assert str(citation["date-released"]) == zenodo["publication_date"] == codemeta["datePublished"]


def test_program_and_data_have_each_one_name_and_one_licence(
    project: dict[str, Any], citation: dict[str, Any], zenodo: dict[str, Any], codemeta: dict[str, Any]
) -> None:
    assert codemeta["identifier"] == project["name"]
    assert codemeta["license"].rsplit("/", 1)[1] == project["license"]
    assert codemeta["description"] == project["description"]
    assert codemeta["keywords"] == project["keywords"]
    assert zenodo["title"] == citation["title"] == codemeta["name"]
    assert zenodo["license"] == citation["license"].lower()
    assert zenodo["description"] == citation["abstract"].strip()
    assert zenodo["keywords"] == citation["keywords"]
    assert zenodo["upload_type"] == citation["type"]
    names = [author["name"] for author in citation["authors"]]
    assert [one["name"] for one in zenodo["creators"]] == [one["name"] for one in codemeta["author"]] == names


# Workflows, forms, container


@pytest.mark.parametrize("schema", FORMS)
def test_files_for_others_are_as_their_schema_asks(schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, *map(str, FORMS[schema])], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def list_commands() -> list[str]:
    """Return every command of every workflow."""
    jobs = [
        job for path in FORMS["github-workflows"] for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    ]
    return [step["run"] for job in jobs for step in job.get("steps", []) if "run" in step]


def test_workflows_run_what_anybody_can_run() -> None:
    commands = list_commands()
    assert ".ci/run" in commands
    made = {command.removeprefix("make ") for command in commands if command.startswith("make ")}
    assert made == {"quick", "release"} <= TARGETS


def test_ci_tests_every_python_that_the_package_promises(project: dict[str, Any]) -> None:
    jobs = yaml.safe_load((GITHUB / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    promised = [one.rsplit(" ", 1)[1] for one in project["classifiers"] if "Python :: 3." in one]
    assert jobs["linux"]["strategy"]["matrix"]["python"] == promised
    assert project["requires-python"] == f">={promised[0]}"


def read_instructions(path: Path) -> list[tuple[str, str]]:
    """Return the instructions of a container file, each with its words on one line."""
    text = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in text.splitlines() if line)]


def test_the_container_builds_as_another_user_and_makes_the_explorer() -> None:
    instructions = read_instructions(ROOT / "Containerfile")
    words = [word for word, _ in instructions]
    assert words[0] == "FROM"
    assert set(words) <= {"FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "CMD"}
    made = [shlex.split(rest)[1:] for word, rest in instructions if word == "RUN" and rest.startswith("make ")]
    assert made == [["install", "web", "build", "validate"]]
    assert set(made[0]) <= TARGETS
    assert words.index("USER") < instructions.index(("RUN", "make install web build validate"))
    assert json.loads(instructions[-1][1]) == ["make", "explore", "ARGS=--no-open"]


# What comes from others


@pytest.fixture(scope="module")
def licences() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "benchmarks" / "licences.py"))


def test_every_package_that_is_installed_with_ours_has_its_licence_in_the_list(licences: dict[str, Any]) -> None:
    told = licences["read_table"]("python")
    assert set(licences["list_needed"]()) <= set(told)
    assert all(told.values())


def test_what_is_bundled_has_its_licence_in_the_list_and_in_full_beside_it(licences: dict[str, Any]) -> None:
    bundled = json.loads((BUNDLE / "licences.json").read_text("utf-8"))
    assert licences["read_table"]("browser") == {one["name"]: one["licence"] for one in bundled}
    assert [one["name"] for one in bundled if len(one["text"]) < 500] == []
    wanted = json.loads((WEB / "package.json").read_text("utf-8"))["dependencies"]
    assert set(wanted) <= {one["name"] for one in bundled}
    assert {one["name"]: one["version"] for one in bundled if one["name"] in wanted} == wanted


def test_no_package_of_the_browser_side_runs_a_script_when_it_is_installed_but_the_bundler() -> None:
    packages = json.loads((WEB / "package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, one in packages.items() if one.get("hasInstallScript")] == ["node_modules/esbuild"]
    assert all("integrity" in one for name, one in packages.items() if name)


# Size


CODE = [path for room in ("cami_graph", "tests", "benchmarks", "docs", ".ci") for path in (ROOT / room).rglob("*.py")]
FUNCTION = re.compile(r"^( *)(?:async )?def (\w+)\(.*\n(?:\1 +.*\n|\1\).*\n| *\n(?=\1 | *\n))*", re.MULTILINE)


def test_no_function_is_longer_than_forty_lines_and_no_module_than_three_hundred() -> None:
    texts = {path.relative_to(ROOT): path.read_text("utf-8") for path in CODE if "node_modules" not in path.parts}
    functions = [(path, found) for path, text in texts.items() for found in FUNCTION.finditer(text)]
    lengths = {f"{path}: {found[2]}": found[0].rstrip().count("\n") + 1 for path, found in functions}
    assert len(lengths) > len(texts)
    assert {name: length for name, length in lengths.items() if length > 40} == {}
    assert {path: length for path, text in texts.items() if (length := text.count("\n")) > 300} == {}


@pytest.mark.slow
def test_no_files_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("cami_graph", exclude_type_checking_imports=True)
    arrows = networkx.DiGraph(
        (one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one)
    )
    assert [sorted(circle) for circle in networkx.strongly_connected_components(arrows) if len(circle) > 1] == []


def test_every_room_has_tests_among_the_quick_ones() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    quick = re.compile(r"\n\n\n(?:@(?!pytest\.mark\.(?:slow|engine|browser)).*\n)*def test_")
    texts = [(path.stem, path.read_text("utf-8")) for path in (ROOT / "tests").glob("test_*.py")]
    slow = re.compile(r"\npytestmark = .*mark\.slow")
    found = {name.split("_")[1] for name, text in texts if quick.search(text) and not slow.search(text)}
    assert rooms - found == set()


# Decisions


def test_decisions_stand_in_a_row_and_in_their_index() -> None:
    pages = sorted(DECISIONS.glob("[0-9]*.md"))
    index = (DECISIONS / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|", index, re.MULTILINE)
    titles = [page.read_text("utf-8").partition("\n")[0].removeprefix("# ") for page in pages]
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert listed == [(str(int(page.name[:4])), title, page.name) for title, page in zip(titles, pages, strict=True)]
