"""One finding: a shared system, its open links with their next steps, and the first page of them by group."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from cami_graph.explore.model import Label, Thing
from cami_graph.explore.pages.gap import (
    GapPage,
    name_link,
    name_system,
    page_of_gap,
)
from cami_graph.explore.pages.judged import JudgedPage, Verdict, verdicts_on
from cami_graph.explore.record import Record, spoken

GROUPS = ("agreed", "extend", "no-channel")


@dataclass(frozen=True, slots=True)
class FindingPage(JudgedPage):
    """A finding as the analysis wrote it back: the system, its group and place, its open links."""

    thing: Thing
    group: Thing
    countries: tuple[Thing, ...]
    resources: tuple[Thing, ...]
    herds: tuple[Thing, ...]
    rank: int
    count: int
    items: frozenset[str]
    is_first: bool
    links: tuple[GapPage, ...]
    verdicts: tuple[Verdict, ...]
    programmes: tuple[str, ...]

    @property
    def name(self) -> Label:
        """Return what the system is called: its herds, or the landscape or range."""
        return name_system(self.herds or self.resources)

    @property
    def readings(self) -> tuple[Verdict, ...]:
        """Return what readers found of it: a finding is judged by itself alone."""
        return self.verdicts

    @property
    def said_verdict(self) -> str:
        """Return the verdict as lists say it: of what nobody read as a whole, whether its links were read."""
        is_by_link = not self.verdicts and any(one.readings for one in self.links)
        return "by-link" if is_by_link else self.verdict

    @property
    def group_name(self) -> str:
        """Return the short name of its group."""
        return self.group.iri.rsplit("/", 1)[-1]


def finding_pages(record: Record) -> tuple[FindingPage, ...]:
    """Make the page of each finding: group by group, best ranked first."""
    return _finding_pages(record)


@lru_cache(maxsize=4)
def _finding_pages(record: Record) -> tuple[FindingPage, ...]:
    """Make the pages once for each record."""
    iris = dict.fromkeys(str(row["finding"]) for row in record.rows("page-findings"))
    found = (_page(record, iri) for iri in iris)
    return tuple(sorted(found, key=lambda page: (GROUPS.index(page.group_name), page.rank, page.path)))


def first_findings(record: Record) -> tuple[tuple[Thing, tuple[FindingPage, ...]], ...]:
    """Return the findings of the first page, by group."""
    groups: dict[Thing, list[FindingPage]] = defaultdict(list)
    for page in finding_pages(record):
        if page.is_first:
            groups[page.group].append(page)
    return tuple((group, tuple(pages)) for group, pages in groups.items())


def _page(record: Record, iri: str) -> FindingPage:
    """Make one page of the rows of one finding."""
    values: dict[str, list[str]] = defaultdict(list)
    for row in record.rows_of("page-findings", "finding", iri):
        values[str(row["field"])].append(row["value"])
    things = {name: tuple(record.thing(one) for one in values[name]) for name in ("country", "resource", "herd")}
    links = tuple(
        sorted((page_of_gap(record, str(one)) for one in values["link"]), key=lambda one: (one.rank, one.path))
    )
    thing = record.thing(iri)
    called = name_system(things["herd"] or things["resource"])
    sentence = spoken(values["sentence"])
    is_range = not things["herd"] and things["resource"][0].kind == "taxon"
    return FindingPage(
        path=thing.path,
        title=name_link(things["country"], things["resource"], called) if is_range else called,
        area="gaps",
        thing=thing,
        group=record.thing(values["group"][0]),
        sentence=sentence,
        countries=things["country"],
        resources=things["resource"],
        herds=things["herd"],
        rank=int(str(values["rank"][0])),
        count=int(str(values["count"][0])),
        items=frozenset(map(str, values["item"])),
        is_first=str(values["first"][0]) == "true",
        links=links,
        verdicts=verdicts_on(record, iri, sentence.en),
        programmes=tuple(sorted({one for link in links for one in link.programmes})),
    )
