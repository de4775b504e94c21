"""An entry of the action cell on its way to an action: what its words say so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from cami_graph.draft.entries import Entry
from cami_graph.draft.parties import Party

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
    parties: list[Party] = field(default_factory=list)
    borrowed: tuple[str, ...] = ()
