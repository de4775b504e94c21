"""OWL's own tools, which come with owlready2 and need Java: the profile checker of the OWL API, and HermiT."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.term import Node

from cami_graph.export import write_statements
from cami_graph.rdf import dataset_quads, graph_name, new_dataset

CHECKER = Path(__file__).parent / "OwlProfile.java"
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner needs Java, which is not installed")


def write_for_reasoners(graph: Graph, folder: Path, *more: tuple[Node, Node, Node]) -> Path:
    """Write a graph as `cami export --to owl` does."""
    dataset = new_dataset()
    target = dataset.graph(graph_name("all"))
    for triple in (*graph, *more):
        target.add(triple)
    path = folder / "told.owl"
    path.write_bytes(write_statements(dataset_quads(dataset), "owl"))
    return path


def find_violations(profile: str, *paths: Path) -> list[str]:
    """Return what in files of RDF breaks the OWL 2 profile DL or RL, and see that each was read at all."""
    lines = _run_java(str(CHECKER), profile, *map(str, paths)).stdout.splitlines()
    sizes = [int(line.removeprefix("axioms: ")) for line in lines if line.startswith("axioms: ")]
    assert len(sizes) == len(paths)
    assert all(sizes)
    return [line for line in lines if not line.startswith("axioms: ")]


def is_consistent(path: Path) -> bool:
    """Tell whether HermiT finds a file consistent, and every class of it possible."""
    done = _run_java("org.semanticweb.HermiT.cli.CommandLine", "-U", str(path), check=False)
    if "InconsistentOntologyException" in done.stderr:
        return False
    assert done.returncode == 0, done.stderr
    return done.stdout.split() == ["Classes", "equivalent", "to", "'owl:Nothing':", "owl:Nothing"]


def _run_java(*words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    spec = find_spec("owlready2")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).parent / "hermit" / "HermiT.jar"
    command = ["java", "-Xmx2g", "-cp", str(jar), *words]
    return subprocess.run(command, capture_output=True, text=True, check=check)


def show(lines: Iterable[str]) -> str:
    """Return the first lines of many."""
    return "\n".join(list(lines)[:10])
