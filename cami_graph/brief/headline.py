"""The finding in a sentence or two: what is shared, with whom, and on how much of it joint work is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.links import TOGETHER, UNKNOWN
from cami_graph.brief.matter import Matter
from cami_graph.brief.sources import Sources
from cami_graph.brief.subject import Subject
from cami_graph.brief.systems import Shared, list_shared
from cami_graph.brief.words import Words


def say_finding(found: Findings, subject: Subject, language: str) -> str:
    """Return the finding of a subject as its brief says it, for pages that say the same."""
    words = Words(language)
    matter = Matter(found, subject, list_shared(found, subject), words, Sources(words, found.situation, {}))
    return Headline(matter).say()


@dataclass(frozen=True)
class Headline:
    """Says the finding of one subject."""

    matter: Matter

    def say(self) -> str:
        """Return the finding."""
        parts = {"country": self._country, "pair": self._pair}.get(self.matter.subject.kind, self._system)()
        return " ".join(part for part in parts if part)

    @property
    def words(self) -> Words:
        """The words of the brief."""
        return self.matter.words

    def tell(self, key: str, work: Sequence[Iterable[str]] = (), /, **values: object) -> str:
        """Say a sentence that begins with who tells: the reports, or the record where other documents tell too.

        `work` are the claims of joint work on each thing that is counted.
        """
        reported = sum(any("event/" not in one for one in claims) for claims in work)
        if reported == len(work):
            return self.words.tell(key, self.matter.situation.telling, **values)
        key_of_rest = "told_by_reports" if reported else "told_by_no_report"
        end = self.words(key_of_rest, told=reported, of=len(work))
        return f"{self.words.tell(key, (), **values)} {end}"

    @property
    def known(self) -> list[Shared]:
        """What is known to be shared."""
        return [one for one in self.matter.shared if one.is_known]

    def things(self) -> str:
        """Count landscapes and species with herds of both."""
        places = sum(one.resource.startswith("landscape/") for one in self.known)
        counts = (("landscapes", places), ("herds", len(self.known) - places))
        return self.words.join([self.words(key, count=count) for key, count in counts if count])

    def _pair(self) -> list[str]:
        if not self.known:
            return [self.words("no_share")]
        return [
            self.words("pair_share", names=self.matter.names(self.matter.subject.codes), things=self.things()),
            *self._told("told"),
        ]

    def _told(self, start: str) -> list[str]:
        """Say on how many of the things joint work is told, and how many of these are in doubt."""
        joint = [one.joint for one in self.known if one.state == TOGETHER]
        count, told = len(self.known), len(joint)
        doubted = sum(one.is_doubted for one in self.known)
        end = "some" if 0 < told < count else "all" if told else "none"
        if count == 1:
            end = "one" if told else "none_of_one"
        said = self.tell(f"{start}_{end}", joint if start == "told" else (), told=told, count=count, rest=count - told)
        return [said, self._doubt(told, doubted)]

    def _doubt(self, told: int, doubted: int) -> str:
        """Say how much of what is told is in doubt."""
        if told == doubted:
            return self.words("told_itself_in_doubt") if told else ""
        return self.words("told_in_doubt", count=doubted) if doubted else ""

    def _country(self) -> list[str]:
        code = self.matter.subject.codes[0]
        groups: dict[str, list[str]] = {"told": [], "doubt": [], "rest": []}
        ties: list[Sequence[str]] = []
        for pair in self.matter.found.pairs:
            if code in pair.countries:
                doubted = pair.countries in self.matter.found.work.doubted_ties
                group = "told" if pair.group == "together" else "doubt" if doubted else "rest"
                groups[group] += [other for other in pair.countries if other != code]
                ties += [pair.ties] if group == "told" else []
        if not self.known:
            return [*self._neighbours(groups, ties), self.words("country_no_share")]
        shares = self.words("country_share", name=self.matter.name(code), things=self.things())
        return [*self._neighbours(groups, ties), shares, *self._told("again")]

    def _neighbours(self, groups: dict[str, list[str]], ties: Sequence[Sequence[str]]) -> list[str]:
        """Say with which neighbours joint work is told, told in doubt, and not told."""
        told, count = groups["told"], sum(map(len, groups.values()))
        key = "neighbours_all" if len(told) == count else "neighbours" if told else "neighbours_none"
        said = self.tell(key, ties, count=count, told=len(told), names=self.matter.names(told))
        doubt = self.words("neighbours_doubt", names=self.matter.names(groups["doubt"])) if groups["doubt"] else ""
        rest = self.words("neighbours_rest", names=self.matter.names(groups["rest"])) if groups["rest"] and told else ""
        return [said, doubt, rest]

    def _holders(self, key: str, *, is_shared: bool) -> list[str]:
        """Say which are the range states, and which countries the programme names besides."""
        resource = self.matter.situation.resources.get(key)
        if not resource:
            return []
        names, also = self.matter.names(resource.range_states), self.matter.names(resource.also_named)
        is_found = resource.kind == "landscape" and not is_shared
        said = self.words(
            "system_found" if is_found else f"system_{resource.kind}", name=self.matter.name(key), names=names
        )
        return [said, self.words("system_named", names=also) if also else ""]

    def _system(self) -> list[str]:
        """Say who shares a landscape or species, and between how many neighbours joint work on it is told."""
        key = self.matter.subject.keys[0]
        own = [link for one in self.matter.shared if one.resource == key for link in one.links]
        known = [link for link in own if link.standing != UNKNOWN]
        told = [link for link in known if link.state == TOGETHER]
        unknown = len(own) - len(known)
        words = self.words
        said = words("pairs_nobody")
        if known:
            key_told = "pairs_told_only" if len(known) == 1 else "pairs_told"
            joint = [link.joint for link in told]
            said = self.tell(key_told if told else "pairs_none", joint, told=len(told), count=len(known))
        return [
            *self._holders(key, is_shared=bool(known)),
            said,
            self._doubt(len(told), sum(link.doubt for link in told)),
            words("pairs_unknown", count=unknown) if unknown else "",
        ]
