"""Where things stand: the folders of the project, in a work tree or inside an installed wheel.

A work tree is recognised by its `pyproject.toml`; otherwise the rooms lie inside the package. `CAMI_ROOMS` names
another folder that holds `data/`, `ontology/`, `queries/` and `shapes/`, for stewards who work on a copy; `CAMI_DATA`
names another folder of tables alone, whose graph is built inside it.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def find_root() -> Path:
    """Return the folder that holds data, ontology, queries and shapes."""
    if named := os.environ.get("CAMI_ROOMS"):
        return Path(named).resolve()
    tree = PACKAGE.parent
    return tree if (tree / "pyproject.toml").is_file() else PACKAGE / "_rooms"


def find_out() -> Path:
    """Return the folder for what programs write on request: `out/` of the work tree, else of the current folder."""
    base = PACKAGE.parent if (PACKAGE.parent / "pyproject.toml").is_file() else Path.cwd()
    return base / "out"


def find_data(root: Path) -> Path:
    """Return the folder of the tables: that of the root, or another that is named."""
    named = os.environ.get("CAMI_DATA")
    return Path(named).resolve() if named else root / "data"


ROOT = find_root()
OUT = find_out()

DATA = find_data(ROOT)
REFERENCE = DATA / "reference"
PROGRAMMES = DATA / "programmes"
REPORTS = DATA / "reports"
DOCUMENTS = DATA / "documents"
DRAFT = ROOT / "data" / "draft"
GRAPH = DATA / "graph"
GRAPH_NQUADS = GRAPH / "cami.nq"
GRAPH_TURTLE = GRAPH / "cami.ttl"
GRAPH_ANALYSIS = GRAPH / "analysis.nq"
GRAPH_LAYOUT = GRAPH / "layout.csv"

ONTOLOGY = ROOT / "ontology"
MODULES = ONTOLOGY / "modules"
VOCABULARIES = ONTOLOGY / "vocabularies"
EXAMPLES = ONTOLOGY / "examples"
CLAIMS = ONTOLOGY / "claims"

SHAPES = ROOT / "shapes"

QUERIES = ROOT / "queries"
RULES = QUERIES / "rules"
HYGIENE = QUERIES / "hygiene"


def is_installed() -> bool:
    """Say whether the tables are those of an installed wheel: nothing writes among them unasked."""
    return DATA.is_relative_to(PACKAGE / "_rooms")


def show_path(path: Path) -> str:
    """Return the path as people say it: from the root of the project where it lies inside, else in full."""
    resolved = path.resolve()
    return resolved.relative_to(ROOT).as_posix() if resolved.is_relative_to(ROOT) else str(path)
