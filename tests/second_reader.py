"""A reader of the second report who decides claim by claim, by what people read in it, through the review."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from overlay import SECOND

from cami_graph.review.desk import Desk
from cami_graph.review.folder import READING, Claim, claim_columns, row_types
from cami_graph.review.judge import NAMED

Row = dict[str, str]
FACTS = SECOND / "reports" / "cami3-docx" / "facts"
ALIKE = 0.5


def read_facts(table: str) -> list[Row]:
    """Return the rows of a table as people read them."""
    with (FACTS / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return [{name: text for name, text in row.items() if name not in READING} for row in csv.DictReader(lines)]


class Reader:
    """Reads the tables one after the other: what is named before what hangs on it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.decided: Counter[str] = Counter()
        self.names: dict[str, str] = {}

    def read(self) -> Counter[str]:
        """Decide everything, and return how often each decision was made."""
        for table in ("actions", *(one for one in (*claim_columns(), "exceptions") if one != "actions")):
            self._read_table(table)
        return self.decided

    def _read_table(self, table: str) -> None:
        rows = [self._renamed(row) for row in read_facts(table)]
        claims = [one for one in self.desk.claims.values() if one.table == table]
        pairs = dict(match(table, claims, rows))
        for at, claim in enumerate(claims):
            row = rows[pairs[at]] if at in pairs else None
            if row is not None and table in NAMED:
                self.names[row[NAMED[table]]] = claim.name
                row = {**row, NAMED[table]: claim.name}
            self._decide(claim, row)
        for at, row in enumerate(rows):
            if at not in pairs.values():
                made = self.desk.add(table, {name: text for name, text in row.items() if name != NAMED.get(table)})
                self.decided["add"] += 1
                if table in NAMED:
                    self.names[row[NAMED[table]]] = made.now[NAMED[table]]

    def _renamed(self, row: Row) -> Row:
        """Return a row whose action has the name that the draft gave it."""
        name = row.get("action_id", "")
        return {**row, "action_id": self.names.get(name, name)} if name else row

    def _decide(self, claim: Claim, row: Row | None) -> None:
        held = self.desk.log.holding().get(claim.id)
        if row is None:
            if held is None:
                self.desk.decide([claim.id], "reject")
                self.decided["reject"] += 1
            return
        made = self.desk.decide([claim.id], "change", row)
        self.decided[made[0].decision] += 1


def match(table: str, claims: Sequence[Claim], rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Pair claims of the draft with what was read: those alike first, each once."""
    scores = [
        (score, at, other)
        for at, claim in enumerate(claims)
        for other, row in enumerate(rows)
        if (score := likeness(table, claim.cells, row)) > ALIKE
    ]
    mine: set[int] = set()
    theirs: set[int] = set()
    for _, at, other in sorted(scores, key=lambda one: (-one[0], one[1], one[2])):
        if at not in mine and other not in theirs:
            mine.add(at)
            theirs.add(other)
            yield at, other


def likeness(table: str, one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Return how alike two rows are: their quotes where rows have names of their own, else their key."""
    if table in ("actions", "recommendations"):
        if one["activity_codes"].split("; ")[0] != other["activity_codes"].split("; ")[0]:
            return 0.0
        same = sum(one[name] == other[name] for name in ("country_codes", "items", "title_en"))
        return SequenceMatcher(None, one["quote"], other["quote"]).ratio() + 0.1 * same
    if table == "cooperations":
        return float(one["action_id"] == other["action_id"]) + float(one["country_codes"] == other["country_codes"]) / 2
    key = row_types()[table].KEY or ("activity_codes", "quote")
    common = [name for name in key if name in one]
    whole = all(one[name] == other[name] for name in common)
    most = table == "statuses" and all(one[name] == other[name] for name in ("activity_code", "item"))
    return 1.0 if whole or most else 0.0


def read_as_people_did(desk: Desk) -> Counter[str]:
    """Let the reader decide everything that lies on the desk."""
    return Reader(desk).read()
