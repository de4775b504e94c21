"""See that the programme is whole: every activity in its section, with priority, responsible parties and status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cami_graph.check.words import Words
from cami_graph.errors import Fault
from cami_graph.source import ROLES
from cami_graph.tables import Row, Tables

ACTION = ROLES.index("action") + 1


def check_wholeness(words: Words, faulty: set[tuple[str, int | None]]) -> Iterator[Fault]:
    """Find activities that lack what each must have; a table with faulty rows is not asked for missing ones."""
    tables, cells = words.tables, words.cells
    plan, facts = f"programmes/{words.source.programme}", f"reports/{words.source.id}/facts"
    printed = {code for cell in cells for code in cell.activity_codes}
    broken = {file for file, _ in faulty}
    told = {code for cell in cells if cell.column == ACTION and cell.printed for code in cell.activity_codes}
    known = {row.activity_code for row in tables.activities}
    if f"{plan}/activities.csv" not in broken:
        yield from _missing(f"{plan}/activities.csv", known, printed)
        yield from _strangers(tables, printed)
    for table, wanted in (("priorities", printed), ("responsibilities", printed), ("statuses", told)):
        if f"{facts}/{table}.csv" not in broken:
            yield from _missing(
                f"{facts}/{table}.csv", {str(row.get("activity_code")) for row in tables.rows(table)}, wanted
            )
    yield from _misplaced(tables, faulty)
    yield from _single_passages(tables)


def _missing(file: str, found: set[str], wanted: set[str]) -> Iterator[Fault]:
    for code in sorted(wanted - found):
        remedy = "Add its row; if nothing is printed for it, say so there."
        yield Fault(f"Activity {code} has no row.", file, None, "activity_code", code, remedy)


def _strangers(tables: Tables, printed: set[str]) -> Iterator[Fault]:
    for row in tables.activities:
        if row.activity_code not in printed:
            remedy = "Correct the code, or delete the row."
            yield row.fault(f"The report prints no activity {row.activity_code}.", "activity_code", remedy)


def _misplaced(tables: Tables, faulty: set[tuple[str, int | None]]) -> Iterator[Fault]:
    """Find elements whose code says that they belong elsewhere."""
    places: list[tuple[Sequence[Row], str, str]] = [
        (tables.activities, "activity_code", "section_code"),
        (tables.sections, "section_code", "objective_code"),
    ]
    for rows, name, parent in places:
        for row in rows:
            wanted = str(row.get(name)).rpartition(".")[0]
            if row.get(parent) and str(row.get(parent)) != wanted and (row.ref.file, row.row) not in faulty:
                yield row.fault(f"{row.get(name)} does not belong to {row.get(parent)}.", parent, f"Write {wanted}.")


def _single_passages(tables: Tables) -> Iterator[Fault]:
    counts: dict[str, int] = {}
    for row in tables.contradictions:
        counts[row.contradiction_id] = counts.get(row.contradiction_id, 0) + 1
    for row in tables.contradictions:
        if counts[row.contradiction_id] < 2:
            remedy = "Add a row with the other passage."
            yield row.fault("A contradiction of one passage.", "contradiction_id", remedy)
