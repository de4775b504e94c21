"""Say whether words name a thing: by its name, its short name or a spelling that its reference row lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cami_graph.source import pieces
from cami_graph.tables import Row, Tables

NAME_COLUMNS = ("name", "short_name", "official_name", "scientific_name", "aliases", "scientific_synonyms")
FOOTNOTES = str.maketrans("", "", "¹²³")


class Names:
    """All spellings of the things of the reference tables."""

    def __init__(self, tables: Tables) -> None:
        self._rows: dict[tuple[str, str], Row] = {}
        for table in ("countries", "species", "actors", "places", "initiatives"):
            for row in tables.rows(table):
                self._rows[table, str(row.get(row.KEY[0]))] = row

    def row(self, table: str, identifier: str) -> Row | None:
        """Return the reference row of a thing."""
        return self._rows.get((table, identifier))

    def all(self, table: str) -> tuple[str, ...]:
        """Return the identifiers of all things of a table."""
        return tuple(name for kind, name in self._rows if kind == table)

    def spellings(self, table: str, identifier: str) -> tuple[str, ...]:
        """Return every spelling of a thing."""
        row = self.row(table, identifier)
        columns = [name for name in NAME_COLUMNS if row is not None and hasattr(row, name)]
        return tuple(spelling for name in columns if row is not None for spelling in row.values(name))

    def named(self, table: str, identifier: str, quote: str) -> bool:
        """Say whether the words name the thing."""
        return any(self.says(spelling, quote) for spelling in self.spellings(table, identifier))

    @staticmethod
    def says(spelling: str, quote: str) -> bool:
        """Say whether this spelling stands in the words."""
        return bool(_pattern(spelling).search(_plain(quote)))

    def missing(self, table: str, identifiers: Iterable[str], quote: str) -> list[str]:
        """Return the things that the words do not name; unknown ones are another check's business."""
        return [one for one in identifiers if self.row(table, one) is not None and not self.named(table, one, quote)]


@lru_cache(maxsize=4096)
def _plain(quote: str) -> str:
    """Join the pieces of a quote and level blanks, so that a name broken over rows reads as one; drop note marks."""
    return " ".join(" ".join(pieces(quote)).translate(FOOTNOTES).split())


@lru_cache(maxsize=4096)
def _pattern(spelling: str) -> re.Pattern[str]:
    plain = re.escape(_plain(spelling))
    return re.compile(rf"(?<!\w){plain}(?:s|es|'s|s')?(?!\w)", re.IGNORECASE)
