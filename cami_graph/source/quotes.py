"""Find a quote in the cell that it claims to stand in, and say where it really stands when it does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cami_graph.errors import SourceError
from cami_graph.source.cell import Cell, Cells
from cami_graph.source.document import Heading, Span

GAP = " […] "


def pieces(quote: str) -> list[str]:
    """Return the contiguous pieces of a quote that leaves words out between them."""
    return quote.split(GAP)


def find_quote(
    cells: Cells,
    activity_codes: str | Iterable[str],
    column: int,
    quote: str,
    headings: Sequence[Heading] = (),
) -> tuple[Span, ...]:
    """Give the exact span of each piece of `quote` in that column of the activity (or of one of the activities).

    Column 0 is the heading line of the activity's section or objective. A sub-heading inside the table counts as
    column 1 of every activity under it. Words that a correction moved are found under either column. A piece that
    stands nowhere, or more than once, stops with an error that says where it stands instead.
    """
    codes = (activity_codes,) if isinstance(activity_codes, str) else tuple(activity_codes)
    places = _heading_spans(headings, codes) if column == 0 else _cell_spans(cells, codes, column)
    return tuple(_find(piece, places, cells, codes, column) for piece in pieces(quote))


def where_found(cells: Sequence[Cell], words: str) -> list[str]:
    """Return every cell that holds these words, as ``1.1.3 column 4``."""
    return [
        f"{cell.activity_codes[0]} column {cell.column}"
        for cell in cells
        if words and any(words in span.words for span in cell.passages)
    ]


def _cell_spans(cells: Cells, codes: tuple[str, ...], column: int) -> set[Span]:
    spans: set[Span] = set()
    for cell in (one for code in codes for one in cells.of_activity.get(code, ())):
        whole = cell.passages
        spans.update(span for span in whole if column in (cell.column, span.column))
        if cell.subheading and column == 1 and not any(_within(cell.subheading, span) for span in whole):
            spans.add(cell.subheading)
    return _outermost(spans)


def _heading_spans(headings: Sequence[Heading], codes: tuple[str, ...]) -> set[Span]:
    wanted = {code for activity in codes for code in (activity, activity.rpartition(".")[0], activity.split(".")[0])}
    return {heading.span for heading in headings if heading.code in wanted}


def _outermost(spans: set[Span]) -> set[Span]:
    return {span for span in spans if not any(other != span and _within(span, other) for other in spans)}


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _find(piece: str, places: set[Span], cells: Sequence[Cell], codes: tuple[str, ...], column: int) -> Span:
    found = [place for span in sorted(places) for place in span.find(piece)]
    if len(found) == 1:
        return found[0]
    cell = f"column {column} of {', '.join(codes)}"
    if found:
        raise SourceError(f"{piece!r} stands {len(found)} times in {cell}.", remedy="Lengthen it until it stands once.")
    elsewhere = where_found(cells, piece)
    remedy = f"It stands in {', '.join(elsewhere[:3])}." if elsewhere else "It stands in no cell: quote as printed."
    raise SourceError(f"{piece!r} does not stand in {cell}.", remedy=remedy)
