"""The check: the tables keep to the report's words, all its words are accounted for, and the readers agree.

Takes the tables (also faulty ones) and the source; gives every fault with its file, row, column, value and remedy.
Works without the graph, so that people see their mistakes before anything is built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cami_graph.check.agreement import (
    SETTLEMENTS,
    Agreement,
    check_settlements,
    describe_agreement,
    measure_agreement,
    read_readings,
    settled_facts,
)
from cami_graph.check.claims import check_claims
from cami_graph.check.coverage import Coverage, check_coverage, measure_coverage
from cami_graph.check.documents import Conflict, check_documents, find_conflicts
from cami_graph.check.wholeness import check_wholeness
from cami_graph.check.words import Words, check_words
from cami_graph.errors import Fault, QueryError, suggest_names
from cami_graph.tables import Claim, describe_tables, fill_part, scan_record

__all__ = [
    "Agreement",
    "Checked",
    "Coverage",
    "Words",
    "check_data",
    "check_settlements",
    "check_words",
    "describe_agreement",
    "find_readings",
    "measure_agreement",
    "measure_coverage",
    "read_readings",
    "settled_facts",
    "update_readme",
]


@dataclass(frozen=True, slots=True)
class ReportState:
    """How far a report is accounted for: its words, its claims by state, and how many read it independently."""

    id: str
    coverage: Coverage
    claims: Mapping[str, int]
    readers: int

    def __str__(self) -> str:
        total = sum(self.claims.values())
        read = f"read: {self.claims.get('read', 0):,} of {total:,} claims"
        readers = f"{self.readers} readings" if self.readers > 1 else "one reader"
        words = f"{self.coverage.share:.2%} of {self.coverage.characters:,} printed characters are accounted for"
        return f"{self.id}: {words}; {read}; {readers}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: faults, the state of each report, and where documents differ."""

    faults: tuple[Fault, ...]
    reports: tuple[ReportState, ...]
    conflicts: tuple[Conflict, ...]


def check_data(data: Path, vocabularies: Path, report: str = "") -> Checked:
    """Find everything that is wrong with the tables: form, names, words, claims, wholeness, coverage.

    A row is blamed once: what already is at fault is not judged further. `report` names one report; what is wrong with
    reference data and other documents is told with each.
    """
    record, faults = scan_record(data, vocabularies)
    known = [one.source.id for one in record.reports]
    if report and report not in known:
        remedy = suggest_names(report, known) or f"There are: {', '.join(known)}."
        raise QueryError(f'There is no report "{report}" to check.', remedy=remedy)
    faults += check_documents(record)
    states = []
    for one in record.reports:
        if report in ("", one.source.id):
            words = Words.of(one)
            faults += _check_report(words, faults)
            states.append(_state_of(words, data))
    others = tuple(f"reports/{one}/" for one in known if report and one != report)
    told = {fault: None for fault in faults if not fault.file.startswith(others or ("reports//",))}
    ordered = sorted(told, key=lambda fault: (fault.file, fault.row or 0, fault.column))
    return Checked(tuple(ordered), tuple(states), tuple(find_conflicts(record)))


def _check_report(words: Words, before: Sequence[Fault]) -> list[Fault]:
    """Find what is wrong with one report and its claims."""
    known = {(fault.file, fault.row) for fault in before}
    faults = [*before, *(fault for fault in check_words(words) if (fault.file, fault.row) not in known)]
    faults += check_claims(words, tuple(faults))
    faults += check_wholeness(words, {(fault.file, fault.row) for fault in faults})
    faults += check_coverage(words)
    return faults[len(before) :]


def _state_of(words: Words, data: Path) -> ReportState:
    """Count what is accounted for in a report whose words were checked."""
    claims = Counter(row.state for row in words.tables.all_rows() if isinstance(row, Claim))
    folder = data / "reports" / words.source.id / "readings"
    readers = len([path for path in folder.glob("*.csv") if path.name != SETTLEMENTS])
    return ReportState(words.source.id, measure_coverage(words), dict(sorted(claims.items())), readers)


def find_readings(data: Path) -> dict[str, Path]:
    """Return the folder of readings of each report that several readers read, by its id."""
    folders = {path.parent.name: path for path in sorted((data / "reports").glob("*/readings"))}
    return {name: path for name, path in folders.items() if (path / SETTLEMENTS).is_file()}


def update_readme(text: str, data: Path) -> str:
    """Return the text of ``data/README.md`` with its columns and the agreement of the readers written anew."""
    parts = [
        f"Of `{report}`:\n\n{describe_agreement(measure_agreement(read_readings(folder)))}"
        for report, folder in find_readings(data).items()
    ]
    agreement = "\n".join(parts)
    return fill_part(fill_part(text, "columns", describe_tables()), "agreement", agreement)
