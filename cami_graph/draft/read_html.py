"""Read a web page: spans of rows and columns are laid out as they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from cami_graph.draft.paper import Block, Line, Paper, Paragraphs, TableRow, cannot_read, clean, paragraphs

APART = frozenset(("p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section", "ul", "ol", "dt", "dd"))
UNSEEN = frozenset(("script", "style", "head", "template", "title"))


def read_html(path: Path) -> Paper:
    """Read the body of an HTML file."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise cannot_read(path.name, "a web page in UTF-8", f"byte {error.start}") from error
    except (etree.LxmlError, ValueError) as error:
        raise cannot_read(path.name, "a web page (HTML)", type(error).__name__) from error
    blocks: list[Block] = []
    tables = 0
    for part in _top(root):
        if isinstance(part, str):
            if words := clean(part, path.name, f"paragraph {len(blocks) + 1}"):
                blocks.append(Line(words, f"paragraph {len(blocks) + 1}"))
        else:
            tables += 1
            blocks.extend(_rows(part, path.name, tables))
    return Paper(path.name, tuple(blocks))


def _top(element: Any) -> Iterator[Any]:  # noqa: ANN401 (an element of lxml)
    words = ""
    for piece in _pieces(element):
        if isinstance(piece, str) and piece != "\n\n":
            words += piece
            continue
        yield words
        words = ""
        if not isinstance(piece, str):
            yield piece
    yield words


def _pieces(element: Any) -> Iterator[Any]:  # noqa: ANN401
    if element.tag == "table":
        yield element
        return
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    if element.tag in APART:
        yield "\n\n"
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if element.tag in APART:
        yield "\n\n"


def _rows(table: Any, file: str, number: int) -> Iterator[TableRow]:  # noqa: ANN401
    below: dict[int, int] = {}
    for count, row in enumerate(table.iter("tr"), 1):
        place = f"table {number} row {count}"
        cells: list[Paragraphs] = []
        for cell in (one for one in row if one.tag in ("td", "th")):
            _skip(cells, below)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for offset in range(wide):
                below[len(cells)] = high - 1
                cells.append(_paragraphs(cell, file, place) if offset == 0 else ())
        _skip(cells, below)
        yield TableRow(tuple(cells), number, place)


def _skip(cells: list[Paragraphs], below: dict[int, int]) -> None:
    while below.get(len(cells), 0) > 0:
        below[len(cells)] -= 1
        cells.append(())


def _span(cell: Any, name: str) -> int:  # noqa: ANN401
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), 1000) if value.isdecimal() else 1


def _paragraphs(cell: Any, file: str, place: str) -> Paragraphs:  # noqa: ANN401
    words = "".join(piece if isinstance(piece, str) else " ".join(piece.itertext()) for piece in _pieces(cell))
    return paragraphs(words.split("\n\n"), file, place)
