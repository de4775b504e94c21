"""Two programmes and three documents side by side: nothing that shows words cites a document other than its own."""

from __future__ import annotations

import io
import json
import posixpath
import re
from functools import cache
from pathlib import Path

import pytest
from conftest import TESTS
from docx import Document as WordDocument
from openpyxl import load_workbook
from pypdf import PdfReader
from rdflib.namespace import DCTERMS

from cami_graph.analyse.findings.analysis import Findings, Settings
from cami_graph.analyse.findings.telling import explain_gap
from cami_graph.brief import Brief, find_subject, make_brief, write_brief
from cami_graph.explore import Page, Record, all_pages
from cami_graph.explore.datasets import dataset_text
from cami_graph.explore.model import LANGUAGES, Quote
from cami_graph.explore.pages import ActivityPage, HomePage, ProgrammePage, QueryPage
from cami_graph.explore.render import Place, Renderer, root_of
from cami_graph.graph import CamiGraph
from cami_graph.paths import PACKAGE, QUERIES
from cami_graph.query import Library, Options, write_result
from cami_graph.rdf import CAMI, OA
from cami_graph.store import open_store

TWO = TESTS / "two_documents.trig"
FIRST, SECOND, LETTER = "TEST/First/Doc.1", "TEST/Second/Doc.9", "Letter of the focal point"
NUMBERS = {"first": FIRST, "second": SECOND, "letter": LETTER}
CITE = re.compile(
    r'<span class="quote" lang="en"><span class="quote-text">(.*?)<span class="quote-cite" lang="">(.*?)</span>'
)
WORDS = re.compile(r"<mark>(\w+) document: ")


@cache
def graph() -> CamiGraph:
    """The graph of the file, read once."""
    return CamiGraph(open_store(TWO), Library.read())


@cache
def record() -> Record:
    """The record behind its pages."""
    return Record(graph().store, graph().library)


@cache
def pages() -> dict[str, Page]:
    """Its pages by their paths."""
    return {page.path: page for page in all_pages(record())}


@cache
def texts(language: str) -> dict[str, str]:
    """Every page as plain files have it; those of the questions show their rows once, in English."""
    renderer = Renderer(Place("site"))
    shown = {path: page for path, page in pages().items() if language == "en" or not isinstance(page, QueryPage)}
    return {path: renderer.page(page, language) for path, page in shown.items()}


@cache
def sources() -> dict[str, tuple[str, str]]:
    """Address and number of the document of each piece of evidence, as the file itself states them."""
    rows = graph().ask_text(
        f"SELECT * {{ ?evidence <{OA.hasSource}> ?document . ?document <{DCTERMS.identifier}> ?number }}"
    )
    return {str(row["evidence"]): (str(row["document"]), str(row["number"])) for row in rows}


@cache
def findings() -> Findings:
    """What a short analysis finds in it."""
    return graph().find_gaps(Settings(permutations=19))


def brief(language: str = "en") -> Brief:
    """Make the brief of Kazakhstan."""
    return make_brief(findings(), find_subject(["KZ"], graph().runner.resolve), language)


def main(path: str, language: str = "en") -> str:
    """Render a page for the single file."""
    return Renderer(Place("file")).main(pages()[path], language)


def test_every_quote_and_citation_names_the_document_of_its_evidence() -> None:
    quotes = record().quotes
    assert {iri: (one.document.address, one.document.number) for iri, one in quotes.items()} == sources()
    cited = graph().runner.citations(sources())
    assert {one.evidence: (one.report, one.document.number) for one in cited} == sources()
    assert all(one.document.number in str(one) for one in cited)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shows_words_under_another_document(language: str) -> None:
    seen, wrong = set(), []
    for path, text in texts(language).items():
        for shown, cite in CITE.findall(text):
            words = WORDS.search(shown)
            number = NUMBERS[words[1]] if words else LETTER
            seen.add(number)
            wrong += [] if cite.startswith(number) else [(path, shown, cite)]
    assert wrong == []
    assert seen == set(NUMBERS.values())


@pytest.mark.slow
def test_no_page_cites_a_document_that_is_not_there() -> None:
    told = (texts(language) for language in LANGUAGES)
    shown = "".join(text for found in told for path, text in found.items() if not path.startswith("ontology/"))
    assert set(re.findall(r"(?:UNEP|TEST)/[\w/]+\.\d+", shown)) == {FIRST, SECOND}


