"""Briefs: a page to read and a page of proof; all forms say the same, and the same as `cami gaps`."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.forms import pair_to_json, told_of
from cami_graph.analyse.findings.links import TOGETHER, UNKNOWN
from cami_graph.brief import FORMS, Brief, BriefMaker, Subject, find_subject, write_brief
from cami_graph.brief.code import draw_code, sketch_code
from cami_graph.brief.content import MOST_LINES
from cami_graph.brief.map import Scene, draw
from cami_graph.brief.paper import quote_text
from cami_graph.brief.sources import CUT, Cited
from cami_graph.brief.words import LANGUAGES, read_words
from cami_graph.errors import ExportError, QueryError
from cami_graph.graph import CamiGraph
from cami_graph.paths import REPORTS
from cami_graph.plurals import whole_categories
from cami_graph.source import without_marks

SUBJECTS = ("TM-UZ", "AF-TJ", "CN-UZ", "Kyrgyzstan", "Mongolia", "Ustyurt", "snow leopard", "Bhutan")


@pytest.fixture(scope="module")
def maker(real_graph: CamiGraph) -> BriefMaker:
    return BriefMaker(real_graph, by="A. Name")


@pytest.fixture(scope="module")
def made(maker: BriefMaker) -> dict[tuple[str, str], Brief]:
    """Briefs of every kind, in both languages."""
    resolve = maker.graph.runner.resolve
    return {(name, one): maker.make(find_subject([name], resolve), one) for name in SUBJECTS for one in LANGUAGES}


def lines_of(brief: Brief) -> Iterator[Cited]:
    """Give every line that may carry a mark."""
    yield from brief.since.lines
    yield from (one for row in brief.table.rows for cell in row.cells for one in cell)
    yield from (one for part in (*brief.first, *brief.second) for one in part.lines)


def test_every_number_and_list_of_a_pair_is_that_of_the_analysis(maker: BriefMaker, real_findings: Findings) -> None:
    for pair in real_findings.pairs:
        brief = maker.make(Subject("pair", tuple(f"country/{code}" for code in pair.countries)), "en")
        known = [link for link in pair.links if link.standing != UNKNOWN]
        together = [link for link in known if link.state == TOGETHER]
        counted = sum(int(number) for number in re.findall(r"(\d+) (?:landscape|species)", brief.finding))
        assert counted == len(known)
        told = re.search(r"joint work on (\d+) of these", brief.finding)
        if 0 < len(together) < len(known):
            assert told
            assert int(told[1]) == len(together)
        rows = {row.name: row for row in brief.table.rows}
        names = real_findings.situation
        for link in known:
            row = rows[names.resources[link.resource].name.en]
            said, state = "together" if link.joint else "", told_of(real_findings, link)
            assert (said == "together") == (state == "together")
            assert (len(row.cells[2]) == 2) == (state == "not told")
        since = pair_to_json(real_findings, pair)["since"]
        assert isinstance(since, list)
        shown = brief.since
        assert len(shown.lines) == min(len(since), MOST_LINES["since"])
        assert shown.more.startswith(f"{len(since) - MOST_LINES['since']} more") or len(since) <= MOST_LINES["since"]


def test_what_other_documents_tell_is_not_said_of_the_report(maker: BriefMaker, real_findings: Findings) -> None:
    for pair in real_findings.pairs:
        brief = maker.make(Subject("pair", tuple(f"country/{code}" for code in pair.countries)), "en")
        joint = [link.joint for link in pair.links if link.standing != UNKNOWN and link.state == TOGETHER]
        reported = sum(any("event/" not in key for key in keys) for keys in joint)
        if reported == len(joint):
            assert "The record" not in brief.finding
        else:
            assert "The record tells of joint work" in brief.finding
            assert f"tell of {reported} of the {len(joint)}" in brief.finding or not reported


def test_what_two_do_by_themselves_is_no_work_of_both(maker: BriefMaker, real_findings: Findings) -> None:
    brief = maker.make(Subject("pair", ("country/CN", "country/MN")), "en")
    alone = [one.text for row in brief.table.rows for one in row.cells[1]]
    assert not [text for text in alone if "Talks on permeability" in text]
    assert any("(with Russia" in text for text in alone)
    assert any("met on transboundary issues (1.3.4)" in note for note in brief.table.notes)
    found = maker.make(Subject("pair", ("country/KZ", "country/UZ")), "en")
    assert found.since.lines[0].text.startswith("Kazakhstan and Uzbekistan sign a memorandum on the Ustyurt")
    helper = next(one for part in found.first if part.key == "helpers" for one in part.lines)
    assert any("FAO" in found.sources[number - 1] for number in helper.sources)


def test_a_country_is_told_to_work_with_the_neighbours_of_the_analysis(
    maker: BriefMaker, real_findings: Findings
) -> None:
    for code, name in real_findings.situation.countries.items():
        pairs = [pair for pair in real_findings.pairs if code in pair.countries]
        told = [real_findings.situation.name(c).en for p in pairs if p.group == "together" for c in p.countries]
        finding = maker.make(Subject("country", (f"country/{code}",)), "en").finding.partition(". ")[0]
        assert [one for one in told if one != name.en and one not in finding] == []
        assert ("no joint work" in finding) == (not told)


def test_every_footnote_has_its_mark_and_every_mark_its_footnote(made: dict[tuple[str, str], Brief]) -> None:
    for brief in made.values():
        used = [number for line in lines_of(brief) for number in line.sources]
        assert list(dict.fromkeys(used)) == list(range(1, len(brief.sources) + 1))


def test_every_quotation_is_verbatim_in_the_report(made: dict[tuple[str, str], Brief]) -> None:
    received = " ".join("".join(path.read_text("utf-8") for path in sorted(REPORTS.glob("*/*.txt"))).split())
    source = without_marks(received)
    quotes = [found[1] for one in made.values() for text in one.sources if (found := re.search("“(.*)”$", text))]
    assert quotes
    assert [quote for quote in quotes if quote.removesuffix(CUT) not in source] == []


def test_a_list_that_is_cut_says_so_and_where_the_rest_is(made: dict[tuple[str, str], Brief]) -> None:
    cut = [(brief, part) for brief in made.values() for part in brief.parts if part.more]
    assert cut
    assert [part.title for brief, part in cut if brief.address not in part.more or len(part.lines) < 3] == []
    assert all(part.lines or part.nothing for brief in made.values() for part in brief.parts)


def test_the_first_page_tells_and_the_second_proves(made: dict[tuple[str, str], Brief]) -> None:
    for key in (("TM-UZ", "en"), ("Mongolia", "ru")):
        brief = made[key]
        reader = PdfReader(io.BytesIO(write_brief(brief, "pdf")))
        first, second = (" ".join(page.extract_text().split()) for page in reader.pages)
        for text in (brief.not_ours, brief.finding, brief.first[0].lines[0].text, brief.origin[0], brief.address):
            assert " ".join(text.split()) in first
        assert all(part.title in second for part in brief.second)
        assert brief.sources[-1][-20:] in second
        root = reader.root_object
        assert {brief.drawing.told, brief.code_told} <= set(list_alternatives(root["/StructTreeRoot"]))
        assert str(root["/Lang"]) == brief.language


def list_alternatives(node: PdfObject) -> list[str]:
    """Return the words for pictures in the tree of a PDF."""
    found = node.get_object()
    if not isinstance(found, DictionaryObject):
        return []
    kids = found.get("/K", [])
    below = [one for kid in (kids if isinstance(kids, list) else [kids]) for one in list_alternatives(kid)]
    return ([str(found["/Alt"])] if "/Alt" in found else []) + below


def test_the_word_file_is_one_that_an_office_can_work_with(made: dict[tuple[str, str], Brief]) -> None:
    brief = made["TM-UZ", "ru"]
    content = write_brief(brief, "docx")
    document = Document(io.BytesIO(content))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        body, styles, core = (
            packed.read(f).decode() for f in ("word/document.xml", "word/styles.xml", "docProps/core.xml")
        )
        feet = "".join(packed.read(name).decode() for name in packed.namelist() if "footer" in name)
    assert [one for one in re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles) if one != "ru-RU"] == []
    assert body.count('w:br w:type="page"') == 1
    assert body.count("<w:tblHeader/>") == 1
    assert "NUMPAGES" in feet
    assert "dcterms:created" not in core
    pictures = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert pictures == [brief.drawing.told, brief.code_told]
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"]
    assert headings[:2] == [part.title for part in brief.first]


def test_all_forms_say_the_same_and_give_the_same_bytes(made: dict[tuple[str, str], Brief]) -> None:
    brief = made["Kyrgyzstan", "en"]
    files = {form: write_brief(brief, form) for form in FORMS}
    assert files["docx"] == write_brief(brief, "docx")
    assert files["pdf"] == write_brief(brief, "pdf")
    word = Document(io.BytesIO(files["docx"]))
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    book = load_workbook(io.BytesIO(files["xlsx"]))
    texts = {
        "html": files["html"].decode(),
        "md": files["md"].decode().replace("\\", ""),
        "docx": "\n".join(p.text for place in (word, *cells) for p in place.paragraphs),
        "xlsx": "\n".join(str(v) for sheet in book for row in sheet.iter_rows(values_only=True) for v in row if v),
    }
    wanted = [brief.finding, brief.not_ours, *brief.origin, *brief.sources, *(line.text for line in lines_of(brief))]
    for form, text in texts.items():
        assert [one for one in wanted if one not in unescape(text)] == [], form


def test_each_text_has_its_forms_and_the_same_values_in_both_languages() -> None:
    def forms(text: object) -> dict[str, str]:
        return text if isinstance(text, dict) else {"": str(text)}

    for key, pair in read_words().items():
        values = set()
        for language, text in zip(LANGUAGES, pair, strict=True):
            assert isinstance(text, str) or set(text) == whole_categories(language), key
            values |= {frozenset(re.findall(r"{(\w+)}", one)) - {"count"} for one in forms(text).values()}
        assert len({one - {"name", "count"} for one in values}) == 1, key


def test_no_brief_speaks_of_failure_or_leaves_a_value_open(made: dict[tuple[str, str], Brief]) -> None:
    for (_, language), brief in made.items():
        own = re.sub("“[^”]*”", "", write_brief(brief, "md").decode())
        banned = (
            ("failure", "failed", "{", "}", "..", " ,") if language == "en" else ("провал", "неудач", "{", "..", " ,")
        )
        assert [word for word in banned if word in own] == []


def test_a_pair_is_understood_however_it_is_written(real_graph: CamiGraph) -> None:
    for words in (
        ["TM-UZ"],
        ["uz-tm"],
        ["UZ", "TM"],
        ["UZ|TM"],
        ["Uzbekistan and Turkmenistan"],
        ["Узбекистан – Туркменистан"],
    ):
        assert find_subject(words, real_graph.runner.resolve).keys == ("country/TM", "country/UZ")


@pytest.mark.parametrize(
    ("words", "near"),
    [(["Ustyrt"], "(?i)ustyurt"), (["KZ", "Kazakhstan"], "one country twice"), (["TM-Uzbekstan"], "Uzbekistan")],
)
def test_an_unknown_subject_names_the_nearest(real_graph: CamiGraph, words: list[str], near: str) -> None:
    with pytest.raises(QueryError, match=near):
        find_subject(words, real_graph.runner.resolve)


def test_what_cannot_be_written_is_refused(made: dict[tuple[str, str], Brief]) -> None:
    brief = made["Ustyurt", "en"]
    with pytest.raises(ExportError, match="docx"):
        write_brief(brief, "doc")
    scene = brief.drawing.scene
    strange = replace(
        brief,
        title="Устюрт 哈萨克",
        drawing=replace(brief.drawing, scene=replace(scene, names={**scene.names, "KZ": "哈萨克"})),
    )
    for form in ("pdf", "docx"):
        with pytest.raises(ExportError, match=r"U\+54C8 has no shape"):
            write_brief(strange, form)
    assert "哈萨克" in write_brief(strange, "html").decode()


def test_text_of_the_data_cannot_become_markup() -> None:
    assert quote_text("#import $x$ [y] *z* @q") == r"\#import \$x\$ \[y\] \*z\* \@q"
    svg = draw(Scene(("KZ",), {}, {}, {"KZ": "<script>"}, "<b>"))
    assert "<script>" not in svg
    assert "<b>" not in svg


def test_a_border_is_drawn_by_what_is_told() -> None:
    names = {"KZ": "Kazakhstan", "UZ": "Uzbekistan"}
    drawn = {style: draw(Scene(("KZ", "UZ"), {("KZ", "UZ"): style}, {}, names)) for style in ("solid", "dotted")}
    assert ["stroke-dasharray" in svg for svg in drawn.values()] == [False, True]
    assert all(f">{name}</text>" in svg for name in names.values() for svg in drawn.values())


def test_the_code_for_a_script_holds_the_modules_of_the_drawn_one() -> None:
    sketch, drawn = sketch_code("https://example.org/a", "a"), draw_code("https://example.org/a", "a")
    packed = re.search(r'data-code="([^"]+)"', sketch)
    assert packed
    bits = "".join(f"{byte:08b}" for byte in b64decode(packed[1]))
    dark = sum(int(run) for run in re.findall(r"h(\d+)v1", drawn))
    assert bits.count("1") == dark
