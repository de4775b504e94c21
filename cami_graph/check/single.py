"""Say what is wrong with one claim, by the rules of all claims: for whoever writes it and waits for the answer.

What only all claims together can tell, such as words that none of them quotes, is told by the check of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cami_graph.check.claims import check_claim
from cami_graph.check.languages import check_languages
from cami_graph.check.lookup import Claims
from cami_graph.check.quotes import Words, check_place
from cami_graph.check.repetition import check_twice
from cami_graph.check.years import check_years
from cami_graph.errors import Fault
from cami_graph.source import Correction, Source
from cami_graph.tables import Action, Participation, Row
from cami_graph.tables.record import PLAN_TABLES, Reference, Tables


class Rules:
    """The rules for the claims of one report, with the names and the plan that they look up."""

    def __init__(
        self,
        source: Source,
        corrections: Sequence[Correction],
        reference: Reference,
        plan: Mapping[str, tuple[Row, ...]],
    ) -> None:
        """Take what the claims are held against; without a plan, what needs it is left to the check of the whole."""
        hidden = frozenset() if plan else frozenset(PLAN_TABLES)
        self._claims = Claims(Words(Tables.of(reference, plan), source, corrections, hidden=hidden), ())

    def check(self, row: Row, beside: Sequence[Row]) -> list[Fault]:
        """Return what is wrong with a row, which stands beside these rows of its action and of its own table."""
        actions = {one.action_id: one for one in beside if isinstance(one, Action)}
        if isinstance(row, Action):
            actions[row.action_id] = row
        parts: dict[str, list[Participation]] = {}
        for one in beside:
            if isinstance(one, Participation):
                parts.setdefault(one.action_id, []).append(one)
        words = self._claims.words
        self._claims.actions, self._claims.parts = actions, parts
        words.activities_of_action = {name: one.activity_codes for name, one in actions.items()}
        if (fault := check_place(words, row)) is not None:
            return [fault]
        return [*check_languages([row]), *check_years([row]), *check_claim(self._claims, row), *_twice(row, beside)]


def _twice(row: Row, beside: Sequence[Row]) -> Iterator[Fault]:
    """Find an action or a recommendation that tells what another tells."""
    alike = [one for one in beside if one.TABLE == row.TABLE]
    if row.TABLE in ("actions", "recommendations"):
        yield from (fault for fault in check_twice([*alike, row]) if fault.row == row.row)
