"""The phrasings of the questions, `queries/phrasings.csv`: how people ask each, with {parameter} holes for values.

Rows without a question are what people ask of the same animals, countries and bodies, and of anything else, that no
question of the library answers; their holes are kinds of things.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cami_graph.ask.words import CYRILLIC
from cami_graph.errors import Fault, QueryError, suggest_names
from cami_graph.paths import QUERIES, show_path
from cami_graph.query import Library, Query
from cami_graph.query.types import ENTITIES

PHRASINGS = QUERIES / "phrasings.csv"
COLUMNS = ["question", "language", "phrasing"]
LANGUAGES = ("en", "ru")
FEWEST = 3
NOWHERE = ""  # in place of a question: no question of the library answers this
ROOM = "competency"  # the questions that are asked by people; those of pages and exports are asked by us
HOLE = re.compile(r"\{(\w+)\}")


class Phrasing(NamedTuple):
    """One way to ask a question."""

    question: str
    language: str
    text: str
    row: int

    @property
    def holes(self) -> tuple[str, ...]:
        """The parameters that it has a place for, in their order."""
        return tuple(HOLE.findall(self.text))


def read_phrasings(path: Path = PHRASINGS) -> tuple[Phrasing, ...]:
    """Read the table; its rows are numbered as a spreadsheet does."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if reader.fieldnames != COLUMNS:
                raise QueryError(f"its columns are not {', '.join(COLUMNS)}.", where=show_path(path))
            rows = list(reader)
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError("cannot be read.", where=show_path(path), remedy=str(error)) from error
    return tuple(Phrasing(row["question"], row["language"], row["phrasing"], n) for n, row in enumerate(rows, 2))


def asked_questions(library: Library) -> dict[str, Query]:
    """Return the questions that people may ask in their own words."""
    return {query.name: query for query in library if query.room == ROOM}


def hole_kinds(phrasing: Phrasing, known: Mapping[str, Query]) -> dict[str, str]:
    """Return of which kind the things are that may stand in each hole."""
    if phrasing.question == NOWHERE:
        return {hole: hole for hole in phrasing.holes}
    return {name: one.type for name, one in known[phrasing.question].head.parameters.items()}


def lint_phrasings(phrasings: Iterable[Phrasing], library: Library) -> tuple[Fault, ...]:
    """Return what is wrong: unknown questions, holes that are no parameters, questions that lack phrasings."""
    known, told = asked_questions(library), list(phrasings)
    faults = [fault for phrasing in told for fault in _lint_phrasing(phrasing, known)]
    return (*faults, *_lint_twice(told, known), *_lint_numbers(told, known))


def _lint_phrasing(phrasing: Phrasing, known: dict[str, Query]) -> Iterator[Fault]:
    file = show_path(PHRASINGS)
    if phrasing.language not in LANGUAGES:
        yield Fault("is no language here.", file, phrasing.row, "language", phrasing.language, "Write en or ru.")
    elif (phrasing.language == "ru") != bool(CYRILLIC.search(HOLE.sub("", phrasing.text))):
        yield Fault(f'"{phrasing.text}" is not {phrasing.language}.', file, phrasing.row, "language")
    if phrasing.question == NOWHERE:
        if strange := sorted(set(phrasing.holes) - set(ENTITIES)):
            yield Fault(f"{{{strange[0]}}} is no kind of thing.", file, phrasing.row, "phrasing")
        return
    if phrasing.question not in known:
        remedy = suggest_names(phrasing.question, known)
        yield Fault(f'There is no question "{phrasing.question}".', file, phrasing.row, "question", remedy=remedy)
        return
    parameters = known[phrasing.question].head.parameters
    for hole in phrasing.holes:
        if hole not in parameters:
            remedy = f"There are: {', '.join(parameters)}." if parameters else "It has none."
            yield Fault(f"{{{hole}}} is no parameter of the question.", file, phrasing.row, "phrasing", remedy=remedy)


def _lint_twice(phrasings: Iterable[Phrasing], known: dict[str, Query]) -> Iterator[Fault]:
    seen: dict[str, Phrasing] = {}
    for phrasing in phrasings:
        if phrasing.question in {NOWHERE, *known}:
            kinds = hole_kinds(phrasing, known)
            text = phrasing.text.format_map(defaultdict(str, kinds))
            other = seen.setdefault(" ".join(text.casefold().strip(" ?.!").split()), phrasing)
            if other.question != phrasing.question:
                problem = f'"{phrasing.text}" asks two questions: row {other.row} has it for {other.question}.'
                yield Fault(problem, show_path(PHRASINGS), phrasing.row, "phrasing")


def _lint_numbers(phrasings: Iterable[Phrasing], known: dict[str, Query]) -> Iterator[Fault]:
    found: dict[tuple[str, str], int] = defaultdict(int)
    for phrasing in phrasings:
        found[phrasing.question, phrasing.language] += 1
    for name, query in known.items():
        for language in LANGUAGES:
            if found[name, language] < FEWEST:
                remedy = f"Add rows to {show_path(PHRASINGS)}: how would people ask it?"
                problem = f"has {found[name, language]} phrasings in {language}, {FEWEST} at least are wanted."
                yield Fault(problem, query.file, remedy=remedy)
