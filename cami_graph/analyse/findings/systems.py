"""Findings: a shared system, herd or landscape, with its open links, in one of three groups; and the first twelve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cami_graph.analyse.findings.judged import agree, in_force
from cami_graph.analyse.findings.links import GROUPS, HERD, ITEMS, TOGETHER, UNKNOWN, Link
from cami_graph.analyse.situation.channels import Verdict
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation

FIRST, EACH = 12, 4
LANDSCAPE, RANGE = "landscape", "range"
Ranked = TypeVar("Ranked")


@dataclass(frozen=True)
class Finding:
    """A shared system and its links: those that are open make it a finding, those told together are its ground.

    `kind` is `herd`, `landscape`, or `range` where it is not known whether its countries share a herd. `rank` is its
    place in its group, equal where nothing that is counted tells two apart; `is_first` says that it stands on the first
    page; `doubt` that each source of its herds is doubtful.
    """

    slug: str
    name: Name
    kind: str
    resource: str
    herds: tuple[str, ...]
    group: str
    links: tuple[Link, ...]
    together: tuple[Link, ...]
    doubt: bool = False
    verdicts: tuple[Verdict, ...] = ()

    @property
    def verdict(self) -> str:
        """Return what more than half of its readers found, of the present wording where somebody has read that."""
        return agree(one.judgement for one in in_force(self.verdicts))

    rank: int = 0
    is_first: bool = False

    @property
    def countries(self) -> tuple[str, ...]:
        """Return the countries of its links."""
        return tuple(sorted({code for one in (*self.links, *self.together) for code in one.countries}))

    @property
    def best(self) -> Link:
        """Return the link of its group that best can be put to both countries, and of which most can be counted."""
        return next(one for one in self.links if one.group == self.group)

    @property
    def is_named(self) -> bool:
        """Say whether the experts ask it of its two countries by name, be a herd of both known or not."""
        return all(one.is_named for one in self.links)

    @property
    def standing(self) -> tuple[bool, bool]:
        """Return what puts it behind others: neither known to be shared nor asked by name; told work may cover it."""
        return self.kind == RANGE and not self.is_named, self.best.is_covered

    @property
    def count(self) -> int:
        """Return how many items of the checklist hold for its best link."""
        return self.best.count

    @property
    def order(self) -> tuple[int, int, int]:
        """Return what it is ranked by: items of its best link, links in its group, items over all its links."""
        own = [one for one in self.links if one.group == self.group]
        return self.count, len(own), sum(one.count for one in self.links)

    @property
    def checklist(self) -> dict[str, bool]:
        """Return the checklist of its best link."""
        return {name: self.best.items[name] for name in ITEMS}


def find_findings(situation: Situation, links: Sequence[Link]) -> tuple[Finding, ...]:
    """Return the findings, group by group, in order of rank.

    A finding stands in the group of most of its open links, at a tie in that nearer to joint work, but not among the
    agreed; a link that told joint work may cover counts only where all of them are so. Herds of one taxon that cross
    the same borders are one system. What may be covered comes after what is not, and a range of which it is not known
    whether its countries share a herd after all others.
    """
    found: dict[str, list[Link]] = defaultdict(list)
    herds: dict[str, tuple[str, ...]] = {}
    for link in links:
        for slug, members in name_systems(situation, link).items():
            found[slug].append(link)
            herds[slug] = members
    made = [one for slug, members in sorted(found.items()) if (one := _finding(situation, slug, herds[slug], members))]
    ranked = [one for group in GROUPS for one in _rank([one for one in made if one.group == group])]
    first = choose_first(ranked)
    return tuple(replace(one, is_first=one.slug in first) for one in ranked)


def name_systems(situation: Situation, link: Link) -> dict[str, tuple[str, ...]]:
    """Return the short names of the systems that a link is a part of, each with its herds (none for a landscape).

    Where no herd of two countries is known, and experts ask the two by name for joint work, or each of the two acts on
    it and tells of it, that is a system by itself; all others of one species are one range.
    """
    short = link.resource.split("/", 1)[-1]
    if link.standing == UNKNOWN and (link.is_named or (link.is_due and link.resource.startswith("taxon/"))):
        return {f"{short}-{'-'.join(link.countries)}": ()}
    if link.standing != HERD:
        return {f"{short}-range" if link.standing == UNKNOWN and link.resource.startswith("taxon/") else short: ()}
    by_borders: dict[frozenset[tuple[str, str]], list[str]] = defaultdict(list)
    for key in link.herds:
        by_borders[situation.channels.populations[key].pairs].append(key)
    return {
        f"{short}-{'-'.join(sorted({code for pair in borders for code in pair}))}": tuple(keys)
        for borders, keys in by_borders.items()
    }


def _finding(situation: Situation, slug: str, herds: tuple[str, ...], members: Sequence[Link]) -> Finding | None:
    open_links = [one for one in members if one.state != TOGETHER]
    if not open_links:
        return None
    bare = [one for one in open_links if not one.is_covered] or open_links
    counts = {group: sum(one.group == group for one in bare) for group in GROUPS}
    resource = members[0].resource
    crossing = [situation.channels.populations[key] for key in herds]
    return Finding(
        slug,
        join_labels([one.name for one in crossing]) if crossing else situation.resources[resource].name,
        HERD if crossing else RANGE if members[0].standing == UNKNOWN else LANDSCAPE,
        resource,
        herds,
        max(GROUPS, key=lambda group: (counts[group], group != "agreed", -GROUPS.index(group))),
        tuple(sorted(open_links, key=_by_weight)),
        tuple(one for one in members if one.state == TOGETHER),
        bool(crossing) and all(one.certainty == "doubtful" for one in crossing),
        situation.channels.verdicts.get(f"finding/{slug}", ()),
    )


def _by_weight(link: Link) -> tuple[int, bool, int, int, str]:
    return GROUPS.index(link.group), not link.is_firm, len(link.covering), -link.count, link.slug


def join_labels(names: Sequence[Name]) -> Name:
    """Return several names as one."""
    return Name("; ".join(one.en for one in names), "; ".join(one.say("ru") for one in names))


def _rank(findings: Sequence[Finding]) -> list[Finding]:
    """Rank the findings of a group."""
    ordered = sorted(findings, key=lambda one: (one.standing, *(-part for part in one.order), one.slug))
    ranks = number_ties([(one.standing, one.order) for one in ordered])
    return [replace(one, rank=rank) for one, rank in zip(ordered, ranks, strict=True)]


def choose_first(ranked: Sequence[Finding]) -> frozenset[str]:
    """Return the short names of the findings of the first page: four of each group, more where one has fewer.

    A finding stands there only where the system is known to be shared without great doubt, or the experts ask it of the
    two by name; and where its best link can be put to both countries: the programme asks for joint work on it, both are
    told to act on it or the experts wish it of them, each tells more of it than an entry in a list, and no joint work
    is told that names it. What told work may cover without naming it says so, and comes after what nothing covers.
    """
    ready = [one for one in ranked if not one.standing[0] and not one.doubt and one.best.is_firm]
    chosen = [one for group in GROUPS for one in [each for each in ready if each.group == group][:EACH]]
    others = sorted((one for one in ready if one not in chosen), key=lambda one: tuple(-part for part in one.order))
    return frozenset(one.slug for one in [*chosen, *others][:FIRST])


def number_ties(values: Iterable[Ranked]) -> list[int]:
    """Return the ranks of values that stand in order: equal ones share the rank of the first of them.

    >>> number_ties([5, 5, 3])
    [1, 1, 3]
    """
    ranks: list[int] = []
    before: list[Ranked] = []
    for place, value in enumerate(values):
        ranks.append(ranks[-1] if before and value == before[-1] else place + 1)
        before.append(value)
    return ranks
