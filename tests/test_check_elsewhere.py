"""What a report says of another programme is looked up in the programme that it names."""

from __future__ import annotations

from dataclasses import replace

from cami_graph.check.elsewhere import check_elsewhere
from cami_graph.paths import DATA, VOCABULARIES
from cami_graph.tables import Action, read_record
from cami_graph.tables.plan import Continuation
from cami_graph.tables.read import make_row


def test_items_and_former_activities_are_looked_up_in_the_programme_that_is_named() -> None:
    record = read_record(DATA, VOCABULARIES)
    (report,) = record.reports
    texts = {"activity_code": "1.1.1", "former_programme_id": "cami-2014-2020", "former_code": "1.1.99"}
    strange = make_row(Continuation, "continuations.csv", 2, texts)
    lettered = make_row(Continuation, "continuations.csv", 3, {**texts, "former_code": "1.1.1", "former_item": "q"})
    tables = replace(report.tables, continuations=(strange, lettered))
    action = make_row(Action, "actions.csv", 2, {"activity_codes": "1.1.1", "items": "q"})
    action = replace(action, programme_id="cami-2014-2020")
    claims = replace(record.claims, actions=(action,))
    found = check_elsewhere(replace(record, reports=(replace(report, tables=tables),), claims=claims))
    assert [fault.column for fault in found] == ["items", "former_code", "former_item"]
