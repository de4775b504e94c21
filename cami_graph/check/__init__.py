"""The check: the tables keep to the report's words, all its words are accounted for, and the readers agree.

Takes the tables (also faulty ones) and the source; gives every fault with its file, row, column, value and remedy.
Works without the graph, so that people see their mistakes before anything is built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
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
from cami_graph.check.between import check_between
from cami_graph.check.claims import check_claims
from cami_graph.check.coverage import Coverage, check_coverage, measure_coverage
from cami_graph.check.descriptions import check_description
from cami_graph.check.documents import Conflict, check_documents, check_members, find_conflicts
from cami_graph.check.elsewhere import check_elsewhere
from cami_graph.check.evidence import check_backtest, check_evidence
from cami_graph.check.geography import check_geography
from cami_graph.check.identity import check_identity
from cami_graph.check.kinds import check_classes, check_kinds
from cami_graph.check.languages import check_languages, check_pairs
from cami_graph.check.names import NAME_COLUMNS
from cami_graph.check.quotes import Words, check_words
from cami_graph.check.ranges import check_ranges
from cami_graph.check.readers import check_readers
from cami_graph.check.registers import check_registers
from cami_graph.check.repetition import check_doubles, check_repetition
from cami_graph.check.seals import FILE as SEALS
from cami_graph.check.seals import SealFault, check_seals, follow_seals, names_of_key, pack_seals, write_seals
from cami_graph.check.settled import check_settled
from cami_graph.check.translated import check_translated
from cami_graph.check.whole import Whole, read_whole
from cami_graph.check.wholeness import check_wholeness
from cami_graph.check.years import check_past, check_years
from cami_graph.errors import Fault, HidingFault, QueryError, SourceError, suggest_names
from cami_graph.tables import (
    Claim,
    Record,
    Report,
    Row,
    describe_tables,
    fill_part,
    scan_record,
)

__all__ = [
    "SEALS",
    "Agreement",
    "Checked",
    "Coverage",
    "SealFault",
    "Words",
    "check_data",
    "check_settlements",
    "check_words",
    "describe_agreement",
    "find_readings",
    "measure_agreement",
    "measure_coverage",
    "names_of_key",
    "read_readings",
    "seal_data",
    "seal_renamed",
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
        rejected = f", {self.claims['rejected']:,} rejected" if self.claims.get("rejected") else ""
        read = f"read: {self.claims.get('read', 0):,} of {total:,} claims{rejected}"
        readers = f"{self.readers} readings" if self.readers > 1 else "one reader"
        words = f"{self.coverage.share:.2%} of {self.coverage.characters:,} printed characters are accounted for"
        return f"{self.id}: {words}; {read}; {readers}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: faults, the state of each report, where documents differ; and the record that was read."""

    faults: tuple[Fault, ...]
    reports: tuple[ReportState, ...]
    conflicts: tuple[Conflict, ...]
    record: Record

    @property
    def refusals(self) -> tuple[Fault, ...]:
        """Return the faults for which nothing is built; what only was changed since it was read is told, and built."""
        return tuple(fault for fault in self.faults if not isinstance(fault, SealFault))


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
    whole, found = read_whole(record, data, _hidden(faults))
    faults += _check_rows(whole, data, faults, found)
    states: list[ReportState] = []
    read: list[Words] = []
    for one in record.reports:
        if report in ("", one.source.id):
            try:
                words = Words.of(one, faults)
            except SourceError as error:
                faults.append(_fault_of(error, one.source.id, faults))
                continue
            told, coverage = _check_report(words, faults)
            faults += told
            faults += check_past(one.tables.actions, one.source.issued, faults)
            faults += check_settled(words, whole.readings(one.source.id), whole.threat_keys(), faults)
            faults += check_evidence(words, whole.readings(one.source.id))
            states.append(_state_of(one, coverage, data))
            read.append(words)
    if len(read) == len(known):
        told_of = {(fault.file, fault.row) for fault in faults}
        faults += [one for one in check_backtest(read, whole.backtest()) if (one.file, one.row) not in told_of]
    faults = check_seals(whole.rows(), data, list(_without_echoes(faults, record)))
    others = tuple(f"reports/{one}/" for one in known if report and one != report)
    shown = {fault: None for fault in faults if fault.problem and not fault.file.startswith(others or ("reports//",))}
    ordered = sorted(shown, key=lambda fault: (fault.file, fault.row or 0, fault.column))
    return Checked(tuple(ordered), tuple(states), tuple(find_conflicts(record)), record)


