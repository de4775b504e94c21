"""Every question of the library: a sound file, and on the real graph exactly the rows that were read and kept.

`pytest tests/test_queries.py --write-expected` writes the rows anew; read the difference before you keep it. Addresses
are shortened in the kept files (`id:country/KZ`), so that people can read them. Of an answer longer than people read, a
sample is kept that does not depend on the other rows, and after it the number and the checksum of all: no row changes
unseen, and the sample tells of what kind it is.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zlib
from pathlib import Path

import pytest
from conftest import TESTS
from rdflib.plugins.sparql.parser import parseQuery

from cami_graph.graph import CamiGraph
from cami_graph.query import Library, Query, Result, lint_folder
from cami_graph.query.bind import bind_terms
from cami_graph.query.plain import Plain
from cami_graph.query.table import show_plain
from cami_graph.rdf import shorten

EXPECTED = TESTS / "expected"
READABLE, LONG = 10_000, 200
"""How many characters of an answer, and of a cell, are kept whole."""
LIBRARY = Library.read()
ANSWERED = [query for query in LIBRARY if query.room != "hygiene"]
HYGIENE = [query for query in LIBRARY if query.room == "hygiene"]


def list_rows(result: Result) -> list[list[str]]:
    """Return the header, then the rows with shortened addresses, sorted: engines may order equal rows differently."""
    rows = [[show_cell(row[name]) for name in result.variables] for row in result.rows]
    return [list(result.variables), *sorted(rows)]


def keep_rows(rows: list[list[str]]) -> list[list[str]]:
    """Return what is kept of the rows: all; of many, or of long ones, a stable sample, their number and checksum."""
    head, *body = rows
    lines = ["\t".join(row) for row in body]
    shown = [[cell if len(cell) <= LONG else f"{cell[:LONG]}…" for cell in row] for row in body]
    size, share = sum(len(cell) for row in shown for cell in row), 1
    if size <= READABLE and shown == body:
        return rows
    while size > READABLE * share:
        share *= 2
    sample = [row for row, line in zip(shown, lines, strict=True) if zlib.crc32(line.encode()) % share == 0]
    checksum = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    return [head, *sample, [f"{len(sample)} of {len(body)} rows are kept; the checksum of all is {checksum}"]]


def show_cell(value: Plain) -> str:
    """Return a value as the kept files write it: every address shortened, all else as it is."""
    text = show_plain(value)
    return shorten(text) if text.startswith("http") else text


def read_rows(path: Path) -> list[list[str]]:
    """Return the rows of a kept file."""
    return list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))


def write_rows(path: Path, rows: list[list[str]]) -> None:
    """Keep rows, one line feed after each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def ask_with_examples(graph: CamiGraph, query: Query) -> Result:
    """Ask the question; where it wants a value, with the example of its head."""
    wanted = {name: one.example for name, one in query.head.parameters.items() if one.required}
    return graph.query(query.name, **wanted)


def test_no_query_file_has_a_fault() -> None:
    assert [str(fault) for fault in lint_folder()] == []


@pytest.mark.parametrize("query", ANSWERED, ids=lambda query: query.name)
def test_a_question_gives_the_rows_that_were_kept(
    query: Query, real_graph: CamiGraph, request: pytest.FixtureRequest
) -> None:
    rows = keep_rows(list_rows(ask_with_examples(real_graph, query)))
    path = EXPECTED / f"{query.name}.csv"
    if request.config.getoption("--write-expected"):
        write_rows(path, rows)
    assert path.is_file(), f"{query.name} has no kept rows; see the head of this file"
    assert rows == read_rows(path)


@pytest.mark.parametrize("query", HYGIENE, ids=lambda query: query.name)
def test_what_may_never_be_is_not(query: Query, real_graph: CamiGraph) -> None:
    assert real_graph.query(query.name).rows == []


def test_kept_rows_belong_to_a_question() -> None:
    assert {path.stem for path in EXPECTED.glob("*.csv")} <= {query.name for query in ANSWERED}
    assert {path.suffix for path in EXPECTED.iterdir()} <= {".csv"}


@pytest.mark.parametrize("query", list(LIBRARY), ids=lambda query: query.name)
def test_a_second_parser_reads_it_too(query: Query) -> None:
    """As it runs where nothing is given; how it stands in the file, the lint has read."""
    assert parseQuery(bind_terms(query.body, {}))


def test_no_question_stands_twice() -> None:
    bodies: dict[str, str] = {}
    for query in LIBRARY:
        body = re.sub(r"\s+", " ", query.body)
        assert bodies.setdefault(body, query.name) == query.name


def test_titles_are_told_apart() -> None:
    titles = [query.head.title for query in LIBRARY]
    assert sorted(titles) == sorted(set(titles))


def test_no_statement_is_made_in_two_graphs(real_graph: CamiGraph) -> None:
    """The union of all graphs would give it twice. Two rules may derive the same link; then both graphs say so."""
    twice = real_graph.ask_text(
        """SELECT ?s ?p ?o WHERE {
             GRAPH ?one { ?s ?p ?o } GRAPH ?other { ?s ?p ?o }
             FILTER(STR(?one) < STR(?other) && !CONTAINS(CONCAT(STR(?one), STR(?other)), "/derived/"))
           }"""
    )
    assert twice.rows == []
