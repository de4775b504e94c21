"""What the countries of a brief share, row by row: each herd, landscape or range with its links between neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.judged import mark_readings
from cami_graph.analyse.findings.links import (
    AGREED,
    OPEN,
    PLACE,
    PLANNED,
    STATES,
    TOGETHER,
    UNKNOWN,
    Link,
    find_frameworks,
)
from cami_graph.analyse.findings.sentences import say_link
from cami_graph.analyse.findings.systems import join_labels
from cami_graph.analyse.measures.sharing import Pair, pair_of
from cami_graph.analyse.situation.channels import Verdict
from cami_graph.analyse.situation.claims import Name
from cami_graph.brief.subject import Subject

ARTEFACT = "likely-artefact"


@dataclass(frozen=True)
class Shared:
    """A herd, landscape or range, and the links of it that the brief is about, those told together first."""

    resource: str
    name: Name
    links: tuple[Link, ...]

    @property
    def is_known(self) -> bool:
        """Say whether it is known to be shared: a landscape, or a herd that a source tells of."""
        return self.links[0].standing != UNKNOWN

    @property
    def state(self) -> str:
        """Return the state of the link that is nearest to joint work."""
        return self.links[0].state

    @property
    def joint(self) -> tuple[str, ...]:
        """Return the claims of joint work on it."""
        return tuple(claim for link in self.links if link.state == TOGETHER for claim in link.joint)

    @property
    def is_doubted(self) -> bool:
        """Say whether all joint work told on it is in doubt."""
        joint = [one for one in self.links if one.state == TOGETHER]
        return bool(joint) and all(one.doubt for one in joint)


def list_shared(found: Findings, subject: Subject) -> tuple[Shared, ...]:
    """Return what the brief looks at: what is done together first, then known things, then by what can be counted."""
    groups: dict[tuple[str, ...], list[Link]] = defaultdict(list)
    for link in choose_links(found, subject):
        herds = link.herds if subject.kind == "species" else ()
        groups[link.resource, "" if link.standing == UNKNOWN else "known", *herds].append(link)
    made = [_shared(found, key[0], key[2:], links) for key, links in groups.items()]
    return tuple(sorted(made, key=lambda one: _order(one, subject)))


def _shared(found: Findings, resource: str, herds: Sequence[str], links: Iterable[Link]) -> Shared:
    ordered = sorted(links, key=lambda one: (STATES.index(one.state), -one.count, one.slug))
    populations = found.situation.channels.populations
    name = join_labels([populations[key].name for key in herds]) if herds else found.situation.resources[resource].name
    return Shared(resource, name, tuple(ordered))


def _order(one: Shared, subject: Subject) -> tuple[object, ...]:
    is_own = one.resource == subject.keys[0]
    return (
        one.state != TOGETHER,
        not one.is_known,
        not is_own,
        STATES.index(one.state),
        -max(link.count for link in one.links),
        one.name.en,
    )


def choose_links(found: Findings, subject: Subject) -> Iterator[Link]:
    """Give the links that a brief is about; of two countries that are no neighbours, what both hold."""
    if subject.kind == "pair":
        pair = pair_of(*subject.codes)
        yield from _of_neighbours(found, pair) if pair in found.situation.neighbours else _of_others(found, pair)
    elif subject.kind == "country":
        yield from (one for one in found.links if subject.codes[0] in one.countries)
    else:
        holders = set(subject.holders(found.situation))
        wanted = {subject.keys[0], *(_tied(found, subject.keys[0]) if subject.kind == "landscape" else ())}
        yield from (one for one in found.links if one.resource in wanted and set(one.countries) <= holders)


def _of_neighbours(found: Findings, pair: Pair) -> Iterator[Link]:
    return (one for one in found.links if one.countries == pair)


def _of_others(found: Findings, pair: Pair) -> Iterator[Link]:
    """Give what two countries without a common border both hold, in the states that links have."""
    situation, work = found.situation, found.work
    for key, resource in situation.resources.items():
        if set(pair) <= set(resource.holdings):
            triangle = (*pair, key)
            joint, planned = work.joint.get(triangle, ()), work.planned.get(triangle, ())
            doubted = () if joint else work.doubted.get(triangle, ())
            agreed = tuple(one.key for one in find_frameworks(situation, pair, resource))
            state = TOGETHER if joint or doubted else AGREED if agreed else PLANNED if planned else OPEN
            standing = PLACE if resource.kind == "landscape" else UNKNOWN
            told = joint or doubted
            yield Link(
                pair, key, (), standing, state, {}, bool(doubted), joint=told, planned=planned, frameworks=agreed
            )


def _tied(found: Findings, landscape: str) -> set[str]:
    """Return the species that activities name for a landscape."""
    activities = found.situation.activities.values()
    named = {key for one in activities if landscape in one.narrowest("place") for key in one.narrowest("species")}
    return {key for key, one in found.situation.resources.items() if named & ({key} | one.parts)}


def read_verdicts(found: Findings, link: Link) -> tuple[Verdict, ...]:
    """Return what readers found of a link, and of the findings that it stands in."""
    own = found.situation.channels.verdicts.get(f"gap/{link.slug}", ())
    own = mark_readings(own, say_link(found.situation, link).en) if own else ()
    return (*own, *(verdict for one in found.findings if link in one.links for verdict in one.verdicts))
