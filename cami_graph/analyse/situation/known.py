"""The situation as it was known on a day: what came later stands apart and enters nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from cami_graph.analyse.situation.channels import BROAD, HAPPENED, Event, Framework, Party
from cami_graph.analyse.situation.claims import Action, Cooperation
from cami_graph.analyse.situation.model import Situation
from cami_graph.errors import AnalysisError

Claim = TypeVar("Claim")
PAPERS = frozenset({"agreement", "memorandum", "declaration", "designation", "letter-of-intent", "framework"})


def known_on(situation: Situation, day: str = "") -> Situation:
    """Return the situation as known on a day (2019, 2019-03, 2019-03-04), by default on that of the latest document.

    A report counts as a whole, by the day of its issue; a framework by the day of joining, so far as a country was
    party by then; a herd by the day since when it is attested; an event by its own day: work begun or gone on counts as
    joint work, unless of so many states that it joins no two in particular, a paper signed as a framework.
    Later events stay in `channels.events`, and only they do.
    """
    day = day or max((one.date for one in situation.telling), default="")
    if not day:
        return situation
    if situation.telling and not any(one.date <= day for one in situation.telling):
        first = situation.telling[0]
        raise AnalysisError(
            f"Nothing in the record was told by {day}.",
            remedy=f"The earliest document, {first.number}, is of {first.date}.",
        )
    late = {key for key, one in situation.documents.items() if one.date > day}
    channels = situation.channels
    past = [one for one in channels.events.values() if one.day <= day]
    actions = dict(_told(situation, situation.actions, late)) | dict(map(_act, _work(past)))
    cooperations = {k: c for k, c in _told(situation, situation.cooperations, late) if c.action in actions}
    frameworks = {k: one.known_on(day) for k, one in channels.frameworks.items()} | dict(map(_sign, _papers(past)))
    return replace(
        situation,
        as_of=day,
        actions=actions,
        cooperations=cooperations | dict(map(_join, _work(past))),
        participations={k: p for k, p in situation.participations.items() if p.action in actions},
        recommendations=dict(_told(situation, situation.recommendations, late)),
        channels=replace(
            channels,
            populations={k: one for k, one in channels.populations.items() if one.attested <= day},
            frameworks={k: one for k, one in frameworks.items() if len(one.parties) > 1},
            events={k: one for k, one in channels.events.items() if one.day > day},
        ),
    )


def _told(situation: Situation, claims: Mapping[str, Claim], late: set[str]) -> Iterable[tuple[str, Claim]]:
    """Give the claims that an early enough document makes, and what events were taken for before."""
    for key, one in claims.items():
        told = {words.document for words in situation.words.get(key, ())}
        if not told or told - late or "event/" in key:
            yield key, one


def _work(events: Iterable[Event]) -> list[Event]:
    return [one for one in events if one.is_work and len(one.countries) <= BROAD]


def _papers(events: Iterable[Event]) -> list[Event]:
    return [one for one in events if one.form in PAPERS and one.status in HAPPENED and not one.framework]


def _act(event: Event) -> tuple[str, Action]:
    species = frozenset(key for key in event.subjects if key.startswith("taxon/"))
    return event.key, Action(
        event.key,
        countries=event.countries,
        species=species,
        places=event.subjects - species,
        initiatives=event.initiatives,
        statuses=frozenset({"reported"}),
        certainty=event.certainty,
    )


def _join(event: Event) -> tuple[str, Cooperation]:
    key = f"cooperation/{event.key}"
    return key, Cooperation(key, event.countries, event.key, event.certainty)


def _sign(event: Event) -> tuple[str, Framework]:
    parties = {code: Party(event.day, "", event.key, event.certainty) for code in sorted(event.countries)}
    return event.key, Framework(event.key, event.name, event.form, parties, event.subjects)
