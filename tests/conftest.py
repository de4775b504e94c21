"""What many tests share: a tiny graph written by hand, the real graph opened once, in three engines; no skips in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from frozen_copy import FROZEN

# isort: split
from assistant import Assistant, start_assistant
from damaged import Copy
from openpyxl import Workbook, load_workbook
from reviewed import draft_small
from served import start_explorer
from shown import graph, pages
from small_engine import SmallEngine, start_engine
from small_situation import small_situation
from two import two_quads
from virtuoso import start_virtuoso
from workbooks import export_some

from cami_graph.analyse.findings.analysis import Findings, Settings
from cami_graph.analyse.findings.gaps import Gap
from cami_graph.analyse.situation.model import Situation
from cami_graph.explore import Page, Record, all_pages
from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA
from cami_graph.publish.analysis import find_sources, state_findings
from cami_graph.query import Library
from cami_graph.rdf import Statements, nquads_text
from cami_graph.store import EVERYTHING, EmbeddedStore, EndpointStore, open_quads, open_store
from cami_graph.store.version import find_version

TESTS = Path(__file__).resolve().parent
TINY = TESTS / "tiny.trig"
PROCESSOR = "seconds of the processor"
QUICK = 0.5  # such seconds that a test may take without the mark `slow`


def pytest_configure() -> None:
    """Say what to do where the graph of the copy was not built."""
    if os.environ["CAMI_DATA"] == str(FROZEN) and not (FROZEN / "graph" / "version.json").is_file():
        pytest.exit("The tables that the tests run on have no graph: run `make frozen`.", returncode=2)
    if not DATA.samefile(os.environ["CAMI_DATA"]):
        pytest.exit(f"The tests would run on {DATA}: import `frozen_copy` before all that asks for data.", returncode=2)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the rows of the questions be written anew."""
    parser.addoption("--write-expected", action="store_true", help="write tests/expected anew, for review")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts the explorer, whose workers are forked; and begin with the files that take longest."""
    for item in items:
        if {"client", "served"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.posix)
    dear = {item.path for item in items if item.get_closest_marker("browser") or item.get_closest_marker("engine")}
    items.sort(key=lambda item: item.path not in dear)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that is skipped has failed: nothing may stay untested without anyone seeing it."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
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


def spent() -> float:
    """Return the seconds of the processor that this process and those it has ended took so far."""
    return sum(os.times()[:4])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Write down what a test took, whatever else the machine did."""
    before = spent()
    try:
        return (yield)
    finally:
        item.user_properties.append((PROCESSOR, round(spent() - before, 2)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each test that took more than twice what one without the mark `slow` may."""
    for report in terminalreporter.getreports("passed"):
        seconds = dict(report.user_properties).get(PROCESSOR, 0)
        if seconds > 2 * QUICK and "slow" not in report.keywords:
            terminalreporter.write_line(f"{report.nodeid} took {seconds} {PROCESSOR}: quicken it, or mark it `slow`")


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
    """The graph as built."""
    return graph()


@pytest.fixture(scope="session")
def real_findings(real_graph: CamiGraph) -> Findings:
    """The analysis of the graph as built, made once."""
    return real_graph.find_gaps()


@pytest.fixture(scope="session")
def real_gaps(real_findings: Findings) -> Mapping[str, Gap]:
    """Its gaps by their slug."""
    return {one.slug: one for one in real_findings.gaps}


@pytest.fixture
def small() -> Situation:
    """A situation of four countries written by hand."""
    return small_situation()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The tables, to be damaged."""
    return Copy(tmp_path)


@pytest.fixture(scope="session")
def two_store() -> EmbeddedStore:
    """The record with the second report and the letter laid over, with a short analysis over everything."""
    quads = two_quads()
    findings = CamiGraph(open_quads(quads), Library.read()).find_gaps(Settings(permutations=19))
    found = Statements()
    state_findings(found, findings, "", find_sources(quads, EVERYTHING))
    return open_quads([*quads, *found.quads])


@pytest.fixture(scope="session")
def two_record(two_store: EmbeddedStore, library: Library) -> Record:
    """The same as pages read it."""
    return Record(two_store, library)


@pytest.fixture(scope="session")
def client() -> Iterator[httpx.Client]:
    """A client of the explorer over the graph of tests/tiny.trig."""
    with start_explorer(TINY, "--seconds", "5") as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


@pytest.fixture(scope="session")
def assistant() -> Iterator[Assistant]:
    """An assistant that is connected to `cami mcp` over our own graph."""
    with start_assistant() as started:
        yield started


@pytest.fixture(scope="session")
def graph_names() -> list[str]:
    """The named graphs of tests/tiny.trig."""
    quads = ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG)
    return sorted({quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)})


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of some tables of the report, written once."""
    return export_some(tmp_path_factory.mktemp("workbook"))


@pytest.fixture
def book(exported: Path) -> Workbook:
    """The same, opened."""
    return load_workbook(exported)


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small drafted report."""
    return draft_small(tmp_path_factory.mktemp("review"))


@pytest.fixture
def folder(drafted: Path, tmp_path: Path) -> Path:
    """The same, to be read and changed."""
    return Path(shutil.copytree(drafted, tmp_path / "small"))


@pytest.fixture
def engine() -> Iterator[SmallEngine]:
    """An empty SPARQL engine on loopback."""
    with start_engine() as started:
        yield started


@pytest.fixture(scope="session")
def two_pages(two_record: Record) -> Mapping[str, Page]:
    """Every page of it, by its path."""
    return {page.path: page for page in all_pages(two_record)}


@pytest.fixture(scope="session")
def single_pages() -> Mapping[str, Page]:
    """Every page of the record as it is, with one report."""
    return pages()


# Other engines, each started once


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own graph as one file: what was built, and what the analysis found."""
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    path.write_bytes(nquads_text(find_version().read()))
    return path


@pytest.fixture(scope="session")
def own_graph(graph_file: Path, library: Library) -> CamiGraph:
    """The same file in the embedded engine: what all others are compared with."""
    return CamiGraph(open_store(graph_file), library)


@pytest.fixture(scope="session")
def served(graph_file: Path) -> Iterator[str]:
    """The address where the explorer answers SPARQL over the same file."""
    with start_explorer(graph_file, "--seconds", "60") as address:
        yield f"{address}/sparql"


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory, graph_file: Path) -> Iterator[EndpointStore]:
    """Virtuoso with the same file in it."""
    with start_virtuoso(tmp_path_factory.mktemp("virtuoso"), graph_file) as store:
        yield store
