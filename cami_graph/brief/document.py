"""A brief as a Word document that people edit and send on: two pages, with real headings, lists and tables."""

from __future__ import annotations

import io
import re
import zipfile

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from cami_graph.brief.content import Brief, Part
from cami_graph.brief.paper import draw_png
from cami_graph.brief.sources import Cited
from cami_graph.brief.table import Cell, Row

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML can hold."""
GREEN, GREY, RUST = RGBColor(0x17, 0x44, 0x3B), RGBColor(0x52, 0x61, 0x5D), RGBColor(0xA3, 0x4A, 0x1B)
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a packed file can carry."""
WIDTH, BESIDE = 178, 98
LANGUAGES = {"en": "en-GB", "ru": "ru-RU"}
FONT, TEXT, SMALL, TINY = "Cambria", 9, 7.5, 6.8


def to_docx(brief: Brief) -> bytes:
    """Return the brief as DOCX."""
    document = Document()
    _set_styles(document, brief)
    _set_page(document, brief)
    _run(_small(document.add_paragraph(), f"{brief.series}    "), brief.not_ours, size=SMALL, bold=True, colour=GREY)
    document.add_heading(brief.title, level=1)
    _finding(document, brief)
    _table(document, brief)
    for part in brief.first:
        _part(document, part)
    _foot(document, brief)
    for part in brief.second:
        _part(document, part)
    _sources(document, brief)
    return _save(document)


