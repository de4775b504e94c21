"""The folders under ``data/``, read one after the other into one `Record`: every fault of every table beside it.

`scan_record` reads all tables strictly and gives what could be read beside every fault; what is named by later tables
is kept from earlier ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from cami_graph.errors import Fault, HidingFault, SourceError, TableError
from cami_graph.source import Correction, Source, read_corrections, read_sources
from cami_graph.tables.columns import DOCUMENT, REPORT, Claim, Row
from cami_graph.tables.documents import Document
from cami_graph.tables.plan import Membership, Programme
from cami_graph.tables.read import Codes, Context, check_rows, read_table
from cami_graph.tables.record import (
    PLAN_TABLES,
    REFERENCE_TABLES,
    Claims,
    Record,
    Reference,
    Report,
    Tables,
    table_names,
    table_types,
)
from cami_graph.tables.unread import find_unread
from cami_graph.tables.verdicts import Verdict
from cami_graph.tables.vocabulary import read_codes

Known = Mapping[str, frozenset[str]]


def read_record(data: Path, vocabularies: Path, *, partial: bool = False) -> Record:
    """Read everything under ``data``, or stop with everything that is wrong with it.

    `vocabularies` is the folder of the closed lists (``ontology/vocabularies``). With `partial`, for work in progress,
    a missing file counts as an empty table that may hold any name, and our own words may still be missing.
    """
    record, faults = scan_record(data, vocabularies, partial=partial)
    if faults:
        raise TableError.of(faults)
    return record


def scan_record(data: Path, vocabularies: Path, *, partial: bool = False) -> tuple[Record, list[Fault]]:
    """Read everything and give what could be read beside what is wrong, for those who want to go on checking."""
    if not data.is_dir():
        raise TableError(f"There is no folder {data}.", remedy="Name the folder of the tables, also in CAMI_DATA.")
    faults: list[Fault] = []
    codes = read_codes(vocabularies, data / "reference", faults, partial)
    return Reader(data, codes, faults, partial).read()


class Reader:
    """Reads the folders of the data one after the other, and keeps what may be named by later ones."""

    def __init__(self, data: Path, codes: Codes, faults: list[Fault], partial: bool = False) -> None:
        self.data, self.codes, self.faults, self.partial = data, codes, faults, partial

    def read(self) -> tuple[Record, list[Fault]]:
        """Read reference data, programmes, reports and other documents."""
        kinds = table_types()
        one = Context(least=1)
        reference = {name: self.table(f"reference/{name}.csv", kinds[name], one) for name in REFERENCE_TABLES}
        programmes = self.table("programmes/programmes.csv", Programme, one)
        memberships = self.table("programmes/memberships.csv", Membership, one)
        documents = self.table("documents/documents.csv", Document)
        verdicts = self.table("findings/verdicts.csv", Verdict)
        sources = read_sources(self.data / "reports")
        known = names_of({**reference, "programmes": programmes})
        known["documents"] = frozenset(one.document_id for one in documents) | {one.id for one in sources}
        for rows in (*reference.values(), programmes, memberships, documents, verdicts):
            self.check(rows, known)
        plans = {one.programme_id: self.plan(one, known) for one in programmes}
        reports = tuple(self.report(one, reference, programmes, plans, known) for one in sources)
        claims = self.claims(known, plans, documents)
        found = tuple(report for report in reports if report is not None)
        if "programmes" in self.whole({"programmes": frozenset()}):
            self.faults += find_unread(self.data, table_names(), [one.programme_id for one in programmes], sources)
        return Record(
            Reference(**cast("dict[str, Any]", reference)),
            programmes,
            memberships,
            found,
            documents,
            claims,
            verdicts,
        ), self.faults

    def table(self, file: str, kind: type[Any], context: Context | None = None) -> tuple[Any, ...]:
        """Read one table, without following its references."""
        return read_table(self.data, file, kind, self.faults, replace(context or Context(), partial=self.partial))

    def check(self, rows: Sequence[Row], known: Known) -> None:
        """Follow the references of rows that are sound so far."""
        faulty = {(fault.file, fault.row) for fault in self.faults}
        if self.partial:
            known = {name: found for name, found in known.items() if found}
        sound = [row for row in rows if (row.file, row.row) not in faulty]
        check_rows(sound, self.whole(known), self.codes, self.faults)

    def whole(self, known: Known) -> Known:
        """Leave out the tables that could not be read whole: they may hold any name, and were told once."""
        hidden = {Path(fault.file).stem for fault in self.faults if isinstance(fault, HidingFault)}
        return {name: found for name, found in known.items() if name not in hidden}

    def plan(self, programme: Programme, known: Known) -> dict[str, tuple[Row, ...]]:
        """Read the plan of a programme."""
        kinds = table_types()
        folder = f"programmes/{programme.programme_id}"
        plan: dict[str, tuple[Row, ...]] = {
            name: self.table(f"{folder}/{name}.csv", kinds[name], Context(least=kinds[name].LEAST))
            for name in PLAN_TABLES
        }
        for rows in plan.values():
            self.check(rows, {**known, **names_of(plan)})
        return plan

    def report(
        self,
        source: Source,
        reference: Mapping[str, tuple[Row, ...]],
        programmes: Sequence[Programme],
        plans: Mapping[str, Mapping[str, tuple[Row, ...]]],
        known: Known,
    ) -> Report | None:
        """Read the claims of a report; one of an unknown programme cannot be read."""
        programme = next((one for one in programmes if one.programme_id == source.programme), None)
        folder = f"reports/{source.id}"
        if programme is None and "programmes" not in self.whole({"programmes": frozenset()}):
            return None
        if programme is None:
            problem = f'"{source.programme}" is not in programmes.csv.'
            self.faults.append(
                Fault(problem, f"{folder}/report.toml", None, "programme", source.programme, "Add it there.")
            )
            return None
        context = Context(
            REPORT, {"document_id": source.id, "programme_id": programme.programme_id}, reading_of(source)
        )
        own = {
            name: self.table(f"{folder}/facts/{name}.csv", kind, replace(context, least=least_of(kind, source)))
            for name, kind in table_types().items()
            if name not in (*REFERENCE_TABLES, *PLAN_TABLES)
        }
        plan = plans[programme.programme_id]
        for rows in own.values():
            self.check(rows, {**known, **names_of({**plan, **own})})
        tables = Tables(**cast("dict[str, Any]", {**reference, **plan, **own}))
        return Report(source, self.corrections(source), programme, tables)

    def corrections(self, source: Source) -> tuple[Correction, ...]:
        """Read the repairs of a report's text; where they cannot be read, none are made and the rest is still told."""
        try:
            return read_corrections(source.folder / "corrections.csv")
        except SourceError as error:
            file = f"reports/{source.id}/corrections.csv"
            where = error.where.removeprefix("corrections.csv").strip()
            problem = f"{where}: {error.problem}" if where else error.problem
            self.faults.append(HidingFault(problem, file, remedy=error.remedy))
            return ()

    def claims(
        self, known: Known, plans: Mapping[str, Mapping[str, tuple[Row, ...]]], documents: Sequence[Document]
    ) -> Claims:
        """Read what the documents that are no table claim; codes are those of the programme that a row names."""
        own = {
            name: self.table(
                f"documents/facts/{name}.csv", kind, Context(DOCUMENT, least=int(name not in table_types()))
            )
            for name, kind in table_types(Claims).items()
        }
        for rows in own.values():
            for programme in sorted({row.programme_id for row in rows}):
                plan = names_of(plans.get(programme, dict.fromkeys(PLAN_TABLES, ())))
                self.check([row for row in rows if row.programme_id == programme], {**known, **names_of(own), **plan})
        described = {one.document_id: one for one in documents}
        return Claims(
            **cast("dict[str, Any]", {name: tuple(_complete(row, described) for row in own[name]) for name in own})
        )


def _complete(row: Claim, documents: Mapping[str, Document]) -> Claim:
    """Return a claim with what its document says of the reading where the row says nothing."""
    document = documents.get(row.document_id)
    if document is None:
        return row
    return replace(
        row,
        state=row.state or document.state,
        reader=row.reader or document.reader,
        read_on=row.read_on or document.read_on,
    )


def least_of(kind: type[Row], source: Source) -> int:
    """Return how many rows a table of a report must have; its description may call one rightly empty."""
    return 0 if kind.TABLE in source.empty else kind.LEAST


def reading_of(source: Source) -> dict[str, str]:
    """Return what a claim of a report takes from its description where the row says nothing."""
    return {"state": source.reading.state, "reader": source.reading.reader, "read_on": source.reading.read_on}


def names_of(tables: Mapping[str, Sequence[Row]]) -> dict[str, frozenset[str]]:
    """Return the identifiers of each table that others may name."""
    return {
        name: frozenset(str(row.get(row.KEY[0])) for row in rows if len(row.KEY) == 1) for name, rows in tables.items()
    }
