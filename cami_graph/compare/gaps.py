"""Possible gaps between countries: which are closed by joint work that is told now, which opened, which still stand.

A gap is a pair of countries and something that both hold, for which no joint work is recorded. That joint work told
then is not told again opens nothing for sure: silence is no loss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cami_graph.analyse.findings.links import PLANNED as PLANS
from cami_graph.analyse.findings.links import TOGETHER, list_links
from cami_graph.analyse.measures.sharing import Triangle
from cami_graph.analyse.situation.claims import Resource
from cami_graph.analyse.situation.work import count_work
from cami_graph.compare.model import Cited, GapChange
from cami_graph.compare.pairs import is_of, state_of
from cami_graph.compare.reading import Citations, Side, address_of
from cami_graph.compare.rules import GAPS, HALTED, judge_gap

JOINT, OPEN, PLANNED, OUTSIDE = "joint", "open", "planned", "outside"
ORDER = tuple(change for change, _, _ in GAPS)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a pair of countries and what both hold stand, and the claims that this rests on."""

    state: str
    claims: tuple[str, ...] = ()


NOWHERE = Standing(OUTSIDE)


def compare_gaps(earlier: Side, later: Side, citations: Citations) -> tuple[GapChange, ...]:
    """Set side by side how each pair and each thing that both hold stands then and now."""
    then, now = read_standings(earlier), read_standings(later)
    found = []
    for triangle in then.keys() | now.keys():
        before, after = then.get(triangle, NOWHERE), now.get(triangle, NOWHERE)
        if change := judge_gap(before.state, after.state):
            found.append((change, triangle, before, after))
    citations.fetch(address_of(claim) for *_, before, after in found for claim in _claims(before, after))
    rows = [_row(earlier, later, *one, citations) for one in found]
    return tuple(sorted(rows, key=lambda row: (ORDER.index(row.change), row.countries, row.resource)))


def _claims(before: Standing, after: Standing) -> Iterator[str]:
    """Give the claims that a change rests on: joint work and its end where there is any, else what makes it a gap."""
    work = [*(one for one in (before, after) if one.state not in (OPEN, OUTSIDE))]
    for one in work or (before, after):
        yield from one.claims


def _row(
    earlier: Side,
    later: Side,
    change: str,
    triangle: Triangle,
    before: Standing,
    after: Standing,
    citations: Citations,
) -> GapChange:
    resource = next(one for side in (later, earlier) if (one := side.situation.resources.get(triangle[2])))
    claims = list(dict.fromkeys(_claims(before, after)))
    sources = {**later.situation.sources, **earlier.situation.sources}
    named = [Cited(address_of(claim), "", sources[claim]) for claim in claims if claim in sources]
    return GapChange(
        change,
        (triangle[0], triangle[1]),
        resource.key,
        resource.name,
        before.state,
        after.state,
        tuple(find_outsiders(later, triangle, resource)) if after is NOWHERE else (),
        (*citations.of(map(address_of, claims)), *named),
    )


def find_outsiders(side: Side, triangle: Triangle, resource: Resource) -> Iterator[str]:
    """Give what of a pair and the thing that both hold does not belong to a programme, by key."""
    yield from (key for key in (f"country/{triangle[0]}", f"country/{triangle[1]}") if not side.holds(key))
    if not any(side.holds(key) for key in (resource.key, *resource.parts)):
        yield resource.key


def read_standings(side: Side) -> dict[Triangle, Standing]:
    """Return how each pair and each thing that both hold stands; a country outside the programme has no standing."""
    situation = side.situation
    work = count_work(situation)
    found: dict[Triangle, Standing] = {}
    for one in list_links(situation, work):
        if one.state != TOGETHER:
            resource = situation.resources[one.resource]
            holdings = [claim for code in one.countries for claim in resource.holdings[code].statements]
            acting = [claim for code in one.countries for claim in work.alone.get((code, one.resource), ())]
            state = PLANNED if one.state == PLANS or one.planned else OPEN
            found[*one.countries, one.resource] = Standing(state, tuple(dict.fromkeys([*holdings, *acting])))
    for triangle, claims in read_halted(side).items():
        found[triangle] = Standing(*claims)
    found |= {triangle: Standing(JOINT, claims) for triangle, claims in (work.doubted | work.joint).items()}
    return {
        triangle: standing
        for triangle, standing in found.items()
        if all(side.holds(f"country/{code}") for code in triangle[:2])
    }


def read_halted(side: Side) -> Mapping[Triangle, tuple[str, tuple[str, ...]]]:
    """Return the joint work on something shared that a document says ended, or was suspended."""
    situation = side.situation
    found: dict[Triangle, list[tuple[str, str]]] = defaultdict(list)
    for key, one in sorted(situation.cooperations.items()):
        action = situation.actions[one.action]
        state = state_of(action)
        if state in HALTED and is_of(side, action):
            for resource in situation.concerns[one.action]:
                for pair in one.pairs:
                    if set(pair) <= set(situation.resources[resource].holdings):
                        found[(*pair, resource)].append((state, key))
    return {
        triangle: (min(state for state, _ in claims), tuple(key for _, key in claims))
        for triangle, claims in found.items()
    }
