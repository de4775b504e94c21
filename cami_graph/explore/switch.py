"""The switch that shows one document or one programme alone: on pages where claims of several stand, and nowhere else.

Templates say of each part which documents (`data-of`) and programmes (`data-programme`) it rests on, and where the
switch would stand. Where a page has one voice only, all of that is taken out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cami_graph.explore.model import Thing
from cami_graph.explore.pages.base import Frame
from cami_graph.explore.voices import short_name
from cami_graph.query.document import Document

PLACE = "<!-- switch -->"
RESTING = {
    "document": re.compile(r' data-of="([^"]*)"'),
    "programme": re.compile(r' data-programme="([^"]*)"'),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a page lets its reader choose between: documents, the latest first, and programmes."""

    documents: tuple[Document, ...] = ()
    programmes: tuple[tuple[str, Thing], ...] = ()


def set_switch(markup: str, frame: Frame, render: Callable[[Choices], str]) -> str:
    """Put the switch where the page keeps its place, if the page has something to choose between."""
    choices = find_choices(markup, frame) if PLACE in markup else Choices()
    for name, chosen in (("document", choices.documents), ("programme", choices.programmes)):
        markup = markup if chosen else RESTING[name].sub("", markup)
    return markup.replace(PLACE, render(choices) if choices != Choices() else "")


def find_choices(markup: str, frame: Frame) -> Choices:
    """Return the documents and programmes that parts of a page rest on, where there are several."""
    found = {name: {one for text in mark.findall(markup) for one in text.split()} for name, mark in RESTING.items()}
    documents = tuple(one for one in frame.telling if one.slug in found["document"])
    named = tuple((short_name(one.path), one) for one in frame.programmes)
    programmes = tuple(pair for pair in named if pair[0] in found["programme"])
    return Choices(documents if len(documents) > 1 else (), programmes if len(programmes) > 1 else ())
