"""What happened since the report, as other documents tell it."""

from __future__ import annotations

from functools import partial

from cami_graph.analyse.situation.channels import Event
from cami_graph.brief.matter import Line, Matter
from cami_graph.brief.sources import Cited

FEW_COUNTRIES = 5
CALLED = "called"


def list_events(matter: Matter) -> list[Event]:
    """Return the events of the record: what happened before what was only called for, few countries before many."""
    events = sorted(matter.situation.channels.events.values(), key=lambda one: one.key)
    latest = sorted(events, key=lambda one: one.day, reverse=True)
    return sorted(latest, key=lambda one: (one.status == CALLED, len(one.countries) > FEW_COUNTRIES))


def list_since(matter: Matter) -> list[Line]:
    """Tell the events on the subject, each with its day and its source."""
    return [partial(_tell, matter, one) for one in own_events(matter)]


def own_events(matter: Matter) -> list[Event]:
    """Return the events on the subject, as its page lists them: what happened before what was only called for.

    Of countries, what is on nothing that they share comes last, and of the rest what joins these alone first.
    """
    codes, events = set(matter.subject.codes), list_events(matter)
    if not codes:
        own = matter.family(matter.subject.keys[0])
        return [one for one in events if one.subjects & own]
    things = frozenset().union(*(matter.family(one.resource) for one in matter.shared))

    def order(one: Event) -> tuple[bool, bool, bool]:
        is_elsewhere = bool(one.subjects) and not one.subjects & things
        return one.status == CALLED, is_elsewhere, one.countries != codes

    return sorted((one for one in events if codes <= one.countries), key=order)


def _tell(matter: Matter, one: Event) -> Cited:
    words = matter.words
    marks = [words("only_called")] if one.status == CALLED else []
    marks += [words("probable")] if one.certainty != "sure" else []
    told = f" ({', '.join(marks)})" if marks else ""
    day = words.day(one.day)
    return Cited(f"{one.name.say(words.language)}{told}", matter.sources.cite(one.key, most=1), f"{_capital(day)}:")


def _capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
