"""What a finding says in a plain sentence: who shares what, and what joins them by which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cami_graph.analyse.findings.links import AGREED
from cami_graph.analyse.findings.sentences import (
    HABITAT,
    NAMED,
    call_possible,
    manner_of,
    name_both,
    name_near,
    say_sharing,
)
from cami_graph.analyse.findings.systems import Finding
from cami_graph.analyse.findings.wider_work import NAMING, RANGE_WIDE
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation

HERDS = "herds"
MOST, MOST_PAIRS = 2, 3
"""How many works or frameworks, and how many pairs, a sentence names; the rest it counts."""
SYSTEMS = {
    "landscape": ("{countries} share {thing}", "{countries} делят ландшафт «{thing}»"),
    "herd": ("{countries}{share} a herd ({thing})", "{countries}{share} популяцию ({thing})"),
    HERDS: ("{countries}{share} herds ({thing})", "{countries}{share} популяции ({thing})"),
    "range": (
        "{countries} hold parts of one range ({thing}), and whether they share herds is not known",
        "{countries} входят в ареал одного вида ({thing}); есть ли общие популяции, неизвестно",
    ),
    NAMED: (
        "{countries} hold parts of one range ({thing}), and the experts ask the two for joint work or exchange on it",
        "{countries} входят в ареал одного вида ({thing}), и эксперты просят эти страны о совместной работе или обмене",
    ),
    HABITAT: (
        "{countries} hold {thing}, a scattered habitat, and whether they share parts of it is not known",
        "{countries} обладают разрозненными местообитаниями ({thing}); есть ли общие участки, неизвестно",
    ),
}
KINDS = {
    "landscape": ("landscape", "в этом ландшафте"),
    "herd": ("herd", "с этой популяцией"),
    HERDS: ("herds", "с этими популяциями"),
    "range": ("species", "с этим видом"),
    NAMED: ("species", "с этим видом"),
    HABITAT: ("habitat", "в этих местообитаниях"),
}
"""What a finding is about, as stands after *this*, and in Russian after *совместная работа*."""
NOTHING = {
    None: ("no joint work on {it} is told in {where}", "о совместной работе {it} в {where} не сообщается"),
    False: (
        "no joint work of theirs that names {it} is told in {where}",
        "о совместной работе этих стран именно {it} в {where} не сообщается",
    ),
    True: (
        "apart from what is named below, no joint work of theirs on {it} is told in {where}",
        "кроме названного ниже, о совместной работе этих стран {it} в {where} не сообщается",
    ),
}
"""That nothing is told: where nothing may take it in, where something may, and where some of that names it."""


def say_finding(situation: Situation, finding: Finding) -> Name:
    """Say what a finding is: the system, who shares it, and between whom joint work on it is told or agreed."""
    countries = name_both(situation, finding.countries)
    kind, share = _kind_of(situation, finding), say_sharing(situation, finding.herds)
    told = [
        text.format(countries=countries[at], thing=finding.name.say(language), share=share[at])
        for at, (text, language) in enumerate(zip(SYSTEMS[kind], ("en", "ru"), strict=True))
    ]
    work = _say_work(situation, finding, kind)
    more = [
        _say_agreed(situation, finding, kind),
        _say_planned(situation, finding),
        _say_covered(situation, finding),
        _say_wide(situation, finding),
    ]
    return call_possible(
        f"{told[0]}; {work.en}.{''.join(one.en for one in more)}",
        f"{told[1]}; {work.ru}.{''.join(one.say('ru') for one in more)}",
    )


def _kind_of(situation: Situation, finding: Finding) -> str:
    """Return how a finding is spoken of."""
    manner = manner_of(situation, finding.best)
    if manner in (HABITAT, NAMED):
        return manner
    return HERDS if len(finding.herds) > 1 else finding.kind


def _say_work(situation: Situation, finding: Finding, kind: str) -> Name:
    """Say between whom joint work on a system is told, or that none is, apart from what the sentence names later."""
    every = (*finding.links, *finding.together)
    where = [name_near(situation, every, language) for language in ("en", "ru")]
    covered = [one for one in finding.links if one.is_covered]
    bare = [one.countries for one in finding.links if not one.is_covered]
    is_named = any(NAMING & set(one.covering.values()) for one in covered)
    it = "them" if kind == HERDS else "it", KINDS[kind][1]
    if finding.together:
        only = ("", "") if is_named or any(one.state == AGREED for one in finding.links) else (" only", " только")
        pairs = [name_both(situation, one.countries) for one in finding.together]
        return Name(
            f"joint work on {it[0]} is told in {where[0]}{only[0]} between {'; '.join(pair[0] for pair in pairs)}",
            f"о совместной работе {it[1]} в {where[1]} сообщается{only[1]} для таких соседей: "
            f"{'; '.join(pair[1] for pair in pairs)}",
        )
    if bare and covered:
        pairs, rest = [name_both(situation, one) for one in bare[:MOST_PAIRS]], len(bare) - MOST_PAIRS
        more = (f"; and {rest} more", f"; и ещё {rest}") if rest > 0 else ("", "")
        return Name(
            f"no joint work on {it[0]} is told in {where[0]} between {'; '.join(pair[0] for pair in pairs)}{more[0]}",
            f"о совместной работе {it[1]} в {where[1]} не сообщается для таких соседей: "
            f"{'; '.join(pair[1] for pair in pairs)}{more[1]}",
        )
    english, russian = NOTHING[is_named if any(one.covering for one in finding.links) else None]
    return Name(english.format(it=it[0], where=where[0]), russian.format(it=it[1], where=where[1]))


def _say_agreed(situation: Situation, finding: Finding, kind: str) -> Name:
    """Say between whom a framework on a system stands, so that its being silent of work is not read as no framework."""
    said = _by_claims(situation, {one.countries: one.frameworks[::-1] for one in finding.links if one.state == AGREED})
    english, russian = KINDS[kind]
    these = "these" if kind == HERDS else "this"
    return _join(
        said,
        f" A framework on it joins {{}}; of work under it that names {these} {english} nothing is told there.",
        f" Договорённость есть: {{}}; о том, что сделано по ней именно {russian}, там не сообщается.",
    )


def _say_planned(situation: Situation, finding: Finding) -> Name:
    """Say what is planned for two countries together: on a system, or on nothing in particular."""
    plans = {one.countries: (*one.planned, *one.plans) for one in finding.links if one.planned or one.plans}
    return _join(
        _by_claims(situation, plans),
        " Planned for both: {}.",
        " Запланировано для обеих стран: {}.",
    )


def _say_covered(situation: Situation, finding: Finding) -> Name:
    """Say between whom joint work is told that may take a system in without naming it."""
    found = {
        one.countries: tuple(key for key, way in one.covering.items() if way != RANGE_WIDE)
        for one in finding.links
        if one.is_covered
    }
    return _join(
        _by_claims(situation, found),
        " Joint work that may take it in is told between {}.",
        " Сообщается о совместной работе, которая может это охватывать: {}.",
    )


def _say_wide(situation: Situation, finding: Finding) -> Name:
    """Say what work of several countries is told on a system that names none of them."""
    wide = [key for one in finding.links for key, way in one.covering.items() if way == RANGE_WIDE]
    names = _name_some(situation, wide)
    return _join(
        [names] if wide else [],
        " Work on it that names no country is told, too: {}.",
        " Сообщается и о работе, где страны не названы: {}.",
    )


def _join(said: Sequence[Name], english: str, russian: str) -> Name:
    """Put what is said of pairs into a sentence, or say nothing where nothing is."""
    if not said:
        return Name("", "")
    return Name(english.format("; ".join(one.en for one in said)), russian.format("; ".join(one.ru for one in said)))


def _by_claims(situation: Situation, found: Mapping[Pair, Sequence[str]]) -> list[Name]:
    """Name pairs with what joins them, two things at most; pairs that the same joins are named together."""
    shared: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair, keys in found.items():
        shared[tuple(keys)].append(pair)
    said = []
    for keys, pairs in shared.items():
        sides = [name_both(situation, pair) for pair in pairs]
        names = _name_some(situation, keys)
        texts = [
            f"{', '.join(side[at] for side in sides)} ({names.say(language)})"
            for at, language in enumerate(("en", "ru"))
        ]
        said.append(Name(*texts))
    return said


def _name_some(situation: Situation, keys: Sequence[str]) -> Name:
    """Name two things that claims are about, and count the rest."""
    every = list(dict.fromkeys(_name_claim(situation, key) for key in keys))
    named, rest = every[:MOST], len(every) - MOST
    more = (f" and {rest} more", f" и ещё {rest}") if rest > 0 else ("", "")
    return Name("; ".join(one.en for one in named) + more[0], "; ".join(one.say("ru") for one in named) + more[1])


def _name_claim(situation: Situation, key: str) -> Name:
    """Name a framework, or what a cooperation or action is about."""
    if framework := situation.channels.frameworks.get(key):
        return framework.name
    return situation.name(situation.cooperations[key].action if key in situation.cooperations else key)
