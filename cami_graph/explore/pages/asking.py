"""Questions that two countries could put to each other, from what is told of each thing they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from cami_graph.explore.model import LANGUAGES, Label, Thing
from cami_graph.explore.pages.shared import Row, Told
from cami_graph.explore.words import word

MOST = 6
MOST_THINGS, MOST_WORKS = 4, 2


@dataclass(frozen=True, slots=True)
class Question:
    """A question in both languages, and the things it is about."""

    text: Label
    about: tuple[Thing, ...]


def raise_questions(
    rows: Sequence[Row], channels: Sequence[tuple[Thing, Label]], *, are_neighbours: bool
) -> tuple[Question, ...]:
    """Return the questions that rows give rise to, the nearest to work together first.

    `channels` are the frameworks of both with the day since which both are parties; those that name none of the rows
    are asked about as well. Whether animals cross the border is asked of `are_neighbours` alone.
    """
    ranges = [one for one in rows if one.standing == "unknown" and one.state != "together"]
    shared = [one for one in rows if one.is_known]
    found = [
        *_under(one for one in shared if one.state == "agreed"),
        _of_all("question_planned", [one for one in shared if one.state == "planned"]),
        _of_all("question_both", [one for one in shared if _is_open(one) and not one.silent]),
        *(_of_side(one) for one in _by_silence(shared)),
        _of_all("question_neither", [one for one in shared if _is_open(one) and len(one.silent) == 2]),
        *_since(one for one in shared if one.state == "together"),
        *_through(channels, rows),
        _of_all("question_range", ranges) if are_neighbours else None,
    ]
    return tuple(dict.fromkeys(one for one in found if one))[:MOST]


def _is_open(row: Row) -> bool:
    return row.state == "open"


def _text(key: str, values: Callable[[str], dict[str, str]]) -> Label:
    return Label(*(word(key, language, **values(language)) for language in LANGUAGES))


def _named(things: Iterable[Thing], language: str) -> str:
    return ", ".join(one.name(language) for one in things)


def _of_all(key: str, rows: Sequence[Row]) -> Question | None:
    """Ask one question of several things."""
    things = tuple(one.thing for one in rows[:MOST_THINGS])
    return Question(_text(key, lambda language: {"things": _named(things, language)}), things) if things else None


def _under(rows: Iterable[Row]) -> list[Question]:
    """Ask what was done under each framework that names things of which no work is told."""
    named: dict[Told, list[Thing]] = {}
    for row in rows:
        named.setdefault(row.agreed[-1], []).append(row.thing)
    return [
        Question(_text("question_agreed", partial(_agreed, told.label, told.day, things)), tuple(things))
        for told, things in named.items()
    ]


def _through(channels: Sequence[tuple[Thing, Label]], rows: Sequence[Row]) -> list[Question]:
    """Ask what else could be done under the frameworks of both that name none of the rows."""
    known = {told.path for row in rows for told in row.agreed}
    return [
        Question(_text("question_channel", partial(_agreed, one.label, day, ())), (one,))
        for one, day in channels
        if one.path not in known
    ]


def _agreed(framework: Label, day: Label, things: Sequence[Thing], language: str) -> dict[str, str]:
    return {"things": _named(things, language), "framework": framework.say(language), "day": day.say(language)}


def _by_silence(rows: Iterable[Row]) -> list[list[Row]]:
    """Gather the open rows of which one side tells nothing, side by side."""
    sides: dict[str, list[Row]] = {}
    for row in rows:
        if _is_open(row) and len(row.silent) == 1:
            sides.setdefault(row.silent[0].iri, []).append(row)
    return list(sides.values())


def _of_side(rows: Sequence[Row]) -> Question:
    """Ask the side that is silent what it does."""
    (silent,) = rows[0].silent
    things = tuple(one.thing for one in rows[:MOST_THINGS])
    return Question(
        _text(
            "question_side",
            lambda language: {"country": silent.name(language), "things": _named(things, language)},
        ),
        things,
    )


def _since(rows: Iterable[Row]) -> list[Question]:
    """Ask what has become of the first works that are told to be done together."""
    works: dict[Label, list[Thing]] = {}
    for row in rows:
        for told in row.together:
            works.setdefault(told.label, []).append(row.thing)
    return [Question(_text("question_since", partial(_work, work)), tuple(things)) for work, things in works.items()]


def _work(work: Label, language: str) -> dict[str, str]:
    return {"work": work.say(language)}
