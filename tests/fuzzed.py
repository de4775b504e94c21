"""What comes from outside, changed at random: tables, heads of questions, values, requests, queries, Host names.

Each kind of input has a strategy and a check: whatever comes in is taken, or refused with an error of ours. The tests
run few examples of each, `benchmarks/fuzz.py` as many as one likes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from conftest import TINY
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from cami_graph.app.server import Guarded
from cami_graph.errors import QueryError, TableError
from cami_graph.paths import QUERIES
from cami_graph.query import Library, Runner
from cami_graph.query.head import read_head
from cami_graph.serve.forbidden import check_query
from cami_graph.serve.protocol import DIRECT, FORM, choose_media, read_request
from cami_graph.store import open_store
from cami_graph.store.dataset import read_dataset
from cami_graph.store.syntax_errors import explain_mistake, silence
from cami_graph.tables.columns import Row
from cami_graph.tables.read import read_rows
from cami_graph.tables.reference import Actor, Country, Place

FROZEN = Path(__file__).parent / "frozen" / "reference"
TABLES: dict[str, type[Row]] = {"countries.csv": Country, "places.csv": Place, "actors.csv": Actor}
LINES = 8
SIGNS = st.sampled_from([*"\"';,\n\r\t\0\x1b\ufeff\u202e{}<>?%&=#:|\\", "FROM", "NaN", "=1+1", "٣", "é", "e\u0301"])
PIECES = st.lists(st.one_of(SIGNS, st.text(max_size=4)), max_size=5).map("".join)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=4)
Changes = list[tuple[float, int, str]]
CASES = sorted((QUERIES / "competency").glob("*.rq"))


def change(text: str, changes: Changes) -> str:
    """Return a text of which some places were cut out and others put in."""
    for place, length, piece in changes:
        start = int(place * len(text))
        text = text[:start] + piece + text[start + length :]
    return text


def check_table(case: tuple[str, Changes]) -> None:
    """Read a table; every fault names the table, and says what to do about a cell."""
    name, changes = case
    lines = (FROZEN / name).read_text("utf-8").splitlines(keepends=True)[:LINES]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(change("".join(lines), changes).encode("utf-8", "surrogatepass"))
        refused: TableError | None = None
        try:
            read_rows(path, TABLES[name])
        except TableError as error:
            refused = error
        told = refused.faults or [refused] if refused else []
        assert all(name in str(one) for one in told)


def check_head(case: tuple[Path, Changes]) -> None:
    """Read the head of a question; what is wrong comes back as faults."""
    path, changes = case
    text = change(path.read_text("utf-8")[:600], changes)
    _, faults = read_head(text, path.name)
    assert all(one.file == path.name for one in faults)


@cache
def tiny_runner() -> Runner:
    """Return who answers over the small graph."""
    return Runner(open_store(TINY), Library.read())


PARAMETERS = [(query.name, name) for query in Library.read() for name in query.head.parameters]


def check_value(case: tuple[tuple[str, str], Any]) -> None:
    """Ask a question with a value: it is answered, or the value is refused."""
    (question, name), value = case
    parameters = tiny_runner().library.find(question).head.parameters
    others = {one: told.example for one, told in parameters.items() if told.required and one != name}
    with suppress(QueryError):
        tiny_runner().query(question, {**others, name: value}).rows  # noqa: B018


def check_request(case: tuple[str, str, str, bytes, str]) -> None:
    """Read a request, and choose a form by its wish."""
    method, words, media, body, wish = case
    with suppress(QueryError):
        read_request(method, words, media, body)
    assert choose_media(wish, ("text/csv", "application/json")) in (None, "text/csv", "application/json")


def check_text(case: tuple[Path, Changes]) -> None:
    """Look at a query as the endpoint does before it is run."""
    path, changes = case
    text = change(path.read_text("utf-8")[-900:], changes)
    assert len(silence(text)) == len(text)
    with suppress(QueryError):
        check_query(text)
    dataset = read_dataset(text)
    assert dataset is None or len(dataset.text) == len(text)
    with suppress(QueryError, RuntimeError, OSError, ValueError):
        try:
            ox.Store().query(text)
        except SyntaxError as error:
            raise explain_mistake(text, error) from error


def check_host(name: bytes) -> None:
    """Let nobody in by a name that is not one of loopback."""
    known = Guarded(lambda *_: None, hosts=("localhost",)).knows(  # type: ignore[arg-type]
        {"headers": [(b"host", name)], "http_version": "1.1"}
    )
    assert not known or name.decode("latin-1").lower().partition(":")[0] == "localhost"


VALUES = st.one_of(TEXTS, PIECES, st.integers(), st.floats(), st.lists(TEXTS, max_size=3))
MEDIA = st.one_of(st.sampled_from([FORM, DIRECT, f"{DIRECT}; charset=utf-16"]), TEXTS)
METHODS = st.sampled_from(["GET", "POST", "HEAD", "PUT"])
WISHES = st.one_of(TEXTS, st.lists(st.sampled_from(["text/csv", "*/*", ";q=", "²", "0.5", ",", "1e9"])).map("".join))
KINDS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None]]] = {
    "tables": (st.tuples(st.sampled_from(sorted(TABLES)), CHANGES), check_table),
    "heads": (st.tuples(st.sampled_from(CASES), CHANGES), check_head),
    "values": (st.tuples(st.sampled_from(PARAMETERS), VALUES), check_value),
    "requests": (st.tuples(METHODS, PIECES, MEDIA, st.binary(max_size=60), WISHES), check_request),
    "queries": (st.tuples(st.sampled_from(CASES), CHANGES), check_text),
    "hosts": (st.one_of(st.binary(max_size=20), PIECES.map(lambda text: f"localhost{text}".encode())), check_host),
}


def run_kind(kind: str, examples: int, start: int = 0) -> int:
    """Try so many examples of a kind, the same for the same start, and return how many were tried."""
    strategy, check = KINDS[kind]
    tried = 0

    @seed(start)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def trial(case: object) -> None:
        nonlocal tried
        tried += 1
        check(case)

    trial()
    return tried
