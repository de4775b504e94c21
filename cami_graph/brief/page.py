"""A brief as HTML: one file that needs nothing else, and prints on two pages."""

from __future__ import annotations

from html import escape
from pathlib import Path

from cami_graph.brief.code import sketch_code
from cami_graph.brief.content import Brief, Part
from cami_graph.brief.fit import choose_size
from cami_graph.brief.sources import Cited
from cami_graph.brief.table import Cell, Row, Table

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
LONG = 9.0
"""Below this size of type a brief is long, and printed smaller."""
STYLE = Path(__file__).with_suffix(".css")


def to_html(brief: Brief) -> bytes:
    """Return the brief as one HTML file."""
    style = STYLE.read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{brief.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(brief.title)} · {escape(brief.series)}</title><style>{style}</style></head>\n"
        f"<body><main>{to_fragment(brief)}</main></body></html>\n"
    ).encode()


def to_fragment(brief: Brief, *, sketched: bool = False) -> str:
    """Return what stands in the page, without a style: for pages that have their own frame.

    Sketched, it takes little room: a script draws the outlines of the map and the code of the address.
    """
    code = sketch_code(brief.address, brief.code_told) if sketched else brief.code_svg
    drawing = brief.drawing.sketch if sketched else brief.drawing.svg
    return "\n".join([*_first_page(brief, drawing, code), *_second_page(brief), "</article>"])


def _first_page(brief: Brief, drawing: str, code: str) -> list[str]:
    notes = "<br>".join(map(escape, brief.drawing.notes))
    figure = f"<figure>{drawing}<figcaption>{notes}</figcaption></figure>"
    long = " brief-long" if choose_size(brief) < LONG else ""
    said = f'<p class="brief-said">{escape(brief.finding)}</p>'
    origin = "".join(f"<p>{escape(line)}</p>" for line in brief.origin)
    return [
        f'<article class="brief{long}">',
        f'<p class="brief-head"><span>{escape(brief.series)}</span><b>{escape(brief.not_ours)}</b></p>',
        f"<h1>{escape(brief.title)}</h1>",
        f'<div class="brief-finding"><div>{said}{_part(brief.since)}</div>{figure}</div>',
        _table(brief.table),
        *(_part(part) for part in brief.first),
        f'<div class="brief-foot"><div>{origin}</div>{code}</div>',
    ]


def _second_page(brief: Brief) -> list[str]:
    sources = "".join(f'<li id="s{n}">{escape(text)}</li>' for n, text in enumerate(brief.sources, start=1))
    return [
        '<section class="brief-proof">',
        *(_part(part) for part in brief.second),
        f"<h2>{escape(brief.sources_title)} <small>{escape(brief.sources_about)}</small></h2>",
        f'<ol class="brief-sources">{sources}</ol></section>',
    ]


def _table(table: Table) -> str:
    if not table.rows:
        return _notes(table)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.heads)
    rows = "".join(map(_row, table.rows))
    columns = "".join(f'<col width="{100 * width // sum(table.widths)}%">' for width in table.widths)
    body = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return f"<table><colgroup>{columns}</colgroup>{body}</table>{_notes(table)}"


def _notes(table: Table) -> str:
    return "".join(f'<p class="brief-note">{escape(note)}</p>' for note in table.notes)


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
    more = f'<p class="brief-note">{escape(part.more)}</p>' if part.more else ""
    return f"<h2>{escape(part.title)}{about}</h2>{lines or f'<p>{escape(part.nothing)}</p>'}{more}"


def _line(one: Cited) -> str:
    strong = f"<strong>{escape(one.strong)}</strong> " if one.strong else ""
    marks = ", ".join(f'<a href="#s{n}">{n}</a>' for n in one.sources)
    return f"{strong}{escape(one.text)}{f'<sup>{marks}</sup>' if marks else ''}"
