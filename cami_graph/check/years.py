"""See that what ends does not end before it begins, and that nothing happened after the tables were last read."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Iterator

from cami_graph.errors import Fault
from cami_graph.tables import Action, Row

PAST = ("since", "happened_on", "attested_from", "issued", "red_list_latest_year", "cms_party_year", "cites_party_year")
"""Columns of days and years that lie behind whoever writes them down."""

PAIRS = (("start_year", "end_year"), ("since", "until"), ("issued", "read_on"))

MONTH = re.compile(rf"\b\d\d? ({'|'.join(month_name[1:])})\b")


def check_years(rows: Iterable[Row]) -> Iterator[Fault]:
    """Find rows whose last year or day lies before the first, and days that were still to come when they were read.

    Years of actions are held against their words.
    """
    rows = tuple(rows)
    today = max((str(getattr(row, "read_on", "")) for row in rows), default="")
    for row in rows:
        for name in PAST if today else ():
            when = str(getattr(row, name, ""))
            if when > today[: len(when)]:
                problem = f"{when} had not come when the tables were last read, {today}."
                yield row.fault(problem, name, "Correct the day.")
        yield from _check_month(row)
        if isinstance(row, Action):
            continue
        for first, last in PAIRS:
            start, end = str(getattr(row, first, "")), str(getattr(row, last, ""))
            if start and end and end < start[: len(end)]:
                yield row.fault(f"It ends in {end}, before it begins in {start}.", last, "Exchange or correct the two.")


def check_past(actions: Iterable[Action], issued: str, before: Iterable[Fault]) -> Iterator[Fault]:
    """Find what a report tells as begun, or as done, of a year after the one in which it was issued."""
    faulty = {(fault.file, fault.row) for fault in before}
    year = issued[:4]
    for row in actions:
        if (row.file, row.row) in faulty:
            continue
        if row.status not in ("planned", "not-done") and row.start_year > year:
            problem = f"It begins in {row.start_year}, after its report, which was issued in {year}."
            yield row.fault(problem, "start_year", "Correct the year, or call it planned.")
        elif row.status == "done" and row.end_year > year:
            problem = f"It ends in {row.end_year}, after its report, which was issued in {year}."
            yield row.fault(problem, "end_year", "Correct the year, or call it ongoing.")


def _check_month(row: Row) -> Iterator[Fault]:
    """Find an event whose title names a day of another month."""
    when, told = str(getattr(row, "happened_on", "")), MONTH.search(str(getattr(row, "title_en", "")))
    if told and "-" in when and int(when.split("-")[1]) != list(month_name).index(told[1]):
        yield row.fault(f"The title names {told[1]}.", "happened_on", "Correct the day, or the title.")
