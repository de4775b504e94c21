"""See that a Russian name or title speaks of what the English texts beside it speak of.

`glossary.csv` holds beginnings of Russian words, and beginnings of English ones of which such a text needs one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from cami_graph.check.languages import pairs_of
from cami_graph.errors import Fault
from cami_graph.tables import Row

GLOSSARY = Path(__file__).with_name("glossary.csv")
TITLES = ("name", "title_en")
"""The English columns that say in few words the same as the Russian ones; longer texts are freer."""


def check_translated(rows: Iterable[Row]) -> Iterator[Fault]:
    """Find Russian names and titles with a word that nothing in the English texts of the row stands for."""
    rows = tuple(rows)
    columns = {kind: list(pairs_of(kind)) for kind in set(map(type, rows))}
    for row in rows:
        english = " ".join(str(row.get(ours)) for ours, _ in columns[type(row)])
        for ours, theirs in columns[type(row)]:
            is_title = ours in TITLES and row.get(ours)
            found = _find_strange(english, str(row.get(theirs))) if is_title else None
            if found:
                word, wanted = found
                problem = f'It says "{word}", and {ours} none of {", ".join(wanted)}.'
                yield row.fault(problem, theirs, "Make the two say the same.", word)


def _find_strange(english: str, russian: str) -> tuple[str, Sequence[str]] | None:
    for pattern, other, wanted in read_glossary():
        found = pattern.search(russian)
        if found and not other.search(english):
            return found[0], wanted
    return None


@cache
def read_glossary() -> tuple[tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]], ...]:
    """Return for each entry what finds its Russian words, what finds its English ones, and these."""
    rows = csv.DictReader(GLOSSARY.read_text("utf-8").splitlines())
    return tuple((_pattern(row["russian"]), _pattern(row["english"]), tuple(_split(row["english"]))) for row in rows)


def _split(words: str) -> list[str]:
    return [one.strip() for one in words.split(";")]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _split(words)))})\w*", re.IGNORECASE)
