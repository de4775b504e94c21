"""See that each quote stands in the cell that it claims to stand in, and that each row is named after its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cami_graph.errors import Fault, HidingFault, SourceError
from cami_graph.source import ROLES, Cells, Correction, Source, Span, find_quote, pieces, split_cells
from cami_graph.tables import Report, Row, Tables
from cami_graph.tables.columns import PROGRAMME

FIXED_COLUMNS = {
    "objectives": 0,
    "sections": 0,
    "headings": 1,
    "subactivities": 1,
    "responsibilities": 2,
    "recommendations": 6,
}
PREFIXED = {"actions": "action_id", "recommendations": "recommendation_id"}


@dataclass
class Words:
    """A report in cells, the tables that claim what it says, and where each claim's words were found.

    What a reader rejected is not among them: its words wait for a claim that holds, or for an exception.
    `hidden` are the names of the tables that could not be read whole.
    """

    tables: Tables
    source: Source
    corrections: Sequence[Correction] = ()
    prints_plan: bool = True
    hidden: frozenset[str] = frozenset()
    found: dict[tuple[str, int], tuple[Span, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report, faults: Iterable[Fault] = ()) -> Words:
        """Return the words of a report that was read, with these faults."""
        faults = tuple(faults)
        unknown = any((one.file, one.column) == (report.programme.file, "document_id") for one in faults)
        prints = unknown or report.programme.document_id == report.source.id
        words = cls(report.tables.without_rejected(), report.source, report.corrections, prints)
        own = tuple(f"{folder}/" for folder in ("reference", *words.folders))
        lost = [one.file for one in faults if isinstance(one, HidingFault) and one.file.startswith(own)]
        words.hidden = frozenset(Path(one).stem for one in lost)
        return words

    def __post_init__(self) -> None:
        self.cells: Cells = split_cells(self.source, self.corrections)
        self.headings = self.source.headings()
        self.activities_of_action = {row.action_id: self.codes(row) for row in self.tables.actions}
        self._readings: Mapping[str, str] = {one.printed: one.reading for one in self.corrections}

    @property
    def folders(self) -> tuple[str, str]:
        """Return where the claims of the report and the plan of its programme lie."""
        return f"reports/{self.source.id}", f"programmes/{self.source.programme}"

    def codes(self, row: Row) -> tuple[str, ...]:
        """Return the activities (for objectives and sections: the heading) in whose cells a row's quote stands.

        A row that is named after another activity than it gives is looked for where its name says.
        """
        if row.TABLE in PREFIXED and _check_prefix(row):
            return (str(row.get(PREFIXED[row.TABLE])).rpartition("-")[0],)
        for name in ("activity_codes", "activity_code", "section_code", "objective_code"):
            if hasattr(row, name):
                return row.values(name)
        if hasattr(row, "action_id"):
            return self.activities_of_action.get(str(row.get("action_id")), ())
        return (self.source.landscape_list,)

    def column(self, row: Row) -> int:
        """Return the printed column of a row's quote."""
        told = str(getattr(row, "column", ""))
        return FIXED_COLUMNS.get(row.TABLE) or (int(told) if told.isdecimal() else 0)

    def read(self, quote: str) -> str:
        """Return a quote as it reads after the repairs, its pieces joined."""
        text = " ".join(pieces(quote))
        for printed, reading in self._readings.items():
            text = text.replace(printed, reading)
        return text


def quoted_rows(words: Words) -> Iterator[Row]:
    """Give every row that quotes the report; the plan quotes only the one that prints it."""
    for row in words.tables.all_rows():
        if hasattr(row, "quote") and row.get("quote") and (words.prints_plan or row.FOLDER != PROGRAMME):
            yield row


def check_words(words: Words) -> Iterator[Fault]:
    """Find quotes that do not stand where they claim to, and remember where the others stand."""
    for row in quoted_rows(words):
        fault = check_place(words, row)
        if fault:
            yield fault


def check_place(words: Words, row: Row) -> Fault | None:
    """Return what is wrong with where a row says that its words stand, if anything is."""
    return _check_prefix(row) or _check_quote(words, row)


def _check_prefix(row: Row) -> Fault | None:
    """An action or recommendation is named after its first activity, a cooperation after its action."""
    if row.TABLE == "cooperations":
        name, whole = "action_id", str(row.get("cooperation_id"))
        wanted, found = whole.rpartition("-")[0], str(row.get("action_id"))
    elif row.TABLE in PREFIXED:
        name, whole = "activity_codes", str(row.get(PREFIXED[row.TABLE]))
        wanted, found = whole.rpartition("-")[0], row.values("activity_codes")[0]
    else:
        return None
    if wanted == found:
        return None
    remedy = f'Correct it to "{wanted}", or give the row another name.'
    return row.fault(f'"{found}" does not fit the name of the row, {whole}.', name, remedy)


def _check_quote(words: Words, row: Row) -> Fault | None:
    codes, column, quote = words.codes(row), words.column(row), str(row.get("quote"))
    if not codes:
        return None
    try:
        words.found[row.ref.file, row.row] = find_quote(words.cells, codes, column, quote, words.headings)
    except SourceError as error:
        if hasattr(row, "column") and (other := _other_column(words, codes, quote)):
            return row.fault(f"The words stand in column {other} of the activity.", "column", f"Write {other}.")
        return row.fault(error.problem, "quote", error.remedy)
    return None


def _other_column(words: Words, codes: tuple[str, ...], quote: str) -> int | None:
    for column in range(1, len(ROLES) + 1):
        try:
            find_quote(words.cells, codes, column, quote, words.headings)
        except SourceError:
            continue
        return column
    return None
