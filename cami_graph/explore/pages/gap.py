"""One possible gap: what it says, the words in groups with their reasons, the next step, what readers thought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from cami_graph.build.place import REGION_SOURCE
from cami_graph.explore.model import LANGUAGES, Claim, Doubt, Label, Quote, Thing
from cami_graph.explore.pages.base import BRIEFED, claim_order, pair_thing, said
from cami_graph.explore.pages.frameworks import Event, read_events
from cami_graph.explore.pages.judged import JudgedPage, Verdict, verdicts_on
from cami_graph.explore.record import Record, reading_order, spoken
from cami_graph.explore.voices import short_name
from cami_graph.query.document import Document

NUMBERS = ("rank", "count")
GROUPS = ("share", "alone", "elsewhere", "planned", "agreed", "told")
ITEMS = ("border", "asks", "act", "tie", "framework")
LAST = 999_999


@dataclass(frozen=True, slots=True)
class Argument:
    """A piece of evidence as it bears on a gap: why it stands there, the words or the source, and any doubt."""

    iri: str
    group: str
    reason: Label
    quotes: tuple[Quote, ...]
    source: Label
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class GapPage(JudgedPage):
    """A possible gap as the analysis wrote it back: nothing on this page is computed here."""

    thing: Thing
    kind: Thing | None
    group: Thing | None
    step: Label
    countries: tuple[Thing, ...]
    resources: tuple[Thing, ...]
    need: Thing | None
    numbers: Mapping[str, str]
    items: frozenset[str]
    arguments: tuple[tuple[str, tuple[Argument, ...]], ...]
    brokers: tuple[Thing, ...]
    initiatives: tuple[Thing, ...]
    frameworks: tuple[Thing, ...]
    since: tuple[Event, ...]
    activities: tuple[Thing, ...]
    findings: tuple[Thing, ...]
    recommendations: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    of_finding: tuple[Verdict, ...]
    analysed: tuple[tuple[Document, Thing], ...]
    beside: int
    programmes: tuple[str, ...]

    @property
    def rank(self) -> int:
        """Return its place in the order of its kind; gaps without one come last."""
        return int(self.numbers.get("rank", LAST))

    @property
    def is_shared(self) -> bool:
        """Say whether it is a link: two neighbours and something that both hold."""
        return self.group is not None

    @property
    def readings(self) -> tuple[Verdict, ...]:
        """Return what readers found of it, and of the findings that it is a link of."""
        return (*self.verdicts, *self.of_finding)

    @property
    def quotes_count(self) -> int:
        """Return how many pieces of evidence there are."""
        return sum(len(arguments) for _, arguments in self.arguments)

    @property
    def pair(self) -> Thing | None:
        """Return the page of its two countries, where it has two."""
        return pair_thing(*self.countries) if len(self.countries) == 2 else None

    @property
    def brief(self) -> str:
        """Return which brief tells of the gap: of its one or two countries, else of the first thing it is about."""
        if self.pair:
            return self.pair.path
        things = (*self.countries, *self.resources) if len(self.countries) == 1 else self.resources
        return next((one.path for one in things if one.kind in BRIEFED), "")


def gap_pages(record: Record) -> tuple[GapPage, ...]:
    """Make the page of each gap: links first, then the other kinds, best ranked first."""
    return _gap_pages(record)


@lru_cache(maxsize=4)
def _gap_pages(record: Record) -> tuple[GapPage, ...]:
    """Make the pages once for each record."""
    found = (_page(record, iri) for iri in dict.fromkeys(str(row["gap"]) for row in record.rows("page-gaps")))
    return tuple(sorted(found, key=lambda page: (not page.is_shared, page.rank, page.path)))


def page_of_gap(record: Record, iri: str) -> GapPage:
    """Return the page of one gap."""
    return _by_iri(record)[iri]


def find_gap(record: Record, iri: str) -> GapPage | None:
    """Return the page of a gap, or nothing where there is no such gap."""
    return _by_iri(record).get(iri)


@lru_cache(maxsize=4)
def _by_iri(record: Record) -> Mapping[str, GapPage]:
    """Find the pages by their things, once for each record."""
    return {page.thing.iri: page for page in gap_pages(record)}


def _page(record: Record, iri: str) -> GapPage:
    """Make one page of the rows of one gap."""
    values: dict[str, list[str]] = defaultdict(list)
    for row in record.rows_of("page-gaps", "gap", iri):
        values[str(row["field"])].append(row["value"])
    names = ("kind", "group", "need", "country", "resource", "broker", "initiative", "framework", "activity")
    things = {name: tuple(sorted(map(record.thing, values[name]), key=reading_order)) for name in names}
    advice = [record.claims[str(one)] for one in values["recommendation"] if str(one) in record.claims]
    thing, findings = record.thing(iri), _findings(record).get(iri, ())
    sentence = spoken(values["sentence"])
    return GapPage(
        path=thing.path,
        title=name_link(things["country"], things["resource"], thing.label),
        area="gaps",
        thing=thing,
        kind=next(iter(things["kind"]), None),
        group=next(iter(things["group"]), None),
        sentence=sentence,
        step=spoken(values["step"]),
        countries=things["country"],
        resources=things["resource"],
        need=next(iter(things["need"]), None),
        numbers={name: str(values[name][0]) for name in NUMBERS if values[name]},
        items=frozenset(map(str, values["item"])),
        arguments=_arguments(record, values["argument"]),
        brokers=things["broker"],
        initiatives=things["initiative"],
        frameworks=things["framework"],
        since=read_events(record, map(str, values["since"])),
        activities=things["activity"],
        findings=findings,
        recommendations=tuple(sorted(advice, key=claim_order)),
        verdicts=verdicts_on(record, iri, sentence.en),
        of_finding=tuple(one for finding in findings for one in _read_finding(record, finding.iri)),
        analysed=analysed(record),
        beside=_beside(record, things["country"]),
        programmes=_programmes(record, things["activity"]),
    )


def _read_finding(record: Record, iri: str) -> tuple[Verdict, ...]:
    """Return what readers thought of a finding that a gap is a link of."""
    told = [row["value"] for row in record.rows_of("page-findings", "finding", iri) if str(row["field"]) == "sentence"]
    return verdicts_on(record, iri, spoken(told).en)


def _beside(record: Record, countries: Iterable[Thing]) -> int:
    """Count the documents beside the reports that tell of work of two of these countries."""
    codes = [one.iri.rsplit("/", 1)[-1] for one in countries]
    return len(record.findings.situation.looking_at(combinations(codes, 2)))


@lru_cache(maxsize=4)
def _findings(record: Record) -> Mapping[str, tuple[Thing, ...]]:
    """Return the findings that each gap is an open link of, called by what they are about."""
    links: dict[str, list[str]] = defaultdict(list)
    about: dict[str, dict[str, list[Thing]]] = defaultdict(lambda: defaultdict(list))
    for row in record.rows("page-findings"):
        field, finding = str(row["field"]), str(row["finding"])
        if field == "link":
            links[str(row["value"])].append(finding)
        elif field in ("herd", "resource"):
            about[finding][field].append(record.thing(row["value"]))
    named = {
        iri: replace(record.thing(iri), label=name_system(things["herd"] or things["resource"]))
        for iri, things in about.items()
    }
    return {gap: tuple(named[one] for one in findings) for gap, findings in links.items()}


def name_system(things: Iterable[Thing]) -> Label:
    """Return what a shared system is called: its herds, or the landscape or range."""
    return Label(*("; ".join(one.name(language) for one in things) for language in LANGUAGES))


def _arguments(record: Record, iris: Iterable[str]) -> tuple[tuple[str, tuple[Argument, ...]], ...]:
    """Return the arguments group by group, in each in the order of the documents; groups without any are left out."""
    found = [_argument(record, str(iri)) for iri in iris]
    groups = ((name, tuple(sorted((one for one in found if one.group == name), key=_place))) for name in GROUPS)
    return tuple((name, arguments) for name, arguments in groups if arguments)


def _argument(record: Record, iri: str) -> Argument:
    rows = record.rows_of("page-arguments", "argument", iri)
    evidence = dict.fromkeys(str(row["evidence"]) for row in rows if row.get("evidence"))
    return Argument(
        iri,
        str(rows[0]["group"]).rsplit("/", 1)[-1],
        spoken(row["reason"] for row in rows),
        tuple(record.quotes[one] for one in evidence if one in record.quotes),
        _source(str(rows[0].get("source") or "")),
        _doubt(str(rows[0].get("doubt") or "")),
    )


def _source(told: str) -> Label:
    """Return what an argument rests on beside quotes; our own table of places has a name in both languages."""
    return said("source_places") if told == REGION_SOURCE else Label(told)


def _doubt(told: str) -> Doubt:
    """Read back how sure an argument is, and why: `probable: the countries stand only in the implementer cell`."""
    certainty, _, reason = told.partition(": ")
    return Doubt(certainty, reason) if certainty else Doubt()


def _place(one: Argument) -> tuple[bool, tuple[tuple[str, str, str], int, int], str]:
    nowhere = (("", "", ""), 0, 0)
    return not one.quotes, one.quotes[0].order if one.quotes else nowhere, one.source.en


def name_link(countries: Sequence[Thing], resources: Sequence[Thing], otherwise: Label) -> Label:
    """Return a name in whole words: the countries, and what they share; what else it is called where it has neither."""

    def say(language: str) -> str:
        both = " – ".join(one.name(language) for one in countries)
        shared = ", ".join(one.name(language) for one in resources)
        return ": ".join(filter(None, (both, shared))) or otherwise.say(language)

    return Label(say("en"), say("ru"))


def _programmes(record: Record, activities: Iterable[Thing]) -> tuple[str, ...]:
    """Return the programmes that a gap concerns: those of its activities; one that has none concerns all."""
    found = {record.voices.home(one.iri) for one in activities} - {""}
    return tuple(sorted(found or {short_name(one.address) for one in record.programmes}))


def analysed(record: Record) -> tuple[tuple[Document, Thing], ...]:
    """Return the documents that tell of work and that the analysis was made over, the latest first."""
    telling = {one.address for one in record.voices.telling}
    found = {str(row["document"]) for row in record.rows("page-analysis-documents")} & telling
    documents = sorted((one for one in record.documents.values() if one.address in found), key=lambda one: one.order)
    return tuple((one, record.thing(one.address)) for one in reversed(documents))
