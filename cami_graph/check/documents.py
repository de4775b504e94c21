"""See that what documents beside the reports claim can stand, and list where documents tell different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cami_graph.check.states import check_state
from cami_graph.errors import Fault
from cami_graph.tables import Action, Claim, Document, Membership, Record, Status

LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Voice:
    """What one document says of the state of an activity or an item."""

    document: str
    issued: str
    status: str
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """One activity or item of which documents tell different states; the latest document stands first."""

    programme: str
    code: str
    item: str
    voices: tuple[Voice, ...]

    def __str__(self) -> str:
        name = f"{self.code} {self.item}".strip()
        told = "; ".join(f"{one.status} ({one.document}, {one.issued or 'no date'})" for one in self.voices)
        return f"Documents differ on {name} of {self.programme}: {told}. All stand; the latest is shown."


def check_documents(record: Record) -> Iterator[Fault]:
    """Find claims of documents that are no table which lack a place, or quote what may not be quoted."""
    documents = {one.document_id: one for one in record.documents}
    for row in record.claims.all_rows():
        yield from _check_words(row, documents.get(row.document_id))
        if getattr(row, "certainty", "") and not getattr(row, "reason", ""):
            yield row.fault(
                "A claim that is not sure has no reason.", "reason", "Say in one sentence why it is not sure."
            )
        if isinstance(row, Action | Status):
            yield from check_state(row, row.quote)


def _check_words(row: Claim, document: Document | None) -> Iterator[Fault]:
    quote = str(row.get("quote"))
    if document is None:
        yield row.fault("The claims of a report stand in its own folder.", "document_id", "Move the row there.")
        return
    if not row.locator and document.hand == "first":
        yield row.fault("Nothing says where in the document it stands.", "locator", "Name page, paragraph or heading.")
    if quote and document.is_quotable == "no":
        remedy = "Delete the words, or say in documents.csv that it may be quoted."
        yield row.fault("The document may not be quoted.", "quote", remedy)
    if len(quote) > LONGEST_QUOTE:
        remedy = f"Quote at most {LONGEST_QUOTE} characters."
        yield row.fault(f"{len(quote)} characters are more than a short quote.", "quote", remedy)


def check_members(record: Record) -> Iterator[Fault]:
    """Find landscapes and range states that a programme lists and that are not among its members, and lost letters."""
    members = {(row.programme_id, row.kind, row.value) for row in record.memberships}
    for report in record.reports if record.memberships else ():
        programme = report.programme.programme_id
        for state in report.tables.landscape_states:
            for kind, name in (("landscape", "landscape_id"), ("country", "country_code")):
                if (programme, kind, str(state.get(name))) not in members:
                    remedy = f"Add a {kind} to memberships.csv, or correct it here."
                    yield state.fault(f"{state.get(name)} is no member of {programme}.", name, remedy)
    letters: dict[tuple[str, str], list[Membership]] = {}
    for row in record.memberships:
        if row.letter:
            letters.setdefault((row.programme_id, row.kind), []).append(row)
    for rows in letters.values():
        yield from _check_letters(rows)


def _check_letters(rows: Sequence[Membership]) -> Iterator[Fault]:
    """Find letters of a list that stand twice, or before which one is missing."""
    found = [row.letter for row in rows]
    for row in rows:
        before = chr(ord(row.letter) - 1) if len(row.letter) == 1 and row.letter != "a" else row.letter
        twin = next((one for one in rows if one.letter == row.letter and one.row != row.row), None)
        if twin and before not in found:
            misplaced = min(row, twin, key=lambda one: one.row)
            problem = f"{row.letter} stands twice, and {before} is missing."
            yield misplaced.fault(problem, "letter", f"Write {before}, or correct the other row.")
            return
        if before not in found:
            problem = f"The letter {before} before it is missing."
            yield row.fault(problem, "letter", "Add the row of that letter, or correct this one.")


def find_conflicts(record: Record) -> list[Conflict]:
    """List the activities and items of which documents that were read tell different states, in order of codes."""
    issued = {one.source.id: one.source.issued for one in record.reports}
    issued |= {one.document_id: one.issued for one in record.documents}
    rows = [row for report in record.reports for row in report.tables.read_only().statuses]
    rows += record.claims.read_only().statuses
    told: dict[tuple[str, str, str], list[Status]] = defaultdict(list)
    for row in rows:
        told[row.programme_id, row.activity_code, row.item].append(row)
    conflicts = []
    for (programme, code, item), found in sorted(
        told.items(), key=lambda one: (one[0][0], _order(one[0][1]), one[0][2])
    ):
        if len({row.status for row in found}) > 1:
            voices = [
                Voice(row.document_id, issued.get(row.document_id, ""), row.status, row.file, row.row) for row in found
            ]
            latest = sorted(voices, key=lambda one: (one.issued, one.document), reverse=True)
            conflicts.append(Conflict(programme, code, item, tuple(latest)))
    return conflicts


def _order(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split("."))
