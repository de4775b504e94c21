"""A small drafted report for the tests of the review: joint work, lists of bodies, words that would be a script."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from served import PATIENCE, plain_environment

from cami_graph.cli.review import read_known
from cami_graph.draft import draft_document
from cami_graph.draft.folder import Received, draft_files, write_draft
from cami_graph.paths import DATA, DRAFT, VOCABULARIES
from cami_graph.review import open_folder
from cami_graph.review.desk import Desk, open_desk, open_differences
from cami_graph.review.folder import Claim
from cami_graph.review.judge import make_judge
from cami_graph.tables import Record, read_record

ANNA, BORIS = "Anna A.", "Boris B."
HOSTILE = "<img src=x onerror=alert(1)>"
JOINT = "Kazakhstan and Uzbekistan: joint ranger training held in 2022"
TEXT = "\n".join(
    [
        "Overview 2021-2026",
        "",
        "1.1 Wildlife crime",
        "",
        "Activities\tResponsible\tPriority\tActions taken since 2021\tImplemented by\tRecommendations until 2026",
        f"1.1.1. Train rangers {HOSTILE}\tNGOs\tHigh\t{JOINT} {HOSTILE}\tACBK\tExtend to Mongolia",
        "\t\t\tMongolia: hunting law passed in 2021\tWWF\t",
        f"1.1.2. Count saiga\tNGOs\tLow\tKazakhstan: saiga counted in 2023 {HOSTILE}\tACBK\tCount again",
        "",
    ]
)


@cache
def record() -> Record:
    """Return the tables, which do not know this report."""
    return read_record(DATA, VOCABULARIES)


def draft_small(home: Path) -> Path:
    """Draft the small report into a folder, and return it."""
    home.mkdir(parents=True, exist_ok=True)
    document, folder = home / "small.txt", home / "small"
    document.write_text(TEXT, encoding="utf-8")
    drafted = draft_document(document, record(), "cami-2021-2026", "small", DRAFT)
    write_draft(draft_files(drafted, record(), Received("small.txt", "0" * 64)), folder)
    return folder


def sit_down(folder: Path, reader: str, *, settle: bool = False) -> Desk:
    """Lay the folder before a reader, as the command does."""
    opened = open_folder(folder)
    judge = make_judge(opened, *read_known())
    return (open_differences if settle else open_desk)(opened, judge, reader)


def find_claim(desk: Desk, table: str, name: str = "") -> Claim:
    """Return the first claim of a table, or the one of this name."""
    return next(one for one in desk.claims.values() if one.table == table and name in ("", one.name))


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table as plain text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@contextmanager
def start_review(document: Path | str, reader: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start `cami review` on a free port, and give its address; it has stopped when the block ends."""
    words = ["review", str(document), "--reader", reader, "--port", "0", "--no-open"]
    command = [sys.executable, "-m", "cami_graph", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=plain_environment()) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            assert address.startswith("http://127.0.0.1:"), "the server did not start"
            yield address, process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
