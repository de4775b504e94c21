"""What a country does by itself on something, and whether it tells so much that its silence means something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from cami_graph.analyse.findings.wider_work import LISTED, places_of
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import Action, Resource
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import Work, quotes_of

HEARD = 5
"""Of how many actions a country tells before its silence counts."""
WANTING = re.compile(r"\bdata deficien|\black of data|\bno data\b", re.IGNORECASE)


def acts_on(situation: Situation, work: Work, code: str, resource: Resource, herds: Collection[str]) -> bool:
    """Say whether a country is told to act on something; on a herd, where it lives or at no place in particular."""
    return any(True for _ in _acts(situation, work, code, resource, herds))


def _acts(situation: Situation, work: Work, code: str, resource: Resource, herds: Collection[str]) -> Iterator[Action]:
    """Give the actions of a country on something; on a herd, not those at another place or under its heading."""
    ground = ground_of(situation, herds)
    around = frozenset().union(*(situation.resources[key].wider for key in ground if key in situation.resources))
    for key in work.acting.get((code, resource.key), ()):
        action = situation.actions[key]
        heading = {one for one in situation.concerns[key] if situation.resources[one].kind == "landscape"}
        places = action.places or heading
        if not ground or not places or places & ground or (not action.places and heading & around):
            yield action


def ground_of(situation: Situation, herds: Collection[str]) -> frozenset[str]:
    """Return the places where herds live, with those inside them."""
    ground = places_of(situation, herds)
    return ground.union(*(situation.resources[key].parts for key in ground if key in situation.resources))


def find_silent(
    situation: Situation, work: Work, pair: Pair, resource: Resource, herds: Collection[str], *, is_meant: bool = False
) -> tuple[str, ...]:
    """Return those of two countries that tell too little of something for their silence on joint work to mean much.

    One that tells enough tells of five actions or more in all; and of one of its own on this, unless a plan or the
    experts name both countries for it (`is_meant`). Its own is what is no joint work, no entry in a list of more than
    three countries, and, where no herd of the two is known, at no place that only one of them holds. One of which the
    experts say that data on this are wanting tells too little.
    """
    joint = {one.action for one in situation.cooperations.values()}
    shared = frozenset().union(*(situation.actions[key].initiatives for key in joint))

    def is_own(one: Action) -> bool:
        together = one.key in joint or (len(one.countries) > 1 and one.initiatives & shared)
        alone = not together and len(one.countries) <= LISTED
        return alone and (bool(herds) or _may_be_shared(situation, one, pair))

    return tuple(
        code
        for code in pair
        if situation.volumes[code] < HEARD
        or not (is_meant or any(map(is_own, _acts(situation, work, code, resource, herds))))
        or (not is_meant and _lacks_data(situation, code, resource))
    )


def _lacks_data(situation: Situation, code: str, resource: Resource) -> bool:
    """Say whether the experts call the data of a country on something wanting."""
    return any(
        code in one.countries and resource.key in situation.asked_for[key] and WANTING.search(quote)
        for key, one in situation.recommendations.items()
        for quote in quotes_of(situation, key)
    )


def _may_be_shared(situation: Situation, action: Action, pair: Pair) -> bool:
    """Say whether an action is at no place, or at one that both countries hold."""
    headings = situation.concerns[action.key] | situation.headed[action.key]
    places = action.places or {one for one in headings if situation.resources[one].kind == "landscape"}
    return not places or any(set(pair) <= situation.holders.get(one, frozenset()) for one in places)