def _set_styles(document: Doc, brief: Brief) -> None:
    """Set type and language: each style speaks the language of the brief."""
    for name, size, after in (("Normal", TEXT, 1), ("List Bullet", TEXT, 1), ("List Number", TEXT, 1)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(after), 1.0
    for level, size in ((1, 20), (2, 11)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), GREEN
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(5 if level == 2 else 0), Pt(1)
    for language in document.styles.element.iter(qn("w:lang")):
        for which in ("val", "eastAsia"):
            language.set(qn(f"w:{which}"), LANGUAGES[brief.language])
    properties = document.core_properties
    properties.title, properties.author, properties.language = brief.title, "CAMI Graph", LANGUAGES[brief.language]
    properties.subject = brief.series
    for name in ("created", "modified"):
        for element in properties._element.findall(f"{{http://purl.org/dc/terms/}}{name}"):
            properties._element.remove(element)


def _set_page(document: Doc, brief: Brief) -> None:
    """Set the paper, and the foot of each page: what it is, and which page of how many."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(10), Mm(12)
    section.header_distance, section.footer_distance = Mm(5), Mm(6)
    paragraph = section.footer.paragraphs[0]
    _small(paragraph, f"{brief.title} · {brief.series} · {brief.words('page')} ")
    _field(paragraph, "PAGE")
    _small(paragraph, "/")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    """Add a number that Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
    _small(paragraph, "1")
    field.append(paragraph.runs[-1]._r)


def _run(
    paragraph: Paragraph, text: str, *, size: float = 0, bold: bool = False, colour: RGBColor | None = None
) -> None:
    run = paragraph.add_run(UNWRITABLE.sub("\ufffd", text))
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour


def _small(paragraph: Paragraph, text: str, size: float = SMALL) -> Paragraph:
    _run(paragraph, text, size=size, colour=GREY)
    return paragraph


def _finding(document: Doc, brief: Brief) -> None:
    """Set the finding and what happened since beside the map."""
    table = document.add_table(rows=1, cols=2)
    _set_widths(table, (BESIDE, WIDTH - BESIDE))
    left, right = table.rows[0].cells
    _run(left.paragraphs[0], brief.finding, size=TEXT + 1.5)
    _part(left, brief.since)
    _picture(right.paragraphs[0], brief.drawing.svg, brief.drawing.told, WIDTH - BESIDE - 6)
    for note in brief.drawing.notes:
        _small(right.add_paragraph(), note, TINY)


def _picture(paragraph: Paragraph, svg: str, told: str, width: float) -> None:
    """Add a picture, and say in it what it shows, for people who hear the document."""
    shape = paragraph.add_run().add_picture(io.BytesIO(draw_png(svg)), width=Mm(width))
    shape._inline.docPr.set("descr", told)


def _set_widths(table: WordTable, widths: tuple[float, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _table(document: Doc, brief: Brief) -> None:
    made = brief.table
    if made.rows:
        table = document.add_table(rows=1, cols=len(made.heads), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, made.heads, strict=True):
            _run(cell.paragraphs[0], name, size=TEXT - 0.5, bold=True)
        _repeat(table)
        for row in made.rows:
            _row(table, row)
        _set_widths(table, tuple(WIDTH * width / sum(made.widths) for width in made.widths))
        _set_lines(table)
    for note in made.notes:
        _small(document.add_paragraph(), note)


def _repeat(table: WordTable) -> None:
    """Say that the first row stands again on each page that the table reaches, and is no row of data."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _set_lines(table: WordTable) -> None:
    """Draw a thin line under each row and none beside it."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH", "left", "right", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in ("top", "bottom", "insideH") else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "C9D3D0")
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _row(table: WordTable, row: Row) -> None:
    name, *cells = table.add_row().cells  # type: ignore[no-untyped-call]
    _run(name.paragraphs[0], row.name, size=TEXT - 0.5, bold=True)
    if row.note:
        _small(name.add_paragraph(), row.note, TINY)
    for cell, lines in zip(cells, row.cells, strict=True):
        _fill(cell, lines)


def _fill(cell: _Cell, lines: Cell) -> None:
    for at, one in enumerate(lines or (Cited("–"),)):
        _cited(cell.add_paragraph() if at else cell.paragraphs[0], one, TEXT - 0.5)


def _cited(paragraph: Paragraph, one: Cited, size: float = 0) -> None:
    if one.strong:
        _run(paragraph, f"{one.strong} ", bold=True, size=size)
    _run(paragraph, one.text, size=size)
    if one.sources:
        run = paragraph.add_run(f" {', '.join(map(str, one.sources))}")
        run.font.superscript, run.font.color.rgb = True, RUST


def _part(place: Doc | _Cell, part: Part) -> None:
    """Add a list with its title; the lines of questions carry their numbers."""
    heading = place.add_paragraph(style="Heading 2")
    _run(heading, part.title)
    if part.about:
        _run(heading, f"  {part.about}", size=SMALL, colour=GREY)
    for at, one in enumerate(part.lines, start=1):
        paragraph = place.add_paragraph(style="Normal" if part.key == "questions" else "List Bullet")
        if part.key == "questions":
            _hang(paragraph, f"{at}.")
        _cited(paragraph, one)
    if not part.lines:
        place.add_paragraph(part.nothing)
    if part.more:
        _small(place.add_paragraph(), part.more)


def _hang(paragraph: Paragraph, number: str) -> None:
    """Begin a paragraph with its number, which stands out to the left."""
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(6), Mm(-6)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(6))
    paragraph.add_run(f"{number}\t")


def _foot(document: Doc, brief: Brief) -> None:
    """Set who prepared the brief beside the code, and end the page."""
    table = document.add_table(rows=1, cols=2)
    _set_widths(table, (WIDTH - 22, 22))
    left, right = table.rows[0].cells
    for at, line in enumerate(brief.origin):
        _small(left.add_paragraph() if at else left.paragraphs[0], line, TINY)
    _picture(right.paragraphs[0], brief.code_svg, brief.code_told, 18)
    _small(document.add_paragraph(), "", 1).add_run().add_break(WD_BREAK.PAGE)


def _sources(document: Doc, brief: Brief) -> None:
    """Set the numbered words in two columns."""
    heading = document.add_heading(brief.sources_title, level=2)
    _run(heading, f"  {brief.sources_about}", size=SMALL, colour=GREY)
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "340")
    for at, text in enumerate(brief.sources, start=1):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0.5)
        _hang(paragraph, f"{at}.")
        for run in paragraph.runs:
            run.font.size = Pt(SMALL)
        _run(paragraph, text, size=SMALL)
    document.add_section(WD_SECTION.CONTINUOUS)  # so that both columns are of one length


def _save(document: Doc) -> bytes:
    """Return the file, the same bytes each time: its parts carry no date of today."""
    raw, tidy = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(tidy, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in sorted(old.infolist(), key=lambda one: (one.filename != "[Content_Types].xml", one.filename)):
            fixed = zipfile.ZipInfo(entry.filename, date_time=FIRST_DAY)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(entry.filename))
    return tidy.getvalue()
