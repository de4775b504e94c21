"""A possible gap as people meet it: what, between whom, how sure, by which words, who could bridge it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

Json = dict[str, object]


@dataclass(frozen=True)
class Item:
    """A piece of evidence: what it says in our words, and the words of a document or the source it rests on.

    `document` is the number of the document; for a document without tables `source` says where in it the claim stands.
    """

    claim: str
    says: str
    evidence: str = ""
    document: str = ""
    activity: str = ""
    column: int = 0
    quote: str = ""
    source: str = ""

    def to_json(self) -> Json:
        """Return what is known of it."""
        full: Json = {
            "claim": self.claim,
            "says": self.says,
            "evidence": self.evidence,
            "document": self.document,
            "activity": self.activity,
            "column": self.column,
            "quote": self.quote,
            "source": self.source,
        }
        return {name: value for name, value in full.items() if value not in ("", 0)}


@dataclass(frozen=True)
class Thing:
    """A thing that bears on a gap, by its key and names; `note` says how (a broker on the resource or elsewhere)."""

    key: str
    en: str
    ru: str
    note: str = ""
    actions: tuple[str, ...] = ()

    def to_json(self) -> Json:
        """Return its short name, labels and note."""
        kind, _, slug = self.key.partition("/")
        full: Json = {"kind": kind, "id": slug, "label": self.en, "label_ru": self.ru, "note": self.note}
        if self.actions:
            full["actions"] = [action.partition("/")[2] for action in self.actions]
        return {name: value for name, value in full.items() if value}


@dataclass(frozen=True)
class Chance:
    """What the null models say of the pair: p and q of so little joint work (QAP), p of sharing so much (Curveball)."""

    p: float
    q: float
    sharing_p: float
    expected_shared: float


@dataclass(frozen=True)
class Gap:
    """A possible gap with everything that speaks for and against it."""

    slug: str
    kind: str
    state: str
    countries: tuple[str, ...]
    resource_kind: str
    resource: Thing
    about: tuple[str, ...]
    rank: int
    score: float
    parts: Mapping[str, float]
    chance: Chance | None
    rank_interval: tuple[int, int]
    kept: float
    is_robust: bool
    evidence_for: tuple[Item, ...]
    evidence_against: tuple[Item, ...]
    brokers: tuple[Thing, ...]
    initiatives: tuple[Thing, ...]
    activities: tuple[Thing, ...]
    recommendations: tuple[Thing, ...]
    threats: tuple[Thing, ...]
    species: tuple[str, ...]
    landscapes: tuple[str, ...]
    volumes: Mapping[str, int]
    sentence: str
    sentence_ru: str

    @property
    def iri(self) -> str:
        """Return its address."""
        return f"https://w3id.org/cami/id/gap/{self.slug}"

    def to_json(self) -> Json:
        """Return it as JSON holds it; a number that is not known is null, never zero."""
        return {
            "id": self.slug,
            "iri": self.iri,
            "kind": self.kind,
            "state": self.state,
            "countries": list(self.countries),
            "resource": {
                "kind": self.resource_kind,
                "id": self.resource.key.partition("/")[2],
                "label": self.resource.en,
                "label_ru": self.resource.ru,
            },
            "rank": self.rank,
            "score": self.score,
            "parts": {name: None if isnan(value) else round(value, 6) for name, value in self.parts.items()},
            "p": None if self.chance is None else round(self.chance.p, 6),
            "q": None if self.chance is None else round(self.chance.q, 6),
            "sharing": None
            if self.chance is None
            else {"p": round(self.chance.sharing_p, 6), "expected": round(self.chance.expected_shared, 3)},
            "rank_interval": list(self.rank_interval),
            "stability": {"kept": self.kept, "verdict": "robust" if self.is_robust else "fragile"},
            "evidence_for": [item.to_json() for item in self.evidence_for],
            "evidence_against": [item.to_json() for item in self.evidence_against],
            "brokers": [thing.to_json() for thing in self.brokers],
            "initiatives": [thing.to_json() for thing in self.initiatives],
            "activities": [thing.to_json() for thing in self.activities],
            "recommendations": [thing.to_json() for thing in self.recommendations],
            "threats": [thing.to_json() for thing in self.threats],
            "reporting_volume": dict(self.volumes),
            "sentence": self.sentence,
            "sentence_ru": self.sentence_ru,
        }
