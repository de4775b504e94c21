"""The pages behind an address, in a real browser: under our own server, and on a plain host below a path."""

from __future__ import annotations

from pathlib import Path

import pytest
from driven import drive
from rdflib import Graph, Literal
from served import start_explorer
from shown import record

from cami_graph.describe import DATASET, WELL_KNOWN
from cami_graph.explore.site import quads_of, write_site
from cami_graph.rdf import VOID

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_served_pages_are_without_fault_under_the_policy_of_the_server() -> None:
    with start_explorer(None) as address:
        drive("served.mjs", address)
        assert drive("tasks.mjs", address).count("clicks") > 10


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a web host with the pages below a path."""
    folder = tmp_path_factory.mktemp("host")
    write_site(record(), quads_of(record().store), folder / "deep" / "below")
    return folder


def test_a_site_works_on_a_sub_path(host: Path) -> None:
    drive("site.mjs", str(host), "/deep/below/")


def test_a_site_describes_its_graph_and_names_no_endpoint(host: Path) -> None:
    stated = Graph().parse(host / "deep" / "below" / WELL_KNOWN, format="turtle")
    assert stated.value(DATASET, VOID.triples) == Literal(record().store.quads_count())
    assert not list(stated.subject_objects(VOID.sparqlEndpoint))
