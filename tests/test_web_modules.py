"""Modules of the browser side that can be asked without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cami_graph.paths import PACKAGE

WEB = PACKAGE / "explore" / "web" / "src"
TABLES = (
    "SELECT ?s { ?s ?p 'CONSTRUCT {}' }",
    "# CONSTRUCT\nSELECT (1 < 2 AS ?x) {}",
    "PREFIX a: <http://x/CONSTRUCT> SELECT * {}",
)
GRAPHS = (
    "# rows with n < 2\nCONSTRUCT { ?s a ?t } WHERE { ?s a ?t FILTER(STRLEN(STR(?s)) > 3) } LIMIT 3",
    "PREFIX a: <http://x#> DESCRIBE a:b",
    "BASE <http://x/> PREFIX a: <#> # it's\nCONSTRUCT WHERE { ?s ?p ?o }",
)


def ask_module(name: str, function: str, values: tuple[object, ...], call: str = "") -> list[object]:
    """Call a function of a module, or what is written with its help, with each value."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not on this machine")
    text = (
        f"import {{ {function} }} from {json.dumps((WEB / name).as_uri())};"
        f"console.log(JSON.stringify({json.dumps(values)}.map({call or function})))"
    )
    done = subprocess.run(
        [node, "--input-type=module", "-e", text], capture_output=True, text=True, check=True, cwd=Path(WEB)
    )
    found: list[object] = json.loads(done.stdout)
    return found


def test_the_workbench_knows_which_queries_give_a_graph() -> None:
    assert ask_module("workbench/kind.js", "isGraphQuery", TABLES + GRAPHS) == [False] * 3 + [True] * 3


def test_the_workbench_remembers_twenty_queries_where_nothing_can_be_kept() -> None:
    """Node has no storage: what is remembered lives with the page. One that is run again moves up."""
    asked = [str(number) for number in range(25)], ["9", " "]
    run_all = "const past = new History(); texts.forEach((one) => past.add(one));"
    call = f"(texts) => {{ {run_all} return past.runs.map(({{ text }}) => text); }}"
    assert ask_module("workbench/history.js", "History", (asked[0], [*asked[0], *asked[1]]), call) == [
        asked[0][:4:-1],
        ["9", *(one for one in asked[0][:4:-1] if one != "9")],
    ]


def test_a_workbook_opens_with_its_letters_numbers_and_no_formula(tmp_path: Path) -> None:
    rows = [["Пара", "Cases", "Code"], ["Туркменистан & <Узбекистан>", "12", "1.10"], ["=1+1", "", "a\nb"]]
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not on this machine")
    file = tmp_path / "map.xlsx"
    text = (
        f"import {{ workbook }} from {json.dumps((WEB / 'xlsx.js').as_uri())};"
        "import { writeFileSync } from 'node:fs';"
        f"writeFileSync({json.dumps(str(file))}, workbook('Карта: [пробелы]', {json.dumps(rows)}))"
    )
    subprocess.run([node, "--input-type=module", "-e", text], check=True)
    sheet = load_workbook(file).active
    assert sheet is not None
    assert sheet.title == "Карта   пробелы"
    assert sheet.freeze_panes == "A2"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        rows[0],
        [rows[1][0], 12, "1.10"],
        ["=1+1", None, "a\nb"],
    ]
    assert sheet["A3"].data_type == "s"
