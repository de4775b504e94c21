"""What the checks of single claims look up, and what they share: names, letters of items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cami_graph.check.names import Names
from cami_graph.check.quotes import Words
from cami_graph.errors import Fault
from cami_graph.tables import Participation, Row

PRINTED = re.compile(r"(?<![\w.])\(?([a-hj-uw-z])((?:i{1,3}|iv|v)?)[.)]")
"""A printed letter of an item; i and v are as often the numbers of parts."""


class Claims:
    """What the checks of single claims need to look up."""

    def __init__(self, words: Words, faults: Sequence[Fault]) -> None:
        self.words = words
        self.misplaced = {(fault.file, fault.row) for fault in faults if fault.column == "country_codes"}
        self.names = Names(words.tables)
        self.actions = {row.action_id: row for row in words.tables.actions}
        self.items = {(row.activity_code, row.item) for row in words.tables.subactivities}
        self.parts: dict[str, list[Participation]] = {}
        for part in words.tables.participations:
            self.parts.setdefault(part.action_id, []).append(part)

    def unnamed(self, row: Row, name: str, table: str, quote: str, identifiers: Sequence[str]) -> Iterator[Fault]:
        """Find things that a row claims and its words do not name, unless the row gives a reason."""
        if getattr(row, "reason", ""):
            return
        for missing in self.names.missing(table, identifiers, quote):
            known = ", ".join(f'"{one}"' for one in [*dict.fromkeys(self.names.spellings(table, missing))][:4])
            remedy = f"Quote the words that name it ({known}), or give the reason."
            yield row.fault(f'The quote does not name "{missing}".', name, remedy, missing)

    def quote(self, row: Row) -> str:
        """Return the row's quote as it reads after the repairs."""
        return self.words.read(str(row.get("quote")))


def check_items(claims: Claims, row: Row, codes: Sequence[str], items: Sequence[str], name: str) -> Iterator[Fault]:
    """Find letters that the activities do not have, or that are not those printed before the quote."""
    for item in items:
        if not any((code, item) in claims.items for code in codes):
            letters = {letter for code, letter in claims.items if code in codes}
            remedy = f"Its letters are {', '.join(sorted(letters))}." if letters else "It has no lettered items."
            yield row.fault(f'{", ".join(codes)} has no item "{item}".', name, remedy, item)
            return
    yield from _check_letter(row, items, name)


def _check_letter(row: Row, items: Sequence[str], name: str) -> Iterator[Fault]:
    """Find items whose letter is not among those printed at the beginning of the quote."""
    quote = str(row.get("quote"))
    if not items or not PRINTED.match(quote):
        return
    printed = {f"{letter}-{number}" if number else letter for letter, number in PRINTED.findall(quote)}
    for item in items:
        if item not in printed and not getattr(row, "reason", ""):
            remedy = f"The quote begins with {', '.join(sorted(printed))}: correct the letter, or give the reason."
            yield row.fault(f'The quote is not that of item "{item}".', name, remedy, item)
