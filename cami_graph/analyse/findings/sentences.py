"""What a gap says in a plain sentence, in both languages. Always possible, never a failure."""

from __future__ import annotations

from collections.abc import Sequence

from cami_graph.analyse.findings.candidate import Candidate
from cami_graph.analyse.findings.links import AGREED, HERD, PLANNED, UNKNOWN, Link
from cami_graph.analyse.findings.wider_work import NAMING, RANGE_WIDE, places_of
from cami_graph.analyse.findings.wording import join_names, name_documents
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation

SHARE = {
    "place": (
        "{countries} share {thing}; no joint work {there} is told in {report}.",
        "{countries} делят ландшафт «{thing}»; о совместной работе {there} в {report} не сообщается.",
    ),
    HERD: (
        "{countries}{share} a herd ({thing}); no joint work {on_it} is told in {report}.",
        "{countries}{share} популяцию ({thing}); о совместной работе {on_it} в {report} не сообщается.",
    ),
    UNKNOWN: (
        (
            "{countries} both hold a part of the range ({thing}); whether they share a herd is not known, and no joint "
            "work {on_it} is told in {report}."
        ),
        (
            "{countries} входят в ареал одного вида ({thing}); есть ли у них общая популяция, неизвестно; о совместной "
            "работе {with_it} в {report} не сообщается."
        ),
    ),
}
HABITAT = "habitat"
SHARE[HABITAT] = (
    (
        "{countries} both hold {thing}, a scattered habitat; whether they share a part of it is not known, and no "
        "joint work {on_it} is told in {report}."
    ),
    (
        "{countries} обладают разрозненными местообитаниями ({thing}); есть ли общий участок, неизвестно; о совместной "
        "работе {there} в {report} не сообщается."
    ),
)
NAMED = "named"
SHARE[NAMED] = (
    (
        "{countries} both hold a part of the range ({thing}), and the experts ask the two for joint work on it; "
        "whether they share a herd is not known, and no joint work {on_it} is told in {report}."
    ),
    (
        "{countries} входят в ареал одного вида ({thing}), и эксперты просят эти страны о совместной работе; есть ли у "
        "них общая популяция, неизвестно; о совместной работе {with_it} в {report} не сообщается."
    ),
)
OBJECTS = {
    None: (
        {"there": "there", "on_it": "on it"},
        {"there": "там", "on_it": "с ней", "with_it": "с ним"},
    ),
    False: (
        {"there": "of the two that names it", "on_it": "of the two that names it"},
        {"there": "этих стран именно там", "on_it": "этих стран именно с ней", "with_it": "этих стран именно с ним"},
    ),
    True: (
        {"there": "there, apart from what follows,", "on_it": "on it, apart from what follows,"},
        {
            "there": "там, кроме указанного далее,",
            "on_it": "с ней, кроме указанной далее,",
            "with_it": "с ним, кроме указанной далее,",
        },
    ),
}
"""What joint work is on: where nothing told may take it in, where something may, and where some of that names it."""
OTHERS = {
    "asymmetry": (
        (
            "{countries} are neighbours and share {thing}; {report} tells of work on it in {acting}, and of none in "
            "{silent}."
        ),
        (
            "{countries} – соседи, у них есть общее ({thing}); в {report} сообщается о работе в одной стране ({acting})"
            " и не сообщается о работе в другой ({silent})."
        ),
    ),
    "critical-tie": (
        "The joint work of {countries} rests on a single cooperation that is told in {report}.",
        "Совместная работа ({countries}) держится на единственном сотрудничестве, о котором сообщается в {report}.",
    ),
    "scale-mismatch": (
        "Activity {thing} concerns {other}, which lies in {countries}; {report} tells of work in single countries.",
        (
            "Мероприятие {thing} касается того, что лежит в нескольких странах ({other}: {countries}); в {report} "
            "сообщается о работе лишь в отдельных странах."
        ),
    ),
    "integrative": (
        "Activities {thing} and {other} depend on each other, and no actor common to both is told in {report}.",
        "Мероприятия {thing} и {other} зависят друг от друга; общий исполнитель в {report} не назван.",
    ),
    "not-done": (
        "The urgent activity {thing} is told as not done in {report}.",
        "О срочном мероприятии {thing} в {report} сообщается, что оно не выполнено.",
    ),
    "not-reported": (
        "Of the urgent activity {thing} nothing is told in {report}.",
        "О срочном мероприятии {thing} в {report} сведений нет.",
    ),
    "unanswered": (
        (
            "The programme asks {asked} for the urgent activity {thing}; {report} names others who act, and none of "
            "that kind."
        ),
        (
            "За срочное мероприятие {thing} программа возлагает ответственность на других ({asked}); в {report} среди "
            "исполнителей таких нет."
        ),
    ),
}


COVERED = Name(
    "Joint work of both that may take it in is told.",
    "Сообщается о совместной работе этих стран, которая может это охватывать.",
)
WIDE = Name(
    "Work on it that names no country is told, too.",
    "Сообщается и о работе, где страны не названы.",
)
SURELY = {"sure": (" share", " делят"), "probable": (" probably share", ", вероятно, делят")}
IN_DOUBT = (" may share", ", возможно, делят")


def say_sharing(situation: Situation, herds: Sequence[str]) -> tuple[str, str]:
    """Say that countries share herds, as sure as the surest of their sources."""
    told = {situation.channels.populations[key].certainty for key in herds}
    return next((words for certainty, words in SURELY.items() if certainty in told), IN_DOUBT)


