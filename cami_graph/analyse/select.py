"""Choose among gaps, and say them as JSON, CSV, or plain words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from cami_graph.analyse.candidate import KINDS
from cami_graph.analyse.gaps import Gap, Item, Thing
from cami_graph.analyse.reading import shorten_address
from cami_graph.errors import QueryError, suggest_names

STATES = ("open", "bridged", "planned")
COLUMNS = (
    "rank",
    "id",
    "kind",
    "state",
    "countries",
    "resource",
    "score",
    "p",
    "q",
    "rank_low",
    "rank_high",
    "verdict",
    "brokers",
    "recommendations",
    "sentence",
)
Resolve = Callable[[str, str], object]


@dataclass(frozen=True)
class Wanted:
    """Which gaps are asked for, by key; empty means all."""

    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    landscape: str = ""
    species: str = ""
    threat: str = ""

    @classmethod
    def read(
        cls,
        resolve: Resolve,
        kinds: Sequence[str] = (),
        countries: Sequence[str] = (),
        landscape: str | None = None,
        species: str | None = None,
        threat: str | None = None,
    ) -> Wanted:
        """Understand names and codes through `resolve`, which stops at unknown ones and names the nearest."""
        for kind in kinds:
            if kind not in (*KINDS, *STATES):
                remedy = suggest_names(kind, (*KINDS, *STATES)) or f"There are: {', '.join((*KINDS, *STATES))}."
                raise QueryError(f'"{kind}" is no kind of gap.', remedy=remedy)

        def key(value: str | None, kind: str) -> str:
            return shorten_address(str(resolve(value, kind))) if value else ""

        return cls(
            frozenset(kinds),
            frozenset(key(country, "country").rpartition("/")[2] for country in countries),
            key(landscape, "landscape"),
            key(species, "species"),
            key(threat, "threat"),
        )

    def fits(self, gap: Gap) -> bool:
        """Say whether a gap is asked for."""
        return (
            (not self.kinds or gap.kind in self.kinds or gap.state in self.kinds)
            and self.countries <= set(gap.countries)
            and (not self.landscape or self.landscape in gap.landscapes)
            and (not self.species or self.species in gap.species)
            and (not self.threat or any(one.key == self.threat for one in gap.threats))
        )


def select_gaps(gaps: Iterable[Gap], wanted: Wanted, top: int | None = None) -> tuple[Gap, ...]:
    """Return the gaps that are asked for, in order of rank; each keeps its rank among all."""
    return tuple(gap for gap in gaps if wanted.fits(gap))[:top]


def find_gap(gaps: Iterable[Gap], slug: str) -> Gap:
    """Return the gap of this name or address, or say which names are near."""
    known = {gap.slug: gap for gap in gaps}
    short = shorten_address(slug).removeprefix("gap/")
    if short not in known:
        raise QueryError(f'There is no gap "{slug}".', remedy=suggest_names(short, known) or "See `cami gaps`.")
    return known[short]


def write_gaps(gaps: Sequence[Gap], form: str, language: str = "en") -> bytes:
    """Write a list of gaps as JSON, CSV or TSV."""
    if form == "json":
        return (json.dumps([gap.to_json() for gap in gaps], ensure_ascii=False, indent=2) + "\n").encode()
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t" if form == "tsv" else ",", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(gap, language) for gap in gaps)
    return text.getvalue().encode()


def _row(gap: Gap, language: str) -> tuple[object, ...]:
    chance = gap.chance
    return (
        gap.rank,
        gap.slug,
        gap.kind,
        gap.state,
        "; ".join(gap.countries),
        gap.resource.ru if language == "ru" else gap.resource.en,
        f"{gap.score:.6f}",
        f"{chance.p:.6f}" if chance else "",
        f"{chance.q:.6f}" if chance else "",
        *gap.rank_interval,
        "robust" if gap.is_robust else "fragile",
        "; ".join(_say(one, language) for one in gap.brokers),
        "; ".join(one.key.partition("/")[2] for one in gap.recommendations),
        gap.sentence_ru if language == "ru" else gap.sentence,
    )


def _say(one: Thing, language: str) -> str:
    return one.ru if language == "ru" else one.en


def explain_gap(gap: Gap, language: str = "en") -> Iterator[str]:
    """Tell everything about a gap, line by line."""
    yield gap.sentence_ru if language == "ru" else gap.sentence
    yield ""
    low, high = gap.rank_interval
    verdict = "robust" if gap.is_robust else "fragile"
    drawn = f"between {low} and {high} when doubtful claims are drawn anew, kept in {gap.kept:.0%}"
    yield f"rank {gap.rank}; {drawn}: {verdict}"
    parts = ", ".join(f"{name} {'?' if isnan(value) else f'{value:.2f}'}" for name, value in gap.parts.items())
    yield f"score {gap.score:.3f} from: {parts}"
    if gap.chance:
        yield (
            f"so little joint work: p {gap.chance.p:.4f}, q {gap.chance.q:.4f}; "
            f"sharing so much: p {gap.chance.sharing_p:.4f} (expected {gap.chance.expected_shared:.1f})"
        )
    volumes = ", ".join(f"{code} {count}" for code, count in gap.volumes.items())
    yield f"reported actions naming the countries: {volumes}" if volumes else "no countries"
    for title, items in (("for", gap.evidence_for), ("against", gap.evidence_against)):
        yield ""
        yield f"evidence {title}:" if items else f"no evidence {title} in the report"
        yield from map(_tell, items)
    for title, things in (
        ("who acts in both", gap.brokers),
        ("to build on", gap.initiatives),
        ("activities", gap.activities),
        ("experts recommend", gap.recommendations),
    ):
        if things:
            yield ""
            yield f"{title}:"
            yield from (f"  {_say(one, language)}{f' ({one.note})' if one.note else ''}" for one in things)


def _tell(item: Item) -> str:
    if not item.quote:
        return f"  {item.says}: {item.source}"
    where = f"{item.activity}, column {item.column}" if item.activity else item.source or "heading"
    place = ", ".join(part for part in (item.document, where) if part)
    return f"  {item.says}: “{' '.join(item.quote.split())}” ({place})"
