"""Briefs: two pages, all forms say the same, every citation is in the report, possible gaps and never failures."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject

from cami_graph.analyse.findings.analysis import Findings, Settings
from cami_graph.brief import FORMS, Brief, find_subject, make_brief, write_brief
from cami_graph.brief.map import draw_map, read_outlines
from cami_graph.brief.paper import quote_text
from cami_graph.errors import ExportError, QueryError
from cami_graph.graph import CamiGraph
from cami_graph.paths import REPORTS

SUBJECTS = (["Ustyurt"], ["KZ"], ["saiga"], ["KZ", "UZ"], ["snow leopard"], ["Bhutan"])
QUICK = Settings(permutations=99)


@pytest.fixture(scope="module")
def findings(real_graph: CamiGraph) -> Findings:
    return real_graph.find_gaps(QUICK)


@pytest.fixture(scope="module")
def source() -> str:
    return "".join(path.read_text("utf-8") for path in sorted(REPORTS.glob("*/*.txt")))


def make(graph: CamiGraph, findings: Findings, words: list[str], language: str = "en") -> Brief:
    return make_brief(findings, find_subject(words, graph.runner.resolve), "", language)


@pytest.mark.parametrize("words", SUBJECTS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_brief_fits_two_pages(real_graph: CamiGraph, findings: Findings, words: list[str], language: str) -> None:
    pages = PdfReader(io.BytesIO(write_brief(make(real_graph, findings, words, language), "pdf"))).pages
    assert 1 <= len(pages) <= 2
    text = "".join(page.extract_text() for page in pages)
    assert ("Possible gap" if language == "en" else "Возможны") in text


@pytest.mark.parametrize("words", SUBJECTS)
def test_every_citation_is_verbatim_in_the_report(
    real_graph: CamiGraph, findings: Findings, source: str, words: list[str]
) -> None:
    tidy = " ".join(source.split())
    brief = make(real_graph, findings, words)
    quotes = [match[1] for text in brief.sources if (match := re.search("“(.*)”$", text))]
    assert quotes
    assert [quote for quote in quotes if quote not in tidy] == []


@pytest.mark.parametrize("words", SUBJECTS)
def test_every_number_in_the_text_has_its_words_and_every_word_its_number(
    real_graph: CamiGraph, findings: Findings, words: list[str]
) -> None:
    brief = make(real_graph, findings, words)
    lines = [*brief.together, *brief.recommended]
    lines += [line for gap in brief.gaps for line in (line for _, lines in gap.evidence for line in lines)]
    used = {number for line in lines for number in line.sources}
    assert used <= set(range(1, len(brief.sources) + 1))
    assert len(brief.together) + len(brief.gaps) == 0 or used


def test_all_forms_say_the_same(real_graph: CamiGraph, findings: Findings) -> None:
    brief = make(real_graph, findings, ["Ustyurt"])
    html, markdown = (write_brief(brief, form).decode() for form in ("html", "md"))
    document = Document(io.BytesIO(write_brief(brief, "docx")))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for gap in brief.gaps:
        assert gap.text in html
        assert gap.text in words
        assert gap.text.replace("_", r"\_") in markdown
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0]._inline.docPr.get("descr") == brief.map_told


def test_the_map_has_words_for_those_who_do_not_see_it(real_graph: CamiGraph, findings: Findings) -> None:
    for language, told in (("en", "in colour: Kazakhstan, Turkmenistan, Uzbekistan"), ("ru", "цветом")):
        brief = make(real_graph, findings, ["Ustyurt"], language)
        assert told in brief.map_told
        root = PdfReader(io.BytesIO(write_brief(brief, "pdf"))).root_object
        assert brief.map_told in list_alternatives(root["/StructTreeRoot"])


def list_alternatives(node: PdfObject) -> list[str]:
    """Return the words for pictures in the tree of a PDF."""
    found = node.get_object()
    if not isinstance(found, DictionaryObject):
        return []
    kids = found.get("/K", [])
    below = [one for kid in (kids if isinstance(kids, list) else [kids]) for one in list_alternatives(kid)]
    return ([str(found["/Alt"])] if "/Alt" in found else []) + below


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_letter_without_a_shape_is_named_and_not_drawn_as_a_box(
    real_graph: CamiGraph, findings: Findings, form: str
) -> None:
    brief = make(real_graph, findings, ["Ustyurt"])
    strange = replace(brief, title="Устюрт 哈萨克", map_svg=brief.map_svg.replace(">Kazakhstan<", ">哈萨克<"))
    with pytest.raises(ExportError, match=r"U\+54C8 has no shape"):
        write_brief(strange, form)
    assert "哈萨克" in write_brief(strange, "html").decode()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_brief_gives_the_same_bytes(real_graph: CamiGraph, findings: Findings, form: str) -> None:
    brief = make(real_graph, findings, ["saiga"])
    assert write_brief(brief, form) == write_brief(brief, form)


def test_no_brief_speaks_of_failure(real_graph: CamiGraph, findings: Findings) -> None:
    for language, banned in (("en", ("failure", "failed")), ("ru", ("провал", "неудач"))):
        text = write_brief(make(real_graph, findings, ["KZ"], language), "md").decode().lower()
        own = re.sub("“[^”]*”", "", text)
        assert [word for word in banned if word in own] == []


def test_an_unknown_subject_names_the_nearest(real_graph: CamiGraph) -> None:
    with pytest.raises(QueryError, match=r"(?i)ustyurt"):
        find_subject(["Ustyrt"], real_graph.runner.resolve)
    with pytest.raises(QueryError, match="one country twice"):
        find_subject(["KZ", "Kazakhstan"], real_graph.runner.resolve)


@pytest.mark.parametrize("words", [["KZ", "UZ"], ["UZ|KZ"], ["KZ-UZ"], ["Kazakhstan and Uzbekistan"]])
def test_a_pair_is_understood_however_it_is_written(real_graph: CamiGraph, words: list[str]) -> None:
    assert find_subject(words, real_graph.runner.resolve).keys == ("country/KZ", "country/UZ")


def test_an_unknown_form_is_refused(real_graph: CamiGraph, findings: Findings) -> None:
    with pytest.raises(ExportError, match="docx"):
        write_brief(make(real_graph, findings, ["KZ"]), "doc")


def test_text_of_the_data_cannot_become_markup() -> None:
    assert quote_text("#import $x$ [y] *z* @q") == r"\#import \$x\$ \[y\] \*z\* \@q"
    svg = draw_map(read_outlines(), ["KZ"], {"KZ": "<script>"}, title="<b>")
    assert "<script>" not in svg
    assert "<b>" not in svg


def test_the_map_shows_the_countries_concerned(tmp_path: Path) -> None:
    names = {"KZ": "Kazakhstan", "UZ": "Uzbekistan"}
    svg = draw_map(read_outlines(), names, names, [[(55.0, 43.0)]])
    assert svg.count("<text") == 2
    assert svg.count("<circle") == 1
    assert svg == draw_map(read_outlines(), names, names, [[(55.0, 43.0)]])
