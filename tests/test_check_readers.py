"""Nothing counts as read that nobody has read."""

from __future__ import annotations

from dataclasses import replace

from cami_graph.check.readers import check_readers
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import read_record


def test_a_claim_that_counts_as_read_and_names_no_reader_is_named() -> None:
    status = read_record(DATA, VOCABULARIES).report("cami2-doc3").tables.statuses[0]
    assert list(check_readers([status, replace(status, state="proposed", reader="")])) == []
    (fault,) = check_readers([replace(status, reader=" ")])
    assert (fault.file, fault.row, fault.column) == (status.file, status.row, "reader")
    assert "nobody is named who read it" in fault.problem