def test_a_place_without_words_is_cited_by_its_place() -> None:
    letter = next(one for one in record().quotes.values() if not one.exact)
    assert letter.locator.en == "paragraph 3"
    for language, sentence in (("en", "the words are not quoted"), ("ru", "слова не приводятся")):
        page = main("activity/1.1.1", language)
        assert f"{LETTER}, {letter.locator.say(language)}" in page
        assert sentence in page
    assert f"{LETTER}, paragraph 3" in main("gap/shared-KZ-TM-saiga")
    (citation,) = graph().runner.citations([letter.iri])
    assert str(citation) == f"{LETTER}, paragraph 3"


def test_the_latest_state_is_shown_and_the_older_one_beside_it() -> None:
    page = pages()["activity/1.1.1"]
    assert isinstance(page, ActivityPage)
    states = [fact.cell for fact in page.facts if fact.word == "status"]
    assert [(one.status, one.document and one.document.dated) for one in states] == [
        ("done", f"{LETTER}, 2024"),
        ("ongoing", f"{FIRST}, 2019"),
    ]
    text = main("activity/1.1.1")
    assert re.search(rf'as told by <a href="[^"]*/document/letter">{LETTER}, 2024</a>', text)
    assert re.search(rf'as told by <a href="[^"]*/report/[^"]*">{FIRST}, 2019</a>', text)
    assert SECOND not in text


def test_a_programme_page_shows_its_own_plan_and_who_tells_of_it() -> None:
    for path, objectives, told in (
        ("programme/cami-2014-2020", ["objective/1"], f"{LETTER}, 2024"),
        ("programme/cami-2021-2026", ["objective/cami-2021-2026/1"], f"{SECOND}, 2023"),
    ):
        page = pages()[path]
        assert isinstance(page, ProgrammePage)
        assert [one.thing.path for one in page.block.objectives] == objectives
        assert page.block.count == 1
        assert re.search(rf'States as told by <a href="[^"]*">{told}</a>', main(path))


def test_menu_and_home_lead_to_each_programme() -> None:
    home = pages()["index"]
    assert isinstance(home, HomePage)
    assert [(block.thing.mark, block.count) for block in home.programmes] == [("2021–2026", 1), ("2014–2020", 1)]
    header = Renderer(Place("site")).frame("header", home, "en")
    for years in ("2021–2026", "2014–2020"):
        path = f"programme/cami-{years.replace('–', '-')}"
        assert f'href="../en/{path}.html" data-area="{path}">Programme {years}</a>' in header
    assert "What three countries did" in main("index")
    assert "Что сделали три страны" in main("index", "ru")
    assert "Citation of the letter" in main("index")


