"""A brief on paper: PDF by Typst, with the fonts that come inside it, so that every machine prints the same pages."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import typst

from cami_graph.brief.content import Brief, Cited, Finding
from cami_graph.errors import ExportError

FRAME = """#set document(title: {title}, date: none)
#set page(paper: "a4", margin: (x: 17mm, top: 15mm, bottom: 15mm),
  footer: context [#set text(7.5pt, fill: rgb("#52615d")); {caution} #h(1fr) #counter(page).display("1/1", both: true)])
#set text(font: "Libertinus Serif", size: 9.6pt, lang: "{language}", hyphenate: true, fill: rgb("#1d2a27"))
#set par(leading: 0.52em, spacing: 0.62em)
#set list(marker: text(fill: rgb("#c4622d"))[–], indent: 0pt, body-indent: 0.5em, spacing: 0.5em)
#let green = rgb("#17443b")
#show heading.where(level: 1): it => block(above: 12pt, below: 8pt, text(23pt, weight: "bold", fill: green, it.body))
#show heading.where(level: 2): it => block(above: 1.15em, below: 0.55em, width: 100%, inset: (bottom: 2.5pt),
  stroke: (bottom: 0.6pt + rgb("#a9c4bd")), text(11.5pt, weight: "bold", fill: green, it.body))
#let small(body) = text(8.2pt, fill: rgb("#52615d"), body)
#let cite-mark(body) = super(text(fill: rgb("#a34a1b"), body))
#let figure-box(number, label) = block(width: 100%,
  text(19pt, weight: "bold", fill: green, number) + linebreak() + small(label))
#let gap(body) = block(breakable: false, width: 100%, above: 0.75em, below: 0.75em, inset: (left: 8pt, y: 1pt),
  stroke: (left: 2pt + rgb("#c4622d")), body)
"""
MAP = 'box(stroke: 0.5pt + rgb("#d9dedc"), image("map.svg", width: 100%, alt: {alt}))'
DRAWN = re.compile(r"[\s\u0020-\u024f\u02b0-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff\u2000-\u22ff\ufb00-\ufb06]*")
"""What the fonts inside the type setter have shapes for: Latin, Greek, Cyrillic, punctuation and common signs."""


def to_pdf(brief: Brief) -> bytes:
    """Return the brief as PDF."""
    markup = _markup(brief)
    check_shapes(markup + brief.map_svg)
    return _compile(brief, markup)


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
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "map.svg").write_text(svg, "utf-8")
        main = Path(folder, "main.typ")
        main.write_text('#set page(width: auto, height: auto, margin: 0pt)\n#image("map.svg", width: 155mm)\n', "utf-8")
        return typst.compile(str(main), format="png", ppi=200.0, ignore_system_fonts=True)


def _compile(brief: Brief, markup: str) -> bytes:
    """Set the pages; a fault of the type setter is a fault of ours and says so."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "map.svg").write_text(brief.map_svg, "utf-8")
        main = Path(folder, "main.typ")
        main.write_text(markup, "utf-8")
        try:
            pages = typst.compile(str(main), format="pdf", ignore_system_fonts=True, timestamp=0)
        except typst.TypstError as error:
            raise ExportError(f"The pages of the brief could not be set: {error}") from error
    return pages


