"""A brief on paper: PDF by Typst, with the fonts that come inside it, so that every machine prints the same pages."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import typst

from cami_graph.brief.content import Brief, Part
from cami_graph.brief.sources import Cited
from cami_graph.brief.table import Cell, Row, Table
from cami_graph.errors import ExportError

SIZES = (10.6, 10.1, 9.6, 9.1, 8.6, 8.1)
PAGES = 2
FRAME = """#set document(title: {title}, author: "CAMI Graph", date: none)
#set page(paper: "a4", margin: (x: 17mm, top: 12mm, bottom: 13mm), footer-descent: 35%,
  footer: context [#set text(7.4pt, fill: rgb("#52615d")); {running} #h(1fr) #counter(page).display("1/1", both: true)])
#set text(font: "Libertinus Serif", size: {size}pt, lang: "{language}", hyphenate: false, fill: rgb("#1d2a27"))
#set par(leading: 0.5em, spacing: 0.6em)
#set list(marker: text(fill: rgb("#c4622d"))[–], indent: 0pt, body-indent: 0.5em, spacing: 0.45em)
#set enum(indent: 0pt, body-indent: 0.5em, spacing: 0.5em)
#let green = rgb("#17443b")
#show heading.where(level: 1): it => block(above: 9pt, below: 9pt, text(22pt, weight: "bold", fill: green, it.body))
#show heading.where(level: 2): it => block(above: 1.1em, below: 0.5em, width: 100%, inset: (bottom: 2.2pt),
  stroke: (bottom: 0.6pt + rgb("#a9c4bd")), text(1.12em, weight: "bold", fill: green, it.body))
#let small(body) = text(0.86em, fill: rgb("#52615d"), body)
#let mark(body) = super(text(fill: rgb("#a34a1b"), body))
"""
MAP = 'box(stroke: 0.5pt + rgb("#d9dedc"), image("map.svg", width: 100%, alt: {alt}))'
DRAWN = re.compile(r"[\s\u0020-\u024f\u02b0-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff\u2000-\u22ff\ufb00-\ufb06]*")
"""What the fonts inside the type setter have shapes for: Latin, Greek, Cyrillic, punctuation and common signs."""


def to_pdf(brief: Brief) -> bytes:
    """Return the brief as PDF: on two pages, in the largest type that fits."""
    drawings = {"map.svg": brief.drawing.svg, "code.svg": brief.code_svg}
    check_shapes(_markup(brief, SIZES[0]) + brief.drawing.svg)
    pages = b""
    for size in SIZES:
        pages = _compile(_markup(brief, size), drawings)
        if count_pages(pages) <= PAGES:
            break
    return pages


def count_pages(pdf: bytes) -> int:
    """Return how many pages the type setter made."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def check_shapes(text: str) -> None:
    """Refuse a text with letters that would be printed as empty boxes."""
    found = DRAWN.match(text)
    at = found.end() if found else 0
    if at < len(text):
        letter, word = text[at], re.split(r"[\s<>\[\]]", text[at:])[0][:20]
        problem = f'"{word}" cannot be printed: its letter U+{ord(letter):04X} has no shape in the fonts of the brief.'
        raise ExportError(problem, remedy="Write the brief as .html or .md, which the reader's own fonts show.")


def draw_png(svg: str) -> bytes:
    """Return a drawing as PNG, for documents that cannot hold SVG."""
    check_shapes(svg)
    markup = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg", width: 90mm)\n'
    return _compile(markup, {"drawing.svg": svg}, "png")


def _compile(markup: str, drawings: Mapping[str, str], form: str = "pdf") -> bytes:
    """Set the pages; a fault of the type setter is a fault of ours and says so."""
    with tempfile.TemporaryDirectory() as folder:
        for name, svg in drawings.items():
            Path(folder, name).write_text(svg, "utf-8")
        main = Path(folder, "main.typ")
        main.write_text(markup, "utf-8")
        try:
            if form == "png":
                return typst.compile(str(main), format="png", ppi=220.0, ignore_system_fonts=True)
            return typst.compile(str(main), format="pdf", ignore_system_fonts=True, timestamp=0)
        except typst.TypstError as error:
            raise ExportError(f"The pages of the brief could not be set: {error}") from error


