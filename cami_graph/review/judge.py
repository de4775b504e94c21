"""See that what a reader writes can stand in its table: form, names, no second row of its key, and every other rule.

The rules are those of `cami check`, asked for one row: what the page keeps, the check does not refuse later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import count

from cami_graph.check.single import Rules
from cami_graph.errors import Fault, QueryError, suggest_names
from cami_graph.review.folder import READING, Claim, Folder, Values, claim_columns, row_types, split_many
from cami_graph.tables import Record, Row, columns_of
from cami_graph.tables.columns import Column
from cami_graph.tables.folders import names_of
from cami_graph.tables.letters import find_damage
from cami_graph.tables.read import Codes, Context, make_row, read_table
from cami_graph.tables.record import PLAN_TABLES
from cami_graph.tables.report import Exemption

NAMED = {"actions": "action_id", "recommendations": "recommendation_id", "cooperations": "cooperation_id"}
"""Tables whose rows have names of their own, which no reader changes: other rows hang on them."""

TOLD_ONCE = ("actions", "recommendations")
OWN_ROW = 1
"""The number of the row that is judged: that of the header, which no other row has."""

RARE = 10
"""A column that is filled less often than once in so many rows is rare."""

LETTERS = {"actions": "r", "recommendations": "x", "cooperations": "c"}


@dataclass(frozen=True)
class Judge:
    """What may stand in the cells of a report: the names of every table, the codes of every closed list."""

    folder: Folder
    names: Mapping[str, frozenset[str]]
    codes: Codes
    rules: Rules
    usual: Mapping[str, frozenset[str]]

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
        return tuple(sorted(set(known or ()) - set(column.barred)))

    def check(self, table: str, cells: Values, old: Values, beside: Sequence[Claim]) -> list[Fault]:
        """Return what is wrong with a row that was `old` before; nothing stands in `old` where it is a new one.

        `beside` are the other rows of the report, as they stand for this reader.
        """
        faults = [fault for column in self.columns(table) for fault in self._check_cell(column, cells)]
        name = NAMED.get(table, "")
        if old and name and cells.get(name) != old.get(name):
            faults.append(Fault("The name of a row stays.", table, None, name, cells.get(name, ""), "Leave it."))
        if not faults:
            faults += self.check_key(table, cells, beside)
        return faults or self._check_rules(table, cells, beside)

    def _check_cell(self, column: Column, cells: Values) -> Iterator[Fault]:
        text = cells.get(column.name, "")
        _, problem = replace(column, required=column.required and not column.own_words).parse(text)
        damage = find_damage(text, column.dated)
        if damage or problem:
            told = damage.problem if damage else f"{problem[0].upper()}{problem[1:]}."
            remedy = damage.remedy if damage else f"{column.meaning} {column.rule()}".strip()
            yield Fault(told, "", None, column.name, text, remedy)
            return
        named = column.within(cells)
        known = self.choices(named)
        for part in split_many(text) if column.many else filter(None, (text,)):
            if (named.vocabulary or named.refers) and part not in known:
                elsewhere = "Add it to the reference tables first."
                listed = f"Write one of {', '.join(sorted(known))}." if named.vocabulary else elsewhere
                remedy = suggest_names(part, known) or listed
                yield Fault(f'"{part}" is not known.', "", None, column.name, part, remedy)

    def check_key(self, table: str, cells: Values, beside: Sequence[Claim]) -> Iterator[Fault]:
        """Find the row beside that has the same key."""
        key = row_types()[table].KEY
        wanted = tuple(cells.get(column, "") for column in key)
        for claim in beside if key else ():
            if claim.table == table and tuple(claim.cells.get(column, "") for column in key) == wanted:
                where = f"Row {claim.row} of {table}" if claim.row else "A claim that was added"
                yield Fault(f"{where} says this already.", "", None, key[-1], wanted[-1], "Look there.")

    def _check_rules(self, table: str, cells: Values, beside: Sequence[Claim]) -> list[Fault]:
        """Return what the check of the tables would say of the row."""
        action = cells.get("action_id")
        near = [one for one in beside if one.state != "rejected" and action and one.cells.get("action_id") == action]
        if table in TOLD_ONCE:
            near += [one for one in beside if one.table == table and one.state == "read" and one not in near]
        rows = [make_row(row_types()[one.table], one.table, one.row, one.cells) for one in near]
        found = self.rules.check(make_row(row_types()[table], table, OWN_ROW, cells), rows)
        return [replace(fault, file="", row=None) for fault in found]

    def name_new(self, table: str, cells: Values) -> dict[str, str]:
        """Return a new row with the next free name of its kind, where its kind has names."""
        if table not in NAMED:
            return dict(cells)
        codes = split_many(cells.get("activity_codes", ""))
        head = cells.get("action_id", "") if table == "cooperations" else next(iter(codes), "")
        names = self.names.get(table, frozenset())
        free = (f"{head}-{LETTERS[table]}{number}" for number in count(1))
        return {**cells, NAMED[table]: next(name for name in free if name not in names)}


def make_judge(folder: Folder, record: Record, codes: Codes) -> Judge:
    """Return who judges the rows of a report: by what the data know, and by the plan of its programme."""
    tables = {one.name: getattr(record.reference, one.name) for one in fields(record.reference)}
    names = names_of({**tables, "programmes": record.programmes})
    rules = Rules(folder.source, folder.corrections, record.reference, _plan(folder, record))
    return Judge(folder, folder.known(names), codes, rules, find_usual(record))


def find_usual(record: Record) -> Mapping[str, frozenset[str]]:
    """Return the columns of each table that people fill at least once in so many rows, by the reports they read."""
    found = {}
    for table in claim_columns():
        rows = [row for report in record.reports for row in report.tables.read_only().rows(table)]
        if rows:
            names = [one.name for one in columns_of(row_types()[table])]
            filled = {name: sum(bool(row.values(name)) for row in rows) for name in names}
            found[table] = frozenset(name for name in names if filled[name] * RARE >= len(rows))
    return found


def _plan(folder: Folder, record: Record) -> Mapping[str, tuple[Row, ...]]:
    """Return the plan of the programme: as another report of it sees it, else as the draft proposes it."""
    for report in record.reports:
        if report.programme.programme_id == folder.source.programme:
            return {name: report.tables.rows(name) for name in PLAN_TABLES}
    home = folder.path / "draft" / "to_add"
    place = f"programmes/{folder.source.programme}"
    if not (home / place).is_dir():
        return {}
    context = Context(partial=True)
    return {name: read_table(home, f"{place}/{name}.csv", row_types()[name], [], context) for name in PLAN_TABLES}
