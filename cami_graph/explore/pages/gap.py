"""One possible gap: what it says, how sure it is, the words for and against, and who could bridge it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cami_graph.explore.address import slug_of
from cami_graph.explore.model import Claim, Label, Quote, Thing
from cami_graph.explore.pages.base import BRIEFED, Page
from cami_graph.explore.record import Record
from cami_graph.explore.voices import short_name
from cami_graph.query.document import Document

NUMBERS = ("rank", "rank_low", "rank_high", "score", "p", "q")


@dataclass(frozen=True, slots=True)
class GapPage(Page):
    """A possible gap as the analysis wrote it back: nothing on this page is computed here."""

    thing: Thing
    kind: Thing | None
    sentence: Label
    countries: tuple[Thing, ...]
    resources: tuple[Thing, ...]
    numbers: Mapping[str, str]
    robust: str
    parts: tuple[tuple[str, str], ...]
    evidence_for: tuple[Quote, ...]
    evidence_against: tuple[Quote, ...]
    brokers: tuple[Thing, ...]
    initiatives: tuple[Thing, ...]
    activities: tuple[Thing, ...]
    recommendations: tuple[Claim, ...]
    analysed: tuple[tuple[Document, Thing], ...]
    programmes: tuple[str, ...]

    @property
    def rank(self) -> int:
        """Return its place in the ranking; gaps without one come last."""
        return int(self.numbers.get("rank", "999999"))

    @property
    def name(self) -> Label:
        """Return a short name in whole words: the countries, and what they share."""
        return Label(self._named("en") or self.thing.label.en, self._named("ru") or self.thing.label.say("ru"))

    def _named(self, language: str) -> str:
        """Join the names of the countries and of what they share."""
        countries = " – ".join(one.name(language) for one in self.countries)
        resources = ", ".join(one.name(language) for one in self.resources)
        return ": ".join(part for part in (countries, resources) if part)

    @property
    def brief(self) -> str:
        """Return which brief tells of the gap: of its one or two countries, else of the first thing it is about."""
        codes = [slug_of(one.iri) for one in self.countries]
        if len(codes) == 2:
            return f"pair/{'-'.join(codes)}"
        things = (*self.countries, *self.resources) if len(codes) == 1 else self.resources
        return next((one.path for one in things if one.kind in BRIEFED), "")


def gap_pages(record: Record) -> tuple[GapPage, ...]:
    """Make the page of each gap, best ranked first."""
    return _gap_pages(record)


@lru_cache(maxsize=4)
def _gap_pages(record: Record) -> tuple[GapPage, ...]:
    """Make the pages once for each record."""
    found = (_page(record, iri) for iri in dict.fromkeys(str(row["gap"]) for row in record.rows("page-gaps")))
    return tuple(sorted(found, key=lambda page: (page.rank, page.path)))


def page_of_gap(record: Record, iri: str) -> GapPage:
    """Return the page of one gap."""
    return _by_iri(record)[iri]


@lru_cache(maxsize=4)
def _by_iri(record: Record) -> Mapping[str, GapPage]:
    """Find the pages by their things, once for each record."""
    return {page.thing.iri: page for page in gap_pages(record)}


def _page(record: Record, iri: str) -> GapPage:
    """Make one page of the rows of one gap."""
    values: dict[str, list[str]] = defaultdict(list)
    for row in record.rows_of("page-gaps", "gap", iri):
        values[str(row["field"])].append(row["value"])
    things = {
        name: tuple(record.thing(one) for one in values[name])
        for name in ("kind", "country", "resource", "broker", "initiative", "activity")
    }
    spoken = {getattr(one, "language", None): str(one) for one in values["sentence"]}
    thing = record.thing(iri)
    return GapPage(
        path=thing.path,
        title=thing.label,
        area="gaps",
        thing=thing,
        kind=next(iter(things["kind"]), None),
        sentence=Label(spoken.get("en", ""), spoken.get("ru", "")),
        countries=things["country"],
        resources=things["resource"],
        numbers={name: _short(values[name][0]) for name in NUMBERS if values[name]},
        robust=str(next(iter(values["robust"]), "")),
        parts=tuple((str(row["name"]), _short(row["value"])) for row in record.rows_of("page-gap-parts", "gap", iri)),
        evidence_for=_quotes(record, values["evidence_for"]),
        evidence_against=_quotes(record, values["evidence_against"]),
        brokers=things["broker"],
        initiatives=things["initiative"],
        activities=things["activity"],
        recommendations=tuple(record.claims[str(one)] for one in values["recommendation"] if str(one) in record.claims),
        analysed=analysed(record),
        programmes=_programmes(record, things["activity"]),
    )


def _programmes(record: Record, activities: Iterable[Thing]) -> tuple[str, ...]:
    """Return the programmes that a gap concerns: those of its activities; one that has none concerns all."""
    found = {record.voices.home(one.iri) for one in activities} - {""}
    return tuple(sorted(found or {short_name(one.address) for one in record.programmes}))


def analysed(record: Record) -> tuple[tuple[Document, Thing], ...]:
    """Return the documents that the analysis was made over, the latest first."""
    found = {str(row["document"]) for row in record.rows("page-analysis-documents")}
    documents = sorted((one for one in record.documents.values() if one.address in found), key=lambda one: one.order)
    return tuple((one, record.thing(one.address)) for one in reversed(documents))


def _quotes(record: Record, iris: list[str]) -> tuple[Quote, ...]:
    """Return the quotes in the order of the documents."""
    found = (record.quotes[str(iri)] for iri in iris if str(iri) in record.quotes)
    return tuple(sorted(found, key=lambda quote: quote.order))


def _short(number: str) -> str:
    """Write a number without the zeros that say nothing."""
    text = str(number)
    return f"{float(text):.4g}" if "." in text or "e" in text.lower() else text
