"""Which recommendations are meant for some countries, or are on something: one rule for pages and briefs."""

from __future__ import annotations

from collections.abc import Iterable

from cami_graph.analyse.findings.links import CROSS_BORDER
from cami_graph.analyse.situation.claims import Recommendation
from cami_graph.analyse.situation.model import Situation


def list_advice(situation: Situation, codes: Iterable[str], things: Iterable[str]) -> tuple[str, ...]:
    """Return what experts recommend to all of the countries by name, or to some of them on one of the things.

    On a thing, what names no country counts where it asks for work across borders; without countries, all on it does.
    Words that only lead to others count nowhere.
    """
    wanted, own = set(things), set(codes)
    return tuple(
        key
        for key, one in situation.recommendations.items()
        if ((own and own <= one.countries) or (_is_on(situation, one, wanted) and _is_for(one, own)))
        and not leads_on(situation, one)
    )


def leads_on(situation: Situation, one: Recommendation) -> bool:
    """Say whether the words of a recommendation only lead to what follows them: a colon, and nothing that it is on."""
    quotes = [words.quote.rstrip() for words in situation.words.get(one.key, ())]
    return bool(quotes) and all(quote.endswith(":") for quote in quotes) and not (one.species or one.places)


def _is_on(situation: Situation, one: Recommendation, wanted: set[str]) -> bool:
    return bool((situation.asked_for[one.key] | one.species | one.places) & wanted)


def _is_for(one: Recommendation, own: set[str]) -> bool:
    """Say whether a recommendation on a thing means some of the countries."""
    return not own or bool(own & one.countries if one.countries else CROSS_BORDER in one.types)
