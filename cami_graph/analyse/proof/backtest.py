"""Is the order worth anything? Pairs held against what happened later, and against hidden halves of what is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cami_graph.analyse.findings.links import list_links
from cami_graph.analyse.findings.pairs import Neighbours, rank_pairs
from cami_graph.analyse.measures.chance import SEED
from cami_graph.analyse.measures.sharing import Numbers, Pair
from cami_graph.analyse.proof.auc import Accuracy, Power, measure_accuracy, measure_power
from cami_graph.analyse.situation.channels import BROAD, HAPPENED
from cami_graph.analyse.situation.known import known_on
from cami_graph.analyse.situation.model import Situation
from cami_graph.analyse.situation.work import count_work, is_doubtful
from cami_graph.errors import AnalysisError

HALVES, SHUFFLES = 200, 1000
ORDERS = ("pairs by checklist", "mentions", "recorded tie", "both act", "framework", "random")


@dataclass(frozen=True)
class Trial:
    """One test: over how many pairs, how many of them happened, the accuracy of each order, and its power."""

    name: str
    pairs: int
    positives: int
    scores: tuple[Accuracy, ...]
    power: Power


@dataclass(frozen=True)
class Backtest:
    """Both tests, and the pairs for which something is told later."""

    as_of: str
    later: Trial
    halves: Trial
    happened: tuple[Pair, ...]


def run_backtest(
    situation: Situation, as_of: str = "", halves: int = HALVES, draws: int = 2000, seed: int = SEED
) -> Backtest:
    """Rank pairs as known on a day and hold the order against later events, and against hidden halves of joint work.

    The order is that of `cami gaps --by pair`, an unweighted count that was fixed before any event was looked at.
    Others: `mentions` (reported actions that name the two), `recorded tie` (cooperations told), `both act` and
    `framework` (items of the checklist alone), `random`.
    """
    known = known_on(situation, as_of)
    happened = find_later(known)
    if not happened:
        raise AnalysisError("The record tells of no later event between neighbours to hold the order against.")
    generator = np.random.default_rng(seed)
    ranked = rank_all(known)
    wanted = [pair in happened for pair in ranked]
    later = _try_orders("later events", [(orders_of(known, ranked), wanted)], draws, generator)
    hidden = [hide_half(known, generator) for _ in range(halves)]
    return Backtest(known.as_of, later, _try_orders("hidden halves", hidden, draws, generator), tuple(sorted(happened)))


def rank_all(situation: Situation) -> dict[Pair, Neighbours]:
    """Rank the pairs of a situation."""
    work = count_work(situation)
    return {one.countries: one for one in rank_pairs(situation, work, list_links(situation, work))}


def find_later(situation: Situation) -> frozenset[Pair]:
    """Return the pairs of neighbours between which something began or went on later.

    An event of more than seven countries joins no two of them in particular, and one that was only called for did not
    happen.
    """
    events = [
        one for one in situation.channels.events.values() if one.status in HAPPENED and len(one.countries) <= BROAD
    ]
    return frozenset(pair for pair in situation.neighbours if any(set(pair) <= one.countries for one in events))


def orders_of(situation: Situation, ranked: Mapping[Pair, Neighbours]) -> dict[str, Numbers]:
    """Return what each order gives each pair, the more the earlier."""
    rows = list(ranked.values())
    values: dict[str, list[float]] = {
        "pairs by checklist": [-float(one.rank) for one in rows],
        "mentions": [float(sum(situation.volumes[code] for code in one.countries)) for one in rows],
        "recorded tie": [float(len(one.ties)) for one in rows],
        "both act": [float(one.items["act"]) for one in rows],
        "framework": [float(one.items["framework"]) for one in rows],
    }
    return {name: np.array(column) for name, column in values.items()}


def hide_half(situation: Situation, generator: np.random.Generator) -> tuple[dict[str, Numbers], list[bool]]:
    """Hide half of the plainly told cooperations with their actions; return the orders and what they should foretell.

    Only pairs without a visible tie are ranked; wanted are those that a hidden cooperation joins.
    """
    told = sorted(
        key
        for key, one in situation.cooperations.items()
        if situation.actions[one.action].is_worked and not is_doubtful(one, situation.actions[one.action])
    )
    hidden = set(generator.permutation(told)[: len(told) // 2]) if told else set()
    gone = {situation.cooperations[key].action for key in hidden}
    actions = {key: one for key, one in situation.actions.items() if key not in gone}
    seen = replace(
        situation,
        actions=actions,
        cooperations={k: c for k, c in situation.cooperations.items() if c.action in actions},
        participations={k: p for k, p in situation.participations.items() if p.action in actions},
    )
    joined = {pair for key in hidden for pair in situation.cooperations[key].pairs}
    ranked = {pair: one for pair, one in rank_all(seen).items() if not one.ties}
    return orders_of(seen, ranked), [pair in joined for pair in ranked]


def _try_orders(
    name: str,
    tries: Sequence[tuple[Mapping[str, Numbers], Collection[bool]]],
    draws: int,
    generator: np.random.Generator,
) -> Trial:
    """Measure each order over one or many tries."""
    usable = [(orders, np.array(list(wanted))) for orders, wanted in tries if 0 < sum(wanted) < len(list(wanted))]
    if not usable:
        raise AnalysisError(f"There is nothing to tell apart in the test of {name}.")
    scores = [
        measure_accuracy(order, [(orders[order], wanted) for orders, wanted in usable], draws, generator)
        for order in ORDERS[:-1]
    ]
    shuffled = [(generator.random(len(wanted)), wanted) for _, wanted in usable for _ in range(SHUFFLES // len(usable))]
    scores.append(measure_accuracy(ORDERS[-1], shuffled, draws, generator))
    sizes = [(int(wanted.sum()), len(wanted)) for _, wanted in usable]
    positives, pairs = (round(float(np.mean(column))) for column in zip(*sizes, strict=True))
    return Trial(name, pairs, positives, tuple(scores), measure_power(positives, pairs - positives, generator))
