"""What may be chosen in a column: the words it allows, the codes of a vocabulary, the names of another table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cami_graph.source import read_sheet
from cami_graph.tables.columns import Column
from cami_graph.tables.read import Codes
from cami_graph.workbook.layout import LISTED, TableSheet

LONGEST_FORMULA = 255
"""How many characters a list inside a formula may have."""


@dataclass
class Lists:
    """The lists of one workbook; those too long for a formula get a column of the hidden sheet."""

    data: Path
    codes: Codes
    sheets: Mapping[str, TableSheet]
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def validation(self, sheet: TableSheet, column: Column) -> DataValidation | None:
        """Return the drop-down of a column; where several values may stand, it only helps and refuses nothing."""
        name, values = self._values(sheet, column)
        if not values:
            return None
        formula = f'"{",".join(values)}"'
        if len(formula) > LONGEST_FORMULA or any(set(value) & {",", '"'} for value in values):
            self.columns.setdefault(name, values)
            letter = get_column_letter(list(self.columns).index(name) + 1)
            formula = f"{LISTED}!${letter}$2:${letter}${len(values) + 1}"
        found = DataValidation(type="list", formula1=formula, allow_blank=not column.required)
        found.showErrorMessage = not column.many
        found.errorTitle, found.error = column.name, column.rule()[:LONGEST_FORMULA]
        return found

    def _values(self, sheet: TableSheet, column: Column) -> tuple[str, tuple[str, ...]]:
        if column.choices:
            return f"{sheet.kind.TABLE} {column.name}", column.choices
        if column.vocabulary:
            codes = set(self.codes.get(column.vocabulary, ())) - set(column.barred)
            return " ".join(("vocabulary", column.vocabulary, *column.barred)), tuple(sorted(codes))
        if column.named:
            within = [self._values(sheet, column.within({column.by: kind}))[1] for kind in column.named]
            return f"{sheet.kind.TABLE} {column.name}", tuple(dict.fromkeys(sum(within, ())))
        if column.refers:
            file = self._file_of(sheet, column.refers)
            return file, self._names(file)
        return "", ()

    def _file_of(self, sheet: TableSheet, table: str) -> str:
        """Return the file that a column names: beside its own table, in the plan it speaks of, or reference data."""
        folder = sheet.file.rpartition("/")[0]
        plan = f"programmes/{sheet.programme}" if sheet.programme else ""
        places = [f"{place}/{table}.csv" for place in (folder, plan, "reference", "programmes", "documents") if place]
        return next((place for place in places if place in self.sheets), "")

    def _names(self, file: str) -> tuple[str, ...]:
        if not file:
            return ()
        sheet = self.sheets[file]
        names = [column.name for column in sheet.columns]
        rows = read_sheet(self.data / file, file, names).rows
        place = names.index(sheet.kind.KEY[0])
        return tuple(dict.fromkeys(cells[place] for _, cells in rows if cells[place]))

    def rows(self) -> Sequence[Sequence[str]]:
        """Return the rows of the hidden sheet: a list in each column, under its name."""
        longest = max((len(values) for values in self.columns.values()), default=0)
        body = [[values[at] if at < len(values) else "" for values in self.columns.values()] for at in range(longest)]
        return [list(self.columns), *body]