def test_two_activities_of_one_code_are_told_apart_everywhere() -> None:
    names = {one.name("en") for one in record().of_kind("activity")}
    assert names == {"1.1.1 Train rangers (2014–2020)", "1.1.1 Open fences (2021–2026)"}
    labels = graph().query("page-statuses").labels("en").values()
    assert names <= set(labels)
    for data in ("search", "graph"):
        text = dataset_text(record(), data)
        assert "Open fences (2021–2026)" in text
    slugs = [gap.slug for gap in findings().gaps]
    assert len(slugs) == len(set(slugs))
    assert "/" not in "".join(slugs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_page_and_a_place_on_it_also_one_folder_deeper(language: str) -> None:
    dead = set()
    for path, text in texts(language).items():
        if path.startswith("query/"):  # they name terms of the ontology, which this small graph leaves out
            continue
        for link in re.findall(r'href="((?:\.\./)+(?:en|ru)/[^"?#]*\.html)(?:\?[^"#]*)?(?:#[^"]*)?"', text):
            target = posixpath.normpath(posixpath.join(language, posixpath.dirname(path), link))
            if target.split("/", 1)[1].removesuffix(".html") not in pages():
                dead.add((path, link))
    assert dead == set()
    assert root_of("activity/cami-2021-2026/1.1.1") == "../../../"
    anchors = set(re.findall(r'id="([^"]+)"', texts(language)["activity/cami-2021-2026/1.1.1"]))
    assert {"row", "cell-4", "action-second-1.1.1-r1", "q-second-30-63"} <= anchors
    assert record().claims["https://w3id.org/cami/id/action/second/1.1.1-r1"].path.endswith("#action-second-1.1.1-r1")


def test_no_name_stands_twice_on_a_page() -> None:
    for path, text in texts("en").items():
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path


def test_sentences_name_the_documents_that_were_analysed() -> None:
    assert [one.number for one in findings().situation.telling] == [FIRST, SECOND, LETTER]
    gaps = findings().gaps
    assert {"shared-resource", "critical-tie"} <= {gap.kind for gap in gaps}
    for gap in gaps:
        if "told in" in gap.sentence.en:
            assert f"told in {FIRST}, {SECOND} and {LETTER}" in gap.sentence.en
            assert f"в {FIRST}, {SECOND} и {LETTER}" in gap.sentence.ru
        cited = {(f"https://w3id.org/cami/id/{one.evidence}", one.document) for one in gap.items if one.evidence}
        assert cited <= {(evidence, number) for evidence, (_, number) in sources().items()}
        assert not [line for line in explain_gap(gap) if " document: " in line and NUMBERS[_whose(line)] not in line]


def _whose(text: str) -> str:
    """Return whose words a line quotes."""
    found = re.search(r"(\w+) document: ", text)
    assert found
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_names_the_document_of_each_quotation_in_all_forms(language: str) -> None:
    made = brief(language)
    quoted = [text for text in made.sources if " document: " in text]
    assert {_whose(text) for text in quoted} >= {"first", "second"}
    assert [text for text in quoted if not text.startswith(NUMBERS[_whose(text)])] == []
    assert all(number in made.origin[1] for number in NUMBERS.values())
    word = WordDocument(io.BytesIO(write_brief(made, "docx")))
    pdf = PdfReader(io.BytesIO(write_brief(made, "pdf")))
    texts = {
        "html": write_brief(made, "html").decode(),
        "md": write_brief(made, "md").decode(),
        "docx": "\n".join(paragraph.text for paragraph in word.paragraphs),
        "pdf": " ".join("".join(page.extract_text() for page in pdf.pages).split()),
    }
    for text in quoted:
        assert [form for form, content in texts.items() if " ".join(text.split()) not in content] == []


def test_a_table_carries_the_document_of_each_citation_into_every_form() -> None:
    result = graph().ask_text(f"SELECT ?action {{ ?action a <{CAMI.ReportedAction}> }} ORDER BY ?action")
    numbers = {one.document.number for one in result.citations()}
    assert numbers >= {FIRST, SECOND}
    options = Options(cite=True)
    cited = json.loads(write_result(result, "json", options))["citations"]
    assert {(one["evidence"], one["document"]["number"]) for one in cited} <= {
        (evidence, number) for evidence, (_, number) in sources().items()
    }
    assert {one["document"]["date"] for one in cited} >= {"2019", "2023-05-02"}
    sheet = load_workbook(io.BytesIO(write_result(result, "xlsx", options)))["citations"]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]]
    assert [row for row in rows if NUMBERS[_whose(str(row[0]))] != row[1]] == []
    lines = [line for line in write_result(result, "md", options).decode().splitlines() if re.match(r"\d+\. “", line)]
    assert lines
    assert [line for line in lines if NUMBERS[_whose(line)] not in line] == []


def test_the_words_behind_a_line_of_the_graph_name_their_document() -> None:
    rows = graph().query("page-graph-words", source="id:activity/cami-2021-2026/1.1.1", target="id:country/KZ").rows
    assert [(row["number"], row["activity"], row["exact"]) for row in rows] == [
        (SECOND, "1.1.1", "second document: one fence opened")
    ]
    assert str(rows[0]["held"]).endswith("activity/cami-2021-2026/1.1.1")


def test_no_text_of_ours_carries_the_number_of_a_report_or_counts_by_heart() -> None:
    banned = re.compile(r"CAMI\d/Doc|cami-2014|cami2-doc3|fourteen countries|четырнадцат[ьи] стран|2014–2020")
    rooms = ("analyse", "brief", "explore/pages", "explore/templates", "explore/datasets", "query", "export")
    texts = [path for room in rooms for path in (PACKAGE / room).rglob("*") if path.suffix in (".py", ".html")]
    texts += [PACKAGE / "explore" / "words.yaml", *(PACKAGE / "explore").glob("*.py"), *QUERIES.rglob("*.rq")]
    shown = {path: _without_examples(path) for path in texts}
    assert [str(path) for path, text in shown.items() if banned.search(text)] == []


def _without_examples(path: Path) -> str:
    """Return a file without the examples of its functions."""
    return re.sub(r"^ *>>> .*\n(?: *\S.*\n)*? *(?=\"\"\"|\n)", "", path.read_text("utf-8"), flags=re.MULTILINE)


def test_a_quote_without_a_place_in_a_text_needs_none() -> None:
    bare = Quote("https://w3id.org/cami/id/evidence/letter/b2", "")
    assert bare.key == "letter-b2"
