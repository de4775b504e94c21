"""A brief as a Word document that people edit and send on: two pages, with real headings, styles, lists and tables."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from cami_graph.brief.content import Brief, Part
from cami_graph.brief.paper import draw_png
from cami_graph.brief.sources import Cited
from cami_graph.brief.styles import CELL, MARK, SAID, SMALL, SOURCE, TINY, set_styles, write
from cami_graph.brief.table import Cell, Row

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a packed file can carry."""
WIDTH, BESIDE = 178, 98
NARROW = "\u202f"
"""A narrow space that never breaks: a mark stays with its word."""


def to_docx(brief: Brief) -> bytes:
    """Return the brief as DOCX."""
    document = Document()
    set_styles(document, brief)
    _set_page(document, brief)
    write(_small(document.add_paragraph(), f"{brief.series}    "), brief.not_ours, SMALL, bold=True)
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


def _small(paragraph: Paragraph, text: str, style: str = SMALL) -> Paragraph:
    write(paragraph, text, style)
    return paragraph


def _finding(document: Doc, brief: Brief) -> None:
    """Set the finding and what happened since beside the map."""
    table = document.add_table(rows=1, cols=2)
    _set_widths(table, (BESIDE, WIDTH - BESIDE))
    left, right = table.rows[0].cells
    write(left.paragraphs[0], brief.finding, SAID)
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
            write(_of_cell(cell), name, bold=True)
        _repeat(table)
        for row in made.rows:
            _row(table, row)
        _set_widths(table, tuple(WIDTH * width / sum(made.widths) for width in made.widths))
        _set_lines(table)
    for note in made.notes:
        _small(document.add_paragraph(), note)


def _repeat(table: WordTable) -> None:
    """Say that the first row stands again on each page that the table reaches, and is no row of data."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _set_lines(table: WordTable) -> None:
    """Draw a thin line under each row and none beside it."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in ("top", "bottom", "insideH") else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "C9D3D0")
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _of_cell(cell: _Cell, *, is_new: bool = False) -> Paragraph:
    """Return a paragraph of a cell in its style: the first one, or a new one."""
    paragraph: Paragraph = cell.add_paragraph() if is_new else cell.paragraphs[0]
    paragraph.style = CELL
    return paragraph


def _row(table: WordTable, row: Row) -> None:
    name, *cells = table.add_row().cells  # type: ignore[no-untyped-call]
    write(_of_cell(name), row.name, bold=True)
    if row.note:
        _small(_of_cell(name, is_new=True), row.note, TINY)
    for cell, lines in zip(cells, row.cells, strict=True):
        _fill(cell, lines)


def _fill(cell: _Cell, lines: Cell) -> None:
    for at, one in enumerate(lines or (Cited("–"),)):
        _cited(_of_cell(cell, is_new=at > 0), one)


def _cited(paragraph: Paragraph, one: Cited) -> None:
    if one.strong:
        write(paragraph, f"{one.strong} ", bold=True)
    write(paragraph, one.text)
    if one.sources:
        write(paragraph, f"{NARROW}{','.join(map(str, one.sources))}", MARK)


def _part(place: Doc | _Cell, part: Part) -> None:
    """Add a list with its title; the lines of questions carry their numbers."""
    heading = place.add_paragraph(style="Heading 2")
    write(heading, part.title)
    if part.about:
        _small(heading, f"  {part.about}")
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
        _small(_of_cell(left, is_new=at > 0), line, TINY)
    _picture(_of_cell(right), brief.code_svg, brief.code_told, 18)
    end = document.add_paragraph(style=SOURCE).add_run()
    end.font.size = Pt(1)
    end.add_break(WD_BREAK.PAGE)


def _sources(document: Doc, brief: Brief) -> None:
    """Set the numbered words in two columns of one length."""
    _small(document.add_heading(brief.sources_title, level=2), f"  {brief.sources_about}")
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "340")
    for at, text in enumerate(brief.sources, start=1):
        paragraph = document.add_paragraph(style=SOURCE)
        _hang(paragraph, f"{at}.")
        write(paragraph, text)
    document.add_section(WD_SECTION.CONTINUOUS)._sectPr.find(qn("w:cols")).set(qn("w:num"), "1")


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
