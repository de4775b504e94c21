"""From a link or candidate to a gap: what bears on it is gathered around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cami_graph.analyse.findings.candidate import Candidate
from cami_graph.analyse.findings.evidence import cite_groups, gather_link
from cami_graph.analyse.findings.gaps import Gap, Thing
from cami_graph.analyse.findings.judged import mark_readings
from cami_graph.analyse.findings.links import CROSS_BORDER, Link, is_meant_for
from cami_graph.analyse.findings.sentences import say_candidate, say_link
from cami_graph.analyse.findings.steps import name_brokers, name_step
from cami_graph.analyse.findings.systems import Finding
from cami_graph.analyse.measures.sharing import Pair, pair_of
from cami_graph.analyse.situation.channels import Verdict
from cami_graph.analyse.situation.claims import Activity, Name, Recommendation
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import Work


@dataclass(frozen=True)
class Context:
    """What all gaps of an analysis are described from."""

    situation: Situation
    work: Work
    homes: Mapping[str, tuple[Finding, ...]]
    recommendations: bool = True

    @classmethod
    def of(
        cls, situation: Situation, work: Work, findings: Sequence[Finding], *, recommendations: bool = True
    ) -> Context:
        """Make it, with the findings that each link stands in."""
        homes: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            for link in finding.links:
                homes[link.slug].append(finding)
        return cls(situation, work, {slug: tuple(own) for slug, own in homes.items()}, recommendations)

    def describe_link(self, rank: int, link: Link) -> Gap:
        """Make the gap of an open link."""
        situation, resource = self.situation, self.situation.resources[link.resource]
        evidence = gather_link(situation, self.work, link)
        claims = [item.claim for items in evidence.values() for item in items]
        activities = self._activities([link.resource], link.countries)
        brokers = name_brokers(situation, link.countries, link.resource)
        family = sorted({link.resource} | resource.parts)
        sentence = say_link(situation, link)
        return Gap(
            slug=link.slug,
            kind="shared-resource",
            state=link.state,
            group=link.group,
            standing=link.standing,
            countries=link.countries,
            resource=self.thing(link.resource),
            about=(link.resource,),
            findings=tuple(one.slug for one in self.homes.get(link.slug, ())),
            rank=rank,
            count=link.count,
            checklist={name: int(holds) for name, holds in link.items.items()},
            need=resource.category,
            evidence=evidence,
            frameworks=tuple(self._frameworks(link)),
            since=tuple(self.events_since(link.countries, {link.resource} | resource.parts)),
            brokers=brokers,
            step=name_step(situation, link, brokers),
            initiatives=self._initiatives(claims),
            activities=activities,
            recommendations=self._recommendations(link.countries, link.resource),
            threats=self._threats(activities, claims),
            species=tuple(key for key in family if key.startswith("taxon/")),
            landscapes=tuple(key for key in family if key.startswith("landscape/")),
            volumes={code: situation.volumes[code] for code in link.countries},
            verdicts=self._verdicts(link.slug, sentence),
            sentence=sentence,
            covering=link.covering,
        )

    def _verdicts(self, slug: str, sentence: Name) -> tuple[Verdict, ...]:
        """Return what readers found of a gap, and of the findings that it is a link of."""
        own = mark_readings(self.situation.channels.verdicts.get(f"gap/{slug}", ()), sentence.en)
        return (*own, *(each for one in self.homes.get(slug, ()) for each in one.verdicts))

    def describe_candidate(self, rank: int, one: Candidate) -> Gap:
        """Make the gap of a candidate that is no link."""
        situation = self.situation
        evidence = cite_groups(situation, one.claims)
        claims = [item.claim for items in evidence.values() for item in items]
        pair = pair_of(*one.countries) if len(one.countries) == 2 else None
        activities = self._activities(one.things, one.countries)
        touched = self._touched(one)
        resource = one.things[0] if one.things[0] in situation.resources else ""
        sentence = say_candidate(situation, one)
        return Gap(
            slug=one.slug,
            kind=one.kind,
            state=one.state,
            group="",
            standing="",
            countries=one.countries,
            resource=self._subject(one),
            about=self._about(one),
            findings=(),
            rank=rank,
            count=next(iter(one.counts.values()), 0),
            checklist=one.counts,
            need=situation.resources[resource].category if resource else "",
            evidence=evidence,
            frameworks=(),
            since=(),
            brokers=name_brokers(situation, pair, resource) if pair else (),
            step=Name(""),
            initiatives=self._initiatives(claims),
            activities=activities,
            recommendations=(),
            threats=self._threats(activities, claims),
            species=tuple(key for key in touched if key.startswith("taxon/")),
            landscapes=tuple(key for key in touched if key.startswith("landscape/")),
            volumes={code: situation.volumes[code] for code in one.countries},
            verdicts=self._verdicts(one.slug, sentence),
            sentence=sentence,
        )

    def thing(self, key: str, day: str = "", note: Name | None = None) -> Thing:
        """Return a thing with its name."""
        resource = self.situation.resources.get(key)
        name = resource.name if resource else self.situation.name(key)
        return Thing(key, name.en, name.say("ru"), note or Name(""), day)

    def events_since(self, pair: Pair, subjects: Iterable[str] = ()) -> Iterator[Thing]:
        """Give what happened between two countries after the day, by day; with subjects, on these or on nothing."""
        wanted = frozenset(subjects)
        for event in sorted(self.situation.channels.events.values(), key=lambda one: (one.day, one.key)):
            if set(pair) <= event.countries and not (wanted and event.subjects and not event.subjects & wanted):
                yield Thing(event.key, event.name.en, event.name.say("ru"), Name(event.status), event.day)

    def _frameworks(self, link: Link) -> Iterator[Thing]:
        for key in dict.fromkeys((*link.frameworks, *link.channels)):
            one = self.situation.channels.frameworks[key]
            note = Name("") if key in link.frameworks else Name("on other matters", "о другом")
            yield Thing(key, one.name.en, one.name.say("ru"), note, one.since(link.countries))

    def _initiatives(self, claims: Iterable[str]) -> tuple[Thing, ...]:
        """Return the undertakings of the actions and cooperations among the evidence."""
        situation = self.situation
        actions = {situation.cooperations[c].action if c in situation.cooperations else c for c in claims}
        found = sorted({i for a in actions if a in situation.actions for i in situation.actions[a].initiatives})
        return tuple(self.thing(key) for key in found)

    def _activities(self, things: Sequence[str], countries: Collection[str]) -> tuple[Thing, ...]:
        """Return the activities that bear on it: the gap's own, or those whose nearest scope names the resource.

        An activity that names countries, and none of the gap, is about the resource elsewhere; it counts where no other
        bears on it.
        """
        situation = self.situation
        own = [key for key in things if key in situation.activities]
        named = {k for key in things if key in situation.resources for k in {key} | situation.resources[key].parts}
        bearing = [
            key
            for key, one in situation.activities.items()
            if named & (one.narrowest("species") | one.narrowest("place"))
        ]
        near = [key for key in bearing if _is_near(situation.activities[key], countries)]
        return tuple(self.thing(key) for key in own or sorted(near or bearing, key=_by_code))

    def _threats(self, activities: Iterable[Thing], claims: Iterable[str]) -> tuple[Thing, ...]:
        """Return the threats of the activities and actions that bear on it."""
        found: set[str] = set()
        for thing in activities:
            found |= self.situation.activities[thing.key].scope("threat")
        for claim in claims:
            found |= self.situation.actions[claim].threats if claim in self.situation.actions else frozenset()
        return tuple(self.thing(key) for key in sorted(found))

    def _recommendations(self, pair: Pair, resource: str) -> tuple[Thing, ...]:
        """Return what the experts ask for across borders on it: of both, of one of them, or of nobody by name."""
        if not self.recommendations:
            return ()
        return tuple(
            self.thing(key)
            for key, one in sorted(self.situation.recommendations.items())
            if CROSS_BORDER in one.types and self._is_meant(one, key, pair, resource)
        )

    def _is_meant(self, one: Recommendation, key: str, pair: Pair, resource: str) -> bool:
        concerned = self.situation.asked_for[key]
        if concerned and resource not in concerned:
            return False
        return is_meant_for(one, pair) and bool(concerned or one.countries)

    def _subject(self, one: Candidate) -> Thing:
        """Return what a candidate is about; of a pair of countries or activities, both together."""
        things = [self.thing(key) for key in one.things]
        if len(things) == 1 or one.kind in ("scale-mismatch", "accountability"):
            return things[0]
        slug = "-".join(each.key.partition("/")[2] for each in things)
        kind = one.things[0].partition("/")[0]
        return Thing(f"{kind}/{slug}", " – ".join(t.en for t in things), " – ".join(t.ru for t in things))

    def _about(self, one: Candidate) -> tuple[str, ...]:
        """Return the taxa, landscapes or activities it is about; of a pair of countries, what the two share."""
        if one.things[0].startswith("country/"):
            resources = self.situation.resources.items()
            return tuple(key for key, each in resources if set(one.countries) <= set(each.holdings))
        return one.things[:1] if one.kind == "accountability" else one.things

    def _touched(self, one: Candidate) -> tuple[str, ...]:
        """Return the species and landscapes that a candidate touches, through its resource or its activities."""
        found: set[str] = set()
        for key in one.things:
            if resource := self.situation.resources.get(key):
                found |= {key} | resource.parts
            elif activity := self.situation.activities.get(key):
                found |= activity.scope("species") | activity.scope("place")
        return tuple(sorted(found))


def _is_near(activity: Activity, countries: Collection[str]) -> bool:
    """Say whether an activity can be about these countries: it names one of them, or none at all."""
    named = activity.narrowest("country")
    return not countries or not named or bool(named & {f"country/{code}" for code in countries})


def _by_code(key: str) -> tuple[str, tuple[int, ...]]:
    """Order activities as printed, programme by programme: 1.1.2 before 1.1.10."""
    programme, _, code = key.rpartition("/")
    return programme, tuple(int(part) for part in code.split("."))
