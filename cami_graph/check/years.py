"""See that what ends does not end before it begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cami_graph.errors import Fault
from cami_graph.tables import Action, Row

PAIRS = (("start_year", "end_year"), ("since", "until"), ("issued", "read_on"))


def check_years(rows: Iterable[Row]) -> Iterator[Fault]:
    """Find rows whose last year or day lies before the first; those of actions are held against their words."""
    for row in rows:
        if isinstance(row, Action):
            continue
        for first, last in PAIRS:
            start, end = str(getattr(row, first, "")), str(getattr(row, last, ""))
            if start and end and end < start[: len(end)]:
                yield row.fault(f"It ends in {end}, before it begins in {start}.", last, "Exchange or correct the two.")
