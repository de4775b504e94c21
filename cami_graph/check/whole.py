"""Everything that a check looks at: the record, and the tables beside it on which no claim rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import cast

from cami_graph.check.agreement import SETTLEMENTS, read_unclaimed
from cami_graph.check.settled import Readings
from cami_graph.errors import Fault
from cami_graph.tables import Reading, Record, Row, Settlement
from cami_graph.tables.backtest import CrossBorder
from cami_graph.tables.reference import Replacement
from cami_graph.tables.vocabulary import Threat, read_lists


@dataclass(frozen=True, slots=True)
class Whole:
    """All that people wrote: the record, the lists of the vocabularies, and the tables that no claim rests on."""

    record: Record
    lists: Mapping[str, tuple[Row, ...]]
    unclaimed: Mapping[str, tuple[Row, ...]]

    def rows(self) -> Iterator[Row]:
        """Give each row of each table once; of the readings, whose second source is each other, none."""
        record = self.record
        for table in fields(record.reference):
            yield from getattr(record.reference, table.name)
        yield from (*record.programmes, *record.memberships, *record.documents, *record.claims.all_rows())
        yield from record.verdicts
        seen: set[str] = set()
        for report in record.reports:
            for name in (one.name for one in fields(report.tables)):
                rows = report.tables.rows(name)
                if rows and not hasattr(record.reference, name) and rows[0].file not in seen:
                    seen.add(rows[0].file)
                    yield from rows
        for rows in (*self.lists.values(), *self.unclaimed.values()):
            yield from (row for row in rows if not isinstance(row, Reading))

    def readings(self, report: str) -> Readings:
        """Return what the readers of a report found and settled."""
        folder = f"reports/{report}/readings"
        own = {file.rpartition("/")[2]: rows for file, rows in self.unclaimed.items() if file.startswith(f"{folder}/")}
        settlements = cast("tuple[Settlement, ...]", own.pop(SETTLEMENTS, ()))
        return Readings(folder, cast("dict[str, tuple[Reading, ...]]", own), settlements)

    def backtest(self) -> tuple[CrossBorder, ...]:
        """Return the recommendations that a ranking of gaps is held against."""
        return tuple(row for rows in self.unclaimed.values() for row in rows if isinstance(row, CrossBorder))

    def former(self) -> tuple[Replacement, ...]:
        """Return the names that are no longer in use."""
        return tuple(row for rows in self.unclaimed.values() for row in rows if isinstance(row, Replacement))

    def threat_keys(self) -> dict[str, tuple[str, ...]]:
        """Return the keys of each threat in the flat form: its own and that of its group."""
        keys = {str(row.get("threat_id")): (str(row.get("fact_key")), row) for row in self.lists[Threat.TABLE]}
        return {
            name: tuple(filter(None, (key, keys.get(str(row.get("group_id")), ("", row))[0])))
            for name, (key, row) in keys.items()
        }


def read_whole(record: Record, data: Path, hidden: frozenset[str] = frozenset()) -> tuple[Whole, list[Fault]]:
    """Read what the record does not hold, and give what is wrong with it; the lists were told of with the codes."""
    unclaimed, faults = read_unclaimed(data, record, hidden)
    return Whole(record, read_lists(data / "reference", []), unclaimed), faults
