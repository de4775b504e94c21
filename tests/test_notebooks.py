"""The notebooks run from top to bottom, on this machine alone, and are kept without their output."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from cami_graph.paths import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ALONE = """
import socket

def refuse(self, address, *rest):
    if self.family == socket.AF_UNIX or str(address[0]) in ("127.0.0.1", "::1"):
        return connect(self, address, *rest)
    raise AssertionError(f"a notebook called {address}")

connect, socket.socket.connect = socket.socket.connect, refuse
"""


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_notebook_runs_from_top_to_bottom(path: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    notebook.cells.insert(0, new_code_cell(ALONE))  # type: ignore[no-untyped-call]
    done = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [cell for cell in done.cells[1:] if cell.cell_type == "code" and cell.outputs]
    assert len(shown) >= 8
    said = [output for cell in shown for output in cell.outputs if output.get("name") == "stderr"]
    assert said == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_output(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells  # type: ignore[no-untyped-call]
    assert all(cell.execution_count is None and not cell.outputs for cell in cells if cell.cell_type == "code")


def test_there_is_a_notebook_for_each_persona_that_codes() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["coordinator", "researcher"]