def name_both(situation: Situation, codes: Sequence[str]) -> tuple[str, str]:
    """Name countries in both languages."""
    names = [situation.name(code) for code in codes]
    return join_names([one.en for one in names]), join_names([one.say("ru") for one in names], "и")


def call_possible(english: str, russian: str) -> Name:
    """Say that what follows is possible, and no more."""
    return Name(f"Possible gap: {english}", f"Возможный пробел: {russian}")


def _report(situation: Situation, language: str) -> str:
    return name_documents(situation.telling, language)


def name_near(situation: Situation, links: Sequence[Link], language: str) -> str:
    """Name the documents in which joint work would stand: reports, and others that look at these borders and things."""
    things = frozenset().union(*(_around(situation, one) for one in links))
    near = situation.looking_at((one.countries for one in links), things)
    return name_documents(situation.telling, language, near)


def _around(situation: Situation, link: Link) -> frozenset[str]:
    """Return what a document that looks at a link would name: it, its parts, what holds it, where its herds live."""
    resource = situation.resources[link.resource]
    return resource.parts.union({link.resource}, resource.wider, resource.overlapping, places_of(situation, link.herds))


def say_link(situation: Situation, link: Link) -> Name:
    """Say what a link is: who shares what, and what is told of it."""
    english, russian = SHARE[manner_of(situation, link)]
    countries = name_both(situation, link.countries)
    herds = [situation.channels.populations[key].name for key in link.herds]
    names = herds or [situation.resources[link.resource].name]
    things = "; ".join(one.en for one in names), "; ".join(one.say("ru") for one in names)
    is_named = bool(NAMING & set(link.covering.values()))
    sharing = say_sharing(situation, link.herds)
    told = [
        text.format(
            countries=countries[at],
            thing=things[at],
            report=name_near(situation, [link], language),
            share=sharing[at],
            **OBJECTS[is_named if link.covering else None][at],
        )
        for at, (text, language) in enumerate(((english, "en"), (russian, "ru")))
    ]
    added = _add(situation, link)
    return call_possible(f"{told[0]} {added.en}".strip(), f"{told[1]} {added.ru}".strip())


def manner_of(situation: Situation, link: Link) -> str:
    """Return how something is shared, as far as it bears on the sentence."""
    if situation.resources[link.resource].scattered:
        return HABITAT
    return NAMED if link.standing == UNKNOWN and link.is_named else link.standing


def _add(situation: Situation, link: Link) -> Name:
    """Add what tempers the sentence: a framework, a plan, silence of both."""
    if link.state == AGREED:
        one = max(
            (situation.channels.frameworks[key] for key in link.frameworks), key=lambda one: one.since(link.countries)
        )
        day = one.since(link.countries)
        more = tell_covered(link)
        return Name(
            f"Both take part in a framework on it since {day}: {one.name.en}. {more.en}".strip(),
            f"Обе участвуют с {day} г.: {one.name.say('ru')}. {more.ru}".strip(),
        )
    if link.covering:
        return tell_covered(link)
    if link.state == PLANNED:
        return Name("Something of both is planned.", "Есть план, в котором названы обе.")
    if not link.items["act"]:
        return Name(
            "Not both are plainly told to act on it.", "О том, что над этим работают обе страны, прямо не сообщается."
        )
    return Name("")


def tell_covered(link: Link) -> Name:
    """Say that work is told that may take a link in: of both, or of countries that are not named."""
    said = [COVERED] * link.is_covered + [WIDE] * (RANGE_WIDE in link.covering.values())
    return Name(" ".join(one.en for one in said), " ".join(one.ru for one in said))


def say_candidate(situation: Situation, one: Candidate) -> Name:
    """Say what a gap is that is no link."""
    kind = one.kind
    if kind == "accountability":
        kind = one.state if one.state in ("not-done", "not-reported") else "unanswered"
    countries = name_both(situation, one.countries)
    acting = sorted(
        {c for claim, _ in one.claims.get("alone", ()) for c in _countries_of(situation, claim)} & set(one.countries)
    )
    silent = [code for code in one.countries if code not in acting]
    sides = name_both(situation, acting), name_both(situation, silent)
    asked = [situation.name(key) for key in one.things[1:]]
    told = [
        text.format(
            countries=countries[at],
            thing=_name_thing(situation, one.things[0], language),
            other=_name_thing(situation, one.things[1], language) if len(one.things) > 1 else "",
            report=_report(situation, language),
            acting=sides[0][at],
            silent=sides[1][at],
            asked=join_names([each.say(language) for each in asked], ("and", "и")[at]),
        )
        for at, (text, language) in enumerate(zip(OTHERS[kind], ("en", "ru"), strict=True))
    ]
    return call_possible(told[0], told[1])


def _countries_of(situation: Situation, claim: str) -> frozenset[str]:
    return situation.actions[claim].countries if claim in situation.actions else frozenset()


def _name_thing(situation: Situation, key: str, language: str) -> str:
    """Name something shared, an activity with its code."""
    if resource := situation.resources.get(key):
        return resource.name.say(language)
    if activity := situation.activities.get(key):
        named = activity.name.say(language)
        return f"{activity.code} ({named}; {activity.mark})" if activity.mark else f"{activity.code} ({named})"
    return situation.name(key).say(language)
