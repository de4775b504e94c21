"""Pairs: two neighbours, all that they share, what of it is told together, alone or not at all, and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cami_graph.analyse.findings.links import ITEMS, STATES, UNKNOWN, Link, find_channels
from cami_graph.analyse.findings.sentences import name_both
from cami_graph.analyse.findings.systems import number_ties
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.channels import Framework
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import Work

PAIRS = {
    (0, False): (
        "{countries}: no herd or landscape is known to be shared.",
        "{countries}: общих популяций и ландшафтов не известно.",
    ),
    (1, False): (
        "{countries}: one herd or landscape is known to be shared; no joint work is told on it.",
        "{countries}: общих популяций и ландшафтов известно 1, о совместной работе не сообщается.",
    ),
    (1, True): (
        "{countries}: one herd or landscape is known to be shared; joint work is told on it.",
        "{countries}: общих популяций и ландшафтов известно 1, о совместной работе сообщается.",
    ),
    (2, False): (
        "{countries}: {shared} herds and landscapes are known to be shared; joint work is told on none of them.",
        (
            "{countries}: общих популяций и ландшафтов известно {shared}, о совместной работе не сообщается ни по "
            "одному из них."
        ),
    ),
    (2, True): (
        "{countries}: {shared} herds and landscapes are known to be shared; joint work is told on {together} of them.",
        (
            "{countries}: общих популяций и ландшафтов известно {shared}, о совместной работе сообщается по "
            "{together} из них."
        ),
    ),
}
"""What two neighbours share, by whether that is nothing, one thing or more, and whether joint work is told on any."""


@dataclass(frozen=True)
class Neighbours:
    """Two neighbours, their links, what joins them, the checklist over everything they share, and their rank.

    `group` is `together` where joint work of the two is told, `agreed` where only a framework joins them, `doubtful`
    where joint work is told in doubt, `no-channel` where nothing does.
    """

    countries: Pair
    links: tuple[Link, ...]
    frameworks: tuple[Framework, ...]
    ties: tuple[str, ...]
    group: str
    items: Mapping[str, bool]
    rank: int = 0

    @property
    def slug(self) -> str:
        """Return its short name."""
        return "-".join(self.countries)

    @property
    def count(self) -> int:
        """Return how many items of the checklist hold."""
        return sum(self.items.values())

    @property
    def order(self) -> tuple[int, int]:
        """Return what pairs are ranked by: items of the pair, then the same items counted over all that they share.

        A range of which it is not known whether they share a herd is left out of the second count.
        """
        return self.count, sum(one.count for one in self.links if one.standing != UNKNOWN)

    def by_state(self) -> dict[str, tuple[Link, ...]]:
        """Return the links by state."""
        return {state: tuple(one for one in self.links if one.state == state) for state in STATES}


def rank_pairs(situation: Situation, work: Work, links: Sequence[Link]) -> tuple[Neighbours, ...]:
    """Return all pairs of neighbours in order of rank, those that work together already too.

    The checklist of a pair: a common border; the programme asks for work across borders on something
    that they are known to share; both act on the same such thing; joint work of the two is told on anything; a
    framework older than the day joins the two. It was fixed before it was held against any event, and weighs each item
    as one.
    """
    found = [_pair(situation, work, pair, links) for pair in sorted(situation.neighbours)]
    ordered = sorted(found, key=lambda one: (*(-part for part in one.order), one.slug))
    ranks = number_ties([one.order for one in ordered])
    return tuple(
        Neighbours(one.countries, one.links, one.frameworks, one.ties, one.group, one.items, rank)
        for one, rank in zip(ordered, ranks, strict=True)
    )


def _pair(situation: Situation, work: Work, pair: Pair, links: Sequence[Link]) -> Neighbours:
    own = tuple(one for one in links if one.countries == pair)
    named = {key for one in own for key in one.frameworks}
    frameworks = tuple(situation.channels.frameworks[key] for key in find_channels(situation, pair, named))
    ties = work.ties.get(pair, ())
    items = {
        "border": True,
        "asks": any(one.items["asks"] for one in own if one.standing != UNKNOWN),
        "act": any(one.items["act"] for one in own if one.standing != UNKNOWN),
        "tie": bool(ties),
        "framework": bool(frameworks),
    }
    doubted = pair in work.doubted_ties
    group = "together" if ties else "agreed" if frameworks else "doubtful" if doubted else "no-channel"
    return Neighbours(pair, own, frameworks, ties, group, {name: items[name] for name in ITEMS})


def say_pair(situation: Situation, pair: Neighbours) -> Name:
    """Say how two neighbours stand: what they share, and on how much of it joint work is told."""
    countries = name_both(situation, pair.countries)
    known = [one for one in pair.links if one.standing != UNKNOWN]
    together = sum(one.state == "together" for one in known)
    texts = PAIRS[min(len(known), 2), bool(together)]
    en, ru = (
        text.format(countries=name, shared=len(known), together=together)
        for text, name in zip(texts, countries, strict=True)
    )
    return Name(en, ru)
