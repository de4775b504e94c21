"""See that no action stands twice, that titles fit their words, and that no row has lost its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cami_graph.check.coverage import CLAIMED_BY, WORD, blame, find_gaps
from cami_graph.check.quotes import Words, quoted_rows
from cami_graph.errors import Fault
from cami_graph.tables import Claim, Row
from cami_graph.tables.columns import columns_of

READING = ("state", "reader", "read_on")
OWN = (*READING, "certainty", "reason", "threat_certainty", "threat_reason", "title_ru")
"""The columns in which two rows of one action may differ: who read it, how surely, and in which words we call it."""

ANYWHERE = ("exceptions", "links", "priorities", "continuations")
MARKS = re.compile(r"[a-z](?:i{1,3})?|and|or|but")


def check_repetition(words: Words, faulty: set[tuple[str, int | None]]) -> Iterator[Fault]:
    """Find actions that stand twice, and words that only rows of another kind quote.

    Rows already at fault are passed over; while there are any, nobody can say which words are left to nobody.
    """
    told = set(faulty)
    for rows in (words.tables.actions, words.tables.recommendations):
        for fault in (*check_twice(rows), *_check_titles(words, rows)):
            if (fault.file, fault.row) not in told:
                told.add((fault.file, fault.row))
                yield fault
    if not words.hidden and not told:
        yield from _check_own_words(words)


def check_doubles(rows: Iterable[Row]) -> Iterator[Fault]:
    """Find rows that say the same in every column but the one that names them; of claims, those without words."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if len(row.KEY) == 1 and not (isinstance(row, Claim) and row.values("quote")):
            names = [one.name for one in columns_of(type(row)) if one.name not in (*READING, row.KEY[0])]
            told = (row.file, *(row.get(name) for name in names))
            if first := seen.get(told):
                problem = f"It tells the same as {first.get(first.KEY[0])} in row {first.row}."
                yield row.fault(problem, row.KEY[0], "Delete one of the two.")
            seen.setdefault(told, row)


def check_twice(rows: Sequence[Row]) -> Iterator[Fault]:
    """Find rows that tell the same of the same words, and rows that quote those of another and tell something else."""
    seen: dict[tuple[object, ...], Row] = {}
    quoted: dict[tuple[object, object], list[Row]] = {}
    for row in rows:
        quoted.setdefault((row.get("activity_codes"), row.get("quote")), []).append(row)
        names = [one.name for one in columns_of(type(row)) if one.name not in (*OWN, row.KEY[0])]
        told = tuple(row.get(name) for name in names if name != "title_en")
        titled = (row.get("activity_codes"), row.get("quote"), row.get("title_en"))
        if first := seen.get(told) or seen.get(titled):
            problem = f"{row.get(row.KEY[0])} tells the same as {first.get(row.KEY[0])} in row {first.row}."
            yield row.fault(problem, "quote", "Delete one of the two, or quote the words of this one.")
        seen.setdefault(told, row)
        seen.setdefault(titled, row)
    for alike in quoted.values():
        for row in alike if len(alike) > 1 else ():
            if not _stems(str(row.get("title_en"))) & _stems(str(row.get("quote"))):
                other = next(one for one in alike if one is not row)
                problem = f"Its quote is that of {other.get(other.KEY[0])} and shares no word with its title."
                yield row.fault(problem, "quote", "Quote the words of this one.")


def _check_titles(words: Words, rows: Sequence[Row]) -> Iterator[Fault]:
    """Find titles that share no word with what their row quotes, and fit another: of two rows they were exchanged."""
    quotes = {row.row: _stems(_told(words, row)) for row in rows}
    titles = {row.row: _stems(str(row.get("title_en"))) for row in rows}
    strange = [row for row in rows if titles[row.row] and not titles[row.row] & quotes[row.row]]
    for row in strange:
        for other in rows:
            shared = len(titles[row.row] & quotes[other.row])
            mutual = other in strange and shared and titles[other.row] & quotes[row.row]
            if mutual or (shared > 1 and set(words.codes(row)) == set(words.codes(other))):
                problem = f"It fits the words of {other.get(other.KEY[0])} in row {other.row}, and none of its own."
                yield row.fault(problem, "title_en", "Exchange or correct the titles in both languages.")
                break


def _told(words: Words, row: Row) -> str:
    """Return the words that a row quotes, and those of who took part in it."""
    parts = [one.quote for one in words.tables.participations if one.action_id == getattr(row, "action_id", "")]
    return " ".join([str(row.get("quote")), *parts])


def _stems(text: str) -> set[str]:
    """Return the beginnings of the longer words, by which the forms of a word are one."""
    return {word.lower()[:5] for word in WORD.findall(text)}


def _check_own_words(words: Words) -> Iterator[Fault]:
    """Find the words of columns 4 to 6 that no row of their own kind quotes, and the row that has lost them."""
    for column, tables in CLAIMED_BY.items():
        claimed = _claimed(words, tables)
        for cell in (cell for cell in words.cells if cell.column == column):
            for gap in (gap for passage in cell.passages for gap in find_gaps(passage, claimed)):
                if not all(MARKS.fullmatch(part) for part in re.findall(r"\w+", gap.words.lower())):
                    yield blame(words, cell, gap)


def _claimed(words: Words, tables: Sequence[str]) -> set[int]:
    spans = [
        span
        for row in quoted_rows(words)
        if row.TABLE in (*tables, *ANYWHERE) or getattr(row, "status", "") == "not-done"
        for span in words.found.get((row.file, row.row), ())
    ]
    return {at for span in spans for at in range(span.start, span.end)}
