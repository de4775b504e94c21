"""See that what a row names in another programme, plan or border exists, where no single table holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cami_graph.errors import Fault, suggest_names
from cami_graph.tables import Action, Claim, Programme, Record, Status
from cami_graph.tables.plan import Continuation
from cami_graph.tables.populations import Population
from cami_graph.tables.record import PLAN_TABLES
from cami_graph.tables.report import Recommendation

Items = Mapping[str, frozenset[tuple[str, str]]]
"""The activities of each programme, alone and with each of their items."""


def check_elsewhere(record: Record, hidden: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Find programmes of no document, herds that cross borders of others, and parts that no programme has.

    `hidden` are tables that could not be read whole: they may hold any name.
    """
    documents = {one.document_id for one in record.documents} | {one.source.id for one in record.reports}
    parts = {} if hidden & set(PLAN_TABLES) else _parts(record)
    for programme in () if "documents" in hidden else record.programmes:
        yield from _check_programme(programme, documents)
    for herd in record.reference.populations:
        yield from _check_borders(herd)
    for row in record.claims.all_rows():
        yield from _check_items(row, parts)
    for report in record.reports:
        for row in report.tables.continuations:
            yield from _check_former(row, parts.get(row.former_programme_id))


def _parts(record: Record) -> Items:
    """Return the parts of each programme that a report tells of; of others nothing can be said."""
    return {
        report.programme.programme_id: frozenset(
            [(row.activity_code, "") for row in report.tables.activities]
            + [(row.activity_code, row.item) for row in report.tables.subactivities]
        )
        for report in record.reports
    }


def _check_programme(row: Programme, documents: set[str]) -> Iterator[Fault]:
    if row.document_id not in documents:
        remedy = suggest_names(row.document_id, documents) or "Correct it, or add the report."
        yield row.fault(f"There is no document {row.document_id}.", "document_id", remedy)


def _check_borders(row: Population) -> Iterator[Fault]:
    for pair in row.crossing_pairs:
        for code in pair.split("-"):
            if code not in row.state_codes:
                remedy = f"It lives in {', '.join(row.state_codes)}: correct one of the two."
                yield row.fault(f"{pair} is no border of {row.population_id}: {code}.", "crossing_pairs", remedy, pair)


def _check_items(row: Claim, parts: Items) -> Iterator[Fault]:
    """Find letters that no activity of a claim has."""
    known = parts.get(row.programme_id)
    if known is None or not isinstance(row, Action | Recommendation | Status):
        return
    name, codes = ("item", "activity_code") if isinstance(row, Status) else ("items", "activity_codes")
    for item in row.values(name):
        if not any((code, item) in known for code in row.values(codes)):
            yield _no_item(row, ", ".join(row.values(codes)), name, item)


def _check_former(row: Continuation, known: frozenset[tuple[str, str]] | None) -> Iterator[Fault]:
    code, item = row.former_code, row.former_item
    if known is None or not code:
        return
    if (code, "") not in known:
        remedy = suggest_names(code, {one for one, _ in known}) or "Correct the code."
        yield row.fault(f"That programme has no activity {code}.", "former_code", remedy)
    elif item and (code, item) not in known:
        yield _no_item(row, code, "former_item", item)


def _no_item(row: Claim, code: str, name: str, item: str) -> Fault:
    return row.fault(f'{code} has no item "{item}".', name, "Correct the letter.", item)
