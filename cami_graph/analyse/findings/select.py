"""Choose among findings, pairs and gaps by what a person names; an unknown name stops with the nearest ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.gaps import KINDS, Gap
from cami_graph.analyse.findings.judged import VERDICTS
from cami_graph.analyse.findings.links import GROUPS, STATES, Link
from cami_graph.analyse.findings.pairs import Neighbours
from cami_graph.analyse.findings.systems import Finding
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.reading import shorten_address
from cami_graph.errors import QueryError, suggest_names

UNITS = ("system", "pair", "link")
OPEN_STATES = STATES[1:]
PAIR_GROUPS = ("together", "agreed", "doubtful", "no-channel")
Resolve = Callable[[str, str], object]
Chosen = tuple[Finding, ...] | tuple[Neighbours, ...] | tuple[Gap, ...]


@dataclass(frozen=True)
class Wanted:
    """What is asked for, by key; empty means all."""

    kinds: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    verdicts: frozenset[str] = frozenset()
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
        groups: Sequence[str] = (),
        verdicts: Sequence[str] = (),
    ) -> Wanted:
        """Understand names and codes through `resolve`, which stops at unknown ones and names the nearest."""
        _check(kinds, (*KINDS, *OPEN_STATES), "kind of gap")
        _check(groups, (*GROUPS, *(one for one in PAIR_GROUPS if one not in GROUPS)), "group")
        _check(verdicts, VERDICTS, "verdict")

        def key(value: str | None, kind: str) -> str:
            return shorten_address(str(resolve(value, kind))) if value else ""

        return cls(
            frozenset(kinds),
            frozenset(groups),
            frozenset(verdicts),
            frozenset(key(country, "country").rpartition("/")[2] for country in countries),
            key(landscape, "landscape"),
            key(species, "species"),
            key(threat, "threat"),
        )

    def fits(self, gap: Gap) -> bool:
        """Say whether a gap is asked for."""
        return (
            (not self.kinds or gap.kind in self.kinds or gap.state in self.kinds)
            and (not self.groups or gap.group in self.groups)
            and (not self.verdicts or gap.verdict in self.verdicts)
            and self.countries <= set(gap.countries)
            and (not self.landscape or self.landscape in gap.landscapes)
            and (not self.species or self.species in gap.species)
            and (not self.threat or any(one.key == self.threat for one in gap.threats))
        )


def _check(given: Sequence[str], known: Sequence[str], what: str) -> None:
    for one in given:
        if one not in known:
            remedy = suggest_names(one, known) or f"There are: {', '.join(known)}."
            raise QueryError(f'"{one}" is no {what}.', remedy=remedy)


def choose(found: Findings, unit: str, wanted: Wanted | None = None, top: int | None = None) -> Chosen:
    """Return the findings (`system`), pairs or gaps (`link`) that are asked for, in order; each keeps its rank."""
    _check([unit], UNITS, "unit")
    wanted = wanted or Wanted()
    if unit == "link":
        return tuple(gap for gap in found.gaps if wanted.fits(gap))[:top]
    fitting = {gap.slug for gap in found.gaps if _without_groups(wanted).fits(gap)}
    if unit == "system":
        return tuple(one for one in sorted(found.findings, key=_by_page) if _fits_finding(wanted, one, fitting))[:top]
    return tuple(one for one in found.pairs if _fits_pair(found, wanted, one, fitting))[:top]


def _by_page(one: Finding) -> tuple[object, ...]:
    """Put the findings of the first page before all others: what nothing covers, then by what can be counted.

    Those follow that can be put to both countries, since each tells of it; what rests on the silence of one comes after
    them. Of either, what is known to be shared stands before what may be, then what is in no great doubt, what nothing
    covers, what experts wish, and what both act on.
    """
    if one.is_first:
        return 0, one.best.is_covered, *(-part for part in one.order), one.slug
    best = one.best
    after = not best.is_due, one.standing[0], one.doubt, one.standing[0] and best.is_covered
    return 1, *after, not best.wishes, not best.items["act"]


def _without_groups(wanted: Wanted) -> Wanted:
    """Leave out what is said of findings and pairs themselves."""
    return Wanted(wanted.kinds, frozenset(), frozenset(), frozenset(), wanted.landscape, wanted.species, wanted.threat)


def _fits_finding(wanted: Wanted, one: Finding, fitting: Collection[str]) -> bool:
    return (
        (not wanted.groups or one.group in wanted.groups)
        and (not wanted.verdicts or one.verdict in wanted.verdicts)
        and wanted.countries <= set(one.countries)
        and any(link.slug in fitting for link in one.links)
    )


def _fits_pair(found: Findings, wanted: Wanted, one: Neighbours, fitting: Collection[str]) -> bool:
    narrow = wanted.kinds or wanted.landscape or wanted.species or wanted.threat
    return (
        (not wanted.groups or one.group in wanted.groups)
        and wanted.countries <= set(one.countries)
        and (not narrow or any(_touches(found, wanted, link, fitting) for link in one.links))
    )


def _touches(found: Findings, wanted: Wanted, link: Link, fitting: Collection[str]) -> bool:
    """Say whether a link is about what is named, open or not."""
    family = {link.resource} | found.situation.resources[link.resource].parts
    return link.slug in fitting or bool({wanted.landscape, wanted.species} & family)


def find_subject(situation: Situation, name: str) -> str:
    """Return the taxon or landscape that the name of a finding or link is about, by its end or beginning; or nothing.

    The longest short name counts: `shared-CN-MN-gobi-eastern-steppe` is not about the Gobi.
    """
    short = name.rpartition("/")[2]
    slugs = {one.slug: key for key, one in situation.resources.items()}
    found = [slug for slug in slugs if short == slug or short.endswith(f"-{slug}") or short.startswith(f"{slug}-")]
    return slugs[max(found, key=len)] if found else ""


def find_gap(gaps: Iterable[Gap], slug: str) -> Gap:
    """Return the gap of this name or address, or say which names are near."""
    known = {gap.slug: gap for gap in gaps}
    short = shorten_address(slug).removeprefix("gap/")
    if short not in known:
        raise QueryError(f'There is no gap "{slug}".', remedy=suggest_names(short, known) or "See `cami gaps`.")
    return known[short]


def name_all(found: Findings) -> dict[str, Finding | Neighbours | Gap]:
    """Return all that has a name of its own, by that name."""
    return {
        **{one.slug: one for one in found.pairs},
        **{one.slug: one for one in found.findings},
        **{one.slug: one for one in found.gaps},
    }


def _shorten(name: str) -> str:
    return shorten_address(name).removeprefix("gap/").removeprefix("finding/")


def has_name(found: Findings, name: str) -> bool:
    """Say whether a finding, pair or gap has this name or address."""
    return _shorten(name) in name_all(found)


def find_anything(found: Findings, name: str) -> Finding | Neighbours | Gap:
    """Return the finding, pair or gap of this name or address, or say which names are near."""
    short, known = _shorten(name), name_all(found)
    if short not in known:
        remedy = suggest_names(short, known) or "See `cami gaps`."
        raise QueryError(f'There is no finding, pair or gap "{name}".', remedy=remedy)
    return known[short]
