"""Decisions of readers: one table for each reader in ``review/`` of the report's folder, a row for each key pressed.

The last row about a claim holds; the earlier ones say how it came. A decision is written, whole and on the disk,
before the reader is told that it is made.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cami_graph.errors import Fault, QueryError, SourceError, TableError
from cami_graph.files import write_aside
from cami_graph.review.folder import Values, name_claim
from cami_graph.source import read_sheet

COLUMNS = ("decided_at", "reader", "claim", "table", "row", "decision", "was", "now")
ACCEPT, CHANGE, REJECT, UNSURE, ADD, OPEN = "accept", "change", "reject", "unsure", "add", "open"
DECISIONS = (ACCEPT, CHANGE, REJECT, UNSURE, ADD, OPEN)
"""`open` takes an earlier decision back; `add` is a claim that the draft does not have."""

ROOM = "review"
SETTLED = "settled"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class Decision:
    """What one reader said about one claim: `was` and `now` are the cells before and after, where they differ."""

    decided_at: str
    reader: str
    claim: str
    table: str
    row: str
    decision: str
    was: Values = field(default_factory=dict)
    now: Values = field(default_factory=dict)

    @property
    def result(self) -> str:
        """Return the name of the claim as it stands after the decision; two readers mean the same where it is equal."""
        return name_claim(self.table, self.now) if self.now else self.claim

    @property
    def kind(self) -> str:
        """Return the class of the decision for a comparison: two changes are alike where they change to the same."""
        return f"{self.decision} {self.result}" if self.decision == CHANGE else self.decision


def decide(reader: str, claim: str, table: str, row: str, decision: str, was: Values, now: Values) -> Decision:
    """Return a decision of this moment, in whole seconds of UTC."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Decision(moment, reader, claim, table, row, decision, dict(was), dict(now))


@dataclass
class Log:
    """All that one reader decided about one report, in the order in which it was decided."""

    path: Path
    decisions: list[Decision] = field(default_factory=list)
    content: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.content = _lines([COLUMNS]) + _lines(map(_row, self.decisions))

    def _catch_up(self) -> None:
        """Take over what another sitting of the same reader wrote meanwhile. Raises TableError."""
        if self.path.is_file() and self.path.read_bytes() != self.content:
            now = read_log(self.path.parent.parent, self.name)
            self.decisions, self.content = now.decisions, now.content

    @property
    def name(self) -> str:
        """Return the name of the file without its suffix."""
        return self.path.stem

    @property
    def reader(self) -> str:
        """Return who decided last."""
        return self.decisions[-1].reader if self.decisions else self.name

    def holding(self) -> Mapping[str, Decision]:
        """Return the decision that holds about each claim."""
        last = {one.claim: one for one in self.decisions}
        return {claim: one for claim, one in last.items() if one.decision != OPEN}

    def write(self, decisions: Iterable[Decision]) -> None:
        """Add decisions, all of them or none, and return once they are on the disk. Raises OSError, TableError."""
        new = list(decisions)
        self._catch_up()
        content = self.content + _lines(map(_row, new))
        write_aside(self.path, content)
        self.decisions, self.content = [*self.decisions, *new], content


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def _row(decision: Decision) -> list[str]:
    return [_cell(getattr(decision, column)) for column in COLUMNS]


def _cell(value: object) -> str:
    return (json.dumps(value, ensure_ascii=False) if value else "") if isinstance(value, dict) else str(value)


def name_log(reader: str) -> str:
    """Return the name of the file of a reader: letters and digits of the name, small, joined by dashes."""
    name = re.sub(r"[^\w]+", "-", reader.casefold()).strip("-_")
    if not name or name == SETTLED or not reader.isprintable() or len(reader) > 80:
        raise QueryError(f'"{reader}" is no name of a reader.', remedy="Say who reads, such as --reader 'A. Reader'.")
    return name


def read_log(folder: Path, name: str) -> Log:
    """Read what was decided under this name so far."""
    path = folder / ROOM / f"{name}.csv"
    if not path.is_file():
        return Log(path)
    sheet = read_sheet(path, f"{ROOM}/{name}.csv", COLUMNS)
    faults = list(sheet.faults)
    decisions = [one for number, cells in sheet.rows if (one := _read(path, number, cells, faults))]
    if faults:
        raise TableError.of(faults, "What was decided cannot be read, and is not written over.")
    return Log(path, decisions)


def read_logs(folder: Path) -> list[Log]:
    """Read what each reader decided, in the order of their names; what was settled between them is not among it."""
    names = sorted(path.stem for path in (folder / ROOM).glob("[!.]*.csv") if path.stem != SETTLED)
    return [read_log(folder, name) for name in names]


def _read(path: Path, number: int, cells: Sequence[str], faults: list[Fault]) -> Decision | None:
    values = dict(zip(COLUMNS, cells, strict=True))
    file = f"{ROOM}/{path.name}"
    if not TIME.fullmatch(values["decided_at"]):
        faults.append(Fault("It is no time such as 2026-11-30T09:00:00Z.", file, number, "decided_at", cells[0]))
    if values["decision"] not in DECISIONS:
        remedy = f"Write one of {', '.join(DECISIONS)}."
        faults.append(Fault("It is no decision.", file, number, "decision", values["decision"], remedy))
    sides = {}
    for side in ("was", "now"):
        try:
            sides[side] = _cells(values[side])
        except (ValueError, SourceError):
            faults.append(Fault("It is no set of columns with their text, in JSON.", file, number, side, values[side]))
    if len(sides) < len(("was", "now")):
        return None
    return Decision(**{**values, **sides})  # type: ignore[arg-type]


def _cells(text: str) -> Values:
    """Return the cells that one side of a decision holds. Raises ValueError where it is no object of texts."""
    found = json.loads(text) if text else {}
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError(text)
    return found
