"""What the parts of a brief are made from, and how its things are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.links import Link
from cami_graph.analyse.situation.model import Situation
from cami_graph.brief.sources import Cited, Sources
from cami_graph.brief.subject import Subject
from cami_graph.brief.systems import Shared
from cami_graph.brief.words import Words

Line = Callable[[], Cited]
"""A line that is made, and its words numbered, only when it is shown."""


@dataclass(frozen=True)
class Matter:
    """The analysis, the subject, what it shares, and the words and sources of the brief."""

    found: Findings
    subject: Subject
    shared: tuple[Shared, ...]
    words: Words
    sources: Sources

    @property
    def situation(self) -> Situation:
        """The situation that was analysed."""
        return self.found.situation

    def name(self, key: str) -> str:
        """Return the name of a country by its code, or of anything by its key, in the language of the brief."""
        resource = self.situation.resources.get(key)
        return (resource.name if resource else self.situation.name(key)).say(self.words.language)

    def names(self, keys: Iterable[str]) -> str:
        """Return names as a sentence joins them."""
        return self.words.join([self.name(key) for key in keys])

    def title(self, claim: str) -> str:
        """Return the title of an action, or of the action through which a cooperation goes."""
        one = self.situation.cooperations.get(claim)
        return self.name(one.action if one else claim)

    def between(self, link: Link) -> str:
        """Name the countries of a link that the brief is not of; both, where it is of neither."""
        others = [code for code in link.countries if code not in self.subject.codes]
        return " – ".join(self.name(code) for code in others or link.countries)

    def family(self, key: str) -> frozenset[str]:
        """Return a shared thing with its parts."""
        resource = self.situation.resources.get(key)
        return frozenset({key}) | (resource.parts if resource else frozenset())
