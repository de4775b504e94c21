"""An entry of the action cell on its way to an action: what its words say so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from cami_graph.draft.entries import Entry
from cami_graph.draft.parties import Party
from cami_graph.source import Span

COUNTED = ("done", "partial", "ongoing", "reported")
"""States of actions that took place."""


@dataclass
class Told:
    """An entry as an action: its countries and what else its words say."""

    entry: Entry
    status: str
    countries: tuple[str, ...]
    why: str
    years: tuple[tuple[str, str], ...] = ()
    by_year: dict[str, str] = field(default_factory=dict)
    clauses: tuple[Span, ...] = ()
    parties: list[Party] = field(default_factory=list)
    borrowed: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the words that are quoted: the whole entry, or what leads it and one clause."""
        return self.clauses or (self.entry.span,)

    @property
    def words(self) -> str:
        """Return these words as one text."""
        return " ".join(span.words for span in self.spans)
