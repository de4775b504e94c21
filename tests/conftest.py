"""What many tests share: a tiny graph written by hand, the real graph opened once; and that CI skips nothing."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from small_engine import SmallEngine, start_engine

from cami_graph.analyse.findings import Findings
from cami_graph.graph import CamiGraph, open_graph
from cami_graph.query import Library
from cami_graph.store import EmbeddedStore, open_store

TESTS = Path(__file__).resolve().parent
TINY = TESTS / "tiny.trig"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the rows of the questions be written anew."""
    parser.addoption("--write-expected", action="store_true", help="write tests/expected anew, for review")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that is skipped has failed: nothing may stay untested without anyone seeing it."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and in CI nothing may be: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI the same holds for a module that skips itself as a whole."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and in CI nothing may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def library() -> Library:
    """The library of questions, read once."""
    return Library.read()


@pytest.fixture(scope="session")
def tiny_store() -> EmbeddedStore:
    """The graph of tests/tiny.trig."""
    return open_store(TINY)


@pytest.fixture(scope="session")
def tiny_graph(tiny_store: EmbeddedStore, library: Library) -> CamiGraph:
    """The graph of tests/tiny.trig, which answers the questions of the library."""
    return CamiGraph(tiny_store, library)


@pytest.fixture(scope="session")
def real_graph() -> CamiGraph:
    """The graph as committed."""
    return open_graph()


@pytest.fixture(scope="session")
def real_findings(real_graph: CamiGraph) -> Findings:
    """The analysis of the graph as committed, made once."""
    return real_graph.find_gaps()


@pytest.fixture
def engine() -> Iterator[SmallEngine]:
    """An empty SPARQL engine on loopback."""
    with start_engine() as started:
        yield started
