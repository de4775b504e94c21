"""A brief as HTML: one file that needs nothing else, and prints on two pages."""

from __future__ import annotations

from html import escape

from cami_graph.brief.content import Brief, Part
from cami_graph.brief.sources import Cited
from cami_graph.brief.table import Cell, Row, Table

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light }
body { margin: 0; background: #fff }
.brief { font: 15px/1.42 Georgia, 'Libertinus Serif', serif; color: #1d2a27; max-width: 50rem; margin: 0 auto;
  padding: 1.25rem }
.brief .top, .brief .foot { display: flex; justify-content: space-between; gap: 1rem; color: #52615d; font-size: .82em }
.brief h1 { font-size: 1.9em; line-height: 1.15; margin: .25em 0 .35em; color: #17443b }
.brief h2 { font-size: 1.02em; color: #17443b; border-bottom: 1px solid #a9c4bd; margin: 1.1em 0 .35em }
.brief h2 small { font-weight: normal; color: #52615d }
.brief .finding { display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); gap: 1rem }
.brief .said { font-size: 1.14em; margin: 0 }
.brief figure { margin: 0 } .brief figcaption { color: #52615d; font-size: .72em; line-height: 1.25 }
.brief .map { width: 100%; height: auto; border: 1px solid #d9dedc; display: block }
.brief .code { width: 5rem; height: 5rem; flex: none }
.brief table { border-collapse: collapse; width: 100%; margin-top: .8em; font-size: .92em }
.brief th, .brief td { text-align: left; vertical-align: top; padding: .25em .6em .25em 0;
  border-bottom: 1px solid #e3e7e5 }
.brief td div + div { margin-top: .15em } .brief td small, .brief .note { color: #52615d; font-size: .86em }
.brief ol, .brief ul { margin: .2em 0; padding-left: 1.3em } .brief li { margin: .12em 0 }
.brief .foot { border-top: 1px solid #a9c4bd; margin-top: 1em; padding-top: .5em } .brief .foot p { margin: .1em 0 }
.brief .proof { margin-top: 2rem }
.brief .sources { font-size: .82em; columns: 2; column-gap: 1.6rem; overflow-wrap: anywhere }
.brief sup a { text-decoration: none; color: #a34a1b }
@page { size: A4; margin: 14mm 16mm }
@media (max-width: 40rem) { .brief .finding { grid-template-columns: 1fr } .brief .sources { columns: 1 } }
@media print { .brief { padding: 0; max-width: none; font-size: 9.4pt; line-height: 1.3 }
  .brief .proof { break-before: page; margin-top: 0 } .brief tr, .brief li { break-inside: avoid } }
"""


def to_html(brief: Brief) -> bytes:
    """Return the brief as one HTML file."""
    return (
        f'<!doctype html>\n<html lang="{brief.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(brief.title)} · {escape(brief.series)}</title><style>{STYLE}</style></head>\n"
        f"<body><main>{to_fragment(brief)}</main></body></html>\n"
    ).encode()


def to_fragment(brief: Brief) -> str:
    """Return what stands in the page, without a style: for pages that have their own frame."""
    return "\n".join([*_first_page(brief), *_second_page(brief), "</article>"])


def _first_page(brief: Brief) -> list[str]:
    notes = "<br>".join(map(escape, brief.drawing.notes))
    figure = f"<figure>{brief.drawing.svg}<figcaption>{notes}</figcaption></figure>"
    said = f'<p class="said">{escape(brief.finding)}</p>'
    origin = "".join(f"<p>{escape(line)}</p>" for line in brief.origin)
    return [
        f'<article class="brief"><p class="top"><span>{escape(brief.series)}</span><b>{escape(brief.not_ours)}</b></p>',
        f"<h1>{escape(brief.title)}</h1>",
        f'<div class="finding"><div>{said}{_part(brief.since)}</div>{figure}</div>',
        _table(brief.table),
        *(_part(part) for part in brief.first),
        f'<div class="foot"><div>{origin}</div>{brief.code_svg}</div>',
    ]


def _second_page(brief: Brief) -> list[str]:
    sources = "".join(f'<li id="s{n}">{escape(text)}</li>' for n, text in enumerate(brief.sources, start=1))
    return [
        '<section class="proof">',
        *(_part(part) for part in brief.second),
        f"<h2>{escape(brief.sources_title)} <small>{escape(brief.sources_about)}</small></h2>",
        f'<ol class="sources">{sources}</ol></section>',
    ]


def _table(table: Table) -> str:
    if not table.rows:
        return _notes(table)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.heads)
    rows = "".join(map(_row, table.rows))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{_notes(table)}"


def _notes(table: Table) -> str:
    return "".join(f'<p class="note">{escape(note)}</p>' for note in table.notes)


def _row(row: Row) -> str:
    note = f"<br><small>{escape(row.note)}</small>" if row.note else ""
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row">{escape(row.name)}{note}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    return "".join(f"<div>{_line(one)}</div>" for one in cell) or "–"


def _part(part: Part) -> str:
    about = f" <small>{escape(part.about)}</small>" if part.about else ""
    tag = "ol" if part.key == "questions" else "ul"
    lines = f"<{tag}>{''.join(f'<li>{_line(one)}</li>' for one in part.lines)}</{tag}>" if part.lines else ""
    more = f'<p class="note">{escape(part.more)}</p>' if part.more else ""
    return f"<h2>{escape(part.title)}{about}</h2>{lines or f'<p>{escape(part.nothing)}</p>'}{more}"


def _line(one: Cited) -> str:
    strong = f"<strong>{escape(one.strong)}</strong> " if one.strong else ""
    marks = ", ".join(f'<a href="#s{n}">{n}</a>' for n in one.sources)
    return f"{strong}{escape(one.text)}{f'<sup>{marks}</sup>' if marks else ''}"
