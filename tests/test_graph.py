"""The graph as Python users meet it, and the rule by which these tests are run in CI."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS, TINY
from rdflib import Dataset
from small_engine import SmallEngine

import cami_graph
from cami_graph import CamiError, CamiGraph, open_graph
from cami_graph.errors import QueryError
from cami_graph.rdf import ID, read_quads

COUNTRIES = "SELECT ?c { ?c a <https://w3id.org/cami/ontology#Country> } ORDER BY ?c"


def test_the_public_names_are_there_and_no_others() -> None:
    assert set(cami_graph.__all__) <= set(dir(cami_graph))
    assert cami_graph.__version__
    with pytest.raises(AttributeError, match="cami_graph has no nonsense"):
        _ = cami_graph.nonsense


def test_a_graph_opens_from_a_path_as_text_and_says_its_size() -> None:
    graph = open_graph(str(TINY))
    assert len(graph) == len(list(read_quads(TINY)))
    assert repr(graph) == f"<CamiGraph of {len(graph)} statements>"
    assert len(graph.library) > 0


def test_a_remote_graph_answers_as_the_file_does(engine: SmallEngine) -> None:
    engine.store.extend(read_quads(TINY))
    remote = open_graph(endpoint=engine.query_url)
    assert remote.ask_text(COUNTRIES).rows == open_graph(TINY).ask_text(COUNTRIES).rows
    labels = remote.query("labels", thing=f"{ID}country/KZ")
    assert [row["label"] for row in labels] == ["Kazakhstan", "Казахстан"]
    with pytest.raises(CamiError, match="remote graph"):
        remote.as_rdflib()


def test_a_path_and_an_endpoint_together_are_refused() -> None:
    with pytest.raises(CamiError, match="not from both"):
        open_graph(TINY, endpoint="http://127.0.0.1:1/")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"top": "3"}, "top: '3' is not a number of gaps"),
        ({"top": -1}, "top: -1 is not a number of gaps"),
        ({"top": True}, "top: True is not a number of gaps"),
        ({"species": ["saiga", "argali"]}, r"species: \['saiga', 'argali'\] is not one text"),
        ({"country": 5}, "country: 5 is not texts"),
        ({"as_of": 2019}, "as_of: 2019 is not one text"),
    ],
)
def test_gaps_refuse_values_of_a_wrong_type(tiny_graph: CamiGraph, given: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        tiny_graph.gaps(**given)


def test_rdflib_users_get_a_dataset(tiny_graph: CamiGraph) -> None:
    assert isinstance(tiny_graph.as_rdflib(), Dataset)


TRIED = """
import conftest, pytest
conftest.QUICK = -1.0
def test_skipped():
    pytest.skip("no engine here")
def test_without_a_mark():
    pass
@pytest.mark.slow
def test_marked():
    pass
"""


@pytest.mark.slow
@pytest.mark.parametrize(("ci", "code", "failed"), [("true", 1, ["test_without.py", "test_tried.py"]), ("", 0, [])])
def test_a_run_tells_in_ci_what_was_skipped_and_always_what_is_slower_than_its_mark(
    tmp_path: Path, ci: str, code: int, failed: list[str]
) -> None:
    (tmp_path / "test_tried.py").write_text(TRIED, "utf-8")
    (tmp_path / "test_without.py").write_text("import pytest\npytest.importorskip('no_engine_here')\n", "utf-8")
    environment = os.environ | {"CI": ci, "PYTHONPATH": str(TESTS)}
    words = ["-q", "-p", "conftest", "-p", "no:cacheprovider", "--continue-on-collection-errors", "--rootdir", "."]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == code, done.stdout
    assert re.findall(r"(?m)^E? *(test_\w+\.py)\S* was skipped, and in CI nothing may be", done.stdout) == failed
    assert re.findall(r"::(\w+) took \S+ seconds of the processor", done.stdout) == ["test_without_a_mark"]