def quote_text(text: str) -> str:
    r"""Return text as Typst takes it: every sign that could mean something is written as itself.

    >>> quote_text("a #b *c*")
    'a \\#b \\*c\\*'
    """
    return re.sub(r"([\\#$*_`<>@\[\]~=/+\-'\"{}])", r"\\\1", text)


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _markup(brief: Brief) -> str:
    words = brief.words
    frame = FRAME.replace("{title}", _string(brief.title)).replace("{language}", brief.language)
    figures = ", ".join(f"figure-box([{quote_text(n)}], [{quote_text(label)}])" for n, label in brief.figures)
    drawing = MAP.replace("{alt}", _string(brief.map_told))
    parts = [
        frame.replace("{caution}", quote_text(words.series)),
        f"#small[{quote_text(words.series)} #h(1fr) {quote_text(brief.kind)}]\n",
        f"= {quote_text(brief.title)}\n#small[{quote_text(words.basis)}]\n",
        f"#v(6pt)\n#grid(columns: (1fr, 2.9fr), gutter: 12pt, stack(spacing: 11pt, {figures}), {drawing})\n",
        f'#align(right, text(6.6pt, fill: rgb("#52615d"))[{quote_text(words.boundaries)}])\n',
        f"== {quote_text(words.shares)}\n{_table(brief)}",
        f"== {quote_text(words.together)}\n{_list(brief.together, words.nothing_together)}",
        f"== {quote_text(words.gaps)}\n{_gaps(brief)}",
        f"== {quote_text(words.bridges)}\n{_list(brief.bridges, words.nobody_bridges)}",
        f"== {quote_text(words.recommended)}\n{_list(brief.recommended, words.nothing_recommended)}",
        f"== {quote_text(words.sources)}\n{_sources(brief)}",
        f"#v(4pt)\n#small[{quote_text(words.caution)}]\n",
    ]
    return "\n".join(parts)


def _table(brief: Brief) -> str:
    head = ", ".join(f"[*{quote_text(name)}*]" for name in brief.words.shares_columns)
    rows = ", ".join(f"[{quote_text(cell)}]" for row in brief.shares for cell in row)
    lines = 'stroke: (x, y) => (bottom: 0.4pt + rgb("#d9dedc")), inset: (x: 3pt, y: 2.6pt)'
    return f"#{{ set text(8.8pt); table(columns: (1.5fr, 4fr, 1fr), {lines}, table.header({head}), {rows}) }}\n"


def _mark(one: Cited) -> str:
    return f"#cite-mark[{quote_text(', '.join(map(str, one.sources)))}]" if one.sources else ""


def _line(one: Cited) -> str:
    strong = f"*{quote_text(one.strong)}*: " if one.strong else ""
    return f"{strong}{quote_text(one.text)}{_mark(one)}"


def _list(lines: tuple[Cited, ...], nothing: str) -> str:
    return "\n".join(f"- {_line(one)}" for one in lines) + "\n" if lines else quote_text(nothing) + "\n"


def _gaps(brief: Brief) -> str:
    if not brief.gaps:
        return quote_text(brief.words.nothing_missing) + "\n"
    more = f"#small[{quote_text(brief.words.more.format(count=brief.gaps_more))}]\n" if brief.gaps_more else ""
    return "\n".join(_gap(brief, one) for one in brief.gaps) + "\n" + more


def _gap(brief: Brief, one: Finding) -> str:
    words = brief.words
    lines = [
        f"#linebreak()#small[*{quote_text(title)}:* {' · '.join(_line(c) for c in cited)}]"
        for title, cited in one.evidence
    ]
    step = f"#linebreak()#small[*{quote_text(words.step)}:* {quote_text(one.step)}]" if one.step else ""
    note = f"#linebreak()#small[_{quote_text(one.note)}_]"
    return f"#gap[{quote_text(one.text)}{''.join(lines)}{step}{note}]"


def _sources(brief: Brief) -> str:
    """Set the numbered words in two columns of the same length."""
    half = (len(brief.sources) + 1) // 2
    columns = []
    for start, texts in ((1, brief.sources[:half]), (half + 1, brief.sources[half:])):
        items = "\n".join(f"+ {quote_text(text)}" for text in texts)
        columns.append(f"[#set enum(start: {start}, indent: 0pt, body-indent: 0.4em, spacing: 0.42em)\n{items}\n]")
    settings = "set text(7.2pt); set par(leading: 0.42em)"
    return f"#{{ {settings}; grid(columns: (1fr, 1fr), gutter: 12pt, {', '.join(columns)}) }}\n"
