"""See that what a reader writes can stand in its table: form, names, words, and no second row of the same name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from cami_graph.errors import Fault, QueryError, SourceError, suggest_names
from cami_graph.review.folder import READING, Folder, Values, claim_columns, row_types, split_many
from cami_graph.tables import columns_of
from cami_graph.tables.columns import Column
from cami_graph.tables.letters import find_damage
from cami_graph.tables.read import Codes
from cami_graph.tables.report import Exemption

NAMED = {"actions": "action_id", "recommendations": "recommendation_id", "cooperations": "cooperation_id"}
"""Tables whose rows have names of their own, which no reader changes: other rows hang on them."""

LETTERS = {"actions": "r", "recommendations": "x", "cooperations": "c"}


@dataclass(frozen=True)
class Judge:
    """What may stand in the cells of a report: the names of every table, the codes of every closed list."""

    folder: Folder
    names: Mapping[str, frozenset[str]]
    codes: Codes

    def columns(self, table: str) -> tuple[Column, ...]:
        """Return the columns that a reader fills. Raises QueryError where there is no such table."""
        if table not in (*claim_columns(), Exemption.TABLE):
            raise QueryError(f'"{table}" is no table of claims.', remedy=suggest_names(table, claim_columns()))
        return tuple(one for one in columns_of(row_types()[table]) if one.name not in READING)

    def choices(self, column: Column) -> tuple[str, ...]:
        """Return what may be chosen in a column; nothing where words or numbers of one's own stand there."""
        if column.choices:
            return column.choices
        known = self.codes.get(column.vocabulary, frozenset()) if column.vocabulary else self.names.get(column.refers)
        return tuple(sorted(known or ()))

    def check(self, table: str, cells: Values, old: Values) -> list[Fault]:
        """Return what is wrong with a row that was `old` before; nothing stands in `old` where it is a new one."""
        faults = [fault for column in self.columns(table) for fault in self._check_cell(column, cells)]
        name = NAMED.get(table, "")
        if old and name and cells.get(name) != old.get(name):
            faults.append(Fault("The name of a row stays.", table, None, name, cells.get(name, ""), "Leave it."))
        if not faults:
            faults += [*self._check_key(table, cells, old), *self._check_words(table, cells)]
        return faults

    def _check_cell(self, column: Column, cells: Values) -> Iterator[Fault]:
        text = cells.get(column.name, "")
        _, problem = replace(column, required=column.required and not column.own_words).parse(text)
        damage = find_damage(text, column.dated)
        if damage or problem:
            told = damage.problem if damage else f"{problem[0].upper()}{problem[1:]}."
            remedy = damage.remedy if damage else f"{column.meaning} {column.rule()}".strip()
            yield Fault(told, "", None, column.name, text, remedy)
            return
        known = self.choices(column)
        for part in split_many(text) if column.many else filter(None, (text,)):
            if (column.vocabulary or column.refers) and part not in known:
                remedy = suggest_names(part, known) or "Add it to the reference tables first."
                yield Fault(f'"{part}" is not known.', "", None, column.name, part, remedy)

    def _check_key(self, table: str, cells: Values, old: Values) -> Iterator[Fault]:
        key = row_types()[table].KEY
        wanted = tuple(cells.get(column, "") for column in key)
        for claim in self.folder.claims:
            same = claim.table == table and tuple(claim.cells[column] for column in key) == wanted
            if key and same and dict(claim.cells) != dict(old):
                problem = f"Row {claim.row} of {table} says this already."
                yield Fault(problem, "", None, key[-1], wanted[-1], "Look there.")

    def _check_words(self, table: str, cells: Values) -> Iterator[Fault]:
        codes = self.folder.codes(cells)
        name = cells.get(NAMED.get(table, ""), "")
        if table in ("actions", "recommendations") and name.rpartition("-")[0] != codes[0]:
            problem = f"{name} is named after another activity."
            yield Fault(problem, "", None, "activity_codes", codes[0], "Put that one first.")
            return
        try:
            self.folder.check_quote(table, cells)
        except SourceError as error:
            yield Fault(error.problem, "", None, "quote", cells.get("quote", ""), error.remedy)

    def name_new(self, table: str, cells: Values) -> dict[str, str]:
        """Return a new row with the next free name of its kind, where its kind has names."""
        if table not in NAMED:
            return dict(cells)
        codes = split_many(cells.get("activity_codes", ""))
        head = cells.get("action_id", "") if table == "cooperations" else next(iter(codes), "")
        names = self.names.get(table, frozenset())
        free = (f"{head}-{LETTERS[table]}{number}" for number in count(1))
        return {**cells, NAMED[table]: next(name for name in free if name not in names)}
