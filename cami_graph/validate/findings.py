"""One finding, and what a list of them amounts to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ERROR, WARN, INFO = "error", "warn", "info"
LEVELS = (ERROR, WARN, INFO)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that breaks a rule: where it stands, which rule it breaks, and what to do.

    `table` is a file under `data/`, or empty where the thing comes from no table; `cell` is its address as spreadsheets
    write it (`D41`), `line` the line of the file on which its row begins. `thing` and `value` are the addresses in the
    graph, `name` is what people call the thing.
    """

    table: str
    cell: str
    level: str
    rule: str
    message: str
    suggestion: str
    thing: str
    value: str = ""
    row: int | None = None
    line: int | None = None
    column: str = ""
    name: str = ""

    def place(self) -> str:
        """Return where to look: the cell of the table, and the thing by its name."""
        return " ".join(part for part in (self.table, self.cell, self.name or self.thing) if part)


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put findings in reading order: the gravest first, then rule by rule, each in the order of its tables."""
    return tuple(sorted(set(findings), key=_reading_order))


def _reading_order(finding: Finding) -> tuple[int, str, str, int, str, str, str]:
    level = LEVELS.index(finding.level)
    row = finding.row or 0
    return level, finding.rule, finding.table, row, finding.cell, finding.thing, finding.value


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether anything is wrong beyond a warning."""
    return any(finding.level == ERROR for finding in findings)
