"""Which programme an element of the plan belongs to, said where there are several: 1.1.1 stands in each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme of work: its address, its years as a range, and the mark that tells it from the others."""

    address: str
    years: str
    mark: str = ""


def read_programmes(rows: Iterable[Row]) -> tuple[Programme, ...]:
    """Return the programmes of the rows of `page-programmes`, the latest first; one alone needs no mark.

    >>> both = [{"programme": "p/1", "start": 2001, "end": 2007}, {"programme": "p/2", "start": 2008, "end": 2015}]
    >>> [one.mark for one in read_programmes(both)], [one.mark for one in read_programmes(both[:1])]
    (['2008–2015', '2001–2007'], [''])
    """
    found: dict[str, Programme] = {}
    for row in rows:
        ends = [str(row[name]) for name in ("start", "end") if row.get(name) is not None]
        found.setdefault(str(row["programme"]), Programme(str(row["programme"]), "–".join(dict.fromkeys(ends))))
    programmes = sorted(found.values(), key=lambda one: (one.years, one.address), reverse=True)
    if len(programmes) < 2:
        return tuple(programmes)
    counts = Counter(one.years for one in programmes)
    return tuple(
        replace(one, mark=one.years if one.years and counts[one.years] == 1 else one.address.rsplit("/", 1)[-1])
        for one in programmes
    )


def mark_elements(programmes: Iterable[Programme], plan: Iterable[Row]) -> dict[str, str]:
    """Return for each programme and each element below it the mark of the programme; nothing where there is one.

    >>> both = [Programme("p/1", "2001–2007", "2001–2007"), Programme("p/2", "2008–2015", "2008–2015")]
    >>> plan = [{"element": "o/1", "parent": "p/2"}, {"element": "s/1.1", "parent": "o/1"}]
    >>> mark_elements(both, plan)["s/1.1"]
    '2008–2015'
    """
    marks = {one.address: one.mark for one in programmes if one.mark}
    return {element: marks[programme] for element, programme in place_elements(marks, plan).items()}


def place_elements(programmes: Iterable[str], plan: Iterable[Row]) -> dict[str, str]:
    """Return the programme of each programme and of each element below it, by their addresses.

    >>> place_elements(["p/2"], [{"element": "o/1", "parent": "p/2"}, {"element": "s/1.1", "parent": "o/1"}])
    {'p/2': 'p/2', 'o/1': 'p/2', 's/1.1': 'p/2'}
    """
    found = {one: one for one in programmes}
    waiting = {str(row["element"]): str(row["parent"]) for row in plan if row.get("parent") is not None}
    while ready := {element: found[parent] for element, parent in waiting.items() if parent in found}:
        found |= ready
        waiting = {element: parent for element, parent in waiting.items() if element not in ready}
    return found
