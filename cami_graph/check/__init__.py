"""The check: the tables keep to the report's words, all its words are accounted for, and the readers agree.

Takes the tables (also faulty ones) and the source; gives every fault with its file, row, column, value and remedy.
Works without the graph, so that people see their mistakes before anything is built.
"""

from __future__ import annotations

from pathlib import Path

from cami_graph.check.agreement import (
    Agreement,
    check_settlements,
    describe_agreement,
    measure_agreement,
    read_readings,
    settled_facts,
)
from cami_graph.check.claims import check_claims
from cami_graph.check.coverage import Coverage, check_coverage, measure_coverage
from cami_graph.check.wholeness import check_wholeness
from cami_graph.check.words import Words, check_words
from cami_graph.errors import Fault
from cami_graph.source import read_corrections, read_source
from cami_graph.tables import describe_tables, fill_part, scan_tables

__all__ = [
    "Agreement",
    "Coverage",
    "Words",
    "check_settlements",
    "check_tables",
    "check_words",
    "describe_agreement",
    "measure_agreement",
    "measure_coverage",
    "read_readings",
    "read_words",
    "settled_facts",
    "update_readme",
]


def read_words(data: Path, vocabularies: Path) -> tuple[Words, list[Fault]]:
    """Read the tables and the report, and give them beside what is wrong with the tables as such."""
    tables, faults = scan_tables(data, vocabularies)
    source = read_source(data / "source")
    return Words(tables, source, read_corrections(data / "corrections.csv")), faults


def check_tables(data: Path, vocabularies: Path) -> list[Fault]:
    """Find everything that is wrong with the tables: form, names, words, claims, wholeness, coverage.

    A row is blamed once: what already is at fault is not judged further.
    """
    words, faults = read_words(data, vocabularies)
    faulty = {(fault.file, fault.row) for fault in faults}
    faults += [fault for fault in check_words(words) if (fault.file, fault.row) not in faulty]
    faults += check_claims(words, tuple(faults))
    faults += check_wholeness(words.tables, words.cells, {(fault.file, fault.row) for fault in faults})
    faults += check_coverage(words)
    return sorted(faults, key=lambda fault: (fault.file, fault.row or 0, fault.column))


def update_readme(text: str, readings: Path) -> str:
    """Return the text of ``data/README.md`` with its columns and the agreement of the readers written anew."""
    agreement = describe_agreement(measure_agreement(read_readings(readings)))
    return fill_part(fill_part(text, "columns", describe_tables()), "agreement", agreement)
