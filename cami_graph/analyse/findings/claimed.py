"""Claims and frameworks by the names of what they are about, as a sentence lists them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cami_graph.analyse.findings.sentences import name_both
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import action_of, is_doubtful, process_of

MOST = 2
"""How many works or frameworks a sentence names; the rest it counts."""


def join_said(said: Sequence[Name], english: str, russian: str) -> Name:
    """Put what is said of pairs into a sentence, or say nothing where nothing is."""
    if not said:
        return Name("", "")
    return Name(english.format("; ".join(one.en for one in said)), russian.format("; ".join(one.ru for one in said)))


def name_by_claims(situation: Situation, found: Mapping[Pair, Sequence[str]]) -> list[Name]:
    """Name pairs with what joins them, two things at most; pairs that the same joins are named together."""
    shared: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair, keys in found.items():
        shared[tuple(keys)].append(pair)
    said = []
    for keys, pairs in shared.items():
        sides = [name_both(situation, pair) for pair in pairs]
        names = name_some(situation, keys)
        texts = [
            f"{', '.join(side[at] for side in sides)} ({names.say(language)})"
            for at, language in enumerate(("en", "ru"))
        ]
        said.append(Name(*texts))
    return said


def name_some(situation: Situation, keys: Sequence[str]) -> Name:
    """Name two things that claims are about, and count the rest; what one undertaking does is told once."""
    first = {process_of(situation, key): key for key in reversed(keys)}
    every = list(dict.fromkeys(name_claim(situation, key) for key in keys if key in first.values()))
    named, rest = every[:MOST], len(every) - MOST
    more = (f" and {rest} more", f" и ещё {rest}") if rest > 0 else ("", "")
    return Name("; ".join(one.en for one in named) + more[0], "; ".join(one.say("ru") for one in named) + more[1])


def name_claim(situation: Situation, key: str) -> Name:
    """Name a framework, or what a cooperation or action is about, with its doubt where that is great."""
    if framework := situation.channels.frameworks.get(key):
        return framework.name
    name = situation.name(action_of(situation, key))
    one = situation.cooperations.get(key)
    if one and is_doubtful(one, situation.actions[one.action]):
        return Name(f"{name.en}, in doubt", f"{name.say('ru')}, под сомнением")
    return name
