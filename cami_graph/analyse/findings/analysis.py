"""The whole analysis: from the situation to findings, pairs and gaps, with evidence, next step and sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from cami_graph.analyse.findings.between import find_asymmetry_gaps, find_tie_gaps
from cami_graph.analyse.findings.candidate import Candidate, rank_kind
from cami_graph.analyse.findings.context import Context
from cami_graph.analyse.findings.gaps import KINDS, Gap
from cami_graph.analyse.findings.inside import find_integration_gaps, find_mismatches, find_silences
from cami_graph.analyse.findings.judged import mark_readings
from cami_graph.analyse.findings.links import TOGETHER, UNKNOWN, Link, list_links
from cami_graph.analyse.findings.pairs import Neighbours, rank_pairs
from cami_graph.analyse.findings.saying import say_finding
from cami_graph.analyse.findings.systems import Finding, find_findings, number_ties
from cami_graph.analyse.measures.chance import ROUNDS, SEED
from cami_graph.analyse.situation.known import known_on
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import Work, count_work


@dataclass(frozen=True)
class Settings:
    """What an analysis was run with; the same settings on the same graph give the same bytes.

    `as_of` is a year, month or day: nothing later enters; empty, the day of the latest document that tells of work.
    `recommendations` says whether the experts' wishes are listed; they rank nothing. Seed and permutations serve the
    measures of the whole network.
    """

    seed: int = SEED
    permutations: int = ROUNDS
    as_of: str = ""
    recommendations: bool = True

    def describe(self) -> str:
        """Return the settings as text that can be read back."""
        return "; ".join(f"{name}={getattr(self, name)}" for name in sorted(self.__dataclass_fields__))


@dataclass(frozen=True)
class Findings:
    """What an analysis found: the situation as known on the day, links, findings, pairs and gaps, and the settings."""

    situation: Situation
    work: Work
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    pairs: tuple[Neighbours, ...]
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """All possible gaps: the open links in order of rank, then those of the other kinds, each kind by itself."""
        return tuple(describe_gaps(self))


def analyse(situation: Situation, settings: Settings | None = None) -> Findings:
    """Find what countries share without told joint work, as known on a day."""
    settings = settings or Settings()
    known = known_on(situation, settings.as_of)
    work = count_work(known)
    links = list_links(known, work)
    findings = tuple(
        replace(one, verdicts=mark_readings(one.verdicts, say_finding(known, one).en) if one.verdicts else ())
        for one in find_findings(known, links)
    )
    return Findings(known, work, links, findings, rank_pairs(known, work, links), settings)


def rank_links(links: Iterable[Link]) -> list[tuple[int, Link]]:
    """Return the open links in order of rank: by the checklist; what may be covered and unknown herds come last."""
    open_links = [one for one in links if one.state != TOGETHER]
    ordered = sorted(open_links, key=lambda one: (*_behind(one), -one.count, one.slug))
    ranks = number_ties([(_behind(one), one.count) for one in ordered])
    return list(zip(ranks, ordered, strict=True))


def _behind(link: Link) -> tuple[bool, bool]:
    return link.standing == UNKNOWN, link.is_covered


def find_candidates(found: Findings) -> Iterator[Candidate]:
    """Find the candidates that are no links."""
    yield from find_asymmetry_gaps(found.situation, found.work, found.links)
    yield from find_tie_gaps(found.situation, found.work)
    yield from find_mismatches(found.situation)
    yield from find_integration_gaps(found.situation)
    yield from find_silences(found.situation)


def describe_gaps(found: Findings) -> Iterator[Gap]:
    """Give every gap with all that bears on it."""
    context = Context.of(found.situation, found.work, found.findings, recommendations=found.settings.recommendations)
    for rank, link in rank_links(found.links):
        yield context.describe_link(rank, link)
    candidates = list(find_candidates(found))
    for kind in KINDS[1:]:
        for rank, one in rank_kind(each for each in candidates if each.kind == kind):
            yield context.describe_candidate(rank, one)
