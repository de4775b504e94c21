"""What a comparison of two programmes holds: a frozen dataclass for each section, each row with the words it rests on.

Rows carry keys and names, not sentences: `words.py` says them in English and Russian, so that a table, a file and a
page can say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from cami_graph.analyse.situation.claims import Name


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a document: which document, of when, where in it, how sure the claim is that rests on them."""

    evidence: str
    document: str
    number: str
    issued: str = ""
    activities: tuple[str, ...] = ()
    column: int | None = None
    start: int | None = None
    locator: str = ""
    quote: str = ""
    certainty: str = "sure"

    @property
    def dated(self) -> str:
        """Return the document with the day it was issued, as people cite it."""
        return f"{self.number}, {self.issued}" if self.issued else self.number


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme of work, as it is compared."""

    iri: str
    code: str
    name: Name
    start_year: int
    end_year: int


@dataclass(frozen=True, slots=True)
class Part:
    """An activity of a programme, or a lettered item of one: `2.2.1`, `2.2.1 b`."""

    iri: str
    code: str
    name: Name
    whole: str = ""

    @property
    def place(self) -> tuple[tuple[int, ...], str]:
        """Return its place in the order of the plan."""
        numbers, _, item = self.code.partition(" ")
        return tuple(int(number) for number in numbers.split(".") if number.isdecimal()), item


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a part: carried over, by printed words; not printed again; new; its origin not printed."""

    change: str
    earlier: Part | None
    later: Part | None
    certainty: str = ""
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The state of one part as one document tells it."""

    part: Part
    status: str
    citations: tuple[Cited, ...]

    @property
    def issued(self) -> tuple[str, str]:
        """Return when the document was issued, and its address where two are of one day."""
        return max(((words.issued, words.document) for words in self.citations), default=("", ""))


@dataclass(frozen=True, slots=True)
class State:
    """How a part stands: told of itself, item by item, only of the whole it belongs to, or not told at all.

    `told` is what the latest document tells that tells anything; `others` is what all other documents tell.
    """

    level: str
    told: tuple[Told, ...] = ()
    others: tuple[Told, ...] = ()

    @property
    def statuses(self) -> frozenset[str]:
        """Return the states that are told."""
        return frozenset(one.status for one in self.told)


@dataclass(frozen=True, slots=True)
class StateChange:
    """How a part that was carried over stood then and stands now."""

    change: str
    continuation: str
    earlier: Part
    later: Part
    then: State
    now: State

    @property
    def citations(self) -> tuple[Cited, ...]:
        """Return the words that both states rest on."""
        return tuple(words for state in (self.then, self.now) for one in state.told for words in one.citations)


@dataclass(frozen=True, slots=True)
class Urgency:
    """The priority of a part: what is printed, for itself, by item, or for the whole; and each change asked for."""

    level: str
    printed: tuple[tuple[str, str], ...] = ()
    asked: tuple[str, ...] = ()
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorityMove:
    """How urgent a part that was carried over was called then and is called now."""

    change: str
    answer: str
    continuation: str
    earlier: Part
    later: Part
    then: Urgency
    now: Urgency

    @property
    def citations(self) -> tuple[Cited, ...]:
        """Return the words that both priorities rest on."""
        return self.then.citations + self.now.citations


@dataclass(frozen=True, slots=True)
class Advice:
    """What was asked then, and what the record can say of it now; `later` are the parts to read beside it."""

    change: str
    recommendation: str
    name: Name
    asked: tuple[str, ...]
    on: tuple[Part, ...]
    later: tuple[Part, ...]
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """One cooperation of a pair, as the record of one programme tells it, and what it is about."""

    cooperation: str
    state: str
    certainty: str
    about: tuple[str, ...]
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class PairChange:
    """Two countries, and what is told of their acting together then and now."""

    change: str
    countries: tuple[str, str]
    then: tuple[Tie, ...]
    now: tuple[Tie, ...]

    @property
    def citations(self) -> tuple[Cited, ...]:
        """Return the words of all its cooperations."""
        return tuple(words for tie in (*self.then, *self.now) for words in tie.citations)


@dataclass(frozen=True, slots=True)
class GapChange:
    """Two countries and something that both hold: a possible gap then or now, and what became of it."""

    change: str
    countries: tuple[str, str]
    resource: str
    name: Name
    then: str
    now: str
    outside: tuple[str, ...]
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two programmes side by side, section by section; `names` says what keys are called."""

    earlier: Programme
    later: Programme
    carried: tuple[Carried, ...]
    states: tuple[StateChange, ...]
    priorities: tuple[PriorityMove, ...]
    advice: tuple[Advice, ...]
    pairs: tuple[PairChange, ...]
    gaps: tuple[GapChange, ...]
    names: dict[str, Name]
