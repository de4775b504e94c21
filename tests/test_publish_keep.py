"""What is kept beside a version is believed only where it fits and is whole; else the same answer is computed."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from killed import maker, small_parts

from cami_graph.analyse.findings.analysis import Findings, Settings
from cami_graph.analyse.findings.forms import list_chosen
from cami_graph.analyse.findings.frozen import freeze, thaw
from cami_graph.analyse.findings.listed import name_list, name_told, read_listing, read_told
from cami_graph.analyse.findings.select import UNITS, choose, name_all
from cami_graph.analyse.findings.telling import explain
from cami_graph.errors import StoreError
from cami_graph.graph import CamiGraph, open_graph, read_findings
from cami_graph.paths import DATA
from cami_graph.publish.atomic import publish_version
from cami_graph.publish.keep import keep_answers
from cami_graph.publish.verdict import keep_verdict
from cami_graph.rdf import read_quads
from cami_graph.store import open_store
from cami_graph.store.kept import (
    ANALYSIS,
    ENGINE,
    FINDINGS,
    FOLDER,
    RULES,
    STORE,
    TABLES,
    find_kept,
    kept_of,
    take_grounds,
)
from cami_graph.store.version import GRAPH_PARTS, Version

LINES = {"cami.nq": b"<urn:a> <urn:b> <urn:c> <urn:g> .\n", "analysis.nq": b"<urn:a> <urn:b> <urn:d> <urn:h> .\n"}


@pytest.fixture
def version(tmp_path: Path, tiny_graph: CamiGraph) -> Version:
    """A small version with what a build keeps beside it."""

    def make(new: Path) -> None:
        maker(small_parts("") | LINES)(new)
        quads = [quad for part in GRAPH_PARTS for quad in read_quads(new / part)]
        keep_answers(new, quads, tiny_graph.find_gaps(), tiny_graph.asker, take_grounds())

    return publish_version(make, tmp_path / "graph")


@pytest.mark.slow
def test_what_was_kept_is_found_and_answers_as_the_version_does(version: Version, tiny_graph: CamiGraph) -> None:
    assert read_findings(version) == tiny_graph.find_gaps()
    near, far = (open_store(version.folder, briefly=briefly) for briefly in (False, True))
    assert sorted(map(str, near.engine)) == sorted(map(str, far.engine))
    assert far.version == near.version == version


@pytest.mark.parametrize("harm", ["changed", "gone", "listed otherwise", "of another graph", "no list"])
def test_what_does_not_fit_is_not_believed(version: Version, harm: str) -> None:
    folder = version.folder / FOLDER
    listed = folder / "kept.json"
    said = json.loads(listed.read_text("utf-8"))
    if harm == "changed":
        (folder / FINDINGS).write_bytes((folder / FINDINGS).read_bytes() + b" ")
    elif harm == "gone":
        (folder / FINDINGS).unlink()
    elif harm == "listed otherwise":
        said["grounds"][ANALYSIS.name] = "0"
        listed.write_text(json.dumps(said), "utf-8")
    elif harm == "of another graph":
        said["graph"]["cami.nq"] = "0"
        listed.write_text(json.dumps(said), "utf-8")
    else:
        listed.write_text("[", "utf-8")
    assert read_findings(version) is None


def test_a_table_a_rule_or_a_program_that_changes_changes_its_ground(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("graph"))
    before = TABLES.digest(data)
    (data / "graph").mkdir()
    (data / "graph" / "cami.nq").write_text("", "utf-8")
    assert TABLES.digest(data) == before
    table = data / "reference" / "actors.csv"
    table.write_text(table.read_text("utf-8") + "\n", "utf-8")
    assert TABLES.digest(data) != before
    shapes = tmp_path / "shapes"
    shapes.mkdir()
    (shapes / "a.ttl").write_text("", "utf-8")
    assert replace(RULES, folders=(shapes,)).digest() != replace(RULES, folders=()).digest()
    assert replace(ANALYSIS, program=("query",)).digest() != ANALYSIS.digest()


def test_a_verdict_is_kept_until_the_rules_change(version: Version) -> None:
    kept = find_kept(version)
    assert kept is not None
    assert not kept.fits(RULES)
    keep_verdict(version)
    kept = find_kept(version)
    assert kept is not None
    assert kept.fits(RULES)
    assert not kept.fits(replace(RULES, folders=()))
    assert kept.find(ENGINE, STORE) == version.folder / FOLDER / ENGINE


def test_findings_are_thawed_as_they_were_frozen(real_findings: Findings) -> None:
    thawed = thaw(freeze(real_findings))
    assert thawed == real_findings
    assert repr(thawed.gaps) == repr(real_findings.gaps)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_is_listed_is_what_the_analysis_gives(version: Version, tiny_graph: CamiGraph, language: str) -> None:
    found = tiny_graph.find_gaps()
    for unit in UNITS:
        path = kept_of(version.folder, name_list(language), ANALYSIS)
        assert path is not None
        listing = read_listing(path.read_bytes(), unit)
        wanted = list_chosen(found, unit, choose(found, unit), language)
        assert ([*listing.head], listing.rows, listing.first) == ([*wanted.head], wanted.rows, wanted.first)
        few = listing.choose(first=True, top=2)
        assert few.rows == [row for row, first in zip(wanted.rows, wanted.first, strict=True) if first][:2]
    path = kept_of(version.folder, name_told(language), ANALYSIS)
    assert path is not None
    for name, one in name_all(found).items():
        assert read_told(path.read_bytes(), name) == list(explain(found, one, language))
    assert read_told(path.read_bytes(), "no such name") is None


@pytest.mark.parametrize(
    ("words", "head", "unloaded"),
    [
        (["gaps"], "rank", {"rich", "rdflib", "networkx", "yaml", "cami_graph.analyse.findings.analysis"}),
        (["query", "who-funds-what"], "actor", {"rich", "rdflib", "networkx", "sqlite3"}),
        (["ask", "who funds what"], "Funders", {"rich", "rdflib", "numpy", "scipy", "rapidfuzz"}),
    ],
)
def test_an_answer_waits_for_no_library_that_it_does_not_use(
    version: Version, words: list[str], head: str, unloaded: set[str]
) -> None:
    program = (
        "import sys; from cami_graph.cli import cami; cami(sys.argv[1:], standalone_mode=False); "
        f"print(sorted(set({sorted(unloaded)}) & set(sys.modules)))"
    )
    line = [sys.executable, "-c", program, "--graph", str(version.folder), *words]
    said = subprocess.run(line, check=True, capture_output=True, text=True).stdout.splitlines()
    assert said[0].startswith(head)
    assert said[-1] == "[]"


class _Runs:
    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("true",)


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps(_Runs()), pickle.dumps([1])])
def test_bytes_that_are_no_findings_are_refused_and_run_nothing(content: bytes) -> None:
    with pytest.raises(StoreError, match="What was kept"):
        thaw(content)


@pytest.mark.slow
def test_the_graph_gives_what_its_build_found_and_nothing_for_other_settings(
    real_graph: CamiGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = replace(real_graph.find_gaps(), work=real_graph.find_gaps().work)
    monkeypatch.setattr("cami_graph.graph.read_findings", lambda _: kept)
    graph = open_graph(briefly=True)
    assert graph.find_gaps() is kept
    assert graph.find_gaps(Settings(as_of="2020")).settings.as_of == "2020"
    assert open_graph(report="cami2-doc3").find_gaps() is not kept
