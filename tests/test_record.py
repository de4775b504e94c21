"""Many documents: an invented second report and an invented letter stand beside the first, with data alone.

Nothing of the first changes, each voice keeps its document and date, and what is taken away leaves no trace.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from overlay import LETTER, SECOND
from two import build_quads, copy_data, open_two, two_quads

from cami_graph.check import check_data
from cami_graph.graph import CamiGraph, open_graph
from cami_graph.paths import GRAPH_NQUADS, VOCABULARIES
from cami_graph.publish.analysis import find_scopes, write_analysis
from cami_graph.query import Library
from cami_graph.rdf import nquads_text
from cami_graph.store import Scope, open_quads
from cami_graph.tables import read_record
from cami_graph.validate import is_sound

pytestmark = pytest.mark.slow
Facts = set[tuple[str, ...]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_data(tmp_path_factory.mktemp("many"), SECOND, LETTER)


@pytest.fixture(scope="module")
def everything() -> CamiGraph:
    return open_two()


@pytest.fixture(scope="module")
def first() -> CamiGraph:
    return open_two(report="cami2-doc3")


def facts(graph: CamiGraph, report: str) -> Facts:
    """Return the facts that a graph prints of one document."""
    names = ("activity", "facet", "value", "evidence")
    return {tuple(str(row[name]) for name in names) for row in graph.query("facts").rows if row["report"] == report}


def test_the_tables_of_all_documents_are_sound_and_each_says_how_it_was_read(data: Path) -> None:
    checked = check_data(data, VOCABULARIES)
    assert checked.faults == ()
    told = {report.id: report for report in checked.reports}
    assert told["cami3-docx"].coverage.share == 1
    assert "one reader" in str(told["cami3-docx"])
    assert check_data(data, VOCABULARIES, "cami3-docx").reports == (told["cami3-docx"],)


def test_no_fact_of_the_first_report_changes(real_graph: CamiGraph, everything: CamiGraph, first: CamiGraph) -> None:
    before = facts(real_graph, "cami2-doc3")
    assert len(before) > 2000
    assert facts(everything, "cami2-doc3") == before
    assert facts(first, "cami2-doc3") == before
    assert len(facts(everything, "cami3-docx")) > 600
    assert facts(first, "cami3-docx") == set()


def test_the_second_report_moves_no_rank_of_the_first(first: CamiGraph) -> None:
    alone = open_graph(report="cami2-doc3").find_gaps()
    assert [gap.to_json() for gap in first.find_gaps().gaps] == [gap.to_json() for gap in alone.gaps]
    pairs = [(one.rank, one.countries, one.order) for one in alone.pairs]
    assert [(one.rank, one.countries, one.order) for one in first.find_gaps().pairs] == pairs


def test_one_code_of_two_programmes_is_two_activities(everything: CamiGraph) -> None:
    rows = everything.store.select(
        "SELECT ?a { ?a a <https://w3id.org/cami/ontology#Activity> ; "
        "<http://www.w3.org/2004/02/skos/core#notation> '1.1.1' } ORDER BY ?a"
    )
    assert [str(value).partition("/id/")[2] for value in rows.column("a")] == [
        "activity/1.1.1",
        "activity/cami-2021-2026/1.1.1",
    ]


def test_a_letter_stands_beside_the_report_and_the_latest_is_shown(everything: CamiGraph, first: CamiGraph) -> None:
    rows = everything.query("what-does-each-document-say-of-an-activity", activity="2.5.2").rows
    told = {
        (row["number"], str(row["issued"]), str(row["status"]).rsplit("/", 1)[-1]) for row in rows if not row["item"]
    }
    assert told == {("UNEP/CMS/CAMI2/Doc.3", "2019", "partial"), ("Letter TM 12/2020", "2020-03-04", "done")}
    question = "SELECT ?s { <https://w3id.org/cami/id/activity/2.5.2> <https://w3id.org/cami/ontology#hasStatus> ?s }"
    shown = [str(value).rsplit("/", 1)[-1] for value in everything.store.select(question).column("s")]
    assert shown == ["done"]
    assert [str(value).rsplit("/", 1)[-1] for value in first.store.select(question).column("s")] == ["partial"]
    (row,) = everything.query("which-documents-disagree").rows
    assert row["code"] == "2.5.2"


def test_the_check_lists_where_documents_differ(data: Path) -> None:
    (conflict,) = check_data(data, VOCABULARIES).conflicts
    assert str(conflict) == (
        "Documents differ on 2.5.2 of cami-2014-2020: done (letter-tm-2020, 2020-03-04); partial (cami2-doc3, 2019). "
        "All stand; the latest is shown."
    )


def test_without_the_row_of_the_letter_the_bytes_are_as_before(tmp_path: Path) -> None:
    with_letter = copy_data(tmp_path / "letter", LETTER)
    for name in ("documents/documents.csv", "documents/facts/statuses.csv"):
        path = with_letter / name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("letter-tm-2020")]
        assert len(kept) < len(lines)
        path.write_text("".join(kept), "utf-8")
    assert nquads_text(build_quads(with_letter)) == GRAPH_NQUADS.read_bytes()


def test_a_claim_that_nobody_has_read_is_not_built(tmp_path: Path, library: Library) -> None:
    data = copy_data(tmp_path, LETTER)
    path = data / "documents" / "facts" / "statuses.csv"
    path.write_text(path.read_text("utf-8").replace("second paragraph,,,", "second paragraph,proposed,,"), "utf-8")
    assert check_data(data, VOCABULARIES).conflicts == ()
    assert facts(CamiGraph(open_quads(build_quads(data)), library), "letter-tm-2020") == set()
    record = read_record(data, VOCABULARIES)
    assert [row.state for row in record.claims.statuses] == ["proposed"]


def test_what_ended_is_no_joint_work(everything: CamiGraph) -> None:
    rows = everything.store.select(
        "SELECT ?c { ?c a <https://w3id.org/cami/ontology#Cooperation> ; <https://w3id.org/cami/ontology#throughAction>"
        "/<https://w3id.org/cami/ontology#hasStatus> <https://w3id.org/cami/vocabulary/status/ended> }"
    )
    assert len(rows) == 1
    assert not [fact for fact in facts(everything, "cami3-docx") if fact[1:3] == ("joint", "AF|TJ")]


def test_what_two_reports_tell_and_each_analysis_finds_breaks_no_rule(tmp_path: Path) -> None:
    quads = list(two_quads())
    everything = [*quads, *write_analysis(tmp_path, quads=quads)[1]]
    assert is_sound(nquads_text(everything).decode(), open_quads(everything))


def test_each_programme_is_analysed_and_a_report_beside_which_others_tell() -> None:
    assert find_scopes(two_quads()) == {
        "": Scope(),
        "cami-2014-2020": Scope(programme="cami-2014-2020"),
        "cami-2021-2026": Scope(programme="cami-2021-2026"),
        "cami2-doc3": Scope(report="cami2-doc3"),
    }