def quote_text(text: str) -> str:
    r"""Return text as Typst takes it: every sign that could mean something is written as itself.

    >>> quote_text("a #b *c*")
    'a \\#b \\*c\\*'
    """
    return re.sub(r"([\\#$*_`<>@\[\]~=/+\-'\"{}])", r"\\\1", text)


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _markup(brief: Brief, size: float) -> str:
    frame = FRAME.replace("{title}", _string(f"{brief.title}: {brief.series}")).replace("{language}", brief.language)
    frame = frame.replace("{size}", str(size)).replace("{running}", quote_text(f"{brief.title} · {brief.series}"))
    said = f"#text(1.18em)[{quote_text(brief.finding)}]\n\n{_part(brief.since)}"
    drawing = MAP.replace("{alt}", _string(brief.drawing.told))
    notes = " #linebreak() ".join(map(quote_text, brief.drawing.notes))
    drawn = f'#{drawing} #v(-4pt) #par(leading: 0.36em, text(6.6pt, fill: rgb("#52615d"))[{notes}])'
    parts = [
        frame,
        f"#text(9pt)[#small[{quote_text(brief.series)} #h(1fr) *{quote_text(brief.not_ours)}*]]\n",
        f"= {quote_text(brief.title)}\n",
        f"#grid(columns: (1.25fr, 1fr), gutter: 12pt, [{said}], [{drawn}])\n",
        _table(brief.table),
        *(_part(part) for part in brief.first),
        _foot(brief),
        "#pagebreak()\n",
        *(_part(part) for part in brief.second),
        f'== {quote_text(brief.sources_title)} #text(0.8em, weight: "regular")[{quote_text(brief.sources_about)}]\n',
        _sources(brief),
    ]
    return "\n".join(parts)


def _foot(brief: Brief) -> str:
    """Set who prepared the brief at the foot of the first page, beside the code."""
    lines = " #linebreak() ".join(map(quote_text, brief.origin))
    code = f'image("code.svg", width: 100%, alt: {_string(brief.code_told)})'
    return (
        '#v(1fr)\n#block(width: 100%, stroke: (top: 0.6pt + rgb("#a9c4bd")), inset: (top: 5pt), breakable: false, '
        f"grid(columns: (1fr, 19mm), gutter: 8pt, [#set par(leading: 0.42em); #text(0.8em)[{lines}]], {code}))\n"
    )


def _table(table: Table) -> str:
    notes = "".join(f"#small[{quote_text(note)}]\n\n" for note in table.notes)
    if not table.rows:
        return notes
    head = ", ".join(f"[*{quote_text(name)}*]" for name in table.heads)
    rows = ", ".join(map(_row, table.rows))
    look = 'stroke: (x, y) => (bottom: 0.4pt + rgb("#d9dedc")), inset: (x: 3pt, y: 3.4pt)'
    columns = f"columns: ({', '.join(f'{width}fr' for width in table.widths)})"
    return f"#{{ set text(0.92em); table({columns}, {look}, table.header({head}), {rows}) }}\n{notes}"


def _row(row: Row) -> str:
    note = f" #linebreak() #small[{quote_text(row.note)}]" if row.note else ""
    return ", ".join([f"[*{quote_text(row.name)}*{note}]", *(f"[{_cell(cell)}]" for cell in row.cells)])


def _cell(cell: Cell) -> str:
    return " #linebreak() ".join(map(_line, cell)) or "–"


def _part(part: Part) -> str:
    about = f' #text(0.8em, weight: "regular", fill: rgb("#52615d"))[{quote_text(part.about)}]' if part.about else ""
    sign = "+" if part.key == "questions" else "-"
    lines = "".join(f"{sign} {_line(one)}\n" for one in part.lines) or f"{quote_text(part.nothing)}\n"
    more = f"#small[{quote_text(part.more)}]\n" if part.more else ""
    return f"== {quote_text(part.title)}{about}\n{lines}{more}"


def _line(one: Cited) -> str:
    strong = f"*{quote_text(one.strong)}* " if one.strong else ""
    marks = f"#mark[{', '.join(map(str, one.sources))}]" if one.sources else ""
    return f"{strong}{quote_text(one.text)}{marks}"


def _sources(brief: Brief) -> str:
    """Set the numbered words in two columns of much the same length."""
    lengths = [len(text) + 40 for text in brief.sources]
    half = sum(sum(lengths[: at + 1]) <= sum(lengths) / 2 + lengths[at] / 2 for at in range(len(lengths)))
    columns = []
    for start, texts in ((1, brief.sources[:half]), (half + 1, brief.sources[half:])):
        items = "\n".join(f"+ {quote_text(text)}" for text in texts)
        columns.append(f"[#set enum(start: {start})\n{items}\n]")
    settings = "set text(0.84em); set par(leading: 0.44em); set enum(spacing: 0.55em)"
    return f"#{{ {settings}; grid(columns: (1fr, 1fr), gutter: 12pt, {', '.join(columns)}) }}\n"
