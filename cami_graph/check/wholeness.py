"""See that the programme is whole: every activity in its section, with priority, responsible parties and status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cami_graph.check.names import Names
from cami_graph.check.quotes import Words
from cami_graph.errors import Fault
from cami_graph.source import ROLES
from cami_graph.tables import Row, Tables

LETTER = re.compile(r"(?<![\w.(])([a-o])\)")
REFERENCE = re.compile(r"\b[Ss]ee (?:also )?(?:under |activity |section )?(\d+\.\d+(?:\.\d+)?)(?!\.?\d)")
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
    for table, check in (("landscape_states", _unlisted_states), ("links", _missing_links)):
        if not words.hidden and f"{facts}/{table}.csv" not in broken:
            yield from check(words)
    if not words.hidden and words.prints_plan and f"{plan}/subactivities.csv" not in broken:
        yield from _missing_items(words)


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


def _unlisted_states(words: Words) -> Iterator[Fault]:
    """Find range states that the words of a landscape name and no row gives."""
    names, tables = Names(words.tables), words.tables
    listed = {(row.landscape_id, row.country_code) for row in tables.landscape_states}
    told: set[tuple[str, str]] = set()
    for row in tables.landscape_states:
        for country in tables.countries:
            pair = (row.landscape_id, country.country_code)
            if pair not in listed | told and names.named("countries", country.country_code, words.read(row.quote)):
                told.add(pair)
                problem = f"The words name {country.name} as well, which has no row."
                yield row.fault(problem, "quote", f"Add a row of {row.landscape_id} and {country.country_code}.")


def _missing_items(words: Words) -> Iterator[Fault]:
    """Find lettered items that an activity prints and no row gives."""
    file = f"programmes/{words.source.programme}/subactivities.csv"
    known: dict[str, set[str]] = {}
    for row in words.tables.subactivities:
        known.setdefault(row.activity_code, set()).add(row.item[0])
    for cell in words.cells:
        code = cell.activity_codes[0]
        for letter in sorted(set(LETTER.findall(cell.text)) - known.get(code, set())) if cell.column == 1 else ():
            yield Fault(
                f"{code} prints an item {letter}, which has no row.", file, None, "item", letter, "Add its row."
            )


def _missing_links(words: Words) -> Iterator[Fault]:
    """Find references to other activities that are printed and that no row gives."""
    file = f"reports/{words.source.id}/facts/links.csv"
    known = {(row.activity_code, row.target_code) for row in words.tables.links}
    for cell in words.cells:
        for target in sorted(set(REFERENCE.findall(cell.text))):
            if not any((code, target) in known for code in cell.activity_codes):
                problem = f"Column {cell.column} of {cell.activity_codes[0]} refers to {target}, and no row does."
                yield Fault(problem, file, None, "target_code", target, "Add its row.")
