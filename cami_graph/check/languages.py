"""See that each text stands in its language: no Russian cell without Russian letters, no English one with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from cami_graph.errors import Fault
from cami_graph.tables import Row
from cami_graph.tables.columns import columns_of

CYRILLIC, LETTER = re.compile(r"[Ѐ-ӿ]"), re.compile(r"[^\W\d_]")
LAST_LATIN, SCRIPTS = 0x24F, ("LATIN", "CYRILLIC", "MODIFIER LETTER")
RUSSIAN = "_ru"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ENDINGS = "(?:ом|ем|ей|[ауеяюийьы])?"
"""The endings of the Russian names of countries."""

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


def check_pairs(rows: Iterable[Row], names: Mapping[str, tuple[str, str]]) -> Iterator[Fault]:
    """Find a Russian text that names other years or other countries than the English one beside it.

    `names` are the English and Russian names of each country.
    """
    english = {code: re.compile(rf"(?<!\w){re.escape(one)}(?!\w)") for code, (one, _) in names.items()}
    russian = {code: re.compile(rf"(?<!\w){_stem(one)}{ENDINGS}(?!\w)") for code, (_, one) in names.items()}
    rows = tuple(rows)
    columns = {kind: pairs_of(kind) for kind in set(map(type, rows))}
    for row in rows:
        for ours, theirs in columns[type(row)]:
            one, two = str(row.get(ours)), str(row.get(theirs))
            told = [set(YEAR.findall(text)) for text in (one, two)]
            if all(told) and told[0] != told[1]:
                problem = f"It names {', '.join(sorted(told[1]))}, {ours} {', '.join(sorted(told[0]))}."
                yield row.fault(problem, theirs, "Make the two say the same.")
                continue
            here = {code for code, words in english.items() if words.search(one)}
            there = {code for code, words in russian.items() if words.search(two)} if here else set()
            if here and there and not here & there:
                problem = f"It names {', '.join(sorted(there))}, {ours} {', '.join(sorted(here))}."
                yield row.fault(problem, theirs, "Make the two say the same.")


def pairs_of(kind: type[Row]) -> tuple[tuple[str, str], ...]:
    """Return the columns of a table that say the same in English and in Russian."""
    columns = [one.name for one in columns_of(kind)]
    stems = [name.removesuffix(RUSSIAN) for name in columns if name.endswith(RUSSIAN)]
    return tuple((one, stem + RUSSIAN) for stem in stems for one in (stem, f"{stem}_en") if one in columns)


def _stem(name: str) -> str:
    return re.escape(name[:-1] if name[-1] in "аяйь" else name)


def find_strange(text: str) -> str:
    """Return the first letter that is neither Latin nor Cyrillic: fonts lack it, and so do the words of the report."""
    letters = (one for one in text if ord(one) > LAST_LATIN and unicodedata.category(one)[0] == "L")
    return next((one for one in letters if not unicodedata.name(one, "").startswith(SCRIPTS)), "")


def _has_language(name: str) -> bool:
    return name.endswith((RUSSIAN, "_en")) or name in ENGLISH


def _is_kept(row: Row, name: str, text: str) -> bool:
    if " " in text and not hasattr(row, "short_name"):
        return False
    return name == "name_ru" and any(text in str(row.get(one)) for one in KEPT if hasattr(row, one))
