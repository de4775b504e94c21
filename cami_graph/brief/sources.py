"""The words behind a brief, numbered in the order in which it first rests on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cami_graph.analyse.situation.claims import Words as Quoted
from cami_graph.analyse.situation.model import Situation
from cami_graph.brief.words import Words
from cami_graph.query.locator import say_locator
from cami_graph.source import without_marks

LONGEST, MOST = 240, 2
CUT = " […]"


@dataclass(frozen=True)
class Cited:
    """A line of a brief, the numbers of the words it rests on, and what stands before it, with its own full stop."""

    text: str
    sources: tuple[int, ...] = ()
    strong: str = ""


@dataclass
class Sources:
    """Numbers the words of the documents.

    `cells` gives the codes of all activities that a cell of a report stands for: a citation names them all. Where one
    document tells of work, the foot of the brief names it and its quotations need not.
    """

    words: Words
    situation: Situation
    cells: Mapping[str, tuple[str, ...]]
    numbers: dict[str, int] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)

    def cite(self, *claims: str, most: int = MOST) -> tuple[int, ...]:
        """Return the numbers of the first words of claims; words that stand inside others of them count as these."""
        found = [words for claim in claims for words in self.situation.words.get(claim, ())]
        kept = [one for one in found if not any(_holds(other, one) for other in found if other is not one)]
        return tuple(dict.fromkeys(self._cite(words) for words in kept[:most]))

    def cite_joint(self, *claims: str, most: int = MOST) -> tuple[int, ...]:
        """Return the numbers of the words of cooperations and of the actions through which they go."""
        known = self.situation.cooperations
        both = (key for claim in claims for key in ((known[claim].action, claim) if claim in known else (claim,)))
        return self.cite(*both, most=most)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return all texts in the order of their numbers."""
        return tuple(self.numbers)

    def _cite(self, one: Quoted) -> int:
        self.documents[one.document] = None
        telling = self.situation.telling
        is_the_one = len(telling) == 1 and self._key(telling[0].address) == one.document
        known = self.situation.documents.get(one.document)
        number = known.number if known and not (is_the_one and one.quote) else ""
        place = ", ".join(dict.fromkeys(part for part in (number, self._place(one)) if part))
        return self._number(f"{place}: “{cut_text(one.quote)}”" if one.quote else place)

    def _key(self, address: str) -> str:
        return next((key for key, one in self.situation.documents.items() if one.address == address), "")

    def _place(self, one: Quoted) -> str:
        if not one.activity:
            return say_locator(one.locator, self.words.language) or (self.words("heading") if one.quote else "")
        codes = sorted(self.cells.get(one.cell, (one.activity,)), key=_by_code)
        activities = self.words("activity" if len(codes) == 1 else "activities")
        return f"{activities} {', '.join(codes)}, {self.words('column')} {one.column}"

    def _number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers) + 1)


def _holds(one: Quoted, other: Quoted) -> bool:
    """Say whether words stand inside other, longer words of the same cell."""
    inside = one.start <= other.start and other.end <= one.end
    return bool(one.cell) and one.cell == other.cell and inside and (one.start, one.end) != (other.start, other.end)


def cut_text(quote: str) -> str:
    """Return a quotation on one line; a long one ends at a word, and says that it is cut."""
    text = " ".join(without_marks(quote).split())
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + CUT


def _by_code(code: str) -> tuple[tuple[int, str], ...]:
    """Order codes as printed: 2.3.9 before 2.3.10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in code.split("."))
