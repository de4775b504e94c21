"""A cell of the report's table: the activities that hold it, its column, and its words as they can be quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cami_graph.source.document import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the report's table: the activities that hold it, its column, and its words.

    `printed` joins the words as they stand; `text` is how they read after the repairs. Column 1 belongs to one
    activity; columns 2 to 6 of a row with several activities are held by all of them. `passages` are the words as they
    can be quoted: pieces that touch on the page are one passage again. `subheading` is the heading
    inside the table that the activity stands under; it may stand in the cell of an earlier activity.
    """

    activity_codes: tuple[str, ...]
    column: int
    spans: tuple[Span, ...]
    text: str
    subheading: Span | None = None
    passages: tuple[Span, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "passages", _join(self.spans))

    @property
    def key(self) -> str:
        """Return the name of the cell within its report: first activity and column, such as ``2.3.6-4``."""
        return f"{self.activity_codes[0]}-{self.column}"

    @property
    def own_words(self) -> tuple[Span, ...]:
        """Return the words of the activity in its column 1, without a sub-heading printed before its code."""
        spans = []
        for number, span in enumerate(self.passages):
            start = max(span.words.find(self.activity_codes[0]), 0) if number == 0 else 0
            if stripped := strip_span(span.part(span.start + start, span.end)):
                spans.append(stripped)
        return tuple(spans)

    @property
    def printed(self) -> str:
        """Return the words as they stand, pieces joined by a space."""
        return " ".join(span.words.strip() for span in self.passages if span.words.strip())


class Cells(tuple[Cell, ...]):
    """The cells of a report in their order, and those of each activity."""

    @cached_property
    def of_activity(self) -> Mapping[str, Sequence[Cell]]:
        """The cells that each activity holds, alone or with others."""
        found: dict[str, list[Cell]] = {}
        for cell in self:
            for code in dict.fromkeys(cell.activity_codes):
                found.setdefault(code, []).append(cell)
        return found


def _join(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.end == span.start:
            joined[-1] = Span(last.start, span.end, last.line, last.column, last.words + span.words)
        else:
            joined.append(span)
    return tuple(joined)


def strip_span(span: Span) -> Span | None:
    """Return a span without white space around its words, nothing where it holds no word."""
    words = span.words.strip()
    start = span.start + span.words.find(words)
    return span.part(start, start + len(words)) if words else None
