"""Mistakes that people and programs make in tables: each is named by file, row and column, many planted at once.

`planted.csv` holds them: in which copy each is planted, by what it was found when it was written (a second source, or
the seal alone), its kind, and the cell by file, the beginning of its row, column and wrong value.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from cami_graph.check import SealFault, check_data, seal_data
from cami_graph.errors import Fault
from cami_graph.paths import DATA, VOCABULARIES

pytestmark = pytest.mark.slow

Cell = tuple[str, int | None, str]
PLANTED = list(csv.DictReader((Path(__file__).parent / "planted.csv").read_text("utf-8").split("\n")))
ROUNDS = sorted({row["round"] for row in PLANTED})
SECOND = 0.6
"""The share of the mistakes that must be found by more than the seal."""


def plant(data: Path, rows: list[dict[str, str]]) -> dict[Cell, str]:
    """Write wrong values into a copy of the tables, and return the kind of mistake at each address."""
    planted: dict[Cell, str] = {}
    tables: dict[str, list[list[str]]] = {}
    for row in rows:
        file, start = row["file"], row["row"].split("|")
        if file not in tables:
            with (DATA / file).open(encoding="utf-8", newline="") as lines:
                tables[file] = list(csv.reader(lines))
        table = tables[file]
        with (DATA / file).open(encoding="utf-8", newline="") as lines:
            at = next(at for at, cells in enumerate(csv.reader(lines)) if cells[: len(start)] == start)
        place = table[0].index(row["column"])
        assert table[at][place] != row["value"]
        table[at][place] = row["value"]
        planted[file, at + 1, row["column"]] = row["kind"]
    for file, table in tables.items():
        with (data / file).open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows(table)
    return planted


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return tables that were read through and sealed."""
    copy = Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("graph")))
    seal_data(copy, VOCABULARIES)
    return copy


def address(fault: Fault) -> Cell:
    return fault.file, fault.row, fault.column


@pytest.mark.parametrize("number", ROUNDS)
def test_planted_mistakes_are_named_by_row_and_column(data: Path, number: str) -> None:
    planted = plant(data, [row for row in PLANTED if row["round"] == number])
    faults = check_data(data, VOCABULARIES).faults
    named = {address(fault) for fault in faults}
    assert {cell: kind for cell, kind in planted.items() if cell not in named} == {}
    second = {address(fault) for fault in faults if not isinstance(fault, SealFault)}
    assert len(second & planted.keys()) >= SECOND * len(planted)
    assert all(fault.remedy for fault in faults)
