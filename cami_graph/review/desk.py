"""One sitting of one reader: what lies before them, and what becomes of each key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cami_graph.errors import Fault, QueryError, TableError, suggest_names
from cami_graph.review.decisions import (
    ACCEPT,
    ADD,
    CHANGE,
    DECISIONS,
    OPEN,
    REJECT,
    SETTLED,
    UNSURE,
    Decision,
    Log,
    decide,
    name_log,
    read_log,
    read_logs,
)
from cami_graph.review.differences import Difference, find_differences
from cami_graph.review.finish import missing
from cami_graph.review.folder import ONE_BY_ONE, Claim, Folder, Values, claim_columns, name_claim
from cami_graph.review.judge import NAMED, Judge
from cami_graph.review.origins import find_origins

HANGING = ("participations", "cooperations")


@dataclass
class Desk:
    """What a reader sees and does; with `differences` only what others see differently, to be settled."""

    folder: Folder
    judge: Judge
    reader: str
    log: Log
    claims: dict[str, Claim]
    differences: dict[str, Difference] | None = None

    @property
    def settles(self) -> bool:
        """Say whether differences of others are settled here."""
        return self.differences is not None

    @cached_property
    def by_row(self) -> dict[int, list[Claim]]:
        """Return the claims of the draft by the printed row on which they rest."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims.values():
            found.setdefault(self.folder.place(claim.cells), []).append(claim)
        return {number: sorted(claims, key=_turn) for number, claims in found.items()}

    def of_row(self, number: int) -> list[Claim]:
        """Return the claims that rest on a printed row, those that the reader added last."""
        added = [_claim_of(one) for one in self.log.holding().values() if one.decision == ADD]
        mine = [one for one in added if one.id not in self.claims]
        here = [claim for claim in mine if self.folder.place(claim.cells) == number]
        return [*self.by_row.get(number, ()), *here]

    def progress(self) -> tuple[int, int]:
        """Return how many claims were decided, and how many there are."""
        holding = self.log.holding()
        return sum(claim in holding for claim in self.claims), len(self.claims)

    def wait(self, claim: Claim) -> tuple[str, ...]:
        """Return the columns without which a claim does not count as read, as the reader left it."""
        decision = self.log.holding().get(claim.id)
        if decision is not None and decision.decision == REJECT:
            return ()
        return missing(claim.table, {**claim.cells, **(decision.now if decision else {})})

    def decide(self, names: Sequence[str], decision: str, cells: Values | None = None) -> list[Decision]:
        """Keep one decision about claims, and return what was written once it is on the disk.

        Several at once may only be accepted, and never those that each wait for a yes of their own. Raises QueryError
        where something is not known or not allowed, TableError with every fault of changed cells, OSError.
        """
        claims = [self._claim(name) for name in names]
        if decision not in DECISIONS or not claims or decision == ADD:
            raise QueryError(f'"{decision}" is no decision about {len(claims)} claims.')
        if len(claims) > 1 and (decision != ACCEPT or any(one.table in ONE_BY_ONE for one in claims)):
            raise QueryError("Joint work, who acted where and states are decided one by one.")
        if decision == CHANGE:
            made = [self._change(claims[0], cells or {})]
        else:
            made = [self._plain(claim, decision) for claim in claims]
            self._refuse([fault for one in made for fault in self._check_back(one, together=len(made) > 1)])
        if decision == REJECT and claims[0].table == "actions":
            made += [self._plain(claim, REJECT) for claim in self._hanging(claims[0])]
        self.log.write(made)
        return made

    def add(self, table: str, cells: Values) -> Decision:
        """Keep a claim that the draft does not have. Raises as `decide` does."""
        self.judge.columns(table)
        judge = self._with_added()
        new = judge.name_new(table, _filled(cells))
        self._refuse(judge.check(table, new, {}, self.beside()))
        name = name_claim(table, new)
        if name in self.claims:
            raise QueryError("The draft has this claim already.", remedy="Accept it there.")
        made = decide(self.reader, name, table, Claim(table, 0, new).name if table else "", ADD, {}, new)
        self.log.write([made])
        return made

    def _claim(self, name: str) -> Claim:
        held = self.log.holding().get(name)
        found = self.claims.get(name) or (_claim_of(held) if held and held.decision == ADD else None)
        if found is None:
            raise QueryError("This claim is not here any more.", remedy="Load the page anew.")
        return found

    def take(self, name: str, reader: str) -> Decision:
        """Settle a difference as one of the readers saw it; one who did not add a claim would strike it."""
        claim = self._claim(name)
        said = (self.differences or {})[name].by_reader if self.settles else {}
        if reader not in said:
            raise QueryError(f'"{reader}" decided nothing here.', remedy=suggest_names(reader, said))
        theirs = said[reader]
        kind, now = (theirs.decision, theirs.now) if theirs else (REJECT, {})
        if kind not in (REJECT, UNSURE):
            self._refuse(self.judge.check(claim.table, {**claim.cells, **now}, {}, self.beside(claim)))
        made = decide(self.reader, name, claim.table, claim.name, kind, theirs.was if theirs else {}, now)
        self.log.write([made])
        return made

    def _plain(self, claim: Claim, decision: str) -> Decision:
        kept, now = decision, dict[str, str]()
        if claim.id not in self.claims:
            if decision not in (OPEN, REJECT):
                raise QueryError("A claim of your own can only be taken back.")
            kept = OPEN
        elif claim.row == 0 and decision == ACCEPT:
            kept, now = ADD, dict(claim.cells)
        was = self._said(claim) if kept == ACCEPT else {}
        return decide(self.reader, claim.id, claim.table, claim.name, kept, was, now)

    def _change(self, claim: Claim, cells: Values) -> Decision:
        if claim.id not in self.claims:
            raise QueryError("A claim of your own is changed by taking it back and adding it anew.")
        columns = {one.name for one in self.judge.columns(claim.table)}
        if strange := set(cells) - columns:
            raise QueryError(f'"{min(strange)}" is no column of {claim.table}.')
        new = {**claim.cells, **cells}
        self._refuse([*self._check(claim, new), *self._check_hanging(claim, new)])
        changed = [column for column in cells if new[column] != claim.cells.get(column, "")]
        if not changed:
            return self._plain(claim, ACCEPT)
        said = self._said(replace(claim, cells=new))
        was, kind = (self._said(claim), CHANGE) if claim.row else ({}, ADD)
        return decide(self.reader, claim.id, claim.table, claim.name, kind, was, said)

    def _said(self, claim: Claim) -> dict[str, str]:
        """Return what a claim says, without who read it."""
        columns = {one.name for one in self.judge.columns(claim.table)}
        return {column: text for column, text in claim.cells.items() if column in columns}

    def beside(self, *left_out: Claim) -> list[Claim]:
        """Return the rows of the report as they stand for this reader, whose state says how they were decided."""
        holding, hidden = self.log.holding(), {one.id for one in left_out}
        found = [_standing(claim, holding.get(name)) for name, claim in self._rows if name not in hidden]
        added = [one for name, one in holding.items() if one.decision == ADD and name not in {*self.claims, *hidden}]
        return found + [_standing(_claim_of(one), one) for one in added]

    @cached_property
    def _rows(self) -> list[tuple[str, Claim]]:
        """Return the rows of the tables by name, as they lie before this reader, without what readers added."""
        laid = {(claim.table, claim.row): (name, claim) for name, claim in self.claims.items()}
        added = {one.claim for log in read_logs(self.folder.path) for one in log.decisions if one.decision == ADD}
        rows = [(laid.get((one.table, one.row)) or (one.id, one)) for one in self.folder.claims]
        return [(name, claim) for name, claim in rows if name in self.claims or name not in added]

    def faults(self, claim: Claim) -> list[Fault]:
        """Return what the check of the tables would say of a claim as it stands."""
        held = self.log.holding().get(claim.id)
        if held is not None and held.decision == REJECT:
            return []
        return self._check(claim, _standing(claim, held).cells)

    def _check(self, claim: Claim, cells: Values) -> list[Fault]:
        return self._with_added().check(claim.table, cells, claim.cells, self.beside(claim))

    def _check_back(self, made: Decision, *, together: bool) -> Iterator[Fault]:
        """Find why a claim cannot be accepted, or cannot go back to what the draft says."""
        claim = self._claim(made.claim)
        if made.decision in (ACCEPT, ADD):
            found = [*self._check(claim, claim.cells), *self._check_hanging(claim, claim.cells)]
        elif (held := self.log.holding().get(claim.id)) is not None and held.decision == CHANGE:
            found = list(self._with_added().check_key(claim.table, claim.cells, self.beside(claim)))
        else:
            return
        name = f"{claim.table} {claim.name}: " if together else ""
        yield from (replace(fault, problem=f"{name}{fault.problem}") for fault in found)

    def _check_hanging(self, action: Claim, cells: Values) -> Iterator[Fault]:
        """Find what was decided on who took part in an action and no longer fits once the action says this."""
        if action.table != "actions":
            return
        beside = [*self.beside(action), replace(action, cells={**cells, "state": "read"})]
        for one in beside:
            if one.table in HANGING and one.state == "read" and one.cells["action_id"] == action.name:
                others = [other for other in beside if other is not one]
                for fault in self.judge.check(one.table, one.cells, {}, others):
                    yield replace(fault, problem=f"{one.table} {one.name}: {fault.problem}", column="")

    def _with_added(self) -> Judge:
        """Return the judge who also knows the names of the claims that this reader added."""
        names = dict(self.judge.names)
        for one in self.log.decisions:
            if one.decision == ADD and one.table in NAMED:
                names[one.table] = names.get(one.table, frozenset()) | {one.now[NAMED[one.table]]}
        return replace(self.judge, names=names)

    def _hanging(self, action: Claim) -> list[Claim]:
        """Return what says who took part in an action or worked together through it, and is not decided yet."""
        holding = self.log.holding()
        return [
            claim
            for claim in self.claims.values()
            if claim.table in HANGING and claim.cells["action_id"] == action.name and claim.id not in holding
        ]

    def _refuse(self, faults: Sequence[Fault]) -> None:
        if faults:
            raise TableError.of(faults)


