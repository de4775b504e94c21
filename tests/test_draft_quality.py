"""How good drafts are: proposed facts against what people read in two reports, and new names that are found.

A workbook and a web page give the same facts as Word, as `test_draft` says; so these are not measured once more.
"""

from __future__ import annotations

import pytest
from drafted import DRAFTS, FIRST, NEXT, Readings, measure_first, measure_second, read_readings
from overlay import SECOND, read

from cami_graph.draft import draft_document
from cami_graph.draft.facts import facts_of
from cami_graph.draft.measure import Agreement, measure
from cami_graph.draft.seen import make_id
from cami_graph.paths import DRAFT

pytestmark = pytest.mark.slow

BEFORE, AFTER = 0.95, 0.97
BY_SECTIONS = 0.85


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Readings:
    """What people read in both reports."""
    return read_readings(tmp_path_factory.mktemp("readings"))


@pytest.mark.parametrize("form", ["docx", "pdf", "txt"])
def test_a_draft_of_the_second_report_agrees_with_its_readers(readings: Readings, form: str) -> None:
    assert measure_second(readings, form, added=False)[-1].f1 >= BEFORE
    assert measure_second(readings, form, added=True)[-1].f1 >= AFTER


def test_a_draft_of_the_first_report_with_names_of_other_sections(readings: Readings) -> None:
    assert measure_first(readings)[-1].f1 >= BY_SECTIONS


def test_every_new_name_of_the_second_report_is_proposed(readings: Readings) -> None:
    draft = draft_document(DRAFTS / "second.docx", readings.before, "cami-2021-2026", NEXT, DRAFT)
    proposed = {
        make_id(words) for one in draft.unknown for words in (one.thing.name, one.thing.key, *one.thing.spellings)
    }
    missed = [name for name, spellings in new_names() if not spellings & proposed]
    assert missed == []


def new_names() -> list[tuple[str, set[str]]]:
    """Return the species, countries, bodies and places that the second report adds, with their spellings."""
    found = []
    for table, column in (("species", "name"), ("countries", "name"), ("actors", "name"), ("places", "name")):
        for row in read(SECOND / "reference" / f"{table}.csv"):
            names = (row[column], row.get("short_name", ""), *row["aliases"].split("; "))
            found.append((row[column], {make_id(one) for one in names if one}))
    return found


def test_claims_say_the_facts_that_the_question_reads_from_the_graph(readings: Readings) -> None:
    report = next(one for one in readings.after.reports if one.source.id == FIRST)
    names = ("priorities", "responsibilities", "statuses", "scopes", "actions", "participations", "cooperations")
    tables = {
        name: [
            {column: "; ".join(row.values(column)) for column in row.__dataclass_fields__}
            for row in getattr(report.tables, name)
        ]
        for name in (*names, "recommendations")
    }
    facets = {"priority", "responsible", "status", "country", "joint", "actor", "country_actor", "period", "rec_type"}
    said = {one[:3] for one in facts_of(tables, readings.names) if one[1] in facets}
    read_ = {one for one in readings.facts[FIRST] if one[1] in facets and one[2] not in ("none", "blank")}
    assert measure(said, read_, readings.names)[-1].f1 > 0.99


def test_agreement_is_counted_as_it_is_told() -> None:
    row = Agreement("actor", read=8, proposed=10, common=6)
    assert (row.to_add, row.to_strike) == (2, 4)
    assert (row.precision, row.recall) == (0.6, 0.75)
    assert row.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))
