"""All words of a report are accounted for: by a claim that stands, or by an exception."""

from __future__ import annotations

import pytest
from damaged import Copy, faults_of

from cami_graph.check import Coverage, Words, check_data, check_words, measure_coverage
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import read_record


def measured() -> Coverage:
    found = Words.of(read_record(DATA, VOCABULARIES).report("cami2-doc3"))
    assert list(check_words(found)) == []
    return measure_coverage(found)


def test_every_character_of_the_real_tables_is_accounted_for() -> None:
    coverage = measured()
    assert coverage.open == ()
    assert coverage.claimed + coverage.excepted == coverage.characters
    assert coverage.excepted < coverage.characters / 100
    assert coverage.share == 1


@pytest.mark.slow
def test_words_that_only_a_rejected_claim_quotes_are_accounted_for_by_nobody(copy: Copy) -> None:
    copy.edit("facts/recommendations", {"recommendation_id": "1.1.10-x1"}, "state", "rejected")
    checked = check_data(copy.data, VOCABULARIES)
    assert any(fault.column == "6" and "1.1.10" in fault.problem for fault in checked.faults)
    assert ", 1 rejected" in str(checked.reports[0])


@pytest.mark.slow
def test_words_that_no_claim_quotes_are_found_in_the_report(copy: Copy) -> None:
    rows = [row for row in copy.rows("facts/actions") if row["action_id"] != "1.1.10-r1"]
    copy.write("facts/actions", rows)
    for table, column in (("participations", "action_id"), ("statuses", "activity_code")):
        kept = [row for row in copy.rows(f"facts/{table}") if not row[column].startswith("1.1.10")]
        copy.write(f"facts/{table}", kept)
    faults = [fault for fault in faults_of(copy) if fault.file.endswith(".txt")]
    assert {(fault.row, fault.column) for fault in faults} == {(70, "4"), (70, "5")}
    assert all("1.1.10" in fault.problem and "exceptions.csv" in fault.remedy for fault in faults)
