"""Briefs as pages of the explorer, where no server writes them: whoever makes them hands them in."""

from __future__ import annotations

from dataclasses import dataclass

from cami_graph.explore.model import Label
from cami_graph.explore.pages.base import Page

ROOM = "brief/"


@dataclass(frozen=True, slots=True)
class BriefPage(Page):
    """A brief: its markup in both languages, and the page of what it is about."""

    body: Label
    about: str

    @classmethod
    def of(cls, about: str, title: Label, body: Label) -> BriefPage:
        """Make the page of the brief about another page (`country/UZ`, `pair/TM-UZ`)."""
        return cls(f"{ROOM}{about}", title, "", body, about)
