"""See that every word of the tables is quoted by some claim, or listed in exceptions.csv with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cami_graph.check.quotes import Words, quoted_rows
from cami_graph.errors import Fault
from cami_graph.source import Cell, Span
from cami_graph.tables import Row, table_types

QUOTING = {"corrections", *(table for table, kind in table_types().items() if hasattr(kind, "quote"))}
CLAIMED_BY = {4: ("actions",), 5: ("participations", "statuses"), 6: ("recommendations",)}
"""The tables whose rows must quote the words of a printed column."""

WORD = re.compile(r"\w{4,}")
JOINERS = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many characters of the tables' words there are, and how many lie inside quotes of claims or in exceptions."""

    characters: int
    claimed: int
    excepted: int
    open: tuple[tuple[Cell, Span], ...]

    @property
    def share(self) -> float:
        """Return the share of characters that is accounted for."""
        return (self.claimed + self.excepted) / self.characters if self.characters else 1.0


def measure_coverage(words: Words) -> Coverage:
    """Count the characters of all cells, blanks between words aside, by what accounts for them.

    Marks and a lone "and" or "or" that only join two quoted passages count with these.
    """
    claimed, excepted = _claimed(words), _excepted(words)
    covered = claimed | excepted
    total = counted = passed_over = 0
    left: list[tuple[Cell, Span]] = []
    for cell in words.cells:
        for passage in cell.passages:
            places = [at for at in range(passage.start, passage.end) if not words.source.text[at].isspace()]
            gaps = list(find_gaps(passage, covered))
            joining = {at for gap in gaps if _only_joins(gap) for at in range(gap.start, gap.end)}
            total += len(places)
            counted += sum(at in claimed or at in joining for at in places)
            passed_over += sum(at in excepted and at not in claimed and at not in joining for at in places)
            left += [(cell, gap) for gap in gaps if not _only_joins(gap)]
    return Coverage(total, counted, passed_over, tuple(left))


def check_coverage(words: Words, coverage: Coverage) -> Iterator[Fault]:
    """Find the words of the tables that nothing accounts for, once it was measured what does.

    A cell is passed over when a claim on it is at fault, because its words then wait for that claim to be corrected;
    so are all of them while a table that quotes could not be read whole.
    """
    if words.hidden & QUOTING:
        return
    waiting = {
        code for row in quoted_rows(words) if (row.ref.file, row.row) not in words.found for code in words.codes(row)
    }
    for cell, gap in coverage.open:
        if not waiting & set(cell.activity_codes):
            yield blame(words, cell, gap)


def blame(words: Words, cell: Cell, gap: Span) -> Fault:
    """Return the fault of the row that lost these words, or of the report where no row quotes those of another."""
    tables = CLAIMED_BY.get(cell.column, ())
    rows = [row for table in tables[:1] for row in words.tables.rows(table)]
    here = [row for row in rows if set(words.codes(row)) & set(cell.activity_codes)]
    quotes = [str(row.get("quote")) for row in here]
    twice = [row for row in here if quotes.count(str(row.get("quote"))) > 1]
    if twice:
        lost = {word.lower()[:5] for word in WORD.findall(gap.words)}
        row = max(twice, key=lambda one: len(lost & {word.lower()[:5] for word in WORD.findall(_title(words, one))}))
        problem = f'No row of {row.TABLE}.csv quotes "{gap.words}", and the quote of this one is that of another.'
        return row.fault(problem, "quote", "Quote the words of this one.")
    return Fault(
        f"No claim quotes these words of {cell.activity_codes[0]}, column {cell.column}.",
        f"reports/{words.source.id}/{words.source.file}",
        gap.line,
        str(gap.column),
        gap.words,
        "Claim what they say, or list them in exceptions.csv with the reason.",
    )


def _title(words: Words, row: Row) -> str:
    """Return what a row calls what it tells of, or whom it tells of."""
    names = ("title_en", "actor_id", "country_codes", "species_ids", "place_ids", "initiative_ids")
    own = " ".join(" ".join(row.values(name)) for name in names if hasattr(row, name))
    action = next((one for one in words.tables.actions if one.action_id == getattr(row, "action_id", "")), None)
    return f"{own} {action.title_en if action else ''}"


def _claimed(words: Words) -> set[int]:
    spans = [
        span
        for row in quoted_rows(words)
        if row.TABLE not in ("exceptions", "contradictions")
        for span in words.found.get((row.ref.file, row.row), ())
    ]
    spans += [span for cell in words.cells if cell.column == 1 for span in cell.own_words]
    return {at for span in spans for at in range(span.start, span.end)}


def _excepted(words: Words) -> set[int]:
    rows = words.tables.exceptions
    return {
        at
        for row in rows
        for span in words.found.get((row.ref.file, row.row), ())
        for at in range(span.start, span.end)
    }


def find_gaps(passage: Span, covered: set[int]) -> Iterator[Span]:
    """Give the stretches of a passage that nothing covers, blanks at their ends cut off."""
    start: int | None = None
    for at in range(passage.start, passage.end + 1):
        inside = at < passage.end and at not in covered
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            words = passage.part(start, at).words
            if words.strip():
                begin = start + len(words) - len(words.lstrip())
                yield passage.part(begin, begin + len(words.strip()))
            start = None


def _only_joins(gap: Span) -> bool:
    letters = "".join(one if one.isalnum() else " " for one in gap.words).split()
    return not letters or (len(letters) == 1 and letters[0].lower() in JOINERS)
