"""A brief as a Word document that people edit and send on, with real headings, lists and tables."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from cami_graph.brief.content import Brief, Cited
from cami_graph.brief.paper import draw_png

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML can hold."""
GREEN, GREY, RUST = RGBColor(0x17, 0x44, 0x3B), RGBColor(0x52, 0x61, 0x5D), RGBColor(0xA3, 0x4A, 0x1B)
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)  # the first day that a packed file can carry


def to_docx(brief: Brief) -> bytes:
    """Return the brief as DOCX."""
    document = Document()
    _set_styles(document, brief)
    words = brief.words
    _small(document, f"{words.series} · {brief.kind}")
    document.add_heading(brief.title, level=1)
    _small(document, words.basis)
    _figures(document, brief)
    document.add_picture(io.BytesIO(draw_png(brief.map_svg)), width=Mm(112))
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _describe_picture(document, brief.map_told)
    _small(document, words.boundaries, 7)
    document.add_heading(words.shares, level=2)
    _table(document, brief)
    for title, lines, nothing in (
        (words.together, brief.together, words.nothing_together),
        (words.gaps, (), ""),
        (words.bridges, brief.bridges, words.nobody_bridges),
        (words.recommended, brief.recommended, words.nothing_recommended),
    ):
        document.add_heading(title, level=2)
        if title == words.gaps:
            _gaps(document, brief)
        else:
            _list(document, lines, nothing)
    document.add_heading(words.sources, level=2)
    for text in brief.sources:
        _run(document.add_paragraph(style="List Number"), text, size=7.5)
    _small(document, words.caution)
    return _save(document)


def _set_styles(document: Doc, brief: Brief) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(15)
    for name, size, after in (("Normal", 9.5, 2), ("List Bullet", 9.5, 2), ("List Number", 7.5, 0)):
        style = document.styles[name]
        style.font.name, style.font.size = "Cambria", Pt(size)
        style.paragraph_format.space_after = Pt(after)
    for level, size in ((1, 22), (2, 12)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = "Cambria", Pt(size), GREEN
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(8 if level == 2 else 0), Pt(2)
    properties = document.core_properties
    properties.title, properties.author, properties.language = brief.title, "CAMI Graph", brief.language
    properties.created = properties.modified = NO_DATE


def _run(
    paragraph: Paragraph, text: str, *, size: float = 0, bold: bool = False, colour: RGBColor | None = None
) -> None:
    run = paragraph.add_run(UNWRITABLE.sub("\ufffd", text))
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour


def _small(document: Doc, text: str, size: float = 8.5) -> None:
    _run(document.add_paragraph(), text, size=size, colour=GREY)


def _figures(document: Doc, brief: Brief) -> None:
    table = document.add_table(rows=1, cols=len(brief.figures))
    for cell, (number, label) in zip(table.rows[0].cells, brief.figures, strict=True):
        paragraph = cell.paragraphs[0]
        _run(paragraph, f"{number} ", size=17, bold=True, colour=GREEN)
        _run(paragraph, label, size=8.5, colour=GREY)


def _describe_picture(document: Doc, told: str) -> None:
    """Say in the picture what it shows, for people who hear the document."""
    shape = document.inline_shapes[-1]
    shape._inline.docPr.set("descr", told)


def _table(document: Doc, brief: Brief) -> None:
    table = document.add_table(rows=1, cols=3, style="Light Shading")
    for cell, name in zip(table.rows[0].cells, brief.words.shares_columns, strict=True):
        cell.text = name
    for row in brief.shares:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = ""
            _run(cell.paragraphs[0], text, size=8.5)
    table.autofit = False
    for column, width in zip(table.columns, (Mm(40), Mm(112), Mm(22)), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)


def _cited(paragraph: Paragraph, one: Cited, size: float = 0) -> None:
    if one.strong:
        _run(paragraph, f"{one.strong}: ", bold=True, size=size)
    _run(paragraph, one.text, size=size)
    if one.sources:
        run = paragraph.add_run(f" [{', '.join(map(str, one.sources))}]")
        run.font.superscript, run.font.color.rgb = True, RUST


def _list(document: Doc, lines: tuple[Cited, ...], nothing: str) -> None:
    for one in lines:
        _cited(document.add_paragraph(style="List Bullet"), one)
    if not lines:
        document.add_paragraph(nothing)


def _gaps(document: Doc, brief: Brief) -> None:
    words = brief.words
    for gap in brief.gaps:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.paragraph_format.keep_together = True
        _run(paragraph, gap.text)
        for title, lines in gap.evidence:
            for one in lines:
                paragraph.add_run().add_break()
                _run(paragraph, f"{title}: ", size=8.5, bold=True)
                _cited(paragraph, one, 8.5)
        if gap.step:
            paragraph.add_run().add_break()
            _run(paragraph, f"{words.step}: ", size=8.5, bold=True)
            _run(paragraph, gap.step, size=8.5)
        paragraph.add_run().add_break()
        _run(paragraph, gap.note, size=8.5, colour=GREY)
    if not brief.gaps:
        document.add_paragraph(words.nothing_missing)
    elif brief.gaps_more:
        _small(document, words.more.format(count=brief.gaps_more))


def _save(document: Doc) -> bytes:
    """Return the file, the same bytes each time: its parts carry no date of today."""
    import zipfile

    raw, tidy = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(tidy, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in sorted(old.infolist(), key=lambda one: (one.filename != "[Content_Types].xml", one.filename)):
            fixed = zipfile.ZipInfo(entry.filename, date_time=NO_DATE.timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(entry.filename))
    return tidy.getvalue()
