"""What a thing is called in a result, ready to show."""

from __future__ import annotations

from dataclasses import dataclass

from cami_graph.prefixes import ID

CODED = ("objective", "section", "heading", "activity", "subactivity")


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called, its code where it has one, and which programme it is of where there are several."""

    text: str
    code: str = ""
    mark: str = ""

    def show(self, iri: str) -> str:
        """Return the label; before it the code, where the thing is a part of the plan that people know by its code."""
        kind = iri.removeprefix(ID).split("/", 1)[0]
        if kind not in CODED:
            return self.text
        coded = f"{self.code} {self.text}" if self.code else self.text
        return f"{coded} ({self.mark})" if self.mark else coded
