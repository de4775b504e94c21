"""The styles of the Word file, so that an office changes the look of all briefs in one place; and its language."""

from __future__ import annotations

import re

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from cami_graph.brief.content import Brief
from cami_graph.brief.fit import choose_size

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML can hold."""
GREEN, GREY, RUST = RGBColor(0x17, 0x44, 0x3B), RGBColor(0x52, 0x61, 0x5D), RGBColor(0xA3, 0x4A, 0x1B)
FONT = "Times New Roman"
LANGUAGES = {"en": "en-GB", "ru": "ru-RU"}
SAID, SMALL, TINY, MARK = "Brief finding", "Brief small", "Brief tiny", "Brief mark"
CELL, SOURCE = "Brief cell", "Brief source"
LETTERS = {SAID: 1.18, SMALL: 0.83, TINY: 0.75, MARK: 1.0}
PARAGRAPHS = {CELL: 0.94, SOURCE: 0.83}
"""How large the type of a style is, as a part of that of the text."""


def set_styles(document: Doc, brief: Brief) -> None:
    """Set the styles of the text, of headings, and our own; each speaks the language of the brief."""
    size = choose_size(brief)
    for name, kind in (
        *((name, WD_STYLE_TYPE.CHARACTER) for name in LETTERS),
        *((name, WD_STYLE_TYPE.PARAGRAPH) for name in PARAGRAPHS),
    ):
        document.styles.add_style(name, kind)
    for name, part in {"Normal": 1.0, "List Bullet": 1.0, **PARAGRAPHS, **LETTERS}.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(round(size * part * 2) / 2)
        if name not in LETTERS:
            style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(1), 1.0
    for name in (SMALL, TINY):
        document.styles[name].font.color.rgb, document.styles[name].font.bold = GREY, False
    document.styles[MARK].font.superscript, document.styles[MARK].font.color.rgb = True, RUST
    for level, part in ((1, 2.2), (2, 1.2)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(round(size * part)), GREEN
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(5 if level == 2 else 0), Pt(1)
    _set_properties(document, brief)


def _set_properties(document: Doc, brief: Brief) -> None:
    """Say in which language the document is, what it is, and leave out when the template of the library was made."""
    language = LANGUAGES[brief.language]
    for element in document.styles.element.iter(qn("w:lang")):
        for which in ("val", "eastAsia"):
            element.set(qn(f"w:{which}"), language)
    properties = document.core_properties
    properties.title, properties.author, properties.language = brief.title, "CAMI Graph", language
    properties.subject = brief.series
    for name in ("created", "modified"):
        for element in properties._element.findall(f"{{http://purl.org/dc/terms/}}{name}"):
            properties._element.remove(element)


def write(paragraph: Paragraph, text: str, style: str = "", *, bold: bool = False) -> None:
    """Add text to a paragraph, in a style of letters if one is named; what no XML can hold is marked."""
    run = paragraph.add_run(UNWRITABLE.sub("\ufffd", text), style or None)
    run.bold = bold or None
