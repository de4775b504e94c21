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
    """Return the events on the subject: what happened before what was only called for, and of the two alone first."""
    own = (one for one in list_events(matter) if _concerns(matter, one))
    return sorted(own, key=lambda one: (one.status == CALLED, one.countries != set(matter.subject.codes)))


def _concerns(matter: Matter, event: Event) -> bool:
    """Say whether an event joins the countries of the subject on what they share, or on nothing in particular."""
    if not matter.subject.codes:
        return bool(event.subjects & matter.family(matter.subject.keys[0]))
    things = frozenset().union(*(matter.family(one.resource) for one in matter.shared))
    return set(matter.subject.codes) <= event.countries and (not event.subjects or bool(event.subjects & things))


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
