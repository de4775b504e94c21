"""See that each text stands in its language: no Russian cell without Russian letters, no English one with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from cami_graph.errors import Fault
from cami_graph.tables import Row
from cami_graph.tables.columns import columns_of

CYRILLIC, LETTER = re.compile(r"[Ѐ-ӿ]"), re.compile(r"[^\W\d_]")
LAST_LATIN, SCRIPTS = 0x24F, ("LATIN", "CYRILLIC", "MODIFIER LETTER")
RUSSIAN = "_ru"
ENGLISH = frozenset(
    {"name", "short_name", "official_name", "scientific_name", "definition", "order_name", "family_name"}
)
KEPT = ("name", "short_name")
"""The columns whose Latin name a body may keep in Russian: Panthera, TRAFFIC."""


def check_languages(rows: Iterable[Row]) -> Iterator[Fault]:
    """Find texts that stand in the column of the other language."""
    wanted: dict[type[Row], list[tuple[str, bool]]] = {}
    for row in rows:
        kind = type(row)
        if kind not in wanted:
            names = [column.name for column in columns_of(kind)]
            wanted[kind] = [(name, name.endswith(RUSSIAN)) for name in names if _has_language(name)]
        for name, russian in wanted[kind]:
            text = str(row.get(name))
            if not russian and CYRILLIC.search(text):
                yield row.fault("Russian letters stand in an English column.", name, "Exchange or correct the two.")
            elif odd := find_strange(text):
                problem = f'"{odd}", {unicodedata.name(odd, "a letter")}, is neither Latin nor Cyrillic.'
                yield row.fault(problem, name, "Write it in Latin or Cyrillic letters; other spellings are aliases.")
            elif russian and LETTER.search(text) and not CYRILLIC.search(text) and not _is_kept(row, name, text):
                yield row.fault("No Russian letter stands in a Russian column.", name, "Write it in Russian.")


def find_strange(text: str) -> str:
    """Return the first letter that is neither Latin nor Cyrillic: fonts lack it, and so do the words of the report."""
    letters = (one for one in text if ord(one) > LAST_LATIN and unicodedata.category(one)[0] == "L")
    return next((one for one in letters if not unicodedata.name(one, "").startswith(SCRIPTS)), "")


def _has_language(name: str) -> bool:
    return name.endswith((RUSSIAN, "_en")) or name in ENGLISH


def _is_kept(row: Row, name: str, text: str) -> bool:
    return name == "name_ru" and any(text in str(row.get(one)) for one in KEPT if hasattr(row, one))
