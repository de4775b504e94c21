"""See that a status keeps to its words: what denies, plans, limits, ends or breaks off is not called otherwise.

The cues are few and general. Words that speak for the claimed status beside a cue let it stand ("No telemetry, but
surveys are ongoing"), and a reason lets any status stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cami_graph.errors import Fault
from cami_graph.tables import Action, Status

NEGATION = re.compile(r"\b(not?|none|lack\w*|without|never|nothing|nobody|abandoned|cancelled|failed)\b", re.IGNORECASE)
FUTURE = re.compile(r"plan|will\b|upcoming|next|aim|to be|intend|propos|draft|discuss|prepar|consider", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak of one kind of state: what they do, and which status may stand with them."""

    does: str
    words: re.Pattern[str]
    allowed: tuple[str, ...]


def _cue(does: str, words: str, *allowed: str) -> Cue:
    return Cue(does, re.compile(words, re.IGNORECASE), allowed)


DENY = "deny"
CLAUSE = re.compile(r"[,;.:()]|\b(?:but|and|except)\b")
NOT_WHOLE = ("partial", "not-done", "ended", "suspended")
CUES = (
    _cue(
        "break off",
        r"\b(?:suspended|suspension|paused|interrupted|halted|on hold|postponed|put off|broken off|stalled|frozen)\b",
        *NOT_WHOLE,
    ),
    _cue(
        "end",
        r"\b(?:ended|discontinued|terminated|dissolved|disbanded|ceased|wound up|stopped|closed down)\b"
        r"|\b(?:abolished|expired)\b|\bno longer\b",
        *NOT_WHOLE,
    ),
    _cue(
        "limit",
        r"\bpartial(?:ly)?\b|\bpartly\b|\bin part\b(?! by)|\bnot (?:yet )?(?:fully|entirely|completely)\b"
        r"|\bnot (?:all|everywhere)\b|\bincomplete(?:ly)?\b|\bunfinished\b|\bto (?:some|a limited) extent\b",
        *("partial", "ended", "suspended"),
    ),
    _cue(
        DENY,
        r"^\W*(?:[a-z][.)]\W*)?(?:not?|none|nothing|never|nobody)\b"
        r"|\b(?:not|never)\b(?:\s+\w+){0,2}?\s+(?:\w+ed|\w+en|done|made|held|begun|available|known|possible)\b"
        r"|\bno\s+(?:\w+\s+)?(?:activit\w+|action\w*|progress|work|information|data|efforts?|measures?|results?|steps?)\b"
        r"|\bno (?:\w+ ){1,4}(?:\w+ed|done|made|held)\b|\bnothing\b"
        r"|\black(?:s|ing|ed)?\b|\babandoned\b|\bcancelled\b|\bfailed to\b|\byet to be\b",
        *NOT_WHOLE,
        "planned",
    ),
    _cue("leave something out", r"\bbut not\b|(?<=\w )except\b|(?<=, )except\b", *NOT_WHOLE, "ongoing", "planned"),
    _cue(
        "plan",
        r"\bplanned\b|^\W*plans? (?:in|for)\b|\bplans? to\b|\bupcoming\b|\bto be (?:\w+ed|held|done)\b"
        r"|\bwill\b|\bshould\b|\bintend(?:s|ed)?\b|\bforeseen\b|\bscheduled\b|\benvisaged\b"
        r"|\bnext (?:meeting|year)\b|\bdraft(?:ed)?\b",
        *("planned", "partial", "not-done", "suspended"),
    ),
    _cue(
        "say that it is finished",
        r"^\W*(?:[a-z][.)]\W*)?(?:done|completed|finished|finali[sz]ed|implemented)\W*$"
        r"|\b(?:was|were|has been|have been|is|are) (?:completed|finished|finali[sz]ed)\b",
        *("done", "partial", "ended"),
    ),
    _cue(
        "say that it goes on",
        r"\b(?:ongoing|on-going|under ?way|in progress|(?:is|are) being \w+ed)\b",
        *("ongoing", *NOT_WHOLE),
    ),
)

SPEAKS_FOR = {
    "ongoing": re.compile(
        r"\b(?:ongoing|on-going|continu\w+|under way|in progress|regular\w*|since|being|working|every year|annual\w*)\b"
        r"|\b(?:aims?|funded|supports?|covers?)\b",
        re.IGNORECASE,
    ),
    "done": re.compile(
        r"\b(?:concluded|opened|held|produced|developed|prepared|published|established|took place|in place|adopted"
        r"|signed|met|created|trained|conducted|organi[sz]ed|have covered|assessments?)\b",
        re.IGNORECASE,
    ),
}
"""Words that speak for a status beside a cue against it."""


def check_state(row: Action | Status, quote: str) -> Iterator[Fault]:
    """Find a status that its words contradict, or that needs words which are not there, unless a reason says why."""
    if row.reason or not quote:
        return
    if row.status == "planned" and not FUTURE.search(quote):
        yield row.fault("The quote speaks of no plan.", "status", "Correct the status, or give the reason.")
        return
    if row.status == "not-done" and not NEGATION.search(quote):
        yield row.fault("The quote denies nothing.", "status", "Correct the status, or give the reason.")
        return
    if row.status in ("ended", "suspended") and not any(one.words.search(quote) for one in CUES[:2]):
        yield row.fault(f"No word says that it was {row.status}.", "status", "Correct the status, or give the reason.")
        return
    for cue in CUES:
        found = cue.words.search(quote)
        if found and row.status not in cue.allowed and not _speaks_for(row.status, quote, cue, found.start()):
            remedy = f"Write one of {', '.join(cue.allowed)}, or give the reason."
            yield row.fault(f'The word "{found[0].strip()}" speaks against {row.status}.', "status", remedy)
            return


def _speaks_for(status: str, quote: str, cue: Cue, at: int) -> bool:
    """Say whether other words than those of the cue's clause speak for the status; nothing makes a denial done."""
    words = SPEAKS_FOR.get(status)
    if words is None or (cue.does == DENY and status == "done"):
        return False
    ends = [0, *(joint.end() for joint in CLAUSE.finditer(quote)), len(quote)]
    clauses = [(start, end) for start, end in pairwise(ends) if cue.does != DENY or not start <= at < end]
    return any(words.search(quote[start:end]) for start, end in clauses)
