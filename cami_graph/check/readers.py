"""See that whatever counts as read was read by somebody: else a machine's draft would be published as a reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cami_graph.errors import Fault
from cami_graph.tables import Claim, Row

REMEDY = "Name who read it; where nobody has, write proposed: only what a person has read is published."


def check_readers(rows: Iterable[Row]) -> Iterator[Fault]:
    """Find claims that count as read and name no reader, neither in their row nor in what describes their document."""
    for row in rows:
        if isinstance(row, Claim) and row.state == "read" and not row.reader.strip():
            yield row.fault("It counts as read, and nobody is named who read it.", "reader", REMEDY)
