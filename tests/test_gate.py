"""One gate: tables in which the check finds faults are neither built nor shown, unless one says that they are known."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from damaged import Copy
from rdflib.namespace import SKOS

from cami_graph.cli import cami
from cami_graph.errors import CamiError
from cami_graph.rdf import graph_name

NAME = ox.NamedNode(str(graph_name("reference")))


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """Tables with a fault that only the check knows: a denial called done."""
    copy = Copy(tmp_path)
    copy.edit("facts/statuses", {"activity_code": "2.2.6", "status": "not-done"}, "status", "done")
    monkeypatch.setattr("cami_graph.paths.DATA", copy.data)
    return copy


def run(*words: str) -> Result:
    return CliRunner().invoke(cami, words, standalone_mode=False)


def marks(graph: Path) -> list[str]:
    quads = ox.parse(path=str(graph), format=ox.RdfFormat.N_QUADS)
    found = [quad for quad in quads if quad.subject == NAME and quad.predicate.value == str(SKOS.editorialNote)]
    return [quad.object.value for quad in found if isinstance(quad.object, ox.Literal)]


@pytest.mark.slow
def test_the_build_refuses_what_the_check_refuses_and_leaves_the_previous_graph(copy: Copy, tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "cami.nq").write_text("previous", encoding="utf-8")
    done = run("build", "--to", str(tmp_path / "graph"))
    assert isinstance(done.exception, CamiError)
    assert "The check finds 1 fault" in str(done.exception)
    assert "row" in str(done.exception)
    assert "column status" in str(done.exception)
    assert (tmp_path / "graph" / "cami.nq").read_text(encoding="utf-8") == "previous"


@pytest.mark.slow
def test_what_is_known_is_built_loudly_and_marked(copy: Copy, tmp_path: Path) -> None:
    done = run("build", "--to", str(tmp_path / "graph"), "--known-faults")
    assert done.exception is None
    assert "known: reports/cami2-doc3/facts/statuses.csv row" in done.stderr
    assert "not for release" in done.stderr
    (mark,) = marks(tmp_path / "graph" / "cami.nq")
    assert "finds faults (1)" in mark


@pytest.mark.slow
def test_what_cannot_be_read_is_not_built_even_when_it_is_known(copy: Copy, tmp_path: Path) -> None:
    copy.edit("facts/actions", {"action_id": "1.1.1-r2"}, "title_en", "#NAME?")
    done = run("build", "--to", str(tmp_path / "graph"), "--known-faults")
    assert isinstance(done.exception, CamiError)
    assert not (tmp_path / "graph").exists()


@pytest.mark.slow
def test_the_explorer_refuses_such_tables_before_it_serves(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cami_graph.app.server.serve", lambda *_: pytest.fail("served"))
    done = run("explore", "--no-open", "--port", "0")
    assert isinstance(done.exception, CamiError)
    assert "The check finds 1 fault" in str(done.exception)


@pytest.mark.slow
def test_sound_tables_are_not_marked() -> None:
    from built import graph

    assert list(graph("reference").objects(graph_name("reference"), SKOS.editorialNote)) == []
