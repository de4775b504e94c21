"""The real tables hold what the report holds, counted again from the raw file by other means than the program's."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA, REPORTS, VOCABULARIES
from cami_graph.source import Cell, Source, Span, read_corrections, read_source, split_cells
from cami_graph.tables import read_record

RAW = REPORTS / "cami2-doc3" / "UNEP-CMS-CAMI2-Doc3.txt"
OPENS_AN_ENTRY = re.compile(r"(\d\.\d\.\d{1,2})\.? (?=[A-Z])")  # a code, then a sentence: not "see also 1.2.11"
Place = tuple[frozenset[str], int]


def places_from_raw() -> dict[int, Place]:
    """Say for each printed character of the tables which activities and column it belongs to, from the raw file."""
    places: dict[int, Place] = {}
    rows: list[tuple[set[str], list[tuple[int, str, int]]]] = []
    start = 0
    for line in RAW.read_bytes().decode("utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) == 6 and fields[1] != "Responsible":
            rows = read_row(rows, fields, start, places)
        start += len(line) + 1
    for codes, columns in rows:
        for offset, words, column in columns:
            places.update({offset + at: (frozenset(codes), column) for at in range(len(words))})
    return move_by_hand(places)


def read_row(
    rows: list[tuple[set[str], list[tuple[int, str, int]]]], fields: list[str], start: int, places: dict[int, Place]
) -> list[tuple[set[str], list[tuple[int, str, int]]]]:
    """Add a line of the table: its first column to `places` at once, the others to the row that they belong to."""
    opening = list(OPENS_AN_ENTRY.finditer(fields[0]))
    if opening and (fields[1] or fields[2]):
        rows.append((set(), []))
    codes = [match[1] for match in opening]
    rows[-1][0].update(codes)
    cuts = [0, *(match.start() for match in opening[1:]), len(fields[0])]
    for code, begin, end in zip(codes or [last_code(rows)], cuts, cuts[1:], strict=False):
        places.update({start + at: (frozenset({code}), 1) for at in range(begin, end)})
    offset = start + len(fields[0]) + 1
    for column, words in enumerate(fields[1:], 2):
        rows[-1][1].append((offset, words, column))
        offset += len(words) + 1
    return rows


def last_code(rows: list[tuple[set[str], list[tuple[int, str, int]]]]) -> str:
    """Return the code that was printed last."""
    return max(rows[-1][0], key=lambda code: [int(part) for part in code.split(".")])


def move_by_hand(places: dict[int, Place]) -> dict[int, Place]:
    """Put the words that corrections.csv moves into the column it names."""
    text = RAW.read_bytes().decode("utf-8")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    with (REPORTS / "cami2-doc3" / "corrections.csv").open(encoding="utf-8", newline="") as lines:
        moves = [row for row in csv.DictReader(lines) if row["to_column"]]
    assert moves
    for row in moves:
        begin = text.index(row["printed"], starts[int(row["line"]) - 1])
        for at in range(begin, begin + len(row["printed"])):
            places[at] = (places[at][0], int(row["to_column"]))
    return places


def places_of(cells: Iterable[Cell]) -> dict[int, Place]:
    """Say the same from the program's cells."""
    return {
        at: (frozenset(cell.activity_codes), cell.column)
        for cell in cells
        for span in cell.spans
        for at in range(span.start, span.end)
    }


def differences(found: Mapping[int, Place], wanted: Mapping[int, Place]) -> set[int]:
    return {at for at in set(found) | set(wanted) if found.get(at) != wanted.get(at)}


def read_cells() -> tuple[Source, tuple[Cell, ...]]:
    source = read_source(REPORTS / "cami2-doc3")
    return source, split_cells(source, read_corrections(REPORTS / "cami2-doc3" / "corrections.csv"))


@pytest.mark.slow
def test_every_character_of_the_tables_is_in_the_cell_of_its_activity_and_column() -> None:
    _, cells = read_cells()
    wanted = places_from_raw()
    assert len(wanted) > 60000
    assert differences(places_of(cells), wanted) == set()


@pytest.mark.slow
def test_a_word_moved_to_a_neighbouring_activity_is_noticed() -> None:
    _, cells = read_cells()
    giver = next(index for index, cell in enumerate(cells) if cell.key == "1.1.9-4")
    taker = next(index for index, cell in enumerate(cells) if cell.key == "1.1.10-4")
    last = cells[giver].spans[-1]
    cut = last.start + last.words.rindex(" ")
    moved = list(cells)
    moved[giver] = with_spans(cells[giver], *cells[giver].spans[:-1], last.part(last.start, cut))
    moved[taker] = with_spans(cells[taker], *cells[taker].spans, last.part(cut, last.end))
    noticed = differences(places_of(moved), places_from_raw())
    assert noticed == set(range(cut, last.end))


def with_spans(cell: Cell, *spans: Span) -> Cell:
    return replace(cell, spans=spans)


def test_the_programme_is_whole() -> None:
    tables = read_record(DATA, VOCABULARIES).report("cami2-doc3").tables
    text = RAW.read_bytes().decode("utf-8")
    sections = set(re.findall(r"^(\d\.\d)\.? [^\t\n]+$", text, re.MULTILINE))
    activities = {code for codes, _ in places_from_raw().values() for code in codes}
    assert {row.section_code for row in tables.sections} == sections
    assert len(sections) == 15
    assert {row.activity_code for row in tables.activities} == activities
    assert len(activities) == 114


def test_every_lettered_item_of_the_plan_has_a_row() -> None:
    tables = read_record(DATA, VOCABULARIES).report("cami2-doc3").tables
    text = RAW.read_bytes().decode("utf-8")
    places = places_from_raw()
    printed = {
        (next(iter(places[match.start(1)][0])), match[1])
        for match in re.finditer(r"(?<!\w)([a-k])\) ", text)
        if places.get(match.start(1), (frozenset(), 0))[1] == 1
    }
    stated = {(row.activity_code, row.item) for row in tables.subactivities if "-" not in row.item}
    assert printed - stated == set()
    assert stated - printed <= {("2.1.1", "l")}


def test_every_activity_has_its_printed_priority_and_responsible_parties() -> None:
    tables = read_record(DATA, VOCABULARIES).report("cami2-doc3").tables
    activities = {row.activity_code for row in tables.activities}
    assert {row.activity_code for row in tables.priorities if row.kind == "printed"} == activities
    assert {row.activity_code for row in tables.responsibilities} == activities


def test_twelve_landscapes_have_thirty_seven_range_states() -> None:
    tables = read_record(DATA, VOCABULARIES).report("cami2-doc3").tables
    pairs = {(row.landscape_id, row.country_code) for row in tables.landscape_states}
    assert (len({landscape for landscape, _ in pairs}), len(pairs)) == (12, 37)


def test_the_graph_holds_the_programme(real_graph: CamiGraph) -> None:
    counts = {
        kind: len(real_graph.store.select(f"SELECT ?x {{ ?x a <https://w3id.org/cami/ontology#{kind}> }}"))
        for kind in ("Objective", "Section", "Activity")
    }
    assert counts == {"Objective": 4, "Section": 15, "Activity": 114}


def test_every_fact_quotes_the_report_letter_by_letter(real_graph: CamiGraph) -> None:
    text = RAW.read_bytes().decode("utf-8")
    facts = real_graph.query("facts").rows
    assert len(facts) > 1500
    assert [row for row in facts if str(row["evidence"]) not in text] == []
    keys = [(str(row["activity"]), str(row["facet"]), str(row["value"])) for row in facts]
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys)
