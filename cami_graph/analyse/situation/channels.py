"""What joins countries beside the work that reports tell: herds across borders, frameworks, dated events, verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import Name

BROAD = 7
DOUBTFUL = "doubtful"
WORKING = frozenset({"project", "meeting", "monitoring", "transfer", "work-programme", "programme"})
HAPPENED = frozenset({"started", "continued"})


@dataclass(frozen=True, slots=True)
class Population:
    """A herd: animals of one taxon that cross the borders of these pairs of neighbours, as far as a source tells.

    `attested` is the day since when that is known, nothing where no day is known; `places` are those it lives in.
    """

    key: str
    name: Name
    taxon: str
    countries: frozenset[str]
    pairs: frozenset[Pair]
    standing: str = ""
    certainty: str = "sure"
    source: str = ""
    attested: str = ""
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Party:
    """Since when a country is party of a framework, until when, and by which claim."""

    since: str
    until: str = ""
    claim: str = ""
    certainty: str = "sure"


@dataclass(frozen=True, slots=True)
class Framework:
    """A standing channel between countries, who is party since when, and what it is about."""

    key: str
    name: Name
    form: str
    parties: Mapping[str, Party]
    subjects: frozenset[str] = frozenset()
    keeper: str = ""

    @property
    def is_broad(self) -> bool:
        """Say whether it binds so many states that it joins no two of them in particular."""
        return len(self.parties) > BROAD

    def binds(self, pair: Pair) -> bool:
        """Say whether both countries are parties, without great doubt."""
        return all(code in self.parties and self.parties[code].certainty != DOUBTFUL for code in pair)

    def since(self, pair: Pair) -> str:
        """Return the day since when both are parties."""
        return max(self.parties[code].since for code in pair)

    def known_on(self, day: str) -> Framework:
        """Return it with the parties that it had on a day, or in a year; one that ended by then has none.

        >>> party = {"KZ": Party("2006"), "RU": Party("2009"), "XX": Party("2001", "2004")}
        >>> sorted(Framework("f", Name("f"), "memorandum", party).known_on("2007").parties)
        ['KZ']
        """
        kept = {
            code: one
            for code, one in self.parties.items()
            if one.since[: len(day)] <= day and (not one.until or one.until > day)
        }
        return Framework(self.key, self.name, self.form, kept, self.subjects, self.keeper)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened between countries on a day, told outside the reports on a programme."""

    key: str
    name: Name
    form: str
    status: str
    day: str
    countries: frozenset[str]
    subjects: frozenset[str] = frozenset()
    framework: str = ""
    initiatives: frozenset[str] = frozenset()
    certainty: str = "sure"

    @property
    def is_work(self) -> bool:
        """Say whether work was begun or went on, which is more than a word or a paper."""
        return self.form in WORKING and self.status in HAPPENED


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader thought of one finding or link after reading the documents: holds, silence or likely artefact.

    `wording` tells which sentence was judged, nothing where that is not known; `is_present` that it is told so today.
    """

    about: str
    judgement: str
    reason: Name
    reader: str
    day: str
    wording: str = ""
    is_present: bool = False


@dataclass(frozen=True)
class Channels:
    """All of them; `apart` are pairs of neighbours that hold a taxon and are told to share no herd of it."""

    populations: Mapping[str, Population] = field(default_factory=dict)
    apart: Mapping[str, frozenset[Pair]] = field(default_factory=dict)
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    verdicts: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
