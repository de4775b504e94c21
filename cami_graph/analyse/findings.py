"""The whole analysis: from the situation to ranked gaps with chance, stability, evidence and sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cami_graph.analyse import chance, stability
from cami_graph.analyse.candidate import Candidate, put_in_order
from cami_graph.analyse.evidence import (
    gather_activities,
    gather_brokers,
    gather_initiatives,
    gather_items,
    gather_recommendations,
    gather_threats,
    name_things,
)
from cami_graph.analyse.gaps import Chance, Gap, Thing
from cami_graph.analyse.inside import find_integration_gaps, find_mismatches, find_silences
from cami_graph.analyse.sentences import write_sentence
from cami_graph.analyse.shared import (
    find_asymmetry_gaps,
    find_connected_gaps,
    find_shared_gaps,
    find_surprising_absences,
    find_tie_gaps,
)
from cami_graph.analyse.sharing import Numbers, Pair, pair_of
from cami_graph.analyse.situation import Situation
from cami_graph.analyse.stability import RankInterval, measure_stability
from cami_graph.analyse.work import count_work, make_sharing, match_recommendations


@dataclass(frozen=True)
class Settings:
    """What an analysis was run with; the same settings on the same graph give the same bytes."""

    seed: int = chance.SEED
    permutations: int = chance.ROUNDS
    trades: int = 499
    draws: int = stability.ROUNDS
    recommendations: bool = True

    def describe(self) -> str:
        """Return the settings as text that can be read back."""
        return "; ".join(f"{name}={getattr(self, name)}" for name in sorted(self.__dataclass_fields__))


@dataclass(frozen=True)
class Findings:
    """What an analysis found: the gaps in order of rank, the situation they rest on, and the settings."""

    gaps: tuple[Gap, ...]
    situation: Situation
    settings: Settings = field(default_factory=Settings)


def rank_candidates(situation: Situation, *, recommendations: bool = True) -> tuple[Candidate, ...]:
    """Find the candidates of every measure and put them in order."""
    work = count_work(situation)
    echoes = match_recommendations(situation) if recommendations else None
    return put_in_order(
        [
            *find_shared_gaps(situation, work, echoes),
            *find_connected_gaps(situation, work),
            *find_surprising_absences(situation, work),
            *find_asymmetry_gaps(situation, work),
            *find_tie_gaps(situation, work),
            *find_mismatches(situation, work),
            *find_integration_gaps(situation),
            *find_silences(situation),
        ]
    )


def analyse(situation: Situation, settings: Settings | None = None) -> Findings:
    """Rank the possible gaps of a situation, each with its chance, its stability and its evidence."""
    settings = settings or Settings()
    ordered = rank_candidates(situation, recommendations=settings.recommendations)
    chances = weigh_pairs(situation, settings)
    intervals = measure_stability(
        lambda held: [
            one.slug for one in rank_candidates(situation.keep(held), recommendations=settings.recommendations)
        ],
        situation.certainties(),
        settings.draws,
        settings.seed,
    )
    gaps = tuple(_describe(situation, one, rank, chances, intervals) for rank, one in enumerate(ordered, start=1))
    return Findings(gaps, situation, settings)


def tie_strengths(situation: Situation) -> Numbers:
    """Return the matrix of recorded joint work of pairs: the square root of the number of cooperations.

    The root, because talks of the same three countries told in five places are not five times the work.
    """
    names = tuple(sorted(situation.countries))
    place = {name: index for index, name in enumerate(names)}
    ties = np.zeros((len(names), len(names)))
    for (first, second), keys in count_work(situation).ties.items():
        ties[place[first], place[second]] = ties[place[second], place[first]] = np.sqrt(len(keys))
    return ties


def weigh_pairs(situation: Situation, settings: Settings) -> dict[Pair, Chance]:
    """Weigh every pair of countries that shares something against chance, with one correction over all of them."""
    names = tuple(sorted(situation.countries))
    sharing = make_sharing(situation, count_work(situation))
    rows, columns = np.triu_indices(len(names), k=1)
    pairs = [pair_of(names[a], names[b]) for a, b in zip(rows, columns, strict=True)]
    shared = sharing.shared()[rows, columns].astype(np.float64)
    border = np.array([float(pair in situation.neighbours) for pair in pairs])
    p = chance.find_rare_absences(
        tie_strengths(situation), np.column_stack([shared, border]), settings.permutations, settings.seed
    )
    nulls = chance.compare_with_curveball(
        sharing.holds,
        lambda holds: (holds.astype(np.int64) @ holds.T.astype(np.int64))[rows, columns].astype(np.float64),
        settings.trades,
        settings.seed,
    )
    tested = [index for index, count in enumerate(shared) if count > 0]
    q = dict(zip(tested, chance.adjust_p([float(p[index]) for index in tested]), strict=True))
    return {pairs[index]: Chance(float(p[index]), q[index], nulls[index].p_high, nulls[index].mean) for index in tested}


def _describe(
    situation: Situation,
    one: Candidate,
    rank: int,
    chances: Mapping[Pair, Chance],
    intervals: Mapping[str, RankInterval],
) -> Gap:
    """Make the gap of a candidate."""
    pair = pair_of(one.countries[0], one.countries[1]) if len(one.countries) == 2 else None
    interval = intervals.get(one.slug, RankInterval(rank, rank, 0.0, is_robust=False))
    activities = gather_activities(situation, one)
    return Gap(
        slug=one.slug,
        kind=one.kind,
        state=one.state,
        countries=one.countries,
        resource_kind=_kind_of(situation, one),
        resource=_resource_of(situation, one),
        about=_about(situation, one),
        rank=rank,
        score=one.score,
        parts=one.parts,
        chance=chances.get(pair) if pair else None,
        rank_interval=(min(interval.low, rank), max(interval.high, rank)),
        kept=interval.kept,
        is_robust=interval.is_robust,
        evidence_for=gather_items(situation, one.claims),
        evidence_against=gather_items(situation, one.counter),
        brokers=gather_brokers(situation, one),
        initiatives=gather_initiatives(situation, one),
        activities=activities,
        recommendations=gather_recommendations(situation, one),
        threats=gather_threats(situation, activities, one),
        species=tuple(key for key in _touched(situation, one) if key.startswith("taxon/")),
        landscapes=tuple(key for key in _touched(situation, one) if key.startswith("landscape/")),
        volumes={country: situation.volumes[country] for country in one.countries},
        sentence=write_sentence(situation, one, "en"),
        sentence_ru=write_sentence(situation, one, "ru"),
    )


def _kind_of(situation: Situation, one: Candidate) -> str:
    """Say of which kind the resource of a candidate is."""
    resource = situation.resources.get(one.things[0])
    return resource.kind if resource else "activity" if one.things[0] in situation.activities else "countries"


def _resource_of(situation: Situation, one: Candidate) -> Thing:
    """Return what a candidate is about; for a pair of countries or activities, both together."""
    first = one.things[0]
    if resource := situation.resources.get(first):
        return Thing(first, resource.name.en, resource.name.say("ru"))
    things = name_things(situation, one.things if one.kind != "accountability" else one.things[:1])
    if len(things) == 1 or one.kind == "scale-mismatch":
        return things[0]
    slug = "-".join(thing.key.partition("/")[2] for thing in things)
    return Thing(
        f"{first.partition('/')[0]}/{slug}",
        " – ".join(thing.en for thing in things),
        " – ".join(thing.ru for thing in things),
    )


def _about(situation: Situation, one: Candidate) -> tuple[str, ...]:
    """Return the taxa, landscapes, threats or activities it is about; of a pair of countries, what the two share."""
    if one.things[0].startswith("country/"):
        shared = situation.resources.items()
        return tuple(key for key, r in shared if not r.threat and set(one.countries) <= set(r.holdings))
    if (resource := situation.resources.get(one.things[0])) and resource.threat:
        return (resource.threat, *sorted(key for key in resource.parts if key in situation.resources))
    return one.things[:1] if one.kind == "accountability" else one.things


def _touched(situation: Situation, one: Candidate) -> tuple[str, ...]:
    """Return the species and landscapes that a candidate touches, through its resource or its activities."""
    found: set[str] = set()
    for key in one.things:
        if resource := situation.resources.get(key):
            found |= {key} | resource.parts
        elif activity := situation.activities.get(key):
            found |= activity.scope("species") | activity.scope("place")
    return tuple(sorted(found))
