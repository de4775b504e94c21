"""A possible gap as people meet it: what, between whom, by which words, what joins them already, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cami_graph.analyse.findings.judged import agree, digest, in_force, name_wording
from cami_graph.analyse.situation.channels import Verdict
from cami_graph.analyse.situation.claims import Name

Json = dict[str, object]
ARGUMENTS = ("share", "alone", "elsewhere", "planned", "agreed", "told")
KINDS = ("shared-resource", "asymmetry", "critical-tie", "scale-mismatch", "integrative", "accountability")


@dataclass(frozen=True)
class Item:
    """A piece of evidence: why it stands here, in our words, and the words or the source that it rests on.

    `document` is the number of the document; for a document without tables `source` says where in it the claim stands.
    `doubt` says how sure the claim is where it is not quite, and why.
    """

    claim: str
    reason: Name
    evidence: str = ""
    document: str = ""
    activity: str = ""
    column: int = 0
    quote: str = ""
    source: str = ""
    doubt: str = ""

    def to_json(self) -> Json:
        """Return what is known of it."""
        full: Json = {
            "claim": self.claim,
            "reason": self.reason.en,
            "reason_ru": self.reason.ru,
            "evidence": self.evidence,
            "document": self.document,
            "activity": self.activity,
            "column": self.column,
            "quote": self.quote,
            "source": self.source,
            "doubt": self.doubt,
        }
        return {name: value for name, value in full.items() if value not in ("", 0)}


@dataclass(frozen=True)
class Thing:
    """A thing that bears on a gap, by its key and names; `note` says how, `day` since when or on which day."""

    key: str
    en: str
    ru: str
    note: Name = field(default_factory=lambda: Name(""))
    day: str = ""

    def to_json(self) -> Json:
        """Return its short name, labels, note and day."""
        kind, _, slug = self.key.partition("/")
        full: Json = {
            "kind": kind,
            "id": slug,
            "label": self.en,
            "label_ru": self.ru,
            "note": self.note.en,
            "note_ru": self.note.ru,
            "day": self.day,
        }
        return {name: value for name, value in full.items() if value}

    def say(self, language: str) -> str:
        """Return its label in a language, with the note in brackets."""
        note = self.note.say(language)
        return f"{self.ru if language == 'ru' else self.en}{f' ({note})' if note else ''}"


@dataclass(frozen=True)
class Gap:
    """A possible gap with everything that bears on it.

    `state` is `open`, `agreed` or `planned` for something shared, the told state for an activity. `group` is the group
    of findings that a link stands in; `standing` says how it is known that it is shared; `checklist` is what can be
    counted; `covering` is joint work that may take it in without naming it, by claim, with how.
    """

    slug: str
    kind: str
    state: str
    group: str
    standing: str
    countries: tuple[str, ...]
    resource: Thing
    about: tuple[str, ...]
    findings: tuple[str, ...]
    rank: int
    count: int
    checklist: Mapping[str, int]
    need: str
    evidence: Mapping[str, tuple[Item, ...]]
    frameworks: tuple[Thing, ...]
    since: tuple[Thing, ...]
    brokers: tuple[Thing, ...]
    step: Name
    initiatives: tuple[Thing, ...]
    activities: tuple[Thing, ...]
    recommendations: tuple[Thing, ...]
    threats: tuple[Thing, ...]
    species: tuple[str, ...]
    landscapes: tuple[str, ...]
    volumes: Mapping[str, int]
    verdicts: tuple[Verdict, ...]
    sentence: Name
    covering: Mapping[str, str] = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """Return its address."""
        return f"https://w3id.org/cami/id/gap/{self.slug}"

    @property
    def items(self) -> tuple[Item, ...]:
        """Return all evidence, group by group."""
        return tuple(item for group in ARGUMENTS for item in self.evidence.get(group, ()))

    @property
    def verdict(self) -> str:
        """Return what more than half of its readers found, of it or of a finding that it stands in."""
        return agree(one.judgement for one in in_force(self.verdicts))

    def to_json(self) -> Json:
        """Return it as JSON holds it."""
        return {
            "id": self.slug,
            "iri": self.iri,
            "kind": self.kind,
            "state": self.state,
            "group": self.group,
            "standing": self.standing,
            "countries": list(self.countries),
            "resource": self.resource.to_json(),
            "findings": list(self.findings),
            "rank": self.rank,
            "count": self.count,
            "checklist": dict(self.checklist),
            "need": self.need,
            "evidence": {group: [item.to_json() for item in items] for group, items in self.evidence.items() if items},
            "frameworks": [thing.to_json() for thing in self.frameworks],
            "since": [thing.to_json() for thing in self.since],
            "brokers": [thing.to_json() for thing in self.brokers],
            "step": self.step.en,
            "step_ru": self.step.ru,
            "initiatives": [thing.to_json() for thing in self.initiatives],
            "activities": [thing.to_json() for thing in self.activities],
            "recommendations": [thing.to_json() for thing in self.recommendations],
            "threats": [thing.to_json() for thing in self.threats],
            "covering": {key.partition("/")[2]: how for key, how in self.covering.items()},
            "reporting_volume": dict(self.volumes),
            "verdict": self.verdict,
            "verdict_on": name_wording(self.verdicts),
            "verdicts": verdicts_to_json(self.verdicts),
            "wording": digest(self.sentence.en),
            "sentence": self.sentence.en,
            "sentence_ru": self.sentence.ru,
        }


def verdicts_to_json(verdicts: tuple[Verdict, ...]) -> list[Json]:
    """Return verdicts as JSON holds them."""
    return [
        {
            "verdict": one.judgement,
            "reason": one.reason.en,
            "reason_ru": one.reason.ru,
            "reader": one.reader,
            "read_on": one.day,
            "judged": one.wording,
            "is_present": one.is_present,
        }
        for one in verdicts
    ]