def _turn(claim: Claim) -> tuple[int, list[tuple[int, str]], int]:
    """Return when a claim has its turn in its row: who took part in an action follows the action."""
    tables = list(claim_columns())
    group = "actions" if claim.table in HANGING else claim.table
    name = claim.cells.get("action_id", "")
    natural = [(int(part or 0), part) for part in re.split(r"\D+", name)] if group == "actions" else []
    return tables.index(group), natural, tables.index(claim.table)


def _filled(cells: Values) -> dict[str, str]:
    return {column: text for column, text in cells.items() if text}


def _standing(claim: Claim, held: Decision | None) -> Claim:
    """Return a claim as a decision leaves it."""
    if held is None:
        return claim
    state = {REJECT: "rejected", UNSURE: "proposed"}.get(held.decision, "read")
    return replace(claim, cells={**claim.cells, **held.now, "state": state})


def _claim_of(decision: Decision) -> Claim:
    return Claim(decision.table, 0, decision.now)


def open_desk(folder: Folder, judge: Judge, reader: str) -> Desk:
    """Lay before a reader everything that nobody had read when the review began, and what they said of it so far."""
    return Desk(folder, judge, reader, read_log(folder.path, name_log(reader)), proposed(folder))


def open_differences(folder: Folder, judge: Judge, reader: str) -> Desk:
    """Lay before a person what readers see differently, and what was settled of it so far."""
    name_log(reader)
    differences = {one.claim: one for one in find_differences(folder, read_logs(folder.path))}
    claims = proposed(folder)
    for one in differences.values():
        said = next(decision for decision in one.by_reader.values() if decision)
        claims.setdefault(one.claim, replace(_claim_of(said)))
    laid = {name: claims[name] for name in differences}
    return Desk(folder, judge, reader, read_log(folder.path, SETTLED), laid, differences)


def proposed(folder: Folder) -> dict[str, Claim]:
    """Return the claims as the draft proposed them, by name, also those that decisions changed in the tables since.

    What was decided and then edited, in a table or a workbook, without being read again lies here as it stands now.
    """
    logs = [*read_logs(folder.path), read_log(folder.path, SETTLED)]
    changed = {one.result: one for log in logs for one in log.decisions if one.decision == CHANGE}
    added = {one.claim for log in logs for one in log.decisions if one.decision == ADD}
    decided = {one.claim for log in logs for one in log.decisions}
    edited = find_origins((*folder.claims, *folder.exceptions), logs)
    found = {}
    for claim in folder.claims:
        if not folder.is_read(claim) or claim.id in decided - added:
            found[claim.id] = claim
        elif claim.id in changed:
            before: Mapping[str, str] = {**claim.cells, **changed[claim.id].was}
            found[changed[claim.id].claim] = replace(claim, cells=before)
        elif (origin := edited.get((claim.table, claim.row))) is not None and origin.is_unread:
            found[claim.id] = claim
    return found
