"""A brief as a page of HTML that needs nothing else, and as Markdown."""

from __future__ import annotations

from html import escape

from cami_graph.brief.content import Brief, Cited, Finding

STYLE = """
:root { color-scheme: light }
body { font: 16px/1.5 Georgia, 'Libertinus Serif', serif; color: #1d2a27; max-width: 50rem; margin: 2rem auto;
  padding: 0 1.25rem }
h1 { font-size: 2rem; margin: .1em 0; color: #17443b }
h2 { font-size: 1.1rem; color: #17443b; border-bottom: 1px solid #a9c4bd; padding-bottom: .15em; margin: 1.6em 0 .5em }
.series, .basis, .note, .fine { color: #52615d; font-size: .88rem; margin: .2em 0 }
.figures { display: flex; gap: 1.5rem; flex-wrap: wrap; padding: 0; margin: 1rem 0; list-style: none }
.figures b { font-size: 1.6rem; display: block; color: #17443b }
svg { width: 100%; height: auto; border: 1px solid #d9dedc }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3em .6em .3em 0; border-bottom: 1px solid #e3e7e5; vertical-align: top }
.gap { border-left: 3px solid #c4622d; padding-left: .8em; margin: .9em 0 }
.gap p { margin: .2em 0 }
ol.sources { font-size: .85rem; color: #38453f }
sup a { text-decoration: none; color: #a34a1b }
@media print { body { margin: 0; max-width: none; font-size: 11pt } }
"""


def to_html(brief: Brief) -> bytes:
    """Return the brief as one HTML file."""
    words = brief.words
    title = escape(f"{brief.title}: {words.series}")
    figures = "".join(f"<li><b>{escape(number)}</b>{escape(label)}</li>" for number, label in brief.figures)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in brief.shares)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in words.shares_columns)
    sources = "".join(f'<li id="s{n}">{escape(text)}</li>' for n, text in enumerate(brief.sources, start=1))
    body = [
        f'<p class="series">{escape(words.series)}</p><p class="series">{escape(brief.kind)}</p>',
        f'<h1>{escape(brief.title)}</h1><p class="basis">{escape(words.basis)}</p>',
        f'<ul class="figures">{figures}</ul>{brief.map_svg}<p class="fine">{escape(words.boundaries)}</p>',
        f"<h2>{escape(words.shares)}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>",
        f"<h2>{escape(words.together)}</h2>{_list(brief.together, words.nothing_together)}",
        f"<h2>{escape(words.gaps)}</h2>{_gaps(brief)}",
        f"<h2>{escape(words.bridges)}</h2>{_list(brief.bridges, words.nobody_bridges)}",
        f"<h2>{escape(words.recommended)}</h2>{_list(brief.recommended, words.nothing_recommended)}",
        f'<h2>{escape(words.sources)}</h2><ol class="sources">{sources}</ol>',
        f'<p class="fine">{escape(words.caution)}</p>',
    ]
    page = (
        f'<!doctype html><html lang="{brief.language}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{title}</title><style>{STYLE}</style></head>'
        f"<body><main>{''.join(body)}</main></body></html>\n"
    )
    return page.encode()


def _mark(one: Cited) -> str:
    return "".join(f'<sup><a href="#s{n}">[{n}]</a></sup>' for n in one.sources)


def _line(one: Cited) -> str:
    strong = f"<strong>{escape(one.strong)}</strong>: " if one.strong else ""
    return f"{strong}{escape(one.text)}{_mark(one)}"


def _list(lines: tuple[Cited, ...], nothing: str) -> str:
    if not lines:
        return f"<p>{escape(nothing)}</p>"
    return f"<ul>{''.join(f'<li>{_line(one)}</li>' for one in lines)}</ul>"


def _gaps(brief: Brief) -> str:
    if not brief.gaps:
        return f"<p>{escape(brief.words.nothing_missing)}</p>"
    return "".join(_gap(brief, one) for one in brief.gaps) + (
        f'<p class="note">{escape(brief.words.more.format(count=brief.gaps_more))}</p>' if brief.gaps_more else ""
    )


def _gap(brief: Brief, one: Finding) -> str:
    lines = "".join(
        f'<p class="note"><b>{escape(title)}:</b> {" · ".join(_line(c) for c in cited)}</p>'
        for title, cited in one.evidence
    )
    step = f'<p class="note"><b>{escape(brief.words.step)}:</b> {escape(one.step)}</p>' if one.step else ""
    return f'<div class="gap"><p>{escape(one.text)}</p>{lines}{step}<p class="note">{escape(one.note)}</p></div>'


def to_markdown(brief: Brief) -> bytes:
    """Return the brief as Markdown, without the map."""
    words = brief.words
    lines = [f"*{words.series}* · {brief.kind}", "", f"# {_md(brief.title)}", "", words.basis, ""]
    lines += [" · ".join(f"**{number}** {label}" for number, label in brief.figures), ""]
    lines += [f"## {words.shares}", "", f"| {' | '.join(words.shares_columns)} |", "|---|---|---|"]
    lines += [f"| {' | '.join(_md(cell) for cell in row)} |" for row in brief.shares]
    lines += ["", f"## {words.together}", "", *_md_list(brief.together, words.nothing_together)]
    lines += ["", f"## {words.gaps}", "", *_md_gaps(brief)]
    lines += ["", f"## {words.bridges}", "", *_md_list(brief.bridges, words.nobody_bridges)]
    lines += ["", f"## {words.recommended}", "", *_md_list(brief.recommended, words.nothing_recommended)]
    lines += ["", f"## {words.sources}", "", *(f"{n}. {_md(text)}" for n, text in enumerate(brief.sources, start=1))]
    return "\n".join([*lines, "", f"*{words.caution}*", ""]).encode()


def _md(text: str) -> str:
    """Return text that Markdown takes as text."""
    for sign in ("\\", "|", "*", "_", "`", "<", "[", "]"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _md_line(one: Cited) -> str:
    strong = f"**{_md(one.strong)}**: " if one.strong else ""
    return f"{strong}{_md(one.text)}{''.join(f' [{n}]' for n in one.sources)}"


def _md_list(lines: tuple[Cited, ...], nothing: str) -> list[str]:
    return [f"- {_md_line(one)}" for one in lines] or [nothing]


def _md_gaps(brief: Brief) -> list[str]:
    if not brief.gaps:
        return [brief.words.nothing_missing]
    lines = []
    for one in brief.gaps:
        lines.append(f"- {_md(one.text)} ({one.note})")
        for title, cited in one.evidence:
            lines += [f"  - {title}: {_md_line(c)}" for c in cited]
        lines += [f"  - {brief.words.step}: {_md(one.step)}"] if one.step else []
    return [*lines, "", brief.words.more.format(count=brief.gaps_more)] if brief.gaps_more else lines