def seal_data(data: Path, vocabularies: Path) -> None:
    """Seal the tables as they stand, for whoever has read them through."""
    record, _ = scan_record(data, vocabularies)
    write_seals(read_whole(record, data)[0].rows(), data)


def seal_renamed(data: Path, copy: Path, vocabularies: Path, rename: Callable[[Row, str], str]) -> bytes:
    """Return the seals of `data` for a copy of it in which a thing got another name; nothing where there are none."""
    if not (data / SEALS).is_file():
        return b""
    before, after = (read_whole(scan_record(home, vocabularies)[0], home)[0].rows() for home in (data, copy))
    return pack_seals(follow_seals(data, before, after, rename))


def _hidden(faults: Sequence[Fault]) -> frozenset[str]:
    """Return the names of the tables that could not be read whole."""
    return frozenset(Path(fault.file).stem for fault in faults if isinstance(fault, HidingFault))


def _check_rows(whole: Whole, data: Path, before: Sequence[Fault], found: Sequence[Fault]) -> list[Fault]:
    """Find what is wrong with rows by themselves and beside each other, whatever report tells them."""
    record = whole.record
    known = {(fault.file, fault.row) for fault in before}
    faults = [
        *check_documents(record),
        *check_members(record),
        *check_elsewhere(record, _hidden(before)),
        *check_identity(record.reference, data),
        *check_geography(record.reference, data),
        *check_ranges(record),
        *check_registers(record.reference),
        *check_between(record, whole.former(), _hidden(before)),
        *check_kinds(record.reference),
        *check_classes(whole.lists),
        *check_languages(whole.rows()),
        *check_pairs(whole.rows(), _country_names(record, known)),
        *check_translated(whole.rows()),
        *check_readers(whole.rows()),
        *check_years(whole.rows()),
        *check_doubles(whole.rows()),
        *found,
    ]
    return [fault for fault in faults if fault.row is None or (fault.file, fault.row) not in known]


def _country_names(record: Record, faulty: Container[tuple[str, int | None]]) -> dict[str, tuple[str, str]]:
    """Return the English and Russian names of the countries whose rows are sound."""
    sound = (row for row in record.reference.countries if (row.file, row.row) not in faulty)
    return {row.country_code: (row.name, row.name_ru) for row in sound}


def _without_echoes(faults: Sequence[Fault], record: Record) -> Iterator[Fault]:
    """Leave out that words do not name a thing whose own row is at fault: its names are what is wrong."""
    places = {(fault.file, fault.row) for fault in faults if fault.column in (*NAME_COLUMNS, "fact_key")}
    tables = [getattr(record.reference, one.name) for one in fields(record.reference)]
    echoed = {str(row.get(row.KEY[0])) for rows in tables for row in rows if (row.file, row.row) in places}
    own = {(row.file, row.row) for rows in tables for row in rows if str(row.get(row.KEY[0])) in echoed}
    for fault in faults:
        if fault.value not in echoed or (fault.file, fault.row) in own:
            yield fault


def _fault_of(error: SourceError, report: str, before: Sequence[Fault]) -> Fault:
    """Return what is wrong with the words of a report; nothing new where its repairs could not be read."""
    file = f"reports/{report}/corrections.csv"
    if any(fault.file == file for fault in before):
        return Fault("")
    where = error.where.removeprefix("corrections.csv").strip()
    return HidingFault(f"{where}: {error.problem}" if where else error.problem, file, remedy=error.remedy)


def _check_report(words: Words, before: Sequence[Fault]) -> tuple[list[Fault], Coverage]:
    """Find what is wrong with one report and its claims, and measure how far its words are accounted for."""
    known = {(fault.file, fault.row) for fault in before}
    faults = [*before, *(fault for fault in check_words(words) if (fault.file, fault.row) not in known)]
    faults += check_claims(words, tuple(faults))
    faults += check_wholeness(words, {(fault.file, fault.row) for fault in faults})
    faults += check_description(words)
    coverage = measure_coverage(words)
    faults += check_coverage(words, coverage)
    own = tuple(folder + "/" for folder in words.folders)
    faults += check_repetition(words, {(one.file, one.row) for one in faults if one.file.startswith(own)})
    return faults[len(before) :], coverage


def _state_of(report: Report, coverage: Coverage, data: Path) -> ReportState:
    """Count what is accounted for in a report whose words were checked."""
    claims = Counter(row.state for row in report.tables.all_rows() if isinstance(row, Claim))
    folder = data / "reports" / report.source.id / "readings"
    readers = len([path for path in folder.glob("[!.]*.csv") if path.name != SETTLEMENTS])
    return ReportState(report.source.id, coverage, dict(sorted(claims.items())), readers)


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
