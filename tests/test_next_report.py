"""The page on the next report is true line by line: typed in its order, from the Word file to answers of the graph."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import httpx
import pytest
from frozen_copy import FROZEN
from reviewed import start_review
from test_docs import agrees, split_steps

from cami_graph.paths import ROOT

PAGE = ROOT / "docs" / "next-report.md"
BLOCK = re.compile(r"```shell-session\n(.*?)```", re.DOTALL)
READS = """
import json, sys; sys.path.insert(0, "tests")
from cami_graph.cli.review import find_folder, lay_out
from cami_graph.review import open_folder
from second_reader import read_as_people_did
desk = lay_out(open_folder(find_folder("cami3-docx")), "A. Reader", settle=False)
print(json.dumps(read_as_people_did(desk)))
"""


class Terminal:
    """A terminal in the root of the project, whose `out/next` is another folder and whose data are the frozen copy."""

    def __init__(self, home: Path) -> None:
        self.home, self.variables = home, {"COLUMNS": "100", "PYTHONUTF8": "1"}
        self.decided: Counter[str] = Counter()

    def type(self, line: str) -> str:
        """Run a line and return what it prints, in the words of the page."""
        here = line.replace("cp -r data ", f"cp -r {FROZEN} ").replace("out/next", str(self.home))
        if here.startswith("export "):
            name, _, value = here.removeprefix("export ").partition("=")
            self.variables[name] = value
            return ""
        if "--reader" in here:
            return self.read()
        return self.run(["sh", "-c", here]).replace(str(self.home), "out/next")

    def run(self, words: list[str]) -> str:
        """Run a program, and return what it prints."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = os.environ | self.variables | {"PATH": path}
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout + done.stderr

    def read(self) -> str:
        """Open the page, look at it, and decide everything as the readers of this report did."""
        folder = Path(self.variables["CAMI_DATA"]) / "reports" / "cami3-docx"
        with start_review(folder, "A. Reader") as (address, _):
            sitting = httpx.get(f"{address}sitting", trust_env=False).json()
        assert sitting["progress"]["total"] == 434
        told = self.run([sys.executable, "-c", READS])
        self.decided.update(json.loads(told))
        return "http://127.0.0.1:8766/\nStop with Ctrl-C.\n"


@pytest.mark.slow
@pytest.mark.posix
def test_the_page_leads_from_the_word_file_to_answers(tmp_path: Path) -> None:
    text = PAGE.read_text("utf-8")
    terminal = Terminal(tmp_path / "next")
    lines = [step for block in BLOCK.findall(text) for step in split_steps("console", block)]
    for step in lines:
        printed = terminal.type(step.typed)
        assert agrees(step.shown, printed), f"{step.typed}\n{printed}"
    done = terminal.decided
    counts = f"{done['accept']} accepted as they stood, {done['change']} changed, {done['reject']} rejected"
    assert f"{counts}, {done['add']} added" in " ".join(text.split())
    assert "Fourteen lines to type" in text
    assert len(lines) == 14
