"""Which tables a workbook holds, each on a sheet of its own, and what each of their columns may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cami_graph.source import Source, read_sources
from cami_graph.tables import Document, Membership, Programme, Reading, Row, Settlement, Verdict, table_types
from cami_graph.tables.backtest import CrossBorder
from cami_graph.tables.columns import DOCUMENT, REPORT, Column, columns_of, declare
from cami_graph.tables.record import PLAN_TABLES, REFERENCE_TABLES, Claims
from cami_graph.tables.reference import CountryCode, Replacement
from cami_graph.tables.vocabulary import LISTS

LONGEST_NAME = 31
"""How many characters a workbook allows in the name of a sheet."""

CONTENTS, LISTED = "contents", "lists"
"""The sheets that are not tables: what there is, and what may be chosen."""


@dataclass(frozen=True, slots=True)
class Repair(Row):
    """A row of ``corrections.csv``, as people write it."""

    TABLE = "corrections"
    KEY = ("line", "column", "printed")
    MEANING = "Reviewed repairs of a damaged text: what is printed, how to read it, and why."

    line: str = declare("Line of the text.", required=True, pattern=r"[1-9]\d*")
    column: str = declare("Printed column.", required=True, choices=("1", "2", "3", "4", "5", "6"))
    printed: str = declare("The damaged words as printed.", required=True)
    read_as: str = declare("How they read; `-` where another repair has taken the letters in.")
    to_column: str = declare("Where they belong.", choices=("1", "2", "3", "4", "5", "6"))
    reason: str = declare("Why.", required=True)


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One table: its sheet, its file under ``data/``, the type of its rows, its place, the programme it speaks of."""

    name: str
    file: str
    kind: type[Row]
    place: str = REPORT
    programme: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the table, in the order of its file."""
        return columns_of(self.kind, self.place)

    @property
    def key(self) -> tuple[str, ...]:
        """Return the columns by which a row is known; nothing where rows have no name."""
        among = ("document_id",) if self.place == DOCUMENT else ()
        return (*among, *self.kind.KEY) if self.kind.KEY else ()


def list_sheets(data: Path, report: str = "", programme: str = "") -> tuple[TableSheet, ...]:
    """Return the tables of everything, of one document or of one programme, in the order in which they are read."""
    sources = read_sources(data / "reports")
    plans = sorted({path.parent.name for path in (data / "programmes").glob("*/activities.csv")})
    found: list[TableSheet] = []
    for sheet in _all_sheets(data, sources, plans):
        folder, owner = sheet.file.split("/")[0], sheet.file.split("/")[1]
        of_report = folder == "reports" and owner == report
        of_document = bool(report) and report not in {one.id for one in sources} and folder == "documents"
        of_programme = bool(programme) and sheet.programme == programme
        if not (report or programme) or of_report or of_document or of_programme:
            found.append(sheet)
    return tuple(_give_names(found))


def _all_sheets(data: Path, sources: tuple[Source, ...], plans: list[str]) -> Iterator[TableSheet]:
    kinds = table_types()
    for name in REFERENCE_TABLES:
        yield TableSheet("", f"reference/{name}.csv", kinds[name])
    lists: tuple[type[Row], ...] = (*LISTS, CountryCode, Replacement)
    for kind in lists:
        yield TableSheet("", f"reference/{kind.TABLE}.csv", kind)
    yield TableSheet("", "programmes/programmes.csv", Programme)
    yield TableSheet("", "programmes/memberships.csv", Membership)
    for plan in plans:
        yield from (
            TableSheet("", f"programmes/{plan}/{name}.csv", kinds[name], programme=plan) for name in PLAN_TABLES
        )
    for source in sources:
        yield from _report_sheets(data, source)
    yield TableSheet("", "documents/documents.csv", Document)
    for name, kind in table_types(Claims).items():
        yield TableSheet("", f"documents/facts/{name}.csv", kind, DOCUMENT)
    yield TableSheet("", "backtest/cross_border_recommendations.csv", CrossBorder)
    yield TableSheet("", "findings/verdicts.csv", Verdict)


def _report_sheets(data: Path, source: Source) -> Iterator[TableSheet]:
    folder = f"reports/{source.id}"
    for name, kind in table_types().items():
        if name not in (*REFERENCE_TABLES, *PLAN_TABLES):
            yield TableSheet("", f"{folder}/facts/{name}.csv", kind, programme=source.programme)
    yield TableSheet("", f"{folder}/corrections.csv", Repair, programme=source.programme)
    for path in sorted((data / folder / "readings").glob("[!.]*.csv")):
        reading: type[Row] = Settlement if path.stem == Settlement.TABLE else Reading
        yield TableSheet("", f"{folder}/readings/{path.name}", reading, programme=source.programme)


def _give_names(sheets: list[TableSheet]) -> Iterator[TableSheet]:
    """Name each sheet after folder and table, within what a workbook allows, and no two alike."""
    taken: set[str] = {CONTENTS, LISTED}
    for sheet in sheets:
        folder, _, table = sheet.file.removesuffix(".csv").rpartition("/")
        owner = folder.removeprefix("programmes/").removeprefix("reports/").removesuffix("/facts").replace("/", ".")
        room = LONGEST_NAME - len(table) - 1
        name, number = f"{owner[:room]}.{table}"[-LONGEST_NAME:], 2
        while name.lower() in taken:
            name, number = f"{owner[: room - 2]}~{number}.{table}"[-LONGEST_NAME:], number + 1
        taken.add(name.lower())
        yield TableSheet(name, sheet.file, sheet.kind, sheet.place, sheet.programme)
