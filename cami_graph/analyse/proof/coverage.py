"""The experts' wishes for work across borders, and what of them the findings cover: a table to read, not a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.links import TOGETHER, Link


@dataclass(frozen=True)
class Wish:
    """A recommendation as it was read: its countries and what it is about, empty where it names none."""

    name: str
    countries: frozenset[str]
    resources: frozenset[str]

    def fits(self, link: Link) -> bool:
        """Say whether a link is what it asks for: its countries (of many, any two of them), and its resource."""
        named = set(link.countries)
        wanted = self.countries <= named if len(self.countries) < 3 else named <= self.countries
        return wanted and (not self.resources or link.resource in self.resources)


@dataclass(frozen=True)
class Covered:
    """What is found of one wish: open links, links told together already, and the findings they stand in."""

    wish: str
    open: tuple[str, ...]
    together: tuple[str, ...]
    findings: tuple[str, ...]


def cover_wishes(found: Findings, wishes: list[Wish]) -> Iterator[Covered]:
    """Say of each wish which links it asks for, and in which findings they stand."""
    for wish in wishes:
        links = [one for one in found.links if wish.fits(one)]
        slugs = {one.slug for one in links if one.state != TOGETHER}
        homes = [one.slug for one in found.findings if slugs & {each.slug for each in one.links}]
        yield Covered(
            wish.name,
            tuple(sorted(slugs)),
            tuple(sorted(one.slug for one in links if one.state == TOGETHER)),
            tuple(homes),
        )
