"""What a finding says in a plain sentence: who shares what, and what joins them by which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cami_graph.analyse.findings.links import AGREED
from cami_graph.analyse.findings.sentences import HABITAT, NAMED, call_possible, manner_of, name_both, name_near
from cami_graph.analyse.findings.systems import Finding
from cami_graph.analyse.findings.wider_work import NAMING
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation

MOST = 2
"""How many works or frameworks a sentence names; the rest it counts."""
SYSTEMS = {
    "landscape": ("{countries} share {thing}", "{countries} делят ландшафт «{thing}»"),
    "herd": ("{countries} share a herd ({thing})", "{countries} делят популяцию ({thing})"),
    "range": (
        "{countries} hold parts of one range ({thing}), and whether they share herds is not known",
        "{countries} входят в ареал одного вида ({thing}); есть ли общие популяции, неизвестно",
    ),
    NAMED: (
        "{countries} hold parts of one range ({thing}), and the experts ask the two for joint work on it",
        "{countries} входят в ареал одного вида ({thing}), и эксперты просят эти страны о совместной работе",
    ),
    HABITAT: (
        "{countries} hold {thing}, a scattered habitat, and whether they share parts of it is not known",
        "{countries} обладают разрозненными местообитаниями ({thing}); есть ли общие участки, неизвестно",
    ),
}

KINDS = {
    "landscape": ("landscape", "этим ландшафтом"),
    "herd": ("herd", "этой популяцией"),
    "range": ("species", "этим видом"),
}
"""What a finding is about, as stands after *this*."""
NOTHING = {
    None: ("no joint work on it is told in {}", "о совместной работе с этим в {} не сообщается"),
    False: ("no joint work that names it is told in {}", "о совместной работе именно с этим в {} не сообщается"),
    True: (
        "apart from what is named below, no joint work on it is told in {}",
        "кроме названного ниже, о совместной работе с этим в {} не сообщается",
    ),
}
"""That nothing is told: where nothing may take it in, where something may, and where some of that names it."""


def say_finding(situation: Situation, finding: Finding) -> Name:
    """Say what a finding is: the system, who shares it, and between whom joint work on it is told or agreed."""
    countries = name_both(situation, finding.countries)
    manner = manner_of(situation, finding.best)
    kind = manner if manner in (HABITAT, NAMED) else finding.kind
    told = [
        text.format(countries=countries[at], thing=finding.name.say(language))
        for at, (text, language) in enumerate(zip(SYSTEMS[kind], ("en", "ru"), strict=True))
    ]
    agreed, work = _say_agreed(situation, finding), _say_work(situation, finding)
    more = [agreed, _say_planned(situation, finding), _say_covered(situation, finding)]
    return call_possible(
        f"{told[0]}; {work.en}.{''.join(one.en for one in more)}",
        f"{told[1]}; {work.ru}.{''.join(one.say('ru') for one in more)}",
    )


def _say_work(situation: Situation, finding: Finding) -> Name:
    """Say between whom joint work on a system is told, or that none is, apart from what the sentence names later."""
    every = (*finding.links, *finding.together)
    where = [name_near(situation, every, language) for language in ("en", "ru")]
    covered = [one for one in finding.links if one.covering]
    bare = [one.countries for one in finding.links if not one.covering]
    is_named = any(NAMING & set(one.covering.values()) for one in covered)
    if finding.together:
        only = ("", "") if is_named or any(one.state == AGREED for one in finding.links) else (" only", " только")
        pairs = [name_both(situation, one.countries) for one in finding.together]
        return Name(
            f"joint work on it is told in {where[0]}{only[0]} between {'; '.join(pair[0] for pair in pairs)}",
            f"о совместной работе с этим в {where[1]} сообщают{only[1]} {'; '.join(pair[1] for pair in pairs)}",
        )
    if bare and covered:
        pairs = [name_both(situation, one) for one in bare[:MOST]]
        more = (f"; and {len(bare) - MOST} more", f"; и ещё {len(bare) - MOST}") if len(bare) > MOST else ("", "")
        return Name(
            f"no joint work on it is told in {where[0]} between {'; '.join(pair[0] for pair in pairs)}{more[0]}",
            f"в {where[1]} не сообщается о совместной работе с этим таких соседей: "
            f"{'; '.join(pair[1] for pair in pairs)}{more[1]}",
        )
    english, russian = NOTHING[is_named if covered else None]
    return Name(english.format(where[0]), russian.format(where[1]))


def _say_agreed(situation: Situation, finding: Finding) -> Name:
    """Say between whom a framework on a system stands, so that its being silent of work is not read as no framework."""
    said = _by_claims(situation, {one.countries: one.frameworks for one in finding.links if one.state == AGREED})
    english, russian = KINDS[finding.kind]
    return _join(
        said,
        f" A framework on it joins {{}}. No work that is told there as done under it names this {english}.",
        f" Договорённость об этом есть: {{}}. О том, что по ней сделано именно с {russian}, там не сообщается.",
    )


def _say_planned(situation: Situation, finding: Finding) -> Name:
    """Say what two countries plan together on a system."""
    said = _by_claims(situation, {one.countries: one.planned for one in finding.links if one.planned})
    return _join(
        said,
        " Planned by both: {}.",
        " В планах обеих: {}.",
    )


def _say_covered(situation: Situation, finding: Finding) -> Name:
    """Say between whom joint work is told that may take a system in without naming it."""
    said = _by_claims(situation, {one.countries: tuple(one.covering) for one in finding.links if one.covering})
    return _join(
        said,
        " Joint work that may take it in is told between {}.",
        " О совместной работе, которая может это охватывать, сообщают {}.",
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
        every = list(dict.fromkeys(_name_claim(situation, key) for key in keys))
        named, rest = every[:MOST], len(every) - MOST
        more = (f" and {rest} more", f" и ещё {rest}") if rest > 0 else ("", "")
        texts = [
            f"{', '.join(side[at] for side in sides)} ({'; '.join(one.say(language) for one in named)}{more[at]})"
            for at, language in enumerate(("en", "ru"))
        ]
        said.append(Name(*texts))
    return said


def _name_claim(situation: Situation, key: str) -> Name:
    """Name a framework, or what a cooperation or action is about."""
    if framework := situation.channels.frameworks.get(key):
        return framework.name
    return situation.name(situation.cooperations[key].action if key in situation.cooperations else key)
