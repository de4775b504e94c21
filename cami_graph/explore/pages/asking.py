"""Questions that two countries could put to each other, from what is told of each thing they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cami_graph.explore.model import LANGUAGES, Label, Thing
from cami_graph.explore.pages.shared import Row
from cami_graph.explore.words import word

MOST = 6
MOST_THINGS = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A question in both languages, and the things it is about."""

    text: Label
    about: tuple[Thing, ...]


def raise_questions(rows: Sequence[Row]) -> tuple[Question, ...]:
    """Return the questions that rows give rise to, the nearest to work together first."""
    shared = [one for one in rows if one.is_known]
    found = [
        *(_under(one) for one in shared if one.state == "agreed"),
        _of_all("question_planned", [one for one in shared if one.state == "planned"]),
        _of_all("question_both", [one for one in shared if _is_open(one) and not one.silent]),
        *(_of_side(one) for one in _by_silence(shared)),
        _of_all("question_neither", [one for one in shared if _is_open(one) and len(one.silent) == 2]),
        *_since(one for one in shared if one.state == "together"),
        _of_all("question_range", [one for one in rows if one.standing == "unknown" and one.state != "together"]),
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


def _under(row: Row) -> Question:
    """Ask what was done under the framework that names a thing."""
    agreed = row.agreed[-1]
    return Question(
        _text(
            "question_agreed",
            lambda language: {
                "thing": row.thing.name(language),
                "framework": agreed.label.say(language),
                "day": agreed.day.say(language),
            },
        ),
        (row.thing,),
    )


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
    """Ask what has become of each work that is told to be done together."""
    works: dict[Label, list[Thing]] = {}
    for row in rows:
        for told in row.together:
            works.setdefault(told.label, []).append(row.thing)
    return [
        Question(_text("question_since", lambda language, work=work: {"work": work.say(language)}), tuple(things))  # type: ignore[misc]
        for work, things in works.items()
    ]
