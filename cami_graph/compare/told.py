"""A comparison told in words: a table for each section in a language, and everything it holds as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from cami_graph.compare import words
from cami_graph.compare.model import (
    Advice,
    Carried,
    Cited,
    Comparison,
    GapChange,
    PairChange,
    Part,
    PriorityMove,
    State,
    StateChange,
    Tie,
    Urgency,
)
from cami_graph.compare.reading import address_of
from cami_graph.compare.sheets import Sheet
from cami_graph.compare.states import OF_THE_WHOLE

QUOTES = 3
LAYOUT: Mapping[str, tuple[str, ...]] = {
    "carried": ("change", "earlier", "later", "certainty", "words", "documents"),
    "states": ("earlier", "later", "then", "now", "change", "words", "documents"),
    "priorities": ("earlier", "later", "then", "now", "change", "answer", "words", "documents"),
    "advice": ("change", "earlier", "about", "asked", "later", "words", "documents"),
    "pairs": ("change", "countries", "then", "now", "words", "documents"),
    "gaps": ("change", "countries", "about", "then", "now", "words", "documents"),
}

Row = Carried | StateChange | PriorityMove | Advice | PairChange | GapChange


def make_sheets(comparison: Comparison, language: str = "en") -> tuple[Sheet, ...]:
    """Return a table for each section."""
    teller = Teller(comparison, language)
    return tuple(
        Sheet(
            section,
            words.say(words.SECTIONS, section, language),
            tuple((column, words.say(words.COLUMNS, column, language)) for column in columns),
            tuple(tuple(row[column] for column in columns) for row in teller.rows(section)),
        )
        for section, columns in LAYOUT.items()
    )


def title_of(comparison: Comparison, language: str = "en") -> str:
    """Return what is compared, in one line."""
    return " — ".join(one.name.say(language) for one in (comparison.earlier, comparison.later))


def to_json(comparison: Comparison, sections: Iterable[str] = tuple(LAYOUT)) -> bytes:
    """Return sections with everything that each row holds, as JSON."""
    content: dict[str, object] = {"earlier": asdict(comparison.earlier), "later": asdict(comparison.later)}
    for section in sections:
        rows = getattr(comparison, section)
        content[section] = [{**asdict(row), "citations": [asdict(one) for one in row.citations]} for row in rows]
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


class Teller:
    """Says the rows of a comparison in one language."""

    def __init__(self, comparison: Comparison, language: str) -> None:
        self.comparison, self.language = comparison, language

    def rows(self, section: str) -> list[dict[str, str]]:
        """Return the rows of a section, each as its cells by column."""
        tell: Mapping[str, Callable[..., dict[str, str]]] = {
            "carried": self._carried,
            "states": self._state,
            "priorities": self._priority,
            "advice": self._advice,
            "pairs": self._pair,
            "gaps": self._gap,
        }
        rows = getattr(self.comparison, section)
        return [
            {
                "change": self._say(words.CHANGES[section], row.change),
                "words": cite(row.citations, self.language),
                "documents": "; ".join(dict.fromkeys(one.dated for one in row.citations)),
                **tell[section](row),
            }
            for row in rows
        ]

    def _say(self, table: words.Words, key: str) -> str:
        return words.say(table, key, self.language)

    def _name(self, key: str) -> str:
        name = self.comparison.names.get(key)
        return name.say(self.language) if name else key

    def _part(self, part: Part | None) -> str:
        return f"{part.code} {part.name.say(self.language)}" if part else ""

    def _parts(self, parts: Iterable[Part]) -> str:
        return "; ".join(map(self._part, parts))

    def _countries(self, codes: Iterable[str]) -> str:
        return " – ".join(self._name(f"country/{code}") for code in codes)

    def _carried(self, row: Carried) -> dict[str, str]:
        sure = self._name(f"certainty/{row.certainty}") if row.certainty else ""
        return {"earlier": self._part(row.earlier), "later": self._part(row.later), "certainty": sure}

    def _state(self, row: StateChange) -> dict[str, str]:
        return {
            "earlier": self._part(row.earlier),
            "later": self._part(row.later),
            "then": self._standing(row.then),
            "now": self._standing(row.now),
        }

    def _standing(self, state: State) -> str:
        """Say a state with the document and day that tell it; items, and the whole, by their code."""
        own = state.level == "itself"
        told = [
            " ".join(filter(None, ["" if own else one.part.code, self._name(f"status/{one.status}")]))
            for one in state.told
        ]
        documents = dict.fromkeys(words.dated for one in state.told for words in one.citations)
        return f"{', '.join(told)} ({'; '.join(documents)})" if told else ""

    def _priority(self, row: PriorityMove) -> dict[str, str]:
        return {
            "earlier": self._part(row.earlier),
            "later": self._part(row.later),
            "then": self._urgency(row.then),
            "now": self._urgency(row.now),
            "answer": self._say(words.ANSWERS, row.answer),
        }

    def _urgency(self, urgency: Urgency) -> str:
        levels = {code: self._name(f"priority/{level}") for code, level in urgency.printed}
        alone = len(levels) == 1 and urgency.level != OF_THE_WHOLE
        printed = ", ".join(level if alone else f"{code} {level}" for code, level in levels.items())
        wanted = ", ".join(self._name(f"priority/{level}") for level in urgency.asked)
        arrow = f" (→ {wanted}?)" if wanted else ""
        return f"{printed}{arrow}"

    def _advice(self, row: Advice) -> dict[str, str]:
        return {
            "earlier": self._parts(row.on),
            "about": row.name.say(self.language),
            "asked": ", ".join(self._name(f"recommendation-type/{kind}") for kind in row.asked),
            "later": self._parts(row.later),
        }

    def _pair(self, row: PairChange) -> dict[str, str]:
        return {"countries": self._countries(row.countries), "then": self._ties(row.then), "now": self._ties(row.now)}

    def _ties(self, ties: Iterable[Tie]) -> str:
        """Say what is told of a pair, each kind once, with what it is about."""
        found: dict[str, dict[str, None]] = {}
        for tie in ties:
            found.setdefault(tie.state, {}).update(dict.fromkeys(self._name(key) for key in tie.about))
        told = []
        for state, about in found.items():
            what = f": {', '.join(about)}" if about else ""
            told.append(f"{self._say(words.TIES, state)}{what}")
        return "; ".join(told)

    def _gap(self, row: GapChange) -> dict[str, str]:
        now = self._say(words.STANDINGS, row.now)
        if row.change == "not-comparable":
            reason = self._say(words.OUTSIDE, "belongs" if row.outside else "unspoken")
            now = reason.format(names=", ".join(self._name(key) for key in row.outside))
        return {
            "countries": self._countries(row.countries),
            "about": row.name.say(self.language),
            "then": self._say(words.STANDINGS, row.then),
            "now": now,
        }


def named_in(row: Row, column: str) -> tuple[str, ...]:
    """Return the addresses of the parts, countries or shared things that a column of a row names."""
    if column == "countries" and isinstance(row, PairChange | GapChange):
        return tuple(address_of(f"country/{code}") for code in row.countries)
    if column == "about" and isinstance(row, GapChange):
        return (address_of(row.resource),)
    if isinstance(row, Advice):
        return tuple(part.iri for part in {"earlier": row.on, "later": row.later}.get(column, ()))
    if column in ("earlier", "later") and isinstance(row, Carried | StateChange | PriorityMove):
        part = row.earlier if column == "earlier" else row.later
        return (part.iri,) if part else ()
    return ()


def cite(citations: Iterable[Cited], language: str = "en") -> str:
    """Return the first words that a row rests on, each with its place, and how many more there are."""
    quoted = list(dict.fromkeys(_quote(one, language) for one in citations if one.quote or one.locator))
    more = len(quoted) - QUOTES
    rest = [f"… {more} {'ещё' if language == 'ru' else 'more'}"] if more > 0 else []
    return " ".join([*quoted[:QUOTES], *rest])


def _quote(one: Cited, language: str) -> str:
    column = "столбец" if language == "ru" else "column"
    place = f"{', '.join(one.activities)}, {column} {one.column}" if one.activities else one.locator
    words = f"“{one.quote}”" if one.quote else ""
    return f"{words} ({place})".strip() if place else words
